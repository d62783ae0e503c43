import type { makePresentDraft, PresentedTo } from '../../../app/sending/present-draft.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { draftToSign, obstacleLines, type SignDeps } from './sign-change.js';

/** What sending a draft to be signed needs. */
export interface PresentDeps extends SignDeps {
  readonly presentDraft: ReturnType<typeof makePresentDraft>;
}

const NOTHING = 'Nothing was sent';

/** `/present [draft]`: the draft goes to the executive lead, who gets a card to sign or return it. */
export function presentChange(deps: PresentDeps): Change {
  return { action: 'review', what: 'send a draft to be signed', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: PresentDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, now } = asked;
  const { plan, settings } = picture.head;
  if (settings.signOff !== 'executive') {
    return cannot(NOTHING, ['This plan needs no signature. Write /compile final to make the revision.'], ['/compile']);
  }
  const names = holdersOf('executive', picture.assignments, picture.day).map(({ name }) => name);
  if (names.length === 0) {
    return cannot(NOTHING, ['This plan has no executive lead. An administrator assigns one.'], ['/people']);
  }
  const seen = await draftToSign(deps, asked, asked.argument);
  if (seen.kind === 'none') return cannot(NOTHING, seen.lines, ['/compile', '/status']);
  const { draft, signature, isStale } = seen;
  if (signature !== null) return cannot('It is signed', [`${signature.byName} has signed it.`], ['/compile final']);
  if (isStale) {
    const why = `Draft ${draft} is out of date: something that it prints has changed since. Compile a new one first.`;
    return cannot(NOTHING, [why], [`/compile ${plan.id}`]);
  }
  const against = obstacleLines(seen.obstacles, 'The portfolio lead');
  if (against.length > 0) return cannot(`Draft ${draft} cannot be signed yet`, against, [`/review ${plan.id}`]);
  return {
    kind: 'ready',
    shown: {
      title: `Send draft ${draft} to ${listed(names)} to be signed?`,
      sentences: [
        planNamed(plan),
        'They get a card with the one page and the difference word by word. They sign it, or return it with a comment, and you are told.',
      ],
      groups: [],
    },
    argument: String(draft),
    button: 'Send it',
    apply: async () => {
      const by = await byOf(deps.stores, who);
      const outcome = await deps.presentDraft(picture, { draft, by, byName: who.name }, now);
      if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
      const again = outcome.to.every((each) => each.outcome === 'already');
      return {
        done: !again,
        message: notice(`Draft ${draft} waits for a signature`, outcome.to.map(lineOf), ['/status']),
      };
    },
  };
}

function lineOf({ name, outcome, reason }: PresentedTo): string {
  switch (outcome) {
    case 'sent':
      return `${name} has a card to sign it.`;
    case 'uncertain':
      return `${name}: the message may not have arrived.`;
    case 'already':
      return `${name} was asked today already.`;
    case 'notSent':
      return `${name} ${reason ?? 'could not be reached'}. Please tell them: they write /sign.`;
  }
}
