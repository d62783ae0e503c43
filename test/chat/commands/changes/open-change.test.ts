import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  ADA,
  aWorld,
  CAT,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { aReadingOf, at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-11-20T10:00:00Z');
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  const about = { tenant: TENANT, plan: PLAN, by: 'system' };
  mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(harbourPlan(4)), dryRun: false }, NOW));
  const lines = [...USUAL_LINES.slice(0, 2), line('4.3', CAT), ...USUAL_LINES.slice(3)];
  mustBe('assigned', await world.assign({ ...about, lines }, NOW));
  for (const id of [LEAD, ADA]) await world.signOfLife(id, NOW);
});

const cycleNow = async () => (await world.plan.head())?.value.cycle ?? null;

describe('/open', () => {
  it('proposes dates that leave people all their days, and shows who is asked, who is not, and who would not get it', async () => {
    const status = shownIn(await chat.typed('open', '', NOW));
    // the newest column is of 19 June, so a quarter later has passed
    expect(status.title).toBe('Open the quarter for the revision of 29 December 2026?');
    expect(status.summary).toContain(
      '2 people would be asked for 3 updates. People are asked at once, in working hours.',
    );
    expect(status.dates).toEqual([
      { input: 'opens', label: 'People are asked from', value: '2026-11-20' },
      { input: 'due', label: 'Updates are due on', value: '2026-12-11' },
      { input: 'closes', label: 'The quarter closes on', value: '2026-12-22' },
      { input: 'revision', label: 'Date of the revision', value: '2026-12-29' },
    ]);
    expect(status.groups).toEqual([
      {
        heading: '1 person cannot be reached as things stand',
        lines: [expect.objectContaining({ ref: 'Cat Pell', text: 'has not opened Quarterdeck in Teams yet.' })],
      },
      {
        heading: 'Nobody is assigned to these, so nobody is asked',
        lines: [{ ref: 'Harbour Master', text: '1 requirement: 4.4', detail: 'nobody is assigned' }],
      },
      {
        heading: 'Who is asked',
        lines: [
          { ref: 'Ada Moss', text: '2 requirements: 4.1, 4.2', detail: '' },
          { ref: 'Cat Pell', text: '1 requirement: 4.3', detail: '' },
        ],
      },
    ]);
    expect(await cycleNow()).toBeNull();
    expect(messenger.posts).toEqual([]);
  });

  it('opens the quarter when exactly that is confirmed, once, in the name of the lead', async () => {
    const button = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    const { card } = await chat.press(button, NOW);
    expect(noticeIn(card)).toContain('The quarter for the revision of 31 March 2027 is open');
    // as many as were shown: the row of nobody is asked of nobody
    expect(noticeIn(card)).toContain('2 people are asked for 3 updates, from Monday 22 February.');
    const cycle = await cycleNow();
    expect(cycle).toMatchObject({ state: 'open', revision: '2027-03-31', due: '2027-03-15', opens: '2027-02-22' });
    const [opened] = (await world.plan.history('plan')).filter(({ payload }) => payload?.what === 'opened a cycle');
    const lead = (await world.stores.person(TENANT, LEAD).record())?.value.whoKey;
    expect(opened?.payload?.who).toBe(lead);
    const again = await chat.press(button, NOW);
    expect(noticeIn(again.said.replies[0])).toContain('That card is about an earlier quarter.');
    expect((await cycleNow())?.id).toBe(cycle?.id);
  });

  it('takes each date as typed, and says what is odd about it', async () => {
    const status = shownIn(await chat.typed('open', '31 March 2027 opens 1 March due 14 March 2027', NOW));
    expect(status.dates?.map(({ value }) => value)).toEqual(['2027-03-01', '2027-03-14', '2027-03-24', '2027-03-31']);
    expect(status.summary).toContain('Answers are due on Sunday 14 March, at a weekend.');
  });

  it('with a date moved on the card shows it again, with the dates that follow from it, and opens nothing yet', async () => {
    const button = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    const inputs = { opens: '2027-02-22', due: '2027-03-15', closes: '2027-03-24', revision: '2027-04-14' };
    const { said } = await chat.press(button, NOW, { inputs });
    const status = shownIn(said.replies[0]);
    expect(status.title).toBe('Open the quarter for the revision of 14 April 2027?');
    expect(status.summary).not.toContain('Something changed');
    expect(status.dates?.map(({ value }) => value)).toEqual(['2027-03-08', '2027-03-31', '2027-04-09', '2027-04-14']);
    expect(await cycleNow()).toBeNull();
    const confirm = confirmIn(said.replies[0]);
    const dates = Object.fromEntries((status.dates ?? []).map(({ input, value }) => [input, value]));
    await chat.press(confirm, at('2026-11-20T10:01:00Z'), { inputs: dates });
    expect(await cycleNow()).toMatchObject({ revision: '2027-04-14', due: '2027-03-31' });
  });

  it('keeps the dates that were moved before, where the last ones cannot be', async () => {
    const first = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    const moved = { opens: '2027-02-22', due: '2027-03-12', closes: '2027-03-24', revision: '2027-03-31' };
    const shown = (await chat.press(first, NOW, { inputs: moved })).said.replies[0];
    const now = Object.fromEntries((shownIn(shown).dates ?? []).map(({ input, value }) => [input, value]));
    const crossed = { ...now, closes: '2027-03-05' };
    const { said } = await chat.press(confirmIn(shown), at('2026-11-20T10:01:00Z'), { inputs: crossed });
    expect(noticeIn(said.replies[0])).toContain(
      'Updates cannot be due on Friday 12 March, after the close on Friday 5 March.',
    );
    const back = said.replies.flatMap((each) => (each.kind === 'notice' ? each.notice.commands : []))[0];
    const again = shownIn(await chat.typed('open', (back?.text ?? '').replace(/^\/open /, ''), NOW));
    expect(again.dates).toEqual(shownIn(shown).dates);
    expect(now['due']).toBe('2027-03-12');
  });

  it('opened by two at once says to the other that it is open, and not to close it', async () => {
    const cards = [NOW, at('2026-11-20T10:00:01Z')].map(async (now) => chat.typed('open', '31 March 2027', now));
    const buttons = (await Promise.all(cards)).map(confirmIn);
    const both = await Promise.all(buttons.map((button) => chat.press(button, at('2026-11-20T10:00:05Z'))));
    const words = JSON.stringify([both, messenger.updates]);
    expect(words).toContain('2 people are asked for 3 updates');
    expect(words).toContain(
      'is open already, and closes on Wednesday 24 March. A plan has one open quarter at a time.',
    );
    expect(words).not.toMatch(/quarterdeck |Close it/);
  });

  it('is shown again when somebody was assigned since', async () => {
    const button = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    const lines = [...USUAL_LINES, line('4.4', ADA)];
    mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, NOW));
    const { said } = await chat.press(button, NOW);
    expect(shownIn(said.replies[0]).summary).toContain('Something changed since you were asked');
    expect(await cycleNow()).toBeNull();
  });

  it.each([
    ['next Tuesday-ish', '"next Tuesday-ish" is not a date that I can read.'],
    ['31 March 2027 due', '"" is not a date'],
    ['1 January 2026', 'must be later than the newest published column, 19 June 2026'],
    ['1 August 2026', 'These dates have passed already.'],
    ['31 March 2027 due 1 April 2027', 'Updates cannot be due on Thursday 1 April, after the close on'],
  ])('%s: says what is wrong', async (argument, why) => {
    expect(noticeIn(await chat.typed('open', argument, NOW))).toContain(why);
  });

  it('while a quarter is open says which, and offers to close it', async () => {
    const other = aWorld(undefined, messenger);
    await openQuarter(other);
    const said = noticeIn(await aLeadChat(other, messenger).typed('open', '', at('2026-11-27T10:00:00Z')));
    expect(said).toContain('A quarter is open already');
    expect(said).toContain('revision of 6 January 2027');
  });

  it('is for the lead alone, also where a card of theirs is forwarded', async () => {
    expect(noticeIn(await chat.typed('open', '', NOW, ADA))).toContain('Only the portfolio lead can open a quarter');
    const button = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    const { said } = await chat.press(button, NOW, { by: ADA });
    expect(JSON.stringify(said.replies)).toContain('not');
    expect(await cycleNow()).toBeNull();
  });

  it('does not open with another argument than the one that was signed', async () => {
    const { verb, context } = confirmIn(await chat.typed('open', '31 March 2027', NOW));
    await chat.press({ verb, context: { ...context, argument: 'revision 2027-04-14' } }, NOW);
    const { argument: _, ...bare } = context;
    await chat.press({ verb, context: bare }, NOW);
    expect(await cycleNow()).toBeNull();
  });
});
