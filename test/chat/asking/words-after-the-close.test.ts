import { beforeEach, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const closed = at('2026-12-01T12:00:00Z');
const WAITING = 'These words wait in the box.';

let world: World;
let ada: Owner;

beforeEach(async () => {
  world = aWorld(undefined, new FakeMessenger());
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

async function openNext(): Promise<void> {
  mustBe('made', await world.finalised(at('2026-12-03T10:00:00Z')));
  const next = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: civilDate('2027-04-09') };
  mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
  await world.sweep(at('2027-03-03T10:00:00Z'));
}

it('words that wait for a row that is answered come back in the next quarter', async () => {
  await ada.press('Submit', noon, { input_text: 'Answered.' });
  await ada.say(`4.1: ${WAITING}`, noon);
  await world.closed(closed);
  await openNext();
  expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.1', values: { text: WAITING } } } });
});

it('words left out of a "No change" come back in the next quarter', async () => {
  await ada.press('No change', noon, { input_text: WAITING });
  await ada.press('No change, leave my words out', noon);
  await world.closed(closed);
  await openNext();
  expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.1', values: { text: WAITING } } } });
});

it('the summary of a closed quarter names no box that is not there, and shows the words', async () => {
  await ada.press('Submit', noon, { input_text: 'Answered.' });
  const old = ada.card();
  await ada.say(`4.1: ${WAITING}`, noon);
  await world.closed(closed);
  await ada.pressOn(old, 'Submit', closed, { input_text: 'Late for 4.2.' });
  const { lines, buttons } = ada.card();
  expect(buttons).toEqual([]);
  expect(lines.join('\n')).not.toContain('in the box');
  expect(lines).toContain(
    'What you wrote and did not submit is kept. It comes back in the next quarter, if this is asked again.',
  );
  expect(lines).toEqual(expect.arrayContaining(['After the close you answered:', 'Late for 4.2.']));
});

it('a quarter that the lead closed early is said to have closed on that day', async () => {
  const old = ada.card();
  await world.closed(closed);
  await ada.pressOn(old, 'Submit', closed, { input_text: 'Late for 4.1.' });
  expect(ada.card().lines[0]).toContain('closed on Tuesday 1 December.');
});

it('"Later" after the close says that the quarter is closed, and not when it was due', async () => {
  const old = ada.card();
  await world.closed(closed);
  await ada.pressOn(old, 'Ask me then', closed, { input_until: '2026-12-08', input_text: WAITING });
  expect(ada.card().lines[0]).toContain('The quarter is closed, so 4.1 cannot be put off any more.');
  expect(ada.card().inputs['input_text']).toBe(WAITING);
});

it('an answer that is written in the chat is shown, kept and offered in the next quarter', async () => {
  await world.closed(closed);
  expect(await ada.say(`4.1: ${WAITING}`, closed)).toBe('');
  expect(ada.card().lines[0]).toBe('The quarter is closed. This would be kept, and offered for the next revision.');
  await ada.press('Yes, save', closed);
  expect(ada.card().lines.join('\n')).toContain('Your answer for 4.1 is kept, the lead can see it');
  expect((await world.deckOf(ADA)).items[0]?.value).toMatchObject({
    answer: null,
    afterClose: { reply: { text: WAITING } },
  });
  await openNext();
  expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.1', values: { text: WAITING } } } });
});

it('anything else that is written brings the summary, and is given back', async () => {
  await world.closed(closed);
  expect(await ada.say('hello', closed)).toBe('');
  expect(ada.card().lines[0]).toContain('closed on Tuesday 1 December.');
  expect(ada.card().lines).toContain('Not answered before the close');
  const said = await ada.say('We have trained everybody there.', closed);
  expect(said).toContain('write the number first, such as "4.1: …"');
  expect(said).toContain('We have trained everybody there.');
});
