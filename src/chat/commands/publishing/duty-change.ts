import type { makeRecordDuty } from '../../../app/publishing/record-duty.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDay } from '../../../domain/calendar/civil-date.js';
import { type Duty, dutyNamed, openDuties } from '../../../domain/publishing/website/duty.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { Message } from '../../messages.js';
import { notice } from '../../turn.js';
import { doerOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';

/** What recording a duty needs. */
export interface DutyDeps {
  readonly stores: Stores;
  readonly recordDuty: ReturnType<typeof makeRecordDuty>;
}

const NOTHING = 'Nothing was recorded';
/** Buttons of a card, beside the one for /status. */
const MOST_BUTTONS = 4;

/** `/duty`: what is to be done beside the rows; `/duty WHAT`: it is done. */
export function dutyChange(deps: DutyDeps): Change {
  return { action: 'publish', what: 'record what is done', propose: (asked) => proposeDone(deps, asked) };
}

async function proposeDone(deps: DutyDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument } = asked;
  const { plan, settings } = picture.head;
  const { duties = [] } = settings;
  if (argument.trim() === '') return { kind: 'refused', message: dutiesMessage(asked, openDuties(duties)) };
  const named = dutyNamed(duties, argument);
  if (named.kind === 'none') {
    const why = `"${shortened(argument.trim(), 80)}" is none of what is to be done. Write /duty to see it.`;
    return cannot(NOTHING, [why], ['/duty']);
  }
  if (named.kind === 'several') return { kind: 'refused', message: dutiesMessage(asked, named.duties) };
  const { duty } = named;
  return {
    kind: 'ready',
    shown: {
      title: 'Is it done?',
      sentences: [
        planNamed(plan),
        `${duty.what}, by ${longDay(duty.by)}.`,
        'You are not reminded of it again. Who recorded it and when is kept.',
      ],
      groups: [],
    },
    argument: duty.what,
    button: 'Yes, it is done',
    apply: async () => {
      const doer = await doerOf(deps.stores, who);
      const outcome = await deps.recordDuty({ tenant: who.tenant, plan: plan.id, ...doer }, duty, asked.now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, [outcome.reason], ['/duty']) }
        : { done: true, message: notice(`Done: ${duty.what}`, [planNamed(plan)], ['/status', '/duty']) };
    },
  };
}

function dutiesMessage({ picture }: Asked, duties: readonly Duty[]): Message {
  const { plan } = picture.head;
  const lines = duties.map(({ what, by }) => `${what}, by ${longDay(by)}`);
  return {
    kind: 'notice',
    notice: {
      heading: duties.length === 0 ? 'Nothing is to be done beside the rows' : 'To be done beside the rows',
      paragraphs: [
        planNamed(plan),
        ...lines,
        ...(duties.length === 0 ? ['An administrator sets it: quarterdeck settings --duties'] : []),
      ],
      commands: [
        ...duties
          .slice(0, MOST_BUTTONS)
          .map(({ what }) => ({ title: `Done: ${shortened(what, 30)}`, text: `/duty ${plan.id} ${what}` })),
        { title: 'Show status', text: '/status' },
      ],
      links: [],
    },
  };
}
