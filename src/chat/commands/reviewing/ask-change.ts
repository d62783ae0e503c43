import { findingCalled, type makeAskAboutFinding } from '../../../app/reviewing/decide-finding.js';
import type { SeenReview } from '../../../app/reviewing/see-review.js';
import { NOBODY } from '../../../app/store/stores.js';
import type { FindingState } from '../../../domain/reviewing/sign-off.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed, ruleWords } from '../changes/shown-first.js';
import { type AcceptDeps, nextCard, reviewedIn } from './accept-change.js';
import { leftWords, placeOf, saidIn } from './finding-words.js';

/** What sending a finding back to its owner needs. */
export interface AskDeps extends AcceptDeps {
  readonly askAboutFinding: ReturnType<typeof makeAskAboutFinding>;
}

const NOTHING = 'Nobody was asked';

/** `/ask ID [question]`: a finding goes back to its owner as a question; the answer given counts until another comes. */
export function askChange(deps: AskDeps): Change {
  return {
    action: 'review',
    what: 'ask an owner about what the review has found',
    propose: (asked) => propose(deps, asked),
  };
}

async function propose(deps: AskDeps, asked: Asked): Promise<Proposal> {
  const { plan, cycle } = asked.picture.head;
  const seen = await deps.seeReview(reviewedIn(asked));
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/review']);
  if (seen.next === null) return cannot(NOTHING, ['No quarter is under way, so nobody can be asked.']);
  const [named = '', ...typed] = asked.argument.split(' ');
  const found = findingNamed(seen.next.states, named);
  if (found === null) {
    return cannot(NOTHING, ['Please say about which finding. Write /review to see them.'], ['/review']);
  }
  const { finding } = found;
  const holder = holderOf(seen.next, finding.requirement);
  if (holder === null) {
    const why = `${placeOf(finding)} is with nobody, so there is nobody to ask. Give it to somebody first, or correct the words.`;
    return cannot(NOTHING, [why], ['/people', '/review']);
  }
  const question = asked.inputs.note ?? typed.join(' ');
  if (found.state === 'asked' && found.words === question.trim()) {
    return cannot(
      'That is asked already',
      [`${found.byName ?? 'Somebody'} asked ${holder}: ${question.trim()}`],
      ['/review'],
    );
  }
  return {
    kind: 'ready',
    shown: {
      title: `Ask ${holder} about ${placeOf(finding)}?`,
      sentences: [
        planNamed(plan),
        `${ruleWords(finding.rule)}: ${finding.what}`,
        ...saidIn(seen.next.candidate.published, finding),
        cycle?.state === 'open'
          ? `${holder} gets the card again with your question, in working hours. The answer given counts until another replaces it.`
          : `${holder} is asked in working hours. The quarter is closed, and an answer to your question still counts.`,
      ],
      groups: [],
    },
    aside: [leftWords(seen.next.states)],
    texts: [{ input: 'note', label: `Your question to ${holder}`, value: question }],
    missing: question.trim() === '' ? 'Nobody was asked yet: please write the question.' : undefined,
    argument: finding.id,
    button: 'Send the question',
    others: [{ kind: 'command', title: 'All findings', text: `/review ${plan.id}` }],
    hints: [],
    apply: async () => {
      const { who, now } = asked;
      const decider = { by: await byOf(deps.stores, who), byName: who.name };
      const about = { tenant: who.tenant, plan: plan.id, finding: finding.id, decider };
      const outcome = await deps.askAboutFinding(about, question, now);
      if (outcome.kind === 'refused') {
        return { done: false, message: notice(NOTHING, [outcome.reason], ['/review']) };
      }
      const done = `${outcome.name} is asked about ${placeOf(finding)}.`;
      return { done: true, message: await nextCard(deps, asked, { done, after: finding.id }) };
    },
  };
}

/** By its id, or the first of a row. */
function findingNamed(states: readonly FindingState[], named: string): FindingState | null {
  if (named === '') return null;
  const called = findingCalled(states, named);
  if (called.kind === 'found') return called.state;
  const wanted = named.toLowerCase();
  return states.find(({ finding, state }) => state !== 'accepted' && finding.ref.toLowerCase() === wanted) ?? null;
}

function holderOf({ candidate }: NonNullable<SeenReview['next']>, requirement: string | null): string | null {
  const deck = candidate.decks.find(({ items }) => items.some(({ value }) => value.requirement === requirement));
  const { person, name } = deck?.head.value ?? { person: NOBODY, name: '' };
  return person === NOBODY ? null : name;
}
