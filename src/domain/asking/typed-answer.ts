import { saysNoChange } from './typed-words.js';

/** What somebody has written in the chat, as far as it can be told from the words. */
export type ChatWords =
  /** A greeting, thanks, a wish to see the card: no answer to anything. */
  | { readonly kind: 'smallTalk' }
  /** Begins like a command, and is none. */
  | { readonly kind: 'noCommand' }
  /** Names these of the refs, in their order; where it is one, the words are without it where it stands at the beginning. */
  | { readonly kind: 'named'; readonly refs: readonly string[]; readonly words: string }
  /** Begins with a number that is none of these refs. */
  | { readonly kind: 'another'; readonly ref: string }
  | { readonly kind: 'unnamed'; readonly isQuestion: boolean };

const SMALL_TALK = new Set(
  `hello hi hey hiya hallo good morning afternoon evening day there team bot quarterdeck thanks thank you
  very much many cheers ta ok okay please card cards my the me a show see send bring give open again updates update start
  begin menu bye goodbye test`.split(/\s+/),
);

/** What stands before a number that is meant as a ref. */
const NAMING = String.raw`(?:\b(?:rec(?:ommendation)?|req(?:uirement)?|row|line|number|nr|item)\b\.?|\bno\.|#)\s*`;
/** What makes a number a quantity. */
const UNIT = String.raw`\s*(?:%|per\s?cent\b|hundred\b|thousand\b|million\b|billion\b|(?:hour|day|week|month|year|mile|time)s?\b|k?m\b)`;

/** What stands behind a number that is meant as a ref: no time of day, no range, no "15-minute". */
const BEHIND = String.raw`\s*(?::(?!\d)|[;–—-](?=\s+(?!\d)|$)|\n|$)`;
const NO_MORE = String.raw`(?![\p{L}\p{N}]|\.\p{N}|${UNIT})`;
/** A number at the beginning that is meant as a ref: behind such a word, in parts, or before a colon or a line end. */
const ANOTHER = new RegExp(
  String.raw`^\s*(?:${NAMING}(\d+(?:\.\d+)*)|(\d+(?:\.\d{1,2}){1,3}|\d+(?=${BEHIND})))${NO_MORE}`,
  'iu',
);
/** What goes on with a sentence whose subject is the ref itself. */
const GOES_ON = /^(?:is|are|was|were|has|have|had|will|can|cannot|now|still|not|remains?|stays?)\b/i;

/** Reads what was written in the chat. `refs`: those of the writer's own rows; others are not looked for. */
export function readChatWords(text: string, refs: readonly string[]): ChatWords {
  const spoken = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  if (spoken.every((word) => SMALL_TALK.has(word))) return { kind: 'smallTalk' };
  if (text.startsWith('/')) return { kind: 'noCommand' };
  const named = refs.filter((ref) => isNamed(text, ref));
  const [first] = named;
  if (first === undefined) {
    const [, behindWord, alone] = ANOTHER.exec(text) ?? [];
    const another = behindWord ?? alone;
    return another === undefined
      ? { kind: 'unnamed', isQuestion: /\?\s*$/.test(text) }
      : { kind: 'another', ref: another };
  }
  return { kind: 'named', refs: named, words: named.length > 1 ? text : withoutRef(text, first) };
}

/** A number alone is often a quantity, so it names a row only where it is said to, or stands before a colon or a line end. */
function isNamed(text: string, ref: string): boolean {
  const word = String.raw`(?<![\p{L}\p{N}.£$€])${escaped(ref)}${NO_MORE}`;
  if (!/^(?:\d+|\p{L})$/u.test(ref)) return new RegExp(word, 'iu').test(text);
  if (new RegExp(`${NAMING}${word}`, 'iu').test(text)) return true;
  const rest = new RegExp(`^\\s*${word}([\\s\\S]*)$`, 'iu').exec(text)?.[1];
  return rest !== undefined && (new RegExp(`^${BEHIND}`).test(rest) || saysNoChange(rest));
}

/** The words behind a ref that stands at the beginning, unless it is their subject. */
function withoutRef(text: string, ref: string): string {
  const lead = new RegExp(String.raw`^\s*(?:${NAMING})?${escaped(ref)}(?:\s*[:;,.–—-]+|\s|$)\s*`, 'iu');
  const words = text.replace(lead, '').trim();
  return GOES_ON.test(words) ? text.trim() : words;
}

function escaped(ref: string): string {
  return ref.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
