import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import type { SourceCell } from '../../../../domain/importing/account/reading.js';
import { standsForNothing } from '../write/words.js';
import { takeUpdate, textsOf } from './layout-annex.js';
import {
  deadlineAtEnd,
  type FoundLine,
  type FoundSection,
  type FoundText,
  filledCells,
  type Item,
  put,
  type Sorted,
} from './layout-parts.js';
import { spaced, statusIn } from './layout-words.js';

/** What a heading of ours opens. */
interface Heading {
  readonly kind: 'recommendation' | 'requirement';
  readonly name: string;
  readonly line: number;
}

const HEADINGS = [
  ['recommendation', /^Recommendation ([^\n]+)$/],
  ['requirement', /^Requirement ([^\n]+)$/],
] as const;

/** What the part with the recommendations holds; null where it is not ours, or too much of it was changed. */
export interface FoundSections {
  readonly sections: readonly FoundSection[];
  /** Items before the first recommendation. */
  readonly before: readonly Item[];
}

/**
 * Reads the layout of the website: a heading a recommendation, a heading a requirement, its owner and status, and a
 * table of dated updates, the newest first. Texts in tables are never headings, and where any of ours is a heading of
 * the file's own, only such are, so that words that look like one stay words.
 */
export function foundSections(items: readonly Item[], sorted: Sorted): FoundSections | null {
  const heads = headingsOf(items);
  const begins = [...heads.keys()].find((at) => heads.get(at)?.kind === 'recommendation');
  if (begins === undefined || ![...heads.values()].some(({ kind }) => kind === 'requirement')) return null;
  const segments: { readonly heading: Heading; readonly items: Item[] }[] = [];
  for (const [at, item] of items.entries()) {
    if (at < begins) continue;
    const heading = heads.get(at);
    if (heading === undefined) segments.at(-1)?.items.push(item);
    else {
      segments.push({ heading, items: [] });
      put(sorted.layout, filledCells(item));
    }
  }
  const sections: FoundSection[] = [];
  const byRef = new Map<string, FoundLine>();
  for (const { heading, items: own } of segments) {
    const section = sections.at(-1);
    if (heading.kind === 'recommendation') sections.push(sectionOf(heading.name, own, sorted));
    else if (heading.kind === 'requirement' && section !== undefined) {
      const line = lineOf(heading, own, sorted);
      if (line === null || byRef.has(line.ref)) return null;
      section.lines.push(line);
      byRef.set(line.ref, line);
    }
  }
  if (new Set(sections.map(({ number }) => number)).size < sections.length) return null;
  return { sections, before: items.slice(0, begins) };
}

/** Headings of ours by the place of their item. */
function headingsOf(items: readonly Item[]): ReadonlyMap<number, Heading> {
  const found = [...items.entries()].flatMap(([at, item]) => {
    const heading = item.kind === 'paragraph' && item.cell.aside !== true ? headingIn(item.cell) : null;
    return heading === null || item.kind !== 'paragraph' ? [] : [{ at, heading, level: item.cell.level }];
  });
  const level = found.findLast(({ heading }) => heading.kind === 'requirement')?.level;
  if (level === undefined) return new Map(found.map(({ at, heading }) => [at, heading]));
  // A title may be "Recommendation 1" too: those of the plan stand one level above its requirements.
  const wanted = { recommendation: level - 1, requirement: level };
  return new Map(
    found.filter((each) => each.level === wanted[each.heading.kind]).map(({ at, heading }) => [at, heading]),
  );
}

function headingIn({ text, place }: SourceCell): Heading | null {
  for (const [kind, pattern] of HEADINGS) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return { kind, name: spaced(name), line: place.line };
  }
  return null;
}

function sectionOf(number: string, items: readonly Item[], sorted: Sorted): FoundSection {
  const cells = paragraphsOf(items, sorted);
  for (const item of items) if (item.kind === 'row') put(sorted.inserted, filledCells(item));
  const { text, deadline } = withoutDeadline(cells, sorted);
  return { number, text: textsOf(text, sorted), deadline, lines: [] };
}

/** Null where the requirement says neither its owner nor a status: then it is not, or no more, ours. */
function lineOf(
  heading: { readonly name: string; readonly line: number },
  items: readonly Item[],
  sorted: Sorted,
): FoundLine | null {
  const rowsFrom = items.findIndex((item) => item.kind === 'row');
  const cells = paragraphsOf(rowsFrom < 0 ? items : items.slice(0, rowsFrom), sorted);
  const lastStatus = cells.findLastIndex((cell) => statusOf(cell) !== null);
  // an owner that stands only after it says that it is a line of the requirement's text
  const ownerFirst = !cells.some(isOwner) || cells.slice(0, lastStatus + 1).some(isOwner);
  const statusAt = ownerFirst ? lastStatus : -1;
  const said = statusOf(cells[statusAt]) ?? { status: 'notStated', discharge: null };
  const caption = `Updates to ${heading.name}, newest first`;
  const captionAt = cells.findLastIndex(({ text }) => spaced(text) === caption);
  // a plan that prints no statuses has its facts up to the table
  const factsEnd = statusAt >= 0 ? statusAt : captionAt >= 0 ? captionAt : cells.length;
  const facts = cells.slice(0, factsEnd);
  const ownerAt = facts.findLastIndex(isOwner);
  if (statusAt < 0 && ownerAt < 0) return null;
  const owner = ownerAt < 0 ? null : ownerOf(facts[ownerAt] as SourceCell);
  const between = withoutDeadline(facts.slice(ownerAt + 1), sorted, ownerAt < 0 ? 1 : 0);
  // without an owner's line what stands before the status is the requirement's text
  const text = ownerAt < 0 ? between.text : facts.slice(0, ownerAt);
  if (ownerAt >= 0) put(sorted.inserted, between.text);
  const none = owner === null || standsForNothing(owner.text);
  put(sorted.layout, statusAt < 0 ? [] : [cells[statusAt] as SourceCell]);
  sorted.layout.push(...(owner !== null && none ? [owner.cell] : []));
  const after = cells.slice(statusAt < 0 ? factsEnd : statusAt + 1).map((cell): Item => ({ kind: 'paragraph', cell }));
  const updates = new Map<CivilDate, readonly FoundText[]>();
  for (const item of [...after, ...(rowsFrom < 0 ? [] : items.slice(rowsFrom))])
    takeUpdate(item, updates, sorted, caption);
  return {
    line: heading.line,
    ref: heading.name,
    text: textsOf(text, sorted),
    owner: none ? null : owner,
    deadline: between.deadline,
    ...said,
    updates,
  };
}

function statusOf(cell: SourceCell | undefined) {
  const words = /^Status:\s*(.*)$/s.exec(cell?.text ?? '')?.[1];
  return words === undefined ? null : statusIn(words);
}

function isOwner({ text }: SourceCell): boolean {
  return /^Owner:/.test(text);
}

function ownerOf(cell: SourceCell): FoundText {
  return { cell, text: cell.text.replace(/^Owner:\s*/, '') };
}

function withoutDeadline(cells: readonly SourceCell[], sorted: Sorted, first = 1) {
  const found = deadlineAtEnd(
    cells.map(({ text }) => text),
    first,
  );
  if (found === null) return { text: cells, deadline: null };
  put(sorted.layout, cells.slice(found.from));
  const { date, original } = found.printed;
  return { text: cells.slice(0, found.from), deadline: { date, original, moves: found.moves } };
}

/** Paragraphs that are read; what a page puts beside them is not. */
function paragraphsOf(items: readonly Item[], sorted: Sorted): SourceCell[] {
  const cells = items.flatMap((item) => (item.kind === 'paragraph' ? [item.cell] : []));
  put(
    sorted.around,
    cells.filter((cell) => cell.aside === true),
  );
  return cells.filter((cell) => cell.aside !== true);
}
