import { readAssignmentFile } from '../../adapters/documents/foreign/assignment-file.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommonOptions, print, readGivenFile, withStore } from '../output/command.js';
import { contributorLines } from '../output/staffing.js';

/** `quarterdeck assign FILE --plan ID`: all lines of the file, or none. */
export async function assignCommand(file: string, options: CommonOptions & { readonly plan: string }): Promise<void> {
  const read = readAssignmentFile(await readGivenFile(file));
  if (read.kind === 'unreadable') throw new CommandFailed(read.reason);
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.assign(
      { tenant, plan: options.plan, lines: read.lines, by: 'system' },
      await clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed([outcome.reason, ...outcome.problems].join('\n'));
    const { assignments, kept, uncovered } = outcome;
    print(options, { assignments: assignments.length, kept: kept.length, uncovered }, [
      `${counted(assignments.length, 'assignment')} of plan "${options.plan}" ${assignments.length === 1 ? 'is' : 'are'} in force.`,
      ...contributorLines(assignments),
      ...(kept.length === 0 ? [] : [`${kept.length} that people handed over themselves stay until their day.`]),
      uncovered.length === 0 ? 'Every requirement has an owner.' : `Without an owner: ${uncovered.join(', ')}.`,
    ]);
  });
}
