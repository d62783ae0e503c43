import type { SeenReview } from '../../../app/reviewing/see-review.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { introductionText, isIntroduction } from '../../../domain/plan/introduction.js';
import type { PublishedPlan } from '../../../domain/plan/plan.js';
import type { Finding } from '../../../domain/reviewing/review.js';
import { type FindingState, undecided } from '../../../domain/reviewing/sign-off.js';
import { inContext } from '../../../domain/reviewing/to-decide.js';
import { counted } from '../../../domain/text/counted.js';

/** About three lines on a phone, and enough to know what is meant. */
const MOST_AROUND = 320;

/** "10.2", or "recommendation 10" for its own text. */
export function placeOf({ ref, requirement }: Finding): string {
  if (requirement !== null && isIntroduction({ requirement })) return 'the introduction';
  return requirement === null ? `recommendation ${ref}` : ref;
}

/** The whole text that a finding is about; empty where it has none. */
export function textOf(
  published: PublishedPlan,
  { requirement, ref, column }: Pick<Finding, 'requirement' | 'ref' | 'column'>,
): string {
  if (requirement === null) return published.recommendations.find((each) => each.number === ref)?.text ?? '';
  if (isIntroduction({ requirement })) return introductionText(published.introduction ?? []);
  const own = published.updates.find((each) => each.requirement === requirement && each.column === column);
  return own?.text ?? '';
}

/** The words with what stands around them; nothing where the text is missing, which is what the finding says. */
export function saidIn(published: PublishedPlan, finding: Finding): readonly string[] {
  const text = textOf(published, finding);
  if (text === '') return [];
  const on = finding.column === null ? '' : ` (${longDate(finding.column)})`;
  const around = inContext(text, finding, MOST_AROUND).replace(/\s+/g, ' ');
  const words = finding.words.replace(/\s+/g, ' ');
  const pointed = words.length < around.length / 2 ? [`Found: “${words}”`] : [];
  return [`The text${on}: “${around}”`, ...pointed];
}

/** How many findings are in the way, in a sentence. */
export function leftWords(states: readonly FindingState[]): string {
  const left = undecided(states).length;
  if (left === 0) return 'No finding is left that must be decided before this is published.';
  const asked = undecided(states).filter(({ state }) => state === 'asked').length;
  const waits = asked === 0 ? '' : `, ${asked} of them with the owner`;
  return `${counted(left, 'finding')} must be decided before this can be published${waits}.`;
}

/** Where a finding was found: in what would be published next, or in what is public. Null where it is gone. */
export function findingIn(
  { next, earlier }: SeenReview,
  id: string,
): { readonly state: FindingState; readonly published: PublishedPlan; readonly isPublic: boolean } | null {
  const own = next?.states.find(({ finding }) => finding.id === id);
  if (next !== null && own !== undefined) {
    return { state: own, published: next.candidate.published, isPublic: false };
  }
  const old = earlier.states.find(({ finding }) => finding.id === id);
  return old === undefined ? null : { state: old, published: earlier.published, isPublic: true };
}
