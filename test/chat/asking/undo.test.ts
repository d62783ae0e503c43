import { beforeEach, describe, expect, it } from 'vitest';
import { ADA, aWorld, BEN, OPENING, openQuarter, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
let world: World;
let ada: Owner;

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const item = async (ref: string) => {
  const found = (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value;
  if (found === undefined) throw new Error(`no ${ref}`);
  return found;
};
const what = async (ref: string) =>
  (await world.plan.history((await item(ref)).requirement)).map(({ payload }) => payload?.what);

describe('Undo', () => {
  it('leaves the row open with its words in the box, and the history says that it was undone', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.', input_evidence: 'Photograph 3' });
    const card = await ada.press('Undo 4.1', noon);
    expect((await item('4.1')).answer).toBeNull();
    expect(card.lines.join('\n')).toContain('Undone: 4.1 is not answered.');
    expect(card.inputs).toMatchObject({ input_text: 'The rail is up.', input_evidence: 'Photograph 3' });
    expect(await what('4.1')).toEqual(expect.arrayContaining(['answered', 'undid the answer to']));
    await ada.press('Submit', noon);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is up.', evidence: 'Photograph 3' });
  });

  it('of a correction lets the earlier answer count again', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    await ada.press('Back', noon);
    await ada.press('Submit', noon, { input_text: 'The rail is down.' });
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is down.' });
    const card = await ada.press('Undo 4.1', noon);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is up.' });
    expect(card.lines.join('\n')).toContain('your earlier answer for 4.1 counts again');
  });

  it('pressed twice, or on an older card after another answer, undoes nothing more', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    const copy = ada.card();
    await ada.press('Undo 4.1', noon, {}, copy);
    await ada.press('Undo 4.1', noon, {}, copy);
    expect((await what('4.1')).filter((each) => each === 'undid the answer to')).toHaveLength(1);
    await ada.press('Submit', noon, { input_text: 'The rail is painted.' });
    await ada.press('Undo 4.1', noon, {}, copy);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is painted.' });
  });

  it('on an older card, once the answer was corrected, leaves the correction', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    const copy = ada.card();
    await ada.press('Back', noon);
    await ada.press('Submit', noon, { input_text: 'The rail is down.' });
    await ada.press('Undo 4.1', noon, {}, copy);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is down.' });
    expect(ada.lastWords()).toContain('4.1 was answered again since');
  });

  it('is for whoever answered: another person presses it in vain', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    const copy = ada.card();
    const ben = anOwner(world, BEN);
    await ben.press('Undo 4.1', noon, {}, copy);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is up.' });
    expect(ben.lastWords()).toContain('was not made for you');
  });

  it('after the close undoes nothing, and says when it closed', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    const copy = ada.card();
    await world.closed(noon);
    await ada.press('Undo 4.1', noon, {}, copy);
    expect((await item('4.1')).answer?.reply).toMatchObject({ text: 'The rail is up.' });
    expect(ada.lastWords()).toContain('The quarter closed on');
  });

  it('takes back the promises that the answer made, and what it said of earlier ones', async () => {
    const before = (await item('4.1')).commitments;
    await ada.press('Submit', noon, { input_text: 'The rail will be painted by 1 March 2027.' });
    expect((await item('4.1')).commitments.length).toBeGreaterThan(before.length);
    await ada.press('Undo 4.1', noon);
    expect((await item('4.1')).commitments).toEqual(before);
  });

  it('keeps what was begun for the row in sight', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail is up.' });
    await ada.press('Undo 4.1', noon, { input_text: 'Half of the next' });
    expect((await item('4.2')).typed?.[0]?.text).toBe('Half of the next');
  });
});
