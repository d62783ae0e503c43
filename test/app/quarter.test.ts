import { afterAll, describe, expect, it } from 'vitest';
import { instantOf, localTime, millisecondsOf } from '../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../src/domain/plan/history.js';
import { engines } from '../adapters/tables/engines/engines.js';
import { at } from '../domain/builders.js';
import { FakeMessenger } from './fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  harbourPlan,
  LEAD,
  line,
  OPENING,
  openQuarter,
  PLAN,
  type REVISION,
  TENANT,
} from './world.js';

const HOUR = 3_600_000;

describe.each(engines)('a whole quarter on %s', async (_name, open) => {
  const { table, end } = await open();
  afterAll(end);
  const messenger = new FakeMessenger();
  const world = aWorld(table, messenger);
  const sweepUntil = async (from: string, to: string) => {
    for (let now = millisecondsOf(at(from)); now < millisecondsOf(at(to)); now += HOUR)
      await world.sweep(instantOf(now));
  };
  const lines = [line('4.1', ADA), line('4.2', ADA), line('4.3', BEN), line('4.4', CAT), line('plan', LEAD, 'lead')];
  await openQuarter(world, { plan: harbourPlan(5), lines });
  await sweepUntil('2026-11-25T00:30:00Z', '2026-11-28T00:00:00Z');
  const first = await world.reply(ADA, '4.1', 'The log is kept.', at('2026-11-28T20:00:00Z'));
  await world.reply(ADA, '4.2', { kind: 'noChange' }, at('2026-11-28T20:01:00Z'));
  await sweepUntil('2026-11-28T20:30:00Z', '2026-12-16T00:00:00Z');
  const basedOn = first.kind === 'saved' ? first.item.current : '';
  const correction = await world.reply(ADA, '4.1', 'The log is kept weekly.', at('2026-12-16T12:00:00Z'), basedOn);
  await sweepUntil('2026-12-16T12:30:00Z', '2026-12-22T12:00:00Z');
  const late = await world.reply(BEN, '4.3', 'Sorry: done.', at('2026-12-22T13:00:00Z'));
  const status = await world.seeStatus(TENANT, PLAN, at('2026-12-22T13:30:00Z'));
  await sweepUntil('2026-12-22T14:30:00Z', '2027-01-02T00:00:00Z');
  const closed = (await world.plan.head())?.value.cycle?.state;
  const after = await world.reply(CAT, '4.4', 'Is it too late?', at('2027-01-02T10:00:00Z'));
  const revision = await world.finalised(at('2027-01-04T10:00:00Z'));
  const days = (id: string) => messenger.to(id).map((post) => post.at?.slice(0, 10));

  it('brings each person the ask and the reminders on their days, and nothing after their last answer', () => {
    expect(days(ADA)).toEqual(['2026-11-27']);
    expect(days(BEN)).toEqual(['2026-11-27', '2026-12-11', '2026-12-17', '2026-12-22']);
    expect(days(CAT)).toEqual(['2026-11-27', '2026-12-11', '2026-12-17', '2026-12-22']);
    expect(days(LEAD)).toEqual(['2026-12-22']);
  });

  it('messages nobody outside working hours', () => {
    for (const { at: sent } of messenger.posts) {
      const { time } = localTime(sent ?? OPENING, 'Europe/London');
      expect(time >= '09:00' && time < '17:00').toBe(true);
    }
  });

  it('folds the card that a reminder replaced, and turns the last one at the close', () => {
    const cards = messenger.to(BEN).map((post) => post.activityId);
    expect(messenger.updates.filter((update) => update.person === BEN).map((update) => update.activityId)).toEqual(
      cards.slice(0, 4),
    );
  });

  it('keeps every reply with its timing', () => {
    expect(correction).toMatchObject({ kind: 'saved', correction: true });
    expect(late).toMatchObject({ item: { answer: { timing: 'late' } } });
    expect(after).toMatchObject({ item: { answer: null, afterClose: { timing: 'afterClose' } } });
  });

  it('shows the lead where it stands', () => {
    expect(status).toMatchObject({
      status: { standing: { counts: { answered: 2, noChange: 1, pending: 0, late: 2 } } },
    });
  });

  it('closes by its date, by itself', () => {
    expect(closed).toBe('closed');
  });

  it('ends in a revision that says what was answered and what was not', () => {
    if (revision.kind !== 'made') throw new Error(revision.kind);
    const cells = revision.document.sections.flatMap((section) => section.lines.map((each) => each.cells.at(-1)?.text));
    expect(cells).toEqual([
      'The log is kept weekly.',
      'As per previous update (19 June 2026).',
      'Sorry: done.',
      'No update received',
      'No update received',
    ]);
    expect(revision.compiled.silent).toEqual(['4.4', '4.5']);
  });

  it('leaves a history whose every chain is whole', async () => {
    const chains = await world.plan.chains();
    expect(chains).toContain('plan');
    for (const chain of chains) expect(checkChain(await world.plan.history(chain)).kind).toBe('whole');
    const own = (await world.deckOf(ADA)).items[0]?.value.requirement ?? '';
    expect((await world.plan.history(own)).map((entry) => entry.payload?.what)).toEqual(['answered', 'corrected']);
  });

  it('offers what came after the close in the next quarter', async () => {
    const about = { tenant: TENANT, plan: PLAN, by: 'system', given: {} };
    const next = await world.openCycle(
      { ...about, revision: '2027-04-09' as typeof REVISION },
      at('2027-02-01T10:00:00Z'),
    );
    expect(next.kind).toBe('opened');
    expect((await world.deckOf(CAT)).items[0]?.value.carried).toMatchObject({ text: 'Is it too late?' });
    expect((await world.deckOf(ADA)).items.map((item) => item.value.carried)).toEqual([null, null]);
  });
});
