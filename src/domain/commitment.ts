import { createHash } from 'node:crypto';
import { addYears, differenceInCalendarDays, format, parseISO } from 'date-fns';
import { type CivilDate, longDate } from './civil-date.js';
import { type DatePrecision, datesIn, type PossibleDate } from './dates-in-text.js';
import { type Marker, markerAt, markersOf, type Sentence, sentencesOf } from './sentences.js';

/** A dated promise as found in an update. `start` and `length` count UTF-16 units of the update's text. */
export interface FoundCommitment {
  readonly start: number;
  readonly length: number;
  /** The sentence, or of a long one the clauses that hold the promise and its date. */
  readonly words: string;
  /** The last day that the words allow: a month means its last day. */
  readonly due: CivilDate;
  readonly precision: DatePrecision;
  /** `notBefore`: the words name the earliest day only, so the due day is one to ask on, not one that was promised. */
  readonly kind: 'promise' | 'notBefore';
}

/** Where a commitment stands. `late` has a new date in `due`; only a correction leads out of `done` and `withdrawn`. */
export type CommitmentState = 'open' | 'done' | 'late' | 'withdrawn';

/** A commitment as kept: found in one published update of one requirement, and followed until it is answered. */
export interface Commitment extends FoundCommitment {
  /** Opaque; the same words in the same update of the same requirement always give the same id. */
  readonly id: string;
  /** Requirement id. */
  readonly requirement: string;
  /** The date of the column that made the promise. */
  readonly column: CivilDate;
  /** The date first promised; `due` is the one in force. */
  readonly promised: CivilDate;
  readonly state: CommitmentState;
  /** Why it was withdrawn, else null. */
  readonly reason: string | null;
  /** The day of the last answer about it, or null. */
  readonly answeredOn: CivilDate | null;
}

/** What somebody says about a commitment. `reopened` takes back an answer given by mistake. */
export type CommitmentAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'late'; readonly due: CivilDate }
  | { readonly kind: 'withdrawn'; readonly reason: string }
  | { readonly kind: 'reopened' };

export type CommitmentOutcome =
  | { readonly kind: 'answered'; readonly commitment: Commitment }
  /** It already stands so: nothing to write. */
  | { readonly kind: 'already' }
  /** Something to mend, in plain English. */
  | { readonly kind: 'invalid'; readonly problem: string };

/** Sentences up to this length (UTF-16 units) are quoted whole. */
const WHOLE_SENTENCE = 220;
/** A month without a year that lies further back than this, after "will", is next year's. */
const STALE_DAYS = 92;

/**
 * The dated promises of one update: words that look ahead (will, is due, planned, timescale, by the end of)
 * with a date after the column's. Reports of the past, forecasts and "until …" are none.
 * Dates that hang on the same words give one commitment, due on the last of them.
 */
export function findCommitments(text: string, column: CivilDate): FoundCommitment[] {
  return sentencesOf(text).flatMap((sentence) => commitmentsOf(sentence, column));
}

interface Dated {
  readonly mention: PossibleDate;
  readonly marker: Marker | null;
  readonly last: CivilDate;
}

function commitmentsOf(sentence: Sentence, column: CivilDate): FoundCommitment[] {
  const mentions = datesIn(sentence.text, column);
  if (mentions.length === 0) return [];
  const markers = markersOf(sentence.text);
  const promises = mentions.flatMap((mention): Dated[] => {
    if (mention.kind === 'impossible') return [];
    const before = sentence.text.slice(0, mention.start);
    if (/\b(?:until|till|since|published|from \S+ to|up to)\s+(?:the\s+)?$/i.test(before)) return [];
    const marker = markerAt(markers, mention.start);
    // "Refreshed leaflets by August": no verb, or a mere participle, and yet a day to be done by.
    const dayToBeDoneBy = marker?.firm !== true && /\b(?:by|before)\s+$/i.test(before);
    const promised = dayToBeDoneBy || marker?.direction === 'ahead';
    const last = promised ? dueOf(mention, column) : mention.last;
    return promised && last > column ? [{ mention, marker, last }] : [];
  });
  const stated = promises.filter((each) => each.mention.yearFrom !== 'relative');
  const groups = new Map<number, Dated[]>();
  for (const each of stated.length > 0 ? stated : promises) {
    const key = each.marker?.start ?? -1;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => commitmentOf(sentence, group));
}

/** "Will open in January", written in June: the nearest January is past, so the next one is meant. */
function dueOf(mention: PossibleDate, column: CivilDate): CivilDate {
  if (mention.yearFrom !== 'nearest' || mention.last > column) return mention.last;
  if (differenceInCalendarDays(parseISO(column), parseISO(mention.last)) <= STALE_DAYS) return mention.last;
  return format(addYears(parseISO(mention.last), 1), 'yyyy-MM-dd') as CivilDate;
}

function commitmentOf(sentence: Sentence, group: readonly Dated[]): FoundCommitment {
  const latest = group.reduce((a, b) => (b.last > a.last ? b : a));
  const from = Math.min(...group.map((each) => Math.min(each.mention.start, each.marker?.start ?? each.mention.start)));
  const to = Math.max(...group.map((each) => Math.max(each.mention.start + each.mention.length, endOf(each.marker))));
  const { start, words } = quote(sentence, from, to);
  const notBefore = /\bnot (?:before|until)\b|\bno (?:earlier|sooner) than\b|\bat the earliest\b/i.test(
    sentence.text.slice(Math.max(0, latest.mention.start - 24), latest.mention.start + latest.mention.length + 16),
  );
  return {
    start,
    length: words.length,
    words,
    due: latest.last,
    precision: latest.mention.precision,
    kind: notBefore ? 'notBefore' : 'promise',
  };
}

function endOf(marker: Marker | null): number {
  return marker === null ? 0 : marker.start + marker.length;
}

/** The whole sentence, or its clauses between the commas around `from` and `to`. */
function quote(sentence: Sentence, from: number, to: number): { start: number; words: string } {
  if (sentence.text.length <= WHOLE_SENTENCE) return { start: sentence.start, words: sentence.text };
  const stops = [...sentence.text.matchAll(/[,;:•]\s+|\s[-–]\s/g)];
  const opening = stops.filter((stop) => stop.index + stop[0].length <= from).at(-1);
  const closing = stops.find((stop) => stop.index >= to);
  const first = opening === undefined ? 0 : opening.index + opening[0].length;
  const words = sentence.text.slice(first, closing?.index ?? sentence.text.length).trim();
  return { start: sentence.start + sentence.text.indexOf(words, first), words };
}

/** A found commitment, kept under its requirement and the column that made it. */
export function openCommitment(found: FoundCommitment, requirement: string, column: CivilDate): Commitment {
  const identity = [requirement, column, found.start, found.due, found.words].join('\u0000');
  return {
    ...found,
    id: createHash('sha256').update(identity).digest('hex').slice(0, 16),
    requirement,
    column,
    promised: found.due,
    state: 'open',
    reason: null,
    answeredOn: null,
  };
}

/** Whether nobody has yet said what became of it. */
function isOpen(commitment: Commitment): boolean {
  return commitment.state === 'open' || commitment.state === 'late';
}

/** The open ones whose day has come, earliest first: what a card asks about. */
export function commitmentsDue(commitments: readonly Commitment[], today: CivilDate): Commitment[] {
  return commitments
    .filter((each) => isOpen(each) && each.due <= today)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/**
 * Decides about one answer. Open and late commitments become done, late (again) or withdrawn; an answered one
 * takes another answer only after it was reopened. A new date must lie after today and after the one in force.
 */
export function answerCommitment(
  commitment: Commitment,
  answer: CommitmentAnswer,
  today: CivilDate,
): CommitmentOutcome {
  if (answer.kind === 'reopened') {
    if (isOpen(commitment)) return { kind: 'already' };
    const state = commitment.due > commitment.promised ? 'late' : 'open';
    return { kind: 'answered', commitment: { ...commitment, state, reason: null, answeredOn: today } };
  }
  if (commitment.state === answer.kind && (answer.kind !== 'late' || answer.due === commitment.due)) {
    return { kind: 'already' };
  }
  if (!isOpen(commitment)) return { kind: 'invalid', problem: 'This was already answered. Reopen it first.' };
  if (answer.kind === 'done') {
    return { kind: 'answered', commitment: { ...commitment, state: 'done', answeredOn: today } };
  }
  if (answer.kind === 'withdrawn') {
    const reason = answer.reason.trim();
    if (reason === '') return { kind: 'invalid', problem: 'Say in a few words why this will not be done.' };
    return { kind: 'answered', commitment: { ...commitment, state: 'withdrawn', reason, answeredOn: today } };
  }
  if (answer.due <= today) return { kind: 'invalid', problem: 'The new date must be after today.' };
  if (answer.due <= commitment.due) {
    return { kind: 'invalid', problem: `The new date must be after ${longDate(commitment.due)}.` };
  }
  return { kind: 'answered', commitment: { ...commitment, state: 'late', due: answer.due, answeredOn: today } };
}
