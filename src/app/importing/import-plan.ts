import { type Instant, localTime, type TimeOfDay, timeOfDay } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import type { ReadPlan } from '../../domain/importing/account/reading.js';
import type { AlteredCell, NamedCorrection } from '../../domain/importing/corrections.js';
import { type ImportMerge, importOver } from '../../domain/importing/import-over.js';
import { addRows, asMoreRows } from '../../domain/importing/more-rows.js';
import { isSame, type PlanDifference, planDifference } from '../../domain/importing/plan-difference.js';
import { type Correction, isPlanId, type PublishedPlan } from '../../domain/plan/plan.js';
import { printedBy } from '../../domain/plan/printed.js';
import { withoutWordsIn } from '../../domain/redacting/without-words-in.js';
import { DEFAULT_LADDER } from '../../domain/sending/ladder.js';
import { bringAsksUpToDate } from '../asking/bring-asks-up-to-date.js';
import { followPublished } from '../asking/follow-commitments.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import type { Held } from '../store/held.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { soughtIn } from '../store/sought-in.js';
import type { PlanHead, PlanSettings, Stores } from '../store/stores.js';

/** Somebody whom a source names for a row. */
export interface Named {
  readonly ref: string;
  readonly who: string;
  /** What a contributor is asked, or empty; absent of whoever answers. */
  readonly question?: string;
}

export type ImportOutcome =
  | {
      readonly kind: 'imported';
      readonly published: PublishedPlan;
      readonly read: ReadPlan;
      readonly over: boolean;
      /** Against what was published before; null for a new plan. */
      readonly difference: PlanDifference | null;
      /** Whom the source names to answer or to add, as written, by the refs of their rows. Nobody is assigned by the import itself. */
      readonly answering: readonly Named[];
    }
  /** Published cells would change that no correction names. `difference` is what the import would make of the plan. */
  | (Refused & {
      readonly difference?: PlanDifference | null;
      readonly altered?: readonly AlteredCell[];
      /** The source leaves out what the plan has, and says nothing otherwise: perhaps it only brings more rows. */
      readonly isPart?: boolean;
    });

/** Settings of a plan for which nobody set others. */
export const DEFAULT_SETTINGS: PlanSettings = {
  zone: 'Europe/London',
  region: 'england-and-wales',
  workingHours: { start: timeOfDay('09:00') as TimeOfDay, end: timeOfDay('17:00') as TimeOfDay },
  ladder: DEFAULT_LADDER,
  approvedSpellings: [],
  protectiveMarking: null,
  signOff: 'lead',
  signOffChecks: [],
};

export interface ImportInput {
  readonly tenant: string;
  readonly plan: string;
  readonly read: ReadPlan;
  /** Key of the person, or "system". */
  readonly by: string;
  readonly dryRun: boolean;
  /** Whether the source is the whole plan, so that what it leaves out is gone, or brings rows to be added to it. */
  readonly scope?: 'wholePlan' | 'moreRows';
  /** The generation of the plan that was seen, null where none was: over another one nothing is imported. Absent: over any. */
  readonly seen?: string | null;
  /** Cells of published columns that the lead corrects, each with its reason. */
  readonly corrections?: readonly NamedCorrection[];
}

const CHANGED_SINCE = 'The plan was changed since this was shown, so nothing was imported.';

/** More corrections than this at once are another document, not corrections (and would not fit one batch). */
const MOST_CORRECTIONS = 30;

/**
 * Imports a reading as a new plan or over an existing one. The rows are written under a generation that nobody reads;
 * one conditional write of the head makes them true. Answers of an open cycle survive.
 */
export function makeImportPlan(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (input: ImportInput, now: Instant): Promise<ImportOutcome> => {
    const { tenant, plan } = input;
    const adds = input.scope === 'moreRows';
    if (!isPlanId(plan)) {
      return refused(`"${plan}" cannot be a plan's id. Use 1 to 40 of these: small letters, digits and hyphens.`);
    }
    const named = input.corrections ?? [];
    if (named.length > MOST_CORRECTIONS) {
      return refused(
        `At most ${MOST_CORRECTIONS} published cells can be corrected at once. You named ${named.length}.`,
      );
    }
    if (adds && named.length > 0) {
      return refused('More rows only add to a plan. To correct what is published, import the whole plan.');
    }
    const store = deps.stores.plan(tenant, plan);
    const operation = deps.newId();
    // an old file does not bring back what was removed
    const given = withoutWordsIn(input.read, await soughtIn(store));
    return retryOnConflict(sayBusy, async () => {
      const held = await store.head();
      if (input.seen !== undefined && input.seen !== (held?.value.generation ?? null)) return refused(CHANGED_SINCE);
      const before = held === null ? null : await store.published(held.value.generation);
      if (before === null && named.length > 0) {
        return refused(`There is no plan "${plan}" yet, so nothing published can be corrected.`);
      }
      if (before === null && adds) {
        return refused(
          `There is no plan "${plan}" yet, so there is nothing to add rows to. Import the whole plan first.`,
        );
      }
      const read = before !== null && adds ? asMoreRows(given, before) : given;
      const on = localTime(now, held?.value.settings.zone ?? DEFAULT_SETTINGS.zone).date;
      const merge: ImportMerge =
        before !== null && adds
          ? addRows(before, read, deps.newId)
          : importOver(before, read, plan, deps.newId, { named, on });
      if (merge.kind === 'refused' && adds) return refused(merge.reason);
      if (merge.kind === 'refused') {
        const { altered, isPart = false } = merge;
        // as if all were named: so the lead sees the whole difference, and decides once
        const all = altered.map(({ ref, column }) => ({ ref, column, reason: '-' }));
        const whole = importOver(before, read, plan, deps.newId, { named: all, on });
        const seen = before !== null && whole.kind === 'merged' ? planDifference(before, whole.published) : null;
        return { ...refused(merge.reason), altered, difference: seen, isPart };
      }
      const difference = before === null ? null : planDifference(before, merge.published);
      const corrections = merge.published.corrections.slice(before?.corrections.length ?? 0);
      const whole: ReadPlan = { ...read, questions: [...read.questions, ...merge.questions] };
      const imported = {
        kind: 'imported',
        published: merge.published,
        read: whole,
        over: held !== null,
        difference,
        answering: answeringIn(merge),
      } as const;
      if (input.dryRun || (adds && difference !== null && isSame(difference))) return imported;
      const generation = deps.newId();
      await deps.stores.directory.addPlan(tenant, plan);
      const records = [await store.writePublished(generation, merge.published)];
      const head = headWith(held, merge.published, generation, adds);
      const history = {
        who: input.by,
        at: now,
        what: held === null ? 'imported' : adds ? 'added rows to' : 'imported over',
        about: plan,
        old: held?.value.generation ?? null,
        new: adds && difference !== null ? addedWords(difference) : wholeWords(merge.published),
        records,
      };
      const said = corrections.map((each) => ({
        requirement: each.requirement,
        payload: historyOf(each, merge.published, input.by, now),
      }));
      if (
        (await store.writeHead(head, held?.etag ?? null, [history, ...said.map((each) => each.payload)], operation)) ===
        'conflict'
      )
        return 'conflict';
      // the plan's chain has it already, in the same batch; here it is found by its requirement
      for (const { requirement, payload } of said) await store.appendHistory(requirement, payload, deps.newId());
      const { cycle } = head;
      const answersOf = cycle === null || cycle.state === 'revised' ? null : cycle.revision;
      await followPublished(store, deps.newId, merge.published, answersOf, { by: input.by, now });
      if (cycle !== null && cycle.state === 'open') {
        const day = today(now, calendarOf(head.settings, deps.bankHolidays));
        await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, cycle, { now, today: day });
        await deps.stores.directory.addDue({ tenant, plan, at: now });
      }
      return imported;
    });
  };
}

function answeringIn({ answering, published }: Extract<ImportMerge, { kind: 'merged' }>) {
  const refs = new Map(published.requirements.map((each) => [each.id, each.ref]));
  return answering.map(({ requirement, ...named }) => ({ ref: refs.get(requirement) ?? '', ...named }));
}

function historyOf(correction: Correction, published: PublishedPlan, who: string, at: Instant) {
  const { requirement, column, old, new: now, reason } = correction;
  const ref = published.requirements.find((each) => each.id === requirement)?.ref ?? '';
  const about = `${ref} as published on ${column}`;
  return { who, at, what: 'corrected', about, old, new: `${now}\nReason: ${reason}` };
}

function wholeWords({ columns, requirements }: PublishedPlan): string {
  const updates = columns.length === 0 ? 'no updates yet' : `columns ${columns.join(', ')}`;
  return `${requirements.length} requirements, ${updates}`;
}

function addedWords({ added, returned }: PlanDifference): string {
  return [...added.map((each) => each.ref), ...returned].join(', ');
}

function headWith(held: Held<PlanHead> | null, published: PublishedPlan, generation: string, adds: boolean): PlanHead {
  if (held !== null) {
    // before the first revision of our own, what was imported last is what is public; rows that were added are not yet
    const first = held.value.revisions.length === 0 && !adds;
    const basis = first ? undefined : (held.value.basis ?? held.value.generation);
    return { ...held.value, plan: published.plan, generation, basis };
  }
  return {
    plan: published.plan,
    settings: { ...DEFAULT_SETTINGS, printed: printedBy(published) },
    generation,
    assignments: null,
    cycle: null,
    leadToldThrough: null,
    drafts: [],
    revisions: [],
  };
}
