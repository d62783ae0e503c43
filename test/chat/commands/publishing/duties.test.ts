import { beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../../app/fakes.js';
import { aWorld, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { inHand } from '../../asking/owner.js';
import { aLeadChat, confirmIn, noticeIn } from '../changes/lead-chat.js';

const UPDATE = { what: 'Six-month update', by: civilDate('2027-03-01') };
const LINK = { what: 'Send the link to the board', by: civilDate('2027-04-12') };
let world: World;
let messenger: FakeMessenger;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  await set([UPDATE, LINK]);
});

const set = async (duties: readonly { what: string; by: typeof UPDATE.by }[]) =>
  mustBe('set', await world.changeSettings({ tenant: TENANT, plan: PLAN, by: 'lead' }, { duties }, OPENING));

/** Days on which the lead was told of a duty, looking twice a day, at night too, for as long as the quarter is over. */
async function toldOf(what: string, days: readonly string[]): Promise<readonly string[]> {
  const told: string[] = [];
  for (const day of days) {
    for (const hour of ['03', '10', '15']) {
      const before = messenger.to(LEAD).length;
      await world.sweep(at(`${day}T${hour}:00:00Z`));
      const posts = messenger.to(LEAD).slice(before);
      const news = posts.filter(({ message }) => JSON.stringify(message).includes(what));
      told.push(...news.map(() => `${day} ${hour}`));
    }
  }
  return told;
}

describe('What is to be done beside the rows', () => {
  it('is told to the lead two weeks before its day and on it, in working hours, though the quarter is over', async () => {
    mustBe('closed', await world.closed(OPENING));
    // 15 February and 1 March 2027 are Mondays
    const days = ['2027-02-12', '2027-02-13', '2027-02-15', '2027-02-16', '2027-02-26', '2027-03-01', '2027-03-02'];
    expect(await toldOf(UPDATE.what, days)).toEqual(['2027-02-15 10', '2027-03-01 10']);
  });

  it('is told as well where it is set when nothing else is to be looked at', async () => {
    await set([]);
    mustBe('closed', await world.closed(OPENING));
    await toldOf('', ['2026-12-14']);
    await set([UPDATE]);
    expect(await toldOf(UPDATE.what, ['2027-02-12', '2027-02-15'])).toEqual(['2027-02-15 10']);
  });

  it('is not told any more once somebody has said that it is done, which is shown first and kept with who and when', async () => {
    mustBe('closed', await world.closed(OPENING));
    const now = at('2027-02-16T11:00:00Z');
    const card = await chat.typed('duty', 'six-month', now);
    expect(inHand(card).lines.join('\n')).toContain('Six-month update, by Monday 1 March');
    expect(await doneIn()).toEqual([]);
    await chat.press(confirmIn(card), now);
    expect(await doneIn()).toMatchObject([{ what: UPDATE.what, done: { byName: 'Lea Dunn', on: '2027-02-16' } }]);
    expect(await toldOf(UPDATE.what, ['2027-03-01', '2027-03-02'])).toEqual([]);
    expect(await toldOf(LINK.what, ['2027-03-29', '2027-03-30', '2027-04-12'])).toEqual([
      '2027-03-30 10',
      '2027-04-12 10',
    ]);
    const words = JSON.stringify((await world.plan.history('plan')).at(-1));
    expect(words).toContain('recorded a duty as done');
  });

  it('stays done when the list is set again, and a second press of its button does nothing', async () => {
    const now = at('2027-02-16T11:00:00Z');
    const first = await chat.typed('duty', 'six', now);
    await chat.press(confirmIn(first), now);
    const again = await chat.press(confirmIn(first), now);
    expect(JSON.stringify(again)).toContain('That was pressed already');
    await set([UPDATE, LINK]);
    expect(await doneIn()).toMatchObject([{ what: UPDATE.what }]);
  });

  it('is listed by /duty with a button each, and words that fit none or several say so', async () => {
    const listed = inHand(await chat.typed('duty', '', OPENING));
    expect(listed.lines.join('\n')).toContain('Send the link to the board, by Monday 12 April');
    expect(JSON.stringify(listed.message)).toContain('/duty harbour Six-month update');
    expect(noticeIn(await chat.typed('duty', 'the moon', OPENING))).toContain('is none of what is to be done');
    const both = inHand(await chat.typed('duty', 'd', OPENING)).lines.join('\n');
    expect([UPDATE.what, LINK.what].every((what) => both.includes(what))).toBe(true);
    await set([]);
    expect(noticeIn(await chat.typed('duty', '', OPENING))).toContain('Nothing is to be done');
  });
});

async function doneIn() {
  return (await world.plan.head())?.value.settings.duties?.filter(({ done }) => done !== undefined);
}
