import type { Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import {
  answerCommitment,
  type Commitment,
  type CommitmentAnswer,
  takenBack,
} from '../../domain/commitments/commitment.js';
import { type CommitmentStep, historyOfSteps, stateWords } from '../../domain/commitments/commitment-reply.js';
import { standingCommitments } from '../../domain/commitments/commitment-standing.js';
import type { Decider } from '../../domain/reviewing/decision.js';
import { bringAsksUpToDate } from '../asking/bring-asks-up-to-date.js';
import { holderOf } from '../asking/follow-commitments.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { ItemHolder, PlanHead, Stores } from '../store/stores.js';
import { planWithAnswers } from './see-promises.js';

export type PromiseOutcome =
  | { readonly kind: 'answered'; readonly ref: string; readonly promise: Commitment }
  /** It stands so already: nothing was written. */
  | { readonly kind: 'already'; readonly ref: string; readonly promise: Commitment }
  | Refused;

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/**
 * The lead says what became of a promise, whoever made it. Where a card of the cycle asks about it, the card's item
 * changes in the same batch, so that an owner who answers at that moment is told instead of overwriting it.
 */
export function makeAnswerPromise(deps: Deps) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      /** The promise's id, or its beginning where that is unique. */
      readonly promise: string;
      readonly answer: CommitmentAnswer;
      readonly decider: Decider;
    },
    now: Instant,
  ): Promise<PromiseOutcome> => {
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, input.tenant, input.plan);
      if (loaded.kind === 'refused') return loaded;
      const { store, head } = loaded;
      const { cycle } = head;
      // the decks first: what is answered after they were read changes the version of an item
      const decks = await loaded.decks();
      const plan = await planWithAnswers(loaded);
      const rows = await store.commitments();
      const kept = rows.map((each) => each.value);
      const found = named(standingCommitments(kept, plan), input.promise);
      if (found.kind === 'refused') return found;
      const { promise } = found;
      const ref = plan.requirements.find((each) => each.id === promise.requirement)?.ref ?? '';
      const day = today(now, calendarOf(head.settings, deps.bankHolidays));
      const current = cycle === null || cycle.state === 'revised' ? null : cycle.id;
      const outcome =
        input.answer.kind === 'reopened' && promise.state === 'late'
          ? ({ kind: 'answered', commitment: takenBack(promise) } as const)
          : answerCommitment(promise, input.answer, day, current);
      if (outcome.kind === 'already') return { kind: 'already', ref, promise };
      if (outcome.kind === 'invalid') {
        return refused(`${ref}: ${outcome.problem} It stands as: ${stateWords(promise)}.`);
      }
      const after = outcome.commitment;
      const kind = input.answer.kind === 'reopened' ? 'reopened' : 'answered';
      const step: CommitmentStep = { kind, before: promise, after };
      const history = historyOfSteps([step], ref, input.decider.by, now);
      const etag = rows.find((each) => each.value === promise)?.etag ?? null;
      const holder = cycle === null ? null : holding(holderOf(decks, cycle.id, promise.requirement), after);
      const change = [{ commitment: after, etag }];
      const written = await store.changeCommitments(promise.requirement, change, holder, history, operation);
      if (written === 'conflict') return 'conflict';
      await tellAsks(deps, input.tenant, head.plan.id, now);
      return { kind: 'answered', ref, promise: after };
    });
  };
}

/** The item as it is with the promise changed; null where it does not ask about it. */
function holding(holder: ItemHolder | null, after: Commitment): ItemHolder | null {
  const item = holder?.item;
  if (holder === null || item === undefined) return null;
  if (!item.value.commitments.some((each) => each.id === after.id)) return null;
  const commitments = item.value.commitments.map((each) => (each.id === after.id ? after : each));
  return { ...holder, item: { ...item, value: { ...item.value, commitments } } };
}

/** An item that was placed since the decks were read, in this cycle or in one that opened meanwhile, is told now. */
async function tellAsks(deps: Deps, tenant: string, plan: string, now: Instant): Promise<void> {
  const head: PlanHead | undefined = (await deps.stores.plan(tenant, plan).head())?.value;
  if (head?.cycle?.state !== 'open') return;
  const day = today(now, calendarOf(head.settings, deps.bankHolidays));
  await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, head.cycle, { now, today: day });
}

function named(
  promises: readonly Commitment[],
  id: string,
): { readonly kind: 'found'; readonly promise: Commitment } | Refused {
  const wanted = id.trim().toLowerCase();
  const [first, second] = promises.filter((each) => wanted !== '' && each.id.startsWith(wanted));
  if (first === undefined) {
    return refused(`No promise has the id "${id}". Run quarterdeck promises to see them all.`);
  }
  if (second !== undefined) return refused(`More than one promise begins with "${id}". Give more of the id.`);
  return { kind: 'found', promise: first };
}
