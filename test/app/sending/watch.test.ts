import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeResume, makeWatch, sweepNotes } from '../../../src/app/sending/watch.js';
import { peopleMessage, peopleOf } from '../../../src/chat/commands/see-people.js';
import type { Instant } from '../../../src/domain/calendar/civil-date.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
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
} from '../world.js';

let messenger: FakeMessenger;
let world: World;
let steady: number;
let watching: ReturnType<typeof makeWatch>;
/** `livedMs`: what the process has lived since the look before; null: it has been started anew. */
const watch = (now: Instant, livedMs: number | null) => {
  if (livedMs === null) watching = makeWatch({ ...world, steadyMs: () => steady });
  else steady += livedMs;
  return watching(now);
};

const MINUTE = 60_000;
const owners = Array.from({ length: 8 }, (_, index) => line(`4.${index + 1}`, person(20 + index)));
const askedOf = (id: string) => messenger.to(id).length;
const everybody = () => owners.map((each) => askedOf(each.person));

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  steady = 1000;
  watching = makeWatch({ ...world, steadyMs: () => steady });
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
    expect(await watch(jumped, MINUTE)).toEqual({ kind: 'held', people: 8 });
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
    expect(await makeResume(world)()).toBe(true);
    mustBe('swept', await watch(at('2026-12-14T10:05:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([2]));
    expect(await makeResume(world)()).toBe(false);
  });

  it('is forgotten when the clock is put right', async () => {
    await watch(jumped, MINUTE);
    await watch(at('2026-11-27T09:20:00Z'), MINUTE);
    mustBe('swept', await watch(at('2026-11-27T09:21:00Z'), MINUTE));
    expect(new Set(everybody())).toEqual(new Set([1]));
  });

  it('is none when the process was down for a week: what was missed goes out once, and the lead is told', async () => {
    mustBe('swept', await watch(at('2026-12-04T10:00:00Z'), null));
    expect(new Set(everybody())).toEqual(new Set([1]));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({
      notice: { heading: 'Quarterdeck was not running for a while' },
    });
  });
});

describe('Looks that come at once', () => {
  it('run one after the other, and all that wait share one at the latest time', async () => {
    const began: Instant[] = [];
    let free = () => {};
    const sweep = async (now: Instant) => {
      began.push(now);
      await new Promise<void>((resolve) => {
        free = resolve;
      });
      return { at: now, plans: 0, lines: [] };
    };
    const look = makeWatch({ ...world, sweep, steadyMs: () => steady });
    const first = look(OPENING);
    await vi.waitFor(() => expect(began).toEqual([OPENING]));
    const second = look(at('2026-11-27T09:11:00Z'));
    const third = look(at('2026-11-27T09:12:00Z'));
    free();
    mustBe('swept', await first);
    await vi.waitFor(() => expect(began).toEqual([OPENING, at('2026-11-27T09:12:00Z')]));
    free();
    expect(await second).toBe(await third);
  });

  it('go on after one that failed', async () => {
    let fails = true;
    const look = makeWatch({
      ...world,
      steadyMs: null,
      sweep: async (now, options) => {
        if (fails) throw new Error('the store is away');
        return world.sweep(now, options);
      },
    });
    await expect(look(OPENING)).rejects.toThrow('the store is away');
    fails = false;
    mustBe('swept', await look(OPENING));
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

  it('shows in the status while it lasts', async () => {
    await watch(OPENING, null);
    expect(await sweepNotes(world.stores, at('2026-11-27T09:20:00Z'))).toEqual([]);
    expect(await sweepNotes(world.stores, at('2026-11-27T10:20:00Z'))).toEqual([
      expect.stringContaining('No reminders'),
    ]);
  });
});

describe('A message that Teams will never take', () => {
  it('is set aside and shown to the lead, and the sweep goes on for everybody else', async () => {
    messenger.script.set(owners[0]?.person ?? '', [{ kind: 'refused', reason: '413 too large' }]);
    await watch(OPENING, null);
    await watch(at('2026-11-27T09:30:00Z'), 20 * MINUTE);
    expect(owners.map((each) => messenger.posts.filter((post) => post.person === each.person).length)).toEqual(
      owners.map(() => 1),
    );
    const seen = await world.seeStatus(TENANT, PLAN, at('2026-11-27T10:00:00Z'));
    if (seen.kind !== 'picture') throw new Error(seen.reason);
    const message = peopleMessage(seen.picture, await peopleOf(world.stores, seen.picture));
    expect(JSON.stringify(message)).toContain('was set aside, because Teams refused it (413 too large)');
  });

  it('is not made up for people who were simply not asked', async () => {
    world = aWorld(memoryTable(), messenger);
    await openQuarter(world, { lines: USUAL_LINES });
    const seen = await world.seeStatus(TENANT, PLAN, OPENING);
    if (seen.kind !== 'picture') throw new Error(seen.reason);
    const people = await peopleOf(world.stores, seen.picture);
    expect(people.filter((each) => [ADA, BEN].includes(each.person)).map((each) => each.setAside)).toEqual([
      null,
      null,
    ]);
  });
});
