import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../src/app/store/ports.js';
import { makeBotParts, makeUseCases } from '../../src/host/wiring.js';
import { before, FakeMessenger, silentLog } from '../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter, pressed, type World, who } from '../app/world.js';
import { at } from '../domain/builders.js';

const noon = at('2026-11-30T12:00:00Z');
const WORDS = 'Two pages, typed on a telephone.';

let messenger: FakeMessenger;
let world: World;
/** The calls that a store still answers. */
let left: number;
let failing: Table;

beforeEach(async () => {
  const table = memoryTable();
  messenger = new FakeMessenger();
  world = aWorld(table, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  left = Number.POSITIVE_INFINITY;
  failing = before(table, () => {
    left -= 1;
    if (left < 0) throw new Error('the store is out of reach');
  });
});

const conversation = () =>
  makeBotParts(makeUseCases(failing), {
    messenger,
    replies: messenger,
    rosters: { membersOf: async () => ({ kind: 'unread', reason: 'none' }) },
    log: silentLog,
    clock: { now: async () => noon },
    steadyMs: () => 0,
    publicUrl: () => 'https://quarterdeck.example',
    formats: [],
    sheetFormats: [],
    moveClock: null,
    retentionMonths: null,
  }).conversation;

describe('A store that fails while something is saved', () => {
  it.each([0, 1, 2])(
    'after %i calls costs nobody what they wrote: it comes back, and nothing is acknowledged',
    async (calls) => {
      const card = messenger.to(ADA).at(-1)?.message;
      left = calls;
      const said = await conversation().onClick(who(ADA), pressed(card, 'submit', { text: WORDS }));
      expect(said.failure).toEqual(new Error('the store is out of reach'));
      const texts = said.replies.map((each) => JSON.stringify(each));
      expect(texts).toEqual([expect.stringContaining(WORDS)]);
      expect(texts[0]).toContain('I cannot say whether that was saved');
      left = Number.POSITIVE_INFINITY;
      expect((await world.deckOf(ADA)).items[0]?.value.answer).toBeNull();
    },
  );
});
