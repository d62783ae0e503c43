import { resolve } from 'node:path';
import { readSourceDocument } from '../../adapters/documents/formats/source-document.js';
import { writeReviewWorkbook } from '../../adapters/documents/own/workbook/write-workbook.js';
import { readPlanFile } from '../../adapters/documents/plan-file.js';
import { writeUnderstandingPage } from '../../adapters/documents/understanding/page.js';
import { finishedRows } from '../../domain/asking/finished.js';
import { type CivilDate, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { cellsOf } from '../../domain/importing/account/ledger.js';
import type {
  AnsweredDates,
  PlanReading,
  Question,
  ReadPlan,
  SourceCell,
  SourceDocument,
  SourcePlace,
  UnreadablePlan,
} from '../../domain/importing/account/reading.js';
import type { AlteredCell, NamedCorrection } from '../../domain/importing/corrections.js';
import { presentingPage } from '../../domain/importing/header/introduction.js';
import { WEIGHTS } from '../../domain/importing/judging/measures.js';
import { isSame } from '../../domain/importing/plan-difference.js';
import { standingOfReading, standingWords, understoodOf } from '../../domain/importing/understood.js';
import type { IntroductionPart } from '../../domain/plan/plan.js';
import { counted } from '../../domain/text/counted.js';
import { shortened } from '../../domain/text/shortened.js';
import {
  CommandFailed,
  type CommandRun,
  type CommonOptions,
  print,
  readGivenFile,
  WrongUsage,
  withStore,
} from '../output/command.js';
import { alteredLines, differenceLines } from '../output/difference.js';
import { staffRows } from '../output/staffing.js';
import { writeWhole } from '../output/write-whole.js';
import { finishedQuestion } from './finished.js';

interface ImportOptions extends CommonOptions {
  readonly plan: string;
  readonly dryRun?: boolean;
  readonly explain?: boolean;
  readonly moreRows?: boolean;
  readonly introduction?: string;
  readonly correct?: readonly string[];
  readonly date?: readonly string[];
  readonly workbook?: string;
  readonly understood?: string;
}

const IMPORTED = { dry: 'Would import', over: 'Imported over the plan', done: 'Imported' } as const;
const ADDED = {
  dry: 'Would add rows to',
  none: 'All rows of the file stand already in',
  done: 'Added rows to',
} as const;
const PERHAPS_MORE_ROWS = 'If the file only brings more rows, add --more-rows: that adds them and withdraws nothing.';

/** So many texts that were left out are printed. */
const MOST_LEFT_OUT = 20;

/**
 * `quarterdeck import FILE --plan ID [--dry-run] [--correct REF@COLUMN=REASON]… [--date HEADING=DATE]…`. A file that is no plan leaves the
 * store untouched, and so does one that would alter a published cell which no correction names. Over an existing plan
 * the difference is printed; `--dry-run` prints it and writes nothing. `--workbook out.xlsx` writes the plan as it was
 * understood, with what is in doubt, and imports nothing; the corrected workbook is imported like any plan.
 * `--introduction PAGE` keeps a page that presents the plan before the plan's own introduction. `--more-rows` adds the rows of the file, where it is not the whole plan.
 * `--date` says when the updates under a heading were published that names no day.
 */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  if (options.introduction !== undefined && options.moreRows === true) {
    throw new WrongUsage('--introduction goes with the whole plan, not with --more-rows.');
  }
  const corrections = (options.correct ?? []).map(correctionOf);
  const dates = new Map((options.date ?? []).map(headingDateOf));
  const reading = await readPlanFile(await readGivenFile(file), dates);
  const explained = options.explain === true ? (reading.explained ?? []) : undefined;
  if (explained !== undefined && options.json !== true) print(options, null, explanationOf(explained));
  if (options.understood !== undefined) await writeUnderstanding(options.understood, reading);
  if (reading.kind === 'unreadable') throw await notUnderstood(reading, options);
  const page = options.introduction === undefined ? null : await readGivenPage(options.introduction);
  const own = reading.plan.introduction ?? [];
  const read = page === null ? reading.plan : { ...reading.plan, introduction: [...page.introduction, ...own] };
  // what is in doubt is decided in the workbook first, so nothing is imported beside it
  const dryRun = options.dryRun === true || options.workbook !== undefined;
  const work = async (run: CommandRun) => {
    const { useCases, tenant, clock, writeFile } = run;
    const outcome = await useCases.importPlan(
      {
        tenant,
        plan: options.plan,
        read,
        by: 'system',
        dryRun,
        corrections,
        scope: options.moreRows === true ? 'moreRows' : 'wholePlan',
      },
      await clock.now(),
    );
    if (outcome.kind === 'refused') {
      const { difference = null, altered = [], isPart = false } = outcome;
      const reason = isPart ? `${outcome.reason} ${PERHAPS_MORE_ROWS}` : outcome.reason;
      if (options.workbook !== undefined) await writeWorkbook(options, options.workbook, read, writeFile);
      else if (dryRun && difference !== null) {
        print(options, { difference, altered }, differenceLines(difference));
        throw new CommandFailed(reason);
      }
      throw new CommandFailed([reason, ...alteredLines(altered), ...correctionHint(altered)].join('\n'));
    }
    const { published, read: whole, over, difference, answering } = outcome;
    const { repairs, questions } = whole;
    if (options.workbook !== undefined) {
      await writeWorkbook(options, options.workbook, whole, writeFile);
      return;
    }
    const staffed = dryRun ? [] : await staffRows(run, options.plan, answering);
    const finished = finishedRows(published);
    const report = {
      plan: published.plan,
      recommendations: whole.recommendations.length,
      requirements: whole.requirements.length,
      revisions: whole.columns,
      updates: whole.updates.length,
      repairs,
      questions,
      leftOut: whole.leftOut.map(({ place, text }) => ({ ...place, text })),
      lostCharacters: whole.lostCharacters,
      standing: standingOfReading(whole),
      finished,
      introduction: whole.introduction ?? [],
      answering: answering.filter(({ question }) => question === undefined).length,
      contributing: answering.filter(({ question }) => question !== undefined).length,
      explained,
      difference,
    };
    const told = ({ line, where, ref, also = [], what }: Question) =>
      `  ${where ?? `line ${line}`}${ref === null ? '' : `, ${[ref, ...also].join(', ')}`}: ${what}`;
    const left = ({ line, column, where, text }: SourcePlace & { readonly text: string }) =>
      `  ${where ?? `line ${line}${column === undefined ? '' : `, column ${column}`}`}: ${shortened(text, 100)}`;
    const adds = options.moreRows === true;
    const done = adds
      ? ADDED[difference !== null && isSame(difference) ? 'none' : dryRun ? 'dry' : 'done']
      : IMPORTED[dryRun ? 'dry' : over ? 'over' : 'done'];
    print(options, report, [
      ...(difference === null ? [] : differenceLines(difference)),
      `${done}: ${published.plan.title}`,
      standingWords(whole),
      `${counted(report.requirements, 'requirement')} under ${counted(report.recommendations, 'recommendation')}; ${updatesOf(whole, adds)}`,
      ...(repairs.length === 0
        ? []
        : [`Mended, because it was certain or likely (${repairs.length}):`, ...repairs.map(told)]),
      ...(questions.length === 0 ? [] : [`Please look at (${questions.length}):`, ...questions.map(told)]),
      ...finishedQuestion(finished, options.plan),
      ...introductionLines(adds ? [] : (whole.introduction ?? []), page?.leftOut ?? []),
      ...(report.leftOut.length === 0
        ? []
        : [
            `Left out, because the plan has no place for it (${report.leftOut.length}):`,
            ...report.leftOut.slice(0, MOST_LEFT_OUT).map(left),
          ]),
      ...(report.leftOut.length > MOST_LEFT_OUT
        ? [`  … and ${report.leftOut.length - MOST_LEFT_OUT} more; --json gives them all.`]
        : []),
      `${lostWords(report.lostCharacters)} ${counted(report.leftOut.length, 'piece')} of text ${report.leftOut.length === 1 ? 'has' : 'have'} no place in the plan.`,
      ...staffed,
    ]);
  };
  await withStore(options, work, { onlyLooks: dryRun });
}

/** What to tell of a file that gives no plan: why, and the way through where it can be read at all. */
async function notUnderstood(
  { problem, asFar, source }: Extract<PlanReading, { kind: 'unreadable' }>,
  options: ImportOptions,
): Promise<CommandFailed> {
  const failed = unreadable(problem, source);
  if (asFar === undefined) return failed;
  const report = { standing: 'notUnderstood', problem, leftOut: asFar.leftOut.length };
  if (options.workbook === undefined) {
    if (options.json === true) print(options, report, []);
    return new CommandFailed(`${failed.message}\n${NOT_UNDERSTOOD} ${WAY_THROUGH}`);
  }
  const path = resolve(options.workbook);
  await writeWhole(path, await workbookOf(asFar));
  if (options.json === true) print(options, { ...report, workbook: path }, []);
  return new CommandFailed(
    `${failed.message}\n${NOT_UNDERSTOOD} Everything that the file says stands in the review workbook. Complete it and import it in place of the file:\n${path}`,
  );
}

const NOT_UNDERSTOOD = 'How sure: not understood.';
const WAY_THROUGH =
  'Add --workbook plan.xlsx to get everything that the file says in a workbook, to be put in its place by hand and imported instead.';

/** Writes everything as it was understood, with the places that say it; before anything is imported. */
/** The whole of a page that presents a plan, and what the website puts around it. */
async function readGivenPage(file: string): Promise<ReturnType<typeof presentingPage>> {
  const source = readSourceDocument(await readGivenFile(file), { hasColumns: false });
  if (source.kind === 'unreadable') throw unreadable(source.problem);
  const page = presentingPage(source.document);
  if (page.introduction.length > 0) return page;
  throw new CommandFailed(`${file} has no sentence that could present a plan. Nothing was imported.`);
}

/** How the introduction begins and ends, and what of the given page is not in it. */
function introductionLines(
  introduction: readonly IntroductionPart[],
  leftOut: readonly SourceCell[],
): readonly string[] {
  const [first] = introduction;
  const last = introduction.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    `Introduction, printed before the rows (${counted(introduction.length, 'part')}): ${first === last ? `"${shortened(first.text, 100)}"` : `from "${shortened(first.text, 60)}" to "${shortened(last.text, 60)}"`}`,
    ...(leftOut.length === 0
      ? []
      : [`Left out of its page, because it does not present the plan (${leftOut.length}):`]),
    ...leftOut.slice(0, MOST_LEFT_OUT).map(({ place, text }) => `  line ${place.line}: ${shortened(text, 100)}`),
    ...(leftOut.length > MOST_LEFT_OUT ? [`  … and ${leftOut.length - MOST_LEFT_OUT} more.`] : []),
  ];
}

async function writeUnderstanding(file: string, reading: PlanReading): Promise<void> {
  const page = /\.html?$/i.test(file);
  await writeWhole(
    file,
    page ? writeUnderstandingPage(reading) : `${JSON.stringify(understoodOf(reading), null, 2)}\n`,
  );
}

/** Each way in which the file was read, the one that counts first: its score, and each measure with what it counts. */
function explanationOf(explained: NonNullable<PlanReading['explained']>): readonly string[] {
  if (explained.length === 0) return ['The file was read to exactly what it says; nothing had to be weighed.'];
  return explained.map(({ shape, score, measures }) => {
    const parts = Object.entries(measures ?? {}).map(
      ([name, value]) => `${name} ${value.toFixed(2)} × ${WEIGHTS[name as keyof typeof WEIGHTS]}`,
    );
    return `Read as ${shape}: ${measures === null ? 'no plan' : `${score.toFixed(3)} (${parts.join(', ')})`}`;
  });
}

/** How many updates there are and of which days; a plan on its first day has none. */
function updatesOf({ columns, updates, undated = [] }: ReadPlan, adds: boolean): string {
  if (columns.length > 0)
    return `${counted(updates.length, 'update')} in the ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')}.`;
  return undated.length > 0
    ? 'its updates wait for their dates, see below.'
    : adds
      ? 'no updates.'
      : 'the plan has no updates yet.';
}

/** "4.1@2026-06-19=The figure was mistyped" as a correction. */
function correctionOf(text: string): NamedCorrection {
  const [, ref = '', date = '', reason = ''] = /^([^@=]+)@(\d{4}-\d\d-\d\d)=([\s\S]*)$/.exec(text.trim()) ?? [];
  const column = parseCivilDate(date);
  if (column === undefined || reason.trim() === '') {
    throw new WrongUsage(
      `--correct must be a ref, a column's date and a reason, like "4.1@2026-06-19=The figure was mistyped". You gave "${text}".`,
    );
  }
  return { ref: ref.trim(), column, reason: reason.trim() };
}

/** "Initial response=2026-03-20" as the date of a heading. */
function headingDateOf(text: string): [string, CivilDate] {
  const [, heading = '', date = ''] = /^([\s\S]+)=\s*(\d{4}-\d\d-\d\d)\s*$/.exec(text) ?? [];
  const day = parseCivilDate(date);
  if (day === undefined) {
    throw new WrongUsage(
      `--date must be the words of a heading and a day, like "Initial response=2026-03-20". You gave "${text}".`,
    );
  }
  return [heading.trim(), day];
}

function correctionHint(altered: readonly AlteredCell[]): readonly string[] {
  const [first] = altered;
  if (first === undefined) return [];
  return [`To correct a cell, name it with its reason: --correct "${first.ref}@${first.column}=why it is corrected"`];
}

/** Writes the plan as it was understood, to be corrected and imported in place of the file. */
async function writeWorkbook(
  options: ImportOptions,
  file: string,
  read: ReadPlan,
  writeFile: CommandRun['writeFile'],
): Promise<void> {
  const path = resolve(file);
  await writeFile(path, await workbookOf(read));
  const count = read.questions.length;
  print(options, { workbook: path, questions: count, repairs: read.repairs.length, leftOut: read.leftOut.length }, [
    `Nothing was imported. ${count} ${count === 1 ? 'question stands' : 'questions stand'} in the review workbook; correct it and import it in place of the plan:`,
    path,
  ]);
}

async function workbookOf(read: ReadPlan): Promise<Uint8Array> {
  return writeReviewWorkbook(read).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandFailed(`${error.message}, so there is no workbook.`, { cause: error });
  });
}

/** A plan from the bytes of a file, or a failure with its place and what to do. */
export async function readGivenPlan(bytes: Uint8Array, dates?: AnsweredDates): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes, dates);
  if (reading.kind === 'unreadable') throw unreadable(reading.problem);
  return reading.plan;
}

/** With its place as people find it in the file, where that is known. */
function unreadable({ line, column, reason }: UnreadablePlan, source?: SourceDocument): CommandFailed {
  const cells = source === undefined ? [] : cellsOf(source).filter((cell) => cell.place.line === line);
  const found = cells.find((cell) => cell.place.column === (column ?? undefined)) ?? cells[0];
  const where =
    found?.place.where ?? (line === null ? '' : `line ${line}${column === null ? '' : `, column ${column}`}`);
  const place = where === '' ? '' : `${where.charAt(0).toUpperCase()}${where.slice(1)}: `;
  return new CommandFailed(`${place}${reason} Nothing was imported.`);
}

/** What became of each character of the source. */
function lostWords(characters: number): string {
  if (characters === 0) return 'No character of the source was lost.';
  return `${counted(characters, 'character')} of the source found no place in any row: each is among the texts left out, and asked about.`;
}
