import { afterAll, describe, expect, it } from 'vitest';
import { typedWords } from '../../../src/adapters/teams/cards/words.js';
import { engines } from '../../adapters/tables/engines/engines.js';
import { HOSTILE_TEXTS } from '../../adapters/tables/rows/row-texts.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
describe.each(engines)('words that were not submitted, on %s', async (_name, open) => {
  const { table, end } = await open();
  afterAll(end);

  it('stand in the deck as they were typed, for another process too, until they are submitted', async () => {
    const messenger = new FakeMessenger();
    const world = aWorld(table, messenger);
    await openQuarter(world);
    await world.sweep(OPENING);
    const text = HOSTILE_TEXTS.map(typedWords).join('\n').trim();
    await anOwner(world, ADA).press('Ask me then', noon, { input_until: '2026-12-08', input_text: text });
    const another = anOwner(aWorld(table, messenger), ADA);
    await another.press('No change', noon);
    expect(another.card().inputs['input_text']).toBe(text);
    expect((await world.deckOf(ADA)).items.map((each) => each.value.typed?.length)).toEqual([1, undefined]);
    await another.press('Submit', noon);
    const [first] = (await world.deckOf(ADA)).items;
    expect(first?.value.answer?.reply).toMatchObject({ kind: 'text' });
    expect(first?.value.typed).toBeUndefined();
  }, 240_000);
});
