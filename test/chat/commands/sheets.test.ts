import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/messages.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, harbourPlan, LEAD, line, mustBe, OPENING, openQuarter, TENANT } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { aLeadChat, noticeIn } from './changes/lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
let messenger: FakeMessenger;
let world: ReturnType<typeof aWorld>;
let chat: ReturnType<typeof aLeadChat>;

/** Ada answers 4.1; 4.2 and 4.3 are with nobody, and their post answers on a sheet. */
beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  const rows = harbourPlan();
  const requirements = rows.requirements.map((row) =>
    row.ref === '4.1' ? row : { ...row, owner: 'Pilots of the bay' },
  );
  await openQuarter(world, { plan: { ...rows, requirements }, lines: [line('4.1', ADA), line('plan', LEAD, 'lead')] });
  await world.sweep(OPENING);
});

const statusLines = async (now = NOW) => JSON.stringify(await chat.typed('status', '', now));
const buttons = (message: Message) =>
  message.kind === 'notice' ? message.notice.commands.map(({ text }) => text) : [];

describe('/sheet', () => {
  it('gives the e-mail to copy, and then a reminder, and a button that notes that it was sent', async () => {
    const made = await chat.typed('sheet', 'pilots', NOW);
    expect(noticeIn(made)).toContain('Subject: Safe quays plan: updates needed by Friday 18 December');
    expect(noticeIn(made)).toContain('asks you for 2 updates (4.2 and 4.3)');
    expect(buttons(made)).toEqual(['/sheet harbour Pilots of the bay sent']);
    expect(await statusLines()).toContain('sheet for Pilots of the bay made on Monday 30 November, not noted as sent');
    expect(noticeIn(await chat.typed('sheet', 'harbour Pilots of the bay sent', NOW))).toContain('is sent');
    expect(await statusLines()).toContain('sheet for Pilots of the bay sent on Monday 30 November, not back');
    const again = noticeIn(await chat.typed('sheet', 'pilots', at('2026-12-21T10:00:00Z')));
    expect(again).toContain('Subject: Reminder: Safe quays plan');
    expect(again).toContain('They were due on Friday 18 December');
  });

  it('prompts the lead on the days of the reminders, once each, while something is open', async () => {
    await chat.typed('sheet', 'pilots', NOW);
    const to = () => messenger.to(LEAD).map(({ message }) => JSON.stringify(message));
    await world.sweep(at('2026-12-11T10:00:00Z'));
    expect(to()).toEqual([]);
    await chat.typed('sheet', 'harbour pilots sent', at('2026-12-11T11:00:00Z'));
    for (const time of ['10:00', '10:01']) await world.sweep(at(`2026-12-17T${time}:00Z`));
    expect(to()).toEqual([expect.stringContaining('The sheet for Pilots of the bay is not back')]);
    expect(to()[0]).toContain('/sheet harbour Pilots of the bay');
  });

  it('keeps its note when the quarter is given more time or rows are assigned', async () => {
    await chat.typed('sheet', 'pilots sent', NOW);
    const due = { due: at('2026-12-22T00:00:00Z').slice(0, 10) as never };
    mustBe('extended', await world.extendCycle({ tenant: TENANT, plan: 'harbour', given: due, by: 'system' }, NOW));
    await world.sweep(at('2026-12-01T10:00:00Z'));
    expect(await statusLines()).toContain('sheet for Pilots of the bay sent on Monday 30 November');
  });
});
