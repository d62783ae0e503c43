import { civilDate } from '../../calendar/civil-date.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import { datedLine } from './dated-line.js';
import { headingOf } from './headings.js';

const ANY_DAY = civilDate('2025-01-01');
/** Longer texts say something. */
const LONGEST_NAME = 120;
const SENTENCE = /[.!;,]$/;
const MOST_WORDS = 4;

/**
 * The letters of a label or a heading that only name what follows: all of it where it is nothing else, else up to its
 * colon or its date. What stands behind these, and a sentence, is said and names nothing.
 */
export function ownLetters(text: string): string {
  const whole = headingOf(text.endsWith(':') ? text.slice(0, -1).trimEnd() : text);
  if (whole?.share === 1) return text;
  const dated = datedLine(text, true);
  if (dated !== null) return dated.label;
  const behind = wordsBehindDate(text);
  if (behind !== null) return behind.says ? text.slice(0, behind.at) : text;
  const label = /^[^:\n]{2,60}:(?=\s*\S)/.exec(text)?.[0];
  if (label !== undefined) return label;
  const isSentence = SENTENCE.test(text) && text.split(/\s+/).length > MOST_WORDS;
  return isSentence || text.length > LONGEST_NAME ? '' : text;
}

/** Where the words behind a date begin, and whether any of them, brackets apart ("31 March 2031 (Q4)"), is none of headings. */
function wordsBehindDate(text: string): { readonly at: number; readonly says: boolean } | null {
  const last = datesIn(text, ANY_DAY).findLast(({ kind }) => kind === 'date');
  if (last === undefined) return null;
  const at = last.start + last.length;
  const words = text
    .slice(at)
    .replace(/\([^()]*\)/g, ' ')
    .split(/\s+/);
  return { at, says: words.some((word) => /\p{L}/u.test(word) && (headingOf(word)?.share ?? 0) < 1) };
}
