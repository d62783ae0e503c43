import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import type { Deadline, DeadlineMove } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import type { PlanLine } from '../layout/lines.js';
import { deadlineIn, formerDate, plainDate, serialDay, unmoved } from '../words/deadline-words.js';

/** Deadlines of recommendations by number, and of the requirements that have another by line key. */
export interface Deadlines {
  readonly recommendations: ReadonlyMap<string, Deadline>;
  readonly requirements: ReadonlyMap<string, Deadline>;
}

/** A recommendation as far as deadlines need it. */
interface Dated {
  readonly number: string;
  readonly text: SourceCell | null;
  readonly lines: readonly PlanLine[];
}

/**
 * Deadlines come from their own columns where the plan has them, else from the recommendation's words; a row without one
 * has none. `near` is any date of the plan.
 */
export function readDeadlines(recommendations: readonly Dated[], near: CivilDate, ledger: Ledger): Deadlines {
  const ofRecommendations = new Map<string, Deadline>();
  const ofRequirements = new Map<string, Deadline>();
  for (const { number, text, lines } of recommendations) {
    const printed = new Map(lines.flatMap((line) => entry(line.key, columnDeadline(line, near, ledger))));
    const common = commonTo(lines, printed) ?? wordsDeadline(number, text, near, ledger);
    if (common !== null) ofRecommendations.set(number, common);
    for (const line of common === null ? [] : lines) {
      const cell = line.cells.deadline ?? line.cells.originalDeadline;
      if (cell !== undefined && printed.has(line.key)) ledger.mean(cell, cell.text, `deadline of:${number}`);
    }
    for (const line of lines) {
      const own = printed.get(line.key) ?? requirementDeadline(line, near, ledger);
      if (own !== null && JSON.stringify(own) !== JSON.stringify(common)) ofRequirements.set(line.key, own);
    }
  }
  return { recommendations: ofRecommendations, requirements: ofRequirements };
}

function wordsDeadline(number: string, text: SourceCell | null, near: CivilDate, ledger: Ledger): Deadline | null {
  if (text === null) return null;
  const { deadline, words: said, others, impossible } = deadlineIn(text.text, near);
  if (deadline !== null) ledger.mean(text, said, `deadline of:${number}`);
  const line = text.place.line;
  for (const words of impossible) {
    ledger.ask(line, `=${number}`, `The text names "${words}", which is not a day of the calendar. What was meant?`);
  }
  if (others.length > 0) {
    const taken =
      deadline === null ? 'No deadline was taken from it' : `${longDate(deadline.date)} was taken as the deadline`;
    const list = others.map((words) => `"${words}"`).join(', ');
    ledger.ask(line, `=${number}`, `${taken}. The text also names ${list}. Is that a deadline, and of what?`);
  }
  return deadline;
}

function requirementDeadline(line: PlanLine, near: CivilDate, ledger: Ledger): Deadline | null {
  const cell = line.cells.requirement;
  if (cell === undefined) return null;
  const { deadline, words } = deadlineIn(cell.text, near);
  if (deadline !== null) {
    ledger.mean(cell, words, `deadline:${line.key}`);
    ledger.ask(
      line.line,
      line.key,
      `Its text names ${longDate(deadline.date)}, which was taken as its own deadline. Is that right?`,
    );
  }
  return deadline;
}

function columnDeadline(line: PlanLine, near: CivilDate, ledger: Ledger): Deadline | null {
  const date = dateCell(line.cells.deadline, line, near, ledger);
  const original =
    dateCell(line.cells.originalDeadline, line, near, ledger) ??
    (date === null ? null : formerDate(line.cells.deadline?.text ?? '', near));
  const moves = movesIn(line.cells.deadlineMoves, line, near, ledger);
  const inForce = date ?? original;
  if (inForce === null) return null;
  const cells = [
    [line.cells.deadline, date],
    [line.cells.originalDeadline, original],
  ] as const;
  for (const [cell, read] of cells) {
    if (cell !== undefined && read !== null) {
      ledger.mean(cell, cell.text, `deadline:${line.key}:${read}`);
      ledger.mean(cell, cell.text, `deadline:${line.key}`);
    }
  }
  if (original === null || original === inForce || moves.length > 0 || line.cells.deadlineMoves !== undefined) {
    return { ...unmoved(inForce), original: original ?? inForce, moves };
  }
  // An original and a revised date are a move of which the source says no more.
  const unsaid = 'not stated in the source';
  return {
    date: inForce,
    original,
    moves: [{ from: original, to: inForce, agreedBy: unsaid, reason: unsaid, on: near }],
  };
}

/** The one date of a cell; null when the cell is empty, or says something else, which is then left out and asked. */
function dateCell(cell: SourceCell | undefined, line: PlanLine, near: CivilDate, ledger: Ledger): CivilDate | null {
  if (cell === undefined) return null;
  const date = plainDate(cell.text, near);
  if (date !== null) return date;
  const serial = serialDay(cell.text);
  if (serial !== null) {
    ledger.ask(
      line.line,
      line.key,
      `The deadline in column ${cell.place.column} is a number of days, as spreadsheets keep dates. It was read as such. Is each of these dates right?`,
    );
    return serial;
  }
  ledger.leaveOut(cell);
  ledger.ask(
    line.line,
    line.key,
    `The deadline in column ${cell.place.column} is not one plain date. It was left out. Which date is meant?`,
  );
  return null;
}

const MOVE = /^Moved from (.+?) to (.+?), agreed by (.+) on (\d{1,2} \p{L}+ \d{4}): (.*)$/u;

/** Moves as our own csv prints them, a line each. */
function movesIn(cell: SourceCell | undefined, line: PlanLine, near: CivilDate, ledger: Ledger): DeadlineMove[] {
  if (cell === undefined) return [];
  const day = (words: string | undefined) => {
    const [mention] = datesIn(words ?? '', near);
    return mention?.kind === 'date' ? mention.last : null;
  };
  const moves = cell.text.split('\n').map((words): DeadlineMove | null => {
    const found = MOVE.exec(words);
    const [from, to, on] = [day(found?.[1]), day(found?.[2]), day(found?.[4])];
    if (found === null || from === null || to === null || on === null) return null;
    return { from, to, agreedBy: found[3] ?? '', reason: found[5] ?? '', on };
  });
  if (moves.every((move) => move !== null)) {
    ledger.mean(cell, cell.text, `moves:${line.key}:${moves.length}`);
    return moves;
  }
  ledger.leaveOut(cell);
  ledger.ask(line.line, line.key, 'How the deadline moved could not be read. It was left out.');
  return [];
}

/** The recommendation's own deadline: printed in a row that is nothing else, in all of these alike; none is taken from a neighbour. */
function commonTo(lines: readonly PlanLine[], printed: ReadonlyMap<string, Deadline>): Deadline | null {
  const bare = lines.flatMap((line) => (line.bare ? (printed.get(line.key) ?? []) : []));
  const rows = lines.filter((line) => !line.bare);
  if (bare.length === 0 && rows.some(({ cells }) => cells.requirement !== undefined)) return null;
  const [first, ...others] = bare.length > 0 ? bare : rows.map(({ key }) => printed.get(key) ?? null);
  if (first == null) return null;
  return others.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : null;
}

function entry(key: string, deadline: Deadline | null): [string, Deadline][] {
  return deadline === null ? [] : [[key, deadline]];
}
