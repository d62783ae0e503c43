import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

describe('a day chosen with "Later"', () => {
  const saturday = '2026-12-05';
  const monday = at('2026-12-07T09:05:00Z');

  it('that is no working day is said as the working day on which the row really comes back', async () => {
    const next = await ada.press('Ask me then', noon, { input_until: saturday });
    expect(next.lines.join('\n')).toContain('4.1 is put off. It comes back on Monday 7 December.');
    const held = (await world.deckOf(ADA)).items.find(({ value }) => value.ref === '4.1');
    expect(held?.value.later).toBe('2026-12-07');

    const before = messenger.to(ADA).length;
    await world.sweep(at('2026-12-06T12:00:00Z'));
    expect(messenger.to(ADA)).toHaveLength(before);
    await world.sweep(monday);
    expect(messenger.to(ADA)).toHaveLength(before + 1);
    // 4.2 is open as well, and was never put off
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.1' } } });
  });

  it('is not taken when the working day after it lies behind the close', async () => {
    const card = await ada.press('Ask me then', noon, { input_until: '2027-01-02' });
    expect(card.lines.join('\n')).toContain('choose a day after today and no later than Thursday 31 December');
  });
});

describe('one limit for an update', () => {
  const long = (length: number) => `${'Word '.repeat(length / 5 - 1)}end. `.slice(0, length).replace(/ $/, '.');

  it('takes as much as it says', async () => {
    const next = await ada.press('Submit', noon, { input_text: long(6_000) });
    expect(next.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
  });

  it('says how much is too much, with the text still whole in its box', async () => {
    const text = long(7_000);
    const again = await ada.press('Submit', noon, { input_text: text });
    expect(again.lines.join('\n')).toContain('1,000 characters too long. The most is 6,000.');
    expect(again.inputs['input_text']).toBe(text);
  });

  it('is the same for what is far over it, which comes back whole in the chat', async () => {
    const text = long(15_000);
    const before = messenger.posts.length;
    const again = await ada.press('Submit', noon, { input_text: text });
    expect(again.lines.join('\n')).toContain('9,000 characters too long. The most is 6,000.');
    const back = messenger.posts
      .slice(before)
      .map(({ message }) => JSON.stringify(message))
      .join('');
    expect(back.match(/\bWord\b/g)).toHaveLength(text.match(/\bWord\b/g)?.length ?? 0);
  });

  it('is the same for what is written in the chat, which is never shown as if it could be saved', async () => {
    await ada.say(`4.1: ${long(6_400)}`, noon);
    const card = ada.card();
    expect(card.message.kind).toBe('deck');
    expect(card.lines.join('\n')).toContain('400 characters too long. The most is 6,000.');
    expect(card.inputs['input_text']).toBe(long(6_400));
  });
});
