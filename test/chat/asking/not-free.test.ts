import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { ADA, aWorld, harbourPlan, LEAD, line, OPENING, openQuarter } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const PAINT = 'The rail will be painted once the frost is over.';

async function asked(plan: PublishedPlan) {
  const world = aWorld();
  await openQuarter(world, { plan, lines: [line('plan', ADA), line('plan', LEAD, 'lead')] });
  await world.sweep(OPENING);
  const reply = async (ref: string) =>
    (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value.answer?.reply ?? null;
  return { world, ada: anOwner(world, ADA), reply };
}

/** 4.1 says so. */
function saying(text: string): PublishedPlan {
  const plan = harbourPlan(2);
  return { ...plan, updates: plan.updates.map((each, index) => (index === 0 ? { ...each, text } : each)) };
}

/** 4.1 was left as it is in so many quarters since. */
function unchangedFor(quarters: number): PublishedPlan {
  const plan = harbourPlan(2);
  const columns = [civilDate('2026-07-17'), civilDate('2026-10-16')].slice(0, quarters);
  const requirement = plan.requirements[0]?.id ?? '';
  const same = columns.map((column) => ({ requirement, column, kind: 'noChange' as const, text: 'As before.' }));
  return { ...plan, columns: [...plan.columns, ...columns], updates: [...plan.updates, ...same] };
}

describe('"No change" over a text that speaks of the future', () => {
  it('is saved with one press, and the question stands with its own row and quotes the sentence', async () => {
    const { ada, reply } = await asked(saying(`The gate was mended. ${PAINT}`));
    const card = await ada.press('No change', noon);
    expect(await reply('4.1')).toEqual({ kind: 'noChange' });
    expect(card.message).toMatchObject({ deck: { item: { ref: '4.1' } } });
    expect(card.lines).toContain(`Still to come? “${PAINT}”`);
    const next = await ada.press('Yes, still to come', noon);
    expect(next.message).toMatchObject({ deck: { item: { ref: '4.2' }, followUp: null } });
    expect(next.lines.join('\n')).toContain('Noted: 4.1 is still to come.');
  });

  it('is replaced by what is written below the question', async () => {
    const { ada, reply } = await asked(saying(PAINT));
    await ada.press('No change', noon);
    const next = await ada.press('Submit', noon, { input_text: 'The rail was painted on 3 November.' });
    expect(await reply('4.1')).toMatchObject({ text: 'The rail was painted on 3 November.' });
    expect(next.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
  });
});

describe('"No change" over a promise whose day has passed', () => {
  it.each(['pressed', 'written in the chat'])('%s needs a new date, and takes it', async (how) => {
    const { ada, reply } = await asked(saying('The rail will be painted by 30 October 2026.'));
    let card = ada.card();
    if (how === 'pressed') card = await ada.press('No change', noon);
    else {
      await ada.say('4.1 no change', noon);
      card = await ada.press('Yes, save', noon);
    }
    expect(await reply('4.1')).toBeNull();
    expect(card.lines.join('\n')).toContain('Something was promised for 30 October 2026, and that day has passed.');
    const [until = ''] = Object.keys(card.inputs).filter((name) => name.endsWith('_until'));
    await ada.press('No change', noon, { [until]: '2027-03-31', input_text: '' });
    expect(await reply('4.1')).toMatchObject({
      kind: 'noChange',
      promises: [{ answer: { kind: 'late', due: '2027-03-31' } }],
    });
  });

  it('does not hold up an update', async () => {
    const { ada, reply } = await asked(saying('The rail will be painted by 30 October 2026.'));
    await ada.press('Submit', noon, { input_text: 'The frost is not over.' });
    expect(await reply('4.1')).toMatchObject({ text: 'The frost is not over.' });
  });
});

describe('the third quarter running without a change', () => {
  it('is not reached after one', async () => {
    const { ada, reply } = await asked(unchangedFor(1));
    expect(ada.card().buttons).toContain('No change');
    await ada.press('No change', noon);
    expect(await reply('4.1')).toEqual({ kind: 'noChange' });
  });

  it('asks for a sentence why before anything is pressed, and takes it', async () => {
    const { ada, reply } = await asked(unchangedFor(2));
    const card = ada.card();
    expect(card.buttons).not.toContain('No change');
    expect(card.lines.join('\n')).toContain('Please write in one sentence why, or choose This is finished.');
    await ada.press('Submit', noon, { input_text: 'No change.' });
    expect(await reply('4.1')).toBeNull();
    await ada.press('Submit', noon, { input_text: 'We wait for the stone, which is out of stock.' });
    expect(await reply('4.1')).toMatchObject({ text: 'We wait for the stone, which is out of stock.' });
  });

  it('or is finished, with one press', async () => {
    const { ada, reply } = await asked(unchangedFor(2));
    const next = await ada.press('This is finished', noon);
    expect(await reply('4.1')).toMatchObject({ kind: 'text', text: 'This is finished.', status: 'complete' });
    expect(next.lines.join('\n')).toContain('Saved for 4.1. Status: complete.');
  });

  it('is asked about where "no change" is written in the chat, too', async () => {
    const { ada, reply } = await asked(unchangedFor(2));
    await ada.say('4.1 no change', noon);
    const card = await ada.press('Yes, save', noon);
    expect(await reply('4.1')).toBeNull();
    expect(card.lines.join('\n')).toContain('Two quarters have passed without a change.');
    expect(card.buttons).toContain('This is finished');
  });
});
