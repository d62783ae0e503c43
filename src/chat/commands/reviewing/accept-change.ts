import type { makeAcceptFindings } from '../../../app/reviewing/decide-finding.js';
import { findingCalled } from '../../../app/reviewing/decide-finding.js';
import { allFindings, type makeSeeReview, type SeenReview } from '../../../app/reviewing/see-review.js';
import { loadPlan } from '../../../app/store/load-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import type { Finding } from '../../../domain/reviewing/review.js';
import type { FindingState } from '../../../domain/reviewing/sign-off.js';
import { groupsToDecide, nextToDecide } from '../../../domain/reviewing/to-decide.js';
import { counted } from '../../../domain/text/counted.js';
import type { Message, StatusButton } from '../../messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, type Asked, type Change, cannot, changeSaid, type Proposal } from '../changes/change.js';
import { planNamed, ruleWords } from '../changes/shown-first.js';
import { findingIn, leftWords, placeOf, saidIn } from './finding-words.js';

/** What accepting findings needs. */
export interface AcceptDeps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly seeReview: ReturnType<typeof makeSeeReview>;
  readonly acceptFindings: ReturnType<typeof makeAcceptFindings>;
}

const NOTHING = 'Nothing was accepted';
/** More than this is not read on one card. */
export const MOST_ALIKE = 12;

/**
 * `/accept ID [reason]`, a row with one finding, `/accept RULE` for several alike, or `/accept published` for what is
 * public: the finding with its words, and a box for the reason. What is accepted makes room for the next one.
 */
export function acceptChange(deps: AcceptDeps): Change {
  return { action: 'review', what: 'decide what the review has found', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: AcceptDeps, asked: Asked): Promise<Proposal> {
  const seen = await deps.seeReview(reviewedIn(asked));
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/review']);
  const [named = '', ...rest] = asked.argument.split(' ');
  const reason = asked.inputs.note ?? rest.join(' ');
  const alike = alikeIn(seen, named);
  if (alike !== null) return several(deps, asked, seen, { ...alike, reason });
  const called = named === '' ? null : findingCalled(allFindings(seen), idOf(seen, named));
  if (called === null || called.kind === 'refused') {
    return cannot(NOTHING, [called?.reason ?? 'Please say which finding.', 'Write /review to see them.'], ['/review']);
  }
  return one(deps, asked, seen, called.state, reason);
}

/** A row stands for the only finding that it has. */
function idOf(seen: SeenReview, named: string): string {
  const own = allFindings(seen).filter(
    ({ finding, state }) => state !== 'accepted' && finding.ref.toLowerCase() === named.toLowerCase(),
  );
  return own.length === 1 ? (own[0]?.finding.id ?? named) : named;
}

function alikeIn(
  seen: SeenReview,
  named: string,
): { readonly what: string; readonly states: readonly FindingState[] } | null {
  const wanted = named.toLowerCase();
  if (wanted === 'published') {
    const states = groupsToDecide(seen.earlier.states).flatMap((group) => group.states);
    return { what: 'in what is public already', states };
  }
  const group = groupsToDecide(seen.next?.states ?? []).find(({ rule }) => rule === wanted);
  return group === undefined ? null : { what: `: ${ruleWords(group.rule).toLowerCase()}`, states: group.states };
}

async function one(
  deps: AcceptDeps,
  asked: Asked,
  seen: SeenReview,
  { finding, state, words, byName }: FindingState,
  reason: string,
): Promise<Proposal> {
  const found = findingIn(seen, finding.id);
  if (found === null) return cannot(NOTHING, ['That finding is gone: its words have changed.'], ['/review']);
  if (state === 'accepted') return cannot('It is accepted already', [`${byName ?? ''}: ${words ?? ''}`], ['/review']);
  const { plan } = asked.picture.head;
  const must = finding.severity === 'mustDecide' && !found.isPublic;
  return {
    kind: 'ready',
    shown: {
      title: `${ruleWords(finding.rule)}, ${placeOf(finding)}`,
      sentences: [
        planNamed(plan),
        ...(found.isPublic ? ['This is public already, so it holds nothing up.'] : []),
        `${finding.what} ${finding.suggestion}`.trim(),
        ...saidIn(found.published, finding),
        ...(state === 'asked' ? [`Asked of the owner by ${byName ?? 'somebody'}: ${words ?? ''}`] : []),
      ],
      groups: [],
    },
    aside: [found.isPublic || seen.next === null ? '' : leftWords(seen.next.states)].filter((line) => line !== ''),
    texts: [{ input: 'note', label: 'Why it stays as it is', value: reason }],
    missing: missingReason(reason),
    argument: finding.id,
    button: must ? 'Accept it' : 'Leave it as it is',
    others: waysOn(asked, seen, finding, found.isPublic),
    hints: [],
    apply: () => accepted(deps, asked, seen, [finding.id], reason),
  };
}

function missingReason(reason: string): string | undefined {
  return reason.trim() === ''
    ? 'It was not accepted yet: please write in a few words why it stays as it is.'
    : undefined;
}

function waysOn(
  { picture }: Asked,
  seen: SeenReview,
  { id, rule, ref }: Finding,
  isPublic: boolean,
): readonly StatusButton[] {
  const { plan } = picture.head;
  const command = (title: string, text: string): StatusButton => ({ kind: 'command', title, text });
  const groups = groupsToDecide((isPublic ? seen.earlier : seen.next)?.states ?? []);
  const alike = isPublic ? 0 : (groups.find((group) => group.rule === rule)?.states.length ?? 0);
  const next = nextToDecide(groups, id);
  const mend =
    rule === 'commitment-gone-by'
      ? command('Say what became of it', `/promise ${plan.id} ${ref}`)
      : command('Correct the words', `/correct ${plan.id} ${id}`);
  return [
    ...(isPublic ? [] : [mend, command('Ask the owner', `/ask ${plan.id} ${id}`)]),
    ...(alike < 2 ? [] : [command(`Accept ${alike} alike`, `/accept ${plan.id} ${rule}`)]),
    ...(next === null ? [] : [command('Skip', `/accept ${plan.id} ${next.finding.id}`)]),
    command('All findings', `/review ${plan.id}`),
  ];
}

function several(
  deps: AcceptDeps,
  asked: Asked,
  seen: SeenReview,
  {
    what,
    states,
    reason,
  }: { readonly what: string; readonly states: readonly FindingState[]; readonly reason: string },
): Proposal {
  const { plan } = asked.picture.head;
  if (states.length === 0) return cannot('Nothing is left to accept', ['Everything is decided.'], ['/review']);
  const [named = ''] = asked.argument.split(' ');
  const shown = states.slice(0, MOST_ALIKE);
  const lines = shown.map(({ finding }) => ({
    ref: placeOf(finding),
    text: finding.words.replace(/\s+/g, ' '),
    detail: named.toLowerCase() === finding.rule ? '' : ruleWords(finding.rule).toLowerCase(),
  }));
  const more = states.length - shown.length;
  return {
    kind: 'ready',
    shown: {
      title: `Accept ${counted(shown.length, 'finding')}${what.startsWith(':') ? what : ` ${what}`}?`,
      sentences: [
        planNamed(plan),
        'All of these stay as they are, with the one reason that you write. Each lasts as long as its words do.',
        ...(more === 0 ? [] : [`${more} more of the kind come after these.`]),
      ],
      groups: [{ heading: 'As they stand', lines }],
    },
    texts: [{ input: 'note', label: 'Why they stay as they are', value: reason }],
    missing: missingReason(reason),
    argument: named,
    button: `Accept ${shown.length === 1 ? 'it' : `all ${shown.length}`}`,
    others: [{ kind: 'command', title: 'All findings', text: `/review ${plan.id}` }],
    hints: [],
    apply: () =>
      accepted(
        deps,
        asked,
        seen,
        shown.map(({ finding }) => finding.id),
        reason,
      ),
  };
}

async function accepted(
  deps: AcceptDeps,
  asked: Asked,
  seen: SeenReview,
  findings: readonly string[],
  reason: string,
): Promise<Answered> {
  const { who, picture, now } = asked;
  const decider = { by: await byOf(deps.stores, who), byName: who.name };
  const about = { tenant: who.tenant, plan: picture.head.plan.id, findings, decider };
  const outcome = await deps.acceptFindings(about, reason, now);
  if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/review']) };
  const done =
    outcome.findings.length === 1
      ? `Accepted: ${outcome.findings.map(placeOf).join('')}.`
      : `${counted(outcome.findings.length, 'finding')} accepted.`;
  const isPublic = findingIn(seen, findings[0] ?? '')?.isPublic === true;
  return { done: true, message: await nextCard(deps, asked, { done, after: findings[0] ?? null, isPublic }) };
}

/** The plan that is reviewed, as it is loaded already. */
export function reviewedIn({ who, picture }: Pick<Asked, 'who' | 'picture'>) {
  return { tenant: who.tenant, plan: picture.head.plan.id, loaded: picture.plan };
}

/** The next finding, under what was just done; where none is left, what comes next. */
export async function nextCard(
  deps: AcceptDeps,
  asked: Pick<Asked, 'who' | 'picture' | 'now'>,
  {
    done,
    after,
    isPublic = false,
  }: { readonly done: string; readonly after: string | null; readonly isPublic?: boolean },
): Promise<Message> {
  const { plan } = asked.picture.head;
  // what was just decided is read again
  const loaded = await loadPlan(deps.stores, asked.who.tenant, plan.id);
  if (loaded.kind === 'refused') return notice(done, [loaded.reason], ['/status']);
  const now: typeof asked = { ...asked, picture: { ...asked.picture, plan: loaded, head: loaded.head } };
  const seen = await deps.seeReview(reviewedIn(now));
  if (seen.kind === 'refused') return notice(done, [seen.reason], ['/status']);
  const groups = groupsToDecide((isPublic ? seen.earlier : seen.next)?.states ?? []);
  const next = nextToDecide(groups, after);
  if (next === null || (!isPublic && next.finding.severity === 'look')) {
    const left = isPublic ? 'Nothing that is public is left to look at.' : leftWords(seen.next?.states ?? []);
    const look = next === null ? [] : [`/accept ${plan.id} ${next.finding.id}`];
    const commands = [
      ...look.map((text) => ({ title: 'Look at the rest', text })),
      { title: 'What is left before publishing', text: `/review ${plan.id}` },
      { title: 'Compile a draft', text: `/compile ${plan.id}` },
    ];
    return { kind: 'notice', notice: { heading: done, paragraphs: [planNamed(plan), left], commands, links: [] } };
  }
  const argument = next.finding.id;
  const { message } = await changeSaid(deps, 'accept', acceptChange(deps), { ...now, argument, inputs: {} }, null);
  if (message.kind !== 'status' || done === '') return message;
  const { status } = message;
  return { kind: 'status', status: { ...status, summary: `${done}\n${status.summary}` } };
}
