import { expect, it } from 'vitest';
import { makeDeliver } from '../../../src/app/sending/deliver.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger, LEAVE } from '../fakes.js';
import { aWorld, BEN, OPENING, openQuarter, PLAN, TENANT } from '../world.js';

it('leaves nothing in doubt where what is to be said cannot be drawn', async () => {
  const messenger = new FakeMessenger();
  const world = aWorld(undefined, messenger);
  await openQuarter(world);
  const deliver = makeDeliver({
    ...world,
    courier: {
      ...world.courier,
      draw: async () => {
        throw new Error('no key');
      },
    },
  });
  const on = civilDate('2026-11-27');
  const wish = { plan: PLAN, cycle: await world.cycleId(), rung: 'nudge', on, first: true };
  const delivery = {
    tenant: TENANT,
    person: BEN,
    slot: `${on}.nudge`,
    wishes: [wish],
    news: () => ({ kind: 'asks', asks: [] }) as const,
  };

  await expect(deliver(delivery, OPENING, LEAVE)).rejects.toThrow('no key');

  expect((await world.stores.person(TENANT, BEN).since(on)).intents).toEqual([]);
  expect(messenger.posts).toEqual([]);
});
