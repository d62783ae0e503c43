import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Message } from '../../../src/chat/messages.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, BEN, CAT, LEAD, line, OPENING, openQuarter, PLAN, TENANT, USUAL_LINES } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');

/** One thing that happens. `card`: which of all the cards that she ever had, `button`: which of its buttons. */
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      card: fc.nat(),
      button: fc.nat(),
      boxes: fc.subarray(['input_text', 'input_evidence', 'input_note'], { minLength: 0 }),
      until: fc.constantFrom('', '2026-12-08', '2020-01-01'),
      to: fc.constantFrom('', BEN, CAT),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('say' as const), about: fc.constantFrom('4.1: ', '4.2 ', '') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('move' as const, 'remind' as const, 'close' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const [SUBMIT, NO_CHANGE, HAND_OVER] = [0, 1, 3];
const LEAVE_OUT = NO_CHANGE;

const press = (card: number, button: number, boxes: readonly string[] = [], to = ''): Step => ({
  kind: 'press',
  card,
  button,
  boxes: [...boxes],
  until: '',
  to,
});
const say: Step = { kind: 'say', about: '4.1: ' };

/** What was lost once. */
const FOUND: readonly (readonly Step[])[] = [
  [say, press(0, HAND_OVER)],
  [press(0, HAND_OVER, ['input_note']), press(1, SUBMIT)],
  [press(0, HAND_OVER, ['input_note']), press(0, HAND_OVER, ['input_note'])],
  [press(0, HAND_OVER, ['input_note']), press(1, SUBMIT, ['input_text'])],
  [press(0, HAND_OVER, [], BEN), press(0, HAND_OVER, ['input_note'], BEN)],
  [press(0, NO_CHANGE, ['input_evidence']), press(1, LEAVE_OUT), press(1, LEAVE_OUT, ['input_text'])],
  [say, press(0, SUBMIT, ['input_evidence']), press(1, SUBMIT)],
];

describe('nothing that is typed', () => {
  it('is lost, whatever is pressed on whichever copy of the card, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        const table = memoryTable();
        const messenger = new FakeMessenger();
        const world = aWorld(table, messenger);
        await openQuarter(world);
        await world.sweep(OPENING);
        const ada = anOwner(world, ADA);
        const typed: string[] = [];
        const said: string[] = [];
        let isMoved = false;

        for (const each of steps) {
          const word = `word${typed.length}x`;
          if (each.kind === 'say') {
            typed.push(word);
            said.push(await ada.say(`${each.about}${word} is typed`, noon));
          } else if (each.kind === 'press') {
            const cards = cardsOf(messenger);
            const message = cards[each.card % cards.length];
            if (message === undefined) continue;
            const copy = ada.inHand(message);
            const button = copy.buttons[each.button % copy.buttons.length];
            if (button === undefined) continue;
            // she goes on writing where something stands, and changes no link
            const sent = copy.inputsOf(button);
            const boxes = each.boxes.filter((box) =>
              box === 'input_evidence' ? sent[box] === '' : sent[box] !== undefined,
            );
            if (boxes.length > 0) typed.push(word);
            const inputs = boxes.map((box) => {
              const before = sent[box] ?? '';
              if (box === 'input_evidence') return [box, `https://harbour.example/${word}`];
              return [box, before === '' ? word : `${before}\n${word}`];
            });
            const more = { input_until: each.until, input_person: each.to };
            await ada.pressOn(copy, button, noon, { ...Object.fromEntries(inputs), ...more });
          } else if (each.kind === 'move') {
            isMoved = !isMoved;
            const lines = [line('4.1', isMoved ? BEN : ADA), ...USUAL_LINES.slice(1)];
            await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, noon);
          } else if (each.kind === 'remind') {
            await world.sweep(at('2026-12-11T10:00:00Z'));
          } else {
            await world.closed(noon);
          }
        }
        const kept = JSON.stringify([await everythingKept(world), noticesTo(messenger)]);
        for (const word of typed) expect(kept, word).toContain(word);
        expect(JSON.stringify(messenger.to(BEN)) + JSON.stringify(messenger.to(LEAD))).not.toMatch(/word\d+x/);
      }),
      { numRuns: 120, examples: FOUND.map((steps) => [steps]) },
    );
  }, 120_000);
});

/** Every card with boxes that she ever had, as it stood. */
function cardsOf(messenger: FakeMessenger): readonly Message[] {
  const all = [...messenger.to(ADA), ...messenger.updates.filter(({ person }) => person === ADA)];
  return all.map(({ message }) => message).filter(({ kind }) => kind === 'deck' || kind === 'summary');
}

function noticesTo(messenger: FakeMessenger): readonly Message[] {
  return messenger
    .to(ADA)
    .map(({ message }) => message)
    .filter(({ kind }) => kind === 'notice');
}

async function everythingKept(world: ReturnType<typeof aWorld>): Promise<readonly unknown[]> {
  const decks = await world.plan.decks(await world.cycleId());
  const items = decks.flatMap((deck) => deck.items.map(({ value }) => value));
  const updates = await Promise.all(items.map(({ requirement }) => world.plan.updates(requirement)));
  return [items, updates, await world.plan.history('plan')];
}
