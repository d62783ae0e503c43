import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../../src/app/store/ports.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Commitment, CommitmentAnswer } from '../../../src/domain/commitments/commitment.js';
import type { CommitmentInput } from '../../../src/domain/commitments/commitment-reply.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { inAnyOrder } from '../any-order.js';
import { atEveryMoment } from '../every-moment.js';
import { before, FakeMessenger, forgetfulTable } from '../fakes.js';
import { ADA, aWorld, LEAD, line, mustBe, openQuarter, PLAN, TENANT, USUAL_LINES, type World } from '../world.js';
import { entered, GATE, NOON, promising, promisingPlan, RAIL } from './promising.js';

const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
const NEXT = { ...about, revision: civilDate('2027-04-09'), given: {} };
const open = (world: World) => openQuarter(world, { plan: promisingPlan() });

/** Ada answers 4.1 and says what became of the rail, on the card as it was drawn at the opening. */
async function reply(world: World, text: string, said: Partial<CommitmentInput>, now = NOON) {
  const { id } = await promising(world).rowOf(RAIL);
  const given = { tenant: TENANT, plan: PLAN, person: ADA, ref: '4.1', basedOn: '', door: 'card' } as const;
  const answer = { kind: 'text', text, status: null, evidence: null } as const;
  return world.recordUpdate(
    { ...given, cycle: await world.cycleId(), reply: answer, promises: [entered(id, said)] },
    now,
  );
}

const lead = async (world: World, answer: CommitmentAnswer, now = NOON) =>
  promising(world).lead((await promising(world).rowOf(RAIL)).id, answer, now);

/** The rail as its row has it, and as the card's item does; both must say the same. */
async function railIn(world: World): Promise<Commitment> {
  const row = await promising(world).rowOf(RAIL);
  const item = (await promising(world).itemOf('4.1')).commitments.find((each) => each.id === row.id);
  expect(item).toEqual(row);
  expect(checkChain(await world.plan.history(row.requirement)).kind).toBe('whole');
  return row;
}

const kindsOf = (outcomes: readonly unknown[]) => outcomes.map((each) => (each as { kind: string }).kind);
const answersIn = async (world: World) =>
  (await promising(world).told((await promising(world).rowOf(RAIL)).requirement)).filter((each) =>
    each.what.startsWith('answered for'),
  );

describe('two answers for one promise at once', () => {
  it('from two devices of its owner: one counts, the other is asked to look again', async () => {
    const won = new Set<string>();
    await inAnyOrder(
      open,
      [
        (world) => reply(world, 'One.', { became: 'done' }),
        (world) => reply(world, 'Two.', { became: 'late', until: '2027-02-01' }),
      ],
      async (world, _, outcomes) => {
        expect(kindsOf(outcomes).toSorted()).toEqual(['invalid', 'saved']);
        const { state, version } = await railIn(world);
        expect([state, version]).toEqual([kindsOf(outcomes)[0] === 'saved' ? 'done' : 'late', 1]);
        expect(await answersIn(world)).toHaveLength(1);
        won.add(state);
      },
    );
    expect([...won].toSorted()).toEqual(['done', 'late']);
  });

  it('from its owner and the lead: neither overwrites the other unseen', async () => {
    const won = new Set<string>();
    await inAnyOrder(
      open,
      [
        (world) => reply(world, 'Painted.', { became: 'done' }),
        (world) => lead(world, { kind: 'withdrawn', reason: 'It was sold.' }),
      ],
      async (world, _, outcomes) => {
        const { state } = await railIn(world);
        expect(kindsOf(outcomes)).toEqual(state === 'done' ? ['saved', 'refused'] : ['invalid', 'answered']);
        expect(await answersIn(world)).toHaveLength(1);
        won.add(state);
      },
    );
    expect([...won].toSorted()).toEqual(['done', 'withdrawn']);
  });

  it('that say the same are one, and both are content', async () => {
    await inAnyOrder(
      open,
      [(world) => reply(world, 'Painted.', { became: 'done' }), (world) => lead(world, { kind: 'done' })],
      async (world, _, outcomes) => {
        expect(['answered', 'already']).toContain(kindsOf(outcomes)[1]);
        expect(kindsOf(outcomes)[0]).toBe('saved');
        expect(await railIn(world)).toMatchObject({ state: 'done', version: 1 });
        expect(await answersIn(world)).toHaveLength(1);
      },
    );
  });
});

describe('an answer of the lead that meets', () => {
  it('the opening of a cycle is on its cards', async () => {
    await inAnyOrder(
      async (world) => {
        await open(world);
        await world.accepted(NOON);
        mustBe('made', await world.finalised(NOON));
      },
      [
        (world) => world.openCycle(NEXT, at('2027-02-25T10:00:00Z')),
        (world) => lead(world, { kind: 'late', due: civilDate('2027-03-01') }, at('2027-02-25T10:00:00Z')),
      ],
      async (world, _, outcomes) => {
        expect(kindsOf(outcomes)).toEqual(['opened', 'answered']);
        expect(await railIn(world)).toMatchObject({ state: 'late', due: '2027-03-01' });
      },
    );
  });

  it('an import over the plan stays', async () => {
    const plan = promisingPlan([`Begun. ${RAIL}`, 'The gate will open in April 2027.']);
    const corrections = [{ ref: '4.2', column: civilDate('2026-06-19'), reason: 'A slip.' }];
    await inAnyOrder(
      open,
      [
        (world) => world.importPlan({ ...about, read: aReadingOf(plan), dryRun: false, corrections }, NOON),
        (world) => lead(world, { kind: 'done' }),
      ],
      async (world, _, outcomes) => {
        expect(kindsOf(outcomes)).toEqual(['imported', 'answered']);
        expect((await railIn(world)).state).toBe('done');
      },
    );
  });
});

describe('a look at the cycle', () => {
  it.each([
    ['its owner', (world: World) => reply(world, 'Painted.', { became: 'done' })],
    ['the lead', (world: World) => lead(world, { kind: 'done' })],
  ])('takes no answer of %s back that comes in the middle of it, at any moment', async (_, answer) => {
    for (let moment = 1; ; moment += 1) {
      const table = memoryTable();
      const messenger = new FakeMessenger();
      const world = aWorld(table, messenger);
      await open(world);
      // there is something to put right: nobody holds 4.3 any more
      mustBe('assigned', await world.assign({ ...about, lines: [line('4.1', ADA), line('plan', LEAD, 'lead')] }, NOON));
      let calls = 0;
      const meanwhile = async () => {
        calls += 1;
        if (calls === moment) await answer(world);
      };
      await aWorld(before(table, meanwhile), messenger).assign(
        { ...about, lines: USUAL_LINES },
        at('2026-12-02T10:00:00Z'),
      );
      if (calls < moment) break;
      expect(await railIn(world), `moment ${moment}`).toMatchObject({ state: 'done' });
    }
  });
});

describe('a store whose answers are lost on the way', () => {
  it('has each answer once, and its history too', async () => {
    const table = memoryTable();
    await open(aWorld(table));
    const forgetful = (): Table => forgetfulTable(table, () => true);
    const { id } = await promising(aWorld(table)).rowOf(RAIL);
    expect((await reply(aWorld(forgetful()), 'Not yet.', { became: 'late', until: '2027-02-01' })).kind).toBe('saved');
    const world = aWorld(forgetful());
    expect((await promising(world).lead(id, { kind: 'late', due: civilDate('2027-05-01') })).kind).toBe('answered');
    expect(await railIn(aWorld(table))).toMatchObject({ moves: ['2027-02-01', '2027-05-01'], version: 2 });
    expect(await answersIn(aWorld(table))).toHaveLength(2);
  });
});

describe('a process that dies', () => {
  it('while a reply is saved has kept update and promise, or neither; the same press again makes both', async () => {
    const moments = await atEveryMoment(
      open,
      (world) => reply(world, 'The crane will be tested by 1 May 2027.', { became: 'done' }),
      async (world, _, moment) => {
        const updates = await world.plan.updates((await promising(world).itemOf('4.1')).requirement);
        const { state } = await railIn(world);
        expect(state, `moment ${moment}`).toBe(updates.length === 1 ? 'done' : 'open');
        expect((await promising(world).rows()).length).toBe(2 + updates.length);
        const again = await reply(world, 'The crane will be tested by 1 May 2027.', { became: 'done' });
        expect(['saved', 'already']).toContain(again.kind);
        expect((await railIn(world)).state).toBe('done');
        expect(await promising(world).rows()).toHaveLength(3);
        expect(await answersIn(world)).toHaveLength(1);
      },
    );
    expect(moments).toBeGreaterThan(4);
  });

  it('while the lead answers has said it in the row and on the card, or nowhere', async () => {
    await atEveryMoment(
      open,
      (world) => lead(world, { kind: 'done' }),
      async (world) => {
        const { version } = await railIn(world);
        expect((await answersIn(world)).length).toBe(version);
        expect(['answered', 'already']).toContain((await lead(world, { kind: 'done' })).kind);
        expect(await railIn(world)).toMatchObject({ state: 'done', version: 1 });
      },
    );
  });

  it('while a plan is imported has its promises after the next sweep or opening, each found once', async () => {
    const read = aReadingOf(promisingPlan());
    const importing = { ...about, read, dryRun: false };
    await atEveryMoment(
      async () => undefined,
      (world) => world.importPlan(importing, at('2026-11-20T10:00:00Z')),
      async (world) => {
        await openQuarter(world, { plan: promisingPlan() });
        expect(await railIn(world)).toMatchObject({ state: 'open' });
        expect(await promising(world).rows()).toHaveLength(2);
        const { requirement } = await promising(world).rowOf(RAIL);
        expect((await promising(world).told(requirement)).map((each) => each.what)).toEqual(['found a promise in']);
      },
    );
  });

  it('while a wording is published asks about nothing that stands in no text', async () => {
    const KIT = 'The kit will be shown by 1 March 2027.';
    const decider = { by: 'lead', byName: 'Lea Dunn' };
    const wording = { tenant: TENANT, plan: PLAN, ref: '4.1', text: 'Kept.', why: 'Not agreed.', decider };
    await atEveryMoment(
      async (world) => {
        await open(world);
        await world.reply(ADA, '4.1', KIT, NOON);
      },
      (world) => promising(world).correctWording(wording, NOON),
      async (world) => {
        const again = await promising(world).correctWording(wording, NOON);
        // it is printed so already, or now: either way nobody follows the words that are not
        expect(['corrected', 'refused']).toContain(again.kind);
        const seen = await promising(world).see(TENANT, PLAN, false, NOON);
        expect(JSON.stringify(seen)).not.toContain(KIT);
        await promising(world).check(TENANT, PLAN, NOON);
        expect(JSON.stringify(await promising(world).rows())).not.toContain(KIT);
      },
    );
  });
});

describe('a stray row of an item', () => {
  it('cannot be answered by a card that was drawn from it', async () => {
    const world = aWorld(memoryTable(), new FakeMessenger());
    await open(world);
    const { id } = await promising(world).rowOf(RAIL);
    const corrections = [{ ref: '4.1', column: civilDate('2026-06-19'), reason: 'Never promised.' }];
    const read = aReadingOf(promisingPlan(['Begun.', GATE]));
    mustBe('imported', await world.importPlan({ ...about, read, dryRun: false, corrections }, NOON));
    expect(await reply(world, 'Painted.', { became: 'done' })).toMatchObject({ kind: 'invalid' });
    expect((await world.reply(ADA, '4.1', 'Painted.', NOON)).kind).toBe('saved');
    expect(await promising(world).lead(id, { kind: 'done' })).toMatchObject({ kind: 'refused' });
  });
});
