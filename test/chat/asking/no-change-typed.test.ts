import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
let world: World;
let ada: Owner;

beforeEach(async () => {
  world = aWorld(undefined, new FakeMessenger());
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const answerOf = async (ref: string) =>
  (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value.answer?.reply;

describe('"No change", written', () => {
  it('into the box and submitted is "No change", and is never printed as an update', async () => {
    await ada.press('Submit', noon, { input_text: 'No change.' });
    expect(await answerOf('4.1')).toEqual({ kind: 'noChange' });
  });

  it('beside another status or a link is not saved, and says why', async () => {
    await ada.press('Submit', noon, { input_text: 'no change', input_status: 'atRisk' });
    expect(await answerOf('4.1')).toBeUndefined();
    expect(ada.card().lines.join('\n')).toContain('leaves the status and the link as they were');
  });

  it('in the chat and not confirmed leaves the box empty', async () => {
    await ada.say('4.1 no change', noon);
    await ada.press('Change', noon);
    expect(ada.card().inputs['input_text']).toBe('');
    expect(ada.card().lines.join('\n')).not.toContain('not submitted yet');
  });
});

describe('Words typed in the chat', () => {
  it('are not saved in one tap together with what was begun before', async () => {
    await ada.press('Skip', noon, { input_text: 'All three can be lent' });
    await ada.say('4.1: the list has 70 entries now', noon);
    expect(ada.card().message).toMatchObject({
      kind: 'deck',
      deck: { item: { values: { text: 'All three can be lent\nthe list has 70 entries now' } } },
    });
    expect(ada.card().lines.join('\n')).toContain('something was written there already');
    expect(await answerOf('4.1')).toBeUndefined();
  });

  it('as "no change" over what was begun ask which', async () => {
    await ada.press('Skip', noon, { input_text: 'All three can be lent' });
    await ada.say('4.1 no change', noon);
    expect(ada.card().lines.join('\n')).toContain('Something is written for 4.1 already.');
    expect(ada.card().inputs['input_text']).toBe('All three can be lent');
  });
});
