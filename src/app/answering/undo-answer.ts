import { type AskedItem, undone } from '../../domain/asking/ask.js';
import type { TypedWords } from '../../domain/asking/kept-words.js';
import { keeping, NO_WORDS } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { type Instant, localTime, longDay } from '../../domain/calendar/civil-date.js';
import { answerOnItem, followText, historyOfSteps } from '../../domain/commitments/commitment-reply.js';
import { lastDayOf } from '../../domain/plan/cycle.js';
import { type makeRecordUpdate, type ReplyGiven, withItem } from '../asking/record-update.js';
import { type NotTheirs, notTheirs } from '../people/refused-press.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Deck, HeldItem, Stores } from '../store/stores.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
}

/** `back`: the answer from before counts again; false where the row is open again. `again`: it was undone before. */
export type UndoOutcome =
  | {
      readonly kind: 'undone';
      readonly deck: Deck;
      readonly item: AskedItem;
      readonly back: boolean;
      readonly again?: true;
    }
  | NotTheirs
  | Refused;

type Given = Pick<ReplyGiven, 'tenant' | 'plan' | 'cycle' | 'person' | 'ref' | 'basedOn'>;

/**
 * "Undo": the answer that was just saved counts no more. A correction gives way to what it corrected, as a new answer in
 * the same words; a first answer leaves the row open, with its words in the box. Nothing is taken out of the history, and
 * a draft that took the answer stays as it is, and is stale. `basedOn` is the answer that is undone: another one stays.
 */
export function makeUndoAnswer(deps: Deps) {
  const reopened = makeReopened(deps);
  return async (given: Given, now: Instant): Promise<UndoOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const deck = await store.deck(given.cycle, given.person);
    const item = deck?.items.find((each) => each.value.ref === given.ref)?.value;
    if (deck === null || item === undefined) return notTheirs(deps, given, now);
    const before = item.current === given.basedOn ? replyBefore(item) : null;
    if (before === null) return reopened(given, now);
    const closed = closedProblem(deck, item, now);
    if (closed !== null) return refused(closed);
    const earlier = (await store.updates(item.requirement)).find(({ id }) => id === before)?.reply;
    if (earlier === undefined) return reopened(given, now);
    // what was said of promises with it is not said again
    const reply: Reply = { ...earlier, promises: undefined };
    const outcome = await deps.recordUpdate({ ...given, reply, door: 'card' }, now);
    if (outcome.kind === 'refused' || outcome.kind === 'notTheirs') return outcome;
    if (outcome.kind === 'invalid') return refused(`${given.ref} could not be undone: ${outcome.problem}`);
    return { kind: 'undone', deck: outcome.deck, item: outcome.item, back: true };
  };
}

/** The answer that counted before the newest one; null where there was none, or it was undone itself. */
function replyBefore(item: AskedItem): string | null {
  const own = item.replies.filter(({ undone: gone }) => gone !== true);
  const at = own.findIndex(({ update }) => update === item.current);
  return own[at - 1]?.update ?? null;
}

function closedProblem({ head }: Deck, { answer, current }: AskedItem, now: Instant): string | null {
  const { cycle, zone } = head.value;
  const isOver = cycle.state !== 'open' || localTime(now, zone).date > lastDayOf(cycle);
  if (!isOver && answer?.update === current) return null;
  return `The quarter closed on ${longDay(lastDayOf(cycle))}, so what was answered stays. Tell the portfolio lead what is to be changed.`;
}

function makeReopened(deps: Deps) {
  return async (given: Given, now: Instant): Promise<UndoOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const item = held.value;
      const isUndone = item.replies.some(({ update, undone: gone }) => update === given.basedOn && gone === true);
      if (isUndone) return { kind: 'undone', deck, item, back: false, again: true };
      if (item.current !== given.basedOn || item.answer === null) {
        return refused(`${given.ref} was answered again since, so nothing was undone.`);
      }
      const closed = closedProblem(deck, item, now);
      if (closed !== null) return refused(closed);
      const { cycle, zone, whoKey } = deck.head.value;
      const said = (item.answer.reply.promises ?? []).flatMap(({ id }) => {
        const known = item.commitments.find((each) => each.id === id);
        return known === undefined ? [] : [{ id, version: known.version, answer: { kind: 'reopened' as const } }];
      });
      const taken = answerOnItem(item, said, cycle, localTime(now, zone).date);
      const base = taken.kind === 'decided' ? taken.item : item;
      const made = followText({ ...base, requirement: item.requirement }, null, cycle);
      const steps = [...(taken.kind === 'decided' ? taken.steps : []), ...made.steps];
      const open = { ...undone(item, operation), ...made.item };
      const { reply } = item.answer;
      const words: TypedWords =
        reply.kind === 'text'
          ? { ...NO_WORDS, text: reply.text, status: reply.status ?? '', evidence: reply.evidence ?? '' }
          : NO_WORDS;
      const kept = keeping(open, given.person, { words, shown: null }, operation);
      const changed: HeldItem = { ...held, value: kept.kind === 'kept' ? kept.item : open };
      const known = await store.commitments(item.requirement);
      const last = new Map(steps.map(({ after }) => [after.id, after]));
      const changes = [...last.values()].map((commitment) => ({
        commitment,
        etag: known.find(({ value }) => value.id === commitment.id)?.etag ?? null,
      }));
      const history = [
        { who: whoKey, at: now, what: 'undid the answer to', about: item.ref, old: JSON.stringify(reply), new: null },
        ...historyOfSteps(steps, item.ref, whoKey, now),
      ];
      const holder = { cycle: given.cycle, person: given.person, item: changed };
      const written = await store.changeCommitments(item.requirement, changes, holder, history, operation);
      if (written === 'conflict') return 'conflict';
      return { kind: 'undone', deck: withItem(deck, changed), item: changed.value, back: false };
    });
  };
}
