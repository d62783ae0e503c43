import { STATUS_WORDS } from '../../domain/plan/plan.js';
import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';

/** `quarterdeck status --plan ID`. Late replies and overdue deadlines are two counts. */
export async function statusCommand(options: CommonOptions & { readonly plan: string }): Promise<void> {
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.seeStatus(tenant, options.plan, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { head, standing, day } = outcome.status;
    const { counts, overdue } = standing;
    const requirements = standing.requirements.map(({ ref, owner, state, status, deadline, discharge }) => ({
      ref,
      owner,
      state,
      status: STATUS_WORDS[status].toLowerCase(),
      deadline,
      discharge,
    }));
    const { cycle } = head;
    const complete = requirements.filter((each) => each.status === 'complete').length;
    const discharged = requirements.filter((each) => each.discharge !== null).length;
    print(options, { cycle, counts, overdue, complete, discharged, requirements }, [
      head.plan.title,
      cycle === null
        ? 'No cycle has been opened.'
        : `Cycle for the revision of ${cycle.revision} (${cycle.state}), as of ${day}: due ${cycle.due}, closes ${cycle.closes}.`,
      `Replies: ${counts.answered} answered, ${counts.noChange} no change, ${counts.pending} not answered yet, ${counts.late} late.`,
      `Deadlines passed and not complete: ${overdue}.`,
      `Closed: ${complete} complete, as we consider it; ${discharged} discharged by the inspecting body.`,
      ...requirements.map(
        (each) =>
          `  ${each.ref}  ${each.state}  ${each.status}  ${each.deadline ?? 'no deadline'}  ${each.owner}${each.discharge === null ? '' : `  discharged by ${each.discharge.by} on ${each.discharge.on}`}`,
      ),
    ]);
  });
}
