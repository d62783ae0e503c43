import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Wish } from '../../domain/sending/delivery.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict } from '../store/retry-on-conflict.js';
import type { AskChange, AskHead, PlanStore, Stores } from '../store/stores.js';
import type { Courier } from './courier.js';
import type { DeliveryResult } from './deliver.js';
import { LEAD_NOTE, type PersonInSweep, type PlanInSweep } from './people-due.js';

interface Deps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
}

/** What a delivery changes in one ask. */
interface Mark {
  readonly person: string;
  /** Null where the message is to be repeated: the rung stays due. */
  readonly handledThrough: CivilDate | null;
  readonly uncertain: boolean;
  readonly activityId: string | null;
  /** Whether a message went now; otherwise an earlier one is only being recorded. */
  readonly isNew: boolean;
}

/**
 * Records in each plan's rows what the intents already say: one batch for up to a hundred people. If this is lost, the
 * next sweep finds the intents and records from them without sending. Then folds the cards that a newer one replaced.
 */
export function makeRecordDeliveries(deps: Deps) {
  return async (
    plans: readonly PlanInSweep[],
    results: ReadonlyMap<PersonInSweep, readonly DeliveryResult[]>,
  ): Promise<void> => {
    for (const plan of plans) {
      const id = plan.head.plan.id;
      const marks: Mark[] = [];
      const told = new Map<string, CivilDate | null>();
      for (const [person, outcomes] of results) {
        for (const { wish, result } of outcomes.flatMap((result) => result.wishes.map((wish) => ({ wish, result })))) {
          if (wish.plan !== id || person.tenant !== plan.tenant) continue;
          const mark = markOf(person.person, wish, result);
          if (mark === null) continue;
          if (wish.rung === LEAD_NOTE) told.set(person.person, mark.handledThrough);
          else marks.push(mark);
        }
      }
      // one lead whom it has not reached keeps the note due; to the others it is settled by their intents
      const isTold = plan.leads.every((lead) => told.has(lead.person));
      const leadTold = isTold ? ([...told.values()].find((on) => on !== null) ?? null) : null;
      const store = deps.stores.plan(plan.tenant, id);
      const old = await recordMarks(store, deps.newId, plan.cycle.id, marks);
      if (leadTold !== null) await recordLeadTold(store, deps.newId, plan, leadTold);
      await foldOldCards(deps, plan, old, results);
    }
  };
}

/** Writes the marks; answers with the cards that were the newest before. */
async function recordMarks(
  store: PlanStore,
  newId: NewId,
  cycle: string,
  marks: readonly Mark[],
): Promise<readonly { readonly person: string; readonly card: string }[]> {
  if (marks.length === 0) return [];
  const byPerson = new Map(marks.map((mark) => [mark.person, mark]));
  return retryOnConflict(failing(`What was sent in cycle ${cycle} could not be recorded`), async () => {
    const decks = (await store.decks(cycle)).filter((deck) => byPerson.has(deck.head.value.person));
    const old: { person: string; card: string }[] = [];
    const changes = decks.flatMap((deck): AskChange[] => {
      const mark = byPerson.get(deck.head.value.person);
      if (mark === undefined) return [];
      const before = deck.head.value;
      // another process may have found the intent sent and recorded it first
      if (isKnown(before, mark) && (!mark.isNew || before.card === mark.activityId)) return [];
      if (mark.activityId !== null && before.card !== null && before.card !== mark.activityId) {
        old.push({ person: before.person, card: before.card });
      }
      return [{ kind: 'head', head: marked(before, mark), etag: deck.head.etag }];
    });
    return (await store.changeAsks(cycle, changes, newId())) === 'done' ? old : 'conflict';
  });
}

function marked(head: AskHead, mark: Mark): AskHead {
  const { uncertain, activityId } = mark;
  const card = activityId ?? head.card;
  if (mark.handledThrough === null) return { ...head, uncertain, card };
  const handledThrough = isKnown(head, mark) ? head.handledThrough : mark.handledThrough;
  return { ...head, handledThrough, sent: head.sent + 1, uncertain, card };
}

/** Whether the ask's head says already that this rung was dealt with. */
function isKnown(head: AskHead, mark: Mark): boolean {
  return head.handledThrough !== null && mark.handledThrough !== null && head.handledThrough >= mark.handledThrough;
}

/** Each lead's own intent says it as well: the next sweep finds it there. */
const leftToTheIntent = () => undefined;

async function recordLeadTold(store: PlanStore, newId: NewId, plan: PlanInSweep, through: CivilDate): Promise<void> {
  await retryOnConflict(leftToTheIntent, async () => {
    const head = await store.head();
    if (head === null || head.value.cycle?.id !== plan.cycle.id) return 'done';
    return store.writeHead({ ...head.value, leadToldThrough: through }, head.etag, [], newId());
  });
}

/** The card at the bottom of the chat is the one to use; the ones above say so. A failure here costs nothing. */
async function foldOldCards(
  deps: Deps,
  plan: PlanInSweep,
  old: readonly { readonly person: string; readonly card: string }[],
  results: ReadonlyMap<PersonInSweep, readonly DeliveryResult[]>,
): Promise<void> {
  const sentTo = new Map(
    [...results].flatMap(([{ person, tenant }, outcomes]) =>
      outcomes.flatMap((each) => (each.kind === 'sent' && tenant === plan.tenant ? [[person, each.to] as const] : [])),
    ),
  );
  for (const { person, card } of old) {
    const record = sentTo.has(person) ? null : await deps.stores.person(plan.tenant, person).record();
    const reference = sentTo.get(person) ?? record?.value.reference ?? null;
    if (reference === null) continue;
    await deps.courier.fold(reference, card);
  }
}

/** What a result changes in the ask; null where nothing was sent and nothing is known. */
function markOf(person: string, wish: Wish, result: DeliveryResult): Mark | null {
  switch (result.kind) {
    case 'sent':
      return { person, handledThrough: wish.on, uncertain: false, activityId: result.activityId, isNew: true };
    case 'uncertain':
      // a first ask is repeated once after a while; a reminder is left to the next rung
      return { person, handledThrough: wish.first ? null : wish.on, uncertain: true, activityId: null, isNew: true };
    case 'settled': {
      const { state, activityId } = result.intent;
      return { person, handledThrough: wish.on, uncertain: state !== 'sent', activityId, isNew: false };
    }
    default:
      return null;
  }
}
