import { loadPlan } from '../../app/store/load-plan.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';

interface PublicationOptions extends CommonOptions {
  readonly plan: string;
  readonly hide?: string;
  readonly show?: string;
  readonly reason?: string;
  readonly as?: string;
}

/** `quarterdeck publication --plan ID [--hide REFS | --show REFS] [--reason TEXT]`: rows that stand in no public copy. */
export async function publicationCommand(options: PublicationOptions): Promise<void> {
  const { hide, show } = options;
  if (hide !== undefined && show !== undefined) throw new WrongUsage('Give --hide or --show, one after the other.');
  const refs = hide ?? show;
  await withStore(options, async (run) => (refs === undefined ? list(run, options) : mark(run, options, refs)), {
    onlyLooks: refs === undefined,
  });
}

async function list({ useCases, tenant }: CommandRun, options: PublicationOptions): Promise<void> {
  const loaded = await loadPlan(useCases.stores, tenant, options.plan);
  if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
  const { requirements } = await loaded.published();
  const refs = requirements.filter((each) => each.notForPublication === true && !each.withdrawn).map(({ ref }) => ref);
  print(options, { notForPublication: refs }, [
    refs.length === 0 ? 'Every row of this plan is for publication.' : `Not for publication: ${refs.join(', ')}.`,
  ]);
}

async function mark(run: CommandRun, options: PublicationOptions, refs: string): Promise<void> {
  const { by } = await deciderOf(run, options.plan, options.as);
  const hidden = options.hide !== undefined;
  const about = { tenant: run.tenant, plan: options.plan, by, refs: refs.split(','), reason: options.reason ?? '' };
  const outcome = await run.useCases.markPublication({ ...about, hidden }, await run.clock.now());
  if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
  const { ref } = outcome;
  print(options, { refs: ref.split(', '), notForPublication: hidden }, [
    hidden
      ? `Not for publication: ${ref}. Still asked about and tracked; in no public file of the next revision. Drafts show it apart, marked. What was published before stays where it was published.`
      : `For publication again: ${ref}. The next revision prints every update of it. Please read the next draft before it is made final.`,
  ]);
}
