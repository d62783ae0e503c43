import { beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  line,
  mustBe,
  OPENING,
  openQuarter,
  REVISION,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { aPlan, aRequirement, at } from '../../../domain/builders.js';
import { aLeadChat, shownIn } from '../changes/lead-chat.js';

const NOW = at('2026-12-02T10:00:00Z');
const passed = (date: string) => ({ date: civilDate(date), original: civilDate(date), moves: [] });
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  const messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  const plan = aPlan([
    aRequirement('4.1', { deadline: passed('2026-03-31') }),
    aRequirement('4.2', { deadline: passed('2026-11-30') }),
    aRequirement('4.3', { deadline: { date: REVISION, original: REVISION, moves: [] } }),
    aRequirement('4.4'),
  ]);
  await openQuarter(world, { plan, lines: USUAL_LINES });
  await world.sweep(OPENING);
  mustBe('saved', await world.reply(ADA, '4.1', 'The lamps were mended.', NOW));
  const waits = { kind: 'text', text: 'The police sign in March.', status: 'waiting', evidence: null } as const;
  mustBe('saved', await world.reply(BEN, '4.3', waits, NOW));
});

const status = async (filter = '', now = NOW) => shownIn(await chat.typed('status', filter, now));
const linesUnder = async (heading: string | RegExp, filter = '') =>
  (await status(filter)).groups
    .filter((group) => (typeof heading === 'string' ? group.heading === heading : heading.test(group.heading)))
    .flatMap(({ lines }) =>
      lines.map(({ ref, text, detail }) => [ref, text, detail].filter((part) => part !== '').join(' | ')),
    );

describe('/status', () => {
  it('is one glance: the quarter and its days, a bar of at most three parts, and the rest in words', async () => {
    const { summary, bar, replies } = await status();
    expect(summary).toContain('Updates are due on Friday 18 December, in 16 days');
    expect(summary).toContain('2 of 4 answered, 2 open, none late.');
    expect(bar?.map(({ label, count }) => `${count} ${label}`)).toEqual(['2 answered', '2 open']);
    expect(replies).toEqual([]);
    const late = await status('', at('2026-12-22T10:00:00Z'));
    expect(late.bar?.map(({ label, count }) => `${count} ${label}`)).toEqual(['2 answered', '2 late']);
  });

  it('names deadlines newly passed, and those from before as one number', async () => {
    expect(await linesUnder('Deadlines newly passed')).toEqual([
      '4.2 | passed on 30 November 2026 | Harbour Master',
      '1 | passed before this quarter, and not complete',
    ]);
  });

  it('says what needs the lead, with a button for each', async () => {
    expect(await linesUnder('What needs you')).toEqual(
      expect.arrayContaining(['Open rows | 1: remind their owners', 'With nobody | 4.4']),
    );
    const { buttons } = await status();
    expect(buttons).toContainEqual({ kind: 'command', title: 'Remind', text: '/nudge harbour' });
    mustBe('saved', await world.reply(ADA, '4.2', 'Mr Albert Stone keeps the log.', NOW));
    expect(await linesUnder('What needs you')).toContain('1 finding | to be decided before publishing');
  });

  it('says what a quarter without an answer means once it is closed, and speaks of the next one after the revision', async () => {
    mustBe('closed', await world.closed(NOW));
    const closed = await status();
    expect(closed.summary).toContain('2 of 4 answered, 2 without an answer.');
    expect(closed.bar?.map(({ label, count }) => `${count} ${label}`)).toEqual(['2 answered', '2 without an answer']);
    await world.accepted(NOW);
    mustBe('made', await world.finalised(NOW));
    const after = await status();
    expect(after.summary).toMatch(/The next would be that of \d+ \w+ 2027/);
    expect(after.bar).toEqual([]);
    expect(after.buttons?.slice(0, 2)).toEqual([
      { kind: 'command', title: 'It is published', text: '/published harbour' },
      { kind: 'command', title: 'Open the quarter', text: '/open harbour' },
    ]);
  });

  it.each([
    ['ada', 'Ada Moss', '4.1 | The lamps were mended. | said on 2 December 2026'],
    ['4.1', 'What 4.1 says', 'The lamps were mended. | said on 2 December 2026'],
    ['silent', 'No answer yet', 'Ada Moss | 4.2'],
    ['waiting', 'Waiting on another body', '4.3 | The police sign in March. | Harbour Master, said on 2 December 2026'],
    ['late', /^Deadlines passed/, '30 November 2026 | 4.2'],
    ['Zoe', 'Nothing that was asked is called "Zoe"', expect.stringContaining('late, silent, waiting')],
  ])('%s: shows that part', async (filter, heading, wanted) => {
    expect(await linesUnder(heading, filter)).toContainEqual(wanted);
  });

  it('promises and unreachable lead to what they name', async () => {
    expect((await status('promises')).summary).toContain('promise');
    expect((await status('unreachable')).summary).toContain('can be reached');
  });
});

describe('What a stranger stumbled over', () => {
  it('more time that ends at a weekend says so', async () => {
    expect(shownIn(await chat.typed('extend', 'Saturday 2 January 2027', NOW)).summary).toContain('at a weekend');
  });

  it('"me" is whoever writes', async () => {
    expect(shownIn(await chat.typed('assign', '4.4 me', NOW)).title).toMatch(/^Give 4\.4 to/);
  });

  it('a reminder leaves out whom no message reaches', async () => {
    const lines = [
      ...USUAL_LINES.slice(0, 2),
      line('4.3', '00000000-0000-4000-8000-000000000077'),
      USUAL_LINES[3] ?? line('plan', ADA),
    ];
    mustBe(
      'assigned',
      await world.assign({ tenant: '11111111-0000-4000-8000-000000000000', plan: 'harbour', by: 'x', lines }, NOW),
    );
    const card = shownIn(await chat.typed('nudge', '', NOW));
    expect(card.title).toBe('Remind 1 person now?');
  });
});
