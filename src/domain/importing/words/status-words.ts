import { STATUS_WORDS, STATUSES, type Status } from '../../plan/plan.js';
import { wordsOf } from './words.js';

/** What a status cell says. `likely` words can mean something else, so they are asked about. */
export interface StatusReading {
  readonly status: Status;
  readonly sure: boolean;
}

const SURE: Readonly<Record<Status, readonly string[]>> = {
  notStated: ['not stated', 'none stated', 'not given'],
  onTrack: ['green', 'on target', 'on schedule', 'on course'],
  atRisk: ['amber', 'at some risk'],
  offTrack: [
    'red',
    'behind schedule',
    'behind',
    'delayed',
    'not on track',
    'not on target',
    'not on schedule',
    'missed',
  ],
  waiting: ['waiting', 'awaiting another body', 'waiting for another body', 'waiting on others', 'awaiting others'],
  complete: [
    'completed',
    'closed',
    'done',
    'finished',
    'implemented',
    'fully implemented',
    'action complete',
    'achieved',
  ],
  transferred: ['transfer', 'moved', 'transferred elsewhere'],
};

const LIKELY: Readonly<Partial<Record<Status, readonly string[]>>> = {
  onTrack: [
    'in progress',
    'ongoing',
    'on going',
    'under way',
    'underway',
    'progressing',
    'started',
    'partially implemented',
  ],
  atRisk: ['yellow', 'some slippage'],
  offTrack: ['overdue', 'late', 'slipped', 'stalled'],
  waiting: ['on hold', 'paused', 'blocked', 'awaiting'],
  complete: ['blue', 'delivered'],
};

const READINGS: ReadonlyMap<string, StatusReading> = new Map(
  STATUSES.flatMap((status): [string, StatusReading][] => [
    [wordsOf(STATUS_WORDS[status]).join(' '), { status, sure: true }],
    ...SURE[status].map((words): [string, StatusReading] => [words, { status, sure: true }]),
    ...(LIKELY[status] ?? []).map((words): [string, StatusReading] => [words, { status, sure: false }]),
  ]),
);

/**
 * Reads the words of a status; null when they fit no known one. A day beside them ("Completed 18.5.31", "Closed (June
 * 2031)"), the mark of a note, and the same said twice ("Green – on track") change nothing.
 */
export function statusOf(text: string): StatusReading | null {
  const known = READINGS.get(wordsOf(text).join(' '));
  if (known !== undefined || text.length > LONGEST_STATUS) return known ?? null;
  const readings = partsOf(text).map((part) => READINGS.get(part));
  const [first] = readings;
  if (first === undefined || readings.some((each) => each?.status !== first.status)) return null;
  return { ...first, sure: readings.every((each) => each?.sure === true) };
}

/** The same of a cell of statuses, in which a word in another language, or a remark, may stand beside the one that is known. */
export function statusIn(text: string): StatusReading | null {
  const whole = statusOf(text) ?? statusLetterOf(text);
  if (whole !== null || text.length > LONGEST_STATUS) return whole;
  const parts = partsOf(text);
  // "Closed – not implemented" says what it is not
  if (parts.some((part) => /^not\b/.test(part) && !READINGS.has(part))) return null;
  const found = parts.flatMap((part) => READINGS.get(part) ?? []);
  const [first] = found;
  if (first === undefined || found.some(({ status }) => status !== first.status)) return null;
  return { ...first, sure: false };
}

const LONGEST_STATUS = 80;
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\\.?';
/** A day or a month with its year, and the word before it. */
const DAY = new RegExp(
  `(?:\\b(?:on|in)\\s+)?\\b(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?${MONTH}\\s+'?\\d{2,4})\\b`,
  'gi',
);

/** What a status says in its parts, the days left away. */
function partsOf(text: string): string[] {
  const parts = text.replace(DAY, ' ').split(/[/()|:;\n]|\s[–—-]\s/);
  return parts.map((part) => wordsOf(part).join(' ')).filter((part) => part !== '');
}

/** Words that people print as a status and that are none of ours: they are kept as printed. */
const OTHERS: ReadonlySet<string> = new Set(
  `not started;not yet started;not begun;not yet begun;yet to start;not due;not yet due;to do;open;new;planned;proposed;
  agreed;accepted;partly complete;partially complete;partially met;partly met;met;not met;superseded;cancelled;withdrawn;rejected;
  no longer applicable;not applicable;bau`
    .split(';')
    .map((words) => words.trim()),
);

/** Whether a text could be a status, known to us or not. */
export function looksLikeStatus(text: string): boolean {
  const words = wordsOf(text).join(' ');
  return READINGS.has(words) || OTHERS.has(words);
}

const LETTERS: Readonly<Record<string, StatusReading>> = {
  r: { status: 'offTrack', sure: true },
  a: { status: 'atRisk', sure: true },
  g: { status: 'onTrack', sure: true },
  b: { status: 'complete', sure: false },
  c: { status: 'complete', sure: false },
};

/** Reads "R", "A" or "G", which are statuses in a column of statuses alone; null for all else. */
export function statusLetterOf(text: string): StatusReading | null {
  return LETTERS[text.trim().toLowerCase()] ?? null;
}
