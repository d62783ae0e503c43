import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { Log } from '../../../src/app/store/ports.js';
import { TableUnavailableError } from '../../../src/app/store/table-unavailable.js';
import { makeTurnCard } from '../../../src/chat/asking/show-deck.js';
import { keepingWhatWasTyped, sayingSorry } from '../../../src/chat/conversation/unsaved.js';
import type { Message } from '../../../src/chat/messages.js';
import { before, FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, BEN, OPENING, openQuarter, pressed, type World, who } from '../../app/world.js';
import { at } from '../../domain/builders.js';

const noon = at('2026-11-30T12:00:00Z');
const WORDS = { text: 'The gate is mended and lit.', status: 'onTrack', evidence: 'https://x.example/gate' };
const NOT_SAVED = /^I could not save this just now\. Your words are still here\./;

let messenger: FakeMessenger;
let world: World;
let card: Message | undefined;
/** What the store refuses. */
let refused: ReadonlySet<'get' | 'range' | 'batch'>;
let errors: string[];
let onClick: World['onClick'];
const log: Log = { info() {}, warn() {}, error: (event) => void errors.push(event) };

beforeEach(async () => {
  refused = new Set();
  errors = [];
  messenger = new FakeMessenger();
  const table = before(memoryTable(), (call) => {
    if (refused.has(call)) throw new TableUnavailableError('Could not write.', undefined, 'the disk is full');
  });
  world = aWorld(table, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  card = messenger.to(ADA).at(-1)?.message;
  const key = await world.cardKey();
  const deps = { ...world, log, cardKey: async () => key, turnCard: makeTurnCard(world) };
  onClick = keepingWhatWasTyped(deps, world.onClick);
});

/** The card that took the place of the pressed one. */
function shown() {
  const message = messenger.updates.at(-1)?.message;
  if (message?.kind !== 'deck') throw new Error('No card came back.');
  return message.deck;
}

const FULL = new Set(['batch'] as const);

describe('A press that could not be saved', () => {
  it.each([
    ['submit', WORDS],
    ['noChange', WORDS],
    ['later', { ...WORDS, until: '2026-12-02' }],
  ] as const)('brings the card back with everything that was typed (%s)', async (verb, inputs) => {
    refused = FULL;
    const said = await onClick(who(ADA), pressed(card, verb, inputs), noon);
    await said.after?.();
    expect(shown().item).toMatchObject({ ref: '4.1', problem: expect.stringMatching(NOT_SAVED), values: WORDS });
    expect(errors).toEqual(['not saved']);
    refused = new Set();
    expect((await world.deckOf(ADA)).items.map(({ value }) => [value.answer, value.later])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is saved by the card that came back, once there is room', async () => {
    refused = FULL;
    await (await onClick(who(ADA), pressed(card, 'submit', WORDS), noon)).after?.();
    const again = { kind: 'deck', deck: shown() };
    refused = new Set();
    await (await onClick(who(ADA), pressed(again, 'submit', WORDS), noon)).after?.();
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({ text: WORDS.text });
  });

  it('brings the reason for handing over back too', async () => {
    refused = FULL;
    const inputs = { ...WORDS, person: BEN, note: 'It is his gate.' };
    await (await onClick(who(ADA), pressed(card, 'handOver', inputs), noon)).after?.();
    expect(shown().item).toMatchObject({
      problem: expect.stringMatching(NOT_SAVED),
      values: WORDS,
      note: 'It is his gate.',
    });
  });

  it('shows nothing of a card to somebody else', async () => {
    refused = FULL;
    await expect(onClick(who(BEN), pressed(card, 'submit', WORDS), noon)).rejects.toThrow(TableUnavailableError);
    expect(await onClick(who(BEN), pressed(card, 'open'), noon)).toMatchObject({
      replies: [{ kind: 'notice', notice: { heading: 'That did not work just now' } }],
    });
    expect(messenger.updates).toEqual([]);
  });

  it('fails where not even the card can be looked up, so that the words are given back', async () => {
    refused = new Set(['batch', 'range', 'get']);
    await expect(onClick(who(ADA), pressed(card, 'submit', WORDS), noon)).rejects.toThrow(TableUnavailableError);
  });
});

describe('What is asked while the store cannot be used', () => {
  it('is answered kindly, and a defect stays a defect', async () => {
    const ask = sayingSorry(log, async (error: Error) => {
      throw error;
    });
    expect(await ask(new TableUnavailableError('Could not read.'))).toMatchObject({
      replies: [{ notice: { heading: 'That did not work just now' } }],
    });
    expect(errors).toEqual(['not answered']);
    await expect(ask(new TypeError('a defect'))).rejects.toThrow('a defect');
  });
});
