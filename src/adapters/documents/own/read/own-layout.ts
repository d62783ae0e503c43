import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import { openLedger } from '../../../../domain/importing/account/ledger.js';
import { lettersOf } from '../../../../domain/importing/account/lost.js';
import type { ReadPlan, SourceCell, SourceDocument } from '../../../../domain/importing/account/reading.js';
import { updateKindOf } from '../../../../domain/importing/words/update-kind.js';
import type { PublishedUpdate } from '../../../../domain/plan/plan.js';
import { isAroundPages } from '../../formats/docx/beside.js';
import { shortened } from '../write/words.js';
import { annexAt, takeAnnex } from './layout-annex.js';
import { type FoundFront, foundFront, isSealPart } from './layout-front.js';
import { type FoundSection, type FoundText, filledCells, type Item, itemsOf, type Sorted } from './layout-parts.js';
import { repeatedLines } from './layout-repeats.js';
import { foundSections } from './layout-sections.js';
import { foundTable } from './layout-table.js';
import { withColumnsApart } from './layout-wide.js';
import { dateIn, spaced } from './layout-words.js';

/** What a document of ours says, and where the rest of it went. */
interface OwnPlan {
  /** The document as it was read, cells apart. */
  readonly document: SourceDocument;
  readonly front: FoundFront;
  readonly sections: readonly FoundSection[];
  readonly columns: readonly CivilDate[];
  readonly notPrinted: ReadPlan['notPrinted'];
}

/**
 * Reads a document in one of our layouts by what it shows, without the data beside its words: pasted into the editor of
 * a website, saved again by a program that drops what it does not know. Everything is found by its place in the layout,
 * so the words are exactly those printed; ids are not printed and come from the plan that it is compared with. Null for
 * a document that is not in a layout of ours, or not any more: it is read like any other.
 */
export function readOwnLayout(document: SourceDocument): ReadPlan | null {
  const sorted: Sorted = { layout: [], inserted: [], around: [] };
  const own = ownSections(document, sorted) ?? ownTable(document, sorted);
  return own === null ? null : readPlanOf(own, sorted);
}

function ownSections(document: SourceDocument, sorted: Sorted): OwnPlan | null {
  const all = itemsOf(document);
  const items = all.slice(0, endOf(all));
  const annex = annexAt(items);
  const found = foundSections(items.slice(0, annex), sorted);
  const front = found === null ? null : foundFront(found.before, repeatedLines(found.sections), sorted);
  if (found === null || front === null) return null;
  const lines = found.sections.flatMap((section) => section.lines);
  takeAnnex(items.slice(annex), lines, sorted);
  sortTail(all.slice(items.length), document, front, sorted);
  const columns = [...new Set(lines.flatMap((line) => [...line.updates.keys()]))].sort();
  const unsaid = front.titlePrinted ? [] : ['title' as const];
  return { document, front, sections: found.sections, columns, notPrinted: ['emptyColumns', ...unsaid] };
}

function ownTable(given: SourceDocument, sorted: Sorted): OwnPlan | null {
  const apart = withColumnsApart(given);
  const document = apart ?? given;
  const found = foundTable(document, sorted);
  const front = found === null ? null : foundFront(found.before, repeatedLines(found.sections), sorted);
  if (found === null || front === null) return null;
  const lines = found.sections.flatMap((section) => section.lines);
  const end = endOf(found.after);
  const annex = annexAt(found.after.slice(0, end));
  sortTail([...found.after.slice(0, Math.min(annex, end)), ...found.after.slice(end)], document, front, sorted);
  takeAnnex(found.after.slice(annex, end), lines, sorted);
  const columns = [...new Set([...found.columns, ...lines.flatMap((line) => [...line.updates.keys()])])].sort();
  const unsaid = apart === null ? [] : ['moves' as const, 'emptyColumns' as const];
  return { document, front, sections: found.sections, columns, notPrinted: ['recommendationDeadlines', ...unsaid] };
}

/** The plan ends with the last of its rows and facts. */
function endOf(items: readonly Item[]): number {
  return (
    1 +
    items.findLastIndex((item) => {
      const [first] = filledCells(item);
      if (first === undefined || first.aside === true) return false;
      return item.kind === 'row'
        ? dateIn(first.text) !== null
        : /^(?:Status:|Owner:|Requirement \S+$)/.test(first.text);
    })
  );
}

/** A page goes on after the plan; a document of its own does not, so what stands there was put there. */
function sortTail(items: readonly Item[], document: SourceDocument, front: FoundFront, sorted: Sorted): void {
  const sealed = items.some((item) => isSealPart(filledCells(item)[0]?.text ?? ''));
  let passed = document.format === 'html' && !sealed;
  for (const cell of items.flatMap((item) => filledCells(item))) {
    if (isAroundPages(cell.place.where) && isOurFooter(cell.text, front)) sorted.layout.push(cell);
    else if (isSealPart(cell.text)) {
      sorted.layout.push(cell);
      passed = document.format === 'html';
    } else if (passed || cell.aside === true) sorted.around.push(cell);
    else sorted.inserted.push(cell);
  }
}

/** "Northmouth Harbour Authority: Safe quays plan    Page 2 of 9", shortened to fit. */
function isOurFooter(text: string, { organisation, title }: FoundFront): boolean {
  const words = spaced(text).replace(/ ?Page ?\d* ?of ?\d*$/, '');
  return [95, 150].some((limit) => words === spaced(shortened(`${organisation?.text}: ${title?.text}`, limit)));
}

function readPlanOf(own: OwnPlan, sorted: Sorted): ReadPlan {
  const { document, front } = own;
  const ledger = openLedger();
  const texts = new Map<string, string>([['layout', '']]);
  const put = (found: readonly FoundText[], place: string): string | null => {
    for (const { cell, text } of found) {
      ledger.place(cell, text, place);
      ledger.mean(cell, cell.text.slice(0, cell.text.length - text.length), 'layout');
    }
    const whole = found.map(({ text }) => text).join('\n');
    texts.set(place, whole);
    return whole === '' ? null : whole;
  };
  const one = (found: FoundText | null, place: string) => put(found === null ? [] : [found], place);
  for (const cell of sorted.layout) ledger.mean(cell, cell.text, 'layout');
  for (const cell of [...sorted.inserted, ...sorted.around]) ledger.leaveOut(cell);
  const lines = own.sections.flatMap((section) => section.lines.map((line) => ({ section, line })));
  const updates = lines.flatMap(({ line }) =>
    [...line.updates]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([column, found]): PublishedUpdate[] => {
        const text = put(found, `update:${line.ref}:${column}`);
        return text === null ? [] : [{ requirement: line.ref, column, kind: updateKindOf(text, column), text }];
      }),
  );
  const plan: ReadPlan = {
    title: one(front.title, 'title') ?? '',
    organisation: one(front.organisation, 'organisation') ?? '',
    executiveLead: one(front.executiveLead, 'executive lead'),
    operationalLead: one(front.operationalLead, 'operational lead'),
    columns: own.columns,
    recommendations: own.sections.map(({ number, text, deadline }) => ({
      number,
      text: put(text, `recommendation:${number}`),
      deadline,
    })),
    requirements: lines.map(({ section, line }) => ({
      key: line.ref,
      ref: line.ref,
      refFrom: front.ourRefs.has(line.ref) ? 'ours' : 'source',
      recommendation: section.number,
      text: put(line.text, `requirement:${line.ref}`),
      owner: one(line.owner, `owner:${line.ref}`) ?? '',
      deadline: line.deadline,
      line: line.line,
      status: line.status,
      statusWords: line.statusWords ?? null,
      ...(line.statusDate === undefined ? {} : { statusDate: line.statusDate }),
      discharge: line.discharge,
    })),
    updates,
    repairs: (document.notes ?? [])
      .filter(({ kind }) => kind === 'repair')
      .map(({ line, what }) => ({ line, ref: null, what })),
    questions: [
      ...askedOf(document),
      ...(front.title === null ? [NO_TITLE] : []),
      ...sorted.inserted.map(questionAbout),
    ],
    leftOut: ledger.leftOut(),
    frame: sorted.layout,
    lostCharacters: 0,
    notPrinted: own.notPrinted ?? [],
    inserted: sorted.inserted.map(({ place, text }) => ({ place, text })),
  };
  return { ...plan, lostCharacters: lettersOf(ledger.lost(document, texts)) };
}

const NO_TITLE = { line: 1, ref: null, what: 'The plan has no title above it. What is it called?' };

function askedOf(document: SourceDocument): ReadPlan['questions'] {
  return (document.notes ?? [])
    .filter(({ kind }) => kind === 'question')
    .map(({ line, what }) => ({ line, ref: null, what }));
}

function questionAbout({ place }: SourceCell): ReadPlan['questions'][number] {
  const what =
    'This text stands inside the plan and is none of its texts. It was left out. Does it belong to the plan?';
  return { line: place.line, ...(place.where === undefined ? {} : { where: place.where }), ref: null, what };
}
