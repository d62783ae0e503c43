import { civilDate } from '../../calendar/civil-date.js';
import type { SourceCell, SourceDocument } from '../account/reading.js';
import { plainDate } from '../words/deadline-words.js';
import { isNear, wordsOf } from '../words/words.js';
import { introductionIn, type SaidIntroduction } from './introduction.js';

/** What stands above the table. */
export interface Front {
  readonly title: string | null;
  readonly organisation: string | null;
  readonly executiveLead: string | null;
  readonly operationalLead: string | null;
  /** Each fact with the cell that says it. */
  readonly said: readonly { readonly fact: Fact; readonly cell: SourceCell; readonly value: string }[];
  /** Cells that were read, labels included. */
  readonly read: readonly SourceCell[];
  /** Cells that say nothing about the plan's head. */
  readonly left: readonly SourceCell[];
  /** What presents the plan. */
  readonly introduction: readonly SaidIntroduction[];
}

/** What the head of a plan tells. */
type Fact = 'title' | 'organisation' | 'executiveLead' | 'operationalLead';

/** Labels as data: a line "Label: value" (or two cells) tells the fact. */
const LABELS: Readonly<Record<Fact, readonly string[]>> = {
  title: ['title', 'plan', 'plan title', 'title of plan', 'document title', 'subject', 'report', 'report title'],
  organisation: [
    'force',
    'police force',
    'organisation',
    'organization',
    'authority',
    'council',
    'agency',
    'body',
    'trust',
    'department',
    'constabulary',
    'service',
    'company',
    'institution',
    'name of force',
    'name of organisation',
  ],
  executiveLead: [
    'executive lead',
    'exec lead',
    'executive sponsor',
    'executive owner',
    'senior responsible owner',
    'senior responsible officer',
    'sro',
    'chief officer lead',
    'strategic lead',
    'accountable officer',
    'sponsor',
  ],
  operationalLead: [
    'operational lead',
    'ops lead',
    'portfolio lead',
    'lead officer',
    'delivery lead',
    'project lead',
    'plan lead',
    'tactical lead',
    'operational owner',
  ],
};

const LABELLED = /^([^:：]{2,40}?)\s*[:：]\s*(\S[\s\S]*)$/;

/** Reads title, organisation and leads from the paragraphs and rows above `headerLine`. */
export function readFront(document: SourceDocument, headerLine: number): Front {
  const facts = new Map<Fact, string>();
  const said: { readonly fact: Fact; readonly cell: SourceCell; readonly value: string }[] = [];
  const tell = (fact: Fact, cell: SourceCell, value: string) => {
    facts.set(fact, value);
    said.push({ fact, cell, value });
  };
  const read: SourceCell[] = [];
  const left: SourceCell[] = [];
  let heading: SourceCell | null = null;
  const guides = new Set<string>();
  for (const cells of linesAbove(document, headerLine)) {
    const [first, second] = cells;
    if (first === undefined) continue;
    if (GUIDE.test(first.text)) guides.add(sheetOf(first));
    const several = factsOf(first.text);
    if (several.length > 1) {
      for (const { fact, value } of several) if (!facts.has(fact)) tell(fact, first, value);
      read.push(first);
      left.push(...cells.slice(1));
      continue;
    }
    const labelled = labelOf(first, second);
    if (labelled !== null && !facts.has(labelled.fact)) {
      tell(labelled.fact, labelled.cells > 1 && second !== undefined ? second : first, labelled.value);
      read.push(...cells.slice(0, labelled.cells));
      left.push(...cells.slice(labelled.cells));
    } else if (labelled === null && !isNoTitle(first, guides) && isLikelierTitle(first, heading)) {
      if (heading !== null) left.push(heading);
      heading = first;
      left.push(...cells.slice(1));
    } else {
      left.push(...cells);
    }
  }
  // A line of nothing but a body's name is whose plan it is, never what it is called.
  const named = [...(heading === null ? [] : [heading]), ...left].find(isBody);
  if (named !== undefined && !facts.has('organisation')) {
    tell('organisation', named, named.text.replace(PUBLISHED_BY, ''));
    if (heading === named)
      heading = left.find((cell) => cell !== named && cell.aside !== true && !isNoTitle(cell, guides)) ?? null;
    for (const cell of [named, ...(heading === null ? [] : [heading])])
      if (left.includes(cell)) left.splice(left.indexOf(cell), 1);
    read.push(named);
  }
  // A line without a label is the title, unless another line says that it is.
  if (heading !== null) {
    (facts.has('title') ? left : read).push(heading);
    if (!facts.has('title')) tell('title', heading, heading.text.replace(HEADING_MARK, ''));
  }
  // what stands above the topmost heading of a page is no part of what it presents
  const begins = heading?.level === undefined ? 0 : heading.place.line;
  const introduction = introductionIn(left.filter(({ place }) => place.line >= begins));
  const presenting = new Set(introduction.map(({ cell }) => cell));
  return {
    title: facts.get('title') ?? null,
    organisation: facts.get('organisation') ?? null,
    executiveLead: facts.get('executiveLead') ?? null,
    operationalLead: facts.get('operationalLead') ?? null,
    said,
    read,
    left: left.filter((cell) => !presenting.has(cell)),
    introduction,
  };
}

/** What bodies are called, at the end of their names or, before "of" or "for", in them. */
const BODY =
  /^(?:the )?(?:\p{Lu}[\p{L}’'-]*,? |(?:and|of|the|in|for|with|&) )*(?:Council|Police|Constabulary|Trust|Authority|Service|Services|Partnership|College|University|School|Hospitals?|Board|Agency|Commission|Commissioner|Inspectorate|Office|Association|Society|Ministry|Department|Directorate|Company|Group)(?: (?:of|for) (?:\p{Lu}[\p{L}’'-]*|and|the|of|&)(?: (?:\p{Lu}[\p{L}’'-]*|and|the|of|&))*)?$/u;
const PUBLISHED_BY = /^(?:published|issued|prepared|produced) by\s+/i;
const LONGEST_BODY = 80;

function isBody({ text, aside }: SourceCell): boolean {
  const name = text.replace(PUBLISHED_BY, '');
  return aside !== true && name.length <= LONGEST_BODY && BODY.test(name) && name.includes(' ');
}

/** What a sheet begins with that tells how the others are to be filled in. */
const GUIDE = /^(?:how to (?:use|complete|fill)\b|(?:guidance|guide|instructions?|read ?me)(?: (?:for|on|to)\b|$))/i;
/** The head of a mail, and how letters begin. */
const OF_A_LETTER = /^(?:(?:from|to|cc|bcc|sent|date|attachments?)\s*:|(?:dear|hello|hi) \p{L})/iu;
/** Of a heading in text with marks. */
const HEADING_MARK = /^#{1,6}\s+/;
const ANY_DAY = civilDate('2025-01-01');

/** A line that cannot be what a plan is called: of a letter, a day, or on a sheet of guidance. */
function isNoTitle(cell: SourceCell, guides: ReadonlySet<string>): boolean {
  const sheet = sheetOf(cell);
  if (GUIDE.test(cell.text) || (sheet !== '' && guides.has(sheet))) return true;
  return OF_A_LETTER.test(cell.text) || plainDate(cell.text, ANY_DAY) !== null;
}

function sheetOf({ place }: SourceCell): string {
  return /^sheet (.*), cell [A-Z]+\d+$/.exec(place.where ?? '')?.[1] ?? '';
}

/** The first line that is no label; a title or topmost heading of the file's own is surer, and an aside is none. */
function isLikelierTitle(cell: SourceCell, before: SourceCell | null): boolean {
  if (cell.aside === true) return false;
  return before === null || (cell.level ?? 9) < Math.min(2, before.level ?? 9);
}

function labelOf(
  first: SourceCell,
  second: SourceCell | undefined,
): { readonly fact: Fact; readonly value: string; readonly cells: number } | null {
  const inOne = LABELLED.exec(first.text);
  const oneFact = inOne === null ? null : factOf(inOne[1] ?? '');
  if (oneFact !== null) return { fact: oneFact, value: (inOne?.[2] ?? '').trim(), cells: 1 };
  if (second === undefined) return null;
  const twoFact = factOf(first.text);
  return twoFact === null ? null : { fact: twoFact, value: second.text, cells: 2 };
}

/** The facts of a paragraph that gives several, one a line; a line without a label goes on with the value before it. */
function factsOf(text: string): { readonly fact: Fact; value: string }[] {
  const facts: { readonly fact: Fact; value: string }[] = [];
  for (const line of text.split('\n')) {
    const found = LABELLED.exec(line.trim());
    const fact = found === null ? null : factOf(found[1] ?? '');
    const last = facts.at(-1);
    if (fact !== null) facts.push({ fact, value: (found?.[2] ?? '').trim() });
    else if (last === undefined) return [];
    else last.value = `${last.value}\n${line.trim()}`.trim();
  }
  return facts;
}

/** A label may say it in two languages: "Sefydliad / Organisation". */
function factOf(label: string): Fact | null {
  const names = label.split(' / ').map(wordsOf);
  const fits = (phrase: string) => {
    const wanted = phrase.split(' ');
    return names.some(
      (words) => wanted.length === words.length && wanted.every((word, index) => isNear(words[index] ?? '', word)),
    );
  };
  const found = (Object.keys(LABELS) as Fact[]).find((fact) => LABELS[fact].some(fits));
  return found ?? null;
}

/** The filled cells of each line above the header, paragraphs as lines of one cell. */
function linesAbove(document: SourceDocument, headerLine: number): SourceCell[][] {
  return document.blocks
    .flatMap((block) =>
      block.kind === 'text'
        ? block.paragraphs.filter((cell) => cell.label !== true && cell.place.line < headerLine).map((cell) => [cell])
        : block.rows.filter((row) => row.line < headerLine).map((row) => row.cells.filter((cell) => cell.text !== '')),
    )
    .filter((cells) => cells.length > 0);
}
