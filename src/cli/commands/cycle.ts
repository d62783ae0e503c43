import type { OutOfReach } from '../../app/people/reach.js';
import { closingShown } from '../../chat/commands/changes/shown-first.js';
import { type CivilDate, longDay, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { shownLines } from '../output/finalise.js';

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
    const { cycle, asked, people, contributors, unassigned, unreachable, odd } = outcome;
    const first =
      contributors === 0
        ? []
        : [
            `${counted(contributors, 'contributor')}, asked for their words by ${longDay(cycle.contributeBy ?? cycle.due)}.`,
          ];
    print(options, { cycle, asked, people, contributors, unassigned, unreachable, odd }, [
      `The quarter for the revision of ${cycle.revision} is open.`,
      `Asked from ${longDay(cycle.opens)}, due ${longDay(cycle.due)}, closes ${longDay(cycle.closes)}.`,
      ...(odd.length === 0
        ? []
        : ['Is this meant? If not, close it and open another:', ...odd.map((each) => `  ${each}`)]),
      `${counted(asked, 'requirement')}, ${counted(people, 'person', 'people')}.${unassigned.length === 0 ? '' : ` Without an owner: ${unassigned.join(', ')}.`}`,
      ...first,
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

/** `quarterdeck cycle close --plan ID [--yes]`: before its last day has passed, what closing does is shown first. */
export async function cycleCloseCommand(
  options: CommonOptions & { readonly plan: string; readonly yes?: boolean },
): Promise<void> {
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const now = await clock.now();
    const input = { tenant, plan: options.plan, by: 'system' } as const;
    const seen = await useCases.closeCycle({ ...input, confirmed: null }, now);
    if (seen.kind === 'shown') {
      const { closing, head } = seen;
      const { cycle, daysToClose, asked, waiting } = closing;
      const json = { kind: 'notClosed', cycle, daysToClose, asked, waiting };
      const isGoing = options.yes === true;
      if (!isGoing || options.json !== true) print(options, json, shownLines(closingShown(closing, head)));
      if (!isGoing) {
        throw new CommandFailed('The quarter was not closed yet. To close it, give the same command with --yes.');
      }
    }
    const outcome =
      seen.kind === 'shown' ? await useCases.closeCycle({ ...input, confirmed: seen.closing.fingerprint }, now) : seen;
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    if (outcome.kind === 'already') throw new CommandFailed(`The plan "${options.plan}" has no open quarter to close.`);
    if (outcome.kind === 'shown') {
      throw new CommandFailed(
        'Something changed at the same moment, so nothing was closed. Give the command again to see how it stands.',
      );
    }
    print(options, { cycle: outcome.cycle }, [
      `The quarter for the revision of ${outcome.cycle.revision} is closed. Later answers are kept for the next revision.`,
    ]);
  });
}

/** A date option; a date that cannot be fails with what was given. */
export function dateOf(name: string, text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === undefined) throw new WrongUsage(`${name} must be a date like 2027-03-31. You gave "${text}".`);
  return date;
}
