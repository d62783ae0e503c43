import { makeTeams } from '../../adapters/teams/teams.js';
import { whyHeld } from '../../app/sending/leave.js';
import type { Candidate } from '../../app/store/candidate.js';
import { type FindingState, undecided } from '../../domain/reviewing/sign-off.js';
import { readBotIdentity } from '../../host/config.js';
import { connections, makeWatchWith } from '../../host/wiring.js';
import {
  CommandFailed,
  type CommandRun,
  type CommonOptions,
  print,
  readGivenText,
  WrongUsage,
  withStore,
} from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { numberOf } from '../output/numbers.js';

interface ReviewOptions extends CommonOptions {
  readonly plan: string;
  readonly draft?: string;
  readonly published?: boolean;
  readonly all?: boolean;
}

/** `quarterdeck review --plan ID [--draft N] [--published] [--all] [--json]`: what should be decided before this is published. */
export async function reviewCommand(options: ReviewOptions): Promise<void> {
  const draft = options.draft === undefined ? null : numberOf('--draft', options.draft);
  if (draft !== null && options.published === true) {
    throw new WrongUsage('Give --draft or --published, not both.');
  }
  await withStore(options, async ({ useCases, tenant }) => {
    const head = (await useCases.stores.plan(tenant, options.plan).head())?.value;
    const isPublished = options.published === true || (draft === null && head !== undefined && head.cycle === null);
    const outcome = isPublished
      ? await useCases.reviewPublished(tenant, options.plan)
      : await useCases.reviewDraft(tenant, options.plan, draft);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { states } = outcome;
    const open = undecided(states);
    const about = 'candidate' in outcome ? aboutCandidate(outcome.candidate) : { revision: null, hash: null };
    const json = { plan: options.plan, draft, ...about, open: open.length, findings: states.map(jsonOf) };
    const shown = options.all === true ? states : states.filter((each) => each.state !== 'accepted');
    const before = isPublished
      ? `in what is published already: ${open.length} would have to be decided first today.`
      : `${open.length} must be decided before this is published.`;
    print(options, json, [
      `${states.length} ${states.length === 1 ? 'finding' : 'findings'}${isPublished ? ' ' : '; '}${before}`,
      ...shown.flatMap(linesOf),
    ]);
  });
}

const aboutCandidate = ({ cycle, hash }: Candidate) => ({ revision: cycle.revision, hash });

function jsonOf({ finding, state, words, byName, ownerStands }: FindingState) {
  const { id, ref, column, start, length, rule, what, suggestion, severity } = finding;
  const place = { ref, column, start, length };
  return {
    id,
    place,
    rule,
    words: finding.words,
    what,
    suggestion,
    severity,
    state,
    decision: words,
    byName,
    ownerStands: ownerStands ?? null,
  };
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

/**
 * `quarterdeck review correct --plan ID (--ref R | --recommendation N) --text-file F --reason TEXT`: another wording of an
 * answer in print, both are kept; or the text of a recommendation.
 */
export async function reviewCorrectCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly ref?: string;
    readonly recommendation?: string;
    readonly textFile: string;
    readonly reason: string;
    readonly as?: string;
  },
): Promise<void> {
  const { ref: wanted, recommendation } = options;
  if ((wanted === undefined) === (recommendation === undefined)) {
    throw new WrongUsage('Name either a requirement (--ref) or a recommendation (--recommendation).');
  }
  const text = await readGivenText(options.textFile);
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const now = await run.clock.now();
    const { tenant } = run;
    const { plan, reason } = options;
    if (wanted === undefined) {
      const about = { tenant, plan, ref: recommendation ?? '', text, reason, by: decider.by };
      const amended = await run.useCases.correctRecommendation(about, now);
      if (amended.kind === 'refused') throw new CommandFailed(amended.reason);
      print(options, { about: amended.ref, text }, [
        `The next revision prints ${amended.ref} in the words of the file.`,
      ]);
      return;
    }
    const input = { tenant, plan, ref: wanted, text, why: reason, decider };
    const outcome = await run.useCases.correctWording(input, now);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { wording, ref, owner } = outcome;
    const told =
      owner === null ? 'It stands with nobody, so nobody was told.' : await tell(run, options.plan, owner.name, ref);
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
      : await tell(run, options.plan, outcome.name, ref);
    print(options, { finding: id, ref, state: 'asked', owner: outcome.name, told }, [
      `${ref} is open again with your question. The answer given counts until another replaces it.`,
      told,
    ]);
  });
}

/** Tells the owner now, or says when they will be told. */
async function tell(run: CommandRun, plan: string, name: string, ref: string): Promise<string> {
  const { useCases, tenant, local, config, log, clock } = run;
  const identity = local ? ({ kind: 'none' } as const) : readBotIdentity();
  const teams = makeTeams({ identity, tenants: [tenant, ...config.tenants], log, connections });
  const now = await clock.now();
  const { messenger } = teams;
  const permission = await makeWatchWith(useCases, { messenger, log, clock, local, steadyMs: null }).leave(now);
  if (permission.kind === 'held') {
    await useCases.stores.directory.addDue({ tenant, plan, at: now });
    return `${name} will be told when messages go out again: they are held, because ${whyHeld(permission.hold)} ("quarterdeck sweep" says more).`;
  }
  const seen = await useCases.seePlan(tenant, plan, now);
  const picture = seen.kind === 'picture' ? seen.picture : null;
  const { told, again } = await useCases.tellNewsThrough(messenger)(picture, now, permission.leave);
  const news = told.findLast((each) => each.ref === ref);
  if (again !== null) await useCases.stores.directory.addDue({ tenant, plan, at: again });
  switch (news?.outcome) {
    case undefined:
    case 'sent':
      return `${name} was told.`;
    case 'uncertain':
      return `${name} was told, but the message may not have arrived.`;
    case 'unreachable':
    case 'failed':
      return `${name} was not told: ${news.reason ?? 'could not be reached'}. Please tell them; it is in the history of ${ref}.`;
    case 'later':
      return `${name} will be told when work begins: nobody is messaged outside working hours.`;
    default:
      return `${name} will be told by the next sweep: another message is on its way to them.`;
  }
}

function linesOf({ finding, state, words, byName, ownerStands }: FindingState): readonly string[] {
  const column = finding.column === null ? '' : `, ${finding.column}`;
  const must = finding.severity === 'mustDecide' ? 'must be decided' : 'worth a look';
  const quoted = finding.words.replace(/\s+/g, ' ');
  const decision = state === 'open' ? [] : [`    ${state} by ${byName ?? 'somebody'}: ${words ?? ''}`];
  return [
    `  ${finding.id}  ${finding.ref}${column}  ${finding.rule}  (${must})`,
    `    "${quoted.length > 160 ? `${quoted.slice(0, 157)}…` : quoted}"`,
    `    ${finding.what} ${finding.suggestion}`,
    ...(ownerStands === undefined ? [] : [`    ${ownerStands} answered, and says that it is right as it stands.`]),
    ...decision,
  ];
}
