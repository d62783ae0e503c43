import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentSchema, assignmentStored } from '../../../../src/adapters/tables/rows/row-schemas.js';
import { ROLES } from '../../../../src/domain/people/assignment.js';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  aWorld,
  BEN,
  CAT,
  LEAD,
  line,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
const SOON = at('2026-11-30T10:01:00Z');
const CHIEF = person(15);
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  const lines = [...USUAL_LINES, line('plan', CHIEF, 'executive'), line('4.3', CAT, 'contributor')];
  await openQuarter(world, { lines });
  await world.sweep(OPENING);
});

const said = (from: number) => messenger.posts.slice(from).map(({ message }) => JSON.stringify(message));

describe('/lead', () => {
  const named = async (inputs = {}) =>
    chat.press(confirmIn(await chat.typed('lead', 'Cat Pell', NOW, CHIEF)), NOW, { by: CHIEF, inputs });

  it('is shown first, and makes somebody the lead whom the plan prints from the next revision on', async () => {
    const shown = shownIn(await chat.typed('lead', 'cat', NOW, CHIEF));
    expect(shown.title).toBe('Make Cat Pell the portfolio lead?');
    expect(shown.summary).toContain('Lea Dunn would no longer lead it');
    expect(shown.texts?.[0]?.value).toBe('Manager, S. Ode');
    const { card } = await named({ text: 'Manager, C. Pell' });
    expect(noticeIn(card)).toContain('Cat Pell leads the plan now');
    const draft = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'system' }, NOW);
    expect(draft).toMatchObject({ kind: 'compiled', document: { operationalLead: 'Manager, C. Pell' } });
    // what is public stays what it was
    const head = (await world.plan.head())?.value;
    expect((await world.plan.published(head?.basis ?? '')).plan.operationalLead).toBe('Manager, S. Ode');
  });

  it('gives the new lead all that the old one could do, at once, and takes it from the old one', async () => {
    await named({ text: 'Manager, C. Pell' });
    expect(shownIn(await chat.typed('extend', '5 days', NOW, CAT)).title).toContain('more time');
    expect(JSON.stringify(await chat.typed('status', '', NOW, LEAD))).toContain('Nothing is asked of you');
  });

  it('tells both once, with the way to the handover', async () => {
    await named({ text: 'Manager, C. Pell' });
    const before = messenger.posts.length;
    for (const time of [SOON, at('2026-11-30T10:02:00Z')]) await world.sweep(time);
    const told = said(before);
    expect(told).toHaveLength(2);
    expect(told.some((each) => each.includes('You lead the plan now') && each.includes('/takeover harbour'))).toBe(
      true,
    );
    expect(told.some((each) => each.includes('It is Cat Pell now.'))).toBe(true);
  });

  it.each([
    ['', 'Please say who'],
    ['Nobody Known', 'Nobody called "Nobody Known"'],
    ['Lea Dunn', 'leads the plan already'],
  ])('"%s": says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('lead', argument, NOW, CHIEF))).toContain(why);
  });
});

describe('/deputy', () => {
  const named = async (argument: string) =>
    noticeIn((await chat.press(confirmIn(await chat.typed('deputy', argument, NOW)), NOW)).card);

  it('lets somebody chase, review and compile, and not publish, until the day', async () => {
    expect(await named('Ben Reed until 31 January 2027')).toContain('Ben Reed is the deputy now');
    expect(shownIn(await chat.typed('nudge', '', NOW, BEN)).title).toContain('?');
    expect(shownIn(await chat.typed('review', '', NOW, BEN)).title).toContain('The review of');
    expect(JSON.stringify(await chat.typed('compile', '', NOW, BEN))).toContain('Draft 1');
    for (const [name, argument] of [
      ['compile', 'final'],
      ['close', ''],
      ['assign', '4.1 Ben Reed'],
      ['finish', ''],
      ['deputy', 'Cat Pell'],
    ] as const) {
      expect(noticeIn(await chat.typed(name, argument, NOW, BEN))).toContain('Only the portfolio lead can');
    }
    const later = at('2027-02-01T10:00:00Z');
    expect(noticeIn(await chat.typed('nudge', '', later, BEN))).toContain('Only the portfolio lead can');
  });

  it('can be ended, and is told', async () => {
    await named('Ben Reed');
    const before = messenger.posts.length;
    await world.sweep(SOON);
    expect(said(before)).toEqual([expect.stringContaining('You are the deputy now')]);
    expect(await named('none')).toContain('The plan has no deputy now');
    expect(noticeIn(await chat.typed('nudge', '', NOW, BEN))).toContain('Only the portfolio lead can');
    expect(noticeIn(await chat.typed('deputy', 'none', NOW))).toContain('This plan has no deputy.');
  });

  it('is read back as it was stored, and by an earlier release as a delegate for a row that is not there', () => {
    for (const role of ROLES) {
      const assignment = { target: { kind: 'plan' } as const, person: BEN, name: 'Ben Reed', role, until: null };
      const stored = assignmentStored(assignment);
      expect(assignmentSchema.parse(stored)).toEqual(assignment);
      if (role === 'deputy') expect(stored).toMatchObject({ role: 'delegate', target: { kind: 'requirement' } });
    }
  });
});

describe('the digest of a lead', () => {
  it('is one message for all that happened, and nothing where nothing did', async () => {
    const before = messenger.posts.length;
    await world.sweep(NOW);
    expect(messenger.posts).toHaveLength(before);
    const cycle = await world.cycleId();
    const over = { tenant: TENANT, plan: PLAN, cycle, note: 'On leave.' };
    await world.handOver({ ...over, person: USUAL_LINES[0]?.person ?? '', ref: '4.1', to: CAT }, NOW);
    await world.handOver({ ...over, person: BEN, ref: '4.3', to: CAT }, NOW);
    await world.sweep(SOON);
    const toLead = messenger.to(LEAD).map(({ message }) => JSON.stringify(message));
    expect(toLead).toHaveLength(1);
    expect(toLead[0]).toContain('2 things that happened');
    expect(toLead[0]).toContain('4.1 is handed over');
    expect(toLead[0]).toContain('4.3 is handed over');
    // what comes after it waits for the next working day
    await world.handOver({ ...over, person: USUAL_LINES[0]?.person ?? '', ref: '4.2', to: CAT }, SOON);
    await world.sweep(at('2026-11-30T10:05:00Z'));
    expect(messenger.to(LEAD)).toHaveLength(1);
    await world.sweep(at('2026-12-01T09:01:00Z'));
    expect(
      messenger
        .to(LEAD)
        .slice(1)
        .map(({ message }) => JSON.stringify(message)),
    ).toEqual([expect.stringContaining('4.2 is handed over')]);
  });

  it('says once that the quarter closed by its day', async () => {
    const later = at('2027-01-04T10:00:00Z');
    await world.sweep(later);
    for (const minute of ['01', '02']) await world.sweep(at(`2027-01-04T10:${minute}:00Z`));
    const told = messenger.to(LEAD).map(({ message }) => JSON.stringify(message));
    expect(told.filter((each) => each.includes('The quarter is closed'))).toHaveLength(1);
  });
});
