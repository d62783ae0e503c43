import { beforeEach, describe, expect, it } from 'vitest';
import { historyMessage } from '../../../src/chat/commands/standing/show-history.js';
import { outsideId } from '../../../src/domain/people/contributor.js';
import type { FakeMessenger } from '../../app/fakes.js';
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
  TENANT,
  USUAL_LINES,
  type World,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type CardInHand, type Owner } from '../asking/owner.js';

const noon = at('2026-11-30T12:00:00Z');
const CLOSED = at('2027-01-04T10:00:00Z');
let world: World;
let cat: Owner;
let ada: Owner;

const QUESTION = 'Has the contract for the rail been checked?';
const LINES = [
  ...USUAL_LINES,
  { ...line('4.1', CAT, 'contributor'), question: QUESTION },
  line('4.2', CAT, 'contributor'),
  { ...line('4.1', BEN, 'contributor'), question: 'Who was trained?' },
];

const words = ({ lines }: CardInHand) => lines.join('\n');
const given = async (ref: string) =>
  ((await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value.contributions ?? []).map(
    ({ name, text }) => `${name}: ${text}`,
  );

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world, { lines: LINES });
  await world.sweep(OPENING);
  cat = anOwner(world, CAT);
  ada = anOwner(world, ADA);
});

describe("A contributor's card", () => {
  it('asks the question of the lead about one row, with what was published, and says by when', () => {
    const card = cat.card();
    expect(card.lines[0]).toBe('2 rows of the plan need a word from you by Tuesday 15 December.');
    expect(words(card)).toContain(`What we ask you\n${QUESTION}\nPublished on 19 June 2026`);
    expect(card.buttons).toEqual(['Save my words', 'Skip']);
    expect(Object.keys(card.inputs)).toEqual(['input_text']);
  });

  it('goes on to the next row with the plain question, and ends with thanks', async () => {
    const next = await cat.press('Save my words', noon, { input_text: 'It was checked on 27 November.' });
    expect(next.lines[0]).toBe('Saved for 4.1. Ada Moss sees them first.');
    expect(words(next)).toContain('What has changed on 4.2 since 19 June 2026?');
    const end = await cat.press('Save my words', noon, { input_text: 'Nothing new.' });
    expect(words(end)).toContain('That is all. Thank you. You can add to your words until');
    expect(await given('4.1')).toEqual(['Cat Pell: It was checked on 27 November.']);
    expect(await given('4.2')).toEqual(['Cat Pell: Nothing new.']);
    expect(end.buttons).toEqual(['Change 4.1', 'Change 4.2']);
  });

  it('takes another text as what they say now, keeps the first, and tells both in the history', async () => {
    await cat.press('Save my words', noon, { input_text: 'It was checked.' });
    await cat.press('Save my words', noon, { input_text: 'Nothing new.' });
    const again = await cat.press('Change 4.1', noon);
    expect(again.inputs['input_text']).toBe('It was checked.');
    await cat.press('Save my words', noon, { input_text: 'It was checked twice.' });
    expect(await given('4.1')).toEqual(['Cat Pell: It was checked.', 'Cat Pell: It was checked twice.']);
    const item = (await world.deckOf(ADA)).items[0]?.value;
    expect((await world.plan.contributions(item?.requirement ?? '')).map(({ text }) => text)).toEqual([
      'It was checked.',
      'It was checked twice.',
    ]);
    const seen = await world.seePlan(TENANT, PLAN, noon);
    if (seen.kind === 'refused') throw new Error(seen.reason);
    const history = JSON.stringify(await historyMessage(world.stores, seen.picture, '4.1'));
    expect(history).toContain('Cat Pell gave words for 4.1');
    expect(history).toContain('\\"It was checked.\\" → \\"It was checked twice.\\"');
  });

  it('delivered again, or pressed twice, gives the words once', async () => {
    const card = cat.card();
    await cat.pressOn(card, 'Save my words', noon, { input_text: 'It was checked.' });
    await cat.pressOn(card, 'Save my words', noon, { input_text: 'It was checked.' });
    expect(await given('4.1')).toEqual(['Cat Pell: It was checked.']);
    expect(words(cat.card())).toContain('Your words for 4.1 are saved already.');
  });

  it('with nothing written asks for a sentence, and loses nothing by Skip', async () => {
    expect(words(await cat.press('Save my words', noon, { input_text: ' ' }))).toContain(
      'Please write a sentence. One is enough.',
    );
    const other = await cat.press('Skip', noon, { input_text: 'Half a sent' });
    expect(words(other)).toContain('4.2');
    expect((await cat.press('Back', noon)).inputs['input_text']).toBe('Half a sent');
    expect(await given('4.1')).toEqual([]);
    const done = await cat.press('Save my words', noon, { input_text: 'A whole sentence.' });
    expect((await cat.press('Back', noon, {}, done)).inputs['input_text']).toBe('A whole sentence.');
  });

  it.each([
    [6_000, 'Saved for 4.1.'],
    [6_001, 'What you wrote is 1 character too long.'],
  ])('of %i characters is answered with "%s", and the words stay', async (length, said) => {
    const text = 'w'.repeat(length);
    const card = await cat.press('Save my words', noon, { input_text: text });
    expect(words(card)).toContain(said);
    if (length > 6_000) expect(card.inputs['input_text']).toBe(text);
  });

  it('gives back what no box could hold', async () => {
    await cat.press('Save my words', noon, { input_text: `${'w '.repeat(6_000)}the end` });
    const chat = (world.messenger as FakeMessenger).to(CAT).map(({ message }) => JSON.stringify(message));
    expect(chat.join('')).toContain('the end');
    expect(await given('4.1')).toEqual([]);
  });

  it('keeps markup, right-to-left text, emoji and templates as they were typed', async () => {
    const odd = '**bold** <b>x</b> \u202eabc ${name} {{DATE(2026-01-01)}} 🚒 <at>Ada</at>';
    await cat.press('Save my words', noon, { input_text: odd });
    expect(await given('4.1')).toEqual([`Cat Pell: ${odd}`]);
    expect(words(await ada.press('Skip', noon))).toBeDefined();
  });
});

describe('A press that does not fit', () => {
  it('by somebody else saves nothing, and is noted', async () => {
    const card = cat.card();
    await anOwner(world, LEAD).pressOn(card, 'Save my words', noon, { input_text: 'Mine.' });
    expect(await given('4.1')).toEqual([]);
    expect((await world.plan.history('plan')).at(-1)?.payload).toMatchObject({ what: 'refused', about: '4.1' });
    expect(anOwner(world, LEAD).lastWords()).toContain('Mine.');
  });

  it('by somebody who adds to the row no more gives the words back', async () => {
    const card = cat.card();
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: USUAL_LINES }, noon);
    await cat.pressOn(card, 'Save my words', noon, { input_text: 'It was checked.' });
    expect(cat.lastWords()).toContain('4.1 is not with you at the moment');
    expect(cat.lastWords()).toContain('It was checked.');
  });

  it('after the close keeps the words, says so, and brings them back in the next quarter', async () => {
    const card = cat.card();
    await cat.pressOn(card, 'Save my words', CLOSED, { input_text: 'It was checked.' });
    expect(words(cat.card())).toContain('Your words for 4.1 are kept, and come back if this is asked again.');
    expect(words(cat.card())).toContain('closed on');
    expect(await given('4.1')).toEqual([]);
    await world.finalised(CLOSED);
    const opening = at('2027-02-26T10:00:00Z');
    await world.openCycle(
      {
        tenant: TENANT,
        plan: PLAN,
        by: 'lead',
        revision: '2027-03-31' as never,
        given: { opens: '2027-02-26' as never },
      },
      opening,
    );
    await world.sweep(opening);
    expect(cat.card().inputs['input_text']).toBe('It was checked.');
  });

  it('that falls on a card which has only just come is not taken', async () => {
    let clock = 1_000_000;
    const time = { wallClock: () => clock, steadyMs: () => clock };
    world = aWorld(undefined, undefined, time);
    await openQuarter(world, { lines: LINES });
    await world.sweep(OPENING);
    cat = anOwner(world, CAT);
    clock += 5_000;
    await cat.say('4.2: The poster was printed.', noon);
    clock += 200;
    const card = await cat.press('Yes, save', noon);
    expect(words(card)).toContain('Your last press was not taken');
    expect(card.inputs['input_text']).toBe('The poster was printed.');
    expect(await given('4.2')).toEqual([]);
    clock += 40_000;
    await cat.press('Save my words', noon);
    expect(await given('4.2')).toEqual(['Cat Pell: The poster was printed.']);
  });
});

describe('What a contributor writes in the chat', () => {
  it('is shown first, and saved by "Yes, save"', async () => {
    await cat.say('4.2: The poster was printed in November.', noon);
    const card = cat.card();
    expect(card.lines[0]).toBe('Save this for 4.2? It is not saved yet.');
    expect(card.inputs['input_text']).toBe('The poster was printed in November.');
    expect(await given('4.2')).toEqual([]);
    await cat.press('Yes, save', noon);
    expect(await given('4.2')).toEqual(['Cat Pell: The poster was printed in November.']);
  });

  it('asks which row it is about, where there are several', async () => {
    await cat.say('The poster was printed in November.', noon);
    const card = await cat.press('Show what would be saved', noon, { input_row: `${PLAN} 4.2` });
    expect(card.lines[0]).toBe('Save this for 4.2? It is not saved yet.');
    expect(card.inputs['input_text']).toBe('The poster was printed in November.');
  });

  it('of somebody who answers other rows is taken for the row that it names', async () => {
    const ben = anOwner(world, BEN);
    await ben.say('4.1: All six were trained in October.', noon);
    await ben.press('Yes, save', noon);
    expect(await given('4.1')).toEqual(['Ben Reed: All six were trained in October.']);
  });

  it('that is no answer brings the card', async () => {
    await cat.say('hello', noon);
    expect(words(cat.card())).toContain(QUESTION);
  });

  it('for two rows is kept in both, and shown', async () => {
    await cat.say('4.1: The contract was checked.\n4.2: The poster was printed.', noon);
    expect(cat.card().inputs['input_text']).toBe('The contract was checked.');
    const next = await cat.press('Yes, save', noon);
    expect(next.inputs['input_text']).toBe('The poster was printed.');
  });
});

describe('Whoever answers', () => {
  beforeEach(async () => {
    await cat.press('Save my words', noon, { input_text: 'The contract was checked on 27 November.' });
    const ben = anOwner(world, BEN);
    await ben.say('4.1: All six were trained in October.', noon);
    await ben.press('Yes, save', noon);
    await ada.say('hello', noon);
  });

  it('sees who said what and when, and uses it as the update: nothing is saved before Submit', async () => {
    expect(words(ada.card())).toContain('Cat Pell, 30 November 2026\nThe contract was checked on 27 November.');
    expect(words(ada.card())).toContain('Ben Reed, 30 November 2026\nAll six were trained in October.');
    const card = await ada.press('Use as the update', noon);
    expect(card.inputs['input_text']).toBe(
      'The contract was checked on 27 November.\nAll six were trained in October.',
    );
    expect(words(card)).toContain(
      'The words of Cat Pell and Ben Reed are in the box. Change them as you like. Nothing is saved until you press Submit.',
    );
    expect((await world.deckOf(ADA)).items[0]?.value.answer).toBeNull();
    await ada.press('Submit', noon, { input_text: 'The contract was checked. All six were trained.' });
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({
      text: 'The contract was checked. All six were trained.',
    });
  });

  it('keeps what they had begun, and gets the words once however often it is pressed', async () => {
    const once = await ada.press('Use as the update', noon, { input_text: 'The rail is up.' });
    const twice = await ada.press('Use as the update', noon, once.inputs);
    expect(twice.inputs['input_text']).toBe(
      'The rail is up.\nThe contract was checked on 27 November.\nAll six were trained in October.',
    );
    expect(words(twice)).toContain('are in the box already');
  });

  it('who has answered is shown what was added since, until they answer again', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    const later = at('2026-12-01T12:00:00Z');
    await cat.say('4.1: The contract was signed as well.', later);
    const said = await cat.press('Yes, save', later);
    expect(words(said)).toContain('It is answered already: Ada Moss is shown that you added this.');
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({ text: 'The rail is up.' });
    await ada.press('Submit', later, { input_text: 'The poster hangs.' });
    const summary = words(ada.card());
    expect(summary).toContain('Words were added after you answered, by Cat Pell.');
    const card = await ada.press('Correct 4.1', later);
    expect(words(card)).toContain('The contract was signed as well.');
    await ada.press('Submit', at('2026-12-01T12:05:00Z'), { input_text: 'The rail is up, the contract signed.' });
    expect(words(ada.card())).not.toContain('Words were added');
  });

  it('cannot use words of another row, nor somebody else theirs', async () => {
    const card = ada.card();
    await anOwner(world, BEN).pressOn(card, 'Use as the update', noon, {});
    expect(anOwner(world, BEN).lastWords()).toContain('was not made for you');
  });
});

describe('Somebody who answers and adds', () => {
  it('gets one message that leads to both, and from each to the other', async () => {
    expect((world.messenger as FakeMessenger).to(BEN)).toHaveLength(1);
    const ben = anOwner(world, BEN);
    expect(ben.card().buttons).toEqual(['Add words for others', expect.stringMatching(/^Open: /)]);
    const adding = await ben.press('Add words for others', noon);
    expect(words(adding)).toContain('Who was trained?');
    const own = await ben.press('My own rows', noon, { input_text: 'All s' });
    expect(own.message).toMatchObject({ deck: { item: { ref: '4.3' } } });
    const back = await ben.press('Rows of others', noon, { input_text: 'The log' });
    expect(words(back)).toMatch(/1 row of the plan still needs a word from you by \w+ \d+ \w+\./);
    expect(back.inputs['input_text']).toBe('All s');
    expect((await ben.press('My own rows', noon)).inputs['input_text']).toBe('The log');
  });
});

it('A contributor without an account is sent nothing, and stops nobody', async () => {
  world = aWorld();
  const legal = { ...line('4.1', '', 'contributor'), name: 'Legal' };
  const lines = [line('plan', ADA), line('plan', LEAD, 'lead')];
  await openQuarter(world, { plan: harbourPlan(1), lines });
  await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: [...lines, legal] }, OPENING);
  await world.sweep(OPENING);
  expect((world.messenger as FakeMessenger).posts.map(({ person }) => person)).toEqual([ADA]);
  expect((await world.deckOf(outsideId('Legal'))).head.value).toMatchObject({ name: 'Legal', contributes: true });
});
