import { systemClock } from '../../adapters/clock.js';
import { askForToken } from '../../adapters/teams/outbound/token-check.js';
import { lookAt } from '../../adapters/web-look.js';
import { examine } from '../../host/doctor/examine.js';
import type { Finding } from '../../host/doctor/finding.js';
import { CommandFailed, type CommonOptions, print, readGivenFile } from '../output/command.js';

const MARKS: Readonly<Record<Finding['state'], string>> = {
  good: 'good',
  doubtful: 'look',
  bad: 'BAD',
  notLooked: '-',
};

/** `quarterdeck doctor`: what is right and what to do about the rest. Exit code 1 where something is bad. */
export async function doctorCommand(options: CommonOptions & { readonly package?: string }): Promise<void> {
  const zip = options.package === undefined ? null : await readGivenFile(options.package);
  const { data, store } = options;
  const findings = await examine({ data, store, package: zip }, { lookAt, askForToken, clock: systemClock });
  print(options, { findings }, findings.flatMap(linesOf));
  const wrong = findings.filter(({ state }) => state === 'bad').length;
  if (wrong > 0) throw new CommandFailed(`${wrong === 1 ? 'One thing is' : `${wrong} things are`} to be mended.`);
}

function linesOf({ about, state, said, todo }: Finding): readonly string[] {
  const line = `${MARKS[state].padEnd(5)}${about.padEnd(10)}${said}`;
  return todo === undefined ? [line] : [line, `${' '.repeat(15)}${todo}`];
}
