import { loadPlan } from '../../app/store/load-plan.js';
import { type FinishedRow, finishedRows } from '../../domain/asking/finished.js';
import { longDate } from '../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../domain/plan/plan.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';

interface FinishedOptions extends CommonOptions {
  readonly plan: string;
  readonly close?: string;
  readonly ask?: string;
  readonly as?: string;
}

/** `quarterdeck finished --plan ID [--close REFS|all] [--ask REFS|all]`: the lead's answer about rows that say that they have ended. */
export async function finishedCommand(options: FinishedOptions): Promise<void> {
  const { close, ask } = options;
  if (close !== undefined && ask !== undefined) throw new WrongUsage('Give --close or --ask, one after the other.');
  const given = close ?? ask;
  await withStore(
    options,
    async (run) => (given === undefined ? list(run, options) : answer(run, options, given.split(','))),
    { onlyLooks: given === undefined },
  );
}

/** The question that an import asks about such rows; nothing where there are none. */
export function finishedQuestion(rows: readonly FinishedRow[], plan: string): readonly string[] {
  if (rows.length === 0) return [];
  const [says, they, refs] = rows.length === 1 ? ['says', 'it is', 'it'] : ['say', 'they are', 'they'];
  return [
    `${counted(rows.length, 'row')} only ${says} that ${they} finished: ${rows.map((each) => each.ref).join(', ')}. Shall ${refs} be asked about?`,
    `  Until you answer, ${they} asked about once a year, and no status is printed.`,
    `  No:  quarterdeck finished --plan ${plan} --close all   (gives ${rows.length === 1 ? 'it' : 'them'} the status that ${rows.length === 1 ? 'it says' : 'they say'})`,
    `  Yes: quarterdeck finished --plan ${plan} --ask all     (or their refs, by commas)`,
  ];
}

async function list({ useCases, tenant }: CommandRun, options: FinishedOptions): Promise<void> {
  const loaded = await loadPlan(useCases.stores, tenant, options.plan);
  if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
  const rows = finishedRows(await loaded.published());
  print(options, rows, [
    ...(rows.length === 0 ? ['No row is waiting for an answer: each that says that it has ended is decided.'] : []),
    ...rows.map(
      ({ ref, ending, text, column }) =>
        `  ${ref}: "${text.replace(/\s+/g, ' ')}" (${longDate(column)}), which would be "${STATUS_WORDS[ending]}"`,
    ),
    ...finishedQuestion(rows, options.plan),
  ]);
}

async function answer(run: CommandRun, options: FinishedOptions, refs: readonly string[]): Promise<void> {
  const { by } = await deciderOf(run, options.plan, options.as);
  const about = { tenant: run.tenant, plan: options.plan, by, refs };
  const kind = options.close === undefined ? 'ask' : 'close';
  const outcome = await run.useCases.answerFinished({ ...about, answer: kind }, await run.clock.now());
  if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
  const { published, ref } = outcome;
  const printed = published.requirements
    .filter((each) => ref.split(', ').includes(each.ref))
    .map((each) => `${each.ref} "${STATUS_WORDS[published.statuses[each.id] ?? 'notStated']}"`);
  print(options, { refs: ref.split(', '), answer: kind }, [
    kind === 'ask'
      ? `Asked about like all others: ${ref}.`
      : `Asked about once a year from now on, ${published.printed?.statuses === false ? 'and kept, as this plan prints no statuses, as' : 'and printed in the next revision as'}: ${printed.join(', ')}. To take that back: --ask ${ref.replaceAll(' ', '')}`,
  ]);
}
