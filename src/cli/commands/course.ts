import type { CourseInput, HeadOutcome } from '../../app/leading/change-head.js';
import { longDate } from '../../domain/calendar/civil-date.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { dateOf } from './cycle.js';

interface CourseOptions extends CommonOptions {
  readonly plan: string;
  readonly reason: string;
  readonly as?: string;
  readonly yes?: boolean;
}

type Make = (run: CommandRun, input: CourseInput) => Promise<HeadOutcome>;

/** `quarterdeck cycle recall --plan ID --reason TEXT [--yes]`. */
export async function recallCommand(options: CourseOptions): Promise<void> {
  const shown =
    'Every card of the open quarter would say that it is taken back, with your reason. What was answered is kept, and offered again.';
  await confirmed(options, shown, 'The quarter is taken back.', async ({ useCases, clock }, input) =>
    useCases.recall(input, await clock.now()),
  );
}

/** `quarterdeck cycle skip --plan ID --reason TEXT [--yes]`. */
export async function skipCommand(options: CourseOptions): Promise<void> {
  const shown =
    'The quarter under way, or else the next one, would be left out. The next revision prints that, with your reason.';
  await confirmed(options, shown, 'The quarter is left out.', async ({ useCases, clock }, input) =>
    useCases.skip(input, await clock.now()),
  );
}

/** `quarterdeck finish --plan ID --reason TEXT [--revision DATE] [--yes]`. */
export async function finishCommand(options: CourseOptions & { readonly revision?: string }): Promise<void> {
  const revision = options.revision === undefined ? null : dateOf('--revision', options.revision);
  const of = revision === null ? 'The next revision' : `The revision of ${longDate(revision)}`;
  const shown = `${of} would be the last, and print how each row ended, and your reason. Once it is made, nobody is asked any more.`;
  await confirmed(options, shown, 'The next revision is the last one.', async ({ useCases, clock }, input) =>
    useCases.finishPlan({ ...input, revision }, await clock.now()),
  );
}

/** `quarterdeck reopen --plan ID --reason TEXT`. */
export async function reopenCommand(options: CourseOptions): Promise<void> {
  await made(options, 'The plan is open again.', async ({ useCases, clock }, input) =>
    useCases.reopenPlan(input, await clock.now()),
  );
}

/** `quarterdeck cycle pause --plan ID --reason TEXT`. */
export async function pauseCommand(options: CourseOptions): Promise<void> {
  await made(options, 'Nobody is messaged about it until it is resumed.', async ({ useCases, clock }, input) =>
    useCases.pause(input, await clock.now()),
  );
}

/** `quarterdeck cycle resume --plan ID`. */
export async function cycleResumeCommand(options: Omit<CourseOptions, 'reason'>): Promise<void> {
  await made({ ...options, reason: '' }, 'Messages go out again.', async ({ useCases, clock }, { tenant, plan, by }) =>
    useCases.unpause({ tenant, plan, by }, await clock.now()),
  );
}

/** What cannot be taken back is shown first, and done with --yes. */
async function confirmed(options: CourseOptions, shown: string, done: string, make: Make): Promise<void> {
  if (options.yes !== true) {
    throw new CommandFailed(`${shown} Nothing was done yet. To do it, give the same command with --yes.`);
  }
  await made(options, done, make);
}

async function made(options: CourseOptions, done: string, make: Make): Promise<void> {
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, options.plan, options.as);
    const outcome = await make(run, { tenant: run.tenant, plan: options.plan, by, reason: options.reason });
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { cycle, paused = null, finished = null } = outcome.head;
    print(options, { cycle, paused, finished }, [done]);
  });
}
