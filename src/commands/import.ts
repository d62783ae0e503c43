import { readSourceDocument } from '../adapters/documents/read/source-document.js';
import { readPlan } from '../domain/read-plan.js';
import type { ReadPlan, UnreadablePlan } from '../domain/reading.js';
import { CommandFailed, type CommonOptions, print, readGivenFile, withStore } from './command.js';

interface ImportOptions extends CommonOptions {
  readonly plan: string;
  readonly dryRun?: boolean;
}

/** `quarterdeck import FILE --plan ID [--dry-run]`. A file that is no plan leaves the store untouched. */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const read = readPlanFile(await readGivenFile(file));
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.importPlan(
      { tenant, plan: options.plan, read, by: 'system', dryRun: options.dryRun ?? false },
      await clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { published, read: whole, over } = outcome;
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
    };
    const told = (each: { line: number; ref: string | null; what: string }) =>
      `  line ${each.line}${each.ref === null ? '' : `, ${each.ref}`}: ${each.what}`;
    const done = options.dryRun ? 'Would import' : over ? 'Imported over the plan' : 'Imported';
    print(options, report, [
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
