import { type Stretch, stretchesOf } from './stretches.js';

/** One sentence of a text, never longer than a stretch. */
export type Sentence = Stretch;

/** Words before a full stop that does not end a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|inc|incl|no|nos|st|mr|mrs|ms|dr|prof|rev|sgt|insp|supt|det|rec|recs|sec|para|fig|ltd|jan|feb|mar|apr|aug|sept?|oct|nov|dec|[A-Z])\.$/i;

/** A run of full stops is tried from its first one only: tried from each, a long run costs its square. */
const END = /(?<![.!?])[.!?]+["'”’)\]]*(?=\s+(?:["'“‘[•]|\d|[A-Z]))|\n+|\s(?=•)/g;

/**
 * The sentences of an update: they end with a full stop before a capital, with a line, or before a bullet.
 * A bracket after a full stop still belongs to the sentence before it. Empty ones are left out, outer white space too.
 * What goes on for longer than a stretch is cut like one.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const close = (to: number) => {
    for (const { start, text: piece } of stretchesOf(text.slice(from, to))) {
      const trimmed = piece.trim();
      if (trimmed !== '') sentences.push({ start: from + start + piece.indexOf(trimmed), text: trimmed });
    }
    from = to;
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATION.test(text.slice(Math.max(0, end - 8), end))) continue;
    close(end);
  }
  close(text.length);
  return sentences;
}

/** Which way a word looks: to work ahead, to something done, or to a forecast that nobody promises. */
export type Direction = 'ahead' | 'back' | 'forecast';

export interface Marker {
  readonly direction: Direction;
  /** False for a bare participle, which may also describe: "refreshed leaflets". */
  readonly firm: boolean;
  /** From the start of the sentence. */
  readonly start: number;
  readonly length: number;
}

const AFTER_DUE =
  '(?:by|in|on|for|at|early|mid|late|before|end|the end|\\d|[A-Z][a-z]+ (?:\\d|$)|to (?:be|take|start|commence|launch|begin|go|complete|finish|report|open|close|land|follow|meet|return|roll|move|become|conclude|publish|resume|run|deliver|present))';
const AHEAD = new RegExp(
  [
    "\\b(?:will|shall|won['’]t)(?! (?:not )?have been\\b)\\b",
    '(?<!\\b(?:continues?|continued|continuing|found|proved?|shown|appears?|seems?|considered|believed|thought|said|known) )\\bto be\\b',
    `\\bdue(?: ${AFTER_DUE})`,
    '\\bdue\\b(?=[\\s:(]+\\d)',
    '\\b(?:planned|plans?(?= to\\b)|planning(?= to\\b)|scheduled|expected|expects?|anticipated?|anticipates|proposed|intends?|intended|aims?|aiming|hopes?|hoping|seeking|looking)(?: to| for)?\\b',
    '\\bgoing to\\b|\\bby the end of\\b|\\btime(?:scale|line|frame|table)s?\\b|\\b(?:target|completion|delivery|launch|start|review|go[- ]live) dates?\\b',
    '\\blikely\\b(?! to have)|\\bbooked\\b|\\bawait(?:s|ing|ed)?\\b|\\bpending\\b|\\boutstanding\\b|\\bimminent(?:ly)?\\b|\\bupcoming\\b|\\bforthcoming\\b',
    '\\bnext steps?\\b|\\bto (?:follow|commence|start|begin|take place|go live)\\b',
    // The present tense of a timetable: "the course starts on 3 May".
    '\\b(?:starts|commences|begins|opens|launches|takes place|goes live|start|commence|begin|open|take place|go live) (?:on|in|from)(?: the)? (?:\\d|spring|summer|autumn|winter|new year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|20\\d\\d)',
    // "To review the form" as a whole sentence is a plan; "met to review the form" is not.
    '(?:^|[:•] ?)to (?:launch|complete|finish|report|deliver|return|roll out|agree|publish|present|review|develop|introduce|write)\\b',
    '\\bnot before\\b|\\bno (?:earlier|sooner) than\\b|\\bnot until\\b|\\bat the earliest\\b',
    '\\b(?:requires?|needs?) (?:to|review|further|reviewing|updating)\\b|\\bremains? to\\b|\\byet to\\b|\\b(?:still )?ha(?:s|ve) to be\\b',
  ].join('|'),
  'gi',
);

const BACK_STRONG =
  /(?<!\b(?:will|to|should|shall|may|might|could|would|can|must) (?:also |now |then )?)\b(?:was|were|has|have|had|did|took|went|began|gave|sent|met|ran|saw|spoke|told|heard|came|left|won|brought|wrote|grew|fell|rose|sat|since|taken place|gone live)\b/gi;
const BACK_WEAK = /\b(?:[a-z]{2,}ed|held|made|built|taught|written|given|shown|set up|begun|undertaken)\b/gi;
const NOT_BACK =
  /^(?:need|needed|required|agreed|embed|speed|indeed|proceed|exceed|succeed|feed|seed|based|related|dedicated|detailed|supposed|planned|scheduled|expected|anticipated|proposed|intended|booked|awaited|forecasted|projected|continued|increased|improved|targeted|named|interested|skilled|experienced|united|limited|red|bed|led)$/i;
const FORECAST = /\bforecast(?:s|ed)?\b|\bproject(?:ed|ions?)\b|\bpredict(?:s|ed|ions?)\b/gi;

const CLAUSE_START = /[,;(]| [-–] /g;

/** The last of a rising list that stands before an offset; the offsets asked for must rise too. */
function lastBefore<T>(rising: readonly T[], startOf: (each: T) => number): (offset: number) => T | null {
  let next = 0;
  let last: T | null = null;
  return (offset) => {
    for (let each = rising[next]; each !== undefined && startOf(each) < offset; each = rising[next]) {
      last = each;
      next += 1;
    }
    return last;
  };
}

/** The words of one sentence that show which way it looks, in order. */
export function markersOf(sentence: string): Marker[] {
  const found = (pattern: RegExp, direction: Direction, firm = true): Marker[] =>
    [...sentence.matchAll(pattern)].map((match) => ({ direction, firm, start: match.index, length: match[0].length }));
  const ahead = found(AHEAD, 'ahead');
  const strong = found(BACK_STRONG, 'back');
  // "Will be reviewed and updated": a participle looks back only when nothing ahead of it in its clause looks forward.
  const firm = [...ahead, ...strong].sort((a, b) => a.start - b.start);
  const clauses = [...sentence.matchAll(CLAUSE_START)].map((match) => match.index);
  const leadingAt = lastBefore(firm, (marker) => marker.start);
  const clauseAt = lastBefore(clauses, (start) => start);
  const weak = found(BACK_WEAK, 'back', false).filter(({ start, length }) => {
    const leading = leadingAt(start);
    const clause = clauseAt(start) ?? 0;
    if (NOT_BACK.test(sentence.slice(start, start + length))) return false;
    return leading === null || leading.start < clause || leading.direction !== 'ahead';
  });
  return [...ahead, ...strong, ...weak, ...found(FORECAST, 'forecast')].sort((a, b) => a.start - b.start);
}

/** The marker that governs what stands at `offset`: the nearest one before it, else the first after it. `markers` rise. */
export function markerAt(markers: readonly Marker[], offset: number): Marker | null {
  let [from, to] = [0, markers.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((markers[middle]?.start ?? 0) < offset) from = middle + 1;
    else to = middle;
  }
  return markers[from - 1] ?? markers[0] ?? null;
}

/** The first sentence of a text that speaks of work still to come, with or without a date; null where none does. */
export function sentenceAhead(text: string): string | null {
  const isAhead = (each: Sentence) => markersOf(each.text).some(({ direction }) => direction === 'ahead');
  return sentencesOf(text).find(isAhead)?.text ?? null;
}

/** Whether a text speaks of work still to come. */
export function looksAhead(text: string): boolean {
  return sentenceAhead(text) !== null;
}
