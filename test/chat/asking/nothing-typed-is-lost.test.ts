import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Deck } from '../../../src/app/store/stores.js';
import { deckMessage } from '../../../src/chat/asking/deck-messages.js';
import type { Message } from '../../../src/chat/messages.js';
import { type AskedItem, newestAnswer } from '../../../src/domain/asking/ask.js';
import { civilDate, type Instant, localTime } from '../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../src/domain/importing/account/reading.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
} from '../../app/world.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { anOwner, type CardInHand, inHand } from './owner.js';

const NOON = at('2026-11-30T12:00:00Z');
const NEXT = at('2027-03-03T10:00:00Z');
const PROMISES = 'The log will be begun by 30 October 2026. The quay will be painted by 1 November 2026.';
const BOXES = ['input_text', 'input_evidence', 'input_note', 'why', 'until'] as const;

/** One thing that happens. `card`: which of all the cards that somebody ever had, `button`: which of its buttons. */
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      who: fc.constantFrom(ADA, ADA, BEN),
      card: fc.nat(),
      button: fc.nat(),
      boxes: fc.subarray([...BOXES], { minLength: 0 }),
      became: fc.constantFrom('', 'done', 'late', 'withdrawn', 'open'),
      promise: fc.nat({ max: 1 }),
      until: fc.constantFrom('', '2026-12-08', '2027-03-08', '2020-01-01'),
      to: fc.constantFrom('', ADA, BEN, CAT),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      who: fc.constantFrom(ADA, BEN),
      about: fc.constantFrom('4.1: ', '4.2 ', '4.3: ', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('move' as const, 'remind' as const, 'close' as const, 'next' as const, 'upload' as const),
    }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const [SUBMIT, NO_CHANGE, LATER, HAND_OVER] = [0, 1, 2, 3];
const LEAVE_OUT = NO_CHANGE;
const SKIP = 4;

type Boxes = readonly (typeof BOXES)[number][];
const press = (
  card: number,
  button: number,
  boxes: Boxes = [],
  more: Partial<Step & { kind: 'press' }> = {},
): Step => ({
  kind: 'press',
  who: ADA,
  card,
  button,
  boxes: [...boxes],
  became: '',
  promise: 0,
  until: '2026-12-08',
  to: '',
  ...more,
});
const say: Step = { kind: 'say', who: ADA, about: '4.1: ' };
const close: Step = { kind: 'close' };
const next: Step = { kind: 'next' };
const move: Step = { kind: 'move' };
/** A file in which 4.1 is missing, or is back. */
const upload: Step = { kind: 'upload' };

/** What was lost once. */
const FOUND: readonly (readonly Step[])[] = [
  [say, press(0, HAND_OVER)],
  [press(0, HAND_OVER, ['input_note']), press(1, SUBMIT)],
  [press(0, HAND_OVER, ['input_note']), press(0, HAND_OVER, ['input_note'])],
  [press(0, HAND_OVER, ['input_note']), press(1, SUBMIT, ['input_text'])],
  [press(0, HAND_OVER, [], { to: BEN }), press(0, HAND_OVER, ['input_note'], { to: BEN })],
  [press(0, NO_CHANGE, ['input_evidence']), press(1, LEAVE_OUT), press(1, LEAVE_OUT, ['input_text'])],
  [say, press(0, SUBMIT, ['input_evidence']), press(1, SUBMIT)],
  [close, press(0, SUBMIT, ['input_text']), press(0, NO_CHANGE)],
  [close, press(0, SUBMIT, ['input_text', 'input_evidence']), press(0, SUBMIT, ['input_text'])],
  [press(0, LATER, ['until']), press(0, LATER, ['until'])],
  [press(0, SUBMIT, ['input_text', 'why', 'until'], { became: 'done' })],
  [press(0, LATER, ['input_text']), press(0, HAND_OVER, ['input_text'], { to: BEN })],
  [press(0, NO_CHANGE, ['input_text']), press(1, LEAVE_OUT), close, next],
  [next, press(0, SUBMIT, ['why']), say, press(0, SUBMIT)],
  [press(0, SUBMIT, ['until']), press(0, HAND_OVER, ['until'])],
  [press(0, LATER, ['input_text', 'input_evidence', 'why']), upload],
  [press(0, LATER, ['input_text']), close, upload],
  [next, move, press(0, SUBMIT, ['why'])],
  [press(0, SUBMIT, ['input_text']), move, next, press(0, SUBMIT), press(0, SKIP, ['until'])],
  [next, close, say, press(0, SUBMIT, ['why'], { until: '' })],
];

describe('nothing that is typed', () => {
  it('is lost, whatever is pressed on whichever copy of the card, by whom, when and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(step, { minLength: 2, maxLength: 14 }),
        async (rows, steps) => {
          const messenger = new FakeMessenger();
          const world = aWorld(memoryTable(), messenger);
          const bare = harbourPlan();
          const plan = { ...bare, updates: bare.updates.map((each) => ({ ...each, text: PROMISES })) };
          const usual = USUAL_LINES.map((each, index) => (index < rows ? { ...each, person: ADA } : each));
          await openQuarter(world, {
            plan,
            lines: [...usual.slice(0, 2), line('4.3', BEN), ...usual.slice(3)],
          });
          await world.sweep(OPENING);
          const owners = new Map([ADA, BEN].map((id) => [id, anOwner(world, id)] as const));
          const ownerOf = (id: string) => owners.get(id) ?? anOwner(world, id);
          const typed: { readonly by: string; readonly word: string }[] = [];
          let now: Instant = NOON;
          let isMoved = false;
          let isMissing = false;

          /** Answers with the answer that was in sight of a press. */
          const act = async (each: Step): Promise<string | undefined> => {
            if (each.kind === 'say') {
              const word = `word${typed.length}x`;
              typed.push({ by: each.who, word });
              await ownerOf(each.who).say(`${each.about}${word} is typed`, now);
            } else if (each.kind === 'press') {
              const cards = cardsOf(messenger, each.who);
              const message = cards[each.card % cards.length];
              if (message === undefined) return undefined;
              const copy = ownerOf(each.who).inHand(message);
              const button = copy.buttons[each.button % copy.buttons.length];
              if (button === undefined) return undefined;
              const { inputs, words } = entered(each, copy, button, typed.length);
              typed.push(...words.map((word) => ({ by: each.who, word })));
              const more = { input_until: each.until, input_person: each.to };
              await ownerOf(each.who).pressOn(copy, button, now, { ...inputs, ...more });
              return message.kind === 'deck' ? message.deck.context.basedOn : undefined;
            } else if (each.kind === 'move') {
              isMoved = !isMoved;
              const lines = [line('4.1', isMoved ? BEN : ADA), ...USUAL_LINES.slice(1)];
              await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, now);
            } else if (each.kind === 'upload') {
              isMissing = !isMissing;
              const about = { tenant: TENANT, plan: PLAN, by: 'lead', dryRun: false };
              const read = isMissing ? without(aReadingOf(plan), '4.1') : aReadingOf(plan);
              mustBe('imported', await world.importPlan({ ...about, read }, now));
              await world.sweep(now);
            } else if (each.kind === 'remind') {
              await world.sweep(now === NOON ? at('2026-12-11T10:00:00Z') : at('2027-03-19T10:00:00Z'));
            } else if (each.kind === 'close' || now === NEXT) {
              await world.closed(now);
            } else {
              // in a quarter nobody reads what another has typed
              for (const id of [ADA, BEN]) {
                const others = typed.filter(({ by }) => by !== id).map(({ word }) => word);
                const answers = JSON.stringify(await answered(world));
                const seen = JSON.stringify(everShown(messenger, id));
                for (const word of others.filter((each) => !answers.includes(each))) {
                  expect(seen, word).not.toContain(word);
                }
              }
              await world.closed(now);
              now = NEXT;
              const about = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: civilDate('2027-04-09') };
              mustBe('opened', await world.openCycle(about, at('2027-02-26T10:00:00Z')));
              await world.sweep(NEXT);
            }
            return undefined;
          };
          for (const each of steps) {
            const before = await itemsOf(world);
            const heard = messenger.posts.length;
            const basedOn = await act(each);
            // an answer that was not in sight gives way to no other without a word
            const said = JSON.stringify(messenger.posts.slice(heard).map(({ message }) => message));
            const after = await itemsOf(world);
            for (const item of before) {
              if (item.current === basedOn || each.kind === 'next') continue;
              const still = JSON.stringify(after.find(({ requirement }) => requirement === item.requirement));
              for (const word of wordsIn(newestAnswer(item)))
                expect(still + said, `${word} of ${item.ref}`).toContain(word);
            }
          }
          await act({ kind: 'next' });

          for (const { by, word } of typed) {
            const kept = [await answered(world), noticesTo(messenger, by), await boxesOf(world, by, now)];
            expect(JSON.stringify(kept), word).toContain(word);
          }
          // the lead reads the reason for handing over, and the words of an answer after the close; nothing else
          const toLead = messenger.to(LEAD).map(({ message }) => JSON.stringify(message));
          const answers = JSON.stringify(await answersOf(world));
          for (const told of toLead.filter((each) => !each.includes('is handed over'))) {
            const words = told.match(/word\d+x/g) ?? [];
            if (told.includes('answered after the close'))
              expect(words.filter((word) => !answers.includes(word))).toEqual([]);
            else expect(words, told).toEqual([]);
          }
        },
      ),
      { numRuns: 40, examples: FOUND.map((steps) => [2, [...steps]] as [number, Step[]]) },
    );
  }, 240_000);
});

function without(read: ReadPlan, ref: string): ReadPlan {
  const gone = read.requirements.find((each) => each.ref === ref)?.key;
  return {
    ...read,
    requirements: read.requirements.filter(({ key }) => key !== gone),
    updates: read.updates.filter(({ requirement }) => requirement !== gone),
  };
}

/** Every card with boxes that somebody ever had, as it stood. */
function cardsOf(messenger: FakeMessenger, id: string): readonly Message[] {
  return everShown(messenger, id).filter(({ kind }) => ['deck', 'summary', 'typed', 'whichRow'].includes(kind));
}

function everShown(messenger: FakeMessenger, id: string): readonly Message[] {
  const all = [...messenger.to(id), ...messenger.updates.filter(({ person }) => person === id)];
  return all.map(({ message }) => message);
}

function noticesTo(messenger: FakeMessenger, id: string): readonly Message[] {
  return everShown(messenger, id).filter(({ kind }) => kind === 'notice');
}

/**
 * What a press brings, and what is new in it: somebody goes on writing where something stands, and changes no link and
 * no date that is there.
 */
function entered({ boxes, became, promise }: Step & { kind: 'press' }, copy: CardInHand, button: string, n: number) {
  const sent = copy.inputsOf(button);
  const promises = Object.keys(sent).filter((name) => /^input_promise_[0-9a-f]+$/.test(name));
  const about = promises[promise % promises.length] ?? 'none';
  const inputs: Record<string, string> = sent[about] === undefined || became === '' ? {} : { [about]: became };
  const words: string[] = [];
  for (const box of boxes) {
    const id = box === 'why' || box === 'until' ? `${about}_${box}` : box;
    const before = sent[id];
    const word = box === 'until' ? dayAfter(n + words.length) : `word${n + words.length}x`;
    if (before === undefined || ((box === 'input_evidence' || box === 'until') && before !== '')) continue;
    const between = box === 'input_text' ? '\n' : ' ';
    const whole = box === 'input_evidence' ? `https://harbour.example/${word}` : word;
    inputs[id] = before === '' ? whole : `${before}${between}${whole}`;
    words.push(word);
  }
  return { inputs, words };
}

/** A date of its own for every one that is typed, in the next quarter but one. */
function dayAfter(n: number): string {
  return new Date(Date.UTC(2027, 5, 1 + n)).toISOString().slice(0, 10);
}

function wordsIn(answer: ReturnType<typeof newestAnswer>): readonly string[] {
  return JSON.stringify(answer?.reply ?? null).match(/word\d+x/g) ?? [];
}

type World = ReturnType<typeof aWorld>;

async function itemsOf(world: World): Promise<readonly AskedItem[]> {
  const decks = await world.plan.decks(await world.cycleId());
  return decks.flatMap((deck) => deck.items.map(({ value }) => value));
}

async function answered(world: World): Promise<readonly unknown[]> {
  return [await answersOf(world), await world.plan.history('plan')];
}

/** All answers that are kept; a row that left the plan keeps what was answered about it. */
async function answersOf(world: World): Promise<readonly unknown[]> {
  const { requirements } = await world.plan.published((await world.plan.head())?.value.generation ?? '');
  return Promise.all(requirements.map(({ id }) => world.plan.updates(id)));
}

/** What stands on the cards of somebody, and what waits for them about a row that is with somebody else. */
async function boxesOf(world: World, id: string, now: Instant): Promise<readonly unknown[]> {
  const decks = await world.plan.decks(await world.cycleId());
  const cardKey = await world.cardKey();
  return decks.flatMap((deck: Deck) =>
    deck.items.map(({ value: item }) => {
      if (deck.head.value.person !== id) return item.typed?.filter(({ person }) => person === id);
      const today = localTime(now, deck.head.value.zone).date;
      const card = deckMessage({ cardKey, tenant: TENANT, plan: PLAN, deck, today }, item, '', null);
      const { inputs, lines } = inHand(card);
      return [inputs, lines];
    }),
  );
}
