import type { Instant } from '../calendar/civil-date.js';

/**
 * A published wording by the lead: as answered and as published are both kept. It stands beside the owner's update,
 * which stays as it is, and holds while that answer does.
 */
export interface Wording {
  readonly kind: 'wording';
  /** Requirement id. */
  readonly requirement: string;
  /** The update whose words it replaces in print. */
  readonly update: string;
  /** The cell as it would have been printed from the answer. */
  readonly answered: string;
  /** The cell as it is printed; paragraphs apart by "\n". */
  readonly published: string;
  readonly why: string;
  /** Key of the person, or "system", and their name for print. */
  readonly by: string;
  readonly byName: string;
  readonly at: Instant;
}

/** The wording in force for each answer, by update id: the newest. A later answer is another update and has none. */
export function wordingsInForce(wordings: readonly Wording[]): ReadonlyMap<string, Wording> {
  const oldestFirst = [...wordings].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return new Map(oldestFirst.map((each) => [each.update, each]));
}
