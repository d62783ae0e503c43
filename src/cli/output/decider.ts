import { loadPlan } from '../../app/store/load-plan.js';
import { localTime } from '../../domain/calendar/civil-date.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import type { Decider } from '../../domain/reviewing/decision.js';
import { CommandFailed, type CommandRun } from './command.js';

/** Whom the command line names where nobody is named: whoever holds the machine acts for the lead. */
const NOBODY_NAMED: Decider = { by: 'system', byName: 'the portfolio lead' };

/** Who decides: the lead of the plan with this Entra id; without one, the lead who is not named. */
export async function deciderOf(run: CommandRun, plan: string, as: string | undefined): Promise<Decider> {
  if (as === undefined) return NOBODY_NAMED;
  const person = as.trim().toLowerCase();
  const loaded = await loadPlan(run.useCases.stores, run.tenant, plan);
  if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
  const assignments = await loaded.assignments();
  const day = localTime(await run.clock.now(), loaded.head.settings.zone).date;
  if (!mayDo('review', rolesOf(person, assignments, day))) {
    throw new CommandFailed(`${as} does not hold the role "lead" in the plan "${plan}".`);
  }
  const name = assignments.find((each) => each.person === person)?.name ?? NOBODY_NAMED.byName;
  const record = (await run.useCases.stores.person(run.tenant, person).record())?.value;
  return { by: record?.whoKey ?? 'system', byName: name };
}
