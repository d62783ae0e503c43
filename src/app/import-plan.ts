import { today } from '../domain/calendar.js';
import { type Instant, type TimeOfDay, timeOfDay } from '../domain/civil-date.js';
import { importOver } from '../domain/import-over.js';
import { DEFAULT_LADDER } from '../domain/ladder.js';
import { isPlanId, type PublishedPlan } from '../domain/plan.js';
import type { ReadPlan } from '../domain/reading.js';
import { type BankHolidays, calendarOf } from './calendars.js';
import { BUSY, MOST_TRIES, type Refused, refused } from './outcome.js';
import { bringAsksUpToDate } from './place-asks.js';
import type { NewId } from './ports.js';
import type { Held, PlanHead, PlanSettings, Stores } from './stores.js';

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly published: PublishedPlan; readonly read: ReadPlan; readonly over: boolean }
  | Refused;

/** Settings of a plan for which nobody set others (DESIGN: "Dates of a cycle"). */
export const DEFAULT_SETTINGS: PlanSettings = {
  zone: 'Europe/London',
  region: 'england-and-wales',
  workingHours: { start: timeOfDay('09:00') as TimeOfDay, end: timeOfDay('17:00') as TimeOfDay },
  ladder: DEFAULT_LADDER,
};

export interface ImportInput {
  readonly tenant: string;
  readonly plan: string;
  readonly read: ReadPlan;
  /** Key of the person, or "system". */
  readonly by: string;
  readonly dryRun: boolean;
}

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
    const { tenant, plan, read } = input;
    if (!isPlanId(plan)) {
      return refused(`"${plan}" cannot be a plan's id. Use 1 to 40 of these: small letters, digits and hyphens.`);
    }
    const store = deps.stores.plan(tenant, plan);
    const operation = deps.newId();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const held = await store.head();
      const before = held === null ? null : await store.published(held.value.generation);
      const merge = importOver(before, read, plan, deps.newId);
      if (merge.kind === 'refused') return merge;
      const whole: ReadPlan = { ...read, questions: [...read.questions, ...merge.questions] };
      const imported = { kind: 'imported', published: merge.published, read: whole, over: held !== null } as const;
      if (input.dryRun) return imported;
      const generation = deps.newId();
      await deps.stores.directory.addPlan(tenant, plan);
      await store.writePublished(generation, merge.published);
      const head = headWith(held, merge.published, generation);
      const history = {
        who: input.by,
        at: now,
        what: held === null ? 'imported' : 'imported over',
        about: plan,
        old: held?.value.generation ?? null,
        new: `${merge.published.requirements.length} requirements, columns ${merge.published.columns.join(', ')}`,
      };
      if ((await store.writeHead(head, held?.etag ?? null, [history], operation)) === 'conflict') continue;
      const { cycle } = head;
      if (cycle !== null && cycle.state === 'open') {
        const day = today(now, calendarOf(head.settings, deps.bankHolidays));
        await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, cycle, day);
        await deps.stores.directory.addDue({ tenant, plan, at: now });
      }
      return imported;
    }
    return BUSY;
  };
}

function headWith(held: Held<PlanHead> | null, published: PublishedPlan, generation: string): PlanHead {
  if (held !== null) return { ...held.value, plan: published.plan, generation };
  return {
    plan: published.plan,
    settings: DEFAULT_SETTINGS,
    generation,
    assignments: null,
    cycle: null,
    leadToldThrough: null,
    drafts: [],
    revisions: [],
  };
}
