import type { makeCorrectRecommendation } from '../../../app/plan/amend-plan.js';
import type { makeCorrectWording } from '../../../app/reviewing/correct-wording.js';
import { findingCalled } from '../../../app/reviewing/decide-finding.js';
import type { SeenReview } from '../../../app/reviewing/see-review.js';
import type { Candidate } from '../../../app/store/candidate.js';
import { NOBODY } from '../../../app/store/stores.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { type AcceptDeps, nextCard, reviewedIn } from './accept-change.js';
import { leftWords, textOf } from './finding-words.js';

/** What correcting words in print needs. */
export interface CorrectDeps extends AcceptDeps {
  readonly correctWording: ReturnType<typeof makeCorrectWording>;
  readonly correctRecommendation: ReturnType<typeof makeCorrectRecommendation>;
}

const NOTHING = 'Nothing was corrected';
const HOW = 'Write /correct and a row, or choose it from /review.';

/** `/correct ID` or `/correct 10.2 [new words]`: the words as they would be printed stand in a box, to be changed there. */
export function correctChange(deps: CorrectDeps): Change {
  return { action: 'review', what: 'correct the words of an answer', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: CorrectDeps, asked: Asked): Promise<Proposal> {
  const { plan } = asked.picture.head;
  const seen = await deps.seeReview(reviewedIn(asked));
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/review']);
  if (seen.next === null) return cannot(NOTHING, ['No revision is being prepared, so no words wait to be printed.']);
  const [named = '', ...typed] = asked.argument.split(' ');
  if (named === '') return cannot(NOTHING, [HOW], ['/review']);
  const about = aboutOf(seen.next, named);
  if (about.kind === 'refused') return cannot(NOTHING, [about.reason, ...about.how], ['/review']);
  const text = asked.inputs.text ?? (typed.length === 0 ? about.printed : typed.join(' '));
  const why = asked.inputs.note ?? '';
  return {
    kind: 'ready',
    shown: {
      title: `Correct the words of ${about.name}?`,
      sentences: [
        planNamed(plan),
        ...(about.printed === ''
          ? ['Nothing is printed for it now.']
          : [`It would be printed now: “${about.printed}”`]),
        about.holder === null
          ? 'Change the words below. Both are kept, and the reason stands in the history.'
          : `Change the words below. The answer is kept as it was given, and ${about.holder} is told, with your reason. Your words fall when they answer again.`,
      ],
      groups: [],
    },
    aside: [leftWords(seen.next.states)],
    texts: [
      { input: 'text', label: 'The words to be printed', value: text },
      { input: 'note', label: 'Why', value: why },
    ],
    missing: missingOf(text, why, about.printed),
    argument: named,
    button: 'Print these words',
    others: [{ kind: 'command', title: 'All findings', text: `/review ${plan.id}` }],
    hints: [],
    apply: () => apply(deps, asked, about, text, why),
  };
}

function missingOf(text: string, why: string, printed: string): string | undefined {
  if (text.trim() === '') return 'Nothing was corrected yet: please write the words to be printed.';
  if (text.trim() === printed.trim())
    return 'Nothing was corrected yet: the words below are those that are printed now.';
  return why.trim() === '' ? 'Nothing was corrected yet: please say in a few words why.' : undefined;
}

/** Whose words are corrected: a row's answer (whom it stands with), or the text of a recommendation. */
type About =
  | {
      readonly kind: 'row' | 'recommendation';
      readonly ref: string;
      readonly name: string;
      readonly printed: string;
      readonly holder: string | null;
      readonly finding: string | null;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly how: readonly string[] };

function aboutOf({ candidate, states }: NonNullable<SeenReview['next']>, named: string): About {
  const called = findingCalled(states, named);
  const finding = called.kind === 'found' ? called.state.finding : null;
  if (finding !== null && finding.requirement === null) {
    const own = candidate.published.recommendations.find(({ number }) => number === finding.ref);
    const name = `recommendation ${finding.ref}`;
    return {
      kind: 'recommendation',
      ref: finding.ref,
      name,
      printed: own?.text ?? '',
      holder: null,
      finding: finding.id,
    };
  }
  return rowOf(candidate, finding?.ref ?? named, finding?.id ?? null);
}

function rowOf({ items, decks, published, cycle }: Candidate, ref: string, finding: string | null): About {
  const item = items.find((each) => each.ref.toLowerCase() === ref.toLowerCase());
  if (item === undefined) {
    return { kind: 'refused', reason: `Nothing that was asked about in this quarter is called "${ref}".`, how: [HOW] };
  }
  if (item.answer === null) {
    const reason = `${item.ref} has not been answered, so there are no words to correct.`;
    return {
      kind: 'refused',
      reason,
      how: [`Enter an answer for its owner instead: /answer ${item.ref} and the words.`],
    };
  }
  const printed = textOf(published, { requirement: item.requirement, ref: item.ref, column: cycle.revision });
  const holder = decks.find((deck) => deck.items.some(({ value }) => value.requirement === item.requirement));
  const { person, name } = holder?.head.value ?? { person: NOBODY, name: '' };
  return {
    kind: 'row',
    ref: item.ref,
    name: item.ref,
    printed,
    holder: person === NOBODY ? null : name,
    finding,
  };
}

async function apply(
  deps: CorrectDeps,
  asked: Asked,
  about: Exclude<About, { kind: 'refused' }>,
  text: string,
  why: string,
): Promise<Answered> {
  const { who, picture, now } = asked;
  const by = await byOf(deps.stores, who);
  const to = { tenant: who.tenant, plan: picture.head.plan.id, ref: about.ref, text };
  const outcome =
    about.kind === 'recommendation'
      ? await deps.correctRecommendation({ ...to, reason: why, by }, now)
      : await deps.correctWording({ ...to, why, decider: { by, byName: who.name } }, now);
  if (outcome.kind === 'refused') {
    return { done: false, message: notice(NOTHING, [outcome.reason], ['/review']) };
  }
  const told = about.holder === null ? '' : ` ${about.holder} is told.`;
  const done = `${about.name} is printed in your words.${told}`;
  return { done: true, message: await nextCard(deps, asked, { done, after: about.finding }) };
}
