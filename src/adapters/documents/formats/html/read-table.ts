import type { SourceRow } from '../../../../domain/importing/account/reading.js';
import { headingOf } from '../../../../domain/importing/words/headings.js';
import { colourName, colourOfClass } from '../text/colours.js';
import { type GridCell, type GridRow, WIDEST } from '../text/table-grid.js';
import { attributeOf, type HtmlElement, isElement, isHidden, textOfHtml } from './read-text.js';

/** The rows of a table without those of tables inside it. */
export function rowElements(table: HtmlElement): HtmlElement[] {
  return table.childNodes.flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.tagName === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowElements(child) : [];
  });
}

/** Which rows of a table, counted from 0, the page does not show. */
export function hiddenRows(table: HtmlElement): number[] {
  const shown = (element: HtmlElement, around: boolean): boolean[] =>
    element.childNodes.flatMap((child) => {
      if (!isElement(child)) return [];
      const hidden = around || isHidden(child);
      if (child.tagName === 'tr') return [hidden];
      return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? shown(child, hidden) : [];
    });
  return shown(table, false).flatMap((hidden, index) => (hidden ? [index] : []));
}

export function cellElements(row: HtmlElement): HtmlElement[] {
  return row.childNodes.filter(
    (child): child is HtmlElement => isElement(child) && /^t[dh]$/.test(child.tagName) && !isGone(child),
  );
}

/** Takes no place in its row; what is only invisible keeps its own. */
function isGone(cell: HtmlElement): boolean {
  return isHidden(cell) && !/visibility\s*:\s*hidden/i.test(attributeOf(cell, 'style') ?? '');
}

/** Whether a table only puts a page in place: it says so, or it holds another table in rows of one or two cells. */
export function isLayout(table: HtmlElement): boolean {
  const role = attributeOf(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  const rows = rowElements(table);
  const narrow = rows.every((row) => cellElements(row).length <= 2);
  return narrow && rows.some((row) => cellElements(row).some((cell) => holdsTable(cell)));
}

/** The rows of a table of data, with what their cells say of columns and rows that they take. */
export function gridRowsOf(table: HtmlElement, number: number, firstLine: number): GridRow[] {
  const rows = rowElements(table);
  return rows.map((row, index) => ({
    line: firstLine + index,
    where: `table ${number}, row ${index + 1}`,
    before: 0,
    cells: cellElements(row).map((cell): GridCell => {
      const down = spanOf(cell, 'rowspan', rows.length - index);
      return {
        text: isHidden(cell) ? '' : textOfHtml(cell.childNodes),
        fill: fillOf(cell),
        across: spanOf(cell, 'colspan', WIDEST),
        // "0" means all rows that are left (HTML Living Standard, 4.9.11).
        down: down === 0 ? rows.length - index : down,
      };
    }),
  }));
}

/** A list of terms as rows of two cells: what is named, and what is said of it. */
export function termRows(list: HtmlElement, firstLine: number): SourceRow[] {
  const rows: SourceRow[] = [];
  const items = list.childNodes.flatMap((child) => {
    if (!isElement(child)) return [];
    return child.tagName === 'div' ? child.childNodes.filter(isElement) : [child];
  });
  let term = '';
  for (const item of items) {
    const text = textOfHtml([item]);
    if (item.tagName === 'dt') {
      if (term !== '') rows.push(termRow([term], firstLine + rows.length));
      term = text;
    } else {
      if (term !== '' || text !== '') rows.push(termRow([term, text], firstLine + rows.length));
      term = '';
    }
  }
  if (term !== '') rows.push(termRow([term], firstLine + rows.length));
  return rows;
}

/** A box of nothing but a label and its value, each in its own element, as such a row; null for any other element. */
export function pairRow({ tagName, childNodes }: HtmlElement, line: number): SourceRow | null {
  if (tagName !== 'div') return null;
  const filled = childNodes.filter((child) => isElement(child) || ('value' in child && child.value.trim() !== ''));
  const [label, value] = filled.flatMap((child) => (isElement(child) && PARTS.has(child.tagName) ? [child] : []));
  if (filled.length !== 2 || label === undefined || value === undefined) return null;
  const [name, said] = [textOfHtml([label]), textOfHtml([value])];
  return headingOf(name)?.share === 1 && said !== '' ? termRow([name, said], line) : null;
}

/** What stands in a line, and may hold one of the two. */
const PARTS: ReadonlySet<string> = new Set(['span', 'strong', 'b']);

function termRow(texts: readonly string[], line: number): SourceRow {
  const cells = texts.map((text, index) => {
    return { place: { line, column: index + 1, where: `paragraph ${line} of the page` }, raw: text, text };
  });
  return { line, cells };
}

function spanOf(cell: HtmlElement, name: 'rowspan' | 'colspan', most: number): number {
  const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  if (!Number.isFinite(value) || value < 0) return 1;
  return Math.min(name === 'colspan' ? Math.max(1, value) : value, most);
}

/** The colour of a cell's ground, or, where it has no words, of what stands in it. */
function fillOf(element: HtmlElement): string | null {
  const style = attributeOf(element, 'style') ?? '';
  const ground = /background(?:-color)?\s*:\s*([^;!]+)/i.exec(style)?.[1] ?? attributeOf(element, 'bgcolor');
  const own = (ground == null ? null : colourName(ground)) ?? colourOfClass(attributeOf(element, 'class') ?? '');
  if (own !== null || textOfHtml(element.childNodes) !== '') return own;
  const inner = element.childNodes.flatMap((child) => (isElement(child) ? (fillOf(child) ?? []) : []));
  return inner[0] ?? null;
}

function holdsTable(element: HtmlElement): boolean {
  return element.childNodes.some((child) => isElement(child) && (child.tagName === 'table' || holdsTable(child)));
}
