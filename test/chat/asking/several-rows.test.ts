import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, MOST_BYTES_OF_A_CARD, renderMessage } from '../../../src/adapters/teams/cards/cards.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { ADA, aWorld, BEN, harbourPlan, LEAD, line, OPENING, openQuarter, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type CardInHand, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
let world: World;
let ada: Owner;

/** Ada with all rows of a plan, asked. */
async function asked(plan: PublishedPlan): Promise<void> {
  world = aWorld();
  await openQuarter(world, {
    plan,
    lines: [line('plan', ADA), line('4.1', BEN, 'contributor'), line('plan', LEAD, 'lead')],
  });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
}
const words = ({ lines }: CardInHand) => lines.join('\n');
const answers = async () => (await world.deckOf(ADA)).items.map(({ value }) => value.answer?.reply.kind ?? null);
/** A person's presses: a button, a tick, a radio button, and the box that is typed into, one each. */
function counting() {
  let presses = 0;
  return {
    get presses() {
      return presses;
    },
    press(title: string, typed: Readonly<Record<string, string>> = {}): Promise<CardInHand> {
      const rows = typed['input_rows'];
      const ticked = ada.card().inputs['input_rows'] ?? '';
      const unticked = rows === undefined ? 0 : ticked.split(',').length - rows.split(',').length;
      const others = Object.keys(typed).filter((name) => name !== 'input_rows').length;
      presses += 1 + others + unticked;
      return ada.press(title, noon, typed);
    },
  };
}

/** Row 4.2 promised something, 4.3 was left as it was twice, 4.4 once. */
function withHistory(count: number): PublishedPlan {
  const plan = harbourPlan(count);
  const [first, second] = [civilDate('2026-09-18'), civilDate('2026-10-16')];
  const same = (ref: string, column: typeof first) => ({
    requirement: plan.requirements.find((each) => each.ref === ref)?.id ?? '',
    column,
    kind: 'noChange' as const,
    text: 'As per previous update (19 June 2026).',
  });
  return {
    ...plan,
    columns: [...plan.columns, first, second],
    updates: [
      ...plan.updates.map((each, index) =>
        index === 1 ? { ...each, text: 'The rail will be painted once the frost is over.' } : each,
      ),
      same('4.3', first),
      same('4.3', second),
      same('4.4', second),
    ],
  };
}

describe('"No change to several"', () => {
  beforeEach(() => asked(withHistory(6)));

  it('lists each row with the words that it would print, without those that must be looked at', async () => {
    await ada.press('Submit', noon, { input_text: 'Both gates are mended.' });
    const card = await ada.press('No change to several', noon);
    expect(card.message).toMatchObject({
      several: { leftOut: 2, rows: [{ ref: '4.4' }, { ref: '4.5' }, { ref: '4.6' }] },
    });
    const choices = JSON.stringify(renderMessage(card.message).card);
    expect(choices).toContain('4.5: As per previous update (19 June 2026). “The log of 4.5 was begun.”');
    expect(words(card)).toContain('2 other rows are not in this list: something was promised or written there');
    expect(await answers()).toEqual(['text', null, null, null, null, null]);
  });

  it('saves what is ticked, once, and goes on with what is open', async () => {
    const card = await ada.press('No change to several', noon);
    expect(card.inputs['input_rows']).toBe('0,1,2,3');
    const next = await ada.press('Yes, save the ticked rows', noon, { input_rows: '0,1,3' });
    expect(words(next)).toContain('Saved as no change: 4.1, 4.4 and 4.6.');
    expect(next.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect(await answers()).toEqual(['noChange', null, null, 'noChange', null, 'noChange']);
    const history = (await world.plan.updates((await world.deckOf(ADA)).items[0]?.value.requirement ?? '')).length;
    await ada.pressOn(card, 'Yes, save the ticked rows', noon, { input_rows: '0,1,3' });
    expect(await world.plan.updates((await world.deckOf(ADA)).items[0]?.value.requirement ?? '')).toHaveLength(history);
  });

  it('keeps half a sentence on the card that it was pressed on, and leaves that row out', async () => {
    const card = await ada.press('No change to several', noon, { input_text: 'The other gate' });
    expect(card.message).toMatchObject({ several: { rows: [{ ref: '4.4' }, { ref: '4.5' }, { ref: '4.6' }] } });
    const list = await ada.press('Back to the list', noon);
    expect((await ada.press('Open 4.1', noon, {}, list)).inputs['input_text']).toBe('The other gate');
  });

  it('saves no row that is not as it was shown any more, and says so', async () => {
    const card = await ada.press('No change to several', noon);
    await world.reply(ADA, '4.5', 'The log of 4.5 was read twice.', noon);
    await ada.pressOn(card, 'Yes, save the ticked rows', noon, {});
    expect(words(ada.card())).toContain('Not saved, because something has changed since it was shown: 4.5.');
    expect(await answers()).toEqual(['noChange', null, null, 'noChange', 'text', 'noChange']);
  });

  it('with nothing ticked saves nothing, and stays', async () => {
    await ada.press('No change to several', noon);
    const again = await ada.press('Yes, save the ticked rows', noon, { input_rows: '' });
    expect(words(again)).toContain('No row is ticked, so nothing was saved.');
    expect(await answers()).toEqual([null, null, null, null, null, null]);
  });

  it('after the close saves nothing', async () => {
    const card = await ada.press('No change to several', noon);
    await ada.pressOn(card, 'Yes, save the ticked rows', at('2027-01-05T10:00:00Z'), {});
    expect(words(ada.card())).toContain('Nothing was saved.');
    expect(await answers()).toEqual([null, null, null, null, null, null]);
  });
});

describe('presses', () => {
  const TEXT = 'Both gates are mended, and the log says so.';

  it.each([
    ['stays as it was', {}, 8],
    ['changes', { input_status: 'atRisk' }, 11],
  ])('for five rows with three texts and two "no change", where the status %s: %3$s', async (_, status, most) => {
    await asked(harbourPlan(5));
    const count = counting();
    for (let n = 0; n < 3; n += 1) await count.press('Submit', { input_text: TEXT, ...status });
    for (let n = 0; n < 2; n += 1) await count.press('No change');
    expect(await answers()).toEqual(['text', 'text', 'text', 'noChange', 'noChange']);
    expect(count.presses).toBeLessThanOrEqual(most);
  });

  it('for 34 rows of which two have changed: ten', async () => {
    await asked(harbourPlan(34));
    const count = counting();
    const list = await count.press('No change to several');
    const ticked = (list.inputs['input_rows'] ?? '').split(',').filter((place) => place !== '7' && place !== '19');
    await count.press('Yes, save the ticked rows', { input_rows: ticked.join(',') });
    for (let n = 0; n < 2; n += 1) await count.press('Submit', { input_text: TEXT });
    expect((await answers()).filter((kind) => kind === 'text')).toHaveLength(2);
    expect((await answers()).filter((kind) => kind === 'noChange')).toHaveLength(32);
    expect(count.presses).toBeLessThanOrEqual(10);
  });
});

describe('forty rows at the worst texts', () => {
  it('stay within what Teams takes, in the list and in "No change to several"', async () => {
    const plan = harbourPlan(40);
    const worst = '"\\漢'.repeat(2_000);
    await asked({
      ...plan,
      requirements: plan.requirements.map((each) => ({ ...each, text: worst })),
      updates: plan.updates.map((each) => ({ ...each, text: worst })),
    });
    for (const card of [ada.card(), await ada.press('No change to several', noon)])
      expect(bytesOf(renderMessage(card.message).card ?? {})).toBeLessThanOrEqual(MOST_BYTES_OF_A_CARD);
  });
});
