import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import type { Instant } from '../../src/domain/calendar/civil-date.js';
import { makeBotParts, makeUseCases } from '../../src/host/wiring.js';
import { FakeMessenger, silentLog } from '../app/fakes.js';
import { aWorld, harbourPlan, LEAD, line, mustBe, OPENING, openQuarter, person, who } from '../app/world.js';
import { at } from '../domain/builders.js';

const owners = Array.from({ length: 8 }, (_, index) => line(`4.${index + 1}`, person(20 + index)));
const [first] = owners;
const JUMPED = at('2026-12-14T10:00:00Z');

let messenger: FakeMessenger;
let now: Instant;
let bot: ReturnType<typeof makeBotParts>;

const others = () => owners.slice(1).map((each) => messenger.to(each.person).length);

beforeEach(async () => {
  messenger = new FakeMessenger();
  const table = memoryTable();
  await openQuarter(aWorld(table, messenger), { plan: harbourPlan(8), lines: [...owners, line('plan', LEAD, 'lead')] });
  now = OPENING;
  bot = makeBotParts(makeUseCases(table), {
    messenger,
    rosters: { members: async () => ({ kind: 'members', members: [], more: null }) } as never,
    log: silentLog,
    clock: { now: async () => now },
    publicUrl: () => 'https://quarterdeck.example',
    formats: [],
    sheetFormats: [],
    moveClock: null,
  });
  mustBe('swept', await bot.watch(now));
  expect(new Set(others())).toEqual(new Set([1]));
  now = JUMPED;
});

describe('When the clock has jumped', () => {
  it('somebody who installs the app brings no message to anybody else', async () => {
    const installer = who(first?.person ?? '');
    await bot.conversation.onSignOfLife(installer, { kind: 'uninstalled' });
    const said = await bot.conversation.onSignOfLife(installer, { kind: 'installed' });
    await said.after?.();
    expect(new Set(others())).toEqual(new Set([1]));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({ notice: { heading: 'Is the time right?' } });
  });

  it('who writes gets their own card, and nobody else a message', async () => {
    const before = messenger.to(first?.person ?? '').length;
    const said = await bot.conversation.onText(who(first?.person ?? ''), 'hello');
    await said.after?.();
    expect(messenger.to(first?.person ?? '').length).toBe(before + 1);
    expect(new Set(others())).toEqual(new Set([1]));
  });

  it("the lead's /resume lets the messages go, once", async () => {
    mustBe('held', await bot.watch(now));
    const said = await bot.conversation.onCommand(who(LEAD), { name: 'resume', argument: '' });
    await said.after?.();
    await bot.watch(now);
    expect(new Set(others())).toEqual(new Set([2]));
  });
});
