import type { SourceCell } from '../../../../domain/importing/account/reading.js';
import { isSealLine } from '../../formats/text/marks-of-ours.js';
import { titleWords } from '../write/words.js';
import { type FoundText, filledCells, type Item, put, type Sorted } from './layout-parts.js';
import { spaced } from './layout-words.js';

/** The head of a document of ours. */
export interface FoundFront {
  /** Null where none is printed, as in the fragment, whose page has its own. */
  readonly title: FoundText | null;
  readonly organisation: FoundText | null;
  readonly executiveLead: FoundText | null;
  readonly operationalLead: FoundText | null;
  /** Whether it is in the document for certain: above the fragment, which has none, a page has a heading of its own. */
  readonly titlePrinted: boolean;
  /** Refs that the document says were given by us. */
  readonly ourRefs: ReadonlySet<string>;
}

type Fact = 'organisation' | 'executiveLead' | 'operationalLead' | 'published';

const LABELS: Readonly<Record<string, Fact>> = {
  Organisation: 'organisation',
  'Executive lead': 'executiveLead',
  'Operational lead': 'operationalLead',
  Published: 'published',
  'To be published': 'published',
};
const LABELLED = /^(Organisation|Executive lead|Operational lead|Published|To be published):\s*(.*)$/s;

const OUR_REFS =
  /^The plan gives the same number to several requirements, or none\. These references were added in its order: (.+)\.$/s;
/** What stands as the title of a plan that has none. */
const NO_TITLE = titleWords({ title: '' });
/** Headings over the links, and the link over all of them. */
const OVER_LINKS = /^(?:Contents|Recommendations in this plan|Skip to the recommendations)$/;

/**
 * Finds title, organisation and leads in what stands before the plan's rows or sections. A page may say anything above
 * them, so the organisation nearest to the plan is its own, and the heading nearest above it is its title. `repeated`
 * are the lines that say again what the plan says.
 */
export function foundFront(items: readonly Item[], repeated: ReadonlySet<string>, sorted: Sorted): FoundFront | null {
  const facts = items.map(factIn);
  const from = facts.findLastIndex((fact) => fact?.fact === 'organisation');
  if (from < 0) return null;
  const found = new Map<Fact, FoundText>();
  const taken = new Set<Item>();
  for (const [at, fact] of facts.entries()) {
    const item = items[at];
    if (at < from || fact === null || item === undefined || found.has(fact.fact)) continue;
    found.set(fact.fact, fact.value);
    taken.add(item);
    const value = items[at + 1];
    if (fact.below && value !== undefined) taken.add(value);
    put(
      sorted.layout,
      filledCells(item).filter((cell) => cell !== fact.value.cell),
    );
  }
  const title = titleAbove(items.slice(0, from));
  let ourRefs: readonly string[] = [];
  for (const [at, item] of items.entries()) {
    if (taken.has(item)) continue;
    const cells = filledCells(item).filter((cell) => cell !== title);
    const refs = OUR_REFS.exec(cells[0]?.text ?? '')?.[1];
    if (refs !== undefined) ourRefs = refs.split(', ');
    const again = repeated.has(cells.map(({ text }) => spaced(text)).join(' | '));
    const organisation = found.get('organisation')?.text ?? '';
    if (again || cells.every((cell) => isLayout(cell, title, organisation))) put(sorted.layout, cells);
    else if (at > from && cells.every((cell) => cell.aside !== true)) put(sorted.inserted, cells);
    else put(sorted.around, cells);
  }
  const published = found.get('published');
  if (published !== undefined) sorted.layout.push(published.cell);
  const fact = (name: Fact) => found.get(name) ?? null;
  return {
    title: title === null ? null : { cell: title, text: title.text === NO_TITLE ? '' : title.text },
    organisation: fact('organisation'),
    executiveLead: fact('executiveLead'),
    operationalLead: fact('operationalLead'),
    titlePrinted:
      title !== null && (title.level === 0 || items.some((item) => OVER_LINKS.test(filledCells(item)[0]?.text ?? ''))),
    ourRefs: new Set(ourRefs),
  };
}

/** Whether a line is the seal or what belongs to it. */
export function isSealPart(text: string): boolean {
  return (
    isSealLine(text) ||
    /^(?:Signed by .+|Made final) on \d{1,2} \p{L}+ \d{4}$/su.test(text) ||
    /^Issue \d+ of the column of \d{1,2} \p{L}+ \d{4}, on \d{1,2} \p{L}+ \d{4}: .+$/su.test(text) ||
    /^Words were removed from this revision on \d{1,2} \p{L}+ \d{4}, after it was signed$/u.test(text) ||
    /^SHA-256 of the published plan: [0-9a-f]{64}$/.test(text)
  );
}

function isLayout({ text }: SourceCell, title: SourceCell | null, organisation: string): boolean {
  if (isSealPart(text) || OUR_REFS.test(text) || OVER_LINKS.test(text)) return true;
  return title !== null && [title.text, `${title.text} – ${organisation}`].includes(text.replace(/^Draft: /, ''));
}

/** "Organisation: …", in one paragraph or in a row of two cells, or alone with the value in the paragraph below it. */
function factIn(
  item: Item,
  at: number,
  items: readonly Item[],
): { readonly fact: Fact; readonly value: FoundText; readonly below: boolean } | null {
  const [first, second, third] = filledCells(item);
  if (first === undefined || first.aside === true) return null;
  const [, label = '', words = ''] = LABELLED.exec(first.text) ?? [];
  const inOne = LABELS[label];
  if (inOne !== undefined && second === undefined)
    return { fact: inOne, value: { cell: first, text: words }, below: false };
  const alone = LABELS[first.text];
  if (alone === undefined || third !== undefined) return null;
  if (second !== undefined) return { fact: alone, value: { cell: second, text: second.text }, below: false };
  const next = items[at + 1];
  if (item.kind === 'row') return { fact: alone, value: { cell: first, text: '' }, below: false };
  if (next?.kind !== 'paragraph' || LABELS[next.cell.text] !== undefined) return null;
  return { fact: alone, value: { cell: next.cell, text: next.cell.text }, below: true };
}

/** The title of the file's own, else the topmost heading nearest to the facts, else the line right above them. */
function titleAbove(items: readonly Item[]): SourceCell | null {
  const cells = items
    .flatMap((item) => filledCells(item))
    .filter((cell) => cell.aside !== true && !isSealPart(cell.text));
  const levelled = (level: number) => cells.findLast((cell) => cell.level === level);
  const plain = cells.every((cell) => cell.level === undefined) ? cells.at(-1) : undefined;
  return levelled(0) ?? levelled(1) ?? plain ?? null;
}
