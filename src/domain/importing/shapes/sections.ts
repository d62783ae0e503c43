import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { isHeaderRow, sameHeadings } from '../header/header.js';
import { type OutlineLine, outlineLine } from '../header/outline-lines.js';
import { headingOf } from '../words/headings.js';
import { numberCellOf, numberInColumn, stemOf } from '../words/numbers.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

/** A recommendation given by a heading, with the paragraphs below it and the tables that follow. */
interface Section {
  /** Null where only the rows below say it. */
  readonly number: string | null;
  /** "Recommendation 7:" and "By 27 March 2031, …" are more than a number: such a heading is sure. */
  readonly named: boolean;
  readonly heading: SourceCell;
  readonly label: string;
  /** The paragraphs that give the recommendation's text. */
  readonly text: SourceCell[];
  readonly tables: Rows[];
}

/**
 * Plans with a table under the heading of each recommendation, as one table in which the headings are the first two
 * columns, or the first, where each table says in its one row what is recommended. Other tables are not taken, and
 * headings that are a bare number only if there are several. Other documents are given back as they are.
 */
export function sectionsAsColumns(given: SourceDocument): SourceDocument {
  const parted = given.blocks.map((block) => (block.kind === 'rows' ? partedAtTitles(block) : [block]));
  const document = { ...given, blocks: parted.flat() };
  const sections = sectionsOf(document).filter(({ tables }) => tables.length > 0);
  const [first] = sections;
  const head = first?.tables[0]?.rows.find(isHeaderRow);
  if (first === undefined || head === undefined) return given;
  if (sections.length < 2 && !sections.every(({ named }) => named)) return given;
  const fits = (table: Rows) => table.rows.some((row) => isHeaderRow(row) && sameHeadings(row, head));
  const width = first.tables.some((table) => lackOf(table) === 'number') ? 1 : 2;
  if (!sections.every(({ tables }) => tables.every(fits))) return given;
  const rows: SourceRow[] = [];
  const labels: SourceCell[] = [];
  for (const section of sections) {
    if (section.label !== '') labels.push({ ...section.heading, text: section.label.trim(), label: true });
    let text = section.text;
    for (const row of section.tables.flatMap((table) => table.rows)) {
      if (row !== head && isHeaderRow(row)) {
        labels.push(...row.cells.filter(({ raw }) => raw !== '').map((cell): SourceCell => ({ ...cell, label: true })));
        continue;
      }
      rows.push({
        ...row,
        cells: [
          ...(row === head ? headings(row.line) : beginning(row.line, numberOf(section), section.heading, text)).slice(
            0,
            width,
          ),
          ...row.cells,
        ],
      });
      if (row !== head) text = [];
    }
  }
  const used = new Set<SourceBlock | SourceCell>(
    sections.flatMap(({ heading, text, tables }) => [heading, ...text, ...tables]),
  );
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    if (block === first.tables[0])
      return [
        { ...block, rows },
        { kind: 'text', paragraphs: labels },
      ];
    if (used.has(block)) return [];
    return block.kind === 'text'
      ? [{ ...block, paragraphs: block.paragraphs.filter((each) => !used.has(each)) }]
      : [block];
  });
  return { ...document, blocks: blocks.filter((block) => block.kind === 'rows' || block.paragraphs.length > 0) };
}

function headings(line: number): SourceCell[] {
  return ['Recommendation number', 'Recommendation'].map((text, index) => ({
    place: { line: line - 0.25, column: index + 1 },
    raw: '',
    text,
    label: true,
  }));
}

/** The two cells that the section's heading gives to a row; the text only to the first. */
function beginning(line: number, number: string, heading: SourceCell, text: readonly SourceCell[]): SourceCell[] {
  const words = text.map((part) => part.text).join('\n');
  const [part] = text;
  return [
    {
      place: { line },
      raw: number,
      text: number,
      of: heading.text.includes(number) ? [{ ...heading, text: number }] : [],
    },
    { place: part?.place ?? { line }, raw: words, text: words, of: text },
  ];
}

/** What the section's heading prints, else what its rows' own numbers stand under: 7 above 7.1 and 7.2. */
function numberOf({ number, tables }: Section): string {
  if (number !== null) return number;
  const stems = tables.flatMap(({ rows }) => {
    const head = rows.find(isHeaderRow);
    const at = head?.cells.findIndex(({ text }) => NUMBERS.has(headingOf(text)?.role)) ?? -1;
    return rows.flatMap((row) => {
      const own = row === head ? null : (numberCellOf(row.cells[at]?.text ?? '')?.number ?? null);
      return own === null ? [] : [stemOf(own) ?? own];
    });
  });
  const [only, ...others] = new Set(stems);
  return only !== undefined && others.length === 0 ? only : '';
}

const NUMBERS: ReadonlySet<string | undefined> = new Set(['recommendationNumber', 'requirementNumber', 'number']);

function sectionsOf(document: SourceDocument): Section[] {
  const sections: Section[] = [];
  for (const [index, block] of document.blocks.entries()) {
    const section = sections.at(-1);
    if (block.kind === 'rows') {
      const lack = lackOf(block);
      const title = lack === 'recommendation' ? titleAbove(document.blocks[index - 1], section) : null;
      const own = title === null ? null : { number: null, named: false, heading: title, label: '', text: [title] };
      if (own !== null && numberOf({ ...own, tables: [block] }) !== '') {
        sections.push({ ...own, tables: [block] });
        continue;
      }
      if (section === undefined) continue;
      const named = section.number !== null && section.text.length === 0 && section.tables.length === 0;
      if (lack === 'recommendation' || (lack === 'number' && named)) section.tables.push(block);
      continue;
    }
    for (const paragraph of block.paragraphs) {
      if (paragraph.aside || paragraph.label) continue;
      const line = headingLine(paragraph);
      const open = sections.at(-1);
      if (line.kind === 'recommendation' && (line.number !== null || paragraph.level !== undefined)) {
        const rest = line.rest.trim();
        const text = rest === '' ? [] : [{ ...paragraph, text: rest }];
        const named = line.number === null || /^rec/i.test(line.label);
        sections.push({ number: line.number, named, heading: paragraph, label: line.label, text, tables: [] });
      } else if (open !== undefined && open.tables.length === 0 && paragraph.level === undefined) {
        open.text.push(paragraph);
      }
    }
  }
  return sections;
}

/** A heading right above a table, which only its rows can number; null where a section has begun there. */
function titleAbove(block: SourceBlock | undefined, section: Section | undefined): SourceCell | null {
  if (block?.kind !== 'text') return null;
  const title = block.paragraphs.at(-1);
  if (title === undefined || (title.level ?? 0) < 1 || title.aside || title.label) return null;
  return section !== undefined && block.paragraphs.includes(section.heading) ? null : title;
}

/** "AFI 1" alone in a heading is a number too. */
function headingLine(paragraph: SourceCell): OutlineLine {
  const number = paragraph.level === undefined ? null : numberInColumn(paragraph.text);
  const line = outlineLine(paragraph);
  if (line.kind === 'recommendation' || number === null) return line;
  return { kind: 'recommendation', number: number.number, label: paragraph.text, rest: '' };
}

/**
 * A table with the title of each recommendation in a row of its own across all columns, parted there: each part has
 * the headings of the whole.
 */
function partedAtTitles(table: Rows): SourceBlock[] {
  const head = table.rows.find(isHeaderRow);
  if (head === undefined || lackOf(table) !== 'recommendation') return [table];
  const from = table.rows.indexOf(head);
  const blocks: SourceBlock[] = [];
  let rows: SourceRow[] = [];
  let titles = 0;
  const close = () => {
    const first = !blocks.some((block) => block.kind === 'rows');
    const [begin] = rows;
    if (begin !== undefined) blocks.push({ ...table, rows: [first ? head : repeated(head, begin.line), ...rows] });
    rows = [];
  };
  for (const row of table.rows.slice(from + 1)) {
    const title = titleIn(row);
    if (title === null) rows.push(row);
    else {
      close();
      blocks.push({ kind: 'text', paragraphs: [title] });
      titles += 1;
    }
  }
  close();
  if (titles === 0) return [table];
  return from === 0 ? blocks : [{ ...table, rows: table.rows.slice(0, from) }, ...blocks];
}

/** The only words of a row, where they name a recommendation. */
function titleIn({ cells }: SourceRow): SourceCell | null {
  const [title, ...others] = cells.filter((cell) => cell.text !== '' && cell.spanned !== true);
  if (title === undefined || others.length > 0) return null;
  const line = outlineLine(title);
  return line.kind === 'recommendation' && line.number !== null && line.label !== '' ? title : null;
}

/** The headings again over a part of the table; no words of the source. */
function repeated({ cells }: SourceRow, line: number): SourceRow {
  return { line: line - 0.5, cells: cells.map((cell) => ({ ...cell, raw: '' })) };
}

/**
 * What a table of requirements does not say: which recommendation it is, or, of the only one that it holds, the number.
 * Null where nothing is lacking, or it is no such table.
 */
function lackOf({ rows }: Rows): 'recommendation' | 'number' | null {
  const roles = rows.find(isHeaderRow)?.cells.map((cell) => headingOf(cell.text)?.role) ?? [];
  const owned = roles.includes('owner') && (roles.includes('deadline') || roles.includes('status'));
  if (!roles.includes('update') && !owned) return null;
  if (roles.includes('recommendation'))
    return rows.length === 2 && !roles.some((role) => NUMBERS.has(role)) ? 'number' : null;
  return roles.includes('requirement') || roles.includes('requirementNumber') ? 'recommendation' : null;
}
