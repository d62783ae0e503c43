import type { Compiled } from '../../app/store/stores.js';
import { finalisingShown, type ShownFirst } from '../../chat/commands/changes/shown-first.js';
import type { Finalising, FinalisingReason } from '../../domain/publishing/finalising.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import { CommandFailed, type CommandRun, type CommonOptions, print } from './command.js';

/** What was compiled. */
export interface Made {
  readonly document: RevisionDocument;
  readonly compiled: Compiled;
  /** Whether it is a revision that had been made before. */
  readonly already: boolean;
}

interface Options extends CommonOptions {
  readonly plan: string;
  readonly yes?: boolean;
}

/**
 * Shows what making the revision would do, and makes it where `--yes` was given and nothing stands in its way; else fails
 * with the reason. `prepare` runs right before it is made.
 */
export async function makeRevision(run: CommandRun, options: Options, prepare: () => Promise<void>): Promise<Made> {
  const { useCases, tenant, clock } = run;
  const now = await clock.now();
  const input = { tenant, plan: options.plan, by: 'system', byName: null } as const;
  const seen = await useCases.finaliseRevision({ ...input, confirmed: null }, now);
  if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
  if (seen.kind === 'shown') {
    const { finalising, head } = seen;
    const why = whyNot(finalising, options);
    const lines = shownLines(finalisingShown(finalising, head));
    if (why !== null || options.json !== true) print(options, jsonOf(finalising), lines);
    if (why !== null) throw new CommandFailed(why);
  }
  await prepare();
  if (seen.kind === 'made') return seen;
  const outcome = await useCases.finaliseRevision({ ...input, confirmed: seen.finalising.fingerprint }, now);
  if (outcome.kind === 'made') return outcome;
  throw new CommandFailed(
    outcome.kind === 'refused'
      ? outcome.reason
      : 'Something changed at the same moment, so nothing was made. Give the command again to see how it stands.',
  );
}

/** What is shown first, as lines of text. */
export function shownLines({ title, sentences, groups }: ShownFirst): readonly string[] {
  return [
    title,
    ...sentences.map((sentence) => `  ${sentence}`),
    ...groups.flatMap(({ heading, lines }) => [
      `${heading}:`,
      ...lines.map(({ ref, text, detail }) => `  ${ref}  ${text}${detail === '' ? '' : `  (${detail})`}`),
    ]),
  ];
}

function whyNot({ against }: Finalising, { plan, yes }: Options): string | null {
  if (against.length > 0)
    return ['The revision was not made.', ...against.map((each) => reasonOf(each, plan))].join('\n');
  return yes === true ? null : 'The revision was not made yet. To make it, give the same command with --yes.';
}

function reasonOf(reason: FinalisingReason, plan: string): string {
  switch (reason.kind) {
    case 'cycleOpen':
      return `The quarter is open. Close it first: quarterdeck cycle close --plan ${plan}`;
    case 'undecided':
      return `Findings of the review that must be decided: ${reason.findings.length}. List them: quarterdeck review --plan ${plan}`;
    case 'unsigned':
      return `The executive lead has not signed these words: quarterdeck sign --plan ${plan}`;
  }
}

function jsonOf({ cycle, daysToClose, asked, silent, signOff, signature, against }: Finalising) {
  const findings = against.flatMap((reason) => (reason.kind === 'undecided' ? reason.findings : []));
  return {
    kind: 'notMade',
    revision: cycle.revision,
    closes: cycle.closes,
    daysToClose,
    asked,
    silent: silent.map(({ name, refs }) => ({ owner: name, refs })),
    findings: findings.map(({ finding: { id, ref, rule, what }, state }) => ({ id, ref, rule, what, state })),
    signature: signOff === 'lead' ? null : { needed: true, by: signature?.byName ?? null },
    reasons: against.map(({ kind }) => kind),
  };
}
