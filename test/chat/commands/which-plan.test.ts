import { expect, it } from 'vitest';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import { COMMANDS, type Command } from '../../../src/chat/turn.js';
import { aWorld, harbourPlan, LEAD, line, mustBe, OPENING, openQuarter, TENANT, who } from '../../app/world.js';
import { aReadingOf } from '../../domain/builders.js';

/** Those about every plan at once, or about none. */
const OF_NO_ONE_PLAN = new Set<Command['name']>(['status', 'help', 'clock', 'import', 'away']);

it('a command of somebody with two plans is asked about with all its words kept, and a button for each plan', async () => {
  const world = aWorld();
  await openQuarter(world);
  const about = { tenant: TENANT, plan: 'moorings', by: 'system' };
  mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(harbourPlan()), dryRun: false }, OPENING));
  mustBe('assigned', await world.assign({ ...about, lines: [line('plan', LEAD, 'lead')] }, OPENING));
  const onCommand = makeOnCommand({
    ...world,
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: makeResume(world),
  });
  for (const name of COMMANDS.filter((each) => !OF_NO_ONE_PLAN.has(each))) {
    const [message] = (await onCommand(who(LEAD), { name, argument: 'final Words' }, OPENING)).replies;
    if (message?.kind !== 'notice') throw new Error(`${name}: ${JSON.stringify(message)}`);
    expect(message.notice.heading).toBe('Which plan?');
    const written = [`/${name} harbour final Words`, `/${name} moorings final Words`];
    expect(message.notice.commands.map((each) => each.text).sort()).toEqual(written);
    for (const each of written) expect(message.notice.paragraphs.join('\n')).toContain(`${each}: Safe quays plan`);
  }
  const [chosen] = (await onCommand(who(LEAD), { name: 'compile', argument: 'moorings final' }, OPENING)).replies;
  expect(JSON.stringify(chosen)).toContain('has no quarter yet');
});
