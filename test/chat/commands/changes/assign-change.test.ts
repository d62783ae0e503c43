import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import { ADA, aWorld, BEN, mustBe, OPENING, openQuarter, person, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
const DANA = person(21);
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  const onRoster = (id: string, name: string) => ({
    person: id,
    name,
    account: '',
    addresses: [],
    guest: false,
    teams: ['t1'],
    seenAt: NOW,
  });
  await world.stores
    .roster(TENANT)
    .write([onRoster(DANA, 'Dana Quill'), onRoster(person(22), 'Dan Quillfeather'), onRoster(person(23), 'Adam Moss')]);
});

const holds = async (id: string) =>
  ((await world.plan.deck(await world.cycleId(), id))?.items ?? []).map(({ value }) => value.ref);
const given = async (argument: string) => chat.press(confirmIn(await chat.typed('assign', argument, NOW)), NOW);

describe('/assign', () => {
  it('shows which rows change hands, and moves what is open once that is confirmed', async () => {
    mustBe('saved', await world.reply(ADA, '4.1', 'The log is kept.', NOW));
    const status = shownIn(await chat.typed('assign', '4.2 dana quill', NOW));
    expect(status.title).toBe('Give 4.2 to Dana Quill?');
    expect(status.groups.at(-1)).toEqual({
      heading: 'Who would answer',
      lines: [{ ref: '4.2', text: 'Dana Quill', detail: 'until now Ada Moss' }],
    });
    expect(await holds(ADA)).toEqual(['4.1', '4.2']);
    const { card } = await given('4.2 dana quill');
    expect(noticeIn(card)).toContain('Dana Quill has 4.2 now\n4.2: Dana Quill, until now Ada Moss.');
    expect([await holds(ADA), await holds(DANA)]).toEqual([['4.1'], ['4.2']]);
    await world.sweep(at('2026-11-30T11:00:00Z'));
    expect(messenger.posts.filter((each) => each.person === DANA)).toHaveLength(1);
  });

  it('gives all rows of a post, or a row for a time', async () => {
    expect(shownIn(await chat.typed('assign', '4 Ben until 31 January 2027', NOW)).summary).toContain(
      'until 31 January 2027',
    );
    await given('4 to Ben until 31 January 2027');
    expect(await holds(BEN)).toEqual(['4.1', '4.2', '4.3']);
    // they have assignments of their own, which are narrower than the post's
    expect(noticeIn(await chat.typed('assign', 'Harbour Master Dana Quill', NOW))).toContain('a narrower assignment');
  });

  it('asks who is meant where several are called so, by a button each', async () => {
    const which = await chat.typed('assign', '4.2 quill', NOW);
    if (which.kind !== 'notice') throw new Error('not asked');
    expect(which.notice.commands.map(({ text }) => text)).toEqual([
      '/assign harbour 4.2 Dana Quill',
      '/assign harbour 4.2 Dan Quillfeather',
    ]);
  });

  it('says who cannot be reached, before anything is sent', async () => {
    await world.stores
      .roster(TENANT)
      .write([
        { person: person(24), name: 'Gus Guest', account: '', addresses: [], guest: true, teams: ['t1'], seenAt: NOW },
      ]);
    expect(shownIn(await chat.typed('assign', '4.2 Gus Guest', NOW)).groups[0]?.heading).toContain(
      '1 person cannot be reached',
    );
  });

  it.each([
    ['', 'Please say which row, recommendation or post'],
    ['9.9 Dana Quill', '"9.9 Dana Quill" begins with no row, recommendation or post of this plan.'],
    ['plan Dana Quill', 'begins with no row, recommendation or post of this plan.'],
    ['', 'Such as: /assign 4.1 and a name.'],
    ['4.2', 'Please say who answers 4.2.'],
    ['4.2 Zoe', 'Nobody called "Zoe" is in this plan or in a team'],
    ['4.2 Dana Quill until soon', 'is no date that I can read'],
    ['4.2 Dana Quill until 1 January 2026', 'the last day, 1 January 2026, is past. Give a day to come, or none.'],
    ['4.2 Ada Moss', 'Ada Moss answers 4.2 already'],
  ])('"%s": says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('assign', argument, NOW))).toContain(why);
  });

  it('is for the lead alone', async () => {
    expect(noticeIn(await chat.typed('assign', '4.2 Dana Quill', NOW, ADA))).toContain('Only the portfolio lead can');
  });
});
