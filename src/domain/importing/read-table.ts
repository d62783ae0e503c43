import { civilDate } from '../calendar/civil-date.js';
import { type Ledger, openLedger } from './account/ledger.js';
import { withLost } from './account/lost.js';
import { placed } from './account/places.js';
import type { AnsweredDates, NamedRecommendation, PlanReading, ReadPlan, SourceDocument } from './account/reading.js';
import { legendOf } from './fields/colours.js';
import { type Deadlines, readDeadlines } from './fields/deadlines.js';
import { headerOfSaid, withoutPrepared } from './fields/prepared.js';
import { type ReadRecommendation, readRecommendations } from './fields/recommendations.js';
import { givenRefs } from './fields/refs.js';
import { askForTexts, reportRefs, requirementOf, undatedOf, updatesOf } from './fields/requirements.js';
import { readStatuses } from './fields/statuses.js';
import { leaveStrayTextOut, tableOf } from './fields/stray.js';
import { textsOf } from './fields/texts.js';
import { dayAbove } from './header/day.js';
import { frameOf } from './header/frame.js';
import { findHeader, type Header, headedSheets, laidBlocks, tableRows } from './header/header.js';
import { reportHeader } from './header/report-header.js';
import { alignRows } from './layout/alignment.js';
import { groupsOf, sheetsAsGroups } from './layout/groups.js';
import { type PlanLine, planLines, withEntries } from './layout/lines.js';
import { reportMoves } from './layout/pages.js';

/** Only dates without a year are told by it, in a document that names none. */
const ANY_DAY = civilDate('2025-01-01');

/**
 * Reads a document whose plan stands in rows under one row of headings. Columns are told by their headings, cells by
 * anchors (the requirement's own number, the posts that recur), because pages of real plans are shifted against their
 * headings. What is certain is mended and told, what is likely is mended, told and asked, the rest is asked.
 */
export function readTable(document: SourceDocument, answered: AnsweredDates, source = document): PlanReading {
  const rows = tableRows(document);
  const filled = document.blocks.some((block) => block.kind === 'text' || block.rows.length > 0);
  if (!filled) {
    return unreadable(1, 'The file is empty. Save the plan again, with its text, and import that file.');
  }
  const finding = findHeader(rows, { answered, above: dayAbove(document) });
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
  const blocks = alignRows(header.slots, {
    rows: table,
    lone,
    headed: headedSheets(document, header),
    laid: laidBlocks(document),
  });
  const laid = new Set(blocks.flatMap((block) => block.rows.map(({ row }) => row)));
  const outside = lone.filter(({ row }) => !laid.has(row));
  const aligned = blocks.flatMap((block) => block.rows).sort((a, b) => a.row.line - b.row.line);
  const themes = groupsOf(document, outside, header.row.line);
  const groups = themes.length > 0 ? themes : sheetsAsGroups(document, aligned);
  const headings = new Set(groups.map(({ heading }) => heading));
  for (const heading of headings) ledger.place(heading, heading.text, `group:${heading.text}`);
  // what stands under the first of these is said of it, and not of the plan
  const begins = Math.min(header.row.line, ...[...headings].map(({ place }) => place.line));
  leaveStrayTextOut(document, { begins, lone: outside, headings }, ledger);
  reportMoves(blocks, header.slots, ledger);
  const groupAt = (line: number) => groups.findLast(({ heading }) => heading.place.line < line)?.heading.text ?? null;
  const lines = withoutPrepared(withEntries(planLines(aligned, groupAt, ledger), ledger), ledger);
  const said = headerOfSaid(header, lines, ledger);
  const waiting = new Set(lines.flatMap(({ undated }) => undated.map(({ at }) => at)));
  const entries = lines.some(({ updates }) => updates.length > 0);
  reportHeader(said, waiting, entries, ledger);
  if (lines.length === 0) {
    return unreadable(
      table[0]?.row.line ?? header.row.line,
      'No row below the headings has a number, so nothing can be asked about. Give each recommendation its number.',
    );
  }
  return { kind: 'plan', plan: planOf({ document, source }, said, withRows(lines), begins, ledger) };
}

/** Where no row says more than what is recommended, each is asked about all the same. */
function withRows(lines: readonly PlanLine[]): readonly PlanLine[] {
  return lines.every(({ bare }) => bare) ? lines.map((line): PlanLine => ({ ...line, bare: false })) : lines;
}

function planOf(
  { document, source }: { readonly document: SourceDocument; readonly source: SourceDocument },
  header: Header,
  lines: readonly PlanLine[],
  begins: number,
  ledger: Ledger,
): ReadPlan {
  const said = lines.flatMap(({ updates }) => updates.map(({ column }) => column));
  const columns = [...new Set([...header.dates, ...said])].sort();
  const near = columns.at(-1) ?? dayAbove(document) ?? document.saved ?? ANY_DAY;
  const requirements = lines.filter((line) => !line.bare);
  const refs = givenRefs(requirements);
  const recommendations = readRecommendations(lines, ledger);
  const deadlines = readDeadlines(recommendations, near, ledger);
  const statuses = readStatuses(requirements, near, legendOf(document, lines), ledger);
  const read = requirements.map((line) => requirementOf(line, refs, deadlines, statuses, ledger));
  const updates = requirements.flatMap((line) => updatesOf(line, columns, ledger));
  askForTexts(read, recommendations, header, ledger);
  reportRefs(refs, requirements, ledger);
  const frame = frameOf(document, header, begins, ledger);
  const undated = undatedOf(requirements, header);
  const named = new Map([...refs].map(([key, { ref }]) => [key, ref]));
  const plan: ReadPlan = {
    ...frame,
    columns,
    recommendations: recommendations.map((each) => recommendationOf(each, deadlines)),
    requirements: read,
    updates,
    repairs: placed(ledger.repairs(named), document),
    questions: placed(ledger.questions(named), document),
    leftOut: ledger.leftOut(),
    places: ledger.places(),
    ...(undated.length === 0 ? {} : { undated }),
    lostCharacters: 0,
  };
  return withLost(plan, ledger.lost(source, textsOf(plan, lines, header)), source);
}

function recommendationOf({ number, text, lines }: ReadRecommendation, deadlines: Deadlines): NamedRecommendation {
  const [first] = lines;
  return {
    number,
    text: text?.text ?? null,
    deadline: deadlines.recommendations.get(number) ?? null,
    ...(first?.group == null ? {} : { group: first.group }),
    ...(first === undefined || first.source === number ? {} : { printed: first.source }),
  };
}

function unreadable(line: number, reason: string): PlanReading {
  return { kind: 'unreadable', problem: { line, column: 1, reason } };
}
