import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import { ADA, aWorld, BEN, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-11-30T10:00:00Z');
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
});

type Course = 'recall' | 'skip' | 'pause' | 'resume' | 'finish' | 'reopen';
const head = async () => {
  const held = await world.plan.head();
  if (held === null) throw new Error('no plan');
  return held.value;
};
const confirmed = async (name: Course, argument = '', now = NOW, inputs = {}) =>
  noticeIn((await chat.press(confirmIn(await chat.typed(name, argument, now)), now, { inputs })).card);
const compiled = async (now: typeof NOW) => {
  const outcome = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'system' }, now);
  if (outcome.kind !== 'compiled') throw new Error(JSON.stringify(outcome));
  return outcome;
};
const introductionOf = ({ document }: Awaited<ReturnType<typeof compiled>>) =>
  (document.introduction ?? []).map(({ text }) => text);
const opened = async (now: typeof NOW) => {
  const card = confirmIn(await chat.typed('open', '31 March 2027', now));
  return noticeIn((await chat.press(card, now)).card);
};

describe.each(['recall', 'skip', 'pause', 'finish'] as const)('/%s', (name) => {
  it('asks why before anything is done, and keeps what was written', async () => {
    const button = confirmIn(await chat.typed(name, '', NOW));
    const before = await head();
    const { said } = await chat.press(button, NOW, { inputs: { note: ' ' } });
    expect(shownIn(said.replies[0]).summary).toContain('Nothing was done yet: please write why.');
    expect(await head()).toEqual(before);
    const typed = shownIn(await chat.typed(name, 'because the pier burnt down', NOW));
    expect(typed.texts?.[0]?.value).toBe('the pier burnt down');
  });

  it('writes the reason, and who gave it, into the history', async () => {
    await confirmed(name, '', NOW, { note: 'The pier burnt down.' });
    const entry = (await world.plan.history('plan')).at(-1)?.payload;
    expect(entry).toMatchObject({ new: 'The pier burnt down.' });
    expect(entry?.who).toBe((await world.stores.person(TENANT, LEAD).record())?.value.whoKey);
  });
});

describe('/recall', () => {
  it('turns every card into one that says so, and messages nobody', async () => {
    await confirmed('recall', 'the dates were wrong.');
    const [sent, updated] = [messenger.posts.length, messenger.updates.length];
    await world.sweep(at('2026-11-30T10:01:00Z'));
    expect(messenger.posts).toHaveLength(sent);
    const turned = messenger.updates.slice(updated).map(({ message }) => JSON.stringify(message));
    expect(turned).toHaveLength(2);
    for (const card of turned) expect(card).toContain('took these questions back on Monday 30 November: the dates');
  });

  it('keeps every answer, and what was begun, for the quarter that is opened next', async () => {
    mustBe('saved', await world.reply(ADA, '4.1', 'The lamps burn.', NOW));
    await confirmed('recall', 'the dates were wrong.');
    const late = await world.reply(BEN, '4.3', 'Said a minute later.', NOW);
    mustBe('saved', late);
    expect(await opened(NOW)).toContain('is open');
    const carried = async (id: string) => (await world.deckOf(id)).items.map(({ value }) => value.carried);
    expect(await carried(ADA)).toMatchObject([{ text: 'The lamps burn.' }, null]);
    expect(await carried(BEN)).toMatchObject([{ text: 'Said a minute later.' }]);
  });

  it('makes no revision, and lets the same date be opened again', async () => {
    await confirmed('recall', 'the dates were wrong.');
    const none = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'system' }, NOW);
    expect(none).toMatchObject({ kind: 'refused', reason: expect.stringContaining('was taken back') });
    expect(shownIn(await chat.typed('status', '', NOW)).summary).toContain('was taken back: the dates were wrong.');
    expect(shownIn(await chat.typed('open', '6 January 2027', NOW)).title).toContain('6 January 2027?');
    expect(noticeIn(await chat.typed('recall', '', NOW))).toContain('No quarter is open');
    expect(noticeIn(await chat.typed('close', '', NOW))).toContain('no open quarter');
  });
});

describe('/skip', () => {
  it('has its reason printed by the next revision, once, and offers what was answered again', async () => {
    mustBe('saved', await world.reply(ADA, '4.1', 'The lamps burn.', NOW));
    await confirmed('skip', 'the harbour was shut');
    await world.sweep(NOW);
    expect(await opened(NOW)).toContain('31 March 2027');
    const draft = await compiled(at('2027-03-24T10:00:00Z'));
    const note = 'No update was published for the quarter to 6 January 2027. The harbour was shut.';
    expect(introductionOf(draft)).toEqual([note]);
    await world.accepted(at('2027-03-29T10:00:00Z'));
    mustBe('made', await world.finalised(at('2027-03-29T10:00:00Z')));
    expect((await head()).toSay).toBeUndefined();
    mustBe(
      'opened',
      await world.openCycle(
        {
          tenant: TENANT,
          plan: PLAN,
          by: 'system',
          revision: at('2027-06-30T00:00:00Z').slice(0, 10) as never,
          given: {},
        },
        at('2027-04-06T10:00:00Z'),
      ),
    );
    expect(introductionOf(await compiled(at('2027-04-06T10:00:00Z')))).toEqual([]);
  });

  it('leaves out a quarter that is not open yet, and proposes the one after it', async () => {
    await world.accepted(at('2026-12-31T10:00:00Z'));
    mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    const now = at('2027-01-11T10:00:00Z');
    const shown = shownIn(await chat.typed('skip', 'the harbour is shut', now));
    expect(shown.title).toBe('Leave out the quarter for the revision of 6 April 2027?');
    expect(shown.summary).toContain('The next quarter would then be that of 6 July 2027.');
    await confirmed('skip', 'the harbour is shut', now);
    expect(shownIn(await chat.typed('open', '', now)).title).toContain('6 July 2027');
  });
});

describe('/pause', () => {
  it('holds every message back until /resume, takes answers, and sends what came due once', async () => {
    const before = messenger.posts.length;
    await confirmed('pause', 'the board is new');
    mustBe('saved', await world.reply(ADA, '4.1', 'The lamps burn.', NOW));
    for (const day of ['2026-12-11', '2026-12-17']) await world.sweep(at(`${day}T10:00:00Z`));
    expect(messenger.posts).toHaveLength(before);
    const now = at('2026-12-17T11:00:00Z');
    expect(shownIn(await chat.typed('status', '', now)).groups[0]?.lines[0]).toMatchObject({ ref: 'Paused' });
    expect(await confirmed('resume', '', now)).toContain('Messages go out again');
    for (const minute of ['01', '02']) await world.sweep(at(`2026-12-17T11:${minute}:00Z`));
    expect(messenger.posts.slice(before)).toHaveLength(2);
  });

  it('lets the quarter close on its day all the same', async () => {
    await confirmed('pause', 'the board is new');
    await world.sweep(at('2027-01-04T10:00:00Z'));
    expect((await head()).cycle?.state).toBe('closed');
  });
});

describe('/finish', () => {
  it('makes the open quarter the last: each outcome is printed, everybody is told, nobody is asked again', async () => {
    const reply = { kind: 'text', text: 'All lamps burn.', status: 'complete', evidence: null } as const;
    mustBe('saved', await world.reply(ADA, '4.1', reply, NOW));
    const shown = shownIn(await chat.typed('finish', 'the Inspectorate closed its file', NOW));
    expect(shown.groups[0]?.heading).toBe('How each row ends');
    await confirmed('finish', 'the Inspectorate closed its file');
    const draft = await compiled(NOW);
    expect(introductionOf(draft)).toEqual([
      'This is the last revision of this plan. The Inspectorate closed its file.',
    ]);
    const cells = draft.document.sections.flatMap(({ lines }) => lines.map(({ cells }) => cells.at(-1)?.text));
    expect(cells).toEqual([
      'All lamps burn.\nOutcome: complete.',
      'No update received\nOutcome: not complete when this plan ended.',
      'No update received\nOutcome: not complete when this plan ended.',
    ]);
    const later = at('2027-01-04T10:00:00Z');
    const decider = { by: 'lead', byName: 'Lea Dunn' };
    const about = { tenant: TENANT, plan: PLAN, ref: '4.1' };
    await world.confirmComplete({ ...about, agreedBy: 'Harbour Master', decider }, later);
    await world.closed(later);
    await world.accepted(later);
    mustBe('made', await world.finalised(later));
    const sent = messenger.posts.length;
    await world.sweep(later);
    await world.sweep(later);
    const told = messenger.posts.slice(sent).map(({ message }) => JSON.stringify(message));
    expect(told).toHaveLength(3);
    for (const each of told) expect(each).toContain('The plan has ended');
    expect(noticeIn(await chat.typed('open', '', later))).toContain('This plan is finished.');
    expect(noticeIn(await chat.typed('skip', '', later))).toContain('This plan is finished.');
    expect(shownIn(await chat.typed('status', '', later)).summary).toContain('This plan ended with its last revision');
    expect(await confirmed('reopen', 'more was found', later)).toContain('open again');
    expect(await opened(later)).toContain('31 March 2027');
    const next = introductionOf(await compiled(later));
    expect(next).toEqual(['This plan was finished on 4 January 2027, and is open again. More was found.']);
  });

  it('makes a last revision that asks nobody where no quarter is under way', async () => {
    await world.accepted(at('2026-12-31T10:00:00Z'));
    mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    const now = at('2027-01-11T10:00:00Z');
    const sent = messenger.posts.length;
    expect(await confirmed('finish', '29 January 2027 because it is all done', now)).toContain('29 January 2027');
    await world.sweep(now);
    expect(messenger.posts).toHaveLength(sent);
    const { document } = await compiled(now);
    expect(document.date).toBe('2027-01-29');
    expect(document.sections[0]?.lines[0]?.cells.at(-1)?.text).toBe('Outcome: not complete when this plan ended.');
    expect(noticeIn(await chat.typed('open', '', now))).toContain('is not made yet');
    expect(await confirmed('reopen', 'it is not', now)).toContain('open again');
    expect(await opened(now)).toContain('31 March 2027');
    expect(introductionOf(await compiled(now))).toEqual([]);
  });
});
