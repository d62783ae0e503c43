import type { makeSeePlan, PlanPicture } from '../../../app/standing/see-plan.js';
import { mayDo, rolesOf } from '../../../domain/people/authority.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import { counted } from '../../../domain/text/counted.js';
import type { Message, StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';

/** What a change of several plans at once needs. */
export interface PlansDeps {
  readonly seePlan: ReturnType<typeof makeSeePlan>;
}

/** Behind a command: the plans that it is about, apart by commas, then what it says of each. */
const PLANS = /^plans ([a-z0-9,-]+)(?: ([\s\S]+))?$/;

/** What stands behind a command that says the same of all of these plans. */
export function plansAsText(pictures: readonly PlanPicture[], argument: string): string {
  return `plans ${pictures.map(({ head }) => head.plan.id).join(',')} ${argument}`.trim();
}

/** The same change for one plan, or for several after one confirmation. `asking` begins the title of the card. */
export function overPlans(change: Change, { seePlan }: PlansDeps, asking: string): Change {
  return {
    ...change,
    propose: async (asked) => {
      const [, ids, argument = ''] = PLANS.exec(asked.argument.trim()) ?? [];
      if (ids === undefined) return change.propose(asked);
      const parts: Part[] = [];
      for (const id of new Set(ids.split(','))) {
        const seen = await seePlan(asked.who.tenant, id, asked.now);
        // a plan of somebody else is as if it were not there
        if (seen.kind === 'refused' || !mayInPlan(change, asked, seen.picture)) continue;
        const proposal = await change.propose({ ...asked, picture: seen.picture, argument, inputs: {} });
        parts.push({ name: nameOfPlan(seen.picture.head.plan), proposal });
      }
      return together(parts, asking, asked.argument);
    },
  };
}

interface Part {
  readonly name: string;
  readonly proposal: Proposal;
}
type Ready = Extract<Proposal, { kind: 'ready' }>;

function mayInPlan({ action }: Change, { who }: Asked, { assignments, day }: PlanPicture): boolean {
  return mayDo(action, rolesOf(who.person, assignments, day));
}

function together(parts: readonly Part[], asking: string, argument: string): Proposal {
  const ready = parts.flatMap(({ name, proposal }) => (proposal.kind === 'ready' ? [{ name, proposal }] : []));
  const refused = parts.flatMap(({ name, proposal }) =>
    proposal.kind === 'refused' ? [{ ref: name, text: wordsOf(proposal.message), detail: '' }] : [],
  );
  const left: readonly StatusGroup[] = refused.length === 0 ? [] : [{ heading: 'Not in these plans', lines: refused }];
  if (ready.length === 0) {
    return cannot(
      'Nothing was done',
      left.flatMap(({ lines }) => lines.map(({ ref, text }) => `${ref}: ${text}`)),
      ['/status'],
    );
  }
  return {
    kind: 'ready',
    shown: {
      title: `${asking} in ${ready.length === parts.length ? '' : `${ready.length} of `}${counted(parts.length, 'plan')}?`,
      sentences: ['Each plan is done by itself: what cannot be done in one is said, and the others go on.'],
      groups: [...ready.flatMap(({ name, proposal }) => groupsOf(name, proposal)), ...left],
    },
    argument,
    button: `Yes, in ${counted(ready.length, 'plan')}`,
    apply: () => applied(ready),
  };
}

/** Everything that the plan's own card would show, under its name. */
function groupsOf(name: string, { shown }: Ready): readonly StatusGroup[] {
  const [, ...sentences] = shown.sentences;
  const lines = sentences.map((text) => ({ ref: '', text, detail: '' }));
  return [{ heading: `${name}: ${shown.title}`, lines }, ...shown.groups];
}

async function applied(ready: readonly { readonly name: string; readonly proposal: Ready }[]): Promise<Answered> {
  const lines: string[] = [];
  let done = 0;
  for (const { name, proposal } of ready) {
    const answered = await proposal.apply();
    if (answered.done) done += 1;
    lines.push(`${name}: ${wordsOf(answered.message)}`);
  }
  const heading =
    done === ready.length ? `Done in ${counted(done, 'plan')}` : `Done in ${done} of ${ready.length} plans`;
  return { done: done > 0, message: notice(heading, lines, ['/status']) };
}

function wordsOf(message: Message): string {
  if (message.kind !== 'notice') return 'it could not be done.';
  const { heading, paragraphs } = message.notice;
  return [heading, ...paragraphs].join(' · ');
}
