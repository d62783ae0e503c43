import { notice } from '../../turn.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { draftToSign, leadOf, type SignDeps } from './sign-change.js';

const NOTHING = 'Nothing was returned';

/** `/return [draft] [comment]`: the draft goes back to the lead with what is to be changed. */
export function returnChange(deps: SignDeps): Change {
  return { action: 'sign', what: 'return a draft', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: SignDeps, asked: Asked): Promise<Proposal> {
  const { who, picture } = asked;
  const { plan, settings } = picture.head;
  if (settings.signOff !== 'executive') {
    return cannot(NOTHING, ['This plan needs no signature: its portfolio lead makes the revision.'], ['/status']);
  }
  const [, number = '', typed = ''] = /^(?:draft )?(\d{1,4}(?= |$))? ?(.*)$/is.exec(asked.argument) ?? [];
  const seen = await draftToSign(deps, asked, number);
  if (seen.kind === 'none') return cannot(NOTHING, seen.lines, ['/status']);
  const { draft, signature, returned } = seen;
  const comment = (asked.inputs.note ?? typed).trim();
  if (returned !== null && returned.comment === comment) {
    return cannot('It is returned already', [`${returned.byName}: ${returned.comment}`], ['/status']);
  }
  return {
    kind: 'ready',
    shown: {
      title: `Return draft ${draft}?`,
      sentences: [
        planNamed(plan),
        `${leadOf(picture)} is told, with your comment. Please name the rows that you mean.`,
        ...(signature === null ? [] : [`The signature of ${signature.byName} over these words is void then.`]),
      ],
      groups: [],
    },
    texts: [{ input: 'note', label: 'What is to be changed', value: comment }],
    missing: comment === '' ? 'Nothing was returned yet: please write what is to be changed.' : undefined,
    argument: String(draft),
    button: `Return draft ${draft}`,
    others: [{ kind: 'command', title: 'Back to the draft', text: `/sign ${plan.id} ${draft}` }],
    hints: [],
    apply: async () => {
      const input = { tenant: who.tenant, plan: plan.id, draft, person: who.person, accept: [], comment };
      const outcome = await deps.signRevision(input, asked.now);
      if (outcome.kind !== 'returned') {
        const why = outcome.kind === 'refused' ? outcome.reason : 'It could not be returned.';
        return { done: false, message: notice(NOTHING, [why], ['/sign']) };
      }
      const told = `${leadOf(picture)} is told: ${comment}`;
      return { done: true, message: notice(`Draft ${draft} is returned`, [planNamed(plan), told], ['/status']) };
    },
  };
}
