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

describe('an answer that is written in the chat', () => {
  it('is shown as it would be saved for the row that it names, and is saved by "Yes" alone', async () => {
    expect(await ada.say(`4.2: ${SENTENCE}`, noon)).toBe('');
    const card = ada.card();
    expect(card.lines).toContain('Save this for 4.2?');
    expect(card.lines).toContain(SENTENCE);
    expect(card.buttons).toEqual(['Yes, save', 'Change']);
    expect(await saved()).toEqual([null, null]);
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([null, { kind: 'text', text: SENTENCE }]);
    expect(ada.card().lines[0]).toContain('Saved for 4.2.');
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
  });

  it('can be changed first: it stands in the box of its row', async () => {
    await ada.say(`4.2: ${SENTENCE}`, noon);
    await ada.press('Change', noon);
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect(ada.card().inputs['input_text']).toBe(SENTENCE);
    expect(await saved()).toEqual([null, null]);
  });

  it('as "no change" is saved as that', async () => {
    await ada.say('4.1 no change', noon);
    expect(ada.card().lines.join('\n')).toMatch(/No change since \d+ \w+ \d{4}\./);
    await ada.press('Yes, save', noon);
    expect(await saved()).toEqual([{ kind: 'noChange' }, null]);
    expect((await items())[0]?.typed).toBeUndefined();
  });

  it('may begin with its status', async () => {
    await ada.say('4.1 complete, all lamps were mended', noon);
    expect(ada.card().lines).toEqual(expect.arrayContaining(['All lamps were mended', 'Status: Complete']));
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ kind: 'text', text: 'All lamps were mended', status: 'complete' }, null]);
  });

  it('as a status alone asks for a sentence, with the status chosen', async () => {
    await ada.say('4.1 complete', noon);
    expect(ada.card().lines[0]).toContain('please say in a sentence how it stands');
    expect(ada.card().inputs).toMatchObject({ input_status: 'complete', input_text: '' });
    expect(await saved()).toEqual([null, null]);
  });

  it('keeps the status that the row has where it says none', async () => {
    await ada.press('Submit', noon, { input_status: 'atRisk', input_text: 'Kept.' });
    await ada.say('4.1: It is kept still, as before', noon);
    expect(ada.card().lines).toContain('Status: At risk');
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ text: 'It is kept still, as before', status: 'atRisk' }, null]);
  });

  it('belongs to the only row that is open', async () => {
    await ada.press('No change', noon);
    expect(await ada.say(SENTENCE, noon)).toBe('');
    expect(ada.card().lines).toContain('Save this for 4.2?');
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ kind: 'noChange' }, { text: SENTENCE }]);
  });

  it('for several rows, a line each, is confirmed once', async () => {
    await ada.say('4.1 no change\n4.2: The lamps were mended.\nAll of them.', noon);
    expect(ada.card().lines).toContain('Save these 2 answers?');
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ kind: 'noChange' }, { text: 'The lamps were mended.\nAll of them.' }]);
    expect(ada.card().message.kind).toBe('summary');
  });

  it('that may belong to several rows asks which, with its words in sight', async () => {
    for (const [text, refs] of [
      [SENTENCE, ['4.1', '4.2']],
      ['4.1 and 4.2 are done', ['4.1', '4.2']],
    ] as const) {
      expect(await ada.say(text, noon)).toBe('');
      expect(ada.card().lines[0]).toBe('Which row is this about?');
      expect(ada.card().message).toMatchObject({ whichRow: { words: text, rows: refs.map((ref) => ({ ref })) } });
      expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
    }
    await ada.press('Show what would be saved', noon, { input_row: 'harbour 4.2', input_text: 'They are done now.' });
    expect(ada.card().lines).toContain('Save this for 4.2?');
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([null, { text: 'They are done now.' }]);
  });

  it('that belongs to none of the rows leads back to the card, with the words given back', async () => {
    await ada.say(SENTENCE, noon);
    expect(ada.card().buttons).toEqual(['Show what would be saved', 'None of these']);
    await ada.press('None of these', noon, { input_text: SENTENCE });
    expect(ada.lastWords()).toContain('Nothing was saved.');
    expect(ada.lastWords()).toContain(SENTENCE);
    expect(ada.card().message).toMatchObject({ kind: 'deck', deck: { item: { ref: '4.1' } } });
    expect(await saved()).toEqual([null, null]);
  });

  it.each(['4.1 everything as before', '4.1: nothing has changed.', '4.1 same as last time', '4.1: unchanged'])(
    '%j is "no change" in other words',
    async (text) => {
      await ada.say(text, noon);
      await ada.press('Yes, save', noon);
      expect(await saved()).toMatchObject([{ kind: 'noChange' }, null]);
    },
  );

  it('as "everything as before" for several rows shows what each would print', async () => {
    for (const text of ['Everything as before', 'Nothing has changed.', 'no change']) {
      expect(await ada.say(text, noon)).toBe('');
      expect(ada.card().message).toMatchObject({
        kind: 'several',
        several: { rows: [{ ref: '4.1' }, { ref: '4.2' }] },
      });
    }
    expect(await saved()).toEqual([null, null]);
  });

  it.each(['4.1 the lamps are the same as those in the yard', '4.1 Nothing has changed the harbour more than this.'])(
    '%j is a text',
    async (text) => {
      await ada.say(text, noon);
      expect(ada.card().lines.join()).not.toContain('No change since');
    },
  );

  it('is given back where no row was chosen for it', async () => {
    await ada.say(SENTENCE, noon);
    await ada.press('Show what would be saved', noon);
    expect(ada.lastWords()).toContain(SENTENCE);
    expect(ada.lastWords()).toContain('Please choose the row');
    await ada.press('Show what would be saved', noon, { input_row: 'harbour 4.9' });
    expect(ada.lastWords()).toContain('Please choose the row');
    expect(await saved()).toEqual([null, null]);
  });

  it('is given back where it begins with the number of a row of somebody else, though one alone is open', async () => {
    await ada.press('No change', noon);
    const said = await ada.say('4.3: all done', noon);
    expect(said).toContain('4.3 is not with you at the moment. This is open: 4.2.');
    expect(said).toContain('4.3: all done');
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
  });

  it('says which answer it replaces', async () => {
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    await ada.say('4.1 is not kept any more', noon);
    expect(ada.card().lines).toContain('This replaces your answer: Kept.');
    expect(await saved()).toMatchObject([{ text: 'Kept.' }, null]);
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ text: '4.1 is not kept any more' }, null]);
  });

  it('is not saved over an answer that came since it was shown', async () => {
    await ada.say('4.1: typed words of mine', noon);
    const shown = ada.card();
    await ada.press('Change', noon);
    await ada.press('Submit', noon, { input_text: 'Changed and submitted.' });
    await ada.pressOn(shown, 'Yes, save', noon, {});
    expect(await saved()).toMatchObject([{ text: 'Changed and submitted.' }, null]);
    expect(ada.card().lines[0]).toBe('4.1 is saved already.');
  });

  it('is saved once, however often "Yes" is pressed', async () => {
    await ada.say('4.1: typed words of mine', noon);
    const shown = ada.card();
    await ada.pressOn(shown, 'Yes, save', noon, {});
    await ada.pressOn(shown, 'Yes, save', noon, {});
    expect((await items())[0]?.replies).toHaveLength(1);
  });

  it('is not saved where its words are others by now', async () => {
    await ada.say('4.1: typed words of mine', noon);
    const shown = ada.card();
    await ada.say('4.1: and some more of them', noon);
    await ada.pressOn(shown, 'Yes, save', noon, {});
    expect(await saved()).toEqual([null, null]);
    expect(ada.card().lines[0]).toContain('Something has changed since this was shown, so it was not saved.');
    expect(ada.card().lines).toEqual(expect.arrayContaining(['typed words of mine', 'and some more of them']));
  });

  it('is added to what waits in the box already, and once if it is delivered twice', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'Half a' });
    await ada.say('4.1: and the rest', noon);
    await ada.say('4.1: and the rest', noon);
    expect(ada.card().lines).toEqual(expect.arrayContaining(['Half a', 'and the rest']));
    await ada.press('Change', noon);
    expect(ada.card().inputs['input_text']).toBe('Half a\nand the rest');
  });

  it('by somebody else than the writer is not taken', async () => {
    await ada.say('4.1: typed words of mine', noon);
    const { message } = ada.card();
    const other = anOwner(world, LEAD);
    await other.pressOn({ ...ada.card(), message }, 'Yes, save', noon, {});
    expect(await saved()).toEqual([null, null]);
    expect(other.lastWords()).toContain('was not made for you');
  });

  it('of fewer than four words without a number is none', async () => {
    await ada.press('No change', noon);
    const said = await ada.say('all done now', noon);
    expect(said).toContain('Please write a sentence. This is open: 4.2.');
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
    await ada.say('no change', noon);
    expect(ada.card().lines).toContain('Save this for 4.2?');
  });
});

describe('what is written in the chat', () => {
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
    expect(said).toContain('The most is 6,000.');
    expect(said.match(/\bIt\b/g)).toHaveLength(600);
    expect(said.match(/\bon\./g)).toHaveLength(600);
  });

  it('while nothing is asked is given back, before what can be done', async () => {
    mustBe('made', await world.finalised(noon));
    const said = await ada.say(SENTENCE, noon);
    expect(said).toContain('To give an update for the next revision, write the number first');
    expect(said).toContain(`You had written:\n${SENTENCE}`);
    expect(await anOwner(world, LEAD).say('Tell them the news', noon)).toContain('not taken as an answer');
    expect(await anOwner(world, LEAD).say('remind them', noon)).toBe('Help');
  });

  it('before the quarter begins is told when it does', async () => {
    const early = at('2026-11-26T12:00:00Z');
    expect(await ada.say('hello', early)).toContain('Your updates are asked for from Friday 27 November.');
    expect(await ada.say('4.1 no change', early)).toBe('');
    expect(ada.card().lines.join('\n')).toContain('The quarter opens on Friday 27 November.');
    expect(await saved()).toEqual([null, null]);
  });

  it('asks for which plan where its number stands in two', async () => {
    const about = { tenant: TENANT, plan: 'quay', by: 'system' };
    mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(harbourPlan(2)), dryRun: false }, noon));
    mustBe('assigned', await world.assign({ ...about, lines: [line('4.1', ADA), line('plan', LEAD, 'lead')] }, noon));
    const given = { opens: at('2026-11-27T00:00:00Z').slice(0, 10) as typeof REVISION };
    mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given }, noon));
    await ada.say('4.1: It was done last week', noon);
    expect(ada.card().message).toMatchObject({ whichRow: { rows: [{ plan: 'harbour' }, { plan: 'quay' }] } });
    await ada.press('Show what would be saved', noon, { input_row: 'quay 4.1' });
    await ada.press('Yes, save', noon);
    expect(await saved()).toEqual([null, null]);
    await ada.say('4.2: It was done last week', noon);
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([null, { text: 'It was done last week' }]);
  });
});
