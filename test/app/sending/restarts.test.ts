import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeWatch } from '../../../src/app/sending/sweep/watch.js';
import { instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { isWorkingTime, today } from '../../../src/domain/calendar/working-time.js';
import { at, calendarIn } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { aWorld, harbourPlan, LEAD, line, openQuarter, person } from '../world.js';

const MINUTE = 60_000;
const owners = Array.from({ length: 6 }, (_, index) => line(`4.${index + 1}`, person(20 + index)));

/** The clock of a machine that was started anew, or of one command: up to eight days on, or some back. */
const wake = fc.record({
  days: fc.integer({ min: -3, max: 8 }),
  minutes: fc.integer({ min: 0, max: 24 * 60 }),
  restarts: fc.boolean(),
});

describe('A process that is started at another time, over and over', () => {
  it('messages nobody at night, at a weekend or on a holiday, nobody twice on a day or for one reminder', async () => {
    const calendar = calendarIn();
    await fc.assert(
      fc.asyncProperty(fc.array(wake, { minLength: 3, maxLength: 12 }), async (wakes) => {
        const messenger = new FakeMessenger();
        const world = aWorld(memoryTable(), messenger);
        await openQuarter(world, { plan: harbourPlan(6), lines: [...owners, line('plan', LEAD, 'lead')] });
        let shown = millisecondsOf(at('2026-11-27T08:00:00Z'));
        let steady = 0;
        const started = () =>
          makeWatch({
            ...world,
            clock: { now: async () => instantOf(shown) },
            movedOnPurpose: false,
            steadyMs: () => steady,
          });
        let watch = started();
        for (const { days, minutes, restarts } of wakes) {
          shown += (days * 24 * 60 + minutes) * MINUTE;
          if (restarts) watch = started();
          // the clock and the machine's own time agree, or the clock was set
          else steady += Math.max(0, days * 24 * 60 + minutes) * MINUTE;
          for (let again = 0; again < 3; again += 1) {
            messenger.now = instantOf(shown);
            await watch.wake();
            shown += MINUTE;
            steady += MINUTE;
          }
        }
        for (const { at: when } of messenger.posts) expect(when !== null && isWorkingTime(when, calendar)).toBe(true);
        for (const { person: owner } of owners) {
          const days = messenger.posts.flatMap((post) =>
            post.person === owner && post.at !== null ? [today(post.at, calendar)] : [],
          );
          expect(new Set(days).size).toBe(days.length);
          // the ask and three reminders
          expect(days.length).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 60 },
    );
  }, 240_000);

  it('asks everybody once, late, after an outage of less than eight days over the opening', async () => {
    const messenger = new FakeMessenger();
    const world = aWorld(memoryTable(), messenger);
    await openQuarter(world, { plan: harbourPlan(6), lines: [...owners, line('plan', LEAD, 'lead')] });
    for (const time of [
      '2026-11-26T10:00:00Z',
      '2026-12-03T22:00:00Z',
      '2026-12-04T09:05:00Z',
      '2026-12-04T09:06:00Z',
    ]) {
      messenger.now = at(time);
      await makeWatch({ ...world, clock: { now: async () => at(time) }, movedOnPurpose: false, steadyMs: null }).wake();
    }
    expect(owners.map(({ person: id }) => messenger.to(id).map((post) => post.at?.slice(0, 16)))).toEqual(
      owners.map(() => ['2026-12-04T09:05']),
    );
  });
});
