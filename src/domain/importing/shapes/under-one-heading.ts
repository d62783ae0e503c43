import type { SourceBlock, SourceCell, SourceRow } from '../account/reading.js';
import { isHeaderRow, sameHeadings } from '../header/header.js';
import { type Heading, headingOf } from '../words/headings.js';
import type { HeadingRole } from '../words/vocabulary.js';
import { sameWords } from '../words/words.js';

type Rows = Extract<SourceBlock, { kind: 'rows' }>;

const TEXTS: ReadonlySet<HeadingRole> = new Set(['recommendation', 'requirement', 'finding']);
const NUMBERS: ReadonlySet<HeadingRole> = new Set(['recommendationNumber', 'requirementNumber', 'number']);
/** Two tables of one plan have so many columns in common. */
const LEAST_IN_COMMON = 3;

/**
 * Several tables of one plan whose headings differ (those that are complete have no update any more), under the headings
 * of all: what a table does not have is empty there. Tables that do not name their lines alike stay as they are.
 */
export function underOneHeading(blocks: readonly SourceBlock[]): readonly SourceBlock[] {
  const tables = blocks.flatMap((block) => (block.kind === 'rows' ? (headed(block) ?? []) : []));
  const [first] = [...tables].sort((one, other) => weightOf(other.head) - weightOf(one.head));
  if (first === undefined) return blocks;
  const others = tables.filter(({ head }) => !sameHeadings(head, first.head) && areAlike(head, first.head));
  if (others.length === 0) return blocks;
  const names = first.head.cells.map(({ text }) => text);
  const places = others.map(({ head }) => placesIn(head, names));
  return blocks.flatMap((block): SourceBlock[] => {
    const at = others.findIndex((each) => each.block === block);
    const other = others[at];
    if (block.kind === 'rows' && other !== undefined) return underNames(block, other.head, places[at] ?? [], names);
    const own = tables.find((each) => each.block === block);
    if (block.kind !== 'rows' || own === undefined || !sameHeadings(own.head, first.head)) return [block];
    const same = own.head.cells.map((_, index) => index);
    return underNames(block, own.head, same, names);
  });
}

function headed(block: Rows): { readonly block: Rows; readonly head: SourceRow } | null {
  const head = block.rows.find(isHeaderRow);
  return head === undefined ? null : { block, head };
}

function rolesOf({ cells }: SourceRow): (HeadingRole | null)[] {
  return cells.map(({ text }) => known(headingOf(text)));
}

function known(heading: Heading | null): HeadingRole | null {
  return heading === null || heading.role === 'unknown' || heading.share < 0.5 ? null : heading.role;
}

/** Updates count most: the plan itself has them. */
function weightOf(head: SourceRow): number {
  const roles = rolesOf(head).filter((role) => role !== null);
  return roles.length + 2 * roles.filter((role) => role === 'update').length;
}

function areAlike(head: SourceRow, other: SourceRow): boolean {
  const [own, its] = [rolesOf(head), rolesOf(other)];
  const named = (kinds: ReadonlySet<HeadingRole>) =>
    [...kinds].every((role) => own.includes(role) === its.includes(role));
  const common = new Set(own.filter((role) => role !== null && role !== 'update' && its.includes(role)));
  return named(TEXTS) && named(NUMBERS) && common.size >= LEAST_IN_COMMON;
}

/** Where each column of a table stands among the names of all, which grow by those that are new. */
function placesIn(head: SourceRow, names: string[]): readonly number[] {
  const taken = new Set<number>();
  return head.cells.map(({ text }) => {
    const role = known(headingOf(text));
    const free = (fits: (name: string) => boolean) => names.findIndex((name, at) => !taken.has(at) && fits(name));
    const same = free((name) => sameWords(name, text));
    const alike = role === null || role === 'update' ? -1 : free((name) => known(headingOf(name)) === role);
    const at = same >= 0 ? same : alike >= 0 ? alike : names.push(text) - 1;
    taken.add(at);
    return at;
  });
}

function underNames(block: Rows, head: SourceRow, places: readonly number[], names: readonly string[]): SourceBlock[] {
  const from = block.rows.indexOf(head);
  const labels: SourceCell[] = [];
  const rows = block.rows.map((row, index): SourceRow => {
    if (index < from) return row;
    const beyond = row.cells.slice(places.length);
    const cells = names.map((name, at): SourceCell => {
      const cell = row.cells[places.indexOf(at)];
      const empty: SourceCell = { place: { line: row.line }, raw: '', text: '' };
      if (row !== head && !isHeaderRow(row)) return cell ?? empty;
      if (cell !== undefined && sameWords(cell.text, name)) return cell;
      if (cell !== undefined && cell.text !== '') labels.push({ ...cell, label: true });
      return { ...empty, text: name, label: true };
    });
    return { ...row, cells: beyond.length === 0 ? cells : [...cells, ...beyond] };
  });
  return [{ ...block, rows }, ...(labels.length === 0 ? [] : [{ kind: 'text' as const, paragraphs: labels }])];
}
