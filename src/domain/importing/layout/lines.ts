import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import { entriesOf, holdsEntries } from '../words/entries.js';
import { isUnder, numberInColumn } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import { inkOf } from '../words/words.js';
import type { AlignedRow } from './aligned-row.js';
import { knownTexts } from './known-texts.js';
import { type LineCells, type NumberedRow, numberedRows, sameText } from './numbering.js';
import { withNumbersApart } from './numbers-in-texts.js';

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
  readonly cells: LineCells;
  /** The recommendation's number as the source prints it in this row, or null. */
  readonly source: string | null;
  /** The heading over this row and others, or null. */
  readonly group: string | null;
  readonly updates: readonly { readonly column: CivilDate; readonly cell: SourceCell }[];
  /** Cells of updates of which nobody knows the date; `at` is their column, from 0. */
  readonly undated: readonly { readonly at: number; readonly cell: SourceCell }[];
  /** Nothing but a recommendation's number, text and deadline. */
  readonly bare: boolean;
  readonly aligned: AlignedRow;
}

const REQUIREMENT_SLOTS: readonly Slot['kind'][] = ['ownNumber', 'requirement', 'owner', 'status'];

/**
 * Gives each row its recommendation: the one that its own number names, wherever a page break left the row. Two rows with
 * different texts are two recommendations, whatever number they share or lack. `groupAt` is the heading over a line.
 */
export function planLines(
  rows: readonly AlignedRow[],
  groupAt: (line: number) => string | null,
  ledger: Ledger,
): PlanLine[] {
  const read = numberedRows(
    withNumbersApart(
      rows
        .map((each) => withoutDashes(each, ledger))
        .map((row) => ({
          row,
          cells: cellsBySlot(row, keyOf(row), ledger),
          group: groupAt(row.row.line),
        })),
    ),
  );
  const numbered = withThemes(read, ledger);
  const known = new Set(numbered.flatMap(({ printed, named }) => [printed, named].filter((each) => each !== null)));
  const expected = numbered.filter(({ own }) => own !== null).length * 2 > rows.length;
  const texts = knownTexts();
  const ours: { readonly row: AlignedRow; readonly number: string }[] = [];
  const lines: PlanLine[] = [];
  // The recommendation whose merged cells the rows below seem to stand in.
  let standing: string | null = null;
  for (const { row, cells, group, own, printed: number, named, source } of numbered) {
    const key = keyOf(row);
    const text = cells.recommendation?.text;
    const place: string | null = named ?? standing;
    let recommendation: string = place ?? '';
    let printed = number;
    if (
      text !== undefined &&
      (own === null
        ? isAnother(text, place, texts.byNumber)
        : isOwn({ cells, own, printed, place, text }, texts.byNumber))
    ) {
      const underPrinted = printed === null ? '' : `${printed} (`;
      const again = texts.numberOf(text, (each) => each.startsWith(underPrinted));
      recommendation = again ?? own ?? (printed === null ? nextFree(known) : numberedAgain(printed, known));
      if (again === undefined && own === null) {
        ours.push({ row, number: recommendation });
        if (printed !== null) askAboutTwins(row, printed, recommendation, ledger);
      }
      known.add(recommendation);
      standing = recommendation;
      printed = printed === null ? null : recommendation;
    }
    if (recommendation === '') {
      leaveRowOut(row, ledger);
      continue;
    }
    if (text !== undefined) texts.keep(printed ?? recommendation, text);
    askAboutNumber({ row, key, own, printed, standing, recommendation, expected }, ledger);
    placeNumbers(cells, key, ledger);
    const holder = [cells.recommendationNumber, cells.ownNumber].find(
      (cell) => source !== null && cell?.text.includes(source),
    );
    if (holder !== undefined && printed !== null && source !== null)
      ledger.mean(holder, source, `number of:${recommendation}`);
    standing = printed ?? standing;
    const updates = updatesOf(row);
    const undated = undatedOf(row);
    const bare =
      updates.length + undated.length === 0 && !REQUIREMENT_SLOTS.some((kind) => (cells[kind]?.text ?? '') !== '');
    lines.push({
      key,
      line: row.row.line,
      source,
      group,
      own,
      printed,
      recommendation,
      cells,
      updates,
      undated,
      bare,
      aligned: row,
    });
  }
  askAboutOurs(
    ours.filter(({ number }) => !number.includes(' (')),
    ledger,
  );
  return lines;
}

/** A row that only names rows which only name others is the heading over these. */
function withThemes(rows: readonly NumberedRow[], ledger: Ledger): readonly NumberedRow[] {
  let theme: { readonly number: string; readonly text: string } | null = null;
  return rows.flatMap((each, index): NumberedRow[] => {
    const { cells, printed, own, group } = each;
    const next = rows[index + 1];
    const { recommendation: heading, recommendationNumber: number } = cells;
    if (heading !== undefined && number !== undefined && isHead(each) && next !== undefined && isHead(next)) {
      if (next.printed !== printed && isUnder(next.printed ?? '', printed ?? '')) {
        theme = { number: printed ?? '', text: heading.text };
        ledger.place(heading, heading.text, `group:${heading.text}`);
        ledger.mean(number, number.text, `group:${heading.text}`);
        return [];
      }
    }
    const under = theme !== null && isUnder(own ?? printed ?? '', theme.number);
    return [under ? { ...each, group: group ?? theme?.text ?? null } : each];
  });
}

function isHead({ cells, printed }: NumberedRow): boolean {
  return printed !== null && cells.recommendation !== undefined && Object.keys(cells).length === 2;
}

/** A dash alone says that nothing is said, and a mark of repetition only what stands elsewhere. */
function withoutDashes(aligned: AlignedRow, ledger: Ledger): AlignedRow {
  if (!aligned.row.cells.some(isDash)) return aligned;
  const cells = aligned.row.cells.map((cell): SourceCell => {
    if (!isDash(cell)) return cell;
    ledger.leaveOut(cell);
    return { ...cell, text: '' };
  });
  return { ...aligned, row: { ...aligned.row, cells } };
}

function isDash({ text }: SourceCell): boolean {
  return /^(?:[–—-]{1,3}|["“”〃]|ditto)$/i.test(text);
}

/** Cells of dated entries as updates of their days; what stands there above the first date stays without one. */
export function withEntries(lines: readonly PlanLine[], ledger: Ledger): readonly PlanLine[] {
  const cellsIn = new Map<number, SourceCell[]>();
  for (const { at, cell } of lines.flatMap(({ undated }) => undated)) {
    const cells = cellsIn.get(at) ?? [];
    cells.push(cell);
    cellsIn.set(at, cells);
  }
  const logs = new Set([...cellsIn].flatMap(([at, cells]) => (holdsEntries(cells) ? [at] : [])));
  return lines.map((line): PlanLine => {
    if (!line.undated.some(({ at }) => logs.has(at))) return leaveUndatedOut(line, ledger);
    const updates = new Map(line.updates.map((each) => [each.column, each]));
    const undated = line.undated.flatMap(({ at, cell }) => {
      if (!logs.has(at)) return [{ at, cell }];
      const left: PlanLine['undated'][number][] = [];
      for (const { column, labels, parts, text } of entriesOf(cell.text)) {
        if (column === null) {
          left.push({ at, cell: { ...cell, text } });
          continue;
        }
        const before = updates.get(column);
        const both = [before?.cell.text ?? '', text].filter((each) => each !== '').join('\n');
        if (both === '') {
          // prepared for a day on which nothing is said yet
          for (const label of labels) ledger.leaveOut(cell, label);
          continue;
        }
        for (const label of labels) {
          ledger.mean(cell, label, `update:${line.key}:${column}`);
          ledger.mean(cell, label, `day of:${line.key}:${column}`);
        }
        const of = [...(before === undefined ? [] : [before.cell]), ...parts.map((part) => ({ ...cell, text: part }))];
        updates.set(column, { column, cell: { ...cell, text: both, ...(of.length > 1 ? { of } : {}) } });
      }
      return left;
    });
    return leaveUndatedOut({ ...line, updates: [...updates.values()], undated }, ledger);
  });
}

/** Updates without a date wait outside the plan until somebody names it. */
function leaveUndatedOut(line: PlanLine, ledger: Ledger): PlanLine {
  for (const { cell } of line.undated) ledger.leaveOut(cell);
  return line;
}

/** Whether a recommendation's text is not the one of the recommendation in whose place it stands. */
function isAnother(text: string, place: string | null, texts: ReadonlyMap<string, string>): boolean {
  const known = place === null ? undefined : texts.get(place);
  return place === null || (known !== undefined && !sameText(known, text));
}

/** Whether a row with a number of its own, one of several under one number, is a recommendation by its text. */
function isOwn(
  of: {
    readonly cells: LineCells;
    readonly own: string;
    readonly printed: string | null;
    readonly place: string | null;
    readonly text: string;
  },
  texts: ReadonlyMap<string, string>,
): boolean {
  const { cells, own, printed, place, text } = of;
  return printed === null && cells.requirement === undefined && !texts.has(own) && isAnother(text, place, texts);
}

function numberedAgain(printed: string, known: ReadonlySet<string>): string {
  let count = 2;
  while (known.has(`${printed} (${count})`)) count += 1;
  return `${printed} (${count})`;
}

function askAboutTwins(row: AlignedRow, printed: string, called: string, ledger: Ledger): void {
  ledger.ask(
    row.row.line,
    `=${called}`,
    `Another recommendation above has the number ${printed} and says something else. This one was called ${called}. Which number does it have?`,
  );
}

/** Once for all recommendations that got a number of ours. */
function askAboutOurs(ours: readonly { readonly row: AlignedRow; readonly number: string }[], ledger: Ledger): void {
  const [first] = ours;
  if (first === undefined) return;
  const numbers = ours.map(({ number }) => number);
  ledger.ask(
    first.row.row.line,
    ours.length === 1 ? keyOf(first.row) : null,
    ours.length === 1
      ? `The recommendation has no number. It was called ${numbers[0]}. Which number does it have?`
      : `${ours.length} recommendations have no number. They were called ${numbers.join(', ')}. Which numbers do they have?`,
  );
}

function keyOf({ row }: AlignedRow): string {
  return `line-${row.line}`;
}

interface RowWithNumbers {
  readonly row: AlignedRow;
  readonly key: string;
  readonly own: string | null;
  readonly printed: string | null;
  readonly standing: string | null;
  readonly recommendation: string;
  /** Most rows of this plan have a number of their own. */
  readonly expected: boolean;
}

function askAboutNumber(of: RowWithNumbers, ledger: Ledger): void {
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
    // the words before and after the number stand apart in the source
    const [before = '', ...after] = cell.text.split(number.number);
    const pieces = [before, after.join(number.number)];
    const apart = inkOf(pieces.join('')) === inkOf(number.spare);
    for (const piece of apart ? pieces : [number.spare]) ledger.leaveOut(cell, piece);
  }
}

/** The filled cells by meaning; what has none is left out and asked about. */
function cellsBySlot(row: AlignedRow, key: string, ledger: Ledger): LineCells {
  const cells: Partial<Record<Slot['kind'], SourceCell>> = {};
  for (const [index, cell] of row.row.cells.entries()) {
    const slot = row.slots[index];
    // a status may be told by a colour alone
    if (cell.text === '' && slot?.kind === 'status' && cell.fill !== undefined) cells.status = cell;
    if (cell.text === '' || slot?.kind === 'update' || slot?.kind === 'undated') continue;
    if (slot === undefined || slot.kind === 'blank') {
      ledger.leaveOut(cell);
      ledger.ask(
        row.row.line,
        key,
        `The cell in column ${cell.place.column} stands under no heading. It was left out. Where does it belong?`,
      );
    } else if (slot.kind === 'other') {
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

/** What is asked about a row that was left out as a whole. */
export const LEFT_OUT =
  'The row belongs to no recommendation: it has no number and none stands above it. It was left out.';

function leaveRowOut(row: AlignedRow, ledger: Ledger): void {
  const filled = row.row.cells.filter((cell, index) => {
    const kind = row.slots[index]?.kind;
    return cell.text !== '' && kind !== undefined && kind !== 'blank' && kind !== 'other';
  });
  if (filled.length === 0) return;
  for (const cell of filled) ledger.leaveOut(cell);
  ledger.ask(row.row.line, null, LEFT_OUT);
}

function nextFree(known: ReadonlySet<string>): string {
  let number = 1;
  while (known.has(String(number))) number += 1;
  return String(number);
}
