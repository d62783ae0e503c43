import { checkedAgainst } from '../../app/asking/confirm-answer.js';
import type { AskHead } from '../../app/store/stores.js';
import { anothersAnswer, authorWords } from '../../domain/asking/anothers-answer.js';
import { type AskedItem, isOpenItem, newestAnswer, nextOpen, startingValues } from '../../domain/asking/ask.js';
import type { KeptWords } from '../../domain/asking/kept-words.js';
import { ASKS_WHY, needsWhy, noChangeProblem } from '../../domain/asking/no-change.js';
import { isWritten, keptWords, writesNoChange } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { type CivilDate, localTime, longDate, longDay } from '../../domain/calendar/civil-date.js';
import type { CommitmentInput } from '../../domain/commitments/commitment-reply.js';
import { addedSince, wordsGiven } from '../../domain/contributing/words-given.js';
import { type Cycle, lastDayOf } from '../../domain/plan/cycle.js';
import { isIntroduction } from '../../domain/plan/introduction.js';
import { STATUS_WORDS } from '../../domain/plan/plan.js';
import { type OwnerCheck, ownerChecks } from '../../domain/reviewing/owner-checks.js';
import { evidenceItems, itemWords } from '../../domain/text/evidence.js';
import { sentenceAhead } from '../../domain/text/sentences.js';
import { UNSEEN_LEFT_OUT } from '../../domain/text/unseen-letters.js';
import { contextFor, type DeckDrawing, isClosed, shortTitle } from '../deck/deck-drawing.js';
import { listMessage, NO_WAYS, opensWithList, waysFrom } from '../deck/row-list.js';
import type { CardContext, DeckItem, Message, SummaryLine } from '../messages.js';
import { promiseLines, promisesOnCard, saidOfPromises } from './promises-on-card.js';

/** Why a press was not accepted; what was typed with it is kept, and so it is shown again. */
export interface Retry {
  readonly problem: string;
  readonly asksWhich?: true;
  /** Nothing is to be mended: the press was not taken. */
  readonly notTaken?: true;
}

/**
 * The card that a press brings: the next open requirement, or the summary, with what came of the press beside the buttons
 * too. `after`: the ref that was dealt with, where nothing was saved.
 */
export function turnedMessage(
  drawing: DeckDrawing,
  result: string,
  saved: AskedItem | null = null,
  after = saved?.ref ?? '',
): Message {
  return withResult(openMessage(drawing, result, saved, after), result);
}

/** The card with what came of the press that brought it. */
export function withResult(message: Message, result: string): Message {
  if (message.kind === 'summary') return { ...message, summary: { ...message.summary, result } };
  if (message.kind !== 'deck') return message;
  const { deck } = message;
  const more = deck.followUp === null ? '' : ' There is a question about it at the top of this card.';
  return { ...message, deck: { ...deck, result: `${result}${more}` } };
}

/** The card to show when nothing was pressed: a long deck's list, the next open requirement, or the summary when none is left. */
export function nextMessage(drawing: DeckDrawing, leadIn: string): Message {
  return opensWithList(drawing) ? listMessage(drawing, leadIn) : openMessage(drawing, leadIn, null, '');
}

function openMessage(drawing: DeckDrawing, leadIn: string, saved: AskedItem | null, after: string): Message {
  const items = drawing.deck.items.map((item) => item.value);
  const next = nextOpen(items, drawing.today, after);
  if (next === null) {
    const summary = summaryMessage(drawing, [leadIn, allAnswered(drawing)].filter((line) => line !== '').join('\n'));
    return withUndo(drawing, summary, saved);
  }
  return withFollowUp(drawing, deckMessage(drawing, next, leadIn, null), saved);
}

/** The card after an answer: its own once more, where there is a question about it, else the next one. */
export function savedMessage(drawing: DeckDrawing, result: string, saved: AskedItem): Message {
  if (stillToComeQuestion(saved) === null) return turnedMessage(drawing, result, saved);
  return withResult(withFollowUp(drawing, deckMessage(drawing, saved, result, null), saved), result);
}

/** The card with the ref whose answer brought it; on the row's own card with the question about that answer, if there is one. */
export function withFollowUp(drawing: DeckDrawing, message: Message, saved: AskedItem | null): Message {
  if (saved === null || message.kind !== 'deck') return withUndo(drawing, message, saved);
  const undo = undoOf(drawing, saved);
  const checks = checksOf(drawing, saved);
  if (checks.length > 0) {
    const question = [`${saved.ref} is saved. One question about it:`, ...checks].join('\n');
    const followUp = { question, context: contextFor(drawing, saved), isCheck: true } as const;
    return { ...message, deck: { ...message.deck, follows: saved.ref, followUp, ...undo } };
  }
  const question = message.deck.item.ref === saved.ref ? stillToComeQuestion(saved) : null;
  const followUp = question === null ? null : { question, context: contextFor(drawing, saved) };
  return { ...message, deck: { ...message.deck, follows: saved.ref, followUp, ...undo } };
}

/** The way to take back what was just saved; none where it does not count, or the quarter is closed. */
function undoOf(drawing: DeckDrawing, { answer, current, ref }: AskedItem): { readonly undo?: CardContext } {
  const item = drawing.deck.items.find(({ value }) => value.ref === ref)?.value;
  const isCounted = item !== undefined && answer !== null && answer.update === current && !isClosed(drawing);
  return isCounted ? { undo: contextFor(drawing, item) } : {};
}

function withUndo(drawing: DeckDrawing, message: Message, saved: AskedItem | null): Message {
  if (saved === null || message.kind !== 'summary') return message;
  return { ...message, summary: { ...message.summary, ...undoOf(drawing, saved) } };
}

const MOST_CHECKS = 3;

/** What the review would ask about an answer, a line each; the first few, since one may settle the others. */
function checksOf({ deck }: DeckDrawing, item: AskedItem): readonly string[] {
  return ownerChecks(item, checkedAgainst(deck.head.value))
    .slice(0, MOST_CHECKS)
    .map(({ rule, what }) => (PUBLISHED.has(rule) ? `${what} It would be published.` : what));
}
const PUBLISHED: ReadonlySet<OwnerCheck['rule']> = new Set<OwnerCheck['rule']>([
  'personal-name',
  'e-mail-address',
  'telephone-number',
]);

function checksOn(drawing: DeckDrawing, item: AskedItem): Pick<SummaryLine, 'checks'> {
  const checks = isClosed(drawing) ? [] : checksOf(drawing, item);
  return checks.length === 0 ? {} : { checks };
}

function allAnswered(drawing: DeckDrawing): string {
  const { deck } = drawing;
  const { closes } = deck.head.value.cycle;
  const count = deck.items.length;
  const done = count === 1 ? 'Your update is in.' : `All ${count} updates are in.`;
  return isClosed(drawing) ? done : `${done} Thank you. You can correct an answer until ${longDay(closes)}.`;
}

/** "No change" over a text that speaks of the future is asked about once: the promise may have been kept. */
function stillToComeQuestion(saved: AskedItem): string | null {
  if (saved.answer?.reply.kind !== 'noChange' || saved.previousText === null) return null;
  // whoever has just said what became of it need not be asked again
  if ((saved.answer.reply.promises ?? []).length > 0) return null;
  const sentence = sentenceAhead(saved.previousText.text);
  return sentence === null ? null : `Still to come? “${sentence}”\nIf not, write below what has happened.`;
}

/** The card about one requirement, open or to be corrected. */
export function deckMessage(drawing: DeckDrawing, item: AskedItem, leadIn: string, retry: Retry | null): Message {
  const { deck, today } = drawing;
  const head = deck.head.value;
  const deadline = item.deadline?.date ?? null;
  const items = deck.items.map((each) => each.value);
  const kept = keptWords(item, head.person);
  const promises = promisesOnCard(item, head.cycle, kept?.promises ?? []);
  return {
    kind: 'deck',
    deck: {
      leadIn,
      result: null,
      follows: '',
      planTitle: shortTitle(head.planTitle),
      followUp: null,
      answered: items.filter((each) => !isOpenItem(each)).length,
      asked: items.length,
      ways: retry?.asksWhich === true ? NO_WAYS : waysFrom(drawing, item),
      item: {
        ref: item.ref,
        ...(isIntroduction(item) ? { introduces: true } : {}),
        recommendationNumber: item.recommendation,
        recommendationText: item.recommendationText,
        text: item.text,
        deadline: deadline === null ? null : { date: deadline, passed: deadline < today },
        previous: item.previousText,
        ...(item.given === undefined ? {} : { given: item.given }),
        ...othersOn(item, head),
        ...wordsOn(item, head.zone),
        ...promises,
        noChangeOffered: item.previousText !== null && !needsWhy(item),
        asksWhy: item.previousText !== null && needsWhy(item) ? ASKS_WHY : null,
        values: valuesOf(item, kept),
        shown: kept?.id ?? '',
        keptNote: keptNote(item, kept, retry, promises.commitments),
        note: kept?.note ?? '',
        problem: retry?.problem ?? questionAbout(item),
        asksWhich: retry?.asksWhich === true,
        notTaken: retry?.notTaken === true,
      },
      unanswered: items.filter(({ answer }) => answer === null).length,
      closes: head.cycle.closes,
      colleagues: item.answer === null ? head.colleagues : [],
      laterUntil: item.answer === null && today < head.cycle.closes ? head.cycle.closes : null,
      laterNote: laterNote(head.cycle, today),
      today,
      context: contextFor(drawing, item),
    },
  };
}

/** What a day means that is chosen for later: up to the due date it costs nothing. */
function laterNote({ due, closes }: Pick<Cycle, 'due' | 'closes'>, today: CivilDate): string {
  const more = `more days for this answer. It counts as late, and the portfolio lead sees the day.`;
  return today >= due
    ? `Up to ${longDay(closes)} you can have ${more}`
    : `Up to ${longDay(due)} it is on time. After that, up to ${longDay(closes)}, you can have ${more}`;
}

/** What somebody else has answered for it: who replaces that has it in sight. */
function othersOn(item: AskedItem, { person, name, zone }: AskHead): Pick<DeckItem, 'others'> {
  const own = { person, name, door: 'card' } as const;
  const others = anothersAnswer(item, own, own);
  const newest = newestAnswer(item);
  if (others === null || newest === null) return {};
  const { reply, from } = others;
  const status = reply.kind === 'text' && reply.status !== null ? `${STATUS_WORDS[reply.status]}. ` : '';
  return {
    others: {
      name: authorWords(from),
      on: localTime(newest.at, zone).date,
      text: `${status}${replyWords(reply, item)}`,
    },
  };
}

/** What contributors said, as far as anybody did. */
function wordsOn(item: AskedItem, zone: string): Pick<DeckItem, 'words'> {
  const words = wordsGiven(item).map(({ name, at, text }) => ({ name, on: localTime(at, zone).date, text }));
  return words.length === 0 ? {} : { words };
}

function addedTo(item: AskedItem): Pick<SummaryLine, 'added'> {
  const added = addedSince(item).map(({ name }) => name);
  return added.length === 0 ? {} : { added };
}

/** What stands in the inputs: what the person has entered themselves and not submitted, else what there is to begin with. */
function valuesOf(item: AskedItem, kept: KeptWords | null): DeckItem['values'] {
  const given = startingValues(item);
  if (kept === null) return given;
  // written in the chat it is a kind of answer, and no text
  const isNoText = writesNoChange(kept.text) && (kept.status === '' || kept.status === item.status);
  const text = isNoText ? '' : kept.text;
  return { text, evidence: kept.evidence, status: kept.status || given.status };
}

function keptNote(
  item: AskedItem,
  kept: KeptWords | null,
  retry: Retry | null,
  shown: DeckItem['commitments'],
): string | null {
  if (kept === null) return null;
  const isOnCard = ({ id }: CommitmentInput) => shown.some((each) => each.id === id);
  const lost = kept.promises
    .filter((each) => !isOnCard(each))
    .flatMap(({ until, why }) => [until, why])
    .filter((words) => words !== '');
  const { text, evidence } = valuesOf(item, kept);
  const given = startingValues(item);
  const isKept = retry === null && [text !== '' && text !== given.text, evidence !== given.evidence].includes(true);
  const notes = [
    isKept ? 'What is in the box is not submitted yet.' : '',
    lost.length === 0
      ? ''
      : `About a promise that is not asked about here any more you had entered: ${lost.join('; ')}`,
  ];
  return notes.filter((note) => note !== '').join('\n') || null;
}

/** What the review asks about an answer, as the line under it. */
function questionAbout(item: AskedItem): string | null {
  return item.question === undefined ? null : `A question before this is published: ${item.question}`;
}

/** Whether words are kept that a box shows: what is answered has none for a reason. */
function hasKept(item: AskedItem, person: string): boolean {
  const kept = keptWords(item, person);
  return kept !== null && (item.answer === null || isWritten(item, kept));
}

/** Everything that a person said in this cycle; each line opens again while the cycle is open. */
export function summaryMessage(drawing: DeckDrawing, leadIn: string): Message {
  const { head, items } = drawing.deck;
  const { cycle, planTitle } = head.value;
  return {
    kind: 'summary',
    summary: {
      leadIn,
      result: null,
      planTitle: shortTitle(planTitle),
      open: !isClosed(drawing),
      lines: items.map(({ value: item }): SummaryLine => {
        const reply = item.answer?.reply;
        return {
          ref: item.ref,
          title: item.text ?? item.recommendationText ?? `Recommendation ${item.recommendation}`,
          answer: reply === undefined ? null : replyWords(reply, item),
          status: reply?.kind === 'text' ? reply.status : null,
          evidence: reply?.kind === 'text' ? evidenceItems(reply.evidence).map(itemWords) : [],
          promises: promiseLines(item, cycle),
          afterClose: item.afterClose === null ? null : replyWords(item.afterClose.reply, item),
          hasKept: hasKept(item, head.value.person),
          ...addedTo(item),
          ...checksOn(drawing, item),
          context: contextFor(drawing, item),
        };
      }),
    },
  };
}

function replyWords(reply: Reply, item: AskedItem): string {
  if (reply.kind === 'text') return reply.text;
  return isIntroduction(item) ? 'Still true' : 'No change';
}

/** When a quarter closed, as it was and not as it was planned. */
export function closedWords(cycle: Pick<Cycle, 'revision' | 'closes' | 'closedOn' | 'ended'>): string {
  const { ended } = cycle;
  if (ended?.kind === 'recalled') {
    return `The portfolio lead took these questions back on ${longDay(ended.on)}: ${ended.reason} Nothing needs to be done now. What was answered is kept, and is offered again with the next card.`;
  }
  if (ended?.kind === 'skipped') {
    return `The quarter for the revision of ${longDate(cycle.revision)} is left out: ${ended.reason} Nothing needs to be done now. What was answered is kept, and is offered again in the next quarter.`;
  }
  return `The quarter for the revision of ${longDate(cycle.revision)} closed on ${longDay(lastDayOf(cycle))}.`;
}

/** The card of a quarter that is over: it says so before anything is typed, and what can still be done. */
export function closedMessage(drawing: DeckDrawing): Message {
  const { head, items } = drawing.deck;
  const [first] = items;
  const how =
    first === undefined
      ? ''
      : `\nTo give an update for the next revision, write the number first, such as "${first.value.ref}: …". It is kept, and offered then.`;
  return summaryMessage(drawing, `${closedWords(head.value.cycle)}${how}`);
}

/** What becomes of an answer that came after the close. */
export function keptAfterClose(cycle: Cycle, ref: string): string {
  return `${closedWords(cycle)} Your answer for ${ref} is kept, the lead can see it, and it is offered for the next revision.`;
}

/** The sentences above a card that the ladder sends: first what must be done, then what helps. Short, no blame. */
export function askLeadIn(head: AskHead, open: readonly AskedItem[], today: CivilDate): string {
  const { due, closes } = head.cycle;
  const count = open.length;
  const updates = `${count} update${count === 1 ? '' : 's'}`;
  if (today > due) {
    return `We still need ${updates} from you: ${listed(open.map((item) => item.ref))}.\n${count === 1 ? 'It was' : 'They were'} due on ${longDay(due)}. A short answer is fine. Waiting for someone? Tell us who. You can answer until ${longDay(closes)}.`;
  }
  if (head.sent === 0) {
    const ease = oneTapWords(open, head.cycle, today);
    return `${updates} needed by ${longDay(due)}.\nYour answers are for publication. ${ease}You can correct an answer until ${longDay(closes)}.`;
  }
  const notYours =
    head.colleagues.length === 0 ? '' : `Not yours? ${count === 1 ? 'Choose' : 'Open the row and choose'} Hand over. `;
  return `${updates} ${count === 1 ? 'is' : 'are'} still open. ${count === 1 ? 'It is' : 'They are'} due on ${longDay(due)}.\n${notYours}Away? Write when, such as "I am away from 7 to 18 December".`;
}

/** That "No change" is one tap, as far as the open rows take it without another word. */
function oneTapWords(open: readonly AskedItem[], cycle: Cycle, today: CivilDate): string {
  const published = open.filter((item) => item.previousText !== null);
  const plain = published.filter((item) => noChangeProblem(item, { kind: 'noChange' }, [], cycle, today) === null);
  if (plain.length === 0) return '';
  if (plain.length < published.length) return 'Nothing changed? One tap, unless the row asks for more. ';
  return published.length === open.length
    ? 'Nothing changed? One tap. '
    : 'Nothing changed since something was published? One tap. ';
}

/** What is said right after an answer was saved. */
export function savedLeadIn(item: AskedItem, correction: boolean): string {
  const saved = correction ? 'Your correction for' : 'Saved for';
  const newest = newestAnswer(item);
  const reply = newest?.reply;
  const end = correction ? ' is saved' : '';
  const promises = saidOfPromises(reply);
  if (reply?.kind === 'noChange' && item.previousText !== null) {
    if (isIntroduction(item)) return `${saved} the introduction${end}: it is still true.${promises}`;
    return `${saved} ${item.ref}${end}: "No change since ${longDate(item.previousText.column)}."${promises}`;
  }
  const status =
    reply?.kind === 'text' && reply.status !== null ? ` Status: ${STATUS_WORDS[reply.status].toLowerCase()}.` : '';
  const leftOut = newest?.leftOut === true ? ` ${UNSEEN_LEFT_OUT}` : '';
  return `${saved} ${item.ref}${end}.${status}${promises}${leftOut}`;
}

/** "13.1", "13.1 and 13.2", "13.1, 13.2 and 14". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
