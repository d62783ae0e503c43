import { longDate } from '../../../../domain/calendar/civil-date.js';
import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceRow,
} from '../../../../domain/importing/account/reading.js';
import { deadlineAtEnd } from './layout-parts.js';
import { type PrintedDeadline, spaced } from './layout-words.js';

/** The line that shows the way to an update in the annex: part of the layout, and no text of the plan. */
const TO_ANNEX = /(?<=\.)\nSee the annex: earlier updates to [^\n]+$/;

/** Below "continued" stands how the text begins, which its first row has whole; "as above" stood in older documents. */
const NUMBER = /^Recommendation ([^\n]+?)(, as above|, continued)?(?:\n([\s\S]*))?$/;

/**
 * A document with our wide table in which number, text and deadline of a recommendation stand in one cell, as one with
 * a column for each; null where there is none. Rows that were put in by hand keep their cell as the recommendation's
 * text, so that the table can also be read like any other.
 */
export function withColumnsApart(document: SourceDocument): SourceDocument | null {
  let found = false;
  const blocks = document.blocks.map((block): SourceBlock => {
    if (block.kind === 'text') return block;
    const head = block.rows.findIndex((row) => placesIn(row) !== null);
    const header = block.rows[head];
    const places = header === undefined ? null : placesIn(header);
    const numbered = (row: SourceRow) => NUMBER.test(row.cells[places?.recommendation ?? -1]?.text ?? '');
    if (places === null || !block.rows.slice(head + 1).some(numbered)) return block;
    found = true;
    const deadlines = new Map<string, PrintedDeadline>();
    return {
      ...block,
      rows: block.rows.map((row, at) => (at < head ? row : apart(row, places, at === head, deadlines))),
    };
  });
  return found ? { ...document, blocks } : null;
}

interface Places {
  readonly recommendation: number;
  readonly requirement: number;
}

function placesIn(row: SourceRow): Places | null {
  const titles = row.cells.map((cell) => spaced(cell.text));
  const [recommendation, requirement] = [titles.indexOf('Recommendation'), titles.indexOf('Evidence requirement')];
  return recommendation < 0 || requirement < 0 || titles.includes('Rec. no.') || !titles.includes('Ref')
    ? null
    : { recommendation, requirement };
}

const TITLES = ['Rec. no.', 'Recommendation', 'Deadline', 'Original deadline'];

/** `deadlines` are those of the recommendations above: the rows below the first one do not repeat them. */
function apart(
  row: SourceRow,
  { recommendation, requirement }: Places,
  header: boolean,
  deadlines: Map<string, PrintedDeadline>,
): SourceRow {
  const cells = row.cells.map((cell) => ({ ...cell, text: cell.text.replace(TO_ANNEX, '') }));
  const asked = cells[requirement];
  const own = asked === undefined || header ? null : deadlineAtEnd(asked.text.split('\n'));
  if (asked !== undefined && own !== null) {
    cells[requirement] = { ...asked, text: asked.text.split('\n').slice(0, own.from).join('\n') };
  }
  const cell = cells[recommendation];
  if (cell === undefined) return row;
  const [, number, above, words] = NUMBER.exec(cell.text) ?? [];
  const lines = (number === undefined ? cell.text : (words ?? '')).split('\n');
  const theirs = header ? null : deadlineAtEnd(lines);
  if (number !== undefined && theirs !== null) deadlines.set(number, theirs.printed);
  const printed = own?.printed ?? deadlines.get(number ?? '');
  const texts = header
    ? TITLES
    : [
        number ?? '',
        above === undefined ? (theirs === null ? lines : lines.slice(0, theirs.from)).join('\n') : '',
        printed === undefined ? '' : longDate(printed.date),
        printed === undefined ? '' : longDate(printed.original),
      ];
  const parts = texts.map((text, at): SourceCell => {
    const column = (cell.place.column ?? recommendation + 1) + at / 10;
    return { ...cell, place: { ...cell.place, column }, text };
  });
  return { ...row, cells: [...cells.slice(0, recommendation), ...parts, ...cells.slice(recommendation + 1)] };
}
