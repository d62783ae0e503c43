import type { OutOfReach } from '../../app/people/reach.js';
import { type CivilDate, longDay, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';

interface OpenOptions extends CommonOptions {
  readonly plan: string;
  readonly revision: string;
  readonly opens?: string;
  readonly due?: string;
  readonly closes?: string;
}

/** `quarterdeck cycle open --plan ID --revision YYYY-MM-DD [--opens --due --closes]`. */
export async function cycleOpenCommand(options: OpenOptions): Promise<void> {
  const revision = dateOf('--revision', options.revision);
  const given: { opens?: CivilDate; due?: CivilDate; closes?: CivilDate } = {};
  for (const name of ['opens', 'due', 'closes'] as const) {
    const text = options[name];
    if (text !== undefined) given[name] = dateOf(`--${name}`, text);
  }
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.openCycle(
      { tenant, plan: options.plan, revision, given, by: 'system' },
      await clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { cycle, asked, people, unassigned, unreachable } = outcome;
    print(options, { cycle, asked, people, unassigned, unreachable }, [
      `The cycle for the revision of ${cycle.revision} is open.`,
      `Asked from ${longDay(cycle.opens)}, due ${longDay(cycle.due)}, closes ${longDay(cycle.closes)}.`,
      `${asked} requirements, ${people} people.${unassigned.length === 0 ? '' : ` Without an owner: ${unassigned.join(', ')}.`}`,
      ...(people === 0 ? [] : unreachableLines(unreachable)),
    ]);
  });
}

/** Who cannot be reached in Teams, so that the lead can act before the ask. */
function unreachableLines(people: readonly OutOfReach[]): readonly string[] {
  if (people.length === 0) return ['Everybody can be reached in Teams.'];
  const count = people.length === 1 ? '1 person cannot' : `${people.length} people cannot`;
  return [
    `${count} be reached in Teams at the moment:`,
    ...people.map(({ name, reason, remedy }) => `  ${name} ${reason}. ${remedy}`),
  ];
}

/** `quarterdeck cycle close --plan ID`. */
export async function cycleCloseCommand(options: CommonOptions & { readonly plan: string }): Promise<void> {
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.closeCycle(tenant, options.plan, 'system', await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    print(options, { cycle: outcome.cycle }, [
      `The cycle for the revision of ${outcome.cycle.revision} is closed. Later answers are kept for the next revision.`,
    ]);
  });
}

/** A date option; a date that cannot be fails with what was given. */
export function dateOf(name: string, text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === undefined) throw new WrongUsage(`${name} must be a date like 2027-03-31. You gave "${text}".`);
  return date;
}
