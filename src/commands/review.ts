import { makeTeams } from '../adapters/teams/teams.js';
import type { News } from '../app/tell-owner.js';
import { readBotIdentity } from '../config.js';
import { type FindingState, undecided } from '../domain/sign-off.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, readGivenFile, withStore } from './command.js';
import { deciderOf } from './decider.js';
import { numberOf } from './numbers.js';

interface ReviewOptions extends CommonOptions {
  readonly plan: string;
  readonly draft?: string;
  readonly all?: boolean;
}

/** `quarterdeck review --plan ID [--draft N] [--all] [--json]`: what should be decided before this is published. */
export async function reviewCommand(options: ReviewOptions): Promise<void> {
  const draft = options.draft === undefined ? null : numberOf('--draft', options.draft);
  await withStore(options, async ({ useCases, tenant }) => {
    const outcome = await useCases.reviewDraft(tenant, options.plan, draft);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { candidate, states } = outcome;
    const open = undecided(states);
    const json = {
      plan: options.plan,
      draft,
      revision: candidate.cycle.revision,
      hash: candidate.hash,
      open: open.length,
      findings: states.map(({ finding, state, words, byName }) => {
        const { id, ref, column, start, length, rule, what, suggestion, severity } = finding;
        const place = { ref, column, start, length };
        return { id, place, rule, words: finding.words, what, suggestion, severity, state, decision: words, byName };
      }),
    };
    const shown = options.all === true ? states : states.filter((each) => each.state !== 'accepted');
    print(options, json, [
      `${states.length} findings; ${open.length} must be decided before this is published.`,
      ...shown.flatMap(linesOf),
    ]);
  });
}

/** `quarterdeck review accept FINDING… --plan ID --reason TEXT`. Of several, those before the first refused are accepted. */
export async function reviewAcceptCommand(
  findings: readonly string[],
  options: CommonOptions & { readonly plan: string; readonly reason: string; readonly as?: string },
): Promise<void> {
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const accepted = [];
    for (const finding of findings) {
      const about = { tenant: run.tenant, plan: options.plan, finding, decider };
      const outcome = await run.useCases.acceptFinding(about, options.reason, await run.clock.now());
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      const { id, ref, rule } = outcome.finding;
      accepted.push({ finding: id, ref, rule, state: 'accepted' });
    }
    const lines = accepted.map(({ ref, rule }) => `Accepted ${rule} at ${ref}. It lasts as long as the words do.`);
    print(options, accepted, lines);
  });
}

/** `quarterdeck review correct --plan ID --ref R --text-file F --reason TEXT`: another wording in print; both are kept. */
export async function reviewCorrectCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly ref: string;
    readonly textFile: string;
    readonly reason: string;
    readonly as?: string;
  },
): Promise<void> {
  const bytes = await readGivenFile(options.textFile);
  const text = new TextDecoder('utf-8').decode(bytes);
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const input = { tenant: run.tenant, plan: options.plan, ref: options.ref, text, why: options.reason, decider };
    const now = await run.clock.now();
    const outcome = await run.useCases.correctWording(input, now);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { wording, ref, owner } = outcome;
    const news: News = { kind: 'wording', ref, published: wording.published, why: wording.why };
    const key = wording.update.slice(0, 12);
    const told =
      owner === null ? 'It stands with nobody, so nobody was told.' : await tell(run, options.plan, owner, key, news);
    print(
      options,
      { ref, answered: wording.answered, published: wording.published, owner: owner?.name ?? null, told },
      [`${ref} is published in the wording of the file. The answer is kept as it was given.`, told],
    );
  });
}

/** `quarterdeck review ask FINDING --plan ID --question TEXT`: opens the item again in its owner's deck. */
export async function reviewAskCommand(
  finding: string,
  options: CommonOptions & { readonly plan: string; readonly question: string; readonly as?: string },
): Promise<void> {
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const about = { tenant: run.tenant, plan: options.plan, finding, decider };
    const now = await run.clock.now();
    const outcome = await run.useCases.askAboutFinding(about, options.question, now);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { ref, id } = outcome.finding;
    // an open cycle's sweep brings the deck; after the close only this does
    const told = outcome.cycleOpen
      ? `${outcome.name} gets the card with the next sweep.`
      : await tell(run, options.plan, outcome, id.slice(0, 12), { kind: 'question', ref });
    print(options, { finding: id, ref, state: 'asked', owner: outcome.name, told }, [
      `${ref} is open again with your question. The answer given counts until another replaces it.`,
      told,
    ]);
  });
}

async function tell(
  run: CommandRun,
  plan: string,
  owner: { readonly person: string; readonly name: string },
  key: string,
  news: News,
): Promise<string> {
  const { useCases, tenant, local, config, log, clock } = run;
  const identity = local ? ({ kind: 'none' } as const) : readBotIdentity();
  const teams = makeTeams({ identity, tenants: [tenant, ...config.tenants], log });
  const tellOwner = useCases.tellOwnerThrough(teams.messenger);
  const outcome = await tellOwner({ tenant, plan, person: owner.person, key }, news, await clock.now());
  if (outcome.kind === 'told') return `${owner.name} was told.`;
  return `${owner.name} was not told now: ${outcome.reason}. Please tell them; it is in the history of ${news.ref}.`;
}

function linesOf({ finding, state, words, byName }: FindingState): readonly string[] {
  const column = finding.column === null ? '' : `, ${finding.column}`;
  const must = finding.severity === 'mustDecide' ? 'must be decided' : 'worth a look';
  const quoted = finding.words.replace(/\s+/g, ' ');
  const decision = state === 'open' ? [] : [`    ${state} by ${byName ?? 'somebody'}: ${words ?? ''}`];
  return [
    `  ${finding.id}  ${finding.ref}${column}  ${finding.rule}  (${must})`,
    `    "${quoted.length > 160 ? `${quoted.slice(0, 157)}…` : quoted}"`,
    `    ${finding.what} ${finding.suggestion}`,
    ...decision,
  ];
}
