import type { CellObject, Row } from 'write-excel-file/node';
import type { CivilDate } from '../../../../domain/calendar/civil-date.js';
import { byPlace } from '../../../../domain/importing/account/ledger.js';
import type {
  NamedRecommendation,
  PerhapsField,
  ReadPlan,
  ReadRequirement,
  SourceWords,
} from '../../../../domain/importing/account/reading.js';
import type { Doubt, DoubtField } from '../../../../domain/importing/review-workbook.js';
import { statusIn } from '../../../../domain/importing/words/status-words.js';
import { type Deadline, STATUS_WORDS } from '../../../../domain/plan/plan.js';
import { dateCell, headerCell, heightOf, textCell } from '../../formats/xlsx/write-cells.js';
import {
  dischargeText,
  LINE_TITLES,
  NO_LINE,
  packed,
  REF_FROM,
  signed,
  undatedTitle,
  unplacedTitle,
  updateTitle,
} from './words.js';

/** Of a cell to look at: black on it is 15:1. */
export const AMBER = '#ffe08a';
export const QUIET = '#767676';
export const BORDER = { borderStyle: 'thin', borderColor: '#b4bec8' } as const;
export const HEAD_HEIGHT = 26;

/** One line of `Lines`: a requirement, a recommendation without one, or only texts that have no place. */
export interface Line {
  /** Empty where nothing of it has a place. */
  readonly number: string;
  readonly requirement: ReadRequirement | null;
  /** Whether it shows what belongs to the recommendation. */
  readonly opens: boolean;
  /** What stood near it in the source and has no place in the plan. */
  readonly unplaced: readonly SourceWords[];
}

export interface LineColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly field?: DoubtField;
  /** Which of the texts without a place stand in it until somebody has looked. */
  readonly perhaps?: PerhapsField;
  /** Null: an empty cell. */
  readonly show: (line: Line) => string | { readonly date: CivilDate } | null;
}

/** The lines in the order of the plan; a recommendation without any has one of its own. */
export function linesOf(read: ReadPlan): readonly Line[] {
  const opened = new Set<string>();
  const lines = read.requirements.map((requirement): Line => {
    const number = requirement.recommendation;
    const opens = !opened.has(number);
    opened.add(number);
    return { number, requirement, opens, unplaced: [] };
  });
  const order = new Map(read.recommendations.map(({ number }, index) => [number, index]));
  const placeOf = (number: string) => order.get(number) ?? order.size;
  for (const { number } of read.recommendations.filter((each) => !opened.has(each.number))) {
    const next = lines.findIndex((line) => placeOf(line.number) > placeOf(number));
    lines.splice(next < 0 ? lines.length : next, 0, {
      number,
      requirement: null,
      opens: true,
      unplaced: [],
    });
  }
  return withUnplaced(lines, unplacedOf(read));
}

/** What was left out and may belong into the plan; what waits for its date stands in a column of its own. */
function unplacedOf({ leftOut, undated = [] }: ReadPlan): readonly SourceWords[] {
  const waiting = new Set(undated.flatMap(({ texts }) => texts.flatMap((each) => (each.parts ?? [each]).map(keyOf))));
  return leftOut.filter((each) => each.aside !== true && !waiting.has(keyOf(each)));
}

function keyOf({ place, text }: SourceWords): string {
  return `${place.line} ${place.column ?? ''} ${text}`;
}

/** Texts of a line's own row beside it, others in rows of their own below the line that stands above them in the source. */
function withUnplaced(lines: readonly Line[], left: readonly SourceWords[]): readonly Line[] {
  const rows = new Map<number, SourceWords[]>();
  for (const each of [...left].sort((a, b) => byPlace(a.place, b.place))) {
    const row = rows.get(each.place.line) ?? [];
    rows.set(each.place.line, row);
    row.push(each);
  }
  const own = (line: Line) => line.requirement?.line ?? null;
  const sources = [...new Set(lines.flatMap((line) => own(line) ?? []))].sort((a, b) => a - b);
  const taken = new Set(sources);
  const below = new Map<number | null, Line[]>();
  for (const [at, unplaced] of rows) {
    if (taken.has(at)) continue;
    const above = sources.findLast((each) => each < at) ?? null;
    const line = { number: '', requirement: null, opens: false, unplaced };
    const others = below.get(above) ?? [];
    below.set(above, others);
    others.push(line);
  }
  const used = new Set<number | null>();
  const beside = lines.flatMap((line): Line[] => {
    const at = own(line);
    if (at === null || used.has(at)) return [line];
    used.add(at);
    return [{ ...line, unplaced: rows.get(at) ?? [] }, ...(below.get(at) ?? [])];
  });
  return [...(below.get(null) ?? []), ...beside];
}

/** The columns of `Lines`, what each shows, and which questions are about it. */
export function lineColumns(read: ReadPlan, lines: readonly Line[], doubts: readonly Doubt[]): readonly LineColumn[] {
  const recommendations = new Map(read.recommendations.map((each) => [each.number, each]));
  const texts = new Map(read.updates.map((each) => [`${each.requirement} ${each.column}`, each.text]));
  const ofRecommendation = ({ number, opens }: Line) => (opens ? recommendations.get(number) : undefined);
  const own = ({ requirement }: Line) => requirement?.deadline ?? null;
  const date = (deadline: Deadline | null | undefined) => (deadline == null ? null : { date: deadline.date });
  const first = (deadline: Deadline | null | undefined) =>
    deadline == null || deadline.original === deadline.date ? null : { date: deadline.original };
  const { requirements, undated = [] } = read;
  const T = LINE_TITLES;
  const changed = (each: { readonly deadline: Deadline | null }) => first(each.deadline) !== null;
  const unused = new Set<string>([
    ...(read.recommendations.some(({ group }) => group !== undefined) ? [] : [T.group]),
    ...(read.recommendations.some(changed) ? [] : [T.recommendationOriginal]),
    ...(requirements.some(changed) ? [] : [T.original]),
    ...(requirements.some((each) => each.discharge !== null) ? [] : [T.discharge]),
  ]);
  const columns: readonly LineColumn[] = [
    { title: T.ref, width: 8, field: 'ref', show: ({ requirement }) => requirement?.ref ?? null },
    { title: T.look, width: 38, field: 'line', show: (line) => explained(doubts, line) },
    { title: T.number, width: 8, perhaps: 'number', show: ({ number }) => number },
    { title: T.group, width: 18, show: (line) => ofRecommendation(line)?.group ?? null },
    {
      title: T.recommendation,
      width: 36,
      field: 'recommendation',
      perhaps: 'recommendation',
      show: (line) => ofRecommendation(line)?.text ?? null,
    },
    {
      title: T.recommendationDeadline,
      width: 18,
      field: 'recommendationDeadline',
      show: (line) => date(ofRecommendation(line)?.deadline),
    },
    { title: T.recommendationOriginal, width: 18, show: (line) => first(ofRecommendation(line)?.deadline) },
    {
      title: T.requirement,
      width: 36,
      field: 'requirement',
      perhaps: 'requirement',
      show: ({ requirement }) => requirement?.text ?? null,
    },
    {
      title: T.owner,
      width: 18,
      field: 'owner',
      perhaps: 'owner',
      show: ({ requirement }) => requirement?.owner ?? null,
    },
    { title: T.answers, width: 24, show: ({ requirement }) => requirement?.answers ?? null },
    { title: T.contributes, width: 36, show: ({ requirement }) => requirement?.contributes ?? null },
    { title: T.deadline, width: 18, field: 'deadline', perhaps: 'deadline', show: (line) => date(own(line)) },
    { title: T.original, width: 18, show: (line) => first(own(line)) },
    ...undated.map(
      (each): LineColumn => ({
        title: undatedTitle(each),
        width: 40,
        field: `undated:${each.column}`,
        show: ({ requirement }) => each.texts.find((text) => text.requirement === requirement?.key)?.text ?? null,
      }),
    ),
    ...read.columns.map(
      (column): LineColumn => ({
        title: updateTitle(column),
        width: requirements.some(({ key }) => (texts.get(`${key} ${column}`)?.length ?? 0) > 1200) ? 75 : 40,
        field: `update:${column}`,
        perhaps: `update:${column}`,
        show: ({ requirement }) => texts.get(`${requirement?.key} ${column}`) ?? null,
      }),
    ),
    {
      title: T.status,
      width: 16,
      field: 'status',
      perhaps: 'status',
      show: ({ requirement }) =>
        requirement === null
          ? null
          : (requirement.printedStatus ?? requirement.statusWords ?? STATUS_WORDS[requirement.status]),
    },
    {
      title: T.discharge,
      width: 24,
      show: ({ requirement }) => (requirement?.discharge == null ? null : dischargeText(requirement.discharge)),
    },
    {
      title: T.refFrom,
      width: 12,
      show: ({ requirement }) => (requirement === null ? null : REF_FROM[requirement.refFrom]),
    },
    ...unplacedColumns(lines),
    { title: T.mark, width: 6, show: (line) => markOf(line, ofRecommendation(line)) },
    {
      title: T.line,
      width: 9,
      show: ({ requirement, unplaced }) => {
        const line = requirement?.line ?? unplaced[0]?.place.line;
        return line === undefined ? null : String(line);
      },
    },
  ];
  return columns.filter(({ title }) => !unused.has(title)).map(withPerhaps);
}

/** What could stand in a column stands there where nothing else does. */
function withPerhaps(column: LineColumn): LineColumn {
  const { perhaps, show } = column;
  if (perhaps === undefined) return column;
  return { ...column, show: (line) => show(line) || perhapsIn(line, perhaps) };
}

function perhapsIn({ unplaced }: Line, field: PerhapsField): string | null {
  const texts = unplaced.flatMap(({ perhaps, text }) => (perhaps === field ? [text] : []));
  return texts.length === 0 ? null : texts.join('\n');
}

/** A column for each column of the source in which something has no place, and one for paragraphs. */
function unplacedColumns(lines: readonly Line[]): readonly LineColumn[] {
  const loose = ({ unplaced }: Line) => unplaced.filter(({ perhaps }) => perhaps === undefined);
  const columns = new Set(lines.flatMap((line) => loose(line).map(({ place }) => place.column ?? 0)));
  return [...columns]
    .sort((a, b) => a - b)
    .map(
      (at): LineColumn => ({
        title: unplacedTitle(at === 0 ? undefined : at),
        width: 40,
        show: (line) => {
          const texts = loose(line)
            .filter(({ place }) => (place.column ?? 0) === at)
            .map(({ text }) => text);
          return texts.length === 0 ? null : texts.join('\n');
        },
      }),
    );
}

/** A line's key and, packed, what its cells do not show whole: moves of a deadline, a discharge, an id, a status that was asked about. */
function markOf({ number, requirement }: Line, recommendation: NamedRecommendation | undefined): string {
  if (number === '') return '';
  const moved = (deadline: Deadline | null | undefined) =>
    deadline != null && deadline.moves.length > 0 ? deadline : undefined;
  const hidden = {
    id: requirement?.id,
    deadline: moved(requirement?.deadline),
    recommendationDeadline: moved(recommendation?.deadline),
    printedNumber: recommendation?.printed,
    discharge: requirement?.discharge ?? undefined,
    statusWords: requirement?.statusWords ?? undefined,
    printed: requirement?.printedStatus === undefined ? undefined : (true as const),
    meant: requirement === null ? undefined : meantOf(requirement),
  };
  const rest = Object.values(hidden).some((each) => each !== undefined) ? ` ${packed(hidden)}` : '';
  return `${requirement?.key ?? NO_LINE}${rest}`;
}

/** The status that a document's own key gives to words which say another by themselves, or none. */
function meantOf({ printedStatus: words, status, statusWords }: ReadRequirement) {
  const isByKey = words !== undefined && statusWords === null && statusIn(words)?.status !== status;
  return isByKey ? { words, status } : undefined;
}

function explained(doubts: readonly Doubt[], { requirement }: Line): string | null {
  if (requirement === null) return null;
  const own = doubts.filter((each) => each.row === requirement.key).map(({ question }) => question.what);
  return own.length === 0 ? null : own.join('\n');
}

/** The rows of `Lines`, titles first; doubtful cells are coloured, signed and explained. */
export function lineRows(lines: readonly Line[], columns: readonly LineColumn[], doubts: readonly Doubt[]): Row[] {
  const doubtful = new Set(doubts.map(({ row, field }) => `${row} ${field}`));
  const headings = new Set(doubts.map(({ field }) => field));
  const head = columns.map(({ title, field }) => {
    const column = field?.startsWith('update:') ? (`heading:${field.slice(7)}` as const) : null;
    const marked =
      (column !== null && headings.has(column)) || (field?.startsWith('undated:') === true && headings.has(field));
    const cell = { ...headerCell(signed(title, marked)), height: HEAD_HEIGHT };
    return marked ? { ...cell, backgroundColor: AMBER, textColor: '#000000' } : cell;
  });
  const rows = lines.map((line): Row => {
    const cells = columns.map(({ title, field, perhaps, show }) => {
      const shown = show(line);
      const guessed = perhaps !== undefined && perhapsIn(line, perhaps) !== null;
      const marked = guessed || (field !== undefined && doubtful.has(`${line.requirement?.key} ${field}`));
      return lineCell(title, shown, marked);
    });
    const wrapped = cells.map((cell, index) => (cell.wrap === false ? 0 : heightOf(cell, columns[index]?.width ?? 1)));
    const height = Math.max(...wrapped);
    return cells.map((cell) => ({ ...cell, height, ...BORDER }));
  });
  return [head, ...rows];
}

function lineCell(title: string, shown: ReturnType<LineColumn['show']>, marked: boolean): CellObject {
  const fill: Partial<CellObject> = marked ? { backgroundColor: AMBER } : {};
  if (shown !== null && typeof shown !== 'string') return { ...dateCell(shown.date), ...fill } as CellObject;
  if (title === LINE_TITLES.mark) return textCell(shown ?? '', { textColor: QUIET, wrap: false });
  // what explains is ours and needs no sign
  const text = title === LINE_TITLES.look ? (shown ?? '') : signed(shown ?? '', marked);
  return textCell(text, fill);
}
