import { beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../src/adapters/teams/cards/cards.js';
import type { Command } from '../../../../src/chat/turn.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../../app/fakes.js';
import { ADA, aWorld, BEN, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../../app/world.js';
import { aPlan, aRequirement, at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
const deadline = { date: civilDate('2026-12-31'), original: civilDate('2026-12-31'), moves: [] };
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  const rows = [aRequirement('4.1', { deadline }), aRequirement('4.2'), aRequirement('4.3')];
  const plan = aPlan(rows);
  const updates = plan.updates.map((each) =>
    each.requirement === 'id4x2'
      ? { ...each, text: 'The rail will be mended by 30 November 2026. The log will be bound by 31 October 2026.' }
      : each,
  );
  await openQuarter(world, { plan: { ...plan, updates } });
  await world.sweep(OPENING);
});

const published = async () => {
  const head = (await world.plan.head())?.value;
  if (head === undefined) throw new Error('no plan');
  return world.plan.published(head.generation);
};
const idOf = async (ref: string) => (await published()).requirements.find((each) => each.ref === ref)?.id ?? '';
const leadKey = async () => (await world.stores.person(TENANT, LEAD).record())?.value.whoKey;
const confirmed = async (name: Command['name'], argument: string) =>
  chat.press(confirmIn(await chat.typed(name, argument, NOW)), NOW);

describe('/deadline', () => {
  const said = '4.1 30 June 2027 agreed by the Inspectorate because the works begin in May';

  it('shows the move first, then makes it with who agreed and why, in the name of the lead', async () => {
    const before = await published();
    const status = shownIn(await chat.typed('deadline', said, NOW));
    expect(status.title).toBe('Move the deadline of 4.1 to 30 June 2027?');
    expect(status.summary).toContain('4.1 is due on 31 December 2026 now.');
    expect(status.summary).toContain('Reason: the works begin in May');
    // its day has not come
    expect(status.summary).toContain('the row counts as overdue from it');
    expect(await published()).toEqual(before);
    expect(noticeIn((await confirmed('deadline', said)).card)).toContain('The deadline of 4.1 is 30 June 2027 now');
    const [row] = (await published()).requirements;
    expect(row?.deadline).toMatchObject({
      date: '2027-06-30',
      moves: [{ from: '2026-12-31', agreedBy: 'the Inspectorate', reason: 'the works begin in May' }],
    });
    const [entry] = (await world.plan.history(await idOf('4.1'))).filter(({ payload }) =>
      payload?.what.includes('deadline'),
    );
    expect(entry?.payload?.who).toBe(await leadKey());
  });

  it.each([
    ['4.1', 'Please say the new date, who agreed to it: "agreed by …", and why: "because …".'],
    ['', 'Such as: /deadline 4.1 30 June 2027'],
    ['9.9 30 June 2027 agreed by x because y', 'Nothing in this plan is called "9.9".'],
    ['4.2 30 June 2027 agreed by x because y', 'The plan states no deadline for 4.2'],
  ])('%s: says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('deadline', argument, NOW))).toContain(why);
  });
});

describe('/discharge', () => {
  it('records who discharged a row, when and where, once it is confirmed', async () => {
    await confirmed('discharge', '4.3 by the Inspectorate on 12 November 2026 reference letter 31/44');
    expect((await published()).discharges).toEqual({
      [await idOf('4.3')]: { by: 'the Inspectorate', on: '2026-11-12', reference: 'letter 31/44' },
    });
    const again = await chat.typed('discharge', '4.3 by them on 13 November 2026 reference x', NOW);
    expect(noticeIn(again)).toContain('was discharged by the Inspectorate on 12 November 2026 already');
    const future = await chat.typed('discharge', '4.2 by them on 13 November 2027 reference x', NOW);
    expect(noticeIn(future)).toContain('cannot lie in the future');
  });
});

describe('/transfer', () => {
  const said = '4.3 to the Fire Authority watched by its Harbour Board look again on 30 June 2027';

  it('shows what will be printed and when the row is asked about again, then takes it out of its deck', async () => {
    const status = shownIn(await chat.typed('transfer', said, NOW));
    expect(status.title).toBe('Transfer 4.3 to the Fire Authority?');
    expect(status.summary).toContain(
      '"Transferred to the Fire Authority. Watched there by its Harbour Board. To be looked at again on 30 June 2027."',
    );
    const before = (await world.deckOf(BEN)).items.length;
    expect(noticeIn((await confirmed('transfer', said)).card)).toContain('4.3 is transferred to the Fire Authority');
    expect((await world.deckOf(BEN)).items).toHaveLength(before - 1);
    const draft = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'system' }, NOW);
    if (draft.kind !== 'compiled') throw new Error('no draft');
    expect(draft.compiled.published.updates.at(-1)).toMatchObject({
      requirement: await idOf('4.3'),
      text: expect.stringContaining('Watched there by its Harbour Board.'),
    });
    expect(draft.compiled.published.statuses[await idOf('4.3')]).toBe('transferred');
  });

  it('can be taken back, and the row is asked about again', async () => {
    await confirmed('transfer', said);
    const { card } = await confirmed('transfer', '4.3 back');
    expect(noticeIn(card)).toContain('The transfer of 4.3 is taken back');
    expect((await world.deckOf(BEN)).items.map(({ value }) => value.ref)).toContain('4.3');
    expect((await published()).statuses[await idOf('4.3')]).toBe('notStated');
  });

  it.each([
    ['', 'Such as: /transfer 4.1 to'],
    ['4.3 back', 'No transfer of 4.3 is recorded'],
    ['9.9 to x watched by y look again on 30 June 2027', 'Nothing in this plan is called "9.9".'],
    ['4.3 to x watched by y look again on 6 January 2027', 'must come after the revision of 6 January 2027'],
    ['4.3 to x watched by y look again on 6 January 2026', 'must lie ahead'],
  ])('%s: says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('transfer', argument, NOW))).toContain(why);
  });
});

describe('/complete', () => {
  it('is agreed only where the owner says so', async () => {
    expect(noticeIn(await chat.typed('complete', '4.1 agreed by the Harbour Master', NOW))).toContain(
      'Its owner has not said that 4.1 is complete',
    );
    const reply = { kind: 'text', text: 'All lamps were mended.', status: 'complete', evidence: null } as const;
    mustBe('saved', await world.reply(ADA, '4.1', reply, NOW));
    const { card } = await confirmed('complete', '4.1 agreed by the Harbour Master');
    expect(noticeIn(card)).toContain('4.1 is agreed to be complete');
    const decisions = await world.plan.decisions(await world.cycleId());
    expect(JSON.stringify(decisions)).toContain('the Harbour Master');
  });
});

describe('/promise', () => {
  it('asks which of several, by a button each, and records what became of the one that is meant', async () => {
    const which = await chat.typed('promise', '4.2 done', at('2027-01-04T10:00:00Z'));
    if (which.kind !== 'notice') throw new Error('not asked');
    expect(which.notice.heading).toBe('Which promise of 4.2?');
    expect(which.notice.commands).toHaveLength(2);
    // a title that is cut is cut between words, and says so
    for (const { title } of which.notice.commands)
      expect(title).toMatch(/^\d+ \w+ 2026: The (?:rail|log) .*(?:\w\.|\w…)$/);
    expect(which.notice.commands.map(({ title }) => title)).toContain('30 November 2026: The rail will be…');
    const [first] = which.notice.commands;
    const { card } = await confirmed('promise', first?.text.replace('/promise ', '') ?? '');
    expect(noticeIn(card)).toContain('Recorded for 4.2');
    const states = (await world.plan.commitments()).map(({ value }) => value.state).toSorted();
    expect(states).toEqual(['done', 'open']);
  });

  it('takes the only one that has come due, with a new day or a reason', async () => {
    const status = shownIn(await chat.typed('promise', '4.2 late 30 June 2027', at('2026-11-15T10:00:00Z')));
    expect(status.summary).toContain('It would stand as: not yet done, now due on 30 June 2027 (moved once).');
    const { card } = await chat.press(
      confirmIn(await chat.typed('promise', '4.2 withdrawn because the pier is closed', at('2026-11-15T10:00:00Z'))),
      at('2026-11-15T10:00:00Z'),
    );
    expect(noticeIn(card)).toContain('will not happen: the pier is closed');
  });

  it.each([
    ['', 'Please say of which row'],
    ['', 'Such as: /promise 4.1 done'],
    ['4.2 late', 'Please say the new date'],
    ['4.2 withdrawn', 'Please say why'],
    ['4.1 done', 'No promise of 4.1 is known.'],
  ])('"%s": says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('promise', argument, NOW))).toContain(why);
  });
});

describe('/answer', () => {
  it('saves an update for its owner, marked as entered by the lead, once it is confirmed', async () => {
    const status = shownIn(await chat.typed('answer', '4.3 on track, the second relay was fitted', NOW));
    expect(status.title).toBe('Save this update for 4.3?');
    expect(status.summary).toContain('On track. The second relay was fitted');
    expect(status.summary).toContain('It is the update of Ben Reed, entered by you.');
    await confirmed('answer', '4.3 on track, the second relay was fitted');
    const item = (await world.deckOf(BEN)).items[0]?.value;
    expect(item?.answer?.reply).toMatchObject({ kind: 'text', text: 'The second relay was fitted', status: 'onTrack' });
    const [entry] = (await world.plan.history(await idOf('4.3'))).filter(({ payload }) =>
      payload?.about.includes('on behalf of'),
    );
    expect(entry?.payload?.who).toBe(await leadKey());
  });

  it('is shown again when the owner answered meanwhile', async () => {
    const button = confirmIn(await chat.typed('answer', '4.3 no change', NOW));
    mustBe('saved', await world.reply(BEN, '4.3', 'The relay is fitted.', NOW));
    const { said } = await chat.press(button, NOW);
    expect(shownIn(said.replies[0]).summary).toContain(
      'It replaces the answer of Ben Reed, who is told: The relay is fitted.',
    );
    expect((await world.deckOf(BEN)).items[0]?.value.answer?.reply).toMatchObject({ text: 'The relay is fitted.' });
  });

  it.each([
    ['', 'Please say for which row', ''],
    ['4.3', 'Please say what the update for 4.3 is.', ''],
    ['', 'Such as: /answer 4.1 on track', ''],
    ['9.9 all is done', '9.9 is not asked about in this quarter.', 'all is done'],
    ['4.3 complete', 'Please say in a sentence what was done.', 'complete'],
  ])('"%s": says what is wrong, and gives back what was typed', async (argument, why, words) => {
    const said = noticeIn(await chat.typed('answer', argument, NOW));
    expect(said).toContain(why);
    if (words !== '') expect(said.split('\n')).toContain(words);
  });

  it('gives back what is longer than a button can carry, whole', async () => {
    const long = `4.3 ${'The relay is fitted. '.repeat(60)}`.trim();
    const said = noticeIn(await chat.typed('answer', long, NOW));
    expect(said).toContain('A command can have 1,000 letters, and this one has 1,263.');
    expect(said).toContain(long);
  });

  it('shows on the card the whole update, all that it replaces, and after the close that it is kept', async () => {
    const before = `${'The relay was ordered. '.repeat(250)}`.trim();
    mustBe('saved', await world.reply(BEN, '4.3', before, NOW));
    mustBe('closed', await world.closed(NOW));
    const text = `${'The relay is fitted. '.repeat(45)}It works.`;
    const { card } = renderMessage(await chat.typed('answer', `4.3 ${text}`, NOW));
    const drawn = JSON.stringify(card);
    expect(drawn).toContain(text);
    expect(drawn).toContain('it is kept for the next revision');
    expect(drawn).toContain(`who is told: ${before}`);
  });
});

it.each(['deadline', 'discharge', 'transfer', 'complete', 'promise', 'answer'] as const)(
  '/%s is for the lead alone',
  async (name) => {
    expect(noticeIn(await chat.typed(name, '4.1 done', NOW, ADA))).toContain('Only the portfolio lead can');
  },
);
