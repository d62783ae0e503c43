import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../src/app/store/ports.js';
import { checkChain } from '../../src/domain/plan/history.js';
import { at } from '../domain/builders.js';
import { atEveryMoment } from './every-moment.js';
import { FakeMessenger, forgetfulTable } from './fakes.js';
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
  TENANT,
  USUAL_LINES,
  type World,
} from './world.js';

async function sweepAll(world: World, ...times: readonly string[]): Promise<void> {
  for (const time of times) await world.sweep(at(time));
}

const handled = async (world: World, id: string) => (await world.deckOf(id)).head.value.handledThrough;

describe('a process that dies during a sweep, at any moment', () => {
  it('has sent each first ask once, or twice where nobody knows; nobody is forgotten', async () => {
    const twice = new Set<number>();
    const moments = await atEveryMoment(
      (world) => openQuarter(world),
      (world) => world.sweep(OPENING),
      async (world, messenger, moment) => {
        await sweepAll(
          world,
          '2026-11-27T09:11:00Z',
          '2026-11-27T09:20:00Z',
          '2026-11-27T10:30:00Z',
          '2026-11-27T11:45:00Z',
        );
        for (const id of [ADA, BEN]) {
          const times = messenger.to(id).length;
          expect(times, `moment ${moment}`).toBeGreaterThanOrEqual(1);
          expect(times, `moment ${moment}`).toBeLessThanOrEqual(2);
          if (times === 2) twice.add(moment);
          expect(await handled(world, id)).toBe('2026-11-27');
        }
        const cards = messenger.to(ADA).map((post) => post.message);
        const asks = cards.map((card) => (card.kind === 'deck' ? card.deck.context.ask : ''));
        expect(new Set(asks).size).toBe(1);
      },
    );
    expect(moments).toBeGreaterThan(20);
    // the deliberate repeat: only where it died between a POST and its record
    expect(twice.size).toBeGreaterThan(0);
    expect(twice.size).toBeLessThan(moments / 2);
  });

  it('has sent each reminder once at the most, and what it did not send comes with the next rung', async () => {
    let silent = 0;
    const moments = await atEveryMoment(
      async (world) => {
        await openQuarter(world);
        await world.sweep(OPENING);
      },
      (world) => world.sweep(at('2026-12-11T10:00:00Z')),
      async (world, messenger, moment) => {
        await sweepAll(
          world,
          '2026-12-11T10:01:00Z',
          '2026-12-11T10:10:00Z',
          '2026-12-11T11:30:00Z',
          '2026-12-11T13:00:00Z',
        );
        for (const id of [ADA, BEN]) {
          const reminders = messenger.to(id).length - 1;
          expect(reminders, `moment ${moment}`).toBeLessThanOrEqual(1);
          if (reminders === 0) silent += 1;
          expect(await handled(world, id), `moment ${moment}`).toBe('2026-12-11');
        }
        await sweepAll(world, '2026-12-17T10:00:00Z', '2026-12-17T10:10:00Z');
        for (const id of [ADA, BEN]) expect(messenger.to(id).at(-1)?.at).toBe('2026-12-17T10:00:00.000Z');
      },
    );
    expect(moments).toBeGreaterThan(20);
    expect(silent).toBeGreaterThan(0);
  });

  it('has told the lead once at the most', async () => {
    await atEveryMoment(
      (world) => openQuarter(world, { lines: [line('4.1', ADA), line('plan', LEAD, 'lead')], plan: harbourPlan(1) }),
      (world) => world.sweep(at('2026-12-22T10:00:00Z')),
      async (world, messenger) => {
        await sweepAll(world, '2026-12-22T10:10:00Z', '2026-12-22T11:30:00Z', '2026-12-23T10:00:00Z');
        expect(messenger.to(LEAD).length).toBeLessThanOrEqual(1);
        expect((await world.plan.head())?.value.leadToldThrough).toBe('2026-12-22');
      },
    );
  });
});

describe('a process that dies while people act', () => {
  it('has kept a reply or not, and the same press again makes it one', async () => {
    const now = at('2026-11-30T12:00:00Z');
    const moments = await atEveryMoment(
      (world) => openQuarter(world),
      (world) => world.reply(ADA, '4.1', 'Kept.', now),
      async (world) => {
        expect(['saved', 'already']).toContain((await world.reply(ADA, '4.1', 'Kept.', now)).kind);
        const item = (await world.deckOf(ADA)).items[0]?.value;
        const updates = await world.plan.updates(item?.requirement ?? '');
        expect(updates.map((each) => each.id)).toEqual([item?.answer?.update]);
        const history = await world.plan.history(item?.requirement ?? '');
        expect(history.map(({ payload }) => payload?.what)).toEqual(['answered']);
        expect(checkChain(history).kind).toBe('whole');
      },
    );
    expect(moments).toBeGreaterThan(4);
  });

  it('has handed a requirement over or not; after the next sweep it stands in one deck and is asked for', async () => {
    const now = at('2026-11-30T12:00:00Z');
    await atEveryMoment(
      async (world) => {
        await openQuarter(world);
        await world.sweep(OPENING);
      },
      async (world) =>
        world.handOver(
          {
            tenant: TENANT,
            plan: PLAN,
            cycle: await world.cycleId(),
            person: ADA,
            ref: '4.1',
            to: BEN,
            note: 'On leave.',
          },
          now,
        ),
      async (world, messenger, moment) => {
        await sweepAll(world, '2026-11-30T12:01:00Z', '2026-12-11T10:00:00Z', '2026-12-14T10:00:00Z');
        const decks = await world.plan.decks(await world.cycleId());
        const places = decks.filter((deck) => deck.items.some((item) => item.value.ref === '4.1'));
        expect(places, `moment ${moment}`).toHaveLength(1);
        const owner = places[0]?.head.value.person ?? '';
        const told = messenger.to(owner).some(({ message }) => message.kind === 'deck' && message.deck.asked === 2);
        expect(told, `moment ${moment}`).toBe(true);
      },
    );
  });

  it('has opened a cycle whole or not at all, and opened again it asks everybody', async () => {
    const about = { tenant: TENANT, plan: PLAN, by: 'system', given: {} };
    await atEveryMoment(
      async (world) => {
        await openQuarter(world);
        await world.reply(ADA, '4.1', 'Kept.', at('2026-12-01T10:00:00Z'));
        await world.closed(at('2026-12-02T10:00:00Z'));
        await world.reply(ADA, '4.1', 'Kept better.', at('2026-12-02T11:00:00Z'));
        mustBe('made', await world.finalised(at('2026-12-03T10:00:00Z')));
      },
      (world) => world.openCycle({ ...about, revision: '2027-04-09' as never }, at('2027-02-25T10:00:00Z')),
      async (world, messenger, moment) => {
        await world.openCycle({ ...about, revision: '2027-04-09' as never }, at('2027-02-25T10:05:00Z'));
        await sweepAll(world, '2027-03-03T10:00:00Z', '2027-03-03T11:30:00Z');
        for (const id of [ADA, BEN]) expect(messenger.to(id), `moment ${moment}`).toHaveLength(1);
        expect((await world.deckOf(ADA)).items.map((item) => item.value.carried)).toMatchObject([
          { text: 'Kept better.' },
          null,
        ]);
      },
    );
  });
});

describe('a store whose answers are lost after the commit', () => {
  const quarter = async (table: Table) => {
    const messenger = new FakeMessenger();
    const world = aWorld(table, messenger);
    await openQuarter(world);
    await sweepAll(world, '2026-11-27T09:10:00Z', '2026-11-27T09:20:00Z');
    const first = await world.reply(ADA, '4.1', 'Kept.', at('2026-12-01T10:00:00Z'));
    const basedOn = first.kind === 'saved' ? first.item.current : '';
    const second = await world.reply(ADA, '4.1', 'Kept well.', at('2026-12-01T11:00:00Z'), basedOn);
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: USUAL_LINES }, at('2026-12-02T10:00:00Z'));
    await sweepAll(world, '2026-12-11T10:00:00Z', '2026-12-11T10:10:00Z');
    const revision = await world.finalised(at('2027-01-04T10:00:00Z'));
    const item = (await world.deckOf(ADA)).items[0]?.value;
    const history = await world.plan.history('plan');
    expect(checkChain(history).kind).toBe('whole');
    return {
      kinds: [first.kind, second.kind, revision.kind],
      updates: (await world.plan.updates(item?.requirement ?? '')).map((each) => each.reply),
      answers: (await world.plan.history(item?.requirement ?? '')).map((entry) => entry.payload?.what),
      plan: history.map((entry) => entry.payload?.what),
      posts: [messenger.to(ADA).length, messenger.to(BEN).length],
      silent: revision.kind === 'made' ? revision.compiled.silent : null,
    };
  };

  it('loses and doubles nothing: not with every answer lost, and not with any single one', async () => {
    const good = await quarter(memoryTable());
    expect(good).toMatchObject({ kinds: ['saved', 'saved', 'made'], posts: [2, 2], silent: ['4.2', '4.3'] });
    expect(good.answers).toEqual(['answered', 'corrected']);
    expect(await quarter(forgetfulTable(memoryTable(), () => true))).toEqual(good);
    for (let lost = 0; lost < 45; lost += 1) {
      expect(await quarter(forgetfulTable(memoryTable(), (batch) => batch === lost)), `batch ${lost}`).toEqual(good);
    }
  });
});
