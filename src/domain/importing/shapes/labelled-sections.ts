import { civilDate, longDate } from '../../calendar/civil-date.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { isHeaderRow } from '../header/header.js';
import { datedLine } from '../words/dated-line.js';
import { plainDate } from '../words/deadline-words.js';
import { type Heading, headingOf } from '../words/headings.js';
import type { HeadingRole } from '../words/vocabulary.js';
import { wordsOf } from '../words/words.js';
import { outlineOf } from './outline.js';
import { strangeLabel, strangeLabels } from './strange-labels.js';

/** What is said under one name: "Lead officer", "Progress since the last report", a day. */
interface Field {
  readonly name: string;
  readonly heading: string;
  readonly role: HeadingRole;
  readonly parts: SourceCell[];
}

interface Section {
  readonly number: SourceCell;
  readonly level: number;
  /** "Recommendation 7" is more than a number. */
  readonly titled: boolean;
  readonly text: SourceCell[];
  /** A row each: a name that comes again begins the next. */
  readonly rows: Field[][];
}

/** In so many of the sections something must be said under two names. */
const SHARE_OF_SECTIONS = 0.6;
const LONGEST_LABEL = 60;
const ANY_DAY = civilDate('2025-01-01');
/** A value of these ends with its line; text after it is not a part of it. */
const OF_ONE_LINE: ReadonlySet<HeadingRole> = new Set(['owner', 'status', 'deadline', 'priority', 'percentage']);

/**
 * Plans that give each recommendation a heading of its own, and below it what is said of it under names that come again
 * (subheadings, "Label: value", a small table of facts, days), as one table with these names as headings. Null where a
 * document is none.
 */
export function labelledSectionsAsTable(document: SourceDocument): SourceDocument | null {
  const paragraphs = document.blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : []));
  const read = outlineOf(paragraphs);
  const lines = new Map(read.map((line, index) => [paragraphs[index], line]));
  const strange = strangeLabels(paragraphs, read);
  const sections: Section[] = [];
  const labels: SourceCell[] = [];
  const loose: SourceCell[] = [];
  let inside = false;
  for (const block of document.blocks) {
    const section = inside ? sections.at(-1) : undefined;
    if (block.kind === 'rows') {
      if (section === undefined) continue;
      const facts = factsOf(block.rows);
      if (facts === null) return null;
      for (const { label, value } of facts) {
        labels.push({ ...label, label: true });
        add(section, fieldOf(label.text, value === null ? [] : [value]));
      }
      continue;
    }
    for (const cell of block.paragraphs) {
      const open = inside ? sections.at(-1) : undefined;
      const line = cell.aside || cell.label ? null : (lines.get(cell) ?? null);
      // requirements with numbers of their own are told by their lines, not by names
      if (open !== undefined && line?.kind === 'requirement') return null;
      if (line?.kind === 'recommendation' && line.number !== null && isName(cell, line, sections)) {
        inside = true;
        labels.push({ ...cell, text: line.label.trim(), label: true });
        const rest = line.rest.trim();
        const text = rest === '' ? [] : [{ ...cell, text: rest }];
        const titled = /^rec/i.test(line.label);
        sections.push({ number: { ...cell, text: line.number }, level: cell.level ?? 9, titled, text, rows: [] });
      } else if (open === undefined) continue;
      else if (cell.label || cell.aside) (cell.label ? labels : loose).push(cell);
      else if (cell.level !== undefined && cell.level <= open.level) {
        inside = false;
        loose.push(cell);
      } else put(cell, open, { labels, loose, strange });
    }
  }
  for (const section of sections) takeWhatWasSaid(section, loose);
  const named = sections.filter(({ rows, text, titled }) =>
    rows.some((row) => new Set(row.map(({ role }) => role)).size > (titled && text.length > 0 ? 0 : 1)),
  );
  if (sections.length < 2 || named.length < SHARE_OF_SECTIONS * sections.length) return null;
  const first = sections[0]?.number.place.line ?? 1;
  const names = new Map(sections.flatMap(({ rows }) => rows.flat().map(({ name, heading }) => [name, heading])));
  const used = new Set([...labels, ...loose].map(({ place }) => place.line));
  const above = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.filter(({ place }) => place.line < first) }
        : { ...block, rows: block.rows.filter(({ line }) => line < first) },
  );
  const after = afterSections(document, sections, used);
  const rows = [headingRow(first - 0.5, sections, names), ...sections.flatMap((each) => rowsOf(each, sections, names))];
  const blocks: SourceBlock[] = [
    ...above,
    { kind: 'rows', rows, laid: true },
    { kind: 'text', paragraphs: [...labels, ...loose, ...after] },
  ];
  return {
    ...document,
    blocks: blocks.filter((block) => (block.kind === 'rows' ? block.rows : block.paragraphs).length > 0),
  };
}

/** Where a subheading says what is recommended, the heading above it has only a title. */
function takeWhatWasSaid(section: Section, loose: SourceCell[]): void {
  const row = section.rows.find((fields) =>
    fields.some(({ role, parts }) => role === 'recommendation' && parts.length > 0),
  );
  const at = row?.findIndex(({ role, parts }) => role === 'recommendation' && parts.length > 0) ?? -1;
  if (row === undefined || section.text.length === 0) return;
  loose.push(...section.text.splice(0));
  section.text.push(...row.splice(at, 1).flatMap(({ parts }) => parts));
}

/** "Recommendation 7", a heading that begins with its number, or "8." where the section above is 7. */
function isName(cell: SourceCell, { label, number }: NumberedLine, sections: readonly Section[]): boolean {
  const isNext = number !== null && followsOn(number, sections.at(-1)?.number.text);
  return cell.level !== undefined || /^rec/i.test(label) || isNext;
}

/** "8" behind 7 and "R2" behind R1; the first of all is a 1. */
function followsOn(number: string, before: string | undefined): boolean {
  const [own, last] = [number, before ?? number.replace(/\d+$/, '0')].map((each) => /^(.*?)(\d+)$/.exec(each));
  return own?.[1] === last?.[1] && Number(own?.[2]) === Number(last?.[2]) + 1;
}

interface NumberedLine {
  readonly label: string;
  readonly number: string | null;
}

/** Where paragraphs go that are no text of a section, and labels that are names though nobody knows them. */
interface Around {
  readonly labels: SourceCell[];
  readonly loose: SourceCell[];
  readonly strange: ReadonlySet<string>;
}

/** Puts a paragraph where it belongs: a name, a named value, words of an answer, or of the recommendation. */
function put(cell: SourceCell, section: Section, { labels, loose, strange }: Around): void {
  const named = (length: number, field: Field) => {
    labels.push({ ...cell, text: cell.text.slice(0, length).trim(), label: true });
    const rest = cell.text.slice(length).trim();
    if (rest !== '') field.parts.push({ ...cell, text: rest });
    add(section, field);
  };
  const open = section.rows.at(-1)?.at(-1);
  if (open?.role === 'deadline' && open.parts.length === 0 && plainDate(cell.text, ANY_DAY) !== null) {
    open.parts.push(cell);
    return;
  }
  const dated = datedLine(cell.text, true);
  if (dated !== null) {
    const heading = `Update ${longDate(dated.column)}`;
    named(dated.label.length, { name: dated.column, heading, role: 'update', parts: [] });
    return;
  }
  const label = /^([^:\n]{2,60}):\s*/.exec(cell.text) ?? /^(due) (?:by )?(?=\d)/i.exec(cell.text);
  const heading = headingOf(label?.[1] ?? cell.text);
  const whole = label === null || label[0].length === cell.text.length;
  const isNamed =
    isKnown(heading) && (!whole || cell.level !== undefined || (heading.share === 1 && !/[.!?]$/.test(cell.text)));
  const isStrange = section.rows.length === 0 && strange.has(strangeLabel(cell));
  if ((isNamed || isStrange) && (!whole || cell.text.length <= LONGEST_LABEL))
    named(label?.[0].length ?? cell.text.length, fieldOf(label?.[1] ?? cell.text, []));
  else if (cell.level !== undefined) named(cell.text.length, fieldOf(cell.text, []));
  else {
    const field = section.rows.at(-1)?.at(-1);
    if (field === undefined) section.text.push(cell);
    else if (OF_ONE_LINE.has(field.role) && field.parts.length > 0) loose.push(cell);
    else field.parts.push(cell);
  }
}

function isKnown(heading: Heading | null): heading is Heading {
  return heading !== null && heading.role !== 'unknown' && heading.share >= 0.5;
}

function fieldOf(text: string, parts: SourceCell[]): Field {
  const heading = text.replace(/\s*:$/, '').trim();
  return { name: wordsOf(heading).join(' '), heading, role: headingOf(heading)?.role ?? 'unknown', parts };
}

function add({ rows }: Section, field: Field): void {
  const last = rows.at(-1);
  if (last === undefined || last.some(({ name }) => name === field.name)) rows.push([field]);
  else last.push(field);
}

/** A row of headings over one row of values, or a name and a value in each row; null for any other table. */
function factsOf(rows: readonly SourceRow[]): { label: SourceCell; value: SourceCell | null }[] | null {
  const [head, values, ...others] = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  if (head === undefined) return null;
  if (values !== undefined && isHeaderRow(head) && others.length === 0)
    return head.cells.flatMap((label, at) => (label.text === '' ? [] : [{ label, value: filled(values.cells[at]) }]));
  const pairs = [head, values ?? [], ...others].flat().map(({ cells }) => cells.filter(({ text }) => text !== ''));
  if (
    !pairs.every(
      ([label, , ...more]) =>
        label !== undefined && more.length === 0 && isKnown(headingOf(label.text.replace(/:$/, ''))),
    )
  )
    return null;
  return pairs.flatMap(([label, value]) => (label === undefined ? [] : [{ label, value: filled(value) }]));
}

function filled(cell: SourceCell | undefined): SourceCell | null {
  return cell === undefined || cell.text === '' ? null : cell;
}

/** What stands behind the last section: it belongs to none. */
function afterSections(
  document: SourceDocument,
  sections: readonly Section[],
  used: ReadonlySet<number>,
): SourceCell[] {
  const last = sections.at(-1);
  const lines =
    last === undefined ? [] : [last.number, ...last.text, ...last.rows.flat().flatMap(({ parts }) => parts)];
  const end = Math.max(0, ...lines.map(({ place }) => place.line), ...used);
  return document.blocks.flatMap((block) =>
    block.kind === 'rows'
      ? block.rows.filter(({ line }) => line > end).flatMap(({ cells }) => cells.filter(({ text }) => text !== ''))
      : block.paragraphs.filter(({ place }) => place.line > end),
  );
}

function headingRow(line: number, sections: readonly Section[], names: ReadonlyMap<string, string>): SourceRow {
  const own = hasText(sections) ? ['Recommendation number', 'Recommendation'] : ['Recommendation number'];
  const where = sections[0]?.number.place.where;
  const place = { line, ...(where === undefined ? {} : { where }) };
  const cells = [...own, ...names.values()].map(
    (text, index): SourceCell => ({ place: { ...place, column: index + 1 }, raw: '', text, label: true }),
  );
  return { line, cells };
}

function rowsOf(section: Section, sections: readonly Section[], names: ReadonlyMap<string, string>): SourceRow[] {
  return section.rows.map((fields, index): SourceRow => {
    const [begin] = fields.flatMap(({ parts }) => parts);
    const line = index === 0 ? section.number.place.line : (begin?.place.line ?? section.number.place.line);
    const values = [...names.keys()].map((name) => fields.find((field) => field.name === name)?.parts ?? []);
    const own = hasText(sections) ? [[section.number], index === 0 ? section.text : []] : [[section.number]];
    const cells = [...own, ...values].map((parts, column): SourceCell => {
      const text = parts.map((part) => part.text).join('\n');
      const where = parts[0]?.place.where;
      return {
        place: { line, column: column + 1, ...(where === undefined ? {} : { where }) },
        raw: text,
        text,
        of: parts,
      };
    });
    return { line, cells };
  });
}

function hasText(sections: readonly Section[]): boolean {
  return sections.some(({ text }) => text.length > 0);
}
