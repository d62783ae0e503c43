import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import type { Sweep } from '../../../../src/app/sending/sweep/sweep.js';
import { makeResume, makeWatch, sweepNotes, type Watch } from '../../../../src/app/sending/sweep/watch.js';
import { peopleMessage, peopleOf } from '../../../../src/chat/commands/standing/see-people.js';
import type { Instant } from '../../../../src/domain/calendar/civil-date.js';
import { at } from '../../../domain/builders.js';
import { FakeMessenger } from '../../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../world.js';

let messenger: FakeMessenger;
let world: World;
let steady: number;
let shown: Instant;
let watching: Watch;
const process = () =>
  makeWatch({ ...world, clock: { now: async () => shown }, movedOnPurpose: false, steadyMs: () => steady });
/** `livedMs`: what the process has lived since the look before; null: it has been started anew. */
const watch = (now: Instant, livedMs: number | null) => {
  shown = now;
  if (livedMs === null) watching = process();
  else steady += livedMs;
  return watching.wake();
};

const MINUTE = 60_000;
const owners = Array.from({ length: 8 }, (_, index) => line(`4.${index + 1}`, person(20 + index)));
const askedOf = (id: string) => messenger.to(id).length;
const everybody = () => owners.map((each) => askedOf(each.person));

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  steady = 1000;
  watching = process();
  await openQuarter(world, { plan: harbourPlan(8), lines: [...owners, line('plan', LEAD, 'lead')] });
});

describe('A jump of the clock', () => {
  // asked on 27 November; five working days before the due date of 18 December is 11 December
  const jumped = at('2026-12-14T10:00:00Z');

  beforeEach(async () => {
    mustBe('swept', await watch(OPENING, null));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('sends to nobody but the lead, who is asked whether the time is right', async () => {
    expect(await watch(jumped, MINUTE)).toMatchObject({ kind: 'held', hold: { people: 8, released: false } });
    expect(new Set(everybody())).toEqual(new Set([1]));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({ notice: { heading: 'Is the time right?' } });
    expect(await sweepNotes(world.stores, jumped)).toEqual([expect.stringContaining('held until you write /resume')]);
  });

  it('asks the lead once, however often the sweep comes by', async () => {
    await watch(jumped, MINUTE);
    await watch(at('2026-12-14T10:01:00Z'), MINUTE);
    expect(askedOf(LEAD)).toBe(1);
  });

  it('sends once the lead has said so', async () => {
    await watch(jumped, MINUTE);
    expect(await makeResume(world)()).toMatchObject({ people: 8 });
    mustBe('swept', await watch(at('2026-12-14T10:05:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([2]));
    expect(await makeResume(world)()).toBeNull();
  });

  it('is forgotten when the clock is put right', async () => {
    await watch(jumped, MINUTE);
    await watch(at('2026-11-27T09:20:00Z'), MINUTE);
    mustBe('swept', await watch(at('2026-11-27T09:21:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('is asked about again where the question did not go out, and then no more', async () => {
    messenger.script.set(LEAD, [{ kind: 'notNow', why: 'busy', reason: '503' }]);
    await watch(jumped, MINUTE);
    expect(askedOf(LEAD)).toBe(0);
    for (const minute of ['01', '02', '03']) await watch(at(`2026-12-14T10:${minute}:00Z`), MINUTE);
    expect(askedOf(LEAD)).toBe(1);
  });

  it('is asked about again the next day where Teams refused the question', async () => {
    messenger.script.set(LEAD, [{ kind: 'refused', reason: '400' }]);
    await watch(jumped, MINUTE);
    await watch(at('2026-12-14T10:01:00Z'), MINUTE);
    expect(askedOf(LEAD)).toBe(0);
    for (const minute of ['00', '01']) await watch(at(`2026-12-15T10:${minute}:00Z`), MINUTE);
    expect(askedOf(LEAD)).toBe(1);
  });

  it('is not over for a clock that is read a moment before the one that found it', async () => {
    await watch(jumped, MINUTE);
    mustBe('held', await watch(at('2026-12-14T09:59:59Z'), 0));
    expect((await world.stores.service.hold())?.to).toBe(jumped);
  });

  it('stays held over a restart', async () => {
    await watch(jumped, MINUTE);
    mustBe('held', await watch(at('2026-12-14T10:02:00Z'), null));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('of a day is held too, on the day of a reminder', async () => {
    mustBe('swept', await watch(at('2026-12-04T10:00:00Z'), null));
    mustBe('swept', await watch(at('2026-12-10T10:00:00Z'), 6 * 24 * 60 * MINUTE));
    mustBe('held', await watch(at('2026-12-11T10:01:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('of six hours is none: what is due goes out, once', async () => {
    await watch(at('2026-12-04T10:00:00Z'), null);
    await watch(at('2026-12-11T03:00:00Z'), 161 * 60 * MINUTE);
    mustBe('swept', await watch(at('2026-12-11T09:01:00Z'), MINUTE));
    mustBe('swept', await watch(at('2026-12-11T03:03:00Z'), MINUTE));
    mustBe('swept', await watch(at('2026-12-11T09:10:00Z'), 6 * 60 * MINUTE));
    expect(new Set(everybody())).toEqual(new Set([2]));
  });

  it('past the last day closes no cycle before the lead has said so', async () => {
    const nextYear = at('2027-12-14T10:00:00Z');
    mustBe('held', await watch(nextYear, MINUTE));
    expect((await world.plan.head())?.value.cycle?.state).toBe('open');
    expect(JSON.stringify(messenger.to(LEAD).at(-1)?.message)).toContain('the quarter is over and would be closed');
    await makeResume(world)();
    mustBe('swept', await watch(nextYear, MINUTE));
    expect((await world.plan.head())?.value.cycle?.state).toBe('closed');
  });

  it.each([
    ['to a night', '2026-12-14T23:00:00Z', '2026-12-15T09:10:00Z'],
    ['to a weekend', '2026-12-13T10:00:00Z', '2026-12-14T09:10:00Z'],
    ['to the day before a reminder', '2026-12-10T10:00:00Z', '2026-12-11T09:10:00Z'],
  ])('%s is held before anything is due, and messages nobody on the morning after', async (_to, wrong, morning) => {
    await watch(at('2026-11-27T23:00:00Z'), 14 * 60 * MINUTE);
    mustBe('held', await watch(at(wrong), MINUTE));
    mustBe('held', await watch(at(morning), 23 * 60 * MINUTE));
    expect(new Set(everybody())).toEqual(new Set([1]));
    expect(askedOf(LEAD)).toBe(1);
  });

  it('is asked about in working hours only', async () => {
    mustBe('held', await watch(at('2026-12-14T23:00:00Z'), MINUTE));
    expect(askedOf(LEAD)).toBe(0);
    mustBe('held', await watch(at('2026-12-15T09:01:00Z'), 10 * 60 * MINUTE));
    expect(askedOf(LEAD)).toBe(1);
  });

  it('to the week before the close is asked about as one that ends the quarter', async () => {
    mustBe('held', await watch(at('2026-12-30T10:00:00Z'), MINUTE));
    expect(JSON.stringify(messenger.to(LEAD).at(-1)?.message)).toContain('In the week after that the quarter is over');
  });

  it('that is set to another wrong time is still held', async () => {
    await watch(at('2026-12-21T10:00:00Z'), MINUTE);
    mustBe('held', await watch(jumped, MINUTE));
    expect(await world.stores.service.hold()).toMatchObject({ to: jumped });
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('gives no leave to anybody else either', async () => {
    shown = jumped;
    steady += MINUTE;
    expect((await watching.leave(jumped)).kind).toBe('held');
    await makeResume(world)();
    expect((await watching.leave(jumped)).kind).toBe('given');
  });

  it('is none when the process was down for a week: what was missed goes out once, and the lead is told', async () => {
    mustBe('swept', await watch(at('2026-12-04T10:00:00Z'), null));
    expect(new Set(everybody())).toEqual(new Set([1]));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({
      notice: { heading: 'Quarterdeck was not running for a while' },
    });
  });
});

describe('A clock that was set back', () => {
  beforeEach(async () => {
    mustBe('swept', await watch(at('2026-12-11T10:00:00Z'), null));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it.each([
    ['by ten minutes', '2026-12-11T09:51:00Z'],
    ['by a day', '2026-12-10T10:01:00Z'],
    ['by a year', '2025-12-11T10:01:00Z'],
  ])('%s and put right messages nobody again, and is neither a jump nor an outage', async (_by, back) => {
    mustBe('swept', await watch(at(back), MINUTE));
    mustBe('swept', await watch(at('2026-12-11T10:02:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([1]));
    expect(askedOf(LEAD)).toBe(0);
  });

  it('from a time that was not found out brings each message on its day', async () => {
    // a year before, and a night: nothing was due, so nobody was asked whether that is the time
    await world.stores.service.saveHeartbeat(at('2027-12-11T23:00:00Z'));
    for (const row of await world.stores.directory.due(at('2028-01-01T10:00:00Z'))) {
      await world.stores.directory.removeDue(row);
      await world.stores.directory.addDue({ ...row, at: at('2027-12-13T09:00:00Z') });
    }
    mustBe('swept', await watch(at('2026-12-17T10:00:00Z'), null));
    expect(new Set(everybody())).toEqual(new Set([2]));
  });

  it('and put right when a reminder is due brings that reminder', async () => {
    await watch(at('2025-12-11T10:01:00Z'), MINUTE);
    mustBe('swept', await watch(at('2026-12-17T10:00:00Z'), 6 * 24 * 60 * MINUTE));
    expect(new Set(everybody())).toEqual(new Set([2]));
  });
});

describe('What came in while the clock was wrong', () => {
  it('is looked at when the clock is right', async () => {
    await watch(OPENING, null);
    const jumped = at('2026-12-14T10:00:00Z');
    mustBe('held', await watch(jumped, MINUTE));
    const [from] = owners;
    const cycle = await world.cycleId();
    const given = {
      tenant: TENANT,
      plan: PLAN,
      cycle,
      person: from?.person ?? '',
      ref: '4.1',
      to: LEAD,
      note: 'On leave.',
    };
    mustBe('handedOver', await world.handOver(given, jumped));
    const before = askedOf(LEAD);
    mustBe('swept', await watch(at('2026-11-27T09:20:00Z'), 2 * MINUTE));
    expect(askedOf(LEAD)).toBe(before + 1);
  });
});

describe('Wakes that come at once', () => {
  it('run one after the other, and all that wait share one more', async () => {
    const began: Instant[] = [];
    let free = () => {};
    const sweep: Sweep = async (now) => {
      began.push(now);
      await new Promise<void>((resolve) => {
        free = resolve;
      });
      return { at: now, plans: 0, lines: [], closes: [] };
    };
    const clock = { now: async () => shown };
    const { wake } = makeWatch({ ...world, clock, movedOnPurpose: false, sweep, steadyMs: () => steady });
    shown = OPENING;
    const first = wake();
    await vi.waitFor(() => expect(began).toEqual([OPENING]));
    const second = wake();
    const third = wake();
    shown = at('2026-11-27T09:12:00Z');
    free();
    mustBe('swept', await first);
    await vi.waitFor(() => expect(began).toEqual([OPENING, at('2026-11-27T09:12:00Z')]));
    free();
    expect(await second).toBe(await third);
  });

  it('go on after one that failed', async () => {
    let fails = true;
    const sweep: Sweep = async (now, leave) => {
      if (fails) throw new Error('the store is away');
      return world.sweep(now, leave);
    };
    const clock = { now: async () => OPENING };
    const { wake } = makeWatch({ ...world, clock, movedOnPurpose: false, sweep, steadyMs: null });
    await expect(wake()).rejects.toThrow('the store is away');
    fails = false;
    mustBe('swept', await wake());
  });
});

describe('An outage', () => {
  it('of a night or a weekend is told to nobody', async () => {
    await watch(at('2026-11-27T16:59:00Z'), null);
    await watch(at('2026-11-30T09:01:00Z'), null);
    expect(askedOf(LEAD)).toBe(0);
  });

  it('of more than an hour of work is told to the lead', async () => {
    await watch(at('2026-11-27T10:00:00Z'), null);
    await watch(at('2026-11-27T12:00:00Z'), null);
    expect(askedOf(LEAD)).toBe(1);
  });

  it('is none where the clock was set forward under a process that went on', async () => {
    await watch(at('2026-11-27T10:00:00Z'), null);
    await watch(at('2026-11-27T12:00:00Z'), MINUTE);
    expect(askedOf(LEAD)).toBe(0);
  });

  it('that ends in the evening is told on the next morning, once', async () => {
    await watch(at('2026-11-27T10:00:00Z'), null);
    await watch(at('2026-11-27T20:00:00Z'), 10 * 60 * MINUTE);
    expect(askedOf(LEAD)).toBe(0);
    for (const minute of ['01', '02', '03']) await watch(at(`2026-11-30T09:${minute}:00Z`), 61 * 60 * MINUTE);
    expect(askedOf(LEAD)).toBe(1);
  });

  it('shows in the status while it lasts', async () => {
    await watch(OPENING, null);
    expect(await sweepNotes(world.stores, at('2026-11-27T09:20:00Z'))).toEqual([]);
    expect(await sweepNotes(world.stores, at('2026-11-27T10:20:00Z'))).toEqual([
      expect.stringContaining('No reminders'),
    ]);
  });
});

describe('A message that Teams refused', () => {
  it('is set aside for the day and shown to the lead, and the sweep goes on for everybody else', async () => {
    messenger.script.set(owners[0]?.person ?? '', [{ kind: 'refused', reason: '413 too large' }]);
    await watch(OPENING, null);
    await watch(at('2026-11-27T09:30:00Z'), 20 * MINUTE);
    expect(owners.map((each) => messenger.posts.filter((post) => post.person === each.person).length)).toEqual(
      owners.map(() => 1),
    );
    const seen = await world.seePlan(TENANT, PLAN, at('2026-11-27T10:00:00Z'));
    if (seen.kind !== 'picture') throw new Error(seen.reason);
    const message = peopleMessage(seen.picture, await peopleOf(world.stores, seen.picture));
    expect(JSON.stringify(message)).toContain('Teams refused the last message (413 too large), and it is tried again');
  });

  it('is not made up for people who were simply not asked', async () => {
    world = aWorld(memoryTable(), messenger);
    await openQuarter(world, { lines: USUAL_LINES });
    const seen = await world.seePlan(TENANT, PLAN, OPENING);
    if (seen.kind !== 'picture') throw new Error(seen.reason);
    const people = await peopleOf(world.stores, seen.picture);
    expect(people.filter((each) => [ADA, BEN].includes(each.person)).map((each) => each.setAside)).toEqual([
      null,
      null,
    ]);
  });
});
