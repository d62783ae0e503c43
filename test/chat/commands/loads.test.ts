import { beforeAll, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../src/adapters/tables/stores/service-store.js';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import { makeOnConfirm } from '../../../src/chat/commands/on-confirm.js';
import { COMMANDS, type Command } from '../../../src/chat/turn.js';
import { countedStores, FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, LEAD, OPENING, openQuarter, who } from '../../app/world.js';
import { at } from '../../domain/builders.js';

const table = memoryTable();
const { stores, counts } = countedStores(openStores(table));
const world = aWorld(table, new FakeMessenger(), undefined, stores);
const onCommand = makeOnCommand({
  ...world,
  sheetLinksTo: async () => [],
  moveClock: null,
  resume: makeResume(world),
});
const now = at('2026-11-30T12:00:00Z');

/** What a command reads and writes of the plan. */
async function readBy(id: string, name: Command['name'], argument = ''): Promise<Readonly<Record<string, number>>> {
  counts.clear();
  await onCommand(who(id), { name, argument }, now);
  return Object.fromEntries(counts);
}

/** The parts of a plan that are read whole. */
const PARTS = ['head', 'published', 'assignments', 'decks'] as const;

beforeAll(async () => {
  await openQuarter(world);
  await world.sweep(OPENING);
  await world.reply(ADA, '4.1', 'The log is kept.', now);
});

describe('A command', () => {
  it('to compile a draft loads the plan once', async () => {
    expect(await readBy(LEAD, 'compile')).toEqual({
      head: 1,
      published: 1,
      assignments: 1,
      decks: 1,
      // the lasting ones, and those of the cycle
      decisions: 2,
      // the revision before, if any, and what was promised
      compiled: 1,
      commitments: 1,
      // words that are not to be printed again
      removals: 1,
      writeCompiled: 1,
      writeHead: 1,
    });
  });

  it('for help does not load what is published', async () => {
    expect(await readBy(LEAD, 'help')).toEqual({ head: 1, assignments: 1, decks: 1 });
    expect(await readBy(ADA, 'help')).toEqual({ head: 1, assignments: 1, decks: 1 });
  });

  it.each(COMMANDS.flatMap((name) => [`${name}`, `${name} 4.1`, `${name} final`]))(
    '/%s loads no part of the plan twice',
    async (typed) => {
      const [name, argument] = typed.split(' ') as [Command['name'], string | undefined];
      for (const id of [LEAD, ADA]) {
        const read = await readBy(id, name, argument);
        expect(read['head']).toBe(1);
        expect(PARTS.filter((part) => (read[part] ?? 0) > 1)).toEqual([]);
      }
    },
  );

  it('that was shown and is confirmed loads the plan once more, and what it writes is read again only to tell the asks', async () => {
    const said = await onCommand(who(LEAD), { name: 'close', argument: '' }, now);
    const [message] = said.replies;
    const button = message?.kind === 'status' ? message.status.buttons?.[0] : undefined;
    if (button?.kind !== 'confirm') throw new Error('no button to confirm');
    const onConfirm = makeOnConfirm(world);
    counts.clear();
    const { context } = button;
    const click = { context, verb: 'close', inputs: {}, activityId: null } as const;
    await onConfirm(who(LEAD), click, 'close', at('2026-11-30T12:01:00Z'));
    expect(Object.fromEntries(counts)).toEqual({ head: 1, assignments: 1, decks: 2, writeHead: 1, changeAsks: 1 });
  });
});
