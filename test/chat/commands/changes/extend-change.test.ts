import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import { ADA, aWorld, BEN, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

/** The quarter of the tests is due on 18 December, closes on 31 December, and its revision is of 6 January. */
const LATE = at('2026-12-21T10:00:00Z');
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
});

const cycleNow = async () => (await world.plan.head())?.value.cycle;

describe('/extend', () => {
  it('proposes five working days, shows what follows, and moves nothing yet', async () => {
    const status = shownIn(await chat.typed('extend', '', LATE));
    expect(status.dates?.map(({ value }) => value)).toEqual(['2026-12-29', '2026-12-31']);
    expect(status.summary).toContain('Updates are due on Tuesday 29 December instead of Friday 18 December.');
    expect(status.summary).toContain('The quarter closes on Thursday 31 December, as before.');
    expect(status.summary).toContain('Reminders go out on Thursday 24 December, Thursday 31 December');
    expect(status.groups[0]?.lines.map(({ ref }) => ref)).toEqual(['Ada Moss', 'Ben Reed']);
    expect(await cycleNow()).toMatchObject({ due: '2026-12-18' });
  });

  it('moves the dates when that is confirmed: an answer is on time again, and cards and history know', async () => {
    await chat.press(confirmIn(await chat.typed('extend', '23 December', LATE)), LATE);
    expect(await cycleNow()).toMatchObject({ due: '2026-12-23', closes: '2026-12-31', state: 'open' });
    expect((await world.deckOf(ADA)).head.value.cycle.due).toBe('2026-12-23');
    mustBe('saved', await world.reply(ADA, '4.1', 'The log is kept.', LATE));
    const moved = (await world.plan.history('plan')).find(
      ({ payload }) => payload?.what === 'gave the quarter more time',
    );
    expect(moved?.payload).toMatchObject({
      old: 'due 2026-12-18, closes 2026-12-31',
      new: 'due 2026-12-23, closes 2026-12-31',
    });
  });

  it('has the reminders come again by the new dates, and none on the day itself', async () => {
    for (const day of ['11', '17']) await world.sweep(at(`2026-12-${day}T10:00:00Z`));
    const toBen = () => messenger.posts.filter(({ person }) => person === BEN).length;
    const before = toBen();
    // five working days before the new due date was last Friday
    await chat.press(confirmIn(await chat.typed('extend', '29 December', LATE)), LATE);
    await world.sweep(at('2026-12-21T14:00:00Z'));
    await world.sweep(at('2026-12-23T10:00:00Z'));
    expect(toBen()).toBe(before);
    await world.sweep(at('2026-12-24T10:00:00Z'));
    expect(toBen()).toBe(before + 1);
    await world.sweep(at('2026-12-31T10:00:00Z'));
    expect(toBen()).toBe(before + 2);
  });

  it('moves the close along where the new due date lies behind it, and never past the revision', async () => {
    const status = shownIn(await chat.typed('extend', '5 January', LATE));
    expect(status.dates?.map(({ value }) => value)).toEqual(['2027-01-05', '2027-01-05']);
    expect(noticeIn(await chat.typed('extend', '7 January', LATE))).toContain('The revision is of 6 January 2027');
    expect(noticeIn(await chat.typed('extend', '30 days', LATE))).toContain('The revision is of 6 January 2027');
  });

  it('with a date moved on the card shows it again first', async () => {
    const button = confirmIn(await chat.typed('extend', '', LATE));
    const { said } = await chat.press(button, LATE, { inputs: { due: '2026-12-30', closes: '2026-12-31' } });
    expect(shownIn(said.replies[0]).summary).toContain('Updates are due on Wednesday 30 December');
    expect(await cycleNow()).toMatchObject({ due: '2026-12-18' });
  });

  it.each([
    ['1 December 2026', 'Dates can only move later.'],
    ['18 December 2026', 'Those are the dates already.'],
    ['19 December 2026', 'Saturday 19 December has passed.'],
    ['31 December closes 30 December', 'Dates can only move later.'],
    ['a bit', 'is no date that I can read'],
    ['0 days', 'Those are the dates already.'],
  ])('%s: says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('extend', argument, LATE))).toContain(why);
    expect(await cycleNow()).toMatchObject({ due: '2026-12-18' });
  });

  it('finds nothing to extend once the quarter is closed, and is for the lead alone', async () => {
    expect(noticeIn(await chat.typed('extend', '', LATE, ADA))).toContain('Only the portfolio lead can');
    const button = confirmIn(await chat.typed('extend', '', LATE));
    mustBe('closed', await world.closed(LATE));
    expect(noticeIn((await chat.press(button, LATE)).said.replies[0])).toContain('No quarter is open');
    expect(await world.stores.plan(TENANT, PLAN).head()).toMatchObject({ value: { cycle: { due: '2026-12-18' } } });
  });
});
