import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { today } from '../../domain/calendar/working-time.js';
import type { Requirement } from '../../domain/plan/plan.js';
import { hashOf } from '../../domain/publishing/compile.js';
import { type Reissue, reissueOf } from '../../domain/publishing/reissue.js';
import { bringAsksUpToDate } from '../asking/bring-asks-up-to-date.js';
import { followPublished } from '../asking/follow-commitments.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type LoadedPlan, loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/** What is to be corrected: a row as people call it, its words as they are to be published, and why. */
export interface ReissueInput {
  readonly ref: string;
  readonly text: string;
  readonly reason: string;
}

/** What the next issue would be, before it is made. */
export interface ReissueSeen {
  readonly kind: 'seen';
  readonly requirement: Requirement;
  /** The revision's number and date. */
  readonly number: number;
  readonly column: CivilDate;
  readonly old: string;
  readonly reissue: Reissue;
}

/** Looks at a correction of the newest revision. */
export async function seeReissue(
  loaded: LoadedPlan,
  input: ReissueInput,
  on: CivilDate,
): Promise<ReissueSeen | Refused> {
  const { head, store } = loaded;
  const id = head.revisions.at(-1);
  const compiled = id === undefined ? null : await store.compiled(id);
  const column = compiled?.published.columns.at(-1);
  if (compiled === null || column === undefined) {
    return refused(
      'No revision of this plan has been made yet, so there is none to correct. Use /correct before it is made.',
    );
  }
  const wanted = input.ref.trim().toLowerCase();
  const requirement = compiled.published.requirements.find((each) => each.ref.toLowerCase() === wanted);
  if (requirement === undefined) return refused(`Nothing in revision ${compiled.number} is called "${input.ref}".`);
  const asked = { requirement: requirement.id, text: input.text, reason: input.reason };
  const old =
    compiled.published.updates.find((each) => each.requirement === requirement.id && each.column === column)?.text ??
    '';
  return {
    kind: 'seen',
    requirement,
    number: compiled.number,
    column,
    old,
    reissue: reissueOf(compiled.published, column, asked, on),
  };
}

export type ReissueOutcome = { readonly kind: 'made'; readonly compiled: Compiled; readonly issue: number } | Refused;

/**
 * Makes the next issue of the newest revision: its own words once more with one update corrected. The issue before is
 * kept, the plan's own column is corrected with it, and the next revision prints it once, marked. Cards follow at once.
 */
export function makeReissueRevision(deps: Deps) {
  return async (
    about: { readonly tenant: string; readonly plan: string },
    input: ReissueInput,
    decided: { readonly by: string; readonly byName: string },
    now: Instant,
  ): Promise<ReissueOutcome> => {
    const { tenant, plan } = about;
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan);
      if (loaded.kind === 'refused') return loaded;
      const { store, head, etag } = loaded;
      const day = today(now, calendarOf(head.settings, deps.bankHolidays));
      const seen = await seeReissue(loaded, input, day);
      if (seen.kind === 'refused') return seen;
      const { reissue, requirement, column, number } = seen;
      if (reissue.kind === 'invalid') return refused(reissue.problem);
      const replaces = head.revisions.at(-1) as string;
      const before = (await store.compiled(replaces)) as Compiled;
      const own = reissueOf(await loaded.published(), column, { ...input, requirement: requirement.id }, day);
      if (own.kind === 'invalid') return refused(own.problem);
      const compiled: Compiled = {
        ...before,
        id: deps.newId(),
        at: now,
        by: decided.by,
        published: reissue.published,
        hash: hashOf(reissue.published),
        signed: { by: decided.byName, at: now },
        ...(head.historyTip === undefined ? {} : { historyTip: head.historyTip }),
        issue: reissue.issue,
        replaces,
      };
      // both under ids that nobody reads until the head names them
      const generation = deps.newId();
      const records = [await store.writeCompiled(compiled), await store.writePublished(generation, own.published)];
      const revisions = [...head.revisions.slice(0, -1), compiled.id];
      const next: PlanHead = { ...head, generation, basis: head.basis ?? head.generation, revisions };
      const said = {
        who: decided.by,
        at: now,
        what: 'reissued',
        about: `${requirement.ref} as published on ${column}`,
      };
      const history = {
        ...said,
        old: reissue.old,
        new: `${input.text.trim()}\nReason: ${input.reason.trim()}\nrevision ${number}, issue ${reissue.issue}, sha256 ${compiled.hash}`,
      };
      if ((await store.writeHead(next, etag, [{ ...history, records }], operation)) === 'conflict') return 'conflict';
      await store.appendHistory(requirement.id, history, deps.newId());
      const { cycle } = next;
      const answersOf = cycle === null || cycle.state === 'revised' ? null : cycle.revision;
      await followPublished(store, deps.newId, own.published, answersOf, { by: decided.by, now });
      if (cycle !== null && cycle.state === 'open') {
        await bringAsksUpToDate(deps.stores, deps.newId, tenant, next, cycle, { now, today: day });
        await deps.stores.directory.addDue({ tenant, plan, at: now });
      }
      return { kind: 'made', compiled, issue: reissue.issue };
    });
  };
}
