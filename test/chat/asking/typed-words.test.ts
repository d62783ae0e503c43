import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../../src/app/store/ports.js';
import { nextMessage } from '../../../src/chat/asking/deck-messages.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
  who,
} from '../../app/world.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { anOwner, type CardInHand, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const HALF = 'The log is kept, and the';
// biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be evaluated
const HOSTILE = '${context.sig} **bold** [a](http://x.example) <at>Everybody</at>\n- one\n{{DATE(2026-01-01)}}';

let table: Table;
let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  table = memoryTable();
  messenger = new FakeMessenger();
  world = aWorld(table, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const itemOf = async (ref: string) => {
  const decks = await world.plan.decks(await world.cycleId());
  const held = decks.flatMap((deck) => deck.items).find((each) => each.value.ref === ref);
  if (held === undefined) throw new Error(`${ref} is not asked about`);
  return held.value;
};
const updatesOf = async (ref: string) => world.plan.updates((await itemOf(ref)).requirement);
const assign = (lines: typeof USUAL_LINES) => world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, noon);
/** What stands in the box of a row, on a card that is brought anew, in another process. */
const box = async (ref: string, on: CardInHand = ada.card()) => {
  expect(on.message).toMatchObject({ deck: { item: { ref } } });
  return on.inputs['input_text'];
};

describe('"No change" over something that is written', () => {
  it.each([
    ['a text', { input_text: HALF }],
    ['a status', { input_status: 'offTrack' }],
    ['a link', { input_evidence: 'https://harbour.example/log' }],
    ['a status beside "no change"', { input_status: 'complete', input_text: 'No change.' }],
  ])('asks which was meant, with %s in sight, and saves nothing', async (_, typed) => {
    const card = await ada.press('No change', noon, typed);
    expect(card.inputs).toMatchObject(typed);
    expect(card.lines.join('\n')).toContain(
      'You pressed "No change", but something is written for 4.1. Which did you mean?',
    );
    expect(card.buttons).toEqual(['Submit what I wrote', 'No change, leave my words out']);
    expect(await updatesOf('4.1')).toEqual([]);
  });

  it('then submits what is written', async () => {
    await ada.press('No change', noon, { input_text: HALF });
    const next = await ada.press('Submit what I wrote', noon, { input_text: `${HALF} rest.` });
    expect(next.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect((await updatesOf('4.1')).map((each) => each.reply)).toMatchObject([{ kind: 'text', text: `${HALF} rest.` }]);
    expect((await itemOf('4.1')).typed).toBeUndefined();
  });

  it('or leaves it out: "no change" is saved, and the words stay in the deck', async () => {
    await ada.press('No change', noon, { input_text: HALF });
    const next = await ada.press('No change, leave my words out', noon);
    expect(next.lines.at(-1)).toContain('What you wrote is left out, and kept.');
    expect((await itemOf('4.1')).answer?.reply).toEqual({ kind: 'noChange' });
    const summary = await ada.press('No change', noon);
    expect(summary.lines.at(-1)).toContain('Saved for 4.2');
    expect(summary.lines).toContain(
      'You also wrote something that is not part of this answer. It is in the box when you correct it.',
    );
    const again = await ada.press('Correct 4.1', noon);
    expect(await box('4.1', again)).toBe(HALF);
    expect(again.lines).toContain('What is in the box is not submitted yet.');
  });

  it('is one press where only the status stands there that the card brought, or the answer that counts', async () => {
    const plan = harbourPlan();
    const statuses = Object.fromEntries(plan.requirements.map((each) => [each.id, 'onTrack' as const]));
    const about = { tenant: TENANT, plan: PLAN, by: 'system', dryRun: false };
    mustBe('imported', await world.importPlan({ ...about, read: aReadingOf({ ...plan, statuses }) }, noon));
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines: USUAL_LINES }, noon);
    await hello();
    expect(ada.card().inputs['input_status']).toBe('onTrack');
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    await ada.press('No change', noon);
    await ada.press('Correct 4.1', noon);
    expect(ada.card().inputs['input_text']).toBe('Kept.');
    await ada.press('No change', noon);
    expect((await itemOf('4.1')).answer?.reply).toEqual({ kind: 'noChange' });
    expect((await updatesOf('4.1')).map((each) => each.reply.kind)).toEqual(['text', 'noChange']);
  });

  it('is one press where the words say the same', async () => {
    await ada.press('No change', noon, { input_text: 'No change.' });
    expect((await itemOf('4.1')).answer?.reply).toEqual({ kind: 'noChange' });
    expect((await itemOf('4.1')).typed).toBeUndefined();
  });

  it('is one press again once the words were taken out in sight of them', async () => {
    await ada.press('No change', noon, { input_text: HALF });
    await hello();
    const card = await ada.press('No change', noon, { input_text: '' });
    expect(card.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect((await itemOf('4.1')).typed).toBeUndefined();
  });

  it('asks on an older copy of the card too, which shows the box empty', async () => {
    const copy = ada.card();
    await ada.press('No change', noon, { input_text: HALF });
    const card = await ada.press('No change', noon, {}, copy);
    expect(card.buttons).toContain('No change, leave my words out');
    expect(await box('4.1', card)).toBe(HALF);
    expect(await updatesOf('4.1')).toEqual([]);
  });

  it('asks too where "no change" is saved already, and words were written into a copy since', async () => {
    const copy = ada.card();
    await ada.press('No change', noon);
    const card = await ada.press('No change', noon, { input_text: HALF }, copy);
    expect(card.buttons).toEqual(['Submit what I wrote', 'No change, leave my words out']);
    expect(await box('4.1', card)).toBe(HALF);
    expect(await updatesOf('4.1')).toHaveLength(1);
  });

  it('asks where another copy of the card has submitted a text since', async () => {
    const copy = ada.card();
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    const card = await ada.press('No change', noon, {}, copy);
    expect(card.lines.join('\n')).toContain('4.1 was answered since this card was shown: your answer is below.');
    expect(await box('4.1', card)).toBe('Kept.');
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({ text: 'Kept.' });
  });

  it('is asked about words that were carried over from the last quarter', async () => {
    await world.closed(noon);
    await ada.press('Submit', noon, { input_text: 'Too late.' });
    await openNext();
    expect(await box('4.1')).toBe('Too late.');
    const card = await ada.press('No change', later);
    expect(card.buttons).toContain('Submit what I wrote');
  });
});

describe('an answer on an older copy of the card', () => {
  it('that was given before does not take the place of the newer one, and says so', async () => {
    const copy = ada.card();
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    await ada.press('No change', noon);
    await ada.press('Correct 4.1', noon);
    await ada.press('Submit', noon, { input_text: 'Kept until May.' });
    const card = await ada.press('Submit', noon, { input_text: 'Kept.' }, copy);
    expect(card.lines.join('\n')).toContain('Since then 4.1 was answered again, and the newer answer counts.');
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({ text: 'Kept until May.' });
  });

  it('that takes the place of one that was not in sight gives that one back', async () => {
    const copy = ada.card();
    await ada.press('Submit', noon, { input_text: HOSTILE });
    await ada.press('Submit', noon, { input_text: 'On the desk.' }, copy);
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({ text: 'On the desk.' });
    expect(ada.lastWords()).toContain('An earlier answer for 4.1 was replaced');
    for (const words of HOSTILE.split('\n')) expect(ada.lastWords().replaceAll('\u2060', '')).toContain(words);
  });

  it('that was in sight is corrected without a further word', async () => {
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    await ada.press('No change', noon);
    await ada.press('Correct 4.1', noon);
    const before = messenger.posts.length;
    await ada.press('Submit', noon, { input_text: 'Kept until May.' });
    expect(messenger.posts).toHaveLength(before);
  });
});

describe('a reason about a promise', () => {
  const PROMISE = 'The log will be begun by 30 October 2026.';
  const whyBox = (card: CardInHand) => Object.keys(card.inputs).find((name) => name.endsWith('_why')) ?? 'none';

  beforeEach(async () => {
    table = memoryTable();
    messenger = new FakeMessenger();
    world = aWorld(table, messenger);
    const plan = harbourPlan();
    await openQuarter(world, { plan: { ...plan, updates: plan.updates.map((each) => ({ ...each, text: PROMISE })) } });
    await world.sweep(OPENING);
    ada = anOwner(world, ADA);
  });

  it('that is not yet kept is no part of the answer, and comes back', async () => {
    const why = whyBox(ada.card());
    const late = { [why.replace('_why', '')]: 'late', [why.replace('_why', '_until')]: '2027-06-01', [why]: HALF };
    await ada.press('Submit', noon, { input_text: 'Kept.', ...late });
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({
      text: 'Kept.',
      promises: [{ answer: { kind: 'late' } }],
    });
    expect(ada.lastWords()).toContain('Some of what you wrote was not taken');
    expect(ada.lastWords()).toContain(HALF);
  });

  it('is joined with what was written on another copy', async () => {
    const copy = ada.card();
    const why = whyBox(copy);
    await ada.press('Submit', noon, { [why]: 'On the telephone.' });
    const card = await ada.press('Submit', noon, { [why]: 'On the desk.' }, copy);
    expect(card.inputs[why]).toBe('On the telephone. On the desk.');
  });
});

describe('what is half written', () => {
  it('stays with a row that is put off, on every copy of the card, in another process too', async () => {
    const next = await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: HOSTILE });
    expect(next.lines.join('\n')).toContain('What you wrote is kept with it.');
    await ada.press('No change', noon);
    expect(await box('4.1')).toBe(HOSTILE);
    // another process, and a reminder of the ladder
    world = aWorld(table, messenger);
    ada = anOwner(world, ADA);
    await world.sweep(at('2026-12-09T10:00:00Z'));
    await world.sweep(at('2026-12-16T10:00:00Z'));
    expect(messenger.to(ADA).length).toBeGreaterThan(1);
    expect(await box('4.1')).toBe(HOSTILE);
    expect(await updatesOf('4.1')).toEqual([]);
  });

  it('stays when it cannot be accepted, whatever becomes of the card', async () => {
    await ada.press('Submit', noon, { input_text: HALF, input_evidence: 'Public:', input_status: 'atRisk' });
    await hello();
    expect(ada.card().inputs).toMatchObject({ input_text: HALF, input_evidence: 'Public:', input_status: 'atRisk' });
    expect(ada.card().lines).toContain('What is in the box is not submitted yet.');
  });

  it('stays when the day for Later is none, or the row cannot be put off any more', async () => {
    await ada.press('Ask me then', noon, { input_until: '2027-05-01', input_text: HALF });
    expect(await box('4.1')).toBe(HALF);
    const closed = at('2027-01-02T10:00:00Z');
    const card = await ada.press('Ask me then', closed, { input_until: '2027-01-04', input_text: `${HALF} rest` });
    expect(card.lines.join('\n')).toContain('cannot be put off any more');
    expect(await box('4.1', card)).toBe(`${HALF} rest`);
  });

  it('of the row in sight stays when a button about another row is pressed', async () => {
    const plan = harbourPlan();
    const updates = plan.updates.map((each) => ({ ...each, text: 'The wall will be painted in May.' }));
    messenger = new FakeMessenger();
    world = aWorld(memoryTable(), messenger);
    await openQuarter(world, { plan: { ...plan, updates } });
    await world.sweep(OPENING);
    ada = anOwner(world, ADA);
    await ada.press('No change', noon);
    await ada.press('Yes, still to come', noon, { input_text: HALF });
    await ada.press('Back', noon, { input_text: `${HALF} rest` });
    expect(await box('4.1')).toBe(HALF);
    await ada.press('Skip', noon);
    expect(await box('4.2')).toBe(`${HALF} rest`);
  });

  it('is given back when the row is handed over: nobody else is shown it', async () => {
    const typed = { input_person: BEN, input_note: 'Yours now.', input_text: HALF };
    await ada.press('Hand it over', noon, typed);
    expect(ada.lastWords()).toContain(`You had written:\n${HALF}`);
    expect(ada.lastWords()).not.toContain('Yours now.');
    await world.sweep(noon);
    const ben = anOwner(world, BEN);
    expect(ben.card().message).toMatchObject({ deck: { item: { ref: '4.1' } } });
    expect(ben.card().inputs).toMatchObject({ input_text: '', input_note: '' });
    expect(JSON.stringify(messenger.to(BEN))).not.toContain(HALF);
  });

  it('waits for its author while the row is with somebody else, who has a box of their own', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: HALF });
    await assign([line('4.1', BEN), ...USUAL_LINES.slice(1)]);
    const ben = anOwner(world, BEN);
    await hello(BEN);
    expect(await box('4.1', ben.card())).toBe('');
    await ben.press('Ask me then', noon, { input_until: '2026-12-09', input_text: "Ben's." });
    await assign(USUAL_LINES);
    await hello();
    expect(await box('4.1')).toBe(HALF);
    await ada.press('Ask me then', noon, { input_until: '2026-12-10', input_text: '' });
    await assign([line('4.1', BEN), ...USUAL_LINES.slice(1)]);
    await hello(BEN);
    expect(await box('4.1', ben.card())).toBe("Ben's.");
  });

  it('and the reason for handing over are there again where nobody was chosen', async () => {
    const card = await ada.press('Hand it over', noon, { input_note: 'The night shift is hers.', input_text: HALF });
    expect(card.inputs).toMatchObject({ input_note: 'The night shift is hers.', input_text: HALF });
  });

  it('is given back when the row is with somebody else now', async () => {
    const copy = ada.card();
    await assign([line('4.1', BEN), ...USUAL_LINES.slice(1)]);
    for (const [title, typed] of [
      ['Submit', {}],
      ['No change', {}],
      ['Ask me then', { input_until: '2026-12-08' }],
      ['Hand it over', { input_person: LEAD }],
    ] as const) {
      await ada.press(title, noon, { ...typed, input_text: HOSTILE }, copy);
      expect(ada.lastWords()).toContain('4.1 is not with you');
      for (const words of HOSTILE.split('\n')) expect(ada.lastWords().replaceAll('\u2060', ''), title).toContain(words);
    }
  });

  it('is given back where the card is not theirs or out of date', async () => {
    const { message } = ada.card();
    if (message.kind !== 'deck') throw new Error('no deck');
    const context = { ...message.deck.context, ref: '4.3' };
    const forged = { ...message, deck: { ...message.deck, context } };
    await ada.press('Submit', noon, { input_text: HALF }, { ...ada.card(), message: forged });
    expect(ada.lastWords()).toContain('out of date');
    expect(ada.lastWords()).toContain(HALF);
  });

  it('goes over into the next quarter, where the row is asked about again', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: HALF });
    await world.closed(at('2026-12-01T10:00:00Z'));
    await openNext();
    expect(await box('4.1')).toBe(HALF);
  });

  it('is joined with what was written on another copy, and no half is lost', async () => {
    const copy = ada.card();
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'On the telephone.' });
    await ada.press('Ask me then', noon, { input_until: '2026-12-09', input_text: 'On the desk.' }, copy);
    await ada.press('No change', noon);
    expect(await box('4.1')).toBe('On the telephone.\nOn the desk.');
  });

  it('is kept as it is by a press on an older copy, which shows the box empty', async () => {
    const copy = ada.card();
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: HALF });
    await ada.press('Ask me then', noon, { input_until: '2026-12-09' }, copy);
    await ada.press('Submit', noon, { input_text: 'Kept.' }, copy);
    expect((await itemOf('4.1')).answer?.reply).toMatchObject({ text: 'Kept.' });
    await ada.press('No change', noon);
    expect(await box('4.1', await ada.press('Correct 4.1', noon))).toBe(HALF);
  });

  it.each([
    ['input_evidence', 1_001],
    ['input_note', 501],
  ])('longer than the box it was typed into is never shown cut: %s is given back', async (box, length) => {
    const long = 'w'.repeat(length);
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', [box]: long });
    expect(ada.lastWords()).toContain('1,000 for evidence and 500 for a reason. Please shorten it first.');
    expect(ada.lastWords()).toContain(long);
    expect((await itemOf('4.1')).later).toBeNull();
  });

  it('longer than a card can show is given back whole, in as many messages as it takes', async () => {
    const long = Array.from({ length: 900 }, (_, n) => `Line ${n} of what was written.`).join('\n');
    const before = messenger.posts.length;
    await ada.press('Submit', noon, { input_text: long });
    const said = messenger.posts.slice(before).map((each) => JSON.stringify(each.message));
    for (const each of long.split('\n'))
      expect(
        said.some((words) => words.includes(`"${each}"`)),
        each,
      ).toBe(true);
    expect((await itemOf('4.1')).typed).toBeUndefined();
  });

  it('is published nowhere, shown to no lead and printed on no return sheet', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'SECRETWORDS' });
    const picture = await world.seePlan(TENANT, PLAN, noon);
    if (picture.kind !== 'picture') throw new Error(picture.reason);
    const draft = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'lead' }, noon);
    expect(JSON.stringify(draft)).not.toContain('SECRETWORDS');
    expect(JSON.stringify(await world.plan.history((await itemOf('4.1')).requirement))).not.toContain('SECRETWORDS');
    expect(JSON.stringify(messenger.to(LEAD))).not.toContain('SECRETWORDS');
  });
});

/** The card once more at the end of the chat. */
async function hello(id = ADA): Promise<void> {
  const deck = await world.deckOf(id);
  const drawing = { cardKey: await world.cardKey(), tenant: TENANT, plan: PLAN, deck, today: civilDate('2026-11-30') };
  await world.sendCard(who(id), PLAN, deck, nextMessage(drawing, ''));
}

const later = at('2027-03-03T10:00:00Z');

async function openNext(): Promise<void> {
  mustBe('made', await world.finalised(at('2026-12-03T10:00:00Z')));
  const next = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: civilDate('2027-04-09') };
  mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
  await world.sweep(later);
}
