import type { makeNudge, NudgeLine } from '../../app/sending/nudge.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';

/** What `/nudge` needs. */
export interface NudgeDeps {
  readonly nudge: ReturnType<typeof makeNudge>;
}

/** Reminds everybody with something open, or those named, and says who was reached. */
export async function nudgeMessage(
  deps: NudgeDeps,
  picture: PlanPicture,
  about: string,
  now: Instant,
): Promise<Message> {
  const outcome = await deps.nudge(picture, about, now);
  if (outcome.kind === 'refused') return notice('Nobody was reminded', [outcome.reason]);
  const sent = outcome.lines.filter((line) => line.outcome === 'sent');
  const others = outcome.lines.filter((line) => line.outcome !== 'sent');
  const unassigned =
    outcome.unassigned.length === 0
      ? []
      : [`Nobody is assigned to ${listed(outcome.unassigned)}, so nobody was reminded of them.`];
  const heading = sent.length === 1 ? '1 person was reminded' : `${sent.length} people were reminded`;
  return notice(heading, [...sent.map(nudgeLine), ...others.map(nudgeLine), ...unassigned], ['/status']);
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
