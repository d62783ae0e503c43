import type { Status } from '../plan/plan.js';
import { writesNoChange } from './typed-words.js';

/** What somebody has written in the chat, as far as it can be told from the words. */
export type ChatWords =
  /** A greeting, thanks, a wish to see the card: no answer to anything. */
  | { readonly kind: 'smallTalk' }
  /** Begins like a command, and is none. */
  | { readonly kind: 'noCommand' }
  /** Names these of the refs, in their order; where it is one, the words are without it where it stands at the beginning. */
  | { readonly kind: 'named'; readonly refs: readonly string[]; readonly words: string }
  /** Several rows, each with its own words: every line begins with a ref, or goes on with the one above. */
  | { readonly kind: 'several'; readonly answers: readonly { readonly ref: string; readonly words: string }[] }
  /** Begins with a number that is none of these refs. */
  | { readonly kind: 'another'; readonly ref: string }
  /** Names none. `isShort`: too few words for an answer. */
  | { readonly kind: 'unnamed'; readonly isQuestion: boolean; readonly isShort: boolean };

/** Fewer words than this that name no row are no answer, but for "no change". */
const FEWEST_WORDS = 4;

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
      ? {
          kind: 'unnamed',
          isQuestion: /\?\s*$/.test(text),
          isShort: spoken.length < FEWEST_WORDS && !writesNoChange(text),
        }
      : { kind: 'another', ref: another };
  }
  const answers = lineByLine(text, refs);
  if (answers !== null) return { kind: 'several', answers };
  return { kind: 'named', refs: named, words: named.length > 1 ? text : withoutRef(text, first) };
}

/** The words for each row where every row's own begin a line; null where a line names several, or a row twice. */
function lineByLine(text: string, refs: readonly string[]): readonly { ref: string; words: string }[] | null {
  const answers: { ref: string; words: string }[] = [];
  for (const line of text.split(/\r\n?|\n/).filter((each) => each.trim() !== '')) {
    const named = refs.filter((ref) => isNamed(line, ref));
    const ref = named.find((each) => withoutRef(line, each) !== line.trim());
    const last = answers.at(-1);
    if (ref === undefined && ANOTHER.test(line)) return null;
    if (ref === undefined && last !== undefined && named.length === 0) last.words = `${last.words}\n${line.trim()}`;
    else if (ref === undefined || named.length > 1 || answers.some((each) => each.ref === ref)) return null;
    else answers.push({ ref, words: withoutRef(line, ref) });
  }
  return answers.length > 1 ? answers : null;
}

/** A number alone is often a quantity, so it names a row only where it is said to, or stands before a colon or a line end. */
function isNamed(text: string, ref: string): boolean {
  const word = String.raw`(?<![\p{L}\p{N}.£$€])${escaped(ref)}${NO_MORE}`;
  if (!/^(?:\d+|\p{L})$/u.test(ref)) return new RegExp(word, 'iu').test(text);
  if (new RegExp(`${NAMING}${word}`, 'iu').test(text)) return true;
  const rest = new RegExp(`^\\s*${word}([\\s\\S]*)$`, 'iu').exec(text)?.[1];
  return rest !== undefined && (new RegExp(`^${BEHIND}`).test(rest) || writesNoChange(rest));
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

/** Words for a status that may stand before an update, apart from it: "complete, all lamps were mended". */
const SPOKEN_STATUS: readonly (readonly [RegExp, Status])[] = [
  [/^(?:completed?|done|finished)/i, 'complete'],
  [/^on track/i, 'onTrack'],
  [/^at risk/i, 'atRisk'],
  [/^off track/i, 'offTrack'],
  [/^waiting(?: on another body)?/i, 'waiting'],
  [/^transferred/i, 'transferred'],
];
const APART = /^\s*(?:[,;:.]|[–—-](?=\s)|$)\s*/;

/** The status that an update typed in the chat begins with, and the words behind it; null where it says none so. */
export function spokenStatus(words: string): { readonly status: Status | null; readonly text: string } {
  const whole = words.trim();
  for (const [spoken, status] of SPOKEN_STATUS) {
    const said = spoken.exec(whole)?.[0];
    const apart = said === undefined ? null : APART.exec(whole.slice(said.length));
    if (said === undefined || apart === null) continue;
    const text = whole.slice(said.length + apart[0].length);
    return { status, text: text.replace(/^\p{Ll}/u, (first) => first.toUpperCase()) };
  }
  return { status: null, text: whole };
}
