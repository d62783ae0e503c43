import { beforeAll, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import type { Command } from '../../../src/chat/turn.js';
import { ROLES, type Role } from '../../../src/domain/people/assignment.js';
import { type Action, AUTHORITY } from '../../../src/domain/people/authority.js';
import { FakeMessenger } from '../../app/fakes.js';
import { aWorld, line, OPENING, openQuarter, person, who } from '../../app/world.js';
import { at } from '../../domain/builders.js';

const messenger = new FakeMessenger();
const world = aWorld(memoryTable(), messenger);
const onCommand = makeOnCommand({
  ...world,
  linksTo: async () => [],
  sheetLinksTo: async (tenant, plan, wanted) => [
    { title: 'Word document', url: `https://x.example/${tenant}/${plan}/${JSON.stringify(wanted)}` },
  ],
  moveClock: null,
  resume: makeResume(world),
});
const holder: Readonly<Record<Role, string>> = {
  owner: person(11),
  contributor: person(12),
  delegate: person(13),
  lead: person(14),
  deputy: person(17),
  executive: person(15),
  admin: person(16),
};
const now = at('2026-11-30T12:00:00Z');
const typed = async (id: string, name: Command['name'], argument = '') =>
  JSON.stringify((await onCommand(who(id), { name, argument }, now)).replies);

beforeAll(async () => {
  await openQuarter(world, {
    lines: [
      line('4.1', holder.owner),
      line('4.2', holder.contributor, 'contributor'),
      line('4.3', holder.delegate, 'delegate', '2026-12-30'),
      line('plan', holder.lead, 'lead'),
      line('plan', holder.deputy, 'deputy'),
      line('plan', holder.executive, 'executive'),
      line('plan', holder.admin, 'admin'),
    ],
  });
  await world.sweep(OPENING);
});

describe('/clock outside local mode', () => {
  it('is no command, for nobody', async () => {
    for (const id of Object.values(holder)) expect(await typed(id, 'clock', '+5')).toContain('No such command');
  });
});

/** Which row of the table of authority stands behind a command that only some may give. */
const guarded: readonly (readonly [Command['name'], string, Action])[] = [
  ['nudge', '', 'nudge'],
  ['compile', '', 'compile'],
  ['history', '', 'seeHistory'],
  ['people', '', 'seeStatus'],
  ['takeover', '', 'seeStatus'],
  ['resume', '', 'pause'],
  ['sheet', 'person 011', 'returnSheets'],
  ['compile', 'final', 'finalise'],
  ['close', '', 'close'],
];

describe.each(guarded)('/%s %s', (name, argument, action) => {
  // the lead's turn comes last: it may change what the others would see
  const roles = [...ROLES].sort((a, b) => (a === 'lead' ? 1 : 0) - (b === 'lead' ? 1 : 0));

  it.each(roles)('by the %s goes by the table of authority, and is refused in plain words', async (role) => {
    const answer = await typed(holder[role], name, argument);
    if (AUTHORITY[action].includes(role)) expect(answer).not.toContain('Only the portfolio lead can');
    else expect(answer).toContain('Only the portfolio lead can');
  });

  it('by a stranger says that nothing is asked of them', async () => {
    expect(await typed(person(99), name, argument)).toContain('Nothing is asked of you');
  });
});

describe('/status', () => {
  it.each(ROLES)('shows the %s the whole plan or only their own part, by the table of authority', async (role) => {
    const answer = await typed(holder[role], 'status');
    if (AUTHORITY.seeStatus.includes(role)) expect(answer).toContain(' answered');
    else expect(answer).toContain('Asked of you');
  });
});

describe('/sheet', () => {
  it('gives links for the one person, or the one post without a person, that the words name', async () => {
    expect(await typed(holder.lead, 'sheet', 'person 011')).toContain(holder.owner);
    expect(await typed(holder.lead, 'sheet', 'Nobody of this name')).toContain('Write /sheet and one of these');
    expect(await typed(holder.lead, 'sheet', 'person')).toContain('Write /sheet and one of these');
    expect(await typed(holder.lead, 'sheet')).toContain('Write /sheet and one of these');
  });
});
