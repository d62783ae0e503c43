import { beforeEach, describe, expect, it } from 'vitest';
import { historyMessage } from '../../../src/chat/commands/standing/show-history.js';
import type { Instant } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../app/world.js';
import { aPlan, aRequirement, at } from '../../domain/builders.js';
import { anOwner, type Owner } from '../asking/owner.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './changes/lead-chat.js';

const NOON = at('2026-11-30T12:00:00Z');
/** A press lies some seconds behind what it answers. */
const THEN = at('2026-11-30T12:01:00Z');
const SOON = at('2026-11-30T12:02:00Z');
const AWAY_FROM = at('2026-12-07T09:30:00Z');
const BACK_AGAIN = at('2026-12-21T09:30:00Z');
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', CAT, 'contributor')] });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const refsOf = async (id: string) =>
  ((await world.plan.deck(await world.cycleId(), id))?.items ?? []).map(({ value }) => value.ref);
/** What somebody was sent since, a text each. */
const wordsTo = (id: string) => messenger.to(id).map(({ message }) => JSON.stringify(message));
const confirmed = async (name: 'away' | 'back', argument: string, now: Instant, by = ADA) => {
  const button = confirmIn(await chat.typed(name, argument, now, by));
  return chat.press(button, now, { by });
};

describe('/mine', () => {
  it('shortens a long row at a word, and says that it did', async () => {
    const long = `Every route ${'from a place of work '.repeat(8)}is lit.`;
    const other = aWorld(undefined, messenger);
    await openQuarter(other, { plan: aPlan([{ ...aRequirement('4.1'), text: long }]), lines: [line('4.1', ADA)] });
    const message = await aLeadChat(other, messenger).typed('mine', '', NOON, ADA);
    const text = shownIn(message).groups[0]?.lines[0]?.text ?? '';
    expect(text).toMatch(/ (?:from|a|place|of|work)…$/);
    expect(text.length).toBeLessThanOrEqual(91);
  });
});

describe('Handing over', () => {
  it('gives all that is open at once, and the lead is told once of all of it', async () => {
    await ada.pressOn(ada.card(), 'Hand it over', NOON, {
      input_person: BEN,
      input_note: 'On leave.',
      input_all: 'all',
    });
    expect(await refsOf(ADA)).toEqual([]);
    expect(await refsOf(BEN)).toEqual(['4.1', '4.2', '4.3']);
    expect(ada.lastWords()).toContain('4.1 and 4.2 are now with Ben Reed until Thursday 31 December.');
    await world.sweep(SOON);
    await world.sweep(SOON);
    expect(wordsTo(LEAD).filter((words) => words.includes('4.1, 4.2 is handed over'))).toHaveLength(1);
  });

  it('lasts until the day that was chosen', async () => {
    await ada.press('Hand it over', NOON, { input_person: BEN, input_note: 'Busy.', input_till: '2026-12-04' });
    expect(await refsOf(BEN)).toEqual(['4.1', '4.3']);
    await world.sweep(at('2026-12-04T12:00:00Z'));
    expect(await refsOf(BEN)).toEqual(['4.1', '4.3']);
    await world.sweep(at('2026-12-07T12:00:00Z'));
    expect(await refsOf(BEN)).toEqual(['4.3']);
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
  });

  it('lasts until it is taken back where the day is emptied', async () => {
    await ada.press('Hand it over', NOON, { input_person: BEN, input_note: 'His quay.', input_till: '' });
    expect(ada.lastWords()).toContain('4.1 is now with Ben Reed until you take it back.');
    const status = JSON.stringify(await chat.typed('status', '4.1', NOON));
    expect(status).toContain('with Ben Reed until it is taken back, handed over by Ada Moss');
  });

  it('to a day that is past changes nothing', async () => {
    const card = await ada.press('Hand it over', NOON, {
      input_person: BEN,
      input_note: 'Busy.',
      input_till: '2026-11-20',
    });
    expect(card.lines.join('\n')).toContain('choose a last day that is not past');
    expect(await refsOf(BEN)).toEqual(['4.3']);
  });
});

describe('Taking back', () => {
  beforeEach(async () => {
    await ada.press('Hand it over', NOON, { input_person: BEN, input_note: 'On leave.' });
    await world.sweep(SOON);
  });

  it('stands in the giver’s own status, with who has it and until when', async () => {
    const status = shownIn(await chat.typed('status', '', NOON, ADA));
    expect(JSON.stringify(status)).toContain('with Ben Reed until Thursday 31 December');
    expect(status.buttons).toContainEqual(
      expect.objectContaining({ title: 'Take back what I handed over', text: `/back ${PLAN}` }),
    );
  });

  it('is shown, confirmed, and told to whoever had it and to the lead, once', async () => {
    const { card } = await confirmed('back', '4.1', NOON);
    expect(noticeIn(card)).toContain('4.1 taken back');
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
    expect(await refsOf(BEN)).toEqual(['4.3']);
    await world.sweep(SOON);
    await world.sweep(SOON);
    // the lead had their message of the day
    for (const time of ['09:01', '09:02']) await world.sweep(at(`2026-12-01T${time}:00Z`));
    for (const id of [BEN, LEAD]) {
      const told = wordsTo(id).filter((words) => words.includes('Ada Moss has taken it back from Ben Reed'));
      expect(told).toHaveLength(1);
    }
    expect(wordsTo(ADA).filter((words) => words.includes('has taken it back'))).toEqual([]);
    const seen = await world.seePlan(TENANT, PLAN, NOON);
    if (seen.kind === 'refused') throw new Error(seen.reason);
    expect(JSON.stringify(await historyMessage(world.stores, seen.picture, '4.1'))).toContain('Ada Moss took back 4.1');
  });

  it('by the lead is told to the giver as well', async () => {
    await confirmed('back', 'all', NOON, LEAD);
    await world.sweep(SOON);
    expect(wordsTo(ADA).join('\n')).toContain('for Ada Moss, has taken it back from Ben Reed');
    expect(wordsTo(BEN).join('\n')).toContain('has taken it back from Ben Reed');
  });

  it('is not for whoever received it, nor for anybody else', async () => {
    for (const by of [BEN, CAT]) {
      expect(noticeIn(await chat.typed('back', '4.1', NOON, by))).toContain('Nothing that you handed over');
      const direct = { tenant: TENANT, plan: PLAN, person: by, by: { key: 'k', name: 'x' }, refs: ['4.1'] };
      expect(await world.takeBack(direct, NOON)).toMatchObject({ kind: 'refused' });
    }
    expect(await refsOf(BEN)).toEqual(['4.1', '4.3']);
  });

  it('leaves what was answered meanwhile as it was answered', async () => {
    mustBe('saved', await world.reply(BEN, '4.1', 'The log is kept.', NOON));
    expect(JSON.stringify(await chat.typed('back', '4.1', NOON, ADA))).toContain('that answer stays');
    await confirmed('back', '4.1', NOON);
    const { items } = await world.deckOf(BEN);
    expect(items.find(({ value }) => value.ref === '4.1')?.value.answer).not.toBeNull();
  });

  it('of a row that was handed on takes it from both', async () => {
    const ben = anOwner(world, BEN);
    await ben.say('hello', NOON);
    await ben.press('Hand it over', NOON, { input_person: CAT, input_note: 'Her quay.' });
    expect(await refsOf(CAT)).toEqual(['4.1']);
    await confirmed('back', '4.1', NOON);
    expect(await refsOf(CAT)).toEqual([]);
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
  });
});

describe('Being away', () => {
  it('is shown first, with the dates and a place for a stand-in', async () => {
    const shown = shownIn(await chat.typed('away', 'I am away from 7 to 18 December', NOON, ADA));
    expect(shown.title).toBe('Away from Monday 7 December to Friday 18 December?');
    expect(shown.dates).toMatchObject([{ value: '2026-12-07' }, { value: '2026-12-18' }]);
    expect(shown.texts).toMatchObject([{ input: 'name', value: '' }]);
    expect(shown.summary).toContain('It makes nothing less late');
  });

  it('with a stand-in named on the card is shown once more, then noted; lead and stand-in are told once', async () => {
    const first = confirmIn(await chat.typed('away', '7 to 18 December', NOON, ADA));
    const inputs = { from: '2026-12-07', until: '2026-12-18', name: 'Ben Reed' };
    const { said } = await chat.press(first, NOON, { by: ADA, inputs });
    const second = confirmIn(said.replies[0]);
    expect(second.title).toBe('Yes, Ben Reed stands in');
    const { card } = await chat.press(second, THEN, { by: ADA, inputs });
    expect(noticeIn(card)).toContain('Ben Reed and the portfolio lead are told.');
    await world.sweep(SOON);
    await world.sweep(SOON);
    for (const id of [BEN, LEAD])
      expect(wordsTo(id).filter((words) => words.includes('Ada Moss is away'))).toHaveLength(1);
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
    await world.sweep(AWAY_FROM);
    expect(await refsOf(BEN)).toEqual(['4.1', '4.2', '4.3']);
    expect(await refsOf(ADA)).toEqual([]);
    await world.sweep(BACK_AGAIN);
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
    expect(await refsOf(BEN)).toEqual(['4.3']);
  });

  it('without a stand-in pauses reminders and nothing else', async () => {
    await confirmed('away', '7 to 22 December', NOON);
    const before = messenger.to(ADA).length;
    for (const day of ['2026-12-09', '2026-12-15', '2026-12-17', '2026-12-22'])
      await world.sweep(at(`${day}T12:00:00Z`));
    expect(messenger.to(ADA)).toHaveLength(before);
    const late = at('2026-12-21T15:00:00Z');
    expect(JSON.stringify(await chat.typed('status', '', late))).toContain('away until Tuesday 22 December');
    expect(JSON.stringify(await chat.typed('status', 'late', late))).toMatch(/Replies that are late: [1-9]/);
    await world.sweep(at('2026-12-23T10:00:00Z'));
    expect(messenger.to(ADA).length).toBeGreaterThan(before);
  });

  it('ends with /back, and those who were told hear it', async () => {
    await confirmed('away', '30 November to 18 December, Ben Reed', NOON);
    await world.sweep(SOON);
    expect(await refsOf(BEN)).toEqual(['4.1', '4.2', '4.3']);
    await confirmed('back', '', NOON);
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
    await world.sweep(SOON);
    expect(wordsTo(BEN).join('\n')).toContain('Ada Moss is not away any more');
    await world.sweep(at('2026-12-01T09:01:00Z'));
    expect(wordsTo(LEAD).join('\n')).toContain('Ada Moss is not away any more');
  });

  it('stays when the lead loads other assignments', async () => {
    await confirmed('away', '7 to 18 December, Ben Reed', NOON);
    mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: USUAL_LINES }, NOON));
    await world.sweep(AWAY_FROM);
    expect(await refsOf(BEN)).toEqual(['4.1', '4.2', '4.3']);
  });

  it('with somebody whom no message would reach changes nothing', async () => {
    expect(noticeIn(await chat.typed('away', '7 to 18 December, Nobody Known', NOON, ADA))).toContain('Nobody called');
    expect(
      (await world.plan.assignments((await world.plan.head())?.value.assignments ?? null)).filter(({ from }) => from),
    ).toEqual([]);
  });
});
