import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import { isUnder, knownNumbers, numberInColumn, recommendationOf } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import type { AlignedRow } from './alignment.js';

/** A row of the table with every filled cell under its meaning, and the recommendation that it belongs to. */
export interface PlanLine {
  /** Unique within the reading. */
  readonly key: string;
  readonly line: number;
  /** The requirement's own number as printed, or null. */
  readonly own: string | null;
  /** The number in the recommendation's cell of this very row, or null. */
  readonly printed: string | null;
  /** The number of the recommendation that it belongs to. */
  readonly recommendation: string;
  readonly cells: Readonly<Partial<Record<Slot['kind'], SourceCell>>>;
  readonly updates: readonly { readonly column: CivilDate; readonly cell: SourceCell }[];
  /** Cells of updates of which nobody knows the date; `at` is their column, from 0. */
  readonly undated: readonly { readonly at: number; readonly cell: SourceCell }[];
  /** Nothing but a recommendation's number, text and deadline. */
  readonly bare: boolean;
  readonly aligned: AlignedRow;
}

const REQUIREMENT_SLOTS: readonly Slot['kind'][] = ['ownNumber', 'requirement', 'owner', 'status'];

/** Gives each row its recommendation: the one that its own number names, wherever a page break left the row. */
export function planLines(rows: readonly AlignedRow[], ledger: Ledger): PlanLine[] {
  const known = knownNumbers(rows.flatMap((row) => numberAt(row, 'recommendationNumber') ?? []));
  const invented = new Set<string>();
  const numbered = rows.filter((row) => numberAt(row, 'ownNumber') !== null).length;
  const lines: PlanLine[] = [];
  // The recommendation whose merged cells the rows below seem to stand in.
  let standing: string | null = null;
  for (const row of rows) {
    const key = `line-${row.row.line}`;
    const cells = cellsBySlot(row, key, ledger);
    const printed = numberAt(row, 'recommendationNumber');
    const own = numberAt(row, 'ownNumber');
    const place = own === null ? (printed ?? standing) : recommendationOf(own, known);
    const recommendation: string =
      cells.recommendation !== undefined && place === null ? nextFree(known.numbers, invented) : (place ?? '');
    if (recommendation === '') {
      leaveRowOut(row, ledger);
      continue;
    }
    if (place === null) {
      invented.add(recommendation);
      standing = recommendation;
      ledger.ask(
        row.row.line,
        key,
        `The recommendation has no number. It was called ${recommendation}. Which number does it have?`,
      );
    }
    askAboutNumber({ row, key, own, printed, standing, recommendation, expected: numbered * 2 > rows.length }, ledger);
    placeNumbers(cells, key, ledger);
    standing = printed ?? standing;
    const updates = updatesOf(row);
    const undated = undatedOf(row);
    const bare = updates.length + undated.length === 0 && !REQUIREMENT_SLOTS.some((kind) => cells[kind] !== undefined);
    lines.push({ key, line: row.row.line, own, printed, recommendation, cells, updates, undated, bare, aligned: row });
  }
  return lines;
}

interface NumberedRow {
  readonly row: AlignedRow;
  readonly key: string;
  readonly own: string | null;
  readonly printed: string | null;
  readonly standing: string | null;
  readonly recommendation: string;
  /** Most rows of this plan have a number of their own. */
  readonly expected: boolean;
}

function askAboutNumber(of: NumberedRow, ledger: Ledger): void {
  const { own, printed, standing, recommendation, key } = of;
  const line = of.row.row.line;
  if (own === null) {
    const filled = of.row.row.cells.filter((cell) => cell.text !== '').length;
    if (of.expected && printed === null && filled > 0) {
      ledger.ask(
        line,
        key,
        `The row has no number. It was put under recommendation ${recommendation}, below which it stands. Is that right?`,
      );
    }
    return;
  }
  if (printed !== null && !isUnder(own, printed)) {
    ledger.ask(
      line,
      key,
      `The row's own number is ${own}, but the recommendation beside it is ${printed}. It was put under ${recommendation}. Is that right?`,
    );
  } else if (printed === null && standing !== null && standing !== recommendation) {
    ledger.ask(
      line,
      key,
      `The row's own number is ${own}, but it stands below recommendation ${standing}. It was put under ${recommendation}, as its number says. Is that right?`,
    );
  }
}

function placeNumbers(cells: PlanLine['cells'], key: string, ledger: Ledger): void {
  for (const [kind, place] of [
    ['ownNumber', `number:${key}`],
    ['recommendationNumber', `recommendation of:${key}`],
  ] as const) {
    const cell = cells[kind];
    const number = cell === undefined ? null : numberInColumn(cell.text);
    if (cell === undefined || number === null) continue;
    ledger.place(cell, number.number, place);
    ledger.leaveOut(cell, number.spare);
  }
}

/** The filled cells by meaning; what has none is left out and asked about. */
function cellsBySlot(row: AlignedRow, key: string, ledger: Ledger): PlanLine['cells'] {
  const cells: Partial<Record<Slot['kind'], SourceCell>> = {};
  for (const [index, cell] of row.row.cells.entries()) {
    const slot = row.slots[index];
    if (cell.text === '' || slot?.kind === 'update') continue;
    if (slot === undefined || slot.kind === 'blank') {
      ledger.leaveOut(cell);
      ledger.ask(
        row.row.line,
        key,
        `The cell in column ${cell.place.column} stands under no heading. It was left out. Where does it belong?`,
      );
    } else if (slot.kind === 'other' || slot.kind === 'undated') {
      ledger.leaveOut(cell);
    } else if (/number/i.test(slot.kind) && numberInColumn(cell.text) === null) {
      ledger.leaveOut(cell);
      ledger.ask(
        row.row.line,
        key,
        `A number was expected in column ${cell.place.column}, but the cell holds other words. They were left out.`,
      );
    } else {
      cells[slot.kind] = cell;
    }
  }
  return cells;
}

function updatesOf(row: AlignedRow): PlanLine['updates'] {
  return row.row.cells.flatMap((cell, index) => {
    const slot = row.slots[index];
    return slot?.kind === 'update' && cell.text !== '' ? [{ column: slot.column, cell }] : [];
  });
}

function undatedOf(row: AlignedRow): PlanLine['undated'] {
  return row.row.cells.flatMap((cell, index) => {
    const slot = row.slots[index];
    return slot?.kind === 'undated' && cell.text !== '' ? [{ at: slot.at, cell }] : [];
  });
}

function leaveRowOut(row: AlignedRow, ledger: Ledger): void {
  const filled = row.row.cells.filter((cell, index) => {
    const kind = row.slots[index]?.kind;
    return cell.text !== '' && kind !== undefined && kind !== 'blank' && kind !== 'other' && kind !== 'undated';
  });
  if (filled.length === 0) return;
  for (const cell of filled) ledger.leaveOut(cell);
  ledger.ask(
    row.row.line,
    null,
    'The row belongs to no recommendation: it has no number and none stands above it. It was left out.',
  );
}

function numberAt(row: AlignedRow, kind: Slot['kind']): string | null {
  const index = row.slots.findIndex((slot) => slot?.kind === kind);
  return numberInColumn(row.row.cells[index]?.text ?? '')?.number ?? null;
}

function nextFree(known: ReadonlySet<string>, invented: ReadonlySet<string>): string {
  let number = 1 + invented.size;
  while (known.has(String(number)) || invented.has(String(number))) number += 1;
  return String(number);
}
