import { longDate } from '../../domain/calendar/civil-date.js';
import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { dateOf } from './cycle.js';

interface TransferOptions extends CommonOptions {
  readonly plan: string;
  readonly ref: string;
  readonly to?: string;
  readonly watchedBy?: string;
  readonly lookAgain?: string;
  readonly back?: boolean;
  readonly as?: string;
}

/** `quarterdeck transfer --plan ID --ref R --to PLACE --watched-by WHO --look-again DATE`, or `--back`. */
export async function transferCommand(options: TransferOptions): Promise<void> {
  const { plan, ref, to = '', watchedBy = '', lookAgain, back = false } = options;
  if (!back && lookAgain === undefined) throw new CommandFailed('Give the day to look again: --look-again YYYY-MM-DD.');
  const said = back ? null : { to, watchedBy, lookAgain: dateOf('--look-again', lookAgain ?? '') };
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, plan, options.as);
    const outcome = await run.useCases.transfer({ tenant: run.tenant, plan, ref, said, by }, await run.clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    print(options, { ref: outcome.ref, transfer: said }, [
      said === null
        ? `The transfer of ${outcome.ref} is taken back. It is asked about as before.`
        : `${outcome.ref} is transferred to ${said.to}. Its owner is asked again from ${longDate(said.lookAgain)}.`,
    ]);
  });
}
