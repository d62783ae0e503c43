import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../../src/app/store/ports.js';
import { makeJustShown } from '../../../src/chat/asking/just-shown.js';
import type { Message } from '../../../src/chat/messages.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, BEN, harbourPlan, OPENING, openQuarter, type World, who } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const NOT_TAKEN = 'Your last press was not taken: this card had only just changed.';

/** The machine's clock, and one that nobody sets. */
const time = { wall: 0, steady: 0, wallClock: () => time.wall, steadyMs: () => time.steady };
function pass(milliseconds: number): void {
  time.wall += milliseconds;
  time.steady += milliseconds;
}

/** A messenger whose changes take their time. */
class SlowMessenger extends FakeMessenger {
  takes = 0;
  override async update(...given: Parameters<FakeMessenger['update']>) {
    const outcome = await super.update(...given);
    pass(this.takes);
    return outcome;
  }
}

let table: Table;
let messenger: SlowMessenger;
let world: World;
let ada: Owner;

/** Ada is asked, each earlier text says this, and she has had her card for an hour. */
async function begin(earlier: string): Promise<void> {
  time.wall = 1_800_000_000_000;
  time.steady = 5_000;
  table = memoryTable();
  messenger = new SlowMessenger();
  world = aWorld(table, messenger, time);
  const plan = harbourPlan();
  await openQuarter(world, { plan: { ...plan, updates: plan.updates.map((each) => ({ ...each, text: earlier })) } });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
  pass(3_600_000);
}
beforeEach(() => begin('The log was begun.'));

const answers = async (of = world) => (await of.deckOf(ADA)).items.map((each) => each.value.answer?.reply.kind ?? null);

describe('a second tap', () => {
  it('on "No change" of the row that the first one brought is not taken, and the row says so', async () => {
    await ada.press('No change', noon);
    pass(400);
    const card = await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
    expect(card.message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect(card.lines.at(-1)).toBe(`${NOT_TAKEN} Please read 4.2, then press again.`);
    expect(card.lines[0]).toBe(card.lines.at(-1));
    expect(card.lines[1]).toContain('Saved for 4.1');
    // the card has changed once more, so another second begins
    pass(999);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
    pass(1_000);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', 'noChange']);
  });

  it('is taken at once on a card that has stood there for long, and a second after any change', async () => {
    await ada.press('No change', noon);
    pass(1_000);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', 'noChange']);
  });

  it('on "Yes, save" is not taken before what would be saved could be read', async () => {
    await ada.say('4.2: All lamps were mended.', noon);
    pass(400);
    const card = await ada.press('Yes, save', noon);
    expect(await answers()).toEqual([null, null]);
    expect(card.lines[0]).toBe(`${NOT_TAKEN} Please read it, then press again.`);
    expect(card.lines).toContain('All lamps were mended.');
    pass(1_000);
    await ada.press('Yes, save', noon);
    expect(await answers()).toEqual([null, 'text']);
  });

  it('is judged by the end of a change that took long', async () => {
    messenger.takes = 3_000;
    await ada.press('No change', noon);
    messenger.takes = 0;
    pass(900);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
  });

  it('that another process takes is judged by what the card carries', async () => {
    await ada.press('No change', noon);
    const another = aWorld(table, messenger, { ...time, steadyMs: () => 77 });
    pass(900);
    await anOwner(another, ADA).press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
    pass(1_000);
    await anOwner(aWorld(table, messenger, { ...time, steadyMs: () => 78 }), ADA).press('No change', noon);
    expect(await answers()).toEqual(['noChange', 'noChange']);
  });

  it('is judged right where the clock of the machine was set back or forward', async () => {
    await ada.press('No change', noon);
    time.wall -= 3_600_000;
    pass(999);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
    time.wall += 7_200_000;
    pass(999);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', null]);
    time.wall -= 7_200_000;
    pass(1_000);
    await ada.press('No change', noon);
    expect(await answers()).toEqual(['noChange', 'noChange']);
  });

  it('that is delivered once more later is still not taken', async () => {
    await ada.press('No change', noon);
    pass(300);
    const hasty = ada.card();
    await ada.press('No change', noon);
    pass(5_000);
    await ada.press('No change', noon, {}, hasty);
    expect(await answers()).toEqual(['noChange', null]);
  });

  it('that is the first one delivered again changes nothing', async () => {
    const first = ada.card();
    await ada.press('No change', noon);
    pass(100);
    const card = await ada.press('No change', noon, {}, first);
    expect(await answers()).toEqual(['noChange', null]);
    expect(card.lines.at(-1)).toBe('4.1 is saved already.');
  });

  it('that is a first "Submit" delivered again is told that it was saved, with the promise in it', async () => {
    await begin('The log will be begun by 30 October 2026.');
    await world.sweep(at('2026-12-11T10:00:00Z'));
    const first = ada.card();
    const about = Object.keys(first.inputs).find((each) => /^input_promise_[0-9a-f]+$/.test(each)) ?? '';
    const inputs = { input_text: 'It comes.', [about]: 'late', [`${about}_until`]: '2027-03-08' };
    await ada.press('Submit', noon, inputs);
    pass(100);
    const card = await ada.press('Submit', noon, inputs, first);
    expect(await answers()).toEqual(['text', null]);
    expect(card.lines.join('\n')).not.toContain(NOT_TAKEN);
    expect(card.lines.at(-1)).toBe('4.1 is saved already.');
  });

  it('on the answers to "Which did you mean?" is not taken, and the question stays', async () => {
    await ada.press('No change', noon, { input_text: 'Half a' });
    for (const title of ['Submit what I wrote', 'No change, leave my words out']) {
      pass(300);
      const card = await ada.press(title, noon);
      expect(card.lines.at(-1)).toBe(`${NOT_TAKEN} Which did you mean?`);
      expect(card.buttons).toEqual(['Submit what I wrote', 'No change, leave my words out']);
      expect(card.inputs['input_text']).toBe('Half a');
    }
    expect(await answers()).toEqual([null, null]);
    pass(1_000);
    await ada.press('Submit what I wrote', noon);
    expect(await answers()).toEqual(['text', null]);
  });

  it('does not submit words that the card brought, and does submit what was written since', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'Half a' });
    pass(2_000);
    await ada.press('No change', noon);
    pass(300);
    const card = await ada.press('Submit', noon);
    expect(card.lines.at(-1)).toContain(NOT_TAKEN);
    pass(300);
    await ada.press('Submit', noon, { input_text: 'Half a log is kept.' });
    expect(await answers()).toEqual(['text', 'noChange']);
  });

  it('confirms no promise, and leaves the question where it was', async () => {
    await begin('The log will be begun.');
    await ada.press('No change', noon);
    pass(300);
    const card = await ada.press('Yes, still to come', noon);
    expect(card.message).toMatchObject({ deck: { item: { ref: '4.1' } } });
    expect(card.lines).toContain('Still to come? “The log will be begun.”');
    const [first] = (await world.deckOf(ADA)).items;
    const told = async () =>
      (await world.plan.history(first?.value.requirement ?? '')).map((each) => each.payload?.what);
    expect(await told()).not.toContain('confirmed');
    pass(1_000);
    await ada.press('Yes, still to come', noon);
    expect(await told()).toContain('confirmed');
  });

  it('on "Submit" is told that the first one was saved, and not to write an update', async () => {
    await ada.press('Submit', noon, { input_text: 'Kept.' });
    pass(300);
    const card = await ada.press('Submit', noon);
    expect(card.lines.at(-1)).toBe(`${NOT_TAKEN} Please read 4.2, then press again.`);
    expect(card.lines.join('\n')).toContain('Saved for 4.1');
    expect(card.lines.join('\n')).not.toContain('Please check');
  });

  it('on the button that hands over changes nothing, and blames nobody', async () => {
    const copy = ada.card();
    const handing = { input_person: BEN, input_note: 'It is his.' };
    await ada.press('Hand it over', noon, handing);
    const card = await ada.press('Hand it over', noon, handing, copy);
    expect(card.lines.at(-1)).toContain('4.1 is now with Ben');
    expect(ada.lastWords()).not.toContain('not with you');
    const told = (await world.plan.history('plan')).map((each) => each.payload?.what);
    expect(told).not.toContain('refused');
  });

  it('is not taken while the change of the card hangs, for five seconds', async () => {
    for (const [waited, taken] of [
      [4_999, false],
      [5_000, true],
    ] as const) {
      const shown = makeJustShown(time, async () => 'a key');
      let drawn: Message | undefined;
      const hanging = new FakeMessenger();
      hanging.update = (_to, _activityId, message) => {
        drawn = message;
        return new Promise(() => undefined);
      };
      void shown.watched(hanging).update(who(ADA).reference, 'a1', ada.card().message);
      await vi.waitFor(() => expect(drawn).toBeDefined());
      if (drawn?.kind !== 'deck') throw new Error('no deck was drawn');
      const { context } = drawn.deck;
      pass(waited);
      expect(shown.has(ADA, { context })).toBe(!taken);
    }
  });

  it.each([
    ['changed', { shownAt: 1_000 }],
    ['left out', { shownAt: undefined }],
  ])('from a card whose time was %s is refused, on any of its buttons', async (_, forged) => {
    await ada.press('No change', noon);
    for (const title of ['No change', 'Submit', 'Back']) {
      await ada.press(title, noon, forged as never);
      expect(ada.lastWords()).toContain('was not made for you, or is out of date');
    }
    expect(await answers()).toEqual(['noChange', null]);
  });

  it('cannot borrow the button of another row, or of an earlier card', async () => {
    const before = ada.card().message;
    await ada.press('No change', noon);
    const now = ada.card().message;
    if (before.kind !== 'deck' || now.kind !== 'deck') throw new Error('no deck');
    const { sig: rowSig } = now.deck.ways.rows.at(-1)?.context ?? { sig: '' };
    for (const sig of [rowSig, before.deck.context.sig]) {
      const { shownAt } = before.deck.context;
      await ada.press('No change', noon, { shownAt, sig } as never);
      expect(await answers()).toEqual(['noChange', null]);
    }
  });

  it('on a reminder that has just come is not taken', async () => {
    await world.sweep(at('2026-12-09T10:00:00Z'));
    await world.sweep(at('2026-12-11T10:00:00Z'));
    expect(messenger.to(ADA)).toHaveLength(2);
    pass(200);
    await ada.press('No change', at('2026-12-11T10:00:00Z'));
    expect(await answers()).toEqual([null, null]);
  });
});
