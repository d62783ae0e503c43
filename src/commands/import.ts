import { readSourceDocument } from '../adapters/documents/read/source-document.js';
import { parseCivilDate } from '../domain/civil-date.js';
import type { AlteredCell, NamedCorrection } from '../domain/corrections.js';
import { readPlan } from '../domain/read-plan.js';
import type { ReadPlan, UnreadablePlan } from '../domain/reading.js';
import { CommandFailed, type CommonOptions, print, readGivenFile, withStore } from './command.js';
import { alteredLines, differenceLines } from './difference.js';

interface ImportOptions extends CommonOptions {
  readonly plan: string;
  readonly dryRun?: boolean;
  readonly correct?: readonly string[];
}

/**
 * `quarterdeck import FILE --plan ID [--dry-run] [--correct REF@COLUMN=REASON]…`. A file that is no plan leaves the
 * store untouched, and so does one that would alter a published cell which no correction names. Over an existing plan
 * the difference is printed; `--dry-run` prints it and writes nothing.
 */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const corrections = (options.correct ?? []).map(correctionOf);
  const read = readPlanFile(await readGivenFile(file));
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.importPlan(
      { tenant, plan: options.plan, read, by: 'system', dryRun: options.dryRun ?? false, corrections },
      await clock.now(),
    );
    if (outcome.kind === 'refused') {
      const { difference = null, altered = [] } = outcome;
      if (options.dryRun === true && difference !== null) {
        print(options, { difference, altered }, differenceLines(difference));
        throw new CommandFailed(outcome.reason);
      }
      throw new CommandFailed([outcome.reason, ...alteredLines(altered), ...correctionHint(altered)].join('\n'));
    }
    const { published, read: whole, over, difference } = outcome;
    const { repairs, questions } = whole;
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
      difference,
    };
    const told = (each: { line: number; ref: string | null; what: string }) =>
      `  line ${each.line}${each.ref === null ? '' : `, ${each.ref}`}: ${each.what}`;
    const done = options.dryRun ? 'Would import' : over ? 'Imported over the plan' : 'Imported';
    print(options, report, [
      ...(difference === null ? [] : differenceLines(difference)),
      `${done}: ${published.plan.title}`,
      `${report.requirements} requirements under ${report.recommendations} recommendations; ${report.updates} updates in the columns ${report.revisions.join(', ')}.`,
      ...(repairs.length === 0
        ? []
        : [`Mended, because it was certain or likely (${repairs.length}):`, ...repairs.map(told)]),
      ...(questions.length === 0 ? [] : [`Please look at (${questions.length}):`, ...questions.map(told)]),
      `${report.lostCharacters} characters of the source were lost; ${report.leftOut.length} pieces of text have no place in the plan.`,
    ]);
  });
}

/** "4.1@2026-06-19=The figure was mistyped" as a correction. */
function correctionOf(text: string): NamedCorrection {
  const [, ref = '', date = '', reason = ''] = /^([^@=]+)@(\d{4}-\d\d-\d\d)=([\s\S]*)$/.exec(text.trim()) ?? [];
  const column = parseCivilDate(date);
  if (column === undefined || reason.trim() === '') {
    throw new CommandFailed(
      `--correct must be a ref, a column's date and a reason, like "4.1@2026-06-19=The figure was mistyped". You gave "${text}".`,
    );
  }
  return { ref: ref.trim(), column, reason: reason.trim() };
}

function correctionHint(altered: readonly AlteredCell[]): readonly string[] {
  const [first] = altered;
  if (first === undefined) return [];
  return [`To correct a cell, name it with its reason: --correct "${first.ref}@${first.column}=why it is corrected"`];
}

/** A plan from the bytes of a file, or a failure with line, column and what to do. */
export function readPlanFile(bytes: Uint8Array): ReadPlan {
  const source = readSourceDocument(bytes);
  if (source.kind === 'unreadable') throw unreadable(source.problem);
  const reading = readPlan(source.document);
  if (reading.kind === 'unreadable') throw unreadable(reading.problem);
  return reading.plan;
}

function unreadable({ line, column, reason }: UnreadablePlan): CommandFailed {
  const place = line === null ? '' : `Line ${line}${column === null ? '' : `, column ${column}`}: `;
  return new CommandFailed(`${place}${reason} Nothing was imported.`);
}
