import { beforeEach, describe, expect, it } from 'vitest';
import type { Leave } from '../../../../src/app/sending/leave.js';
import type { PlanInSweep } from '../../../../src/app/sending/people-due.js';
import { makeSendDue } from '../../../../src/app/sending/sweep/send-due.js';
import { aReadingOf } from '../../../domain/builders.js';
import { FakeMessenger, LEAVE } from '../../fakes.js';
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
  REVISION,
  TENANT,
  type World,
} from '../../world.js';
import { dueNow } from './a-look.js';

let messenger: FakeMessenger;
let world: World;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
});

async function toSend(plan = PLAN): Promise<PlanInSweep> {
  const due = await dueNow(world, OPENING, plan);
  if (due.kind !== 'send') throw new Error(due.kind);
  return due.picture;
}

const sendTo = async (leave: Leave | null, ...plans: readonly PlanInSweep[]) =>
  makeSendDue(world)(plans, OPENING, leave);
const handledThrough = async (id: string) => (await world.deckOf(id)).head.value.handledThrough;

describe('What is due to people', () => {
  it('is sent to each, and recorded in the rows of the plan', async () => {
    const { results, failed } = await sendTo(LEAVE, await toSend());
    expect(results.map(([person, outcomes]) => [person.name, outcomes.map(({ kind }) => kind)])).toEqual([
      ['Ada Moss', ['sent']],
      ['Ben Reed', ['sent']],
    ]);
    expect(failed).toEqual([]);
    for (const id of [ADA, BEN]) {
      expect(messenger.to(id)).toHaveLength(1);
      expect(await handledThrough(id)).toBe('2026-11-27');
    }
  });

  it('goes out once, however often the same look is handed on', async () => {
    const plan = await toSend();
    await sendTo(LEAVE, plan);
    const { results } = await sendTo(LEAVE, plan);
    expect(results.flatMap(([, outcomes]) => outcomes.map(({ kind }) => kind))).toEqual(['settled', 'settled']);
    expect(messenger.posts).toHaveLength(2);
  });

  it('is one message where a person is asked in several plans', async () => {
    const about = { tenant: TENANT, plan: 'moor', by: 'system' };
    mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(harbourPlan(1)), dryRun: false }, OPENING));
    mustBe('assigned', await world.assign({ ...about, lines: [line('4.1', ADA)] }, OPENING));
    mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given: {} }, OPENING));
    await sendTo(LEAVE, await toSend(), await toSend('moor'));
    expect(messenger.to(ADA)).toMatchObject([{ message: { kind: 'digest' } }]);
    expect(messenger.to(BEN)).toMatchObject([{ message: { kind: 'deck' } }]);
  });

  it('reaches all others where one of them meets an unexpected error', async () => {
    const courier = {
      ...world.courier,
      draw: async (news: Parameters<typeof world.courier.draw>[0]) => {
        const isForAda = news.kind === 'asks' && news.asks.some((ask) => ask.deck.head.value.person === ADA);
        if (isForAda) throw new Error('cannot be drawn');
        return world.courier.draw(news);
      },
    };
    const { results, failed } = await makeSendDue({ ...world, courier })([await toSend()], OPENING, LEAVE);
    expect(failed.map((person) => person.name)).toEqual(['Ada Moss']);
    expect(results.map(([person]) => person.name)).toEqual(['Ben Reed']);
    expect([await handledThrough(ADA), await handledThrough(BEN)]).toEqual([null, '2026-11-27']);
  });

  it('tells the lead at the end whose message was refused', async () => {
    messenger.script.set(BEN, [{ kind: 'refused', reason: '400' }]);
    const { results } = await sendTo(LEAVE, await toSend());
    expect(results.at(-1)?.[0].person).toBe(LEAD);
    expect(messenger.to(LEAD)).toHaveLength(1);
  });

  it('is only named in a dry run', async () => {
    const { wouldSend, results } = await sendTo(null, await toSend());
    expect(wouldSend.map((person) => person.name)).toEqual(['Ada Moss', 'Ben Reed']);
    expect(results).toEqual([]);
    expect(messenger.posts).toEqual([]);
    expect(await handledThrough(ADA)).toBeNull();
  });
});
