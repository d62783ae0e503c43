import { type CivilDate, longDate } from '../../calendar/civil-date.js';
import type { SourceBlock, SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import { type OutlineLine, outlineLine } from '../header/outline-lines.js';
import { withTitledNumbers } from '../header/titled-numbers.js';
import { dayIn, headingOf } from '../words/headings.js';
import { stemOf } from '../words/numbers.js';
import { withOnlyRequirements } from './only-requirements.js';
import { withPoints } from './points.js';
import { strangeLabel, strangeLabels } from './strange-labels.js';

/** A part of a paragraph: its words without the label. */
interface Part {
  readonly cell: SourceCell;
  readonly text: string;
}

interface Requirement {
  readonly line: number;
  number: string;
  /** Where its number stands. */
  readonly named: Part;
  readonly text: Part[];
  readonly owner: Part[];
  readonly status: Part[];
  readonly deadline: Part[];
  readonly updates: Map<CivilDate, Part[]>;
}

interface Recommendation {
  readonly line: number;
  number: string | null;
  named: Part;
  readonly text: Part[];
  readonly owner: Part[];
  readonly status: Part[];
  readonly deadline: Part[];
  readonly requirements: Requirement[];
}

/** A date must head answers under this share of the requirements to be a column; others are words of an answer. */
const SHARE_OF_COLUMN = 0.25;

/** Of a table each cell is one, and each is looked at word by word: larger tables are only read as such. */
const MOST_PARAGRAPHS = 80_000;

/**
 * A plan given as headings and paragraphs ("By 27 March 2031, …", "7.1 – Evidence requirements: …", dated answers) as
 * the table that it would be. Paragraphs that only name what follows are labels; what belongs to nothing stays text.
 * Where there is no dated answer at all, an owner, a deadline or a status makes a recommendation. Null where the
 * paragraphs are no plan.
 */
export function tableOfOutline(document: SourceDocument): SourceDocument | null {
  const cells = paragraphsOf(document);
  if (cells.length > MOST_PARAGRAPHS) return null;
  const read = outlineOf(cells);
  const columns = columnsOf(read);
  const told = columns.length > 0;
  const lines = told ? read : read.map((line, index) => withoutUpdates(line, cells[index]));
  const makes = told ? ANSWERS : [...ANSWERS, ...FACTS];
  const begins = lines.findIndex(
    (line, index) =>
      line.kind === 'recommendation' && !cells[index]?.aside && leadsTo(lines, index, [...ANSWERS, ...FACTS]),
  );
  if (begins < 0) return null;
  const strange = strangeLabels(cells, lines);
  const labels: SourceCell[] = [];
  const loose: SourceCell[] = [];
  const recommendations: Recommendation[] = [];
  // Where paragraphs go, and where the very next one goes after a label that stands alone.
  const open: { target: Part[] | null; next: Part[] | null } = { target: null, next: null };
  for (const [index, line] of lines.entries()) {
    const cell = cells[index];
    if (cell === undefined || index < begins) continue;
    const recommendation = recommendations.at(-1);
    const requirement = recommendation?.requirements.at(-1);
    const asLabel = () => {
      if (line.label.trim() !== '') labels.push({ ...cell, text: line.label.trim(), label: true });
    };
    const into = (parts: Part[] | undefined) => {
      asLabel();
      if (parts !== undefined && line.rest.trim() !== '') parts.push({ cell, text: line.rest.trim() });
      open.target = parts ?? open.target;
    };
    const awaited = open.next;
    open.next = null;
    if (cell.label) labels.push(cell);
    else if (awaited !== null && line.kind === 'text' && !cell.aside) awaited.push({ cell, text: cell.text });
    else if (cell.aside || (recommendation === undefined && line.kind !== 'recommendation')) {
      loose.push(cell);
    } else if (line.kind === 'recommendation' && (line.number !== null || leadsTo(lines, index, makes))) {
      // "Recommendation 7" and below it "By 27 March 2031, …" are one.
      if (
        line.number === null &&
        recommendation !== undefined &&
        recommendation.requirements.length === 0 &&
        recommendation.text.length === 0
      ) {
        into(recommendation.text);
        continue;
      }
      const next: Recommendation = {
        line: cell.place.line,
        number: line.number,
        named: { cell, text: line.label },
        text: [],
        owner: [],
        status: [],
        deadline: [],
        requirements: [],
      };
      recommendations.push(next);
      into(next.text);
    } else if (line.kind === 'requirement' && recommendation !== undefined) {
      const next = requirementAt(cell.place.line, line.number, { cell, text: line.label });
      recommendation.requirements.push(next);
      if (line.number !== '' && recommendation.number === null) {
        recommendation.number = stemOf(line.number) ?? line.number;
        recommendation.named = next.named;
      }
      into(next.text);
    } else if (line.kind === 'update' && columns.includes(line.column) && recommendation !== undefined) {
      const answered = requirement ?? requirementAt(cell.place.line, recommendation.number ?? '', recommendation.named);
      if (requirement === undefined) recommendation.requirements.push(answered);
      const parts = answered.updates.get(line.column) ?? [];
      answered.updates.set(line.column, parts);
      into(parts);
    } else if (line.kind === 'evidence' && requirement !== undefined && requirement.updates.size === 0) {
      into(requirement.text);
    } else if (line.kind === 'owner' || line.kind === 'deadline' || line.kind === 'status') {
      const parts = (requirement ?? recommendation)?.[line.kind];
      if (parts === undefined || parts.length > 0) open.target?.push({ cell, text: cell.text });
      else {
        const before = open.target;
        into(parts);
        // what follows a fact is none of the text above it
        const isText = before !== null && (before === recommendation?.text || before === requirement?.text);
        open.target = isText && before.length > 0 ? null : before;
        open.next = line.rest.trim() === '' ? parts : null;
      }
    } else if (line.kind === 'text' && strange.has(strangeLabel(cell)) && (requirement?.updates.size ?? 0) === 0) {
      // what nobody knows is none of the text above it
      loose.push(cell);
    } else if (line.kind === 'label') labels.push({ ...cell, label: true });
    else if (cell.level !== undefined && open.target !== null && open.target.length > 0) {
      // what a heading of another kind says is none of the answer above it
      open.target = null;
      loose.push(cell);
    } else if (open.target !== null) open.target.push({ cell, text: cell.text });
    else loose.push(cell);
  }
  takeFacts(recommendations);
  const answered = recommendations.filter(({ requirements }) => requirements.length > 0);
  // A list of contents names the recommendations without answers.
  for (const { text } of recommendations.filter((each) => !answered.includes(each)))
    loose.push(...text.map((part) => ({ ...part.cell, text: part.text })));
  if (answered.length === 0 || (!told && answered.length * 2 < numbersOf(lines).size)) return null;
  const first = cells[begins]?.place.line ?? 1;
  const worded = answered.some(({ requirements }) => requirements.some(({ text }) => text.length > 0));
  const blocks: SourceBlock[] = [
    ...blocksAbove(document, first),
    {
      kind: 'rows',
      rows: [headingRow(first - 0.5, columns, worded), ...answered.flatMap((each) => rowsOf(each, columns, worded))],
      laid: true,
    },
    { kind: 'text', paragraphs: [...labels, ...loose] },
  ];
  return {
    ...document,
    blocks: blocks.filter((block) => (block.kind === 'rows' ? block.rows : block.paragraphs).length > 0),
  };
}

/** What each paragraph begins, by itself and by what stands around it. */
export function outlineOf(cells: readonly SourceCell[]): readonly OutlineLine[] {
  return withPoints(
    cells,
    withOnlyRequirements(cells, withTitledNumbers(cells, withDeadlinesBelow(cells.map(lineOf)))),
  );
}

function lineOf(cell: SourceCell): OutlineLine {
  return cell.aside || cell.label ? { kind: 'text', label: '', rest: cell.text } : outlineLine(cell);
}

/** A date below "Target date" is that, and heads no answer. */
function withDeadlinesBelow(lines: readonly OutlineLine[]): OutlineLine[] {
  return lines.map((line, index) => {
    const above = lines[index - 1];
    const below = above?.kind === 'deadline' && above.rest.trim() === '' && line.kind === 'update';
    return below ? { kind: 'text', label: '', rest: line.label + line.rest } : line;
  });
}

function blocksAbove(document: SourceDocument, line: number): SourceBlock[] {
  return document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.filter(({ place }) => place.line < line) }
        : { ...block, rows: block.rows.filter((row) => row.line < line) },
  );
}

/** Paragraphs, and the cells of small tables ("Published", "Update") as paragraphs. */
function paragraphsOf(document: SourceDocument): SourceCell[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === 'text') return [...block.paragraphs];
    return block.rows.flatMap((row) => {
      const cells = row.cells.filter((cell) => cell.text !== '');
      const headings =
        cells.length > 1 && cells.every((cell) => headingOf(cell.text)?.role === 'update' && !/\d/.test(cell.text));
      return headings ? cells.map((cell): SourceCell => ({ ...cell, label: true })) : cells;
    });
  });
}

/** The dates that head answers often enough. */
function columnsOf(lines: readonly OutlineLine[]): CivilDate[] {
  const counts = new Map<CivilDate, number>();
  for (const line of lines) if (line.kind === 'update') counts.set(line.column, (counts.get(line.column) ?? 0) + 1);
  const requirements = lines.filter((line) => line.kind === 'requirement').length;
  const least = Math.max(1, Math.ceil(SHARE_OF_COLUMN * requirements));
  return [...counts]
    .filter(([, count]) => count >= least)
    .map(([column]) => column)
    .sort();
}

const ANSWERS: readonly OutlineLine['kind'][] = ['requirement', 'update'];
const FACTS = ['owner', 'deadline', 'status'] as const;

/**
 * What a line begins where nothing is answered yet: "Action: …" is what is asked about, without a number of its own;
 * "Recommendation" and "Q1 update" alone are labels.
 */
function withoutUpdates(line: OutlineLine, cell: SourceCell | undefined): OutlineLine {
  if (line.kind !== 'text' || cell?.aside === true || cell?.label === true) return line;
  const label = /^[^:\n]{3,40}(?::\s+|$)/.exec(line.rest)?.[0] ?? '';
  const heading = headingOf(label.replace(/:\s+$/, ''));
  // of "Q1 update" the quarter is no word for a heading
  if (heading === null || (heading.share < 1 && !/^q[1-4]\s\S+$/i.test(label))) return line;
  const rest = line.rest.slice(label.length);
  if (heading.role === 'requirement') return { kind: 'requirement', number: '', label, rest };
  const alone =
    rest === '' && (heading.role === 'recommendation' || (heading.role === 'update' && dayIn(heading) === null));
  return alone ? { kind: 'label', label, rest: '' } : line;
}

/** A recommendation with an owner, a deadline or a status and nothing else below it is its own requirement. */
function takeFacts(recommendations: readonly Recommendation[]): void {
  for (const each of recommendations) {
    const facts = FACTS.some((kind) => each[kind].length > 0);
    if (facts && each.requirements.length === 0)
      each.requirements.push(requirementAt(each.line, each.number ?? '', each.named));
  }
}

/** Whether a requirement or an answer follows before the next recommendation. */
function leadsTo(lines: readonly OutlineLine[], index: number, makes: readonly OutlineLine['kind'][]): boolean {
  const next = lines.slice(index + 1).find(({ kind }) => kind === 'recommendation' || makes.includes(kind));
  const line = lines[index];
  if (next?.kind === 'recommendation')
    return line?.kind === 'recommendation' && line.number !== null && next.number === null;
  return next !== undefined;
}

function numbersOf(lines: readonly OutlineLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) => (line.kind === 'recommendation' && line.number !== null ? [line.number] : [])),
  );
}

function requirementAt(line: number, number: string, named: Part): Requirement {
  return { line, number, named, text: [], owner: [], status: [], deadline: [], updates: new Map() };
}

function headingRow(line: number, columns: readonly CivilDate[], worded: boolean): SourceRow {
  const titles = [
    'Recommendation number',
    'Recommendation',
    'Ref',
    ...(worded ? ['Evidence requirement'] : []),
    'Owner',
    'Deadline',
    ...columns.map((column) => `Update ${longDate(column)}`),
    'Status',
  ];
  return {
    line,
    cells: titles.map((text, index) => ({ place: { line, column: index + 1 }, raw: '', text, label: true })),
  };
}

function rowsOf(recommendation: Recommendation, columns: readonly CivilDate[], worded: boolean): SourceRow[] {
  return recommendation.requirements.map((requirement, index): SourceRow => {
    const first = index === 0;
    const named = <T>(own: readonly T[], above: readonly T[]) => (own.length > 0 ? own : above);
    const parts: (readonly Part[])[] = [
      numberAt(recommendation.number ?? '', recommendation.named),
      first ? recommendation.text : [],
      numberAt(requirement.number, requirement.named),
      ...(worded ? [requirement.text] : []),
      named(requirement.owner, recommendation.owner),
      named(requirement.deadline, recommendation.deadline),
      ...columns.map((column) => requirement.updates.get(column) ?? []),
      named(requirement.status, recommendation.status),
    ];
    const numbers = new Map([
      [0, recommendation.number ?? ''],
      [2, requirement.number],
    ]);
    const cells = parts.map((part, column): SourceCell => {
      const text = numbers.get(column) ?? words(part);
      const where = part[0]?.cell.place.where;
      const place = { line: requirement.line, column: column + 1, ...(where === undefined ? {} : { where }) };
      return { place, raw: text, text, of: part.map((each): SourceCell => ({ ...each.cell, text: each.text })) };
    });
    return { line: requirement.line, cells };
  });
}

/** The words of a paragraph that give a number; "1(a)" is given by "(a)" below the number 1. */
function numberAt(number: string, { cell, text }: Part): readonly Part[] {
  return number === '' ? [] : [{ cell, text: cell.text.includes(number) ? number : text.trim() }];
}

function words(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('\n');
}
