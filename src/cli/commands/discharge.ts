import { longDate } from '../../domain/calendar/civil-date.js';
import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { dateOf } from './cycle.js';

interface ClosureOptions extends CommonOptions {
  readonly plan: string;
  readonly ref: string;
  readonly as?: string;
}

/** `quarterdeck discharge --plan ID --ref R --by BODY --on DATE --reference TEXT`: closed by the inspecting body. */
export async function dischargeCommand(
  options: ClosureOptions & { readonly by: string; readonly on: string; readonly reference: string },
): Promise<void> {
  const on = dateOf('--on', options.on);
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, options.plan, options.as);
    const { plan, ref, reference } = options;
    const outcome = await run.useCases.discharge(
      { tenant: run.tenant, plan, ref, body: options.by, on, reference, by },
      await run.clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    print(options, { ref: outcome.ref, by: options.by, on, reference }, [
      `${outcome.ref} is discharged by ${options.by} on ${longDate(on)} (${reference}). Our own status stays as it is.`,
    ]);
  });
}

/** `quarterdeck complete --plan ID --ref R --agreed-by NAME`: the lead agrees that we consider it complete. */
export async function completeCommand(options: ClosureOptions & { readonly agreedBy?: string }): Promise<void> {
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const { plan, ref, agreedBy = decider.byName } = options;
    const outcome = await run.useCases.confirmComplete(
      { tenant: run.tenant, plan, ref, agreedBy, decider },
      await run.clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { completion } = outcome;
    print(options, { ref: completion.ref, agreedBy: completion.agreedBy }, [
      `We consider ${completion.ref} complete, agreed by ${completion.agreedBy}. It is not discharged by that.`,
    ]);
  });
}

/** `quarterdeck deadline --plan ID --ref R --to DATE --agreed-by NAME --reason TEXT`. */
export async function deadlineCommand(
  options: ClosureOptions & { readonly to: string; readonly agreedBy: string; readonly reason: string },
): Promise<void> {
  const to = dateOf('--to', options.to);
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, options.plan, options.as);
    const { plan, ref, agreedBy, reason } = options;
    const outcome = await run.useCases.moveDeadline(
      { tenant: run.tenant, plan, ref, to, agreedBy, reason, by },
      await run.clock.now(),
    );
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    print(options, { ref: outcome.ref, to, agreedBy, reason }, [
      `The deadline of ${outcome.ref} is now ${longDate(to)}. The date first published stays published, and "overdue" counts from it.`,
    ]);
  });
}
