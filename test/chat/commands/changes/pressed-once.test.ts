import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import type { Command } from '../../../../src/chat/turn.js';
import { instantOf, millisecondsOf } from '../../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  LEAD,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { aPlan, aRequirement, at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn } from './lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');

let messenger: FakeMessenger;
/** Two processes upon one store. */
let worlds: readonly [World, World];
let chats: readonly ReturnType<typeof aLeadChat>[];

beforeEach(async () => {
  messenger = new FakeMessenger();
  const table = memoryTable();
  worlds = [aWorld(table, messenger), aWorld(table, messenger)];
  chats = worlds.map((world) => aLeadChat(world, messenger));
  const [one] = worlds;
  await openQuarter(one, { plan: aPlan([aRequirement('4.1'), aRequirement('4.2'), aRequirement('4.3')]) });
  await one.sweep(OPENING);
});

const entries = async () => {
  const [{ plan }] = worlds;
  const chains = await Promise.all((await plan.chains()).map((chain) => plan.history(chain)));
  return chains.flat().filter(({ payload }) => payload?.what !== 'refused');
};
const chat = () => chats[0] as ReturnType<typeof aLeadChat>;

describe('a confirmation that is pressed four times at once, on two machines', () => {
  it.each([
    ['assign', '4.2 Ben Reed', 'assigned', 1],
    ['answer', '4.3 on track, the relay is fitted.', 'answered', 1],
    ['discharge', '4.3 by the Inspectorate on 12 November 2026 reference letter 31/44', 'recorded the discharge', 2],
    ['extend', 'until 23 December', 'gave the quarter', 1],
  ] satisfies readonly (readonly [Command['name'], string, string, number])[])(
    '/%s %s: acts once',
    async (name, argument, what, chains) => {
      const button = confirmIn(await chat().typed(name, argument, NOW));
      const count = async () => (await entries()).filter(({ payload }) => payload?.what.startsWith(what)).length;
      const before = await count();
      const pressed = await Promise.all([0, 1, 0, 1].map((at) => (chats[at] ?? chat()).press(button, NOW)));
      expect((await count()) - before).toBe(chains);
      expect(
        pressed.filter(({ said }) => JSON.stringify(said.replies).includes('That was pressed already')),
      ).toHaveLength(3);
    },
  );

  it('can be pressed again where whoever carried it out died meanwhile, and not while that is not known', async () => {
    const button = confirmIn(await chat().typed('assign', '4.2 Ben Reed', NOW));
    const later = (seconds: number) => instantOf(millisecondsOf(NOW) + seconds * 1_000);
    const count = async () => (await entries()).filter(({ payload }) => payload?.what.startsWith('assigned')).length;
    const before = await count();
    const lead = worlds[0].stores.person(TENANT, LEAD);
    expect(await lead.claim(button.context.sig, later(5), 'died')).toBe('first');
    const { said } = await chat().press(button, later(60));
    expect(JSON.stringify(said.replies)).toContain('It is being done');
    expect((await chat().press(button, later(180))).said.replies).toEqual([]);
    expect((await count()) - before).toBe(1);
    const again = await chat().press(button, later(600));
    expect(JSON.stringify(again.said.replies)).toContain('It is done once only');
    expect((await count()) - before).toBe(1);
  });

  it('can be pressed again where it came to nothing', async () => {
    const button = confirmIn(await chat().typed('answer', '4.3 the relay is fitted.', NOW));
    await worlds[0].reply(BEN, '4.3', 'It was ordered.', NOW);
    for (const _ of [1, 2]) {
      const { said } = await chat().press(button, NOW);
      expect(JSON.stringify(said.replies)).toContain('Something changed since you were asked');
    }
  });
});

describe('a confirmation that somebody else presses', () => {
  it('stands in the history with what it would have done', async () => {
    const button = confirmIn(await chat().typed('assign', '4.2 Ben Reed', NOW));
    await chat().press(button, NOW, { by: ADA });
    const lines = USUAL_LINES.map((each) => (each.role === 'lead' ? { ...each, person: CAT, name: 'Cat Pell' } : each));
    mustBe('assigned', await worlds[0].assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, NOW));
    await chat().press(button, NOW);
    const refusals = (await worlds[0].plan.history('plan')).filter(({ payload }) => payload?.what === 'refused');
    expect(refusals.map(({ payload }) => payload?.new)).toEqual([
      'A card that is not theirs, pressed to confirm',
      expect.stringMatching(/^A confirmation that is not theirs to give: to (?:say|assign|give|change)/),
    ]);
  });
});
