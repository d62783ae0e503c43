import { type CivilDate, civilDate } from '../civil-date.js';
import { type DateMention, datesIn } from '../dates-in-text.js';
import { isNear, wordsOf } from './words.js';

/** What a column is about. `number` is decided by its place: a recommendation's or a requirement's own. */
export type HeadingRole =
  | 'recommendationNumber'
  | 'requirementNumber'
  | 'number'
  | 'recommendation'
  | 'requirement'
  | 'owner'
  | 'deadline'
  | 'originalDeadline'
  | 'deadlineMoves'
  | 'status'
  | 'update'
  | 'unknown';

/** The date of a dated column, or why it cannot be one. */
export type HeadingDate =
  | { readonly kind: 'day'; readonly date: CivilDate }
  /** Only a month or a quarter is named: its last day. */
  | { readonly kind: 'period'; readonly date: CivilDate }
  | { readonly kind: 'impossible'; readonly words: string }
  | { readonly kind: 'noYear'; readonly words: string }
  | { readonly kind: 'none' };

export interface Heading {
  readonly role: HeadingRole;
  readonly date: HeadingDate;
}

/** Longer cells are never headings. */
const LONGEST_HEADING = 120;

/** Synonyms as data. A heading gets the first role of which it has a word; spelling slips count as the word. */
const VOCABULARY: readonly { readonly role: HeadingRole | 'dated'; readonly words: readonly string[] }[] = [
  {
    role: 'owner',
    words: [
      'owner',
      'owners',
      'lead',
      'leads',
      'responsible',
      'responsibility',
      'accountable',
      'assigned',
      'assignee',
      'officer',
      'who',
      'ownership',
    ],
  },
  { role: 'status', words: ['status', 'rag', 'brag', 'rating', 'state'] },
  { role: 'deadline', words: ['deadline', 'due', 'timescale', 'timeframe', 'target', 'when'] },
  {
    role: 'requirement',
    words: [
      'evidence',
      'evidencing',
      'requirement',
      'requirements',
      'required',
      'subrecommendation',
      'sub',
      'measure',
      'measures',
      'criteria',
      'criterion',
      'action',
      'actions',
      'deliverable',
      'deliverables',
      'task',
      'milestone',
    ],
  },
  { role: 'recommendation', words: ['recommendation', 'recommendations', 'finding', 'findings', 'rec', 'recs', 'afi'] },
  { role: 'number', words: ['no', 'nr', 'number', 'num', 'ref', 'reference', 'id', 'item', '#'] },
  {
    role: 'update',
    words: [
      'update',
      'updates',
      'progress',
      'response',
      'position',
      'comment',
      'comments',
      'commentary',
      'narrative',
      'published',
    ],
  },
];

const NUMBER_WORDS = ['no', 'nr', 'number', 'num', 'ref', 'reference', 'id', '#'];

/** Words that say nothing about the role but do belong in headings. */
const FILLERS = [
  'of',
  'the',
  'to',
  'and',
  'or',
  'for',
  'by',
  'against',
  'at',
  'as',
  'in',
  'on',
  'text',
  'date',
  'force',
  'our',
  'completion',
  'complete',
  'current',
  'original',
  'moves',
  'revised',
  'latest',
  'plan',
  'each',
  'person',
  'post',
  'department',
  'board',
  'published',
  'report',
  'quarter',
];

/** Years outside this window are taken for slips. */
const FIRST_YEAR = '1990-01-01';
const LAST_YEAR = '2100-12-31';
const NEAR = civilDate('2025-01-01');

/** Reads the words of a heading cell; null when it is no heading at all (empty, too long, a bare number). */
export function headingOf(text: string): Heading | null {
  if (text.length > LONGEST_HEADING || !/\p{L}|\d{1,4}[/.-]\d|#/u.test(text)) return null;
  const mended = mendMonths(text);
  const mentions = datesIn(mended, NEAR).filter(
    (mention) => mention.kind === 'impossible' || mention.yearFrom !== 'relative',
  );
  const date = dateOf(mended, mentions);
  const rest = mentions.reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    mended,
  );
  return { role: roleOf(wordsOf(rest), date), date };
}

/** Of all words of a heading, dates apart, how many belong in headings: 0 to 1. */
export function headingShare(text: string): number {
  const mended = mendMonths(text);
  const rest = datesIn(mended, NEAR).reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    mended,
  );
  const words = wordsOf(rest);
  if (words.length === 0) return 1;
  const known = words.filter((word) => FILLERS.includes(word) || VOCABULARY.some((each) => has([word], each.words)));
  return known.length / words.length;
}

function roleOf(words: readonly string[], date: HeadingDate): HeadingRole {
  const roles = new Set(VOCABULARY.filter((each) => has(words, each.words)).map((each) => each.role as HeadingRole));
  if (roles.has('owner')) return 'owner';
  if (roles.has('status')) return 'status';
  const completionDate = words.includes('date') && has(words, ['completion', 'target', 'due', 'revised', 'original']);
  if ((roles.has('deadline') || completionDate) && date.kind === 'none') {
    if (has(words, ['moves', 'moved', 'changes'])) return 'deadlineMoves';
    return has(words, ['original', 'originally', 'first']) ? 'originalDeadline' : 'deadline';
  }
  if (date.kind !== 'none') return 'update';
  if (has(words, NUMBER_WORDS)) {
    if (roles.has('requirement')) return 'requirementNumber';
    return roles.has('recommendation') ? 'recommendationNumber' : 'number';
  }
  if (roles.has('requirement')) return 'requirement';
  if (words.length === 1 && /^recs?$/.test(words[0] ?? '')) return 'recommendationNumber';
  if (roles.has('recommendation')) return 'recommendation';
  if (roles.has('number')) return 'number';
  return roles.has('update') ? 'update' : 'unknown';
}

function has(words: readonly string[], vocabulary: readonly string[]): boolean {
  return words.some((word) => vocabulary.some((known) => isNear(word, known)));
}

/** Of several dates a heading's last one counts: "January to March 2031" is the quarter that ends with March. */
function dateOf(text: string, mentions: readonly DateMention[]): HeadingDate {
  const impossible = mentions.find((mention) => mention.kind === 'impossible');
  if (impossible !== undefined) return { kind: 'impossible', words: impossible.words };
  const stray = strayDate(text);
  const last = mentions.findLast((mention) => mention.kind === 'date');
  if (last === undefined) return stray === null ? { kind: 'none' } : { kind: 'impossible', words: stray };
  if (last.yearFrom === 'nearest') return { kind: 'noYear', words: last.words };
  if (last.last < FIRST_YEAR || last.last > LAST_YEAR) return { kind: 'impossible', words: last.words };
  return { kind: last.precision === 'day' && last.earliest === last.last ? 'day' : 'period', date: last.last };
}

/** What has the form of a date and that no reader of dates will take: "27/13/2031", "31 March 0205". */
function strayDate(text: string): string | null {
  const month = MONTHS.join('|');
  const form = new RegExp(
    `\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,3}(?:st|nd|rd|th)?\\s+(?:${month})\\b[\\s,]*\\d{0,4}|(?:${month})\\s+\\d{1,3}(?:st|nd|rd|th)?\\b[\\s,]*\\d{0,4}`,
    'i',
  );
  return form.exec(text)?.[0] ?? null;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Misspelt months beside a figure are put right: "Febuary 27th 2031". */
function mendMonths(text: string): string {
  return text.replace(/(?<=\d(?:st|nd|rd|th)?\s+|^|\s)[A-Za-z]{4,11}(?=[\s,.]+'?\d|$)/g, (word) => {
    return MONTHS.find((month) => isNear(word.toLowerCase(), month.toLowerCase())) ?? word;
  });
}
