import { addYears, format, parseISO } from 'date-fns';
import { type CivilDate, daysBetween, longDate } from '../calendar/civil-date.js';
import { type DatePrecision, datesIn, type PossibleDate } from '../text/dates/dates-in-text.js';
import { type Marker, markerAt, markersOf, type Sentence, sentencesOf } from '../text/sentences.js';
import { sha256Of } from '../text/sha256.js';

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

/**
 * Where a commitment stands. `late` has a new date in `due`; only a correction leads out of `done` and `withdrawn`.
 * `superseded`: nobody had answered it when the text that made it was corrected, and the new words make it no more.
 */
export const COMMITMENT_STATES = ['open', 'done', 'late', 'withdrawn', 'superseded'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** A commitment as kept: found in an update of one requirement, and followed until it is answered. */
export interface Commitment extends FoundCommitment {
  /** Opaque; the same words with the same day, about the same requirement, always give the same id. */
  readonly id: string;
  /** Requirement id. */
  readonly requirement: string;
  /** The date of the first column that made the promise. */
  readonly column: CivilDate;
  /** The date first promised; `due` is the one in force. */
  readonly promised: CivilDate;
  /** The dates to which it was moved, oldest first; the last is in force. */
  readonly moves: readonly CivilDate[];
  readonly state: CommitmentState;
  /** Why it was withdrawn, else null. */
  readonly reason: string | null;
  /** The day of the last answer about it, or null. */
  readonly answeredOn: CivilDate | null;
  /** The cycle in which that answer was given; null between cycles. */
  readonly answeredIn: string | null;
  /** How often it was answered or an answer taken back: whoever answers says which of these they saw. */
  readonly version: number;
  /** The first column after the promise whose words speak of it, as far as the review can tell; null when none does. */
  readonly spokenOf: CivilDate | null;
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

/** Longest reason for withdrawing one, in UTF-16 units: a card's input takes no more. */
export const LONGEST_REASON = 500;
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

/** "On 2 April a walk takes place": the present tense of a day to come. */
const TIMETABLE = /\b(?:takes? place|(?:is|are) held|meets?|opens?|starts?|begins?)\b/i;

interface Dated {
  readonly mention: PossibleDate;
  readonly marker: Marker | null;
  readonly last: CivilDate;
}

/** Characters before a date in which the words that govern it are looked for. */
const JUST_BEFORE = 200;

function commitmentsOf(sentence: Sentence, column: CivilDate): FoundCommitment[] {
  const links = [...sentence.text.matchAll(/https?:\/\/\S+/gi)];
  // the date in the address of a page is nobody's promise
  const isInLink = ({ start }: { readonly start: number }) =>
    links.some((link) => link.index <= start && start < link.index + link[0].length);
  const mentions = datesIn(sentence.text, column).filter((mention) => !isInLink(mention));
  if (mentions.length === 0) return [];
  const markers = markersOf(sentence.text);
  const promises = mentions.flatMap((mention): Dated[] => {
    if (mention.kind === 'impossible') return [];
    const before = sentence.text.slice(Math.max(0, mention.start - JUST_BEFORE), mention.start);
    if (/\b(?:until|till|since|published|from \S+ to|up to)\s+(?:the\s+)?$/i.test(before)) return [];
    // What is looked back on lies behind, even where a year names its end.
    if (/\blook(?:s|ing)?\s+back\s+(?:at|on|over|to)\b[^,;:]*$/i.test(before)) return [];
    const marker = markerAt(markers, mention.start);
    // "Refreshed leaflets by August": no verb, or a mere participle, and yet a day to be done by.
    const dayToBeDoneBy = marker?.firm !== true && /\b(?:by|before)\s+$/i.test(before);
    const timetable =
      marker === null && mention.precision === 'day' && TIMETABLE.test(sentence.text.slice(mention.start));
    const promised = dayToBeDoneBy || timetable || marker?.direction === 'ahead';
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
  if (daysBetween(mention.last, column) <= STALE_DAYS) return mention.last;
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

/**
 * A found commitment, kept under its requirement and the column that made it. Its id is made of neither column nor
 * place: words that are copied from update to update are one promise, and stay so when words around them change.
 */
export function openCommitment(found: FoundCommitment, requirement: string, column: CivilDate): Commitment {
  return {
    ...found,
    id: sameWordsId(requirement, found.due, found.words),
    requirement,
    column,
    promised: found.due,
    moves: [],
    state: 'open',
    reason: null,
    answeredOn: null,
    answeredIn: null,
    version: 0,
    spokenOf: null,
  };
}

/** The id of what promises these words for this day: the same for the same words, wherever they stand. */
export function sameWordsId(requirement: string, promised: CivilDate, words: string): string {
  return sha256Of([requirement, promised, words].join('\u0000')).slice(0, 16);
}

/** Whether nobody has yet said what became of it. */
export function isUnanswered(commitment: Commitment): boolean {
  return commitment.state === 'open' || commitment.state === 'late';
}

/**
 * Decides about one answer. Open and late commitments become done, late (again) or withdrawn; an answered one
 * takes another answer only after it was reopened. A new date must lie after today and after the one in force.
 * `cycle`: the one in which the answer is given, null between cycles.
 */
export function answerCommitment(
  commitment: Commitment,
  answer: CommitmentAnswer,
  today: CivilDate,
  cycle: string | null = null,
): CommitmentOutcome {
  if (commitment.state === 'superseded') {
    return { kind: 'invalid', problem: 'The words that promised this were corrected, so there is nothing to answer.' };
  }
  const answered = { answeredOn: today, answeredIn: cycle, version: commitment.version + 1 };
  if (answer.kind === 'reopened') {
    if (isUnanswered(commitment)) return { kind: 'already' };
    return { kind: 'answered', commitment: takenBack(commitment) };
  }
  if (commitment.state === answer.kind && (answer.kind !== 'late' || answer.due === commitment.due)) {
    return { kind: 'already' };
  }
  if (!isUnanswered(commitment)) return invalid('This was already answered. Reopen it first.');
  if (answer.kind === 'done') return { kind: 'answered', commitment: { ...commitment, ...answered, state: 'done' } };
  if (answer.kind === 'withdrawn') {
    const reason = answer.reason.trim();
    if (reason === '') return invalid('Say in a few words why this will not be done.');
    if (reason.length > LONGEST_REASON) return invalid(`The reason is too long: at most ${LONGEST_REASON} characters.`);
    if (!reason.isWellFormed()) return invalid('The reason has a broken character in it. Please type it again.');
    return { kind: 'answered', commitment: { ...commitment, ...answered, state: 'withdrawn', reason } };
  }
  if (answer.due <= today) return invalid('The new date must be after today.');
  if (answer.due <= commitment.due) return invalid(`The new date must be after ${longDate(commitment.due)}.`);
  const moved = { due: answer.due, moves: [...commitment.moves, answer.due] };
  return { kind: 'answered', commitment: { ...commitment, ...answered, ...moved, state: 'late' } };
}

/** Without its last answer: open as it was before, or with the date before the last move. */
export function takenBack(commitment: Commitment): Commitment {
  const { promised, state, version } = commitment;
  const moves = state === 'late' ? commitment.moves.slice(0, -1) : commitment.moves;
  const before = { moves, due: moves.at(-1) ?? promised, state: moves.length > 0 ? 'late' : 'open' } as const;
  return { ...commitment, ...before, reason: null, answeredOn: null, answeredIn: null, version: version + 1 };
}

function invalid(problem: string): CommitmentOutcome {
  return { kind: 'invalid', problem };
}
