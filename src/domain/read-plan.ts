import { type CivilDate, longDate } from './civil-date.js';
import type { PublishedUpdate, Recommendation } from './plan.js';
import { alignRows } from './reading/alignment.js';
import { arrange } from './reading/arrange.js';
import { dayOf } from './reading/day.js';
import { type Deadlines, readDeadlines } from './reading/deadlines.js';
import { entriesAsColumns } from './reading/entries.js';
import { formsAsTables } from './reading/forms.js';
import { readFront } from './reading/front.js';
import { findHeader, type Header, tableRows } from './reading/header.js';
import { cellsOf, type Ledger, openLedger } from './reading/ledger.js';
import { type PlanLine, planLines } from './reading/lines.js';
import { tableOfOutline } from './reading/outline.js';
import { reportMoves } from './reading/pages.js';
import { type ReadRecommendation, readRecommendations } from './reading/recommendations.js';
import { type GivenRef, givenRefs } from './reading/refs.js';
import { sectionsAsColumns } from './reading/sections.js';
import { type ReadStatus, readStatuses } from './reading/statuses.js';
import { leaveStrayTextOut, tableOf } from './reading/stray.js';
import { textsOf } from './reading/texts.js';
import { updateKindOf } from './reading/update-kind.js';
import type { PlanReading, ReadPlan, ReadRequirement, SourceDocument } from './reading.js';

/**
 * Reads a published action plan from what any reader of files hands over. Columns are told by their headings, cells by
 * anchors (the requirement's own number, the posts that recur), because pages of real plans are shifted against their
 * headings. What is certain is mended and told, what is likely is mended, told and asked, the rest is asked.
 * Never throws for what a document says; a document that is no plan is `unreadable` with its place and what to do.
 */
export function readPlan(source: SourceDocument): PlanReading {
  const arranged = arrange(entriesAsColumns(sectionsAsColumns(formsAsTables(source))));
  const reading = readTable(arranged);
  if (reading.kind === 'plan') return reading;
  const outlined = tableOfOutline(source);
  if (outlined === null) return reading;
  const outline = readTable(outlined);
  // what is wrong with the table helps more than what is wrong with its paragraphs
  return outline.kind === 'plan' ? outline : reading;
}

function readTable(document: SourceDocument): PlanReading {
  const rows = tableRows(document);
  const filled = document.blocks.some((block) => block.kind === 'text' || block.rows.length > 0);
  if (!filled) {
    return unreadable(1, 'The file is empty. Save the plan again, with its text, and import that file.');
  }
  const finding = findHeader(rows, dayOf(document));
  if (finding.kind === 'unreadable') return finding;
  const { header } = finding;
  const ledger = openLedger();
  for (const { kind, line, what } of document.notes ?? []) {
    if (kind === 'repair') ledger.repair(line, null, what);
    else ledger.ask(line, null, what);
  }
  const body = rows.filter(({ row }) => row.line > header.row.line && !header.repeats.includes(row));
  const table = tableOf(body);
  if (table.length === 0) {
    return unreadable(
      header.row.line,
      'The plan has column headings and no rows below them. Import the file with its table.',
    );
  }
  const lone = body.filter((each) => !table.includes(each));
  const blocks = alignRows(header.slots, table, lone);
  const laid = new Set(blocks.flatMap((block) => block.rows.map(({ row }) => row)));
  leaveStrayTextOut(
    document,
    header,
    lone.filter(({ row }) => !laid.has(row)),
    ledger,
  );
  reportHeader(header, ledger);
  reportMoves(blocks, header.slots, ledger);
  const aligned = blocks.flatMap((block) => block.rows).sort((a, b) => a.row.line - b.row.line);
  const lines = planLines(aligned, ledger);
  if (lines.length === 0) {
    return unreadable(
      table[0]?.row.line ?? header.row.line,
      'No row below the headings has a number, so nothing can be asked about. Give each recommendation its number.',
    );
  }
  return { kind: 'plan', plan: planOf(document, header, lines, ledger) };
}

function planOf(document: SourceDocument, header: Header, lines: readonly PlanLine[], ledger: Ledger): ReadPlan {
  const columns = [...header.dates].sort();
  const near = columns.at(-1) as CivilDate;
  const requirements = lines.filter((line) => !line.bare);
  const refs = givenRefs(requirements);
  const recommendations = readRecommendations(lines, ledger);
  const deadlines = readDeadlines(recommendations, near, ledger);
  const statuses = readStatuses(requirements, near, ledger);
  const read = requirements.map((line) => requirementOf(line, refs, deadlines, statuses, ledger));
  const updates = requirements.flatMap((line) => updatesOf(line, columns, ledger));
  askForTexts(read, header, ledger);
  reportRefs(refs, requirements, ledger);
  const front = frontOf(document, header, ledger);
  const named = new Map([...refs].map(([key, { ref }]) => [key, ref]));
  const plan: ReadPlan = {
    ...front,
    columns,
    recommendations: recommendations.map((each) => recommendationOf(each, deadlines)),
    requirements: read,
    updates,
    repairs: placed(ledger.repairs(named), document),
    questions: placed(ledger.questions(named), document),
    leftOut: ledger.leftOut(),
    lostCharacters: 0,
  };
  return { ...plan, lostCharacters: ledger.lost(document, textsOf(plan, lines, header)) };
}

function requirementOf(
  line: PlanLine,
  refs: ReadonlyMap<string, GivenRef>,
  deadlines: Deadlines,
  statuses: ReadonlyMap<string, ReadStatus>,
  ledger: Ledger,
): ReadRequirement {
  const { requirement, owner } = line.cells;
  if (requirement !== undefined) ledger.place(requirement, requirement.text, `requirement:${line.key}`);
  if (owner !== undefined) ledger.place(owner, owner.text, `owner:${line.key}`);
  else ledger.ask(line.line, line.key, 'No owner is printed. Who answers for it?');
  const given = refs.get(line.key);
  return {
    key: line.key,
    ref: given?.ref ?? line.key,
    refFrom: given?.refFrom ?? 'ours',
    recommendation: line.recommendation,
    text: requirement?.text ?? null,
    owner: owner?.text ?? '',
    deadline: deadlines.requirements.get(line.key) ?? null,
    line: line.line,
    ...(statuses.get(line.key) ?? { status: 'notStated', statusWords: null, discharge: null }),
  };
}

/** The cells of a line that say something; "no change" must have something to point to. */
function updatesOf(line: PlanLine, columns: readonly CivilDate[], ledger: Ledger): PublishedUpdate[] {
  const cells = [...line.updates].sort((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
  let said = false;
  return cells.map(({ column, cell }) => {
    const kind = updateKindOf(cell.text, column);
    if (kind === 'noChange' && !said) {
      ledger.ask(
        line.line,
        line.key,
        `The update of ${column} says that nothing changed, but no earlier update says anything. What was meant?`,
      );
    }
    said ||= kind === 'text';
    ledger.place(cell, cell.text, `update:${line.key}:${column}`);
    return { requirement: line.key, column, kind, text: cell.text };
  });
}

function recommendationOf({ number, text }: ReadRecommendation, deadlines: Deadlines): Recommendation {
  return { number, text: text?.text ?? null, deadline: deadlines.recommendations.get(number) ?? null };
}

/** Once for the whole plan where it has no such texts at all, else for each requirement without one. */
function askForTexts(requirements: readonly ReadRequirement[], header: Header, ledger: Ledger): void {
  const without = requirements.filter((each) => each.text === null);
  if (without.length > 1 && without.length === requirements.length) {
    ledger.ask(
      header.row.line,
      null,
      'No requirement has a text of its own. Should each be asked about by its recommendation?',
    );
    return;
  }
  for (const each of without) {
    ledger.ask(each.line, each.key, 'The requirement has no text of its own in the source. What does it ask for?');
  }
}

function reportRefs(refs: ReadonlyMap<string, GivenRef>, lines: readonly PlanLine[], ledger: Ledger): void {
  const ours = lines.flatMap((line) => {
    const given = refs.get(line.key);
    return given?.refFrom === 'ours' ? [{ line, ...given }] : [];
  });
  for (const number of new Set(ours.map((each) => each.number))) {
    const same = ours.filter((each) => each.number === number);
    const [first] = same;
    if (first === undefined) continue;
    ledger.repair(
      first.line.line,
      null,
      `${same.length} rows share the number ${number}. They are called ${same.map((each) => each.ref).join(', ')} until the lead confirms.`,
    );
  }
}

function frontOf(document: SourceDocument, header: Header, ledger: Ledger) {
  const front = readFront(document, header.row.line);
  if (front.title === null) ledger.ask(1, null, 'The plan has no title above its table. What is it called?');
  if (front.organisation === null)
    ledger.ask(1, null, 'No line above the table names the organisation. Whose plan is it?');
  for (const cell of front.left) ledger.leaveOut(cell);
  const labels = cellsOf(document).filter((cell) => cell.label === true && !header.row.cells.includes(cell));
  const frame = [...front.read, ...header.row.cells.filter((cell) => cell.text !== ''), ...labels];
  for (const cell of frame) ledger.place(cell, cell.text, `frame:${cell.place.line}:${cell.place.column ?? ''}`);
  for (const row of header.repeats) {
    for (const cell of row.cells) ledger.place(cell, cell.text, 'headings');
  }
  return {
    title: front.title ?? '',
    organisation: front.organisation ?? '',
    executiveLead: front.executiveLead,
    operationalLead: front.operationalLead,
    frame: [...frame].sort((a, b) => a.place.line - b.place.line),
  };
}

function reportHeader(header: Header, ledger: Ledger): void {
  const { line } = header.row;
  for (const row of header.repeats) {
    ledger.repair(
      row.line,
      null,
      `The column headings of line ${line} stand here again, as at the top of a page. They were dropped.`,
    );
  }
  for (const cell of header.periods) {
    ledger.ask(
      line,
      null,
      `The heading "${cell.text}" (column ${cell.place.column}) names no day. The last day of that time was taken. Which day was it published?`,
    );
  }
  if (header.undated !== null) {
    ledger.ask(
      line,
      null,
      `The heading "${header.undated.text}" (column ${header.undated.place.column}) names no date. ${longDate(header.dates[0] as CivilDate)} was taken, as the document gives it. When were these updates published?`,
    );
  }
  for (const cell of header.placeless) {
    ledger.repair(
      line,
      null,
      `A plan has no place for the column "${cell.text}" (column ${cell.place.column}). Its cells were left out.`,
    );
  }
  for (const cell of header.unknown) {
    ledger.ask(
      line,
      null,
      `The column "${cell.text}" (column ${cell.place.column}) is none that Quarterdeck knows. Its cells were left out. What does it say?`,
    );
  }
  if (header.dates.some((date, index) => index > 0 && date < (header.dates[index - 1] ?? date))) {
    ledger.repair(line, null, 'The update columns stand newest first. They were put in order of their dates.');
  }
}

/** Notes with the place as people find it, in documents whose lines nobody counts. */
function placed<T extends { readonly line: number }>(notes: readonly T[], document: SourceDocument): T[] {
  const places = new Map<number, string>();
  for (const { place } of cellsOf(document)) {
    if (place.where === undefined || places.has(place.line)) continue;
    places.set(place.line, place.where.replace(/, column \d+$/, '').replace(/, cell [A-Z]+(\d+)$/, ', row $1'));
  }
  return notes.map((note) => {
    const where = places.get(note.line);
    return where === undefined ? note : { ...note, where };
  });
}

function unreadable(line: number, reason: string): PlanReading {
  return { kind: 'unreadable', problem: { line, column: 1, reason } };
}
