import type { SourceCell } from '../account/reading.js';
import type { OutlineLine } from '../header/outline-lines.js';

const POINT = /^\(?([a-z]|[ivx]{1,4})[.)]\s+(?=\S)/;
const NUMBERED = /^([A-Z]{0,3}-?\d{1,4})[.):]?\s+(?:[–—-]\s+)?(?=\S)/;
const ROMANS = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ');
const ANSWERS: ReadonlySet<OutlineLine['kind']> = new Set(['owner', 'status', 'deadline', 'update', 'label']);

/**
 * Numbered paragraphs ("4. Grit the hill roads first.") as recommendations where a document names none otherwise, and
 * lettered ones ("(a) …", "ii) …") below a recommendation as its requirements. Both only where something is said of each
 * by itself: lists within a text are a part of it.
 */
export function withPoints(cells: readonly SourceCell[], lines: readonly OutlineLine[]): readonly OutlineLine[] {
  const numbered = lines.some((line, index) => line.kind === 'recommendation' && cells[index]?.aside !== true)
    ? withSeriesWhole(cells, lines)
    : withNumbered(cells, lines);
  const found = [...numbered];
  let number: string | null = null;
  let points: Point[] = [];
  const close = (end: number) => {
    if (number !== null && areInOrder(points) && areAnswered(points, found, end))
      for (const { index, mark, label, rest } of points)
        found[index] = { kind: 'requirement', number: `${number}(${mark})`, label, rest };
    points = [];
  };
  for (const [index, line] of numbered.entries()) {
    if (line.kind === 'recommendation') {
      close(index);
      number = line.number;
    } else points.push(...pointAt(cells, numbered, index, POINT));
  }
  close(numbered.length);
  return found;
}

interface Point {
  readonly index: number;
  readonly mark: string;
  readonly label: string;
  readonly rest: string;
}

function pointAt(
  cells: readonly SourceCell[],
  lines: readonly OutlineLine[],
  index: number,
  pattern: RegExp,
): readonly Point[] {
  const cell = cells[index];
  const found = lines[index]?.kind === 'text' && cell !== undefined && !cell.aside ? pattern.exec(cell.text) : null;
  if (found === null || cell === undefined) return [];
  return [{ index, mark: found[1] ?? '', label: found[0], rest: cell.text.slice(found[0].length) }];
}

function withNumbered(cells: readonly SourceCell[], lines: readonly OutlineLine[]): readonly OutlineLine[] {
  const points = withoutYears(lines.flatMap((_, index) => pointAt(cells, lines, index, NUMBERED)));
  const figures = points.map(figureOf);
  const rises = figures.every((figure, at) => at === 0 || figure > (figures[at - 1] ?? 0));
  if (points.length < 2 || !rises || !areAnswered(points, lines, lines.length)) return lines;
  const found = [...lines];
  for (const { index, mark, label, rest } of points)
    found[index] = { kind: 'recommendation', number: mark, label, rest };
  return found;
}

/** A paragraph that opens with a year of these times is one of the series only where its neighbours are so numbered. */
function withoutYears(points: readonly Point[]): readonly Point[] {
  return points.filter((point, at) => {
    const figure = figureOf(point);
    if (figure < FIRST_YEAR || figure > LAST_YEAR || !/^\d/.test(point.mark)) return true;
    return [points[at - 1], points[at + 1]].some(
      (each) => each !== undefined && Math.abs(figureOf(each) - figure) === 1,
    );
  });
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

function figureOf({ mark }: Point): number {
  return Number(mark.replace(/\D/g, ''));
}

/** "4. Mend it." with an owner right below, next to "Recommendation 3" or "Recommendation 5", is one of them, and none of their words. */
function withSeriesWhole(cells: readonly SourceCell[], lines: readonly OutlineLine[]): readonly OutlineLine[] {
  const found = [...lines];
  const take = (indices: readonly number[], step: 1 | -1) => {
    let number: string | null = null;
    for (const index of indices) {
      const line = found[index];
      if (line?.kind === 'recommendation') number = line.number;
      const [point] = pointAt(cells, found, index, NUMBERED);
      const below = found[index + 1]?.kind;
      const isNext = point !== undefined && number !== null && point.mark === String(Number(number) + step);
      if (!isNext || (below !== 'owner' && below !== 'status' && below !== 'deadline')) continue;
      number = point.mark;
      found[index] = { kind: 'recommendation', number, label: point.label, rest: point.rest };
    }
  };
  const indices = [...lines.keys()];
  take(indices, 1);
  take(indices.toReversed(), -1);
  return found;
}

/** "a", "b", "c" or "i", "ii", "iii", none left out. */
function areInOrder(points: readonly Point[]): boolean {
  const letters = points.every(({ mark }, at) => mark === String.fromCharCode(97 + at));
  return points.length > 0 && (letters || points.every(({ mark }, at) => mark === ROMANS[at]));
}

/** Whether an owner, a status or a dated answer stands below each before the next. */
function areAnswered(points: readonly Point[], lines: readonly OutlineLine[], end: number): boolean {
  return points.every(({ index }, at) =>
    lines.slice(index + 1, points[at + 1]?.index ?? end).some(({ kind }) => ANSWERS.has(kind)),
  );
}
