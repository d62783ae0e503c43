import { outOfReach } from '../../../app/people/reach.js';
import {
  awayWords,
  type makeNudge,
  type makeSeeNudge,
  type NudgeLine,
  type NudgeOutcome,
} from '../../../app/sending/nudge.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDay } from '../../../domain/calendar/civil-date.js';
import { counted } from '../../../domain/text/counted.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { didYouMean } from '../naming/nearest-name.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';
import { planNamed, reachGroup, rowsGroup } from './shown-first.js';

/** What reminding people needs. */
export interface NudgeDeps {
  readonly stores: Stores;
  readonly seeNudge: ReturnType<typeof makeSeeNudge>;
  readonly nudge: ReturnType<typeof makeNudge>;
}

const NOBODY_REMINDED = 'Nobody was reminded';

/** `/nudge [a number or a name]`: reminds everybody with something open, or those named. */
export function nudgeChange(deps: NudgeDeps): Change {
  return { action: 'nudge', what: 'send reminders', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: NudgeDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument, now } = asked;
  const seen = await deps.seeNudge(picture, argument, now);
  if (seen.kind === 'refused') {
    const names = picture.decks.map(({ head }) => head.value.name);
    return cannot(NOBODY_REMINDED, [`${seen.reason}${didYouMean(argument, names)}`]);
  }
  const { paused } = picture.head;
  if (paused !== undefined) {
    return cannot(
      NOBODY_REMINDED,
      [`The plan is paused since ${longDay(paused.on)}: ${paused.reason} Resume it first.`],
      ['/resume'],
    );
  }
  const { people, unassigned, away } = seen;
  if (people.length === 0) return cannot(NOBODY_REMINDED, unassignedWords(unassigned), ['/status']);
  const unreachable = await outOfReach(deps.stores, who.tenant, people);
  const isReached = ({ person }: { readonly person: string }) => !unreachable.some((each) => each.person === person);
  const reached = people.filter(isReached);
  const rows = reached.map(({ name, refs }) => ({ name, refs, assigned: true }));
  return {
    kind: 'ready',
    shown: {
      title: titleOf(reached.length, unreachable.length),
      sentences: [
        planNamed(picture.head.plan),
        'Each gets their card again, at the end of their chat. Whoever was reminded today already gets no second message.',
        ...(unreachable.length === 0 ? [] : ['Whoever cannot be reached is tried all the same.']),
        ...(away.length === 0 ? [] : [awayWords(away)]),
        ...unassignedWords(unassigned),
      ],
      groups: [...reachGroup(unreachable), ...rowsGroup(rows, 'Who is reminded, of what')],
    },
    argument,
    button: reached.length === 1 ? 'Send the reminder' : 'Send the reminders',
    apply: async () => said(await deps.nudge(picture, argument, now)),
  };
}

function titleOf(reached: number, unreachable: number): string {
  return reached > 0
    ? `Remind ${counted(reached, 'person', 'people')} now?`
    : `Try to remind ${counted(unreachable, 'person', 'people')} now?`;
}

function said(outcome: NudgeOutcome): Answered {
  if (outcome.kind === 'refused') return { done: false, message: notice(NOBODY_REMINDED, [outcome.reason]) };
  const sent = outcome.lines.filter((line) => line.outcome === 'sent');
  const others = outcome.lines.filter((line) => line.outcome !== 'sent');
  const heading = sent.length === 1 ? '1 person was reminded' : `${sent.length} people were reminded`;
  const lines = [...sent.map(nudgeLine), ...others.map(nudgeLine), ...unassignedWords(outcome.unassigned)];
  return { done: true, message: notice(heading, lines, ['/status']) };
}

function unassignedWords(refs: readonly string[]): readonly string[] {
  return refs.length === 0 ? [] : [`Nobody is assigned to ${listed(refs)}, so nobody is reminded of them.`];
}

function nudgeLine(line: NudgeLine): string {
  const refs = listed(line.refs);
  switch (line.outcome) {
    case 'sent':
      return `${line.name}: ${refs}.`;
    case 'uncertain':
      return `${line.name}: the message may not have arrived (${refs}).`;
    case 'settled':
    case 'waiting':
      return `${line.name} was already reminded today, so no second message was sent (${refs}).`;
    case 'unreachable':
    case 'failed':
      return `${line.name} ${line.reason ?? 'could not be reached'} (${refs}).`;
  }
}
