import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import type { Instant } from '../../src/domain/calendar/civil-date.js';
import { makeBotParts, makeUseCases } from '../../src/host/wiring.js';
import { FakeMessenger, silentLog } from '../app/fakes.js';
import {
  aWorld,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  person,
  pressed,
  TENANT,
  who,
} from '../app/world.js';
import { at } from '../domain/builders.js';

const owners = Array.from({ length: 8 }, (_, index) => line(`4.${index + 1}`, person(20 + index)));
const [first] = owners;
/** Somebody with a part in the plan whom no roster has told of before. */
const joined = { person: person(27), account: 'a27', name: 'Person 27', addresses: [], guest: false };
const JUMPED = at('2026-12-14T10:00:00Z');

let messenger: FakeMessenger;
/** What answers somebody at once goes by a way of its own, which has more patience. */
let replies: FakeMessenger;
let now: Instant;
let steadyMs: number;
let clockFails: boolean;
let bot: ReturnType<typeof makeBotParts>;

const others = () => owners.slice(1).map((each) => messenger.to(each.person).length);

beforeEach(async () => {
  messenger = new FakeMessenger();
  replies = new FakeMessenger();
  const table = memoryTable();
  await openQuarter(aWorld(table, messenger), { plan: harbourPlan(8), lines: [...owners, line('plan', LEAD, 'lead')] });
  now = OPENING;
  steadyMs = 1_000;
  clockFails = false;
  bot = makeBotParts(makeUseCases(table), {
    messenger,
    replies,
    rosters: { membersOf: async () => ({ kind: 'roster', members: [joined] }) },
    log: silentLog,
    clock: {
      async now() {
        if (clockFails) throw new Error('the clock is away');
        return now;
      },
    },
    steadyMs: () => steadyMs,
    publicUrl: () => 'https://quarterdeck.example',
    formats: [],
    sheetFormats: [],
    moveClock: null,
    retentionMonths: null,
  });
  mustBe('swept', await bot.watch.wake());
  expect(new Set(others())).toEqual(new Set([1]));
  now = JUMPED;
  steadyMs += 60_000;
});

describe('When the clock has jumped', () => {
  it('somebody who hands something over gets an answer, and brings no message to anybody', async () => {
    const [, second] = owners;
    const card = messenger.to(first?.person ?? '').at(-1)?.message;
    const click = pressed(card, 'handOver', { person: second?.person ?? '', note: 'Please' });
    const said = await bot.conversation.onClick(who(first?.person ?? ''), click);
    await said.after?.();
    expect(JSON.stringify(replies.updates.at(-1)?.message)).toContain('Handed over');
    expect(new Set(others())).toEqual(new Set([1]));
  });

  it('a roster that tells of somebody new brings no message to anybody', async () => {
    const reference = { serviceUrl: 'https://teams.example', botId: 'bot', channelId: 'msteams' };
    const said = await bot.conversation.onTeam(
      { ...reference, tenant: TENANT, conversationId: '19:team' },
      { kind: 'added' },
    );
    await said.after?.();
    mustBe('held', await bot.watch.wake());
    expect(new Set(others())).toEqual(new Set([1]));
  });

  it("the lead's /nudge reminds nobody, and says what to do", async () => {
    const { replies } = await bot.conversation.onCommand(who(LEAD), { name: 'nudge', argument: '' });
    expect(JSON.stringify(replies)).toContain('write /resume first');
    expect(new Set(others())).toEqual(new Set([1]));
  });

  it('somebody who installs the app brings no message to anybody else', async () => {
    const installer = who(first?.person ?? '');
    await bot.conversation.onSignOfLife(installer, { kind: 'uninstalled' });
    const said = await bot.conversation.onSignOfLife(installer, { kind: 'installed' });
    await said.after?.();
    expect(new Set(others())).toEqual(new Set([1]));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({ notice: { heading: 'Is the time right?' } });
  });

  it('somebody who comes back gets their own card again, even if nothing can be swept', async () => {
    const comer = who(first?.person ?? '');
    await bot.conversation.onSignOfLife(comer, { kind: 'uninstalled' });
    const said = await bot.conversation.onSignOfLife(comer, { kind: 'installed' });
    const before = replies.to(comer.person).length;
    clockFails = true;
    await expect(said.after?.()).rejects.toThrow('the clock is away');
    expect(replies.to(comer.person).length).toBe(before + 1);
  });

  it('who writes gets their own card, and nobody else a message', async () => {
    const said = await bot.conversation.onText(who(first?.person ?? ''), 'hello');
    await said.after?.();
    expect(replies.to(first?.person ?? '').length).toBe(1);
    expect(messenger.to(first?.person ?? '').length).toBe(1);
    expect(new Set(others())).toEqual(new Set([1]));
  });

  it("the lead's /resume lets the messages go, once", async () => {
    mustBe('held', await bot.watch.wake());
    const said = await bot.conversation.onCommand(who(LEAD), { name: 'resume', argument: '' });
    await said.after?.();
    await bot.watch.wake();
    expect(new Set(others())).toEqual(new Set([2]));
  });
});
