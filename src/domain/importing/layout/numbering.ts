import type { SourceCell } from '../account/reading.js';
import { isUnder, type KnownNumbers, knownNumbers, numberInColumn, recommendationOf } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import { inkOf, sameWords } from '../words/words.js';
import type { AlignedRow } from './aligned-row.js';

/** The filled cells of a row by their meaning. */
export type LineCells = Readonly<Partial<Record<Slot['kind'], SourceCell>>>;

/** A row with its numbers as the plan calls them. */
export interface NumberedRow {
  readonly row: AlignedRow;
  readonly cells: LineCells;
  readonly group: string | null;
  /** The requirement's own number, or null. */
  readonly own: string | null;
  /** The recommendation's number in this row, or null. */
  readonly printed: string | null;
  /** The recommendation that the own number names, or the printed one; null where neither is there. */
  readonly named: string | null;
  /** The same as the source prints it. */
  readonly source: string | null;
}

type ReadRow = Omit<NumberedRow, 'named' | 'source'>;

/** Letters for the points of a recommendation: "a", "iv". */
const POINT = /^(?:[a-z]|x{0,3}(?:ix|iv|v?i{1,3}))$/;

/**
 * The numbers of each row. Points with a letter ("a)") belong to the number above them; a row that only names what its
 * numbered rows below are about is a recommendation; numbers that begin again under another heading are told apart by it.
 */
export function numberedRows(
  rows: readonly { readonly row: AlignedRow; readonly cells: LineCells; readonly group: string | null }[],
): readonly NumberedRow[] {
  const read = withHeads(withPoints(rows));
  const known = knownNumbers(read.flatMap(({ printed }) => printed ?? []));
  const again = numbersThatBeginAgain(read, known);
  return read.map(({ own, printed, ...rest }): NumberedRow => {
    const called = (number: string | null) =>
      number !== null && rest.group !== null && again.has(number) ? `${number} (${rest.group})` : number;
    const named = own === null ? printed : recommendationOf(own, known);
    return { ...rest, own: called(own), printed: called(printed), named: called(named), source: named };
  });
}

function withPoints(
  rows: readonly { readonly row: AlignedRow; readonly cells: LineCells; readonly group: string | null }[],
): ReadRow[] {
  let above: string | null = null;
  return rows.map(({ row, cells, group }): ReadRow => {
    const printed = numberIn(cells.recommendationNumber);
    const own = numberIn(cells.ownNumber);
    const point = own ?? printed;
    // the recommendation's number beside a point is the one above it
    if (own !== null && printed !== null && /\d/.test(printed)) above = printed;
    if (point !== null && POINT.test(point) && above !== null) {
      const { recommendationNumber, recommendation, ...rest } = cells;
      if (own !== null) return { row, cells, group, own: `${above}(${own})`, printed };
      const asRequirement: LineCells = {
        ...rest,
        ...(recommendationNumber === undefined ? {} : { ownNumber: recommendationNumber }),
        ...(recommendation === undefined
          ? {}
          : cells.requirement === undefined
            ? { requirement: recommendation }
            : { recommendation }),
      };
      return { row, cells: asRequirement, group, own: `${above}(${point})`, printed: null };
    }
    const number = printed ?? own;
    if (number !== null) above = /\d/.test(number) ? number : null;
    return { row, cells, group, own, printed };
  });
}

/** "1.1 Reach people before they lose a home" above 1.1.1 and 1.1.2 is what these are about. */
function withHeads(rows: readonly ReadRow[]): readonly ReadRow[] {
  // the next number of its own below each row
  const next: (string | null)[] = [];
  for (let index = rows.length - 1; index >= 0; index -= 1)
    next[index] = rows[index + 1]?.own ?? next[index + 1] ?? null;
  return rows.map((each, index) => {
    const { cells, own, printed } = each;
    const { ownNumber, requirement, ...rest } = cells;
    const below = next[index] ?? null;
    const alone = Object.keys(rest).length === 0 && printed === null && !saysMore(each.row);
    if (own === null || below === null || !alone || below === own || !isUnder(below, own)) return each;
    if (ownNumber === undefined || requirement === undefined) return each;
    const head = { recommendationNumber: ownNumber, recommendation: requirement };
    return { ...each, cells: head, own: null, printed: own };
  });
}

function saysMore({ row, slots }: AlignedRow): boolean {
  return row.cells.some(
    ({ text }, index) =>
      text !== '' && (slots[index]?.kind ?? 'blank') !== 'ownNumber' && slots[index]?.kind !== 'requirement',
  );
}

/** Numbers that stand under several headings for different texts. */
function numbersThatBeginAgain(rows: readonly ReadRow[], known: KnownNumbers): ReadonlySet<string> {
  const uses = new Map<string, { readonly group: string; readonly text: string }[]>();
  for (const { group, own, printed, cells } of rows) {
    if (group === null) continue;
    const text = inkOf((cells.recommendation ?? cells.requirement)?.text ?? '');
    const numbers = new Set([own, printed, own === null ? null : recommendationOf(own, known)]);
    for (const number of numbers) {
      if (number === null) continue;
      const before = uses.get(number) ?? [];
      before.push({ group, text });
      uses.set(number, before);
    }
  }
  const again = [...uses].filter(
    ([, list]) => new Set(list.map(({ group }) => group)).size > 1 && new Set(list.map(({ text }) => text)).size > 1,
  );
  return new Set(again.map(([number]) => number));
}

/** Two texts that say the same. */
export function sameText(one: string, other: string): boolean {
  return inkOf(one) === inkOf(other) || sameWords(one, other);
}

function numberIn(cell: SourceCell | undefined): string | null {
  return numberInColumn(cell?.text ?? '')?.number ?? null;
}
