import { deepEqual } from 'fast-equals';
import type { AskedItem } from '../../domain/asking/ask.js';
import { type BegunOfRow, begunOf } from '../../domain/asking/left-words.js';
import { withBegun } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { type CivilDate, type Instant, laterOf, longDate, longDay } from '../../domain/calendar/civil-date.js';
import { startOfWork, today } from '../../domain/calendar/working-time.js';
import { type Cycle, oddDates, planCycle } from '../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../domain/plan/plan.js';
import { contributorsDue } from '../../domain/sending/contributor-ladder.js';
import { type OutOfReach, outOfReach } from '../people/reach.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { type AskChange, type Deck, NOBODY, type PlanHead, type Stores } from '../store/stores.js';
import { bringAsksUpToDate, withBegunOf } from './bring-asks-up-to-date.js';
import { followPublished } from './follow-commitments.js';
import { noQuarterWhy } from './see-opening.js';

export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly cycle: Cycle;
      readonly asked: number;
      readonly people: number;
      /** Those who are asked to add to rows of others. */
      readonly contributors: number;
      /** Refs that nobody is assigned to. */
      readonly unassigned: readonly string[];
      /** Those of the people asked whom a message would not reach as things stand. */
      readonly unreachable: readonly OutOfReach[];
      /** What is odd about its dates, a sentence each. */
      readonly odd: readonly string[];
    }
  | Refused;

export interface OpenInput {
  readonly tenant: string;
  readonly plan: string;
  readonly revision: CivilDate;
  readonly given: { readonly opens?: CivilDate; readonly due?: CivilDate; readonly closes?: CivilDate };
  /** Key of the person, or "system". */
  readonly by: string;
}

/**
 * Opens a reporting cycle. Its asks are written under the new cycle's id, which nobody reads; one conditional write of
 * the head makes them true. Answers that came after the last close are offered in the new decks.
 */
export function makeOpenCycle(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}) {
  return async (input: OpenInput, now: Instant): Promise<OpenOutcome> => {
    const { tenant, plan } = input;
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, tenant, plan, 'Import it first.');
      if (loaded.kind === 'refused') return loaded;
      const { store, etag } = loaded;
      const before = loaded.head.cycle;
      if (before !== null && before.state === 'open') {
        return refused(
          `The quarter for the revision of ${longDate(before.revision)} is open already, and closes on ${longDay(before.closes)}. A plan has one open quarter at a time.`,
        );
      }
      const barred = noQuarterWhy(loaded.head);
      if (barred !== null) return refused(barred);
      const calendar = calendarOf(loaded.head.settings, deps.bankHolidays);
      const published = await loaded.published();
      const newest = published.columns.at(-1) ?? null;
      const planning = planCycle(input.revision, calendar, newest, input.given);
      if (planning.kind === 'refused') return planning;
      const contributeBy = contributorsDue(planning.dates, calendar);
      const cycle: Cycle = { id: deps.newId(), ...planning.dates, state: 'open', contributeBy };
      const { skipped: _, ...rest } = loaded.head;
      const head = { ...rest, cycle, leadToldThrough: null };
      const from = before?.asksNobody === undefined ? (before?.id ?? null) : before.asksNobody.follows;
      const day = today(now, calendar);
      const placedFor = laterOf(day, cycle.opens);
      // a store from before promises were followed has none yet; for any other this changes nothing
      await followPublished(store, deps.newId, published, null, { by: 'system', now });
      const unopened = { ...head, cycle: before };
      await bringAsksUpToDate(deps.stores, deps.newId, tenant, unopened, cycle, { now, today: placedFor });
      const carrying = { tenant, head: loaded.head, published, day: placedFor, to: cycle.id };
      if (from !== null) await carryOver(deps, { ...carrying, from });
      const opening = startOfWork(cycle.opens, calendar);
      const look = { tenant, plan, at: opening < now ? opening : now };
      await deps.stores.directory.addDue(look);
      const { opens, due, closes, revision } = cycle;
      const history = {
        who: input.by,
        at: now,
        what: 'opened a cycle',
        about: revision,
        old: before?.revision ?? null,
        new: `opens ${opens}, due ${due}, closes ${closes}`,
      };
      if ((await store.writeHead(head, etag, [history], operation)) === 'conflict') return 'conflict';
      // a sweep that read the head before takes the first row for a stray; once written again it cannot remove it
      await deps.stores.directory.addDue(look);
      // nor one who answered about a promise while the asks were placed, and found no item to write it to
      await bringAsksUpToDate(deps.stores, deps.newId, tenant, head, cycle, { now, today: placedFor });
      // and an answer that came to the old cycle since was told that it is offered in this one
      if (from !== null) await carryOver(deps, { ...carrying, from });
      const decks = await store.decks(cycle.id);
      const asked = decks
        .filter(({ head, items }) => head.value.person !== NOBODY && items.length > 0)
        .map(({ head }) => head.value);
      const contributors = decks.map(({ head }) => head.value).filter(({ contributes }) => contributes === true);
      const everybody = [...new Map([...asked, ...contributors].map((each) => [each.person, each])).values()];
      return {
        kind: 'opened',
        cycle,
        asked: decks.reduce((sum, deck) => sum + deck.items.length, 0),
        people: asked.length,
        contributors: contributors.length,
        unassigned: decks
          .filter((deck) => deck.head.value.person === NOBODY)
          .flatMap((deck) => deck.items.map((item) => item.value.ref)),
        unreachable: await outOfReach(deps.stores, tenant, everybody),
        odd: oddDates(cycle, calendar, newest),
      };
    });
  };
}

/** Two cycles of a plan: its head before the new one, and what was published when that was opened, for a day. */
interface Carrying {
  readonly tenant: string;
  readonly head: PlanHead;
  readonly published: PublishedPlan;
  readonly day: CivilDate;
  readonly from: string;
  readonly to: string;
}

/**
 * What no revision has taken (it came after the close, or none was made, or it was offered and not answered) stands in
 * the new deck's inputs, to be sent with one tap; so does what was begun there and never submitted. What was begun about
 * a row that is not asked about any more is given back.
 */
async function carryOver(
  deps: { readonly stores: Stores; readonly newId: NewId },
  { tenant, head, published, day, from, to }: Carrying,
): Promise<void> {
  const store = deps.stores.plan(tenant, head.plan.id);
  const newest = head.revisions.at(-1);
  const taken = new Set(newest === undefined ? [] : ((await store.compiled(newest))?.takes ?? []));
  const late = new Map<string, Reply>();
  const begun = new Map<string, AskedItem>();
  for (const deck of await store.decks(from)) {
    for (const { value } of deck.items) {
      const last = value.afterClose ?? value.answer;
      if (last !== null && !taken.has(last.update)) late.set(value.requirement, last.reply);
      if (last === null && value.carried !== null) late.set(value.requirement, value.carried);
      if (value.typed !== undefined) begun.set(value.requirement, value);
    }
  }
  if (late.size === 0 && begun.size === 0) return;
  await retryOnConflict(failing(`Late answers could not be offered in cycle ${to}`), async () => {
    const decks = await store.decks(to);
    const items = decks.flatMap((deck) =>
      deck.items.flatMap((item) => {
        const { requirement, answer } = item.value;
        if (answer !== null) return [];
        const carried = late.get(requirement) ?? item.value.carried;
        const next = withBegun(
          { ...item.value, carried },
          item.value.typed ?? begun.get(requirement)?.typed,
          deps.newId(),
        );
        if (deepEqual(next, item.value)) return [];
        return [{ kind: 'item', person: deck.head.value.person, item: next, etag: item.etag } as const];
      }),
    );
    const asked = new Set(decks.flatMap((deck) => deck.items.map(({ value }) => value.requirement)));
    const gone = [...begun.values()].filter(({ requirement }) => !asked.has(requirement));
    const changes = [...headsWith(decks, begunOf(gone, published, day)), ...items];
    return changes.length === 0 ? 'done' : store.changeAsks(to, changes, deps.newId());
  });
}

/** Any deck's head keeps them until they are given back, whoever wrote them. */
function headsWith([deck]: readonly Deck[], begun: readonly BegunOfRow[]): readonly AskChange[] {
  if (deck === undefined) return [];
  const { value, etag } = deck.head;
  const head = withBegunOf(value, begun);
  return head === value ? [] : [{ kind: 'head', head, etag }];
}
