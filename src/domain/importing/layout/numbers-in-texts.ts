import { isUnder, numberInColumn } from '../words/numbers.js';
import type { LineCells } from './numbering.js';

/** So many of the different texts of such a column begin with a number. */
const SHARE_OF_NUMBERED = 0.8;

const LABELLED =
  /^(?:recommendation|requirement|action|rec)\b\.?\s*(?:no\.?|number)?\s*[A-Z]{0,3}\d[\w.]*\s*[:.)–—-]?\s+(?=\S)/iu;
const NUMBERED =
  /^(?:[A-Z]{1,3}-?\d{1,4}|(?:\d{1,3}(?!\d)|(?!(?:19|20)\d\d(?!\d))\d{4})(?:\.\d{1,3})*)[a-z]?(?:\s*[:.)–—]\s+|\s+-\s+|\s+)(?=[“"'‘]?\p{Lu})/u;

/** A column of texts with the column of their numbers. */
const COLUMNS = [
  { text: 'recommendation', number: 'recommendationNumber' },
  { text: 'requirement', number: 'ownNumber' },
] as const;

/**
 * Rows with the numbers that stand at the beginning of their texts ("32 Ethical issues", "Recommendation 3: …") as
 * numbers, where the plan has no column for these, nearly every text begins so and no two texts with the same number.
 */
export function withNumbersApart<T extends { readonly cells: LineCells }>(rows: readonly T[]): readonly T[] {
  return COLUMNS.reduce((found, column) => withNumbersOf(column, found), rows);
}

function withNumbersOf<T extends { readonly cells: LineCells }>(
  { text, number }: (typeof COLUMNS)[number],
  rows: readonly T[],
): readonly T[] {
  if (text === 'recommendation' && areStems(rows)) {
    const given = rows.map((row): T => {
      const { recommendationNumber, ...rest } = row.cells;
      return {
        ...row,
        cells: recommendationNumber === undefined ? rest : { ...rest, ownNumber: recommendationNumber },
      };
    });
    return withNumbersOf({ text, number }, given);
  }
  if (rows.some(({ cells }) => cells[number] !== undefined)) return rows;
  const texts = new Set(rows.flatMap(({ cells }) => cells[text]?.text ?? []));
  const labels = [...texts].flatMap((each) => labelIn(each) ?? []);
  const numbers = new Set(labels.map((label) => numberInColumn(label)?.number));
  if (labels.length < 2 || labels.length < SHARE_OF_NUMBERED * texts.size || numbers.size < labels.length) return rows;
  return rows.map((row): T => {
    const cell = row.cells[text];
    const label = cell === undefined ? null : labelIn(cell.text);
    if (cell === undefined || label === null) return row;
    const [numberCell, rest] = [label.trim(), cell.text.slice(label.length)].map((part) => ({ ...cell, text: part }));
    return { ...row, cells: { ...row.cells, [number]: numberCell, [text]: rest } };
  });
}

/** Whether each text begins with the number under which the number beside it stands: "1. Inspect …" beside 1.2. */
function areStems(rows: readonly { readonly cells: LineCells }[]): boolean {
  return rows.every(({ cells }) => {
    const stem = numberInColumn(labelIn(cells.recommendation?.text ?? '') ?? '')?.number;
    const own = numberInColumn(cells.recommendationNumber?.text ?? '')?.number;
    return (
      stem !== undefined && own !== undefined && own !== stem && isUnder(own, stem) && cells.ownNumber === undefined
    );
  });
}

/** What stands before the text's own words; null where that is no number. */
function labelIn(text: string): string | null {
  const label = (LABELLED.exec(text) ?? NUMBERED.exec(text))?.[0];
  return label !== undefined && numberInColumn(label) !== null ? label : null;
}
