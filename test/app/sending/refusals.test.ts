import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { SendOutcome } from '../../../src/app/store/ports.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  LEAD,
  line,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../world.js';

let messenger: FakeMessenger;
let world: World;

const REFUSED: SendOutcome = { kind: 'refused', reason: '400 BadSyntax' };
const BLOCKED: SendOutcome = { kind: 'unreachable', why: 'blocked', reason: '403 ConversationBlockedByUser' };
// the opening is a Friday
const FRIDAY = '2026-11-27';
const MONDAY = '2026-11-30';
const TUESDAY = '2026-12-01';

const hourly = async (day: string) => {
  for (const hour of ['09', '10', '11', '14', '16', '22']) await world.sweep(at(`${day}T${hour}:10:00Z`));
};
const triedOn = (id: string) =>
  messenger.posts.filter((post) => post.person === id).map((post) => post.at?.slice(0, 10));
const noted = () =>
  messenger.to(LEAD).map((post) => ({ on: post.at?.slice(0, 10), text: JSON.stringify(post.message) }));

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world);
});

describe('A first ask that was refused', () => {
  it.each<SendOutcome>([
    REFUSED,
    { kind: 'refused', reason: '403' },
    { kind: 'refused', reason: '404 Unheard' },
    { kind: 'refused', reason: '413 MessageSizeTooBig' },
    { kind: 'refused', reason: '307' },
    BLOCKED,
    { kind: 'unreachable', why: 'disabledByAdmin', reason: '403 BotDisabledByAdmin' },
    { kind: 'unreachable', why: 'conversationGone', reason: '404 ConversationNotFound' },
  ])('once ($reason) comes the next working day, and no second time', async (outcome) => {
    messenger.script.set(BEN, [outcome]);
    for (const day of [FRIDAY, '2026-11-28', '2026-11-29', MONDAY, TUESDAY]) await hourly(day);
    expect(triedOn(BEN)).toEqual([FRIDAY, MONDAY]);
    expect(messenger.to(BEN)).toMatchObject([{ message: { kind: 'deck' } }]);
    expect(triedOn(ADA)).toEqual([FRIDAY]);
  });

  it('day after day is tried once a working day, until the reminder takes its place', async () => {
    messenger.script.set(BEN, Array(20).fill(REFUSED));
    for (const day of [FRIDAY, MONDAY, TUESDAY, '2026-12-11']) await hourly(day);
    expect(triedOn(BEN)).toEqual([FRIDAY, MONDAY, TUESDAY, '2026-12-11']);
    expect((await world.deckOf(BEN)).head.value).toMatchObject({ handledThrough: null, sent: 0 });
  });

  it('comes at once after a sign of life', async () => {
    messenger.script.set(BEN, [BLOCKED]);
    await world.sweep(OPENING);
    await world.signOfLife(BEN, at(`${FRIDAY}T12:00:00Z`));
    for (const minute of ['01', '10']) await world.sweep(at(`${FRIDAY}T12:${minute}:00Z`));
    expect(messenger.to(BEN)).toHaveLength(1);
  });

  it('is looked for the next day, whatever else wakes the plan meanwhile', async () => {
    messenger.script.set(BEN, [REFUSED]);
    await world.sweep(OPENING);
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines: USUAL_LINES }, at(`${FRIDAY}T11:00:00Z`));
    await world.sweep(at(`${FRIDAY}T11:01:00Z`));
    const due = async (now: string) => (await world.stores.directory.due(at(now))).length;
    expect(await due(`${MONDAY}T08:59:00Z`)).toBe(0);
    expect(await due(`${MONDAY}T09:00:00Z`)).toBe(1);
  });

  it('is not tried with somebody who took the app away themselves', async () => {
    const store = world.stores.person(TENANT, BEN);
    const held = await store.record();
    if (held === null) throw new Error('nobody is there');
    const unreachable = { why: 'notInstalled', since: at('2026-11-26T10:00:00Z') } as const;
    await store.writeRecord({ ...held.value, lastSeen: null, unreachable }, held.etag, 'a test');
    for (const day of [FRIDAY, MONDAY]) await hourly(day);
    expect(triedOn(BEN)).toEqual([]);
    expect(noted()).toEqual([]);
  });

  it('leaves a trace before and after each try, and the person can be reached again afterwards', async () => {
    messenger.script.set(BEN, [BLOCKED]);
    const store = world.stores.person(TENANT, BEN);
    await world.sweep(OPENING);
    expect((await store.record())?.value.unreachable).toEqual({ why: 'blocked', since: OPENING, tried: FRIDAY });
    await hourly(MONDAY);
    const { record, intents } = await store.since(civilDate(FRIDAY));
    expect(intents.map(({ value }) => [value.slot, value.state, value.attempts])).toEqual([
      [FRIDAY, 'failed', 1],
      [MONDAY, 'sent', 1],
    ]);
    expect(record?.value.unreachable).toBeNull();
  });

  it('in the place of one that may have arrived is tried again, and the two together at most twice', async () => {
    messenger.script.set(BEN, [{ kind: 'uncertain', reason: '504' }, REFUSED, { kind: 'uncertain', reason: '504' }]);
    await world.sweep(OPENING);
    await world.sweep(at(`${FRIDAY}T16:30:00Z`));
    for (const day of [MONDAY, TUESDAY, '2026-12-02']) await hourly(day);
    expect(triedOn(BEN)).toEqual([FRIDAY, FRIDAY, MONDAY]);
  });
});

describe('The lead', () => {
  it('is told the same day of each whom Teams refused, once, with what was wrong', async () => {
    messenger.script.set(ADA, Array(9).fill(BLOCKED));
    messenger.script.set(BEN, Array(9).fill(REFUSED));
    for (const day of [FRIDAY, MONDAY, TUESDAY]) await hourly(day);
    expect(noted().map(({ on }) => on)).toEqual([FRIDAY]);
    expect(messenger.to(LEAD)[0]?.message).toMatchObject({
      notice: {
        heading: 'Teams refused the messages to 2 people',
        paragraphs: [
          expect.any(String),
          'Ada Moss has blocked Quarterdeck in Teams.',
          'Ben Reed could not be reached (400 BadSyntax).',
          expect.stringContaining('next working day'),
        ],
      },
    });
  });

  it('is told again where it is others, and never twice on one day', async () => {
    await world.assign(
      { tenant: TENANT, plan: PLAN, by: 'system', lines: [...USUAL_LINES.slice(1), line('4.1', CAT)] },
      at('2026-11-26T10:00:00Z'),
    );
    await world.signOfLife(CAT, at('2026-11-26T10:00:00Z'));
    messenger.script.set(BEN, Array(9).fill(REFUSED));
    messenger.script.set(CAT, [{ kind: 'notNow', why: 'busy', reason: '429' }, REFUSED, REFUSED]);
    for (const day of [FRIDAY, MONDAY, TUESDAY]) await hourly(day);
    expect(noted().map(({ on, text }) => [on, text.includes('Ben Reed'), text.includes('Cat Pell')])).toEqual([
      [FRIDAY, true, false],
      [MONDAY, true, true],
    ]);
  });

  it('is not told where the service was only busy or our own sign-in failed, and the ask comes the same day', async () => {
    messenger.script.set(
      BEN,
      Array.from({ length: 12 }, () => ({ kind: 'notNow', why: 'signIn', reason: '401 Unauthorized' }) as const),
    );
    for (let minute = 10; minute < 60; minute += 5) await world.sweep(at(`${FRIDAY}T09:${minute}:00Z`));
    expect(messenger.to(BEN)).toHaveLength(0);
    await hourly(FRIDAY);
    expect(messenger.to(BEN)).toHaveLength(1);
    expect(noted()).toEqual([]);
  });

  it('is told the same day even if it cannot be at once', async () => {
    messenger.script.set(BEN, [REFUSED]);
    messenger.script.set(LEAD, [{ kind: 'notNow', why: 'busy', reason: '429' }]);
    for (const minute of ['10', '15', '20']) await world.sweep(at(`${FRIDAY}T09:${minute}:00Z`));
    expect(messenger.to(LEAD).map((post) => post.at)).toEqual([at(`${FRIDAY}T09:15:00Z`)]);
  });

  it('who was refused too is not tried a second time that day', async () => {
    await world.assign(
      { tenant: TENANT, plan: PLAN, by: 'system', lines: [line('4.1', LEAD), ...USUAL_LINES.slice(1)] },
      at('2026-11-26T10:00:00Z'),
    );
    messenger.script.set(LEAD, [REFUSED]);
    await hourly(FRIDAY);
    expect(triedOn(LEAD)).toEqual([FRIDAY]);
  });

  it('to whom the note about those outstanding was refused gets it the next day, and the other lead no second one', async () => {
    const lines = [...USUAL_LINES, line('plan', CAT, 'lead')];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, at('2026-11-26T10:00:00Z'));
    await world.signOfLife(CAT, at('2026-11-26T10:00:00Z'));
    messenger.script.set(CAT, [REFUSED]);
    for (const day of ['2026-12-22', '2026-12-23', '2026-12-24']) await hourly(day);
    const outstanding = (id: string) =>
      messenger.to(id).filter((post) => JSON.stringify(post.message).includes('Updates outstanding'));
    expect(outstanding(CAT).map((post) => post.at?.slice(0, 10))).toEqual(['2026-12-23']);
    expect(outstanding(LEAD).map((post) => post.at?.slice(0, 10))).toEqual(['2026-12-22']);
  });

  it('reminds nobody twice by hand whom Teams has refused today', async () => {
    messenger.script.set(BEN, [BLOCKED, BLOCKED]);
    await world.sweep(OPENING);
    const seen = await world.seePlan(TENANT, PLAN, OPENING);
    if (seen.kind === 'refused') throw new Error(seen.reason);
    expect(await world.nudge(seen.picture, 'ben', at(`${FRIDAY}T12:00:00Z`))).toMatchObject({
      lines: [{ name: 'Ben Reed', outcome: 'unreachable', reason: 'has blocked Quarterdeck in Teams' }],
    });
    expect(triedOn(BEN)).toEqual([FRIDAY]);
  });
});
