import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
} from '../../app/world.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './changes/lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
let messenger: FakeMessenger;
let world: ReturnType<typeof aWorld>;
let chat: ReturnType<typeof aLeadChat>;

/** Lea leads three plans: a quarter is open in two, and the third has rows of other numbers and no title. */
beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  const revision = { revision: at('2027-01-06T00:00:00Z').slice(0, 10) as never, given: {} };
  for (const plan of ['moorings', 'wrecks']) {
    const about = { tenant: TENANT, plan, by: 'system' };
    const rows = plan === 'moorings' ? harbourPlan() : aPlan([aRequirement('9.1'), aRequirement('9.2')]);
    const read = { ...aReadingOf(rows), title: plan === 'moorings' ? 'Moorings plan' : '' };
    mustBe('imported', await world.importPlan({ ...about, read, dryRun: false }, OPENING));
    const owner = plan === 'moorings' ? line('4.1', BEN) : line('9.1', ADA);
    mustBe('assigned', await world.assign({ ...about, lines: [owner, line('plan', LEAD, 'lead')] }, OPENING));
    if (plan === 'moorings') mustBe('opened', await world.openCycle({ ...about, ...revision }, OPENING));
  }
  await world.sweep(OPENING);
});

it('/status of somebody who leads several plans is one card, worst first, with the way into each', async () => {
  const now = at('2026-12-21T10:00:00Z');
  mustBe('saved', await world.reply(BEN, '4.3', 'The relay is fitted.', now));
  const status = shownIn(await chat.typed('status', '', now));
  expect(status.title).toBe('Your 3 plans');
  expect(status.summary).toContain('A quarter is open in 2, and updates are late in 2.');
  const refs = status.groups[0]?.lines.map(({ ref }) => ref);
  expect(refs).toEqual(['Moorings plan (moorings)', 'Safe quays plan (harbour)', 'Plan without a title (wrecks)']);
  const texts = status.buttons?.map((each) => (each.kind === 'command' ? each.text : ''));
  expect(texts).toEqual(['/status moorings', '/status harbour', '/status wrecks', '/nudge all plans']);
  expect(shownIn(await chat.typed('status', 'moorings', now)).title).toBe('Moorings plan');
});

describe('one confirmation for several plans', () => {
  it('is offered where the plan is asked for', async () => {
    const which = await chat.typed('nudge', '', NOW);
    expect(JSON.stringify(which)).toContain('"text":"/nudge all plans"');
    expect(JSON.stringify(await chat.typed('close', '', NOW))).not.toContain('all plans');
  });

  it('reminds in each that is open, and says where nobody could be', async () => {
    const message = await chat.typed('nudge', 'all plans', NOW);
    const shown = shownIn(message);
    expect(shown.title).toBe('Remind people in 2 of 3 plans?');
    expect(shown.groups.map(({ heading }) => heading)).toContain('Not in these plans');
    const before = messenger.posts.length;
    const { card } = await chat.press(confirmIn(message), NOW);
    expect(noticeIn(card)).toContain('Done in 2 plans');
    expect(messenger.posts.length).toBeGreaterThan(before);
  });

  it('says of somebody that they are away in all of their plans, without asking which', async () => {
    const message = await chat.typed('away', '7 to 18 December', NOW, ADA);
    const shown = shownIn(message);
    expect(shown.title).toBe('You are away in 2 plans?');
    const absences = async (plan: string) => {
      const store = world.stores.plan(TENANT, plan);
      const all = await store.assignments((await store.head())?.value.assignments ?? null);
      return all
        .filter(({ target }) => target.kind === 'person')
        .map(({ name, from, until }) => ({ name, from, until }));
    };
    expect([await absences(PLAN), await absences('wrecks')]).toEqual([[], []]);
    const { card } = await chat.press(confirmIn(message), NOW, { by: ADA });
    expect(noticeIn(card)).toContain('Done in 2 plans');
    const away = [{ name: 'Ada Moss', from: '2026-12-07', until: '2026-12-18' }];
    expect([await absences(PLAN), await absences('wrecks'), await absences('moorings')]).toEqual([away, away, []]);
    // a stand-in whom one of the plans does not know is said, and stands in in the other
    const withBen = shownIn(await chat.typed('away', '7 to 18 December, Ben Reed', NOW, ADA));
    expect(withBen.title).toBe('You are away in 1 of 2 plans?');
    expect(JSON.stringify(withBen)).toContain('Nobody called \\"Ben Reed\\" is in this plan');
  });

  it('opens a quarter in each that has none', async () => {
    const message = await chat.typed('open', 'in all plans', NOW);
    expect(shownIn(message).title).toBe('Open the next quarter in 1 of 3 plans?');
    expect(noticeIn((await chat.press(confirmIn(message), NOW)).card)).toContain('Done in 1 plan');
    expect((await world.stores.plan(TENANT, 'wrecks').head())?.value.cycle?.state).toBe('open');
  });

  it('does nothing in a plan of somebody else, whoever names it', async () => {
    const lines = [line('4.1', BEN), line('plan', ADA, 'lead')];
    const about = { tenant: TENANT, plan: 'moorings', by: 'system' };
    mustBe('assigned', await world.assign({ ...about, lines }, NOW));
    const shown = shownIn(await chat.typed('nudge', `${PLAN} plans harbour,moorings,elsewhere`, NOW));
    expect(shown.title).toBe('Remind people in 1 plan?');
    expect(JSON.stringify(shown)).not.toContain('Moorings');
  });
});

it('a row that only one of the plans has needs no question which plan is meant', async () => {
  expect(noticeIn(await chat.typed('deadline', '9.1', NOW))).toContain('Please say the new date');
  expect(noticeIn(await chat.typed('deadline', '4.1', NOW))).toContain('Which plan?');
});

it('a misspelt name is answered with the one that was meant', async () => {
  for (const [name, argument] of [
    ['nudge', 'harbour Bem'],
    ['nudge', 'harbour Ben Read'],
    ['assign', 'harbour 4.1 Adda Moss'],
    ['deputy', 'harbour Adda Mos'],
  ] as const) {
    const said = noticeIn(await chat.typed(name, argument, NOW));
    if (argument.endsWith('Bem')) expect(said).not.toContain('Did you mean');
    else expect(said).toMatch(/Did you mean (?:Ben Reed|Ada Moss)\?/);
  }
  expect(JSON.stringify(await chat.typed('status', 'harbour Ada Mosss', NOW))).toContain('Did you mean Ada Moss?');
});

it('a card of an earlier quarter says why it does nothing, and leads on', async () => {
  const old = confirmIn(await chat.typed('extend', 'harbour 5 days', NOW));
  const because = { tenant: TENANT, plan: PLAN, by: 'lead', reason: 'Wrong dates.' };
  mustBe('changed', await world.recall(because, NOW));
  const next = { revision: at('2027-03-31T00:00:00Z').slice(0, 10) as never, given: {} };
  mustBe('opened', await world.openCycle({ tenant: TENANT, plan: PLAN, by: 'system', ...next }, NOW));
  const { said } = await chat.press(old, NOW);
  expect(noticeIn(said.replies[0])).toContain('Another has begun since it was shown');
  expect(JSON.stringify(said.replies)).toContain('/extend harbour');
});

it('/help names a row of the plan', async () => {
  const said = noticeIn(await chat.typed('help', 'wrecks', NOW));
  expect(said).toContain('/history 9.1');
  expect(said).not.toContain('10.2');
});
