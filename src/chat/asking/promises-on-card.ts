import { type AskedItem, stillDue } from '../../domain/asking/ask.js';
import type { Reply } from '../../domain/asking/update.js';
import { longDate } from '../../domain/calendar/civil-date.js';
import type { Commitment, CommitmentAnswer } from '../../domain/commitments/commitment.js';
import {
  type Became,
  type CommitmentInput,
  quoted,
  type SaidOfCommitment,
  stateWords,
} from '../../domain/commitments/commitment-reply.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { DeckItem, PromiseView } from '../messages.js';

/** Promises to be answered on one card: more would be longer than the update itself on a phone. */
const MOST_ASKED = 3;
/** Promises on a card in all, with those of this cycle's answers that can be corrected. */
const MOST_SHOWN = 5;

/**
 * The promises on a requirement's card: the first that are to be answered for, with their count, and once the requirement is
 * answered those answered in this cycle, which can be corrected. `typed` was not taken and is shown again.
 */
export function promisesOnCard(
  item: AskedItem,
  cycle: Cycle,
  typed: readonly CommitmentInput[],
): Pick<DeckItem, 'commitments' | 'moreCommitments'> {
  const isTyped = ({ id }: Commitment) => typed.some((entered) => entered.id === id);
  const due = stillDue(item, cycle);
  // what was begun first: only what stands on the card can be gone on with
  const asked = [...due.filter(isTyped), ...due.filter((each) => !isTyped(each))].slice(0, MOST_ASKED);
  const answered = item.commitments.filter(
    (each) => each.answeredIn === cycle.id && (item.answer !== null || isTyped(each)),
  );
  const shown = [...asked, ...answered].slice(0, MOST_SHOWN);
  const carried = new Map((item.answer === null ? (item.carried?.promises ?? []) : []).map((each) => [each.id, each]));
  return {
    commitments: shown.map((each): PromiseView => {
      const { id, version, words, promised } = each;
      const isAnswered = each.answeredIn === cycle.id;
      const values = valuesOf(startingValues(each, isAnswered, carried.get(id)), each, typed);
      return { id, version, words, due: each.due, promised, answered: isAnswered, values };
    }),
    moreCommitments: due.length - asked.length,
  };
}

/** Words stay in their box when somebody has answered meanwhile; what they had chosen does not. */
function valuesOf(
  starting: PromiseView['values'],
  { id, version }: Commitment,
  typed: readonly CommitmentInput[],
): PromiseView['values'] {
  const entered = typed.find((known) => known.id === id);
  if (entered === undefined) return starting;
  const { until, why } = entered;
  if (entered.version === version) return { became: KINDS.find((each) => each === entered.became) ?? '', until, why };
  return { became: starting.became, until: until || starting.until, why: why || starting.why };
}
const KINDS: readonly Became[] = ['done', 'late', 'withdrawn', 'open'];

function startingValues(
  each: Commitment,
  isAnswered: boolean,
  carried: SaidOfCommitment | undefined,
): PromiseView['values'] {
  const nothing = { became: '', until: '', why: '' } as const;
  if (isAnswered) {
    if (each.state === 'done') return { ...nothing, became: 'done' };
    if (each.state === 'withdrawn') return { ...nothing, became: 'withdrawn', why: each.reason ?? '' };
    return { ...nothing, became: 'late', until: each.due };
  }
  // said after the last close, when it could not count any more; one that did count has made another version
  const answer = carried?.version === each.version ? carried.answer : undefined;
  if (answer === undefined || answer.kind === 'reopened') return nothing;
  if (answer.kind === 'withdrawn') return { ...nothing, became: 'withdrawn', why: answer.reason };
  return answer.kind === 'late' ? { ...nothing, became: 'late', until: answer.due } : { ...nothing, became: 'done' };
}

/** What a reply has just said of promises, as the end of a sentence about it; empty where it said nothing. */
export function saidOfPromises(reply: Reply | undefined): string {
  const said = (reply?.promises ?? []).map(({ answer }) => saidWords(answer));
  if (said.length === 0) return '';
  return said.length === 1 ? ` The promise: ${said[0]}.` : ` The promises: ${said.join(', ')}.`;
}

function saidWords(answer: CommitmentAnswer): string {
  switch (answer.kind) {
    case 'done':
      return 'done';
    case 'late':
      return `new date ${longDate(answer.due)}`;
    case 'withdrawn':
      return 'will not happen';
    case 'reopened':
      return 'answer taken back';
  }
}

/** For the summary: what was said of each promise in this cycle, and how many are left. */
export function promiseLines(item: AskedItem, cycle: Cycle): readonly string[] {
  const answered = item.commitments.filter((each) => each.answeredIn === cycle.id);
  const left = stillDue(item, cycle).length;
  return [
    ...answered.map((each) => `Promise ${quoted(each)}: ${stateWords(each)}`),
    ...(left === 0 ? [] : [left === 1 ? '1 promise has no answer yet' : `${left} promises have no answer yet`]),
  ];
}
