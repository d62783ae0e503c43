import type { Named } from '../../app/importing/import-plan.js';
import { staffLine } from '../../app/importing/staff-lines.js';
import { isOutside } from '../../domain/people/contributor.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommandRun } from './command.js';

/** Assigns whom an imported workbook names for its rows; everybody else keeps what they hold. */
export async function staffRows(
  { useCases, tenant, clock }: CommandRun,
  plan: string,
  named: readonly Named[],
): Promise<readonly string[]> {
  if (named.length === 0) return [];
  const lines = named.map(staffLine);
  const outcome = await useCases.assign({ tenant, plan, lines, by: 'system', adds: true }, await clock.now());
  if (outcome.kind === 'refused') {
    const why = [`The plan was imported. Nobody was assigned under ${columnsOf(named)}:`, ...outcome.problems];
    throw new CommandFailed([...why, 'Correct these cells and import the workbook again, or use assign.'].join('\n'));
  }
  const { uncovered, assignments } = outcome;
  const owners = lines.filter(({ role }) => role === 'owner').length;
  return [
    ...(owners === 0
      ? []
      : [`Under "Who answers" ${counted(owners, 'row')} ${owners === 1 ? 'has' : 'have'} somebody to be asked.`]),
    ...contributorLines(assignments),
    uncovered.length === 0 ? 'Every requirement has an owner.' : `Without an owner: ${uncovered.join(', ')}.`,
  ];
}

/** How many add to rows, and who of them can only be asked on a sheet. */
export function contributorLines(
  assignments: readonly { readonly role: string; readonly person: string; readonly name: string }[],
): readonly string[] {
  const contributors = assignments.filter(({ role }) => role === 'contributor');
  if (contributors.length === 0) return [];
  const people = new Map(contributors.map(({ person, name }) => [person, name]));
  const outside = [...people].filter(([person]) => isOutside(person)).map(([, name]) => name);
  return [
    `${counted(people.size, 'contributor')} ${people.size === 1 ? 'is' : 'are'} asked first.`,
    ...(outside.length === 0
      ? []
      : [`Known by a name alone, so asked on a return sheet and not in Teams: ${outside.join(', ')}.`]),
  ];
}

function columnsOf(named: readonly Named[]): string {
  const titles = [
    ...(named.some(({ question }) => question === undefined) ? ['"Who answers"'] : []),
    ...(named.some(({ question }) => question !== undefined) ? ['"Who contributes, and what we ask them"'] : []),
  ];
  return titles.join(' and ');
}
