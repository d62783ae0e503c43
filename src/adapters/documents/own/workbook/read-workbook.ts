import { byPlace } from '../../../../domain/importing/account/ledger.js';
import type {
  NamedRecommendation,
  PlanReading,
  ReadPlan,
  ReadRequirement,
  SourceDocument,
  SourceWords,
} from '../../../../domain/importing/account/reading.js';
import { statusIn } from '../../../../domain/importing/words/status-words.js';
import { updateKindOf } from '../../../../domain/importing/words/update-kind.js';
import type { PublishedUpdate } from '../../../../domain/plan/plan.js';
import { introductionOf } from './introduction.js';
import { answersOf, withAnswers } from './read-answers.js';
import { ask, deadlineOf, dischargeOf, type Marked, type Reading, refOf } from './read-cells.js';
import { type UpdateColumns, undatedTexts, updateColumns } from './read-columns.js';
import { holdsValues, numberedLines } from './read-numbers.js';
import { frontOf, keptQuestions, nullIfEmpty, placeOf } from './read-questions.js';
import { type SheetTable, sheetsOf, type TableLine, tableOf } from './read-sheets.js';
import { LEFT_OUT_TITLES, LINE_TITLES, QUESTION_TITLES, SHEETS, unplacedIn, WORKBOOK_TITLE } from './words.js';

/** Whether a document is a review workbook of ours: its first cell says so, whatever the file is called. */
export function isReviewWorkbook(document: SourceDocument): boolean {
  const [first] = document.blocks;
  const cell = first?.kind === 'text' ? first.paragraphs[0] : first?.rows[0]?.cells[0];
  return document.format === 'xlsx' && cell?.text === WORKBOOK_TITLE;
}

/**
 * Reads a review workbook that came back corrected. Its cells are taken as they stand, without looking for columns
 * again; questions that were answered, or whose cell was changed, are gone, and what a corrected cell leaves unclear is
 * asked anew. Text in none of the places for it is left out, with its place.
 */
export function readReviewWorkbook(document: SourceDocument): PlanReading {
  const sheets = sheetsOf(document);
  const given = tableOf(sheets.get(SHEETS.lines) ?? [], LINE_TITLES.number);
  if (given === null) {
    return unreadable(
      `The sheet "${SHEETS.lines}" of this review workbook is missing, or its column "${LINE_TITLES.number}" is. Make the workbook again and copy the corrections over.`,
    );
  }
  const asked = tableOf(sheets.get(SHEETS.questions) ?? [], QUESTION_TITLES.what);
  const answers = answersOf(asked, given);
  const table = withAnswers(given, answers);
  const found = updateColumns(table, asked);
  if (typeof found === 'string') return unreadable(found);
  const columns = found.dated;
  const state: Reading = {
    table,
    columns,
    questions: [],
    repairs: [],
    leftOut: [],
  };
  const lines = numberedLines(inOrder(table.lines), state);
  const front = frontOf(sheets.get(SHEETS.start) ?? [], answers.front);
  const recommendations = recommendationsOf(lines, state);
  const requirements = requirementsOf(lines, state);
  const rows = new Set(requirements.map(({ key }) => key));
  const updates = lines.flatMap((line) => (rows.has(keyOf(line)) ? updatesOf(line, state) : []));
  leaveOut(state, found, front.read, requirements.length);
  if (requirements.length === 0) {
    return unreadable(
      `The sheet "${SHEETS.lines}" has no recommendation yet. Put the texts under "${LINE_TITLES.recommendation}", "${LINE_TITLES.owner}" and the other titles where they belong, or give a whole column "Not placed" such a title. Then import the workbook again.`,
    );
  }
  const byKey = new Map(lines.map((each) => [keyOf(each), each.line]));
  const kept = keptQuestions(asked, { lines: byKey, front, columns, undated: found.undated }, answers);
  const undated = undatedTexts(
    found,
    lines.map((each) => ({ key: keyOf(each), line: each.line })),
  );
  const before = tableOf(sheets.get(SHEETS.leftOut) ?? [], LEFT_OUT_TITLES.text)?.lines ?? [];
  const plan: ReadPlan = {
    title: front.title,
    organisation: front.organisation,
    executiveLead: front.executiveLead === '' ? null : front.executiveLead,
    operationalLead: front.operationalLead === '' ? null : front.operationalLead,
    introduction: introductionOf(sheets.get(SHEETS.introduction) ?? []),
    columns: [...columns.values()].sort(),
    recommendations,
    requirements,
    updates,
    repairs: [...kept.repairs, ...state.repairs],
    questions: [...kept.questions, ...state.questions].sort((a, b) => a.line - b.line),
    leftOut: inPlaceOrder([
      ...before.map((each) => ({
        place: placeOf(each.text(LEFT_OUT_TITLES.line), each.text(LEFT_OUT_TITLES.column)),
        text: each.text(LEFT_OUT_TITLES.text),
        aside: true as const,
      })),
      ...undated.flatMap(({ texts }) => texts.map(({ place, text }) => ({ place, text }))),
      ...unplacedTexts(table),
      ...state.leftOut,
    ]),
    ...(undated.length === 0 ? {} : { undated }),
    frame: [],
    lostCharacters: 0,
  };
  return { kind: 'plan', plan };
}

function recommendationsOf(lines: readonly Marked[], state: Reading): readonly NamedRecommendation[] {
  const found = new Map<string, Omit<NamedRecommendation, 'number'>>();
  for (const { line, number, hidden } of lines) {
    if (number === '') continue;
    const text = line.text(LINE_TITLES.recommendation);
    const own = deadlineOf(
      line,
      [LINE_TITLES.recommendationDeadline, LINE_TITLES.recommendationOriginal],
      hidden?.recommendationDeadline ?? null,
      state,
    );
    const known = found.get(number) ?? { text: null, deadline: null };
    const group = known.group ?? line.text(LINE_TITLES.group);
    const printed = known.printed === undefined ? hidden?.printedNumber : known.printed;
    if (text !== '' && known.text !== null && known.text !== text) {
      state.leftOut.push({ place: line.place, text });
      ask(
        state,
        line,
        `Recommendation ${number} has another text here than above. The first one was kept. Which is right?`,
      );
    }
    found.set(number, {
      text: known.text ?? (text === '' ? null : text),
      deadline: known.deadline ?? own,
      ...(group === '' ? {} : { group }),
      ...(printed === undefined ? {} : { printed }),
    });
  }
  return [...found].map(([number, each]) => ({ number, ...each }));
}

function requirementsOf(lines: readonly Marked[], state: Reading): readonly ReadRequirement[] {
  const taken = new Set<string>();
  return lines.flatMap((marked): ReadRequirement[] => {
    const { line, number, hidden } = marked;
    if (number === '') {
      if (!holdsValues(line, state)) return [];
      for (const text of line.texts()) state.leftOut.push({ place: line.place, text });
      ask(
        state,
        line,
        `This line of the workbook has no "${LINE_TITLES.number}", so it was left out. Which recommendation does it belong to?`,
      );
      return [];
    }
    if (isBare(marked, lines, state)) return [];
    const status = line.text(LINE_TITLES.status);
    // what the key of the document says counts while the words are those that it speaks of
    const reading = status !== '' && hidden?.meant?.words === status ? hidden.meant : statusIn(status);
    // words that were there before were asked about when the workbook was made
    if (status !== '' && reading === null && status !== hidden?.statusWords)
      ask(state, line, `The status "${status.slice(0, 60)}" is none that Quarterdeck knows. Which status is meant?`);
    const { id } = hidden ?? {};
    const answers = line.text(LINE_TITLES.answers);
    const contributes = line.text(LINE_TITLES.contributes);
    return [
      {
        key: keyOf(marked),
        ...refOf(line, number, taken, state),
        recommendation: number,
        text: nullIfEmpty(line.text(LINE_TITLES.requirement)),
        owner: line.text(LINE_TITLES.owner),
        deadline: deadlineOf(line, [LINE_TITLES.deadline, LINE_TITLES.original], hidden?.deadline ?? null, state),
        line: line.source,
        status: reading?.status ?? 'notStated',
        statusWords: reading === null ? nullIfEmpty(status) : null,
        ...(hidden?.printed === true && status !== '' ? { printedStatus: status } : {}),
        discharge: dischargeOf(line, hidden, state),
        ...(id == null ? {} : { id }),
        ...(answers === '' ? {} : { answers }),
        ...(contributes === '' ? {} : { contributes }),
      },
    ];
  });
}

/**
 * A line that only carries its recommendation. One that was added by hand is asked about where no other line is, and so
 * is every one in a plan of nothing else.
 */
function isBare({ line, number, hidden }: Marked, lines: readonly Marked[], state: Reading): boolean {
  const carries = (each: Marked) => each.hidden?.key == null && !holdsValues(each.line, state);
  if (hidden?.key != null || holdsValues(line, state) || lines.every(carries)) return false;
  return hidden !== null || lines.some((each) => each.line !== line && each.number === number);
}

function keyOf({ line, hidden }: Pick<Marked, 'line' | 'hidden'>): string {
  return hidden?.key ?? `line${line.row}`;
}

function updatesOf(marked: Marked, state: Reading): PublishedUpdate[] {
  const { line } = marked;
  const requirement = keyOf(marked);
  return [...state.columns]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .flatMap(([title, column]) => {
      const text = line.text(title);
      return text === '' ? [] : [{ requirement, column, kind: updateKindOf(text, column), text }];
    });
}

/** What stands in columns that are none of ours, and lines that are gone, are told. */
function leaveOut(state: Reading, { undated }: UpdateColumns, read: number | null, now: number): void {
  const unplaced = state.table.titles.filter((title) => unplacedIn(title) !== null);
  const known = new Set<string>([
    ...Object.values(LINE_TITLES),
    ...state.columns.keys(),
    ...undated.keys(),
    ...unplaced,
  ]);
  for (const line of state.table.lines) {
    for (const text of line.beside(known)) state.leftOut.push({ place: line.place, text });
  }
  if (read !== null && read !== now) {
    state.repairs.push({
      line: 1,
      ref: null,
      what: `The workbook was made with ${read} lines and came back with ${now}.`,
    });
  }
}

/** What was left under "Not placed", with where it stood. */
function unplacedTexts({ titles, lines }: SheetTable): readonly SourceWords[] {
  return lines.flatMap((line) =>
    titles.flatMap((title): SourceWords[] => {
      const place = unplacedIn(title);
      const text = place === null ? '' : line.text(title);
      return place === null || text === '' ? [] : [{ place: { line: line.source || line.row, ...place }, text }];
    }),
  );
}

function inPlaceOrder(left: readonly SourceWords[]): readonly SourceWords[] {
  return [...left].sort((a, b) => byPlace(a.place, b.place));
}

/** In the order of the source, also after the sheet was sorted; a line that was added stays below the one above it. */
function inOrder(lines: readonly TableLine[]): readonly TableLine[] {
  let above = 0;
  const placed = lines.map((line) => {
    if (line.source > 0) above = line.source;
    return { line, at: above };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

function unreadable(reason: string): PlanReading {
  return { kind: 'unreadable', problem: { line: null, column: null, reason } };
}
