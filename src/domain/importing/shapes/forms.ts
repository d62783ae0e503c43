import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { datedLine } from '../words/dated-line.js';
import { dayIn, type Heading, headingOf } from '../words/headings.js';
import { NAMES_LINES } from '../words/vocabulary.js';
import { wordsOf } from '../words/words.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

/** One line of a form: a label and what stands beside it. */
interface Field {
  readonly name: string;
  readonly label: SourceCell;
  readonly value: SourceCell | null;
}

/** What a table of forms holds in its order: forms, and rows between them that are no fields. */
type Part =
  | { readonly kind: 'form'; readonly fields: Field[] }
  | { readonly kind: 'text'; readonly cells: readonly SourceCell[] };

/** Labels of so many meanings make a form. */
const LEAST_ROLES = 3;
/** So many of its rows must begin with a label. */
const SHARE_OF_LABELS = 0.6;

/**
 * Plans that give each requirement a small table of its own, with the headings down its first column ("Ref", "Owner",
 * "March 2026 update"), as tables with these headings across: one row a form, all forms under the same headings.
 * A label that comes again begins the next form. Documents without forms are given back as they are.
 */
export function formsAsTables(document: SourceDocument): SourceDocument {
  const read = new Map(document.blocks.flatMap((block) => (block.kind === 'rows' ? [[block, partsOf(block)]] : [])));
  const fields = [...read.values()].flatMap((parts) => (areForms(fieldsIn(parts)) ? fieldsIn(parts) : []));
  if (fields.length === 0) return document;
  const names = namesOf(fields);
  // a form of which nothing is told yet has fewer labels, and none of its own
  const found = new Map(
    [...read].filter(([, parts]) => parts.length > 0 && (areForms(fieldsIn(parts)) || haveLabels(parts, names))),
  );
  const blocks = document.blocks.flatMap((block): SourceBlock[] => {
    const own = block.kind === 'rows' ? found.get(block) : undefined;
    if (own === undefined) return [block];
    return own.map(
      (part): SourceBlock =>
        part.kind === 'form'
          ? { ...block, kind: 'rows', rows: rowsOf(part.fields, names), laid: true }
          : { kind: 'text', paragraphs: part.cells },
    );
  });
  return { ...document, blocks };
}

/** The labels of all forms: updates in the order of their dates, the others before them as they come. */
function namesOf(fields: readonly Field[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, label } of fields) if (!names.has(name)) names.set(name, label.text);
  const dayOf = (label: string) => dayIn(headingOf(label)) ?? '';
  return new Map([...names].sort(([, a], [, b]) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0)));
}

function fieldsIn(parts: readonly Part[]): readonly Field[] {
  return parts.flatMap((part) => (part.kind === 'form' ? part.fields : []));
}

function haveLabels(parts: readonly Part[], names: ReadonlyMap<string, string>): boolean {
  const fields = fieldsIn(parts);
  return fields.length >= LEAST_ROLES && fields.every(({ name }) => names.has(name));
}

/** The forms of a table and what stands between them; none where its first column does not hold headings. */
function partsOf(block: Rows): readonly Part[] {
  const rows = block.rows.filter(({ cells }) => cells.some((cell) => cell.text !== ''));
  const parts: Part[] = [];
  for (const row of rows) {
    const found = fieldsOf(row);
    const above = parts.at(-1);
    const open = above?.kind === 'form' ? above.fields.at(-1) : undefined;
    const below = found.length === 0 ? valueIn(row) : null;
    if (above?.kind === 'form' && open?.value === null && below !== null)
      above.fields[above.fields.length - 1] = { ...open, value: below };
    else if (found.length === 0) parts.push({ kind: 'text', cells: row.cells.filter((cell) => cell.text !== '') });
    for (const field of found) {
      const last = parts.at(-1);
      if (last?.kind === 'form' && !last.fields.some(({ name }) => name === field.name)) last.fields.push(field);
      else parts.push({ kind: 'form', fields: [field] });
    }
  }
  return fieldsIn(parts).length >= SHARE_OF_LABELS * rows.length ? parts : [];
}

function areForms(fields: readonly Field[]): boolean {
  const roles = new Set(fields.map(({ label }) => knownHeading(label)?.role ?? 'unknown'));
  const tells = roles.has('update') || (roles.has('owner') && roles.has('deadline'));
  if (roles.size < LEAST_ROLES || !tells || ![...roles].some((role) => NAMES_LINES.has(role))) return false;
  // Two columns of headings are the head of another table.
  const headed = fields.filter(({ value }) => value !== null && knownHeading(value) !== null && !/\d/.test(value.text));
  return headed.length * 2 <= fields.length;
}

/** The fields of a row: a label first and at most one cell beside it, or several such pairs. */
function fieldsOf({ cells }: SourceRow): readonly Field[] {
  const filled = shown(cells);
  const pairs = filled.flatMap((label, at) => (at % 2 === 0 ? [{ label, value: filled[at + 1] ?? null }] : []));
  const last = pairs.at(-1);
  // the place for an update may be the last of the row, and empty
  const open = last?.value === null && knownHeading(last.label)?.role === 'update' ? pairs.slice(0, -1) : pairs;
  const paired = filled.length >= 3 && open.every(({ label, value }) => isPair(label, value));
  if (paired) return pairs.flatMap(({ label, value }) => numberedField(label, value) ?? named(label, value));
  const [label, ...values] = filled;
  const numbered = label === cells[0] && values.length === 1 ? numberedField(label, values[0] ?? null) : null;
  const one = numbered === null ? fieldOf(cells) : null;
  return numbered ?? (one === null ? [] : [one]);
}

/** Labels of one day are one, whatever words stand around it. */
function nameOf(label: SourceCell): string {
  const heading = knownHeading(label);
  return (heading?.role === 'update' ? dayIn(heading) : null) ?? wordsOf(label.text).join(' ');
}

function named(label: SourceCell, value: SourceCell | null): Field {
  return { name: nameOf(label), label, value };
}

/** "Area for improvement 3" beside a text is its number, and what the text is. */
function numberedField(label: SourceCell | undefined, value: SourceCell | null): readonly Field[] | null {
  const [, words = '', number = ''] = NUMBERED_LABEL.exec(label?.text ?? '') ?? [];
  const role = headingOf(words)?.role;
  if (label === undefined || value === null || (role !== 'recommendation' && role !== 'requirement')) return null;
  const heading = role === 'recommendation' ? 'Recommendation number' : 'Requirement number';
  const made: SourceCell = { place: { line: label.place.line - 0.5 }, raw: '', text: heading, label: true };
  return [{ ...named(made, { ...label, text: number }), name: heading }, named({ ...label, text: words }, value)];
}

const NUMBERED_LABEL = /^(\p{L}[^\d:]{2,40}?)\s*(?:no\.?|number)?\s*([A-Z]{0,3}-?\d{1,4}(?:\.\d{1,3})*)\s*:?$/iu;

/** What stands across a row, below a label with nothing beside it. */
function valueIn({ cells }: SourceRow): SourceCell | null {
  const [value, ...others] = cells.filter((cell) => cell.text !== '' && cell.spanned !== true);
  return value !== undefined && others.every(({ text }) => text === value.text) ? value : null;
}

function isPair(label: SourceCell, value: SourceCell | null): boolean {
  const known = knownHeading(label) !== null || numberedField(label, value) !== null;
  return known && value !== null && (knownHeading(value) === null || isBareDate(value));
}

/** A day or a month that heads nothing here: "31 August 2031". */
function isBareDate({ text }: SourceCell): boolean {
  return dayIn(headingOf(text)) !== null && /^\d|^(?:end (?:of )?)?\p{L}+ \d{4}$/iu.test(text);
}

function fieldOf(cells: SourceRow['cells']): Field | null {
  const [label, ...others] = shown(cells);
  const values = others.filter((cell, index) => others.findIndex(({ text }) => text === cell.text) === index);
  if (label === undefined || label !== cells[0] || values.length > 1) return null;
  const heading = knownHeading(label);
  // "Recommendation 7" with nothing beside it is a title between forms.
  const title = values.length === 0 && heading?.role !== 'update' && /\d/.test(label.text);
  const apart = values.length === 0 ? dayApart(label) : null;
  if (apart !== null) return apart;
  if (heading === null || title) return null;
  return { name: nameOf(label), label, value: values[0] ?? null };
}

/** "30 June 2031 The board met." with nothing beside it is the day, and what was said then. */
function dayApart(cell: SourceCell): Field | null {
  const dated = datedLine(cell.text, true);
  const rest = dated?.rest.trim() ?? '';
  if (dated === null || rest === '') return null;
  const label = { ...cell, text: dated.label.trim() };
  return { name: nameOf(label), label, value: { ...cell, text: rest } };
}

/** The cells that say something; beside "RAG" a colour does. */
function shown(cells: readonly SourceCell[]): readonly SourceCell[] {
  return cells.filter(({ text, fill }, at) => {
    const beside = cells[at - 1];
    return text !== '' || (fill !== undefined && beside !== undefined && knownHeading(beside)?.role === 'status');
  });
}

function knownHeading({ text }: SourceCell): Heading | null {
  const heading = headingOf(text.replace(/\s*:$/, ''));
  return heading === null || heading.role === 'unknown' || heading.share < 0.5 ? null : heading;
}

/** Headings and the one row of a form. What a form does not have is empty there. */
function rowsOf(form: readonly Field[], names: ReadonlyMap<string, string>): SourceRow[] {
  const line = form[0]?.label.place.line ?? 1;
  const own = new Map(form.map((field) => [field.name, field]));
  const headings = [...names].map(([name, text]): SourceCell => {
    const label = own.get(name)?.label;
    if (label === undefined) return { place: { line: line - 0.5 }, raw: '', text, label: true };
    // all forms stand under the same headings, whatever words this one has around the day
    return label.text === text ? label : { ...label, text, of: [label] };
  });
  const values = [...names.keys()].map(
    (name): SourceCell => own.get(name)?.value ?? { place: { line }, raw: '', text: '' },
  );
  return [
    { line: line - 0.5, cells: headings },
    { line, cells: values },
  ];
}
