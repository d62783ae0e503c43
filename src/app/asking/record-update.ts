import { anothersAnswer, authorWords, isUnseen } from '../../domain/asking/anothers-answer.js';
import { type Answer, type AskedItem, newestAnswer, timingOfReply, withAnswer } from '../../domain/asking/ask.js';
import { leftWords, type WordsOfBox } from '../../domain/asking/left-words.js';
import { noChangeProblem } from '../../domain/asking/no-change.js';
import {
  afterAnswer,
  leavesOut,
  leavingOut,
  SHORTEN_TYPED,
  saysMore,
  type Typing,
  writesNoChange,
} from '../../domain/asking/typed-words.js';
import {
  type AnswerOf,
  type Author,
  acceptUpdate,
  type Door,
  type Reply,
  tidiedText,
  type Update,
} from '../../domain/asking/update.js';
import { type CivilDate, type Instant, localTime } from '../../domain/calendar/civil-date.js';
import {
  answerOnItem,
  type CommitmentInput,
  followText,
  historyOfSteps,
  readSaid,
} from '../../domain/commitments/commitment-reply.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { isIntroduction } from '../../domain/plan/introduction.js';
import { printed } from '../../domain/publishing/compile.js';
import { type NotTheirs, noteRefusal, notTheirs } from '../people/refused-press.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Deck, HeldItem, Stores } from '../store/stores.js';

/** A reply as it comes in by any door. `person` is the verified sender, never what a card says. */
export interface ReplyGiven {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  readonly person: string;
  readonly ref: string;
  readonly reply: Reply;
  /** What was entered about earlier promises; absent and empty say nothing of them. */
  readonly promises?: readonly CommitmentInput[];
  readonly basedOn: string;
  readonly door: Door;
  /** What stood in the inputs of the card that was pressed; absent at any other door. */
  readonly typing?: Typing | undefined;
  /** "No change" was chosen in sight of what was written: it is left out, and kept. */
  readonly leaveOut?: boolean | undefined;
  /** Where the lead enters it for somebody: the lead and their random key, and for whom, as the history says it. */
  readonly entered?: {
    readonly by: string;
    /** Entra object id; empty for whoever runs the command line. */
    readonly person: string;
    readonly name: string;
    readonly onBehalfOf: string;
  };
}

export type ReplyOutcome =
  /** Committed. `deck` is the person's deck as it stands now. */
  | {
      readonly kind: 'saved';
      readonly deck: Deck;
      readonly item: AskedItem;
      readonly correction: boolean;
      /** The words that it replaced, where those are others and the sender's card was older. */
      readonly unseen: readonly string[];
      /** What was typed and has no place any more. */
      readonly left: readonly WordsOfBox[];
    }
  /** The same reply once more: it is there already. `overtaken`: another one counts since. */
  | {
      readonly kind: 'already';
      readonly deck: Deck;
      readonly item: AskedItem;
      readonly overtaken?: true;
      readonly left: readonly WordsOfBox[];
    }
  /**
   * To be mended by the person; nothing was saved. `asksWhich`: "No change" would leave out what was written. `anothers`:
   * somebody else has said this since, and it is to be read before it is replaced.
   */
  | {
      readonly kind: 'invalid';
      readonly deck: Deck;
      readonly item: AskedItem;
      readonly problem: string;
      readonly asksWhich?: true;
      readonly anothers?: AnswerOf;
    }
  | NotTheirs
  | Refused;

/**
 * Records one reply: one range read (the person's deck) and one batch (item, update, the commitments that it changes,
 * history). Nothing is acknowledged before that batch is committed. Whether the requirement is theirs, and which
 * commitments are asked about, is decided by the deck that assignments made, not by the card.
 */
export function makeRecordUpdate(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (given: ReplyGiven, now: Instant): Promise<ReplyOutcome> => {
    const store = deps.stores.plan(given.tenant, given.plan);
    const updateId = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(given.cycle, given.person);
      const held = deck?.items.find((each) => each.value.ref === given.ref);
      if (deck === null || held === undefined) return await notTheirs(deps, given, now);
      const head = deck.head.value;
      const before = held.value;
      const day = localTime(now, head.zone).date;
      const read = readSaid(given.promises ?? [], before);
      const said = read.kind === 'said' ? read.said : [];
      const meant = asMeant(given.reply, before);
      const reply: Reply = said.length === 0 ? meant : { ...meant, promises: said };
      const acceptance = acceptUpdate(before, reply, {
        id: updateId,
        cycle: head.cycle.id,
        by: head.whoKey,
        door: given.door,
        at: now,
        timing: timingOfReply(before, day, head.cycle),
        basedOn: given.basedOn,
        ...(given.entered === undefined ? {} : { enteredBy: given.entered.by }),
      });
      if (acceptance.kind === 'already' && !writesBeside(before, given)) {
        const left = leftAfter(before, before, given, reply);
        const overtaken = acceptance.update === before.current ? {} : ({ overtaken: true } as const);
        return { kind: 'already', deck, item: before, ...overtaken, left };
      }
      const tooLittle =
        given.door === 'card' && acceptance.kind === 'accepted' && acceptance.update.timing !== 'afterClose'
          ? noChangeProblem(before, reply, given.promises ?? [], head.cycle, day)
          : null;
      if (tooLittle !== null && read.kind === 'said') {
        return { kind: 'invalid', deck, item: before, problem: tooLittle };
      }
      if (acceptance.kind === 'invalid' || read.kind === 'invalid') {
        const problems = [acceptance, read].flatMap((each) => (each.kind === 'invalid' ? [each.problem] : []));
        return { kind: 'invalid', deck, item: before, problem: problems.join(' ') };
      }
      const author = authorOf(given, head.name);
      const others = anothersAnswer(before, author, { person: head.person, name: head.name, door: 'card' });
      if (others !== null && acceptance.kind === 'accepted' && isUnseen(before, others, reply, given.basedOn)) {
        return { kind: 'invalid', deck, item: before, problem: answeredSince(before, others), anothers: others };
      }
      const typed = typedAfter(before, given, updateId);
      if (typed.kind === 'asked' || acceptance.kind === 'already') {
        return { kind: 'invalid', deck, item: before, problem: whichWasMeant(before, given), asksWhich: true };
      }
      if (typed.kind === 'tooLong') return { kind: 'invalid', deck, item: before, problem: TOO_LONG_TO_KEEP };
      const { update } = acceptance;
      const promises = promisesAfter(before, update, head.cycle, day);
      if (promises.kind === 'unknown') {
        await noteRefusal(deps, given, now);
        return { kind: 'invalid', deck, item: before, problem: NOT_ASKED_ABOUT };
      }
      if (promises.kind === 'invalid') return { kind: 'invalid', deck, item: before, problem: promises.problem };
      const answer: Answer = {
        update: update.id,
        reply: update.reply,
        at: now,
        timing: update.timing,
        from: author,
        ...(update.typed === undefined ? {} : { leftOut: true as const }),
        ...(others === null ? {} : { replaced: others }),
      };
      const item: AskedItem = { ...withAnswer(typed.item, answer, acceptance.seen), ...promises.item };
      const changed: HeldItem = { ...held, value: item };
      const who = given.entered?.by ?? head.whoKey;
      const onBehalf = given.entered === undefined ? '' : ` on behalf of ${given.entered.onBehalfOf}`;
      const about = `${before.ref}${onBehalf}`;
      const history = [
        { ...historyOf(update, before, who, now), about },
        ...historyOfSteps(promises.steps, about, who, now),
      ];
      const rows = promises.steps.map((step) => step.after);
      const last = new Map(rows.map((each) => [each.id, each]));
      const { cycle, person, tenant, plan } = given;
      // whoever sweeps next tells them
      if (others !== null) await deps.stores.directory.addDue({ tenant, plan, at: now });
      const written = await store.recordReply(cycle, person, changed, update, [...last.values()], history, updateId);
      if (written === 'conflict') return 'conflict';
      const unseen = given.basedOn === before.current ? [] : wordsReplaced(before, update.reply);
      const { correction } = acceptance;
      const left = leftAfter(before, item, given, update.reply);
      return { kind: 'saved', deck: withItem(deck, changed), item, correction, unseen, left };
    });
  };
}

/**
 * "No change", written where an update is meant to be, is that: these words are never printed as an update. So is the
 * introduction, sent back as it came.
 */
function asMeant(reply: Reply, item: AskedItem): Reply {
  const { previousText, status } = item;
  if (reply.kind !== 'text' || previousText === null) return reply;
  if (isIntroduction(item) && tidiedText(reply.text) === tidiedText(previousText.text)) return { kind: 'noChange' };
  if (!writesNoChange(reply.text)) return reply;
  const isSame = (reply.status === null || reply.status === status) && (reply.evidence ?? '').trim() === '';
  return isSame ? { kind: 'noChange' } : reply;
}

function authorOf({ entered, person, door }: ReplyGiven, name: string): Author {
  return entered === undefined ? { person, name, door } : { person: entered.person, name: entered.name, door };
}

function answeredSince({ ref }: AskedItem, { from }: AnswerOf): string {
  return `${authorWords(from)} has answered ${ref} since this was shown to you. Please read that answer before yours replaces it.`;
}

const NOT_ASKED_ABOUT =
  'A promise on this card is no longer asked about here, so nothing was saved. Please look at the card once more and submit.';

const TOO_LONG_TO_KEEP = `What you wrote is longer than can be kept beside "No change". ${SHORTEN_TYPED}`;

function wordsReplaced(item: AskedItem, by: Reply): readonly string[] {
  const reply = newestAnswer(item)?.reply;
  if (reply?.kind !== 'text') return [];
  const said = by.kind === 'text' ? [by.text, by.evidence] : [];
  return [reply.text, reply.evidence ?? ''].filter((words) => words !== '' && !said.includes(words));
}

function leftAfter(before: AskedItem, after: AskedItem, { person, typing }: ReplyGiven, reply: Reply) {
  return typing === undefined ? [] : leftWords(before, after, person, typing, reply);
}

/** Whether "No change", said once more, comes with words this time. */
function writesBeside(before: AskedItem, { typing, reply, leaveOut }: ReplyGiven): boolean {
  if (typing === undefined || reply.kind === 'text' || leaveOut === true) return false;
  return saysMore(before, typing.words);
}

/** What becomes of the words in the inputs when the reply is saved. */
function typedAfter(before: AskedItem, given: ReplyGiven, id: string) {
  const { typing, person, reply, leaveOut, basedOn } = given;
  if (typing === undefined) return { kind: 'kept', item: before } as const;
  if (reply.kind === 'noChange') {
    if (leaveOut === true) return leavingOut(before, person, typing, id);
    if (leavesOut(before, person, typing, basedOn)) return { kind: 'asked' } as const;
  }
  return { kind: 'kept', item: afterAnswer(before, person, typing, id) } as const;
}

function whichWasMeant(item: AskedItem, { basedOn }: ReplyGiven): string {
  return newestAnswer(item)?.reply.kind === 'text' && basedOn !== item.current
    ? `You pressed "No change", but ${item.ref} was answered since this card was shown: your answer is below. Which did you mean?`
    : `You pressed "No change", but something is written for ${item.ref}. Which did you mean?`;
}

/**
 * What an accepted reply does to the promises of its requirement: the answers in it, and the promises in its own words.
 * After the close neither counts yet: both are offered with the reply in the next cycle.
 */
function promisesAfter(item: AskedItem, update: Update, cycle: Cycle, day: CivilDate) {
  const { commitments, otherCommitments } = item;
  if (update.timing === 'afterClose') {
    return { kind: 'decided', item: { commitments, otherCommitments }, steps: [] } as const;
  }
  const answered = answerOnItem(item, update.reply.promises ?? [], cycle, day);
  if (answered.kind !== 'decided') return answered;
  const { reply, timing, id, at } = update;
  const text = reply.kind === 'text' ? printed({ ...item, answer: { reply, timing, at, update: id } }).text : null;
  const made = followText({ ...answered.item, requirement: item.requirement }, text, cycle);
  return { kind: 'decided', item: made.item, steps: [...answered.steps, ...made.steps] } as const;
}

/** A deck in which one item is another now. Its version is stale afterwards: for drawing, not for writing. */
export function withItem(deck: Deck, changed: HeldItem): Deck {
  return {
    ...deck,
    items: deck.items.map((each) => (each.value.requirement === changed.value.requirement ? changed : each)),
  };
}

function historyOf(update: Update, before: AskedItem, who: string, now: Instant) {
  const say = (reply: Reply | undefined) => (reply === undefined ? null : JSON.stringify(reply));
  const old = update.timing === 'afterClose' ? before.afterClose : before.answer;
  const what = old === null ? 'answered' : 'corrected';
  return { who, at: now, what, about: before.ref, old: say(old?.reply), new: say(update.reply) };
}
