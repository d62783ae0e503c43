import { describe, expect, it } from 'vitest';
import { civilDate, type Instant } from '../../src/domain/calendar/civil-date.js';
import { ANSWERING, type Answering, type AnsweringVerdict, verdictOn } from '../../src/domain/people/authority.js';
import { ADA, aWorld, BEN, OPENING, openQuarter, PLAN, TENANT, type World } from '../app/world.js';
import { at } from '../domain/builders.js';

const TIMES = {
  onTime: at('2026-12-14T10:00:00Z'),
  late: at('2026-12-22T10:00:00Z'),
  afterClose: at('2027-01-02T10:00:00Z'),
} as const;
type When = keyof typeof TIMES;

/** What the use cases make of it. */
async function tried(world: World, action: Answering, by: string, now: Instant): Promise<AnsweringVerdict> {
  const own = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: by, ref: '4.1' };
  if (action === 'putOff') {
    const outcome = await world.putOff(own, civilDate('2026-12-24'), now);
    return outcome.kind === 'saved' ? 'counted' : 'refused';
  }
  if (action === 'handOver') {
    const outcome = await world.handOver({ ...own, to: by === ADA ? BEN : ADA, note: 'On leave.' }, now);
    return outcome.kind === 'handedOver' ? 'counted' : 'refused';
  }
  const outcome = await world.reply(by, '4.1', `Said by ${by}.`, now);
  if (outcome.kind !== 'saved') return 'refused';
  return outcome.item.answer?.update === outcome.item.current ? 'counted' : 'kept';
}

describe('what may be done about a requirement', () => {
  const product = ANSWERING.flatMap((action) =>
    (Object.keys(TIMES) as When[]).flatMap((when) => [ADA, BEN].map((by) => ({ action, when, by, isOwn: by === ADA }))),
  );

  it.each(product)(
    '$action, $when, own: $isOwn: the use cases do what the table says',
    async ({ action, when, by, isOwn }) => {
      const world = aWorld();
      await openQuarter(world);
      await world.sweep(OPENING);
      if (action === 'correct') await world.reply(ADA, '4.1', 'First.', OPENING);
      const before = await world.deckOf(ADA);
      const verdict = await tried(world, action, by, TIMES[when]);
      expect(verdict).toBe(verdictOn(action, isOwn, when));
      if (verdict === 'refused') expect(await world.deckOf(ADA)).toEqual(before);
    },
  );

  it('is nothing at all about what stands in another deck', () => {
    for (const action of ANSWERING) {
      for (const when of Object.keys(TIMES) as When[]) expect(verdictOn(action, false, when)).toBe('refused');
    }
  });
});
