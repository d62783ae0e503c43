import { finishedAnswered } from '../../domain/asking/finished.js';
import { type CivilDate, type Instant, longDate } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import { type Amendment, deadlineMoved, discharged, reworded } from '../../domain/plan/amend.js';
import { isUnderWay } from '../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { publicationMarked } from '../../domain/plan/publication-mark.js';
import { type TransferSaid, transferred, transferTakenBack, transferWords } from '../../domain/plan/transfer.js';
import { bringAsksUpToDate } from '../asking/bring-asks-up-to-date.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanHead, Stores } from '../store/stores.js';
import { tidied } from './tidied.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/** Which requirement of which plan, and who says so. */
export interface AmendAbout {
  readonly tenant: string;
  readonly plan: string;
  readonly ref: string;
  /** Key of the person, or "system". */
  readonly by: string;
}

export type AmendOutcome =
  | { readonly kind: 'amended'; readonly published: PublishedPlan; readonly ref: string }
  | Refused;

/** Records that the inspecting body has closed a requirement: by the lead, with date and reference. */
export function makeDischarge(deps: Deps) {
  return (
    input: AmendAbout & { readonly body: string; readonly on: CivilDate; readonly reference: string },
    now: Instant,
  ): Promise<AmendOutcome> => {
    const { body, on, reference } = input;
    const words = `by ${body.trim()} on ${longDate(on)} (${reference.trim()})`;
    return amend(deps, input, now, { what: 'recorded the discharge of', new: words }, (published, day) =>
      discharged(published, input.ref, { by: body, on, reference }, day),
    );
  };
}

/** Moves a deadline, with who agreed and why. The original stays published, and "overdue" still counts from it. */
export function makeMoveDeadline(deps: Deps) {
  return (
    input: AmendAbout & { readonly to: CivilDate; readonly agreedBy: string; readonly reason: string },
    now: Instant,
  ): Promise<AmendOutcome> => {
    const { to, agreedBy, reason } = input;
    const words = `to ${longDate(to)}, agreed by ${agreedBy.trim()}: ${reason.trim()}`;
    return amend(deps, input, now, { what: 'moved the deadline of', new: words }, (published, day) =>
      deadlineMoved(published, input.ref, { to, agreedBy, reason, on: day }),
    );
  };
}

/** Hands a requirement on to another plan or body, which the next revision prints; `said` null: takes that back. */
export function makeTransfer(deps: Deps) {
  return (input: AmendAbout & { readonly said: TransferSaid | null }, now: Instant): Promise<AmendOutcome> => {
    const { ref, said } = input;
    if (said === null) {
      const what = { what: 'took back the transfer of', new: 'asked about as before' };
      return amend(deps, input, now, what, (published) => transferTakenBack(published, ref));
    }
    return amend(deps, input, now, { what: 'transferred', new: transferWords(said) }, (published, today, { cycle }) => {
      const printedBy = isUnderWay(cycle) ? cycle.revision : null;
      return transferred(published, ref, said, { today, printedBy });
    });
  };
}

/** Closes rows whose words alone say that they have ended, or has them asked about like all others. */
export function makeAnswerFinished(deps: Deps) {
  return (
    input: Omit<AmendAbout, 'ref'> & { readonly refs: readonly string[]; readonly answer: 'close' | 'ask' },
    now: Instant,
  ): Promise<AmendOutcome> => {
    const { refs, answer } = input;
    const said =
      answer === 'close'
        ? { what: 'closed', new: 'their newest words say that they have ended' }
        : { what: 'decided to ask about', new: 'like all others, whatever their newest words say' };
    return amend(deps, input, now, said, (published) => finishedAnswered(published, refs, answer));
  };
}

/** Marks rows as not for publication, or takes the mark away, with the reason; it counts from the next draft on. */
export function makeMarkPublication(deps: Deps) {
  return async (
    input: Omit<AmendAbout, 'ref'> & {
      readonly refs: readonly string[];
      readonly hidden: boolean;
      readonly reason: string;
    },
    now: Instant,
  ): Promise<AmendOutcome> => {
    const { refs, hidden } = input;
    const reason = input.reason.trim();
    if (reason === '') return refused('Say in a few words why. It stands in the history, and is not published.');
    const what = hidden ? 'marked as not for publication' : 'marked as for publication again';
    return amend(deps, input, now, { what, new: reason }, (published) => publicationMarked(published, refs, hidden));
  };
}

/** Prints another text of a recommendation, which `ref` numbers, or one where the plan had none. */
export function makeCorrectRecommendation(deps: Deps) {
  return async (
    input: AmendAbout & { readonly text: string; readonly reason: string },
    now: Instant,
  ): Promise<AmendOutcome> => {
    const reason = input.reason.trim();
    if (reason === '') return refused('Say in a few words why the text is entered or changed.');
    const tidy = tidied(input.text);
    if (tidy.kind === 'refused') return tidy;
    const said = { what: 'corrected the text of', new: `${tidy.text}\nReason: ${reason}` };
    return amend(deps, input, now, said, (published) => reworded(published, input.ref, tidy.text));
  };
}

/**
 * Writes the plan as amended under a new generation, which one conditional write of the head makes true. What is public
 * stays what it was until the next revision; cards and counts follow at once.
 */
async function amend(
  deps: Deps,
  about: Omit<AmendAbout, 'ref'>,
  now: Instant,
  said: { readonly what: string; readonly new: string },
  change: (published: PublishedPlan, day: CivilDate, head: PlanHead) => Amendment,
): Promise<AmendOutcome> {
  const { tenant, plan } = about;
  const operation = deps.newId();
  return retryOnConflict(sayBusy, async () => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store, head, etag } = loaded;
    const day = today(now, calendarOf(head.settings, deps.bankHolidays));
    const amendment = change(await loaded.published(), day, head);
    if (amendment.kind === 'invalid') return refused(amendment.problem);
    const { published, requirements } = amendment;
    const generation = deps.newId();
    const records = [await store.writePublished(generation, published)];
    const next: PlanHead = { ...head, generation, basis: head.basis ?? head.generation };
    const history = { who: about.by, at: now, about: amendment.about, old: null, ...said };
    if ((await store.writeHead(next, etag, [{ ...history, records }], operation)) === 'conflict') return 'conflict';
    // the plan's chain has it in the same batch; here it is found by its requirements
    for (const { id } of requirements) await store.appendHistory(id, history, deps.newId());
    const { cycle } = next;
    if (cycle !== null && cycle.state !== 'revised') {
      await bringAsksUpToDate(deps.stores, deps.newId, tenant, next, cycle, { now, today: day });
      // whoever sweeps next gives back what was begun about a row that is asked about no more
      await deps.stores.directory.addDue({ tenant, plan, at: now });
    }
    return { kind: 'amended', published, ref: amendment.about };
  });
}
