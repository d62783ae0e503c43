import type { CivilDate } from '../calendar/civil-date.js';
import type { PublishedPlan } from '../plan/plan.js';
import { type WordChange, wordDifference } from '../text/word-difference.js';

/** A correction of one update in the newest revision, as it was asked for. */
export interface ReissueAsked {
  /** Requirement id. */
  readonly requirement: string;
  /** The words as they are to be published. */
  readonly text: string;
  /** Printed with the issue. */
  readonly reason: string;
}

export type Reissue =
  | {
      readonly kind: 'reissue';
      readonly published: PublishedPlan;
      readonly column: CivilDate;
      /** The number of the issue that it makes: 2 for the first correction. */
      readonly issue: number;
      readonly old: string;
      readonly difference: readonly WordChange[];
    }
  | { readonly kind: 'invalid'; readonly problem: string };

/**
 * The plan with one update of a published column in other words, as the next issue of that column: the words before are
 * kept as a correction with its reason, so that whoever reads the earlier issue is recognised.
 */
export function reissueOf(published: PublishedPlan, column: CivilDate, asked: ReissueAsked, on: CivilDate): Reissue {
  const { requirement } = asked;
  const [text, reason] = [asked.text.trim(), asked.reason.trim()];
  const cell = published.updates.find((each) => each.requirement === requirement && each.column === column);
  if (cell === undefined)
    return { kind: 'invalid', problem: 'Nothing was published of this row in the newest revision.' };
  if (text === '') return { kind: 'invalid', problem: 'Please write the words as they are to be published.' };
  if (text === cell.text) return { kind: 'invalid', problem: 'These are the words that are published already.' };
  if (reason === '') return { kind: 'invalid', problem: 'Please write why: the reason is printed with the issue.' };
  const before = published.issues?.filter((each) => each.column === column).at(-1)?.issue ?? 1;
  const correction = { requirement, column, old: cell.text, new: text, reason, on };
  return {
    kind: 'reissue',
    published: {
      ...published,
      updates: published.updates.map((each) => (each === cell ? { ...each, kind: 'text', text } : each)),
      corrections: [...published.corrections, correction],
      issues: [...(published.issues ?? []), { column, issue: before + 1, on, reason }],
    },
    column,
    issue: before + 1,
    old: cell.text,
    difference: wordDifference(cell.text, text),
  };
}
