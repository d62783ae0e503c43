import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  type World,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type CardInHand, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const PROMISE = 'The log will be begun by 30 October 2026.';

let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  const plan = harbourPlan();
  await openQuarter(world, { plan: { ...plan, updates: plan.updates.map((each) => ({ ...each, text: PROMISE })) } });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const itemOf = async (ref: string) => {
  const decks = await world.plan.decks(await world.cycleId());
  const held = decks.flatMap((deck) => deck.items).find((each) => each.value.ref === ref);
  if (held === undefined) throw new Error(`${ref} is not asked about`);
  return held.value;
};
/** Ids of the inputs of the promise of a card. */
const promiseBoxes = (card: CardInHand) => {
  const why = Object.keys(card.inputs).find((name) => name.endsWith('_why')) ?? 'none';
  const became = why.replace('_why', '');
  return { became, until: `${became}_until`, why };
};
const later = at('2027-03-03T10:00:00Z');
/** The next quarter, with the revision of this one still to be made. */
async function openNext(): Promise<void> {
  await world.closed(at('2026-12-03T10:00:00Z'));
  const next = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: civilDate('2027-04-09') };
  mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
  await world.sweep(later);
}

describe('an answer after the close', () => {
  it('is not replaced by "No change" on a card that is older than it: which was meant is asked', async () => {
    const copy = ada.card();
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.' }, copy);
    const card = await ada.press('No change', noon, {}, copy);
    expect(card.lines.join('\n')).toContain('4.1 was answered since this card was shown: your answer is below.');
    expect(card.inputs['input_text']).toBe('Too late.');
    expect((await itemOf('4.1')).afterClose?.reply).toMatchObject({ text: 'Too late.' });
  });

  it('is given back when a text on a card that is older than it takes its place', async () => {
    const copy = ada.card();
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.', input_evidence: 'https://harbour.example/late' }, copy);
    await ada.press('Submit', noon, { input_text: 'Later still.' }, copy);
    expect(ada.lastWords()).toContain('An earlier answer for 4.1 was replaced');
    expect(ada.lastWords()).toContain('Too late.');
    expect(ada.lastWords()).toContain('https://harbour.example/late');
  });
});

describe('what was written about a promise', () => {
  it('on two copies stands in its box whole, or is given back', async () => {
    const copy = ada.card();
    const { until, why } = promiseBoxes(copy);
    const press = { input_until: '2026-12-08' };
    await ada.press('Ask me then', noon, { ...press, [why]: 'On the telephone.', [until]: '2027-05-01' });
    const before = messenger.posts.length;
    await ada.press('Ask me then', noon, { ...press, [why]: 'On the desk.', [until]: '2027-06-01' }, copy);
    await ada.press('Skip', noon);
    const said = JSON.stringify([ada.card().inputs, messenger.posts.slice(before).map((each) => each.message)]);
    for (const words of ['On the telephone.', 'On the desk.', '2027-05-01', '2027-06-01'])
      expect(said).toContain(words);
  });

  it.each([
    ['Submit', 'late', '2027-06-01', []],
    ['Submit', 'done', '2027-06-01', ['2027-06-01']],
    ['Submit', 'withdrawn', '2027-06-01', ['2027-06-01']],
    ['No change', 'late', '2027-06-01', []],
    ['No change', 'done', '2027-06-01', ['2027-06-01']],
  ])('and has no use in the answer comes back: %s, %s', async (title, became, date, back) => {
    const boxes = promiseBoxes(ada.card());
    const typed = { [boxes.became]: became, [boxes.why]: 'No paint.', [boxes.until]: date };
    await ada.press(title, noon, { input_text: title === 'Submit' ? 'Kept.' : '', ...typed });
    expect((await itemOf('4.1')).answer?.reply.promises).toHaveLength(1);
    for (const words of [...(became === 'withdrawn' ? [] : ['No paint.']), ...back]) {
      expect(ada.lastWords()).toContain(words);
    }
    // what the card brought by itself was not typed
    const before = messenger.posts.length;
    const corrected = await ada.press('Correct 4.1', noon).catch(() => null);
    if (corrected === null) return;
    await ada.press('Submit', noon, { input_text: 'Kept until May.' });
    expect(messenger.posts).toHaveLength(before);
  });

  it('stays where its promise does not stand on the card, and comes before the others', async () => {
    const texts = ['A', 'B', 'C', 'D'].map((name, n) => `Quay ${name} will be painted by ${n + 1} October 2026.`);
    const plan = harbourPlan();
    world = aWorld(memoryTable(), messenger);
    await openQuarter(world, {
      plan: { ...plan, updates: plan.updates.map((each) => ({ ...each, text: texts.join(' ') })) },
    });
    const [last] = (await itemOf('4.1')).commitments.toReversed();
    if (last === undefined) throw new Error('nothing is promised');
    const about = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.1' };
    const entered = { id: last.id, version: 0, became: '', until: '', why: 'No paint.' };
    const words = { status: '', text: '', evidence: '', note: '', promises: [entered] } as const;
    await world.keepWords(about, { words, shown: '' }, noon);
    messenger.posts.length = 0;
    await world.sweep(OPENING);
    const card = ada.card();
    expect(promiseBoxes(card).why).toBe(`input_promise_${last.id}_why`);
    expect(Object.values(card.inputs)).toContain('No paint.');
    const before = (await itemOf('4.1')).typed?.[0]?.id ?? '';
    await world.keepWords(about, { words: { ...words, text: 'Half a', promises: [] }, shown: before }, noon);
    expect((await itemOf('4.1')).typed).toMatchObject([{ text: 'Half a', promises: [{ why: 'No paint.' }] }]);
  });

  it('on a promise that was answered before is kept by every button', async () => {
    // its version is another than that of one that nobody has ever answered
    const { became, until, why } = promiseBoxes(ada.card());
    await ada.press('Submit', noon, { input_text: 'Kept.', [became]: 'late', [until]: '2027-01-15' });
    await openNext();
    const boxes = promiseBoxes(ada.card());
    expect(boxes.why).toBe(why);
    await ada.press('Ask me then', later, { input_until: '2027-03-08', [boxes.why]: 'No paint.' });
    await ada.press('Skip', later);
    expect(ada.card().inputs[boxes.why]).toBe('No paint.');
    expect(ada.card().lines.join('\n')).not.toContain('not asked about here any more');
  });
});

describe('what goes over into the next quarter', () => {
  it('is both what was begun and what was answered after the close, in one box', async () => {
    const copy = ada.card();
    const { became } = promiseBoxes(copy);
    await ada.press('No change', noon, { input_text: 'Begun.', [became]: 'done' });
    await ada.press('No change, leave my words out', noon);
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.' }, copy);
    await openNext();
    expect(ada.card().inputs['input_text']).toBe('Too late.\nBegun.');
  });

  it('is what was offered before and nobody answered', async () => {
    const copy = ada.card();
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.' }, copy);
    await openNext();
    expect(ada.card().inputs['input_text']).toBe('Too late.');
    mustBe('closed', await world.closed(at('2027-04-10T10:00:00Z')));
    const next = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: civilDate('2027-07-09') };
    mustBe('opened', await world.openCycle(next, at('2027-05-26T10:00:00Z')));
    await world.sweep(at('2027-06-09T10:00:00Z'));
    expect(ada.card().message).toMatchObject({ deck: { context: { cycle: await world.cycleId() } } });
    expect(ada.card().inputs['input_text']).toBe('Too late.');
  });

  it('is what is written on a card of the quarter that is over, also where its press cannot be taken', async () => {
    const copy = ada.card();
    await openNext();
    for (const title of ['Submit', 'Ask me then']) {
      const words = `https://harbour.example/${title.length}`;
      const card = await ada.press(title, later, { input_evidence: words, input_until: '2027-03-08' }, copy);
      expect(JSON.stringify(card.inputs), title).toContain(words);
      expect(card.message).toMatchObject({ deck: { context: { cycle: await world.cycleId() } } });
      expect(card.lines.join('\n')).toContain('This is the card of the new one.');
    }
  });

  it('stands beside what is written in the chat about it', async () => {
    const copy = ada.card();
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.' }, copy);
    await openNext();
    await ada.say('4.1: And the wall is painted.', later);
    expect(ada.card().inputs['input_text']).toBe('Too late.\nAnd the wall is painted.');
    await ada.press('Submit', later);
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({ text: 'Too late.\nAnd the wall is painted.' });
  });
});

describe('a row that is handed over', () => {
  it('leaves with its author what was kept from another copy', async () => {
    const copy = ada.card();
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'On the telephone.' });
    await ada.press(
      'Hand it over',
      noon,
      { input_person: BEN, input_note: 'On leave.', input_text: 'On the desk.' },
      copy,
    );
    expect(ada.lastWords()).toContain('On the desk.');
    expect(ada.lastWords()).toContain('On the telephone.');
  });
});
