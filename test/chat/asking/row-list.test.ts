import { describe, expect, it } from 'vitest';
import { ADA, aWorld, harbourPlan, LEAD, line, OPENING, openQuarter } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type CardInHand } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');

/** Ada with so many rows, asked. */
async function withRows(count: number) {
  const world = aWorld();
  const lines = [line('plan', ADA), line('plan', LEAD, 'lead')];
  await openQuarter(world, { plan: harbourPlan(count), lines });
  await world.sweep(OPENING);
  return { world, ada: anOwner(world, ADA) };
}
const refOf = ({ message }: CardInHand) => (message.kind === 'deck' ? message.deck.item.ref : message.kind);
const words = ({ lines }: CardInHand) => lines.join('\n');

describe('a deck of several rows', () => {
  it('has all of them on every card, and a way to each that keeps what is written here', async () => {
    const { ada } = await withRows(5);
    expect(ada.card().buttons).toEqual(
      expect.arrayContaining(['Skip', 'Open 4.2', 'Open 4.3', 'Open 4.4', 'Open 4.5', 'Submit']),
    );
    const there = await ada.press('Open 4.4', noon, { input_text: 'Half of it, and the' });
    expect(refOf(there)).toBe('4.4');
    const back = await ada.press('Open 4.1', noon);
    expect(back.inputs['input_text']).toBe('Half of it, and the');
  });

  it('goes back and on, past what is answered, and does not come back at once to what was skipped', async () => {
    const { ada } = await withRows(4);
    expect(ada.card().buttons).not.toContain('Back');
    expect(refOf(await ada.press('Skip', noon))).toBe('4.2');
    const next = await ada.press('Submit', noon, { input_text: 'Both gates are mended.' });
    expect(refOf(next)).toBe('4.3');
    expect(words(next)).toContain('4.2 Answered');
    expect(words(next)).toContain('4.1 Open');
    const before = await ada.press('Back', noon);
    expect(words(before)).toContain('Correct your answer for 4.2.');
    expect(before.inputs['input_text']).toBe('Both gates are mended.');
    expect(refOf(await ada.press('Skip', noon))).toBe('4.3');
    expect(refOf(await ada.press('Skip', noon))).toBe('4.4');
    // the last open one leads to the first
    expect(refOf(await ada.press('Skip', noon))).toBe('4.1');
  });

  it('says in the list what is put off, and until when', async () => {
    const { ada } = await withRows(3);
    const next = await ada.press('Ask me then', noon, { input_until: '2026-12-09' });
    expect(words(next)).toContain('4.1 Open, back on Wednesday 9 December');
  });

  it('of one row has neither a list nor ways', async () => {
    const { ada } = await withRows(1);
    expect(ada.card().buttons).toEqual(['Submit', 'No change', 'Ask me then', 'Hand it over']);
  });
});

describe('a long deck', () => {
  it('opens with its list, each row with a way to it, and comes back to it', async () => {
    const { ada } = await withRows(34);
    const list = ada.card();
    expect(list.message.kind).toBe('list');
    expect(words(list)).toContain('34 updates needed by Friday 18 December.');
    expect(list.buttons.filter((title) => title.startsWith('Open '))).toHaveLength(34);
    expect(refOf(await ada.press('Open 4.20', noon))).toBe('4.20');
    const next = await ada.press('Submit', noon, { input_text: 'The rail is mended.' });
    expect(refOf(next)).toBe('4.21');
    const again = await ada.press('All 34 rows', noon, { input_text: 'Half a sentence' });
    expect(words(again)).toContain('4.20 Answered');
    expect((await ada.press('Open 4.21', noon)).inputs['input_text']).toBe('Half a sentence');
  });

  it('whose last row is open opens with that row', async () => {
    const { ada, world } = await withRows(13);
    for (let n = 1; n < 13; n += 1) await world.reply(ADA, `4.${n}`, 'It is done.', noon);
    await ada.say('hello', noon);
    expect(refOf(ada.card())).toBe('4.13');
  });
});
