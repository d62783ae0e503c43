import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../src/domain/plan/history.js';
import { at } from '../domain/builders.js';
import { inAnyOrder } from './any-order.js';
import { before, FakeMessenger } from './fakes.js';
import { ADA, aWorld, BEN, line, OPENING, openQuarter, PLAN, pressed, TENANT, USUAL_LINES, who } from './world.js';

const noon = at('2026-12-01T12:00:00Z');
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };

const kindOf = (outcome: unknown) => (outcome as { kind: string }).kind;

describe('a reply that meets the final compilation', () => {
  it('is in the revision, or offered in the next quarter; it is never lost', async () => {
    const where = new Set<string>();
    await inAnyOrder(
      (world) => openQuarter(world),
      [(world) => world.reply(ADA, '4.1', 'Just in time?', noon), (world) => world.finalised(noon)],
      async (world, _, [reply, revision]) => {
        expect([kindOf(reply), kindOf(revision)]).toEqual(['saved', 'made']);
        const { silent } = (revision as { compiled: { silent: readonly string[] } }).compiled;
        await world.openCycle({ ...about, revision: civilDate('2027-04-09'), given: {} }, at('2027-02-25T10:00:00Z'));
        const carried = (await world.deckOf(ADA)).items[0]?.value.carried ?? null;
        expect(silent.includes('4.1')).toBe(carried !== null);
        where.add(carried === null ? 'revision' : 'next quarter');
        for (const chain of await world.plan.chains()) {
          expect(checkChain(await world.plan.history(chain)).kind).toBe('whole');
        }
      },
    );
    expect([...where].sort()).toEqual(['next quarter', 'revision']);
  });
});

describe('a reply after the close that meets the opening of the next quarter', () => {
  it('is offered in it: in the deck, or on the card that answers the press', async () => {
    await inAnyOrder(
      async (world) => {
        await openQuarter(world);
        await world.sweep(OPENING);
        await world.finalised(noon);
      },
      [
        (world) =>
          world.openCycle({ ...about, revision: civilDate('2027-04-09'), given: {} }, at('2027-02-25T10:00:00Z')),
        async (world) => {
          const click = pressed((world.messenger as FakeMessenger).to(ADA)[0]?.message, 'submit', {
            text: 'Very late.',
          });
          const said = await world.onClick(who(ADA), click, at('2027-02-25T10:00:01Z'));
          await said.after?.();
        },
      ],
      async (world, messenger, [opened]) => {
        expect(kindOf(opened)).toBe('opened');
        const carried = (await world.deckOf(ADA)).items[0]?.value.carried ?? null;
        const shown = messenger.to(ADA).length === 2;
        expect(carried !== null || shown).toBe(true);
      },
    );
  });
});

describe('a reply that meets a new assignment', () => {
  it('is kept, and the requirement stands in one deck', async () => {
    const lines = [line('4.1', BEN), ...USUAL_LINES.slice(1)];
    const saved = new Set<string>();
    await inAnyOrder(
      (world) => openQuarter(world),
      [(world) => world.reply(ADA, '4.1', 'Mine or not?', noon), (world) => world.assign({ ...about, lines }, noon)],
      async (world, _, [reply, assigned]) => {
        expect(kindOf(assigned)).toBe('assigned');
        saved.add(kindOf(reply));
        const decks = await world.plan.decks(await world.cycleId());
        const items = decks.flatMap((deck) =>
          deck.items.map((item) => ({ person: deck.head.value.person, item: item.value })),
        );
        const found = items.filter((each) => each.item.ref === '4.1');
        expect(found).toHaveLength(1);
        const isSaved = kindOf(reply) === 'saved';
        expect(found[0]?.person).toBe(isSaved ? ADA : BEN);
        expect(found[0]?.item.answer !== null).toBe(isSaved);
      },
    );
    expect([...saved].sort()).toEqual(['notTheirs', 'saved']);
  });
});

describe('sweeps of several processes', () => {
  it('send each message once, whoever comes first', async () => {
    await inAnyOrder(
      (world) => openQuarter(world),
      [(world) => world.sweep(OPENING), (world) => world.sweep(OPENING), (world) => world.sweep(OPENING)],
      async (world, messenger) => {
        await world.sweep(at('2026-11-27T09:20:00Z'));
        for (const id of [ADA, BEN]) {
          expect(messenger.to(id)).toHaveLength(1);
          expect((await world.deckOf(id)).head.value).toMatchObject({ handledThrough: '2026-11-27', sent: 1 });
        }
      },
    );
  });

  it('do not miss a cycle that is being opened', async () => {
    await inAnyOrder(
      async (world) => {
        await openQuarter(world);
        await world.closed(OPENING);
      },
      [
        (world) => world.openCycle({ ...about, revision: civilDate('2027-01-06'), given: {} }, OPENING),
        (world) => world.sweep(OPENING),
        (world) => world.sweep(OPENING),
      ],
      async (world, messenger, [opened]) => {
        expect(kindOf(opened)).toBe('opened');
        for (const minute of ['11', '20']) await world.sweep(at(`2026-11-27T09:${minute}:00Z`));
        for (const id of [ADA, BEN]) expect(messenger.to(id)).toHaveLength(1);
      },
    );
  });
});

describe('a stray row of the directory', () => {
  it('that a sweep is removing does not take a cycle with it that is opened at that moment', async () => {
    const opening = { ...about, revision: civilDate('2027-01-06'), given: {} };
    for (let moment = 1; moment <= 8; moment += 1) {
      const table = memoryTable();
      const messenger = new FakeMessenger();
      const world = aWorld(table, messenger);
      await openQuarter(world);
      await world.closed(OPENING);
      await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: at('2026-11-27T09:00:00Z') });
      let calls = 0;
      const meanwhile = async () => {
        calls += 1;
        if (calls === moment) expect(kindOf(await world.openCycle(opening, OPENING))).toBe('opened');
      };
      await aWorld(before(table, meanwhile), messenger).sweep(OPENING);
      if (calls < moment) await world.openCycle(opening, OPENING);
      for (const minute of ['11', '20']) await world.sweep(at(`2026-11-27T09:${minute}:00Z`));
      for (const id of [ADA, BEN]) expect(messenger.to(id), `moment ${moment}`).toHaveLength(1);
    }
  });
});

describe('two presses at once', () => {
  it('of different words are one answer and one correction, both kept', async () => {
    await inAnyOrder(
      (world) => openQuarter(world),
      [(world) => world.reply(ADA, '4.1', 'One.', noon), (world) => world.reply(ADA, '4.1', 'Two.', noon)],
      async (world, _, outcomes) => {
        const corrections = outcomes.filter((each) => (each as { correction: boolean }).correction);
        expect(corrections).toHaveLength(1);
        const item = (await world.deckOf(ADA)).items[0]?.value;
        expect(await world.plan.updates(item?.requirement ?? '')).toHaveLength(2);
        expect(item?.replies).toHaveLength(2);
      },
    );
  });
});
