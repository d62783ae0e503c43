import type { PlanPicture } from '../../app/standing/see-plan.js';
import { type Instant, instantAt, localTime, longDay, timeOfDay } from '../../domain/calendar/civil-date.js';
import { addWorkingDays, isWorkingTime } from '../../domain/calendar/working-time.js';
import { NOTHING_FOR_YOU, notice, type Said } from '../turn.js';

/** What `/clock` needs. */
export interface ClockDeps {
  /** Moves the local clock; null where there is none (outside local mode). */
  readonly moveClock: ((to: Instant) => Promise<void>) | null;
  /** Lets what is due go out, if the watch allows it. */
  readonly wake: () => Promise<unknown>;
}

/** Shows the local clock, or moves it on by working days and lets what is due be sent. */
export async function clockSaid(
  deps: ClockDeps,
  picture: PlanPicture | undefined,
  rest: string,
  now: Instant,
): Promise<Said> {
  if (deps.moveClock === null) return { replies: [notice('No such command', ['Write /help to see what you can do.'])] };
  if (picture === undefined) return { replies: [NOTHING_FOR_YOU] };
  const { calendar } = picture;
  const local = localTime(now, calendar.zone);
  const shows = (instant: Instant) => {
    const { date, time } = localTime(instant, calendar.zone);
    return `${longDay(date)} ${date.slice(0, 4)}, ${time}`;
  };
  const step = /^\+ ?(\d{1,3})$/.exec(rest.trim());
  if (step === null) {
    return {
      replies: [
        notice('The local clock', [`It shows ${shows(now)}.`, 'Write /clock +5 to move it on by five working days.']),
      ],
    };
  }
  const date = addWorkingDays(local.date, Number(step[1]), calendar);
  const sameTime = instantAt(date, local.time, calendar.zone);
  const to = isWorkingTime(sameTime, calendar) ? sameTime : instantAt(date, timeOfDay('09:30'), calendar.zone);
  if (to < now)
    return { replies: [notice('The local clock', ['It can only move forward.', `It shows ${shows(now)}.`])] };
  await deps.moveClock(to);
  const after = async () => {
    await deps.wake();
  };
  return {
    replies: [notice('The local clock has moved', [`It now shows ${shows(to)}. Whatever is due is being sent.`])],
    after,
  };
}
