import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  REVISION,
  TENANT,
  type World,
} from '../../app/world.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const SENTENCE = 'We have trained **everybody** at [the gate](http://x.example).';

let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const items = async () => (await world.deckOf(ADA)).items.map((each) => each.value);
const saved = async () => (await items()).map(({ answer }) => answer?.reply ?? null);

describe('what is written in the chat', () => {
  it('is put into the box of the row that it names, and is said not to be an answer', async () => {
    expect(await ada.say(`4.2: ${SENTENCE}`, noon)).toBe('');
    const card = ada.card();
    const said = 'That was not taken as an answer. It is in the box for 4.2: please check it and press Submit.';
    expect(card.lines[0]).toBe(said);
    expect(card.lines.at(-1)).toBe(said);
    expect(card.inputs['input_text']).toBe(SENTENCE);
    expect(await saved()).toEqual([null, null]);
    await ada.press('Submit', noon);
    expect(await saved()).toMatchObject([null, { kind: 'text', text: SENTENCE }]);
  });

  it('as "no change" is shown the button, which then is one press', async () => {
    await ada.say('4.1 no change', noon);
    expect(ada.card().lines[0]).toBe(
      'That was not taken as an answer. It is in the box for 4.1: if nothing has changed, press No change.',
    );
    expect(ada.card().inputs['input_text']).toBe('no change');
    expect(await saved()).toEqual([null, null]);
    await ada.press('No change', noon);
    expect(await saved()).toEqual([{ kind: 'noChange' }, null]);
  });

  it('is put into the box of the only row that is open', async () => {
    await ada.press('No change', noon);
    expect(await ada.say(SENTENCE, noon)).toBe('');
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect(ada.card().inputs['input_text']).toBe(SENTENCE);
    expect(await saved()).toEqual([{ kind: 'noChange' }, null]);
  });

  it('is given back with the open rows where it names none of several, and the card comes', async () => {
    const said = await ada.say(SENTENCE, noon);
    expect(said).toContain('That was not taken as an answer');
    expect(said).toContain('These are open: 4.1 and 4.2. Write the number first, such as "4.1: …"');
    expect(said).toContain(`You had written:\n${SENTENCE}`);
    expect(
      messenger
        .to(ADA)
        .slice(-2)
        .map((each) => each.message.kind),
    ).toEqual(['notice', 'deck']);
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
  });

  it('is given back where it begins with the number of a row of somebody else, though one alone is open', async () => {
    await ada.press('No change', noon);
    const said = await ada.say('4.3: all done', noon);
    expect(said).toContain('4.3 is not with you at the moment. This is open: 4.2.');
    expect(said).toContain('4.3: all done');
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
  });

  it('is given back where it names several rows', async () => {
    const said = await ada.say('4.1 and 4.2 are done', noon);
    expect(said).toContain('It names 4.1 and 4.2. Please answer each on its own card.');
    expect(said).toContain('4.1 and 4.2 are done');
  });

  it('leaves an answer as it is, and waits in the box for its correction', async () => {
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    await ada.say('4.1 is not kept any more', noon);
    expect(ada.card().lines[0]).toContain('Until then your answer stays as it is.');
    expect(ada.card().inputs['input_text']).toBe('4.1 is not kept any more');
    expect(await saved()).toMatchObject([{ text: 'Kept.' }, null]);
  });

  it('is added to what waits there already, and once if it is delivered twice', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'Half a' });
    await ada.say('4.1: and the rest', noon);
    await ada.say('4.1: and the rest', noon);
    expect(ada.card().inputs['input_text']).toBe('Half a\nand the rest');
  });

  it('as a question goes into no box unless it names the row', async () => {
    await ada.press('No change', noon);
    const said = await ada.say('May I have more time?', noon);
    expect(said).toContain('Questions are not read here: please ask the portfolio lead.');
    expect(said).toContain('May I have more time?');
    expect(ada.card().inputs['input_text']).toBe('');
  });

  it('as a greeting, or as a number alone, just brings the card', async () => {
    for (const text of ['/update', 'hello', 'Good morning!', 'my card please', '👍']) {
      const before = messenger.to(ADA).length;
      expect(await ada.say(text, noon)).toBe('');
      expect(messenger.to(ADA)).toHaveLength(before + 1);
      expect(ada.card().lines.join('\n')).not.toContain('not taken');
    }
    await ada.say('4.2', noon);
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.2', values: { text: '' } } } });
    expect(ada.card().lines.join('\n')).not.toContain('not taken');
  });

  it('like a command that there is not is given back, with the card', async () => {
    const said = await ada.say('/answer 4.1 all done', noon);
    expect(said).toContain('I do not know that command');
    expect(said).toContain('/answer 4.1 all done');
    expect(messenger.to(ADA).at(-1)?.message.kind).toBe('deck');
  });

  it('longer than the box is given back whole', async () => {
    const long = `4.1: ${'It went on and on. '.repeat(600)}`;
    const said = await ada.say(long, noon);
    expect(said).toContain('too long for the box of 4.1');
    expect(said.match(/\bIt\b/g)).toHaveLength(600 + 1);
    expect(said.match(/\bon\./g)).toHaveLength(600);
  });

  it('while nothing is asked is given back, before what can be done', async () => {
    await world.closed(noon);
    const said = await ada.say(SENTENCE, noon);
    expect(said).toContain(`Nothing is asked of you at the moment.\nYou had written:\n${SENTENCE}`);
    expect(said).toContain('Help');
    expect(await ada.say('hello', noon)).toBe('Help');
    expect(await anOwner(world, LEAD).say('remind them', noon)).toContain('not taken as an answer');
  });

  it('before the quarter begins is told when it does', async () => {
    const early = at('2026-11-26T12:00:00Z');
    expect(await ada.say('hello', early)).toContain('Your updates are asked for from Friday 27 November.');
    expect(await ada.say('4.1 no change', early)).toContain('4.1 no change');
    expect(await saved()).toEqual([null, null]);
  });

  it('is given back where its number stands in two plans', async () => {
    const about = { tenant: TENANT, plan: 'quay', by: 'system' };
    mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(harbourPlan(2)), dryRun: false }, noon));
    mustBe('assigned', await world.assign({ ...about, lines: [line('4.1', ADA), line('plan', LEAD, 'lead')] }, noon));
    const given = { opens: at('2026-11-27T00:00:00Z').slice(0, 10) as typeof REVISION };
    mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given }, noon));
    expect(await ada.say('4.1: done', noon)).toContain('4.1 stands in more than one of your plans.');
    expect(await ada.say('4.2: done', noon)).toBe('');
    expect(ada.card().inputs['input_text']).toBe('done');
  });
});
