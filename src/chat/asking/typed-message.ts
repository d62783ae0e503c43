import { type Answer, type AskedItem, newestAnswer, startingValues, timingOfReply } from '../../domain/asking/ask.js';
import type { KeptWords } from '../../domain/asking/kept-words.js';
import { writesNoChange } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { lengthProblem } from '../../domain/asking/update.js';
import { longDay } from '../../domain/calendar/civil-date.js';
import { noChangeSentence } from '../../domain/plan/printed.js';
import { fingerprintOf } from '../../domain/text/fingerprint.js';
import { contextFor, type DeckDrawing, shortTitle, titleOf } from '../deck/deck-drawing.js';
import type { Message, TypedRow, WhichRowView } from '../messages.js';

/**
 * What kept words would be saved as, with the status that the row has where none was given; null where nothing can be
 * saved yet: no text, or something else was entered that belongs on the card.
 */
export function replyOfKept(item: AskedItem, kept: KeptWords): Reply | null {
  const { text, evidence, note, promises } = kept;
  if (lengthProblem(text) !== null) return null;
  if (!/[\p{L}\p{N}]/u.test(text) || evidence !== '' || note !== '' || promises.length > 0) return null;
  const { status } = startingValues(item);
  if (writesNoChange(text)) return kept.status === '' && item.previousText !== null ? { kind: 'noChange' } : null;
  return { kind: 'text', text, status: kept.status || status || null, evidence: evidenceOf(item) };
}

/** A row as it would be saved; null where its words must go on its own card first. */
export function typedRow(drawing: DeckDrawing, item: AskedItem, kept: KeptWords): TypedRow | null {
  const reply = replyOfKept(item, kept);
  if (reply === null) return null;
  const isLate = timingOfReply(item, drawing.today, drawing.deck.head.value.cycle) === 'afterClose';
  const row = {
    ref: item.ref,
    title: titleOf(item),
    replaces: answerWords(item, isLate ? item.afterClose : item.answer),
    question: isLate ? null : (item.question ?? null),
    isLate,
    shown: kept.id,
    context: contextFor(drawing, item),
  };
  const said = saidBy(reply, item);
  if (said === null) return null;
  const shown = [item.text, item.recommendationText, item.previousText, item.current, reply, row.question, isLate];
  return { ...row, reply: said, seen: fingerprintOf(shown) };
}

function saidBy(reply: Reply, { previousText }: AskedItem): TypedRow['reply'] | null {
  if (reply.kind === 'text') return { kind: 'text', text: reply.text, status: reply.status };
  return previousText === null ? null : { kind: 'noChange', since: previousText.column };
}

/** The card that shows what would be saved, before it is. */
export function typedMessage(drawing: DeckDrawing, rows: readonly TypedRow[], problem: string | null = null): Message {
  const { opens } = drawing.deck.head.value.cycle;
  const early =
    drawing.today < opens ? `The quarter opens on ${longDay(opens)}. This would wait for it, and count then.` : null;
  const closed = rows.length > 0 && rows.every(({ isLate }) => isLate) ? AFTER_CLOSE : early;
  const planTitle = shortTitle(drawing.deck.head.value.planTitle);
  return { kind: 'typed', typed: { planTitle, rows, problem: problem ?? closed, context: contextFor(drawing, null) } };
}

const AFTER_CLOSE = 'The quarter is closed. This would be kept, and offered for the next revision.';

/** The card that asks which row the words are about. */
export function whichRowMessage(drawing: DeckDrawing, words: string, rows: WhichRowView['rows']): Message {
  return { kind: 'whichRow', whichRow: { words, rows, context: contextFor(drawing, null) } };
}

/** The link that an answer gave stays with the text that replaces it: words in the chat cannot take it away. */
function evidenceOf(item: AskedItem): string | null {
  const reply = newestAnswer(item)?.reply;
  return reply?.kind === 'text' ? reply.evidence : null;
}

function answerWords({ previousText }: AskedItem, answer: Answer | null): string | null {
  if (answer === null) return null;
  if (answer.reply.kind === 'text') return answer.reply.text;
  return previousText === null ? null : noChangeSentence(previousText.column);
}
