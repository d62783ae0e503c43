import type { SourceBlock, SourceCell, SourceDocument, SourceNote, SourceRow } from '../account/reading.js';
import { isHeaderRow, isStrangeHeaderRow, sameHeadings } from '../header/header.js';
import { dayIn, headingOf } from '../words/headings.js';
import { wordsOf } from '../words/words.js';
import { underOneHeading } from './under-one-heading.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

/** Formats whose tables are tables of the file itself; in text files a blank line is all that parts them. */
const WITH_TABLES = new Set(['docx', 'xlsx', 'html']);

/**
 * Prepares a document with several tables: the one with the most dated columns and rows is the plan; tables with other
 * headings, and on other sheets or in tables too narrow to be a page of it, are set aside and asked about once each.
 * Headings in two rows become one. Of a text file only tables whose own headings show that they are none of the plan are.
 */
export function arrange(document: SourceDocument): SourceDocument {
  const tables = WITH_TABLES.has(document.format);
  const blocks = tables ? underOneHeading(document.blocks.flatMap(withOneHeading)) : document.blocks;
  const plan = planHeading(blocks);
  if (plan === null) return tables ? { ...document, blocks } : document;
  const notes: SourceNote[] = [...(document.notes ?? [])];
  let passed = false;
  const arranged = blocks.flatMap((block): SourceBlock[] => {
    if (block.kind === 'text') return [block];
    const known = block.rows.find(isHeaderRow);
    const strange = known === undefined ? block.rows.slice(0, ROWS_ABOVE).find(isStrangeHeaderRow) : undefined;
    if (!tables && strange === undefined) {
      passed ||= known === plan.row;
      return [block];
    }
    const heading = known ?? strange;
    const own = heading !== undefined && sameHeadings(heading, plan.row);
    passed ||= own;
    if (own || (heading === undefined && (!passed || isPage(block, plan)))) return [block];
    const [first] = block.rows;
    if (first !== undefined && passed) {
      const where = first.cells[0]?.place.where?.replace(/, (?:row|cell|column) .*$/, '') ?? `line ${first.line}`;
      const what = `Another table (${where}) has other headings than the plan's, or none that fit. It was left out. Does it belong to the plan?`;
      notes.push({ kind: 'question', line: first.line, what });
    }
    // Rows above a heading of another kind may still say whose plan it is.
    const from = heading === undefined || passed ? 0 : block.rows.indexOf(heading);
    return parted(block, from, block.rows.length);
  });
  return { ...document, blocks: arranged, notes };
}

/** So many rows from its top a table may have above its headings, these included. */
const ROWS_ABOVE = 3;

interface PlanHeading {
  readonly row: SourceRow;
  readonly sheet: string | undefined;
}

/** The row of headings that says most: dated columns, then the number of columns that are known, then rows below. */
function planHeading(blocks: readonly SourceBlock[]): PlanHeading | null {
  let best: (PlanHeading & { readonly score: number }) | null = null;
  for (const block of blocks) {
    if (block.kind === 'text') continue;
    const row = block.rows.find(isHeaderRow);
    if (row === undefined) continue;
    const headings = row.cells.flatMap((cell) => headingOf(cell.text) ?? []);
    const dated = headings.filter(({ role, date }) => role === 'update' && date.kind !== 'none').length;
    const known = headings.filter(({ role }) => role !== 'unknown').length;
    const score = 20 * dated + 5 * known + Math.min(4, block.rows.length / 4);
    if (best === null || score > best.score) best = { row, sheet: block.sheet, score };
  }
  return best;
}

/** Whether rows without headings can be a page of the plan. */
function isPage(block: Rows, plan: PlanHeading): boolean {
  const width = (row: SourceRow) => row.cells.findLastIndex((cell) => cell.text !== '') + 1;
  const widest = block.rows.reduce((most, row) => Math.max(most, width(row)), 0);
  return block.sheet === plan.sheet && widest >= Math.min(3, width(plan.row));
}

/**
 * Headings in two rows ("Updates" over the dates, merged to the right) as the lower one, in which the cells merged
 * downwards stand already; what only the upper one says stands above as text.
 */
function withOneHeading(block: SourceBlock): SourceBlock[] {
  if (block.kind === 'text') return [block];
  const themed = withHeadingOverThemes(block);
  if (themed !== null) return [themed];
  const dated = withDatesAbove(block) ?? withGroupsAbove(block);
  if (dated !== null) return dated;
  const at = block.rows.findIndex((row, index) => {
    const below = block.rows[index + 1];
    if (below === undefined || !isHeaderRow(below) || sameHeadings(row, below) || isHeaded(block, index)) return false;
    return row.cells.some((cell) => cell.text !== '') && below.cells.some((cell) => cell.spanned === true);
  });
  if (at < 0) return [block];
  const named = block.rows.map((row, index) => (index === at + 1 ? withNamesAbove(row, block.rows[at]) : row));
  return parted({ ...block, rows: named }, at, at + 1);
}

/** Bare days below "RAG" are those of ratings: what the heading over several of them says stands before each. */
function withNamesAbove(below: SourceRow, above: SourceRow | undefined): SourceRow {
  let name: SourceCell | undefined;
  const cells = below.cells.map((cell, column): SourceCell => {
    const over = above?.cells[column];
    if (over !== undefined && over.text !== '') name = over;
    const bare = headingOf(cell.text);
    if (
      name === undefined ||
      headingOf(name.text)?.role !== 'status' ||
      dayIn(bare) === null ||
      bare?.role !== 'update'
    )
      return cell;
    return { ...cell, text: `${name.text} ${cell.text}`, of: [cell] };
  });
  return { ...below, cells };
}

/** The headings above the first theme ("Theme 1: …" in a row of its own), as they stand above the others. */
function withHeadingOverThemes(block: Rows): Rows | null {
  const at = block.rows.findIndex((_, index) => index > 0 && isHeaderRow(block.rows[index] as SourceRow));
  const [theme, heading] = [block.rows[at - 1], block.rows[at]];
  const begin = theme === undefined ? null : themeOf(theme);
  if (theme === undefined || heading === undefined || begin === null) return null;
  if (!block.rows.slice(at + 1).some((row) => themeOf(row) === begin)) return null;
  const first = { ...heading, line: theme.line - 0.5 };
  return { ...block, rows: [...block.rows.slice(0, at - 1), first, theme, ...block.rows.slice(at + 1)] };
}

/** How the only words of a row begin: themes are all called so. */
function themeOf({ cells }: SourceRow): string | null {
  const [only, ...others] = cells.filter((cell) => cell.text !== '');
  return only === undefined || others.length > 0 ? null : (wordsOf(only.text)[0] ?? null);
}

/** Days in a row of their own over headings that only say "Update", as the headings of these; the rest stands above as text. */
function withDatesAbove(block: Rows): SourceBlock[] | null {
  const at = block.rows.findIndex((row, index) => {
    const below = block.rows[index + 1];
    return (
      below !== undefined &&
      isHeaderRow(below) &&
      !isHeaded(block, index) &&
      row.cells.some((cell, column) => dates(cell, below.cells[column]))
    );
  });
  const [above, below] = [block.rows[at], block.rows[at + 1]];
  if (above === undefined || below === undefined) return null;
  const cells = below.cells.map((cell, column): SourceCell => {
    const day = above.cells[column];
    return day !== undefined && dates(day, cell)
      ? { ...cell, text: `${cell.text} ${day.text}`, of: [cell, day] }
      : cell;
  });
  const rest = above.cells.map((cell, column): SourceCell => {
    return dates(cell, below.cells[column]) ? { ...cell, label: true } : { ...cell, aside: true };
  });
  const rows = (kept: readonly SourceRow[]): SourceBlock[] => (kept.length === 0 ? [] : [{ ...block, rows: kept }]);
  return [
    ...rows(block.rows.slice(0, at)),
    { kind: 'text', paragraphs: rest.filter(({ text }) => text !== '') },
    ...rows([{ ...below, cells }, ...block.rows.slice(at + 2)]),
  ];
}

/**
 * Headings that stand over several days ("Progress", "RAG") as the beginning of each of these, where they tell days
 * apart that are the same.
 */
function withGroupsAbove(block: Rows): SourceBlock[] | null {
  const at = block.rows.findIndex((row, index) => {
    const days = row.cells.flatMap(({ text }) => (isOnlyDay(text) ? [text] : []));
    return index > 0 && new Set(days).size < days.length;
  });
  const [above, below] = [block.rows[at - 1], block.rows[at]];
  if (above === undefined || below === undefined) return null;
  let group: SourceCell | undefined;
  const cells = below.cells.map((cell, column): SourceCell => {
    const over = above.cells[column];
    if (over !== undefined && over.text !== '') group = over;
    return group === undefined || !isOnlyDay(cell.text)
      ? cell
      : { ...cell, text: `${group.text} ${cell.text}`, of: [group, cell] };
  });
  const heading = { ...below, cells };
  if (!isHeaderRow(heading)) return null;
  const paragraphs = above.cells.flatMap((cell): SourceCell[] => (cell.text === '' ? [] : [{ ...cell, label: true }]));
  const rest = [heading, ...block.rows.slice(at + 1)];
  const before = block.rows.slice(0, at - 1);
  return [
    ...(before.length === 0 ? [] : [{ ...block, rows: before }]),
    { kind: 'text', paragraphs },
    { ...block, rows: rest },
  ];
}

function isOnlyDay(text: string): boolean {
  const heading = headingOf(text);
  return dayIn(heading) !== null && wordsOf(text.replace(/\d/g, '')).length <= 1;
}

/** Whether headings stand above a row: then it is one of the table, though the headings come again below it. */
function isHeaded({ rows }: Rows, index: number): boolean {
  return rows.slice(0, index).some(isHeaderRow);
}

function dates(above: SourceCell, below: SourceCell | undefined): boolean {
  const heading = below === undefined ? null : headingOf(below.text);
  // a year over quarters is merged over all of them, and the year of none
  if (below !== undefined && /\bq[1-4]\b|\bquarter\b/i.test(below.text) && ONLY_YEAR.test(above.text)) return false;
  return dayIn(headingOf(above.text)) !== null && heading?.role === 'update' && heading.date.kind === 'none';
}

const ONLY_YEAR = /^(?:progress|updates?|year|financial year|fy)?\s*20\d{2}(?:\s?[/–-]\s?\d{2,4})?$/i;

/** The words of a row; a cell without any gives its colour to what stands beside it, as in a legend. */
function withGrounds({ cells }: SourceRow): readonly SourceCell[] {
  return cells.flatMap((cell, at) => {
    const before = cells[at - 1];
    const fill = cell.fill ?? (before?.text === '' ? before.fill : undefined);
    return cell.text === '' ? [] : [fill === undefined ? cell : { ...cell, fill }];
  });
}

/** A table in whose place the rows from one to before another are text, without a question. */
function parted(block: Rows, from: number, to: number): SourceBlock[] {
  const words = block.rows.slice(from, to).flatMap(withGrounds);
  const rows = (kept: readonly SourceRow[]): SourceBlock[] => (kept.length === 0 ? [] : [{ ...block, rows: kept }]);
  const paragraphs = words.map((cell): SourceCell => ({ ...cell, aside: true }));
  return [...rows(block.rows.slice(0, from)), { kind: 'text', paragraphs }, ...rows(block.rows.slice(to))];
}
