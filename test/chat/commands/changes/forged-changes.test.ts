import { beforeEach, describe, expect, it } from 'vitest';
import { makeChangeSettings } from '../../../../src/app/plan/change-settings.js';
import { LASTING } from '../../../../src/app/store/stores.js';
import { type ChangeName, changeCalled } from '../../../../src/chat/commands/all-changes.js';
import type { Click } from '../../../../src/chat/turn.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { ROLES } from '../../../../src/domain/people/assignment.js';
import { AUTHORITY } from '../../../../src/domain/people/authority.js';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  aWorld,
  BEN,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  person,
  REVISION,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { aPlan, aRequirement, at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn } from './lead-chat.js';

const NOW = at('2026-12-02T10:00:00Z');
const HOLDERS = {
  deputy: person(14),
  contributor: person(12),
  delegate: person(13),
  executive: person(15),
  admin: person(16),
} as const;
/** What everybody does for themselves, and what is shown twice before it is done, has tests of its own. */
type LeadsChange = Exclude<ChangeName, 'away' | 'back' | 'note' | 'reissue' | 'import'>;
/** An argument with which each can be confirmed. */
const CONFIRMABLE: Readonly<Record<LeadsChange, string>> = {
  open: '31 March 2027',
  published: 'https://www.harbour.example/plan',
  sent: 'Port Board',
  duty: 'Six-month update',
  extend: '5 days',
  recall: '',
  skip: '',
  pause: '',
  resume: '',
  finish: '',
  reopen: '',
  lead: 'Ben Reed',
  deputy: 'Ben Reed',
  nudge: '',
  assign: '4.3 Ada Moss',
  answer: '4.3 on track, the relay is fitted',
  deadline: '4.1 30 June 2027 agreed by the Inspectorate because of ice',
  discharge: '4.3 by the Inspectorate on 12 November 2026 reference letter 31',
  transfer: '4.3 to the Pilots watched by their Board look again on 30 June 2027',
  complete: '4.1 agreed by the Harbour Master',
  promise: '4.2 done',
  accept: '4.3',
  correct: '4.3',
  ask: '4.3',
  check: 'legal by N. Orr',
  present: '',
  sign: '',
  return: '',
  redact: '4.1 quay',
};
/** What is written on the card before it is confirmed, where it has a box. */
const WRITTEN: Partial<Record<ChangeName, Click['inputs']>> = {
  recall: { note: 'The dates were wrong.' },
  skip: { note: 'The harbour is shut.' },
  pause: { note: 'The board is new.' },
  finish: { note: 'The file is closed.' },
  lead: { text: 'Manager, B. Reed' },
  reopen: { note: 'There is more to do.' },
  accept: { note: 'He is named in the public register.' },
  correct: { text: 'The log of the quay is kept.', note: 'No names of private people.' },
  ask: { note: 'Which post keeps the log?' },
  return: { note: '4.1 promises too much.' },
};
const REVIEWED: ReadonlySet<ChangeName> = new Set<ChangeName>(['accept', 'correct', 'ask']);
const NAMES = Object.keys(CONFIRMABLE) as readonly LeadsChange[];
/** Those that are about a draft. */
const SIGNING: ReadonlySet<ChangeName> = new Set<ChangeName>(['check', 'present', 'sign', 'return']);
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  const messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
});

/** A quarter in which everything can be changed; for /open one that is closed. */
async function ready(name: LeadsChange): Promise<void> {
  const { contributor, delegate, deputy, executive, admin } = HOLDERS;
  const lines = [
    ...USUAL_LINES,
    line('4.1', contributor, 'contributor'),
    line('4.1', delegate, 'delegate', '2027-12-30'),
    line('plan', deputy, 'deputy'),
    line('plan', executive, 'executive'),
    line('plan', admin, 'admin'),
  ];
  const deadline = { date: REVISION, original: REVISION, moves: [] };
  const plan = aPlan([aRequirement('4.1', { deadline }), aRequirement('4.2'), aRequirement('4.3')]);
  await openQuarter(world, { plan, lines });
  await world.sweep(OPENING);
  const complete = { kind: 'text', text: 'All lamps are mended.', status: 'complete', evidence: null } as const;
  mustBe('saved', await world.reply(delegate, '4.1', complete, NOW));
  mustBe(
    'saved',
    await world.reply(USUAL_LINES[0]?.person ?? '', '4.2', 'The rail will be mended by 30 June 2027.', NOW),
  );
  if (REVIEWED.has(name))
    mustBe('saved', await world.reply(BEN, '4.3', 'Mr Albert Stone keeps the log of the quay.', NOW));
  if (SIGNING.has(name)) await readyToSign();
  const because = { tenant: TENANT, plan: PLAN, by: 'lead', reason: 'Made ready.' };
  if (name === 'resume') mustBe('changed', await world.pause(because, NOW));
  if (name === 'reopen') mustBe('changed', await world.finishPlan({ ...because, revision: null }, NOW));
  if (name === 'open') mustBe('closed', await world.closed(NOW));
  if (name === 'published' || name === 'sent') await readyToPublish(name);
  if (name === 'duty') {
    const duties = [{ what: 'Six-month update', by: civilDate('2026-12-20') }];
    mustBe('set', await world.changeSettings({ tenant: TENANT, plan: PLAN, by: 'lead' }, { duties }, NOW));
  }
}

/** A revision that is made; for /sent one that is public. */
async function readyToPublish(name: 'published' | 'sent'): Promise<void> {
  const about = { tenant: TENANT, plan: PLAN, by: 'lead', byName: 'Lea Dunn' };
  mustBe('set', await world.changeSettings(about, { recipients: [{ name: 'Port Board', address: '' }] }, NOW));
  await world.accepted(NOW);
  mustBe('made', await world.finalised(NOW));
  if (name === 'published') return;
  const page = { address: 'https://www.harbour.example/plan', day: civilDate('2026-12-02') };
  mustBe('recorded', await world.recordPublication(about, page, NOW));
}

/** A draft with nothing between it and its signature. */
async function readyToSign(): Promise<void> {
  const about = { tenant: TENANT, plan: PLAN, by: 'system' };
  mustBe('set', await makeChangeSettings(world)(about, { signOff: 'executive' }, NOW));
  const decider = { by: 'lead', byName: 'Lea Dunn' };
  mustBe('agreed', await world.confirmComplete({ ...about, ref: '4.1', agreedBy: 'Harbour Master', decider }, NOW));
  await world.accepted(NOW);
  mustBe('compiled', await world.compileRevision(about, NOW));
}

const written = async () =>
  JSON.stringify([
    await world.plan.head(),
    await world.plan.decks(await world.cycleId()),
    await world.plan.commitments(),
    await world.plan.decisions(LASTING),
    await world.plan.decisions(await world.cycleId()),
    (await world.plan.history('plan')).filter(({ payload }) => payload?.what !== 'refused').length,
  ]);
const refusals = async () =>
  (await world.plan.history('plan')).filter(({ payload }) => payload?.what === 'refused').length;

describe.each(NAMES)('/%s', (name) => {
  const inputs = WRITTEN[name] ?? {};
  const action = changeCalled(name, aWorld()).action;
  /** Who may, and who holds another role. */
  const [by, another] = AUTHORITY[action].includes('lead') ? [LEAD, HOLDERS.executive] : [HOLDERS.executive, LEAD];
  const refused = by === LEAD ? 'Only the portfolio lead can' : 'Only the executive lead can';

  beforeEach(() => ready(name));

  it('is shown to those whom the table of authority names, and refused to all others', async () => {
    for (const role of ROLES) {
      const holder = role === 'lead' ? LEAD : role === 'owner' ? BEN : HOLDERS[role];
      const message = await chat.typed(name, CONFIRMABLE[name], NOW, holder);
      const may = AUTHORITY[action].includes(role);
      if (may) expect(confirmIn(message).verb).toBe('confirm');
      else expect(noticeIn(message)).toContain(refused);
    }
  });

  it('changes nothing by a card that was forwarded, altered, or made for something else', async () => {
    const { verb, context } = confirmIn(await chat.typed(name, CONFIRMABLE[name], NOW, by));
    const before = await written();
    const others = NAMES.filter((other) => other !== name);
    await chat.press({ verb, context }, NOW, { by: BEN, inputs });
    await chat.press({ verb, context }, NOW, { by: another, inputs });
    for (const ask of [...others, 'away', 'back', 'close', 'finalise', 'x'])
      await chat.press({ verb, context: { ...context, ask } }, NOW, { by, inputs });
    for (const other of ['close', 'finalise', 'submit', 'open', 'saveTyped'] as const) {
      await chat.press({ verb: other, context }, NOW, { by, inputs });
    }
    await chat.press({ verb, context: { ...context, argument: `${context.argument ?? ''} ` } }, NOW, { by, inputs });
    await chat.press({ verb, context: { ...context, plan: 'other' } }, NOW, { by, inputs });
    await chat.press({ verb, context: { ...context, cycle: 'other' } }, NOW, { by, inputs });
    await chat.press(
      { verb, context: { ...context, basedOn: context.basedOn.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) } },
      NOW,
      { by, inputs },
    );
    await chat.press({ verb, context: { ...context, tenant: person(1) } }, NOW, { by, inputs });
    expect(await written()).toBe(before);
    expect(await refusals()).toBeGreaterThan(0);
  });

  it('changes something once, however often it is pressed', async () => {
    const button = confirmIn(await chat.typed(name, CONFIRMABLE[name], NOW, by));
    const before = await written();
    await chat.press(button, NOW, { by, inputs });
    const after = await written();
    expect(after).not.toBe(before);
    await chat.press(button, NOW, { by, inputs });
    expect(await written()).toBe(after);
  });

  it('is not done by somebody who has stopped leading since', async () => {
    const button = confirmIn(await chat.typed(name, CONFIRMABLE[name], NOW, by));
    const lines = [...USUAL_LINES.slice(0, 3), line('plan', BEN, 'lead')];
    mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, NOW));
    const before = await written();
    const { said } = await chat.press(button, NOW, { by, inputs });
    expect(noticeIn(said.replies[0])).toContain(refused);
    expect(await written()).toBe(before);
  });
});
