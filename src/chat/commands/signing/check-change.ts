import { checkCalled, type makeRecordCheck } from '../../../app/reviewing/record-check.js';
import { SIGN_OFF_CHECKS } from '../../../domain/reviewing/decision.js';
import { checksOf } from '../../../domain/reviewing/sign-off.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { draftToSign, type SignDeps } from './sign-change.js';

/** What recording a check needs. */
export interface CheckDeps extends SignDeps {
  readonly recordCheck: ReturnType<typeof makeRecordCheck>;
}

const NOTHING = 'Nothing was recorded';
const HOW = `Such as: /check legal by N. Orr. The checks are: ${SIGN_OFF_CHECKS.join(', ')}.`;

/** `/check legal by N. Orr [draft 3]`: somebody has checked exactly these words. */
export function checkChange(deps: CheckDeps): Change {
  return { action: 'review', what: 'record a check', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: CheckDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument, now } = asked;
  const { plan } = picture.head;
  const [, name = '', by = '', number = ''] =
    /^(\S+)(?: check)?(?: by (.*?))?(?: (?:of )?draft (\d{1,6}))?$/i.exec(argument.trim()) ?? [];
  const check = checkCalled(name);
  if (check === undefined) return cannot(NOTHING, ['Please say which check was made.', HOW], ['/review']);
  if (by.trim() === '') return cannot(NOTHING, ['Please say by whom it was made.', HOW], ['/review']);
  const seen = await draftToSign(deps, asked, number);
  if (seen.kind === 'none') return cannot(NOTHING, seen.lines, ['/compile', '/status']);
  const { draft, candidate } = seen;
  const made = checksOf(candidate.hash, candidate.decisions).find((each) => each.check === check);
  if (made !== undefined && made.checkedBy === by.trim()) {
    return cannot('It is recorded already', [`The ${check} check of these words by ${made.checkedBy}.`], ['/review']);
  }
  return {
    kind: 'ready',
    shown: {
      title: `Record the ${check} check of draft ${draft}?`,
      sentences: [
        planNamed(plan),
        `Checked by ${by.trim()}.`,
        ...(seen.isStale ? [`Draft ${draft} is out of date: a check of it does not count for a newer one.`] : []),
        'It holds for exactly these words. After a change it is made again.',
      ],
      groups: [],
    },
    argument,
    button: 'Record the check',
    hints: ['/review'],
    apply: async () => {
      const decider = { by: await byOf(deps.stores, who), byName: who.name };
      const about = { tenant: who.tenant, plan: plan.id, draft, check, checkedBy: by.trim(), note: '', decider };
      const outcome = await deps.recordCheck(about, now);
      if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/review']) };
      const heading = `The ${check} check of draft ${draft} is recorded`;
      return { done: true, message: notice(heading, [planNamed(plan), `By ${by.trim()}.`], ['/review', '/status']) };
    },
  };
}
