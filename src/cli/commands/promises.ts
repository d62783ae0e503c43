import { longDate } from '../../domain/calendar/civil-date.js';
import type { CommitmentAnswer } from '../../domain/commitments/commitment.js';
import { stateWords } from '../../domain/commitments/commitment-reply.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { dateOf } from './cycle.js';

/** `quarterdeck promises --plan ID [--due] [--json]`: every promise with a date, and what became of it. */
export async function promisesCommand(
  options: CommonOptions & { readonly plan: string; readonly due?: boolean },
): Promise<void> {
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.seePromises(tenant, options.plan, options.due === true, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const json = outcome.promises.map(({ ref, promise, isDue }) => {
      const { id, words, column, promised, due, state, moves, reason, spokenOf } = promise;
      return { id, ref, words, column, promised, due, state, moved: moves.length, reason, spokenOf, unanswered: isDue };
    });
    const unanswered = outcome.promises.filter((each) => each.isDue).length;
    const found = `${json.length} ${json.length === 1 ? 'promise' : 'promises'}`;
    print(options, json, [
      `${found}; ${unanswered} ${unanswered === 1 ? 'has' : 'have'} come due without an answer.`,
      ...outcome.promises.flatMap(({ ref, promise, isDue }) => {
        const spoken = promise.spokenOf === null ? '' : `; the update of ${longDate(promise.spokenOf)} speaks of it`;
        return [
          `  ${promise.id}  ${ref}  promised on ${longDate(promise.column)} for ${longDate(promise.promised)}`,
          `    "${promise.words.replace(/\s+/g, ' ')}"`,
          `    ${isDue ? 'No answer yet: ' : ''}${stateWords(promise)}${promise.state === 'open' ? spoken : ''}`,
        ];
      }),
    ]);
  });
}

const BECAME = ['done', 'late', 'withdrawn', 'reopen'] as const;

/** `quarterdeck promise ID done|late|withdrawn|reopen --plan ID [--until DATE] [--reason TEXT]`: what became of it. */
export async function promiseCommand(
  id: string,
  became: string,
  options: CommonOptions & {
    readonly plan: string;
    readonly until?: string;
    readonly reason?: string;
    readonly as?: string;
  },
): Promise<void> {
  const answer = answerOf(became, options.until, options.reason);
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const input = { tenant: run.tenant, plan: options.plan, promise: id, answer, decider };
    const outcome = await run.useCases.answerPromise(input, await run.clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { ref, promise } = outcome;
    const { state, due, promised, moves, reason } = promise;
    const now = outcome.kind === 'already' ? 'stands so already' : 'is noted';
    print(options, { id: promise.id, ref, state, promised, due, moved: moves.length, reason, kind: outcome.kind }, [
      `${ref}: the promise ${now}: ${stateWords(promise)}.`,
    ]);
  });
}

function answerOf(became: string, until: string | undefined, reason: string | undefined): CommitmentAnswer {
  const kind = BECAME.find((each) => each === became);
  if (until !== undefined && kind !== 'late') throw new WrongUsage('--until goes with "late" only.');
  if (reason !== undefined && kind !== 'withdrawn') throw new WrongUsage('--reason goes with "withdrawn" only.');
  switch (kind) {
    case 'done':
      return { kind };
    case 'reopen':
      return { kind: 'reopened' };
    case 'late':
      if (until === undefined) throw new WrongUsage('Give the new date: --until YYYY-MM-DD');
      return { kind, due: dateOf('--until', until) };
    case 'withdrawn':
      if (reason === undefined) throw new WrongUsage('Say why: --reason TEXT');
      return { kind, reason };
    case undefined:
      throw new WrongUsage(`"${became}" is none of: ${BECAME.join(', ')}.`);
  }
}
