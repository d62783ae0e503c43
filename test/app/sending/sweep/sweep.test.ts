import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { at } from '../../../domain/builders.js';
import { countedStores, countedTable, FakeMessenger } from '../../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  harbourPlan,
  LEAD,
  line,
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

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world);
});

const REMINDER = at('2026-12-11T10:00:00Z');
const NOTE = at('2026-12-22T10:00:00Z');
const dueAt = async (now: string) => (await world.stores.directory.due(at(now))).length;

describe('a sweep', () => {
  it('asks nobody before the opening, at night or at a weekend, and comes back at the start of work', async () => {
    for (const now of ['2026-11-26T10:00:00Z', '2026-11-27T08:59:00Z']) await world.sweep(at(now));
    expect(messenger.posts).toHaveLength(0);
    expect(await dueAt('2026-11-27T08:59:59Z')).toBe(0);
    expect(await dueAt('2026-11-27T09:00:00Z')).toBe(1);
  });

  it('asks each person once, with one deck, however many reasons there are to look at the plan', async () => {
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines: USUAL_LINES }, at('2026-11-26T10:00:00Z'));
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines: USUAL_LINES }, at('2026-11-26T10:00:01Z'));
    const report = await world.sweep(OPENING);
    expect(report.lines.map((each) => [each.name, each.rungs, each.outcome])).toEqual([
      ['Ada Moss', ['ask'], 'sent'],
      ['Ben Reed', ['ask'], 'sent'],
    ]);
    expect(messenger.to(ADA)).toMatchObject([{ message: { kind: 'deck', deck: { asked: 2 } } }]);
    expect(messenger.to(BEN)).toMatchObject([{ message: { kind: 'deck', deck: { asked: 1 } } }]);
    expect(await dueAt('2026-12-10T23:00:00Z')).toBe(0);
    expect(await dueAt('2026-12-11T09:00:00Z')).toBe(1);
  });

  it('loads each part of a plan once, whatever it does with it', async () => {
    const { stores, counts } = countedStores(openStores(world.table));
    const counted = aWorld(world.table, messenger, undefined, stores);
    await counted.sweep(at('2026-11-26T10:00:00Z'));
    expect(Object.fromEntries(counts)).toEqual({ head: 1, assignments: 1, decks: 1, decisions: 1, removals: 1 });
    await world.sweep(OPENING);
    await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: OPENING });
    counts.clear();
    await counted.sweep(OPENING);
    const loaded = { head: 1, published: 1, assignments: 1, decks: 1 };
    expect(Object.fromEntries(counts)).toEqual({ ...loaded, commitments: 1, decisions: 1, removals: 1 });
  });

  it('twice at once sends each message once, over and over', async () => {
    for (const now of [OPENING, REMINDER, NOTE]) {
      await Promise.all([world.sweep(now), world.sweep(now), world.sweep(now)]);
      await world.sweep(at(now.replace('T10:00', 'T10:10')));
    }
    for (const id of [ADA, BEN]) expect(messenger.to(id)).toHaveLength(3);
    expect(messenger.to(LEAD)).toHaveLength(1);
  });

  it('in a dry run says what it would send, and neither sends nor writes', async () => {
    const table = countedTable(memoryTable());
    const dry = aWorld(table, messenger);
    await openQuarter(dry);
    table.calls.length = 0;
    const report = await dry.sweep(OPENING, null);
    expect(report.lines.map((each) => each.outcome)).toEqual(['wouldSend', 'wouldSend']);
    expect(table.calls).not.toContain('batch');
    expect(messenger.posts).toHaveLength(0);
  });

  it('brings back what was put off on its day, though no rung falls on it', async () => {
    await world.sweep(OPENING);
    const about = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: BEN, ref: '4.3' };
    expect(await world.putOff(about, civilDate('2026-12-02'), OPENING)).toMatchObject({ kind: 'saved' });
    await world.sweep(at('2026-12-01T12:00:00Z'));
    expect(messenger.to(BEN)).toHaveLength(1);
    await world.sweep(at('2026-12-02T00:05:00Z'));
    expect(messenger.to(BEN)).toHaveLength(1);
    await world.sweep(at('2026-12-02T09:00:00Z'));
    expect(messenger.to(BEN)).toHaveLength(2);
    expect(messenger.to(ADA)).toHaveLength(1);
  });

  it('asks once more the next working day when something is added to a deck that was sent today', async () => {
    await world.sweep(OPENING);
    const lines = [line('4.1', BEN), ...USUAL_LINES.slice(1)];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, at('2026-11-27T11:00:00Z'));
    for (const hour of ['11', '14']) await world.sweep(at(`2026-11-27T${hour}:01:00Z`));
    expect(messenger.to(BEN)).toHaveLength(1);
    for (const hour of ['09', '10', '11']) await world.sweep(at(`2026-11-30T${hour}:00:00Z`));
    expect(messenger.to(BEN).map((post) => post.message)).toMatchObject([
      { deck: { asked: 1 } },
      { deck: { asked: 2 } },
    ]);
    expect(messenger.to(ADA)).toHaveLength(1);
  });

  it('asks the owner again when a delegation has ended', async () => {
    const lines = [...USUAL_LINES, line('4.3', CAT, 'delegate', '2026-12-10')];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, at('2026-11-26T10:00:00Z'));
    await world.signOfLife(CAT, at('2026-11-26T10:00:00Z'));
    await world.sweep(OPENING);
    expect([messenger.to(BEN).length, messenger.to(CAT).length]).toEqual([0, 1]);
    await world.sweep(REMINDER);
    expect([messenger.to(BEN).length, messenger.to(CAT).length]).toEqual([1, 1]);
  });

  it('tells every lead, though one of them can be told only later', async () => {
    const lines = [...USUAL_LINES, line('plan', CAT, 'lead')];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, at('2026-11-26T10:00:00Z'));
    await world.signOfLife(CAT, at('2026-11-26T10:00:00Z'));
    messenger.script.set(CAT, [{ kind: 'notNow', why: 'busy', reason: 'throttled' }]);
    await world.sweep(NOTE);
    expect([messenger.to(LEAD).length, messenger.to(CAT).length]).toEqual([1, 0]);
    await world.sweep(at('2026-12-22T10:10:00Z'));
    await world.sweep(at('2026-12-22T10:20:00Z'));
    expect([messenger.to(LEAD).length, messenger.to(CAT).length]).toEqual([1, 1]);
  });

  it('repeats an uncertain first ask once, after an hour, and an uncertain reminder never', async () => {
    const lost = { kind: 'uncertain', reason: 'a time-out' } as const;
    messenger.script.set(BEN, [lost, lost, lost]);
    for (const time of ['09:10', '09:20', '10:05', '10:15', '11:30', '13:00'])
      await world.sweep(at(`2026-11-27T${time}:00Z`));
    expect(messenger.to(BEN).map((post) => post.at?.slice(11, 16))).toEqual(['09:10', '10:15']);
    for (const time of ['09:10', '10:15', '12:00']) await world.sweep(at(`2026-12-11T${time}:00Z`));
    expect(messenger.to(BEN)).toHaveLength(3);
    expect((await world.deckOf(BEN)).head.value).toMatchObject({ uncertain: true, handledThrough: '2026-12-11' });
  });

  it('looks again soon at what was throttled, and sends it then', async () => {
    messenger.script.set(BEN, [
      { kind: 'notNow', why: 'busy', reason: '429' },
      { kind: 'notNow', why: 'busy', reason: '429' },
    ]);
    for (const time of ['09:10', '09:16', '09:22', '09:28']) await world.sweep(at(`2026-11-27T${time}:00Z`));
    expect(messenger.to(BEN).map((post) => post.at?.slice(11, 16))).toEqual(['09:22']);
  });
});

describe('a sweep over 200 people', () => {
  it('costs at most 3.85 store operations a message, for asks and for reminders', async () => {
    const table = countedTable(memoryTable());
    const large = aWorld(table, messenger);
    const lines = Array.from({ length: 200 }, (_, index) => line(`4.${index + 1}`, person(100 + index)));
    await openQuarter(large, { plan: harbourPlan(200), lines: [...lines, line('plan', LEAD, 'lead')] });
    for (const now of [OPENING, REMINDER]) {
      table.calls.length = 0;
      const before = messenger.posts.length;
      await large.sweep(now);
      expect(messenger.posts).toHaveLength(before + 200);
      expect(table.calls.length / 200).toBeLessThanOrEqual(3.85);
    }
    expect(messenger.updates).toHaveLength(200);
  });
});

describe("the lead's own reminder", () => {
  it('goes once a day, takes the place of a rung, and a second one leaves the newest card alone', async () => {
    await world.sweep(OPENING);
    const nudge = async (now: string) => {
      const seen = await world.seePlan(TENANT, PLAN, at(now));
      if (seen.kind === 'refused') throw new Error(seen.reason);
      return world.nudge(seen.picture, 'ben', at(now));
    };
    expect(await nudge('2026-12-11T09:00:00Z')).toMatchObject({ kind: 'nudged', lines: [{ outcome: 'sent' }] });
    await world.sweep(REMINDER);
    expect([messenger.to(BEN).length, messenger.to(ADA).length]).toEqual([2, 2]);
    await world.plan.changeAsks(
      await world.cycleId(),
      [
        {
          kind: 'head',
          head: { ...(await world.deckOf(BEN)).head.value, card: 'newer' },
          etag: (await world.deckOf(BEN)).head.etag,
        },
      ],
      'a test',
    );
    expect(await nudge('2026-12-11T11:00:00Z')).toMatchObject({ lines: [{ outcome: 'settled' }] });
    expect((await world.deckOf(BEN)).head.value).toMatchObject({ card: 'newer', sent: 2 });
    expect(messenger.updates.some((update) => update.activityId === 'newer')).toBe(false);
    expect(await nudge('2026-12-11T18:00:00Z')).toMatchObject({ kind: 'refused' });
  });
});
