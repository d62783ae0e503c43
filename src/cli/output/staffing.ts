import type { AssignmentLine } from '../../app/asking/assign.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommandRun } from './command.js';

const WHO = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s<>,;()]+@[^\s<>,;()]+/i;

/** "Ada Moss <ada@harbour.example>" as a line of an assignment file. */
export function answererLine({ ref, who }: { readonly ref: string; readonly who: string }): AssignmentLine {
  const person = WHO.exec(who)?.[0] ?? who;
  const name = who
    .replace(person, '')
    .replace(/[<>,;()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { line: 0, where: `Row ${ref}`, target: ref, person, name, role: 'owner', until: '' };
}

/** Assigns whom an imported workbook names for its rows; everybody else keeps what they hold. */
export async function staffRows(
  { useCases, tenant, clock }: CommandRun,
  plan: string,
  answering: readonly { readonly ref: string; readonly who: string }[],
): Promise<readonly string[]> {
  if (answering.length === 0) return [];
  const lines = answering.map(answererLine);
  const outcome = await useCases.assign({ tenant, plan, lines, by: 'system', adds: true }, await clock.now());
  if (outcome.kind === 'refused') {
    const why = ['The plan was imported. Nobody was assigned under "Who answers":', ...outcome.problems];
    throw new CommandFailed([...why, 'Correct these cells and import the workbook again, or use assign.'].join('\n'));
  }
  const { uncovered } = outcome;
  return [
    `Under "Who answers" ${counted(lines.length, 'row')} ${lines.length === 1 ? 'has' : 'have'} somebody to be asked.`,
    uncovered.length === 0 ? 'Every requirement has an owner.' : `Without an owner: ${uncovered.join(', ')}.`,
  ];
}
