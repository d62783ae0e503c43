import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  harbourPlan,
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
} from '../world.js';

let messenger: FakeMessenger;
let world: World;
const noon = at('2026-11-30T12:00:00Z');
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
const refsOf = async (id: string) => (await world.deckOf(id)).items.map((item) => item.value.ref);

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', CAT, 'contributor')] });
  await world.sweep(OPENING);
});

describe('handing over', () => {
  const press = async (to: string) => {
    const click = pressed(messenger.to(ADA)[0]?.message, 'handOver', { person: to, note: 'On leave' });
    const said = await world.onClick(who(ADA), click, noon);
    await said.after?.();
    return said;
  };

  it('moves the ask to the colleague, who is asked at the next sweep', async () => {
    await press(CAT);
    expect(await refsOf(ADA)).toEqual(['4.2']);
    expect(await refsOf(CAT)).toEqual(['4.1']);
    expect(messenger.updates.at(-1)?.message).toMatchObject({ deck: { leadIn: expect.stringContaining('Cat Pell') } });
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect(messenger.to(CAT)).toMatchObject([{ message: { deck: { item: { ref: '4.1' } } } }]);
    expect(await world.reply(CAT, '4.1', 'Kept.', noon)).toMatchObject({ kind: 'saved' });
    expect(await world.reply(ADA, '4.1', 'Kept.', noon)).toMatchObject({ kind: 'notTheirs' });
  });

  const answers = async (id: string, when: string, text = 'Kept each day.') => {
    const card = messenger.to(id).findLast((post) => post.message.kind === 'deck')?.message;
    const said = await world.onClick(who(id), pressed(card, 'submit', { text, status: 'onTrack' }), at(when));
    await said.after?.();
  };
  const noticesTo = (id: string) => messenger.to(id).filter((post) => post.message.kind === 'notice');

  it('is told apart to a colleague who has had the message of the day, and to nobody twice', async () => {
    const sameDay = at('2026-11-27T14:00:00Z');
    const click = pressed(messenger.to(ADA)[0]?.message, 'handOver', { person: BEN, note: 'On leave' });
    await (await world.onClick(who(ADA), click, sameDay)).after?.();
    for (const time of ['2026-11-27T14:01:00Z', '2026-11-27T15:00:00Z']) await world.sweep(at(time));
    expect(noticesTo(BEN)).toMatchObject([{ message: { notice: { heading: '4.1 is handed over' } } }]);
    await world.sweep(at('2026-11-30T10:00:00Z'));
    // the ask of the opening, the notice, the card of the next day
    expect(messenger.to(BEN).map(({ message }) => message.kind)).toEqual(['deck', 'notice', 'deck']);
  });

  it('tells the giver once when the colleague has answered, in the next working hours and after a restart too', async () => {
    await press(CAT);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect(noticesTo(ADA)).toHaveLength(0);
    await answers(CAT, '2026-11-30T20:00:00Z');
    await world.sweep(at('2026-11-30T20:01:00Z'));
    expect(noticesTo(ADA)).toHaveLength(0);
    await aWorld(world.table, messenger).sweep(at('2026-12-01T09:00:00Z'));
    expect(noticesTo(ADA)).toMatchObject([
      {
        message: {
          notice: { heading: '4.1 is answered', paragraphs: [expect.stringContaining('Cat Pell'), 'Kept each day.'] },
        },
      },
    ]);
    await answers(CAT, '2026-12-01T10:00:00Z', 'Kept each night.');
    await world.sweep(at('2026-12-01T10:01:00Z'));
    await world.sweep(at('2026-12-02T10:01:00Z'));
    expect(noticesTo(ADA)).toHaveLength(1);
    expect(noticesTo(CAT)).toHaveLength(0);
  });

  it('tells nobody of an answer in the next cycle, when it is with its owner again', async () => {
    await press(CAT);
    mustBe('made', await world.finalised(at('2027-01-05T12:00:00Z')));
    const next = { ...about, revision: civilDate('2027-04-06'), given: {} };
    mustBe('opened', await world.openCycle(next, at('2027-03-01T10:00:00Z')));
    await world.sweep(at('2027-03-15T10:00:00Z'));
    mustBe('saved', await world.reply(ADA, '4.1', 'Kept.', at('2027-03-15T11:00:00Z')));
    await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: at('2027-03-15T11:00:00Z') });
    await world.sweep(at('2027-03-16T10:00:00Z'));
    expect(noticesTo(ADA)).toEqual([]);
  });

  it('tells nobody of what was handed back', async () => {
    await press(CAT);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    const back = {
      tenant: TENANT,
      plan: PLAN,
      cycle: await world.cycleId(),
      person: CAT,
      ref: '4.1',
      to: ADA,
      note: 'On leave.',
    };
    mustBe('handedOver', await world.handOver(back, noon));
    await world.sweep(at('2026-11-30T12:02:00Z'));
    await world.reply(ADA, '4.1', 'Kept.', noon);
    await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: noon });
    await world.sweep(at('2026-12-01T12:02:00Z'));
    expect([...noticesTo(ADA), ...noticesTo(CAT)]).toEqual([]);
  });

  it('asks a colleague who had been asked before, and does not wait for the day that the other had chosen', async () => {
    const mine = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.1' };
    await world.putOff(mine, civilDate('2026-12-10'), noon);
    await press(BEN);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect(messenger.to(BEN)).toHaveLength(2);
    await world.sweep(at('2026-12-01T12:01:00Z'));
    expect(messenger.to(BEN)).toHaveLength(2);
  });

  it('can be handed back, and lasts to the close of the cycle', async () => {
    await press(CAT);
    const back = {
      tenant: TENANT,
      plan: PLAN,
      cycle: await world.cycleId(),
      person: CAT,
      ref: '4.1',
      to: ADA,
      note: 'On leave.',
    };
    expect(await world.handOver(back, noon)).toMatchObject({ kind: 'handedOver' });
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
    const assignments = await world.plan.assignments((await world.plan.head())?.value.assignments ?? null);
    expect(assignments.filter((each) => each.role === 'delegate').map((each) => each.until)).toEqual([
      '2026-12-31',
      '2026-12-31',
    ]);
  });

  it.each([
    ['nobody', '', 'choose the colleague'],
    ['a stranger', '99999999-0000-4000-8000-000000000000', 'choose the colleague'],
    ['oneself', ADA, 'choose the colleague'],
  ])('to %s is to be mended', async (_, to, words) => {
    await press(to);
    expect(messenger.updates.at(-1)?.message).toMatchObject({
      deck: { item: { problem: expect.stringContaining(words) } },
    });
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
  });

  it('of what is answered, or after the close, is refused', async () => {
    const mine = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, to: BEN, note: 'On leave.' };
    await world.reply(ADA, '4.1', 'Kept.', noon);
    expect(await world.handOver({ ...mine, ref: '4.1' }, noon)).toMatchObject({ kind: 'refused' });
    await world.closed(noon);
    expect(await world.handOver({ ...mine, ref: '4.2' }, noon)).toMatchObject({ kind: 'refused' });
  });
});

describe('putting off', () => {
  it.each([
    [null, 'no day'],
    ['2026-11-30', 'today'],
    ['2027-01-02', 'after the close'],
  ])('to %s is to be mended (%s)', async (until, _why) => {
    const mine = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.1' };
    expect(await world.putOff(mine, until === null ? null : civilDate(until), noon)).toMatchObject({ kind: 'invalid' });
  });
});

describe('assigning while a cycle is open', () => {
  it('moves what is open, leaves what is answered, and asks the new owner', async () => {
    await world.reply(ADA, '4.1', 'Kept.', noon);
    const lines = [line('plan', CAT), line('plan', LEAD, 'lead')];
    expect(await world.assign({ ...about, lines }, noon)).toMatchObject({ kind: 'assigned', uncovered: [] });
    expect(await refsOf(ADA)).toEqual(['4.1']);
    expect(await refsOf(CAT)).toEqual(['4.2', '4.3']);
    await world.signOfLife(CAT, noon);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect([messenger.to(CAT).length, messenger.to(ADA).length, messenger.to(BEN).length]).toEqual([1, 1, 1]);
  });

  it('says what nobody answers for', async () => {
    expect(await world.assign({ ...about, lines: [line('4.1', ADA)] }, noon)).toMatchObject({
      uncovered: ['4.2', '4.3'],
    });
  });

  it.each([
    [line('9.9', ADA), 'is not a ref'],
    [line('4.1', ADA, 'boss'), 'the role "boss" is not known'],
    [line('4.1', ADA, 'lead'), 'holds for the whole plan'],
    [line('4.1', ADA, 'delegate'), 'needs an end date'],
    [line('4.1', ADA, 'owner', '31/12/2026'), 'is not a date'],
    [line('4.1', 'ada'), 'neither an Entra id nor an e-mail address'],
    [line('4.1', 'ada@harbour.example'), 'nobody with the address'],
  ])('is refused whole for one bad line: %#', async (bad, words) => {
    const outcome = await world.assign({ ...about, lines: [line('4.2', BEN), bad] }, noon);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [expect.stringContaining(words)] });
    expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
  });
});

describe('importing while a cycle is open', () => {
  it('keeps answers, takes the new words, and asks for new lines at the next sweep', async () => {
    await world.reply(ADA, '4.1', 'Kept.', noon);
    const plan = harbourPlan();
    const [first, ...others] = plan.requirements;
    if (first === undefined) throw new Error('No requirements');
    const added = aRequirement('4.4');
    const updates = plan.updates;
    const next = aPlan([{ ...first, text: 'Keep the log daily.' }, ...others.slice(0, 1), added], { updates });
    await world.assign({ ...about, lines: [...USUAL_LINES, line('4', BEN)] }, noon);
    expect(await world.importPlan({ ...about, read: aReadingOf(next), dryRun: false }, noon)).toMatchObject({
      over: true,
    });
    expect((await world.deckOf(ADA)).items[0]?.value).toMatchObject({
      text: 'Keep the log daily.',
      answer: { reply: { text: 'Kept.' } },
    });
    expect(await refsOf(BEN)).toEqual(['4.4']);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect(messenger.to(BEN).at(-1)?.message).toMatchObject({ deck: { item: { ref: '4.4' } } });
  });

  it('that would change a published column is refused and leaves everything as it was', async () => {
    const before = await world.plan.head();
    const read = aReadingOf(harbourPlan());
    const altered = { ...read, updates: read.updates.map((each) => ({ ...each, text: 'Other words.' })) };
    expect(await world.importPlan({ ...about, read: altered, dryRun: false }, noon)).toMatchObject({ kind: 'refused' });
    expect(await world.plan.head()).toEqual(before);
  });

  it('of a dry run writes nothing', async () => {
    const before = await world.plan.head();
    expect(await world.importPlan({ ...about, read: aReadingOf(harbourPlan()), dryRun: true }, noon)).toMatchObject({
      kind: 'imported',
    });
    expect(await world.plan.head()).toEqual(before);
  });
});

describe('compiling', () => {
  it('makes numbered drafts that change nothing, and one revision', async () => {
    await world.reply(ADA, '4.1', 'Kept.', noon);
    const drafts = [await world.compileRevision(about, noon), await world.compileRevision(about, noon)];
    expect(drafts).toMatchObject([{ document: { seal: { kind: 'draft', number: 1 } } }, { compiled: { number: 2 } }]);
    expect((await world.plan.head())?.value.cycle?.state).toBe('open');
    const final = await world.finalised(noon);
    expect(final).toMatchObject({ document: { seal: { kind: 'revision', number: 1, signedBy: 'Lea Dunn' } } });
    const [first] = drafts;
    if (first?.kind !== 'compiled' || final.kind !== 'made') throw new Error('Not compiled');
    expect(final.compiled.hash).toBe(first.compiled.hash);
    expect(await world.compileRevision(about, noon)).toMatchObject({ kind: 'refused' });
    expect(await world.openCycle({ ...about, revision: civilDate('2027-01-06'), given: {} }, noon)).toMatchObject({
      kind: 'refused',
    });
  });
});
