import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { TableUnavailableError } from '../../src/app/store/table-unavailable.js';
import { makeBotParts, makeUseCases } from '../../src/host/wiring.js';
import { before, FakeMessenger, silentLog } from '../app/fakes.js';
import { ADA, aWorld, LEAD, OPENING, openQuarter, pressed, who } from '../app/world.js';
import { at } from '../domain/builders.js';

const noon = at('2026-11-30T12:00:00Z');
const WORDS = 'The gate is mended and lit.';
const SORRY = { replies: [{ kind: 'notice', notice: { heading: 'That did not work just now' } }] };

let messenger: FakeMessenger;
/** What the store refuses. */
let refused: ReadonlySet<'get' | 'range' | 'batch'>;
let conversation: ReturnType<typeof makeBotParts>['conversation'];

beforeEach(async () => {
  refused = new Set();
  messenger = new FakeMessenger();
  const table = before(memoryTable(), (call) => {
    if (refused.has(call)) throw new TableUnavailableError('It cannot be used.');
  });
  const world = aWorld(table, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  conversation = makeBotParts(makeUseCases(table), {
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
});

describe('A store that cannot be used', () => {
  it('is told kindly to whoever writes', async () => {
    refused = new Set(['get', 'range', 'batch']);
    expect(await conversation.onCommand(who(LEAD), { name: 'status', argument: '' })).toMatchObject(SORRY);
    expect(await conversation.onText(who(ADA), WORDS)).toMatchObject(SORRY);
  });

  it('that still can be read answers what is only read', async () => {
    refused = new Set(['batch']);
    const said = await conversation.onCommand(who(LEAD), { name: 'status', argument: '' });
    expect(said.replies.map(({ kind }) => kind)).toEqual(['status']);
  });

  it('that still can be read brings a pressed card back with what was typed', async () => {
    refused = new Set(['batch']);
    const card = messenger.to(ADA).at(-1)?.message;
    const said = await conversation.onClick(who(ADA), pressed(card, 'submit', { text: WORDS }));
    await said.after?.();
    expect(messenger.updates.at(-1)?.message).toMatchObject({
      deck: { item: { values: { text: WORDS }, problem: expect.stringContaining('I could not save this just now.') } },
    });
  });
});
