import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { Message } from '../../../chat/messages.js';
import { CONTRIBUTE_ROOMS, contributeData } from './contribute-card.js';
import { DECK_ROOMS, deckData } from './deck-card.js';
import { LIST_ROOMS, listData, SEVERAL_ROOMS, severalData } from './list-card.js';
import {
  DIGEST_ROOMS,
  digestData,
  FOLDED_ROOMS,
  foldedData,
  NOTICE_ROOMS,
  noticeData,
  STATUS_ROOMS,
  SUMMARY_ROOMS,
  statusData,
  summaryData,
} from './list-cards.js';
import { TYPED_ROOMS, typedData, whichRowData } from './typed-cards.js';
import { isProse, oneLine } from './words.js';

/**
 * A message as it is sent: a line of prose as a text, all else as an Adaptive Card 1.2.
 * `summary` is what a notification shows of a card.
 */
export interface RenderedMessage {
  readonly text?: string;
  readonly card?: object;
  readonly summary?: string;
}

/**
 * Teams refuses messages past 100 KB, counted as UTF-16, and asks to stay within 80 KB
 * (learn.microsoft.com, "Format your bot messages"). The rest of the activity needs a little of it.
 */
export const MOST_BYTES_OF_A_CARD = 78_000;
const MOST_CHARACTERS_OF_A_TEXT = 2_000;

/** Every card there is: each has a template of its name, with sample data beside it. */
export const CARD_KINDS = [
  'deck',
  'list',
  'several',
  'summary',
  'typed',
  'contribute',
  'which-row',
  'digest',
  'folded',
  'status',
  'notice',
] as const;
type CardKind = (typeof CARD_KINDS)[number];

// Parsing a template costs twenty times what expanding it does, so each is parsed once, when first needed.
const parsed = new Map<CardKind, Template>();

/** The message as a card or a text that fits Teams. Pure but for reading each template file once. */
export function renderMessage(message: Message): RenderedMessage {
  switch (message.kind) {
    case 'text':
      return renderText(message.text);
    case 'deck':
      return card('deck', DECK_ROOMS, (room) => deckData(message.deck, room), message.deck.leadIn);
    case 'list':
      return card('list', LIST_ROOMS, (room) => listData(message.list, room), message.list.leadIn);
    case 'several':
      return card('several', SEVERAL_ROOMS, (room) => severalData(message.several, room), 'No change to several rows?');
    case 'summary':
      return card('summary', SUMMARY_ROOMS, (room) => summaryData(message.summary, room), message.summary.leadIn);
    case 'typed':
      return card('typed', TYPED_ROOMS, (room) => typedData(message.typed, room), 'Save what you wrote?');
    case 'contribute':
      return card(
        'contribute',
        CONTRIBUTE_ROOMS,
        (room) => contributeData(message.contribute, room),
        message.contribute.leadIn,
      );
    case 'whichRow':
      return card('which-row', TYPED_ROOMS, (room) => whichRowData(message.whichRow, room), 'Which row is this about?');
    case 'digest':
      return card('digest', DIGEST_ROOMS, (room) => digestData(message.digest, room), message.digest.leadIn);
    case 'folded':
      return card('folded', FOLDED_ROOMS, (room) => foldedData(message.text, room), message.text);
    case 'status':
      return card('status', STATUS_ROOMS, (room) => statusData(message.status, room), message.status.title);
    case 'notice':
      return card('notice', NOTICE_ROOMS, (room) => noticeData(message.notice, room), message.notice.heading);
  }
}

function renderText(text: string): RenderedMessage {
  if (text.length <= MOST_CHARACTERS_OF_A_TEXT && isProse(text)) return { text };
  const notice = { heading: '', paragraphs: [text], commands: [], links: [] };
  return card('notice', NOTICE_ROOMS, (room) => noticeData(notice, room), text);
}

/** What Teams counts: two bytes a UTF-16 unit, or the bytes on the wire where those are more. */
export function bytesOf(content: object): number {
  const json = JSON.stringify(content);
  return Math.max(json.length * 2, Buffer.byteLength(json));
}

function card<Room>(
  kind: CardKind,
  rooms: readonly Room[],
  dataFor: (room: Room) => object,
  lead: string,
): RenderedMessage {
  for (const room of rooms) {
    const content = expand(kind, dataFor(room));
    if (bytesOf(content) <= MOST_BYTES_OF_A_CARD) return { card: content, summary: oneLine(lead, 200) };
  }
  throw new RangeError(`A ${kind} card does not fit Teams even at its shortest`);
}

// One expansion, never a second: what a person typed is in the result and must not be evaluated.
function expand(kind: CardKind, data: object): object {
  let template = parsed.get(kind);
  if (template === undefined) {
    const file = new URL(`../../../../cards/${kind}.json`, import.meta.url);
    template = new Template(JSON.parse(readFileSync(file, 'utf8')));
    parsed.set(kind, template);
  }
  const content: unknown = template.expand({ $root: data });
  if (typeof content !== 'object' || content === null) throw new TypeError(`The template of ${kind} gave no card`);
  return content;
}
