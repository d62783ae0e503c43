import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { civilDate, instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { countedTable, FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  pressed,
  TENANT,
  USUAL_LINES,
  type World,
  who,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';

const noon = at('2026-11-30T12:00:00Z');
const hoursAfterNoon = (hours: number) => instantOf(millisecondsOf(noon) + hours * 3_600_000);
let table: ReturnType<typeof countedTable>;
let messenger: FakeMessenger;
let world: World;

beforeEach(async () => {
  table = countedTable(memoryTable());
  messenger = new FakeMessenger();
  world = aWorld(table, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
});

const refusals = async () =>
  (await world.plan.history('plan')).map((entry) => entry.payload).filter((each) => each?.what === 'refused');
const updatesOf = async (ref: string) => {
  const decks = await world.plan.decks(await world.cycleId());
  const held = decks.flatMap((deck) => deck.items).find((each) => each.value.ref === ref);
  return world.plan.updates(held?.value.requirement ?? '');
};

describe('a press by somebody of the same id in another tenant', () => {
  it('changes nothing, though the card is signed for that id', async () => {
    const click = pressed(messenger.to(ADA).at(-1)?.message, 'submit', { text: 'From elsewhere.' });
    const elsewhere = { ...who(ADA), tenant: '00000000-0000-4000-8000-0000000000ff' };
    const { replies } = await world.onClick(elsewhere, click, noon);
    expect(JSON.stringify(replies)).toContain('was not made for you');
    expect(await updatesOf('4.1')).toEqual([]);
  });
});

describe('a reply', () => {
  it.each([
    ['an update', 'The log is kept.'],
    ['a "no change"', { kind: 'noChange' }],
  ] as const)('costs one range read and one batch, being %s', async (_, said) => {
    const cycle = await world.cycleId();
    const reply =
      typeof said === 'string' ? ({ kind: 'text', text: said, status: null, evidence: null } as const) : said;
    table.calls.length = 0;
    const about = { tenant: TENANT, plan: PLAN, cycle, person: ADA, ref: '4.1', basedOn: '' };
    expect((await world.recordUpdate({ ...about, reply, door: 'card' }, noon)).kind).toBe('saved');
    expect(table.calls).toEqual(['range', 'batch']);
  });

  it('costs no more when a card is pressed, with all that comes after', async () => {
    const card = messenger.to(ADA).at(-1)?.message;
    table.calls.length = 0;
    const said = await world.onClick(who(ADA), pressed(card, 'submit', { text: 'Kept.', status: 'onTrack' }), noon);
    await said.after?.();
    expect(table.calls).toEqual(['range', 'batch']);
  });

  it('that was saved already costs one range read', async () => {
    await world.reply(ADA, '4.1', 'The log is kept.', noon);
    table.calls.length = 0;
    expect((await world.reply(ADA, '4.1', 'The log is kept.', noon)).kind).toBe('already');
    expect(table.calls).toEqual(['get', 'range']);
  });

  it('pressed many times at once is one update', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => world.reply(ADA, '4.1', 'Kept.', noon)));
    expect(outcomes.map((each) => each.kind).sort()).toEqual([...Array(5).fill('already'), 'saved']);
    expect(await updatesOf('4.1')).toHaveLength(1);
  });

  it("that collides with another person's loses nothing", async () => {
    const outcomes = await Promise.all([world.reply(ADA, '4.2', 'A.', noon), world.reply(BEN, '4.3', 'B.', noon)]);
    expect(outcomes.map((each) => each.kind)).toEqual(['saved', 'saved']);
  });

  it('is not changed by a late copy of an older one', async () => {
    const first = await world.reply(ADA, '4.1', 'Begun.', noon);
    const basedOn = first.kind === 'saved' ? first.item.current : '';
    await world.reply(ADA, '4.1', 'Done.', noon, basedOn);
    expect((await world.reply(ADA, '4.1', 'Begun.', noon)).kind).toBe('already');
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({ text: 'Done.' });
    expect(await updatesOf('4.1')).toHaveLength(2);
  });

  it('that cannot be taken shows what was typed again, and saves nothing', async () => {
    const [card] = messenger.to(ADA);
    const said = await world.onClick(
      who(ADA),
      pressed(card?.message, 'submit', { text: 'Kept.', evidence: 'Public:' }),
      noon,
    );
    await said.after?.();
    expect(messenger.updates.at(-1)?.message).toMatchObject({
      deck: {
        item: {
          ref: '4.1',
          problem: expect.stringContaining('behind "Public:"'),
          values: { text: 'Kept.', evidence: 'Public:' },
        },
      },
    });
    expect(await updatesOf('4.1')).toHaveLength(0);
  });
});

describe('a click', () => {
  it('turns the card to the next requirement, and at last to the summary, after it is committed', async () => {
    const [card] = messenger.to(ADA);
    const first = await world.onClick(who(ADA), pressed(card?.message, 'submit', { text: 'Kept.' }), noon);
    expect(await updatesOf('4.1')).toHaveLength(1);
    expect(messenger.updates).toHaveLength(0);
    await first.after?.();
    const next = messenger.updates.at(-1);
    expect(next).toMatchObject({
      activityId: 'm1',
      message: { deck: { answered: 1, asked: 2, item: { ref: '4.2' } } },
    });
    const second = await world.onClick(who(ADA), pressed(next?.message, 'noChange'), noon);
    await second.after?.();
    expect(messenger.updates.at(-1)?.message).toMatchObject({
      kind: 'summary',
      summary: { open: true, lines: [{ answer: 'Kept.' }, { answer: 'No change' }] },
    });
  });

  it('whose card is gone brings a new card', async () => {
    messenger.updateOutcome = 'gone';
    const [card] = messenger.to(ADA);
    const said = await world.onClick(who(ADA), pressed(card?.message, 'submit', { text: 'Kept.' }), noon);
    await said.after?.();
    expect(messenger.to(ADA).at(-1)?.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect((await world.deckOf(ADA)).head.value.card).toBe(messenger.to(ADA).at(-1)?.activityId);
  });

  it("on another person's card is refused and stands in the history", async () => {
    const [card] = messenger.to(ADA);
    for (const [hours, verb] of (['submit', 'noChange', 'later', 'handOver', 'correct', 'open'] as const).entries()) {
      const said = await world.onClick(
        who(BEN),
        pressed(card?.message, verb, { text: 'Mine!' }),
        hoursAfterNoon(hours),
      );
      expect(said.replies[0]).toMatchObject({ notice: { heading: 'Nothing was changed' } });
    }
    expect(await updatesOf('4.1')).toHaveLength(0);
    const ben = (await world.stores.person(TENANT, BEN).record())?.value.whoKey;
    expect(await refusals()).toHaveLength(6);
    expect((await refusals())[0]).toMatchObject({ who: ben, about: '4.1' });
  });

  it("on another person's card is noted once an hour for each of them, and always answered", async () => {
    const click = pressed(messenger.to(ADA)[0]?.message, 'submit', { text: 'Mine!' });
    const minute = (n: number) => instantOf(millisecondsOf(noon) + n * 60_000);
    for (const n of [0, 0, 1, 59, 60, 61, 119]) {
      const said = await world.onClick(who(BEN), click, minute(n));
      expect(said.replies[0]).toMatchObject({ notice: { heading: 'Nothing was changed' } });
    }
    await Promise.all([0, 1, 2, 3].map(() => world.onClick(who(LEAD), click, minute(90))));
    const keyOf = async (person: string) => (await world.stores.person(TENANT, person).record())?.value.whoKey;
    const [ben, lead] = [await keyOf(BEN), await keyOf(LEAD)];
    expect((await refusals()).map((each) => [each?.who, each?.at])).toEqual([
      [ben, noon],
      [ben, minute(60)],
      [lead, minute(90)],
    ]);
  });

  it('with a changed ref, or for a plan that does not exist, is refused without harm', async () => {
    const click = pressed(messenger.to(ADA)[0]?.message, 'submit', { text: 'Mine!' });
    const forged = [{ ref: '4.3' }, { plan: '../other' }, { plan: 'none' }, { ref: 'x'.repeat(10_000) }];
    for (const [hours, over] of forged.entries()) {
      const changed = { ...click, context: { ...click.context, ...over } };
      const said = await world.onClick(who(ADA), changed, hoursAfterNoon(hours));
      expect(said.replies[0]).toMatchObject({ notice: { heading: 'Nothing was changed' } });
    }
    expect(await updatesOf('4.3')).toHaveLength(0);
    expect((await refusals()).map((each) => each?.about.length)).toEqual([3, 100]);
  });

  it('for a requirement that has moved to somebody else is refused and stands in the history', async () => {
    const [card] = messenger.to(ADA);
    const lines = [line('4.1', BEN), ...USUAL_LINES.slice(1)];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, noon);
    for (const [hours, verb] of (['submit', 'later', 'handOver'] as const).entries()) {
      const click = pressed(card?.message, verb, { text: 'Kept.', person: BEN });
      const said = await world.onClick(who(ADA), click, hoursAfterNoon(hours));
      expect(said.replies[0]).toMatchObject({
        notice: { paragraphs: [expect.stringContaining('4.1 is not with you'), 'You had written:', 'Kept.'] },
      });
    }
    expect(await refusals()).toHaveLength(3);
    expect(await updatesOf('4.1')).toHaveLength(0);
  });
});

describe('an answer after the close', () => {
  it('is answered kindly, and where the next quarter is open its card comes with the words', async () => {
    const [card] = messenger.to(ADA);
    mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    const about = { tenant: TENANT, plan: PLAN, by: 'system', given: {} };
    await world.openCycle({ ...about, revision: civilDate('2027-04-09') }, at('2027-03-01T10:00:00Z'));
    const click = pressed(card?.message, 'submit', { text: 'Very late.', status: 'atRisk' });
    const said = await world.onClick(who(ADA), click, at('2027-03-08T10:00:00Z'));
    await said.after?.();
    expect(messenger.to(ADA).at(-1)?.message).toMatchObject({
      deck: {
        leadIn: expect.stringContaining('kept'),
        item: { ref: '4.1', values: { status: 'atRisk', text: 'Very late.' } },
      },
    });
  });

  it('is offered again in the next quarter, whichever came last, and what was published is not', async () => {
    await world.reply(ADA, '4.1', 'In time.', noon);
    await world.reply(BEN, '4.3', 'In time too.', noon);
    await world.closed(at('2026-12-01T10:00:00Z'));
    const late = await world.reply(ADA, '4.1', 'On second thoughts.', at('2026-12-02T10:00:00Z'));
    expect(late).toMatchObject({ kind: 'saved', item: { answer: { reply: { text: 'In time.' } } } });
    expect(await world.finalised(at('2026-12-03T10:00:00Z'))).toMatchObject({ compiled: { silent: ['4.2'] } });
    const about = { tenant: TENANT, plan: PLAN, by: 'system', given: {} };
    await world.openCycle({ ...about, revision: civilDate('2027-04-09') }, at('2027-03-01T10:00:00Z'));
    const [first, second] = (await world.deckOf(ADA)).items;
    expect(first?.value.carried).toMatchObject({ text: 'On second thoughts.' });
    expect(second?.value.carried).toBeNull();
    expect((await world.deckOf(BEN)).items[0]?.value.carried).toBeNull();
  });
});
