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
  offTrack: ['red', 'behind schedule', 'behind', 'delayed', 'not on track', 'missed'],
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

/** Reads the words of a status cell; null when they fit no known status. */
export function statusOf(text: string): StatusReading | null {
  return READINGS.get(wordsOf(text).join(' ')) ?? null;
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
