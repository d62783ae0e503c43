import { beforeEach, describe, expect, it } from 'vitest';
import { type ChangesOf, makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import { signCard } from '../../../src/chat/deck/card-signature.js';
import type { CardContext, Message, StatusButton, StatusView, Verb } from '../../../src/chat/messages.js';
import type { Command, Said } from '../../../src/chat/turn.js';
import { civilDate, type Instant, instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import { at } from '../../domain/builders.js';
import { inAnyOrder } from '../any-order.js';
import { atEveryMoment } from '../every-moment.js';
import { FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  USUAL_LINES,
  type World,
  who,
} from '../world.js';

const EVE = person(9);
const AFTER = at('2027-01-04T10:00:00Z');
/** A little after something was shown: there was time to read it. */
const later = (now: Instant) => instantOf(millisecondsOf(now) + 5_000);
const NAMED = 'Mr Albert Stone keeps the log of the quay. Harbour Watch helps him.';

let messenger: FakeMessenger;
let world: World;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', EVE, 'executive')] });
});

async function typed(name: Command['name'], argument = '', now = OPENING, by = LEAD): Promise<Message> {
  const onCommand = makeOnCommand({
    ...world,
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: makeResume(world),
  });
  const [message] = (await onCommand(who(by), { name, argument }, now)).replies;
  if (message === undefined) throw new Error('Nothing was said');
  return message;
}

function shownIn(message: Message | undefined): StatusView {
  if (message?.kind !== 'status') throw new Error(`Nothing is shown: ${JSON.stringify(message)}`);
  return message.status;
}

function confirmIn(message: Message | undefined): Extract<StatusButton, { kind: 'confirm' }> {
  const button = shownIn(message).buttons?.find((each) => each.kind === 'confirm');
  if (button?.kind !== 'confirm') throw new Error(`There is nothing to confirm: ${JSON.stringify(message)}`);
  return button;
}

const hasConfirm = (message: Message) => (shownIn(message).buttons ?? []).some((each) => each.kind === 'confirm');

/** A press of a confirming button, with what is said after the answer. */
async function press(
  { verb, context }: { readonly verb: Verb; readonly context: CardContext },
  { now = AFTER, by = LEAD, on = world }: { now?: typeof AFTER; by?: string; on?: World } = {},
): Promise<Said> {
  const said = await on.onClick(who(by), { context, verb, inputs: {}, activityId: 'card' }, later(now));
  await said.after?.();
  return said;
}

const stateNow = async () => (await world.plan.head())?.value.cycle?.state;
const revisionsNow = async () => (await world.plan.head())?.value.revisions.length;
const refusalsNow = async () =>
  (await world.plan.history('plan')).filter((entry) => entry.payload?.what === 'refused').length;
const updatedCard = () => messenger.updates.filter((each) => each.activityId === 'card').at(-1)?.message;

describe('/compile final', () => {
  it('on the opening day makes nothing: it shows what is missing, and offers to close the quarter first', async () => {
    const before = await world.plan.head();
    const status = shownIn(await typed('compile', 'final'));
    expect(status.title).toBe('The revision of 6 January 2027 cannot be made yet');
    expect(status.summary).toContain('open until Thursday 31 December, 34 days from today');
    expect(status.summary).toContain('0 of 3 requirements are answered');
    expect(status.groups).toMatchObject([
      {
        heading: '"No update received" is printed for 3 requirements',
        lines: [
          { ref: 'Ada Moss', text: '2 requirements: 4.1, 4.2' },
          { ref: 'Ben Reed', text: '1 requirement: 4.3' },
        ],
      },
    ]);
    expect(status.buttons).toEqual([{ kind: 'command', title: 'See what closing does', text: '/close harbour' }]);
    expect(await world.plan.head()).toEqual(before);
    expect((await world.plan.history('plan')).map((entry) => entry.payload?.what)).not.toContain('made the revision');
  });

  it('however it is written makes nothing by itself, on any day', async () => {
    for (const words of ['final', 'FINAL', '--final', '-final']) {
      expect(confirmIn(await typed('compile', words, AFTER)).title).toBe('Make it final: 6 January 2027');
      expect(confirmIn(await typed('compile', `harbour ${words}`, AFTER)).verb).toBe('finalise');
    }
    expect([await stateNow(), await revisionsNow()]).toEqual(['open', 0]);
  });

  it('is stopped by findings that must be decided, lists them, and can be confirmed once they are', async () => {
    await world.reply(ADA, '4.1', NAMED, OPENING);
    const status = shownIn(await typed('compile', 'final', AFTER));
    expect(status.buttons).toEqual([]);
    expect(status.groups[0]).toMatchObject({
      heading: 'To be decided first',
      lines: [{ ref: 'Personal name', text: '1 finding: 4.1' }],
    });
    expect(status.summary).toContain('1 finding of the review must be decided');
    await world.accepted(AFTER);
    expect(hasConfirm(await typed('compile', 'final', AFTER))).toBe(true);
  });

  it('waits for the signature of the executive lead where the plan is theirs to sign', async () => {
    const held = await world.plan.head();
    if (held === null) throw new Error('no plan');
    const settings = { ...held.value.settings, signOff: 'executive' as const };
    await world.plan.writeHead({ ...held.value, settings }, held.etag, [], 'settings');
    const status = shownIn(await typed('compile', 'final', AFTER));
    expect(status.buttons).toEqual([]);
    expect(status.summary).toContain('executive lead has not signed exactly these words');
  });

  it('says before the confirmation that no signature is needed, and that it is for ever', async () => {
    const status = shownIn(await typed('compile', 'final', AFTER));
    expect(status.summary).toContain('The last day of the quarter was Thursday 31 December, 4 days ago.');
    expect(status.summary).toContain('needs no signature');
    expect(status.summary).toContain('It cannot be changed afterwards');
  });
});

describe('what changed, after the revision is made', () => {
  it('is found where the refusal says', async () => {
    await press(confirmIn(await typed('compile', 'final', AFTER)));
    const changes = (of: ChangesOf) => makeSeeChanges(world)(TENANT, PLAN, of, AFTER);
    expect(await changes({ kind: 'next' })).toMatchObject({ reason: expect.stringContaining('give --revision 1.') });
    expect(await changes({ kind: 'revision', number: 1 })).toMatchObject({ kind: 'changes' });
  });
});

describe('the confirmation of a revision', () => {
  it('makes it, in place of the card, with its files, under the name of who confirmed', async () => {
    const said = await press(confirmIn(await typed('compile', 'final', AFTER)));
    expect(said.replies).toEqual([]);
    expect(updatedCard()).toMatchObject({
      notice: { heading: 'The revision of 6 January 2027 is made', links: [{ title: 'Word document' }] },
    });
    expect([await stateNow(), await revisionsNow()]).toEqual(['revised', 1]);
    const compiled = await world.plan.compiled((await world.plan.head())?.value.revisions[0] ?? '');
    expect(compiled?.signed?.by).toBe('Lea Dunn');
    expect(compiled?.by).toBe((await world.stores.person(TENANT, LEAD).record())?.value.whoKey);
  });

  it('tapped twice, delivered twice, or at two machines at once makes one, and its card says so once', async () => {
    const button = confirmIn(await typed('compile', 'final', AFTER));
    const atOnce = await Promise.all([press(button), press(button, { on: aWorld(world.table, messenger) })]);
    const said = [...atOnce, await press(button)].map(({ replies }) => JSON.stringify(replies));
    // one is silent, for its card changes; each of the others hears that it was pressed already
    expect(said.filter((replies) => replies === '[]')).toHaveLength(1);
    expect(said.filter((replies) => replies.includes('That was pressed already'))).toHaveLength(2);
    expect(await revisionsNow()).toBe(1);
    const entries = (await world.plan.history('plan')).map((entry) => entry.payload?.what);
    expect(entries.filter((what) => what === 'made the revision')).toHaveLength(1);
    const cards = messenger.updates.filter((each) => each.activityId === 'card');
    // the others find that it is done: the card says so already
    expect(cards).toHaveLength(1);
    const links = cards.map(({ message }) => (message.kind === 'notice' ? message.notice.links : null));
    expect(links[0]).toHaveLength(1);
  });

  it('is shown at the end of the chat where the card is gone', async () => {
    messenger.updateOutcome = 'gone';
    await press(confirmIn(await typed('compile', 'final', AFTER)));
    expect(messenger.to(LEAD).at(-1)?.message).toMatchObject({
      notice: { heading: expect.stringContaining('is made') },
    });
  });

  it('after it is made, the command gives its files again, and changes nothing', async () => {
    await press(confirmIn(await typed('compile', 'final', AFTER)));
    const before = await world.plan.head();
    expect(await typed('compile', 'final', AFTER)).toMatchObject({
      notice: { paragraphs: expect.arrayContaining([expect.stringContaining('It was made before.')]) },
    });
    expect(await world.plan.head()).toEqual(before);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an answer to a question of the review', async () => mustBe('saved', await answerAgain('Kept each night.'))],
    ['a finding that was not there', () => somebodyOfThatName()],
    ['a signature that is asked for now', () => asksForSignature()],
  ])(
    'of what is no longer so (%s) makes nothing, and shows at the end of the chat how it stands',
    async (_, change) => {
      await world.reply(ADA, '4.1', NAMED, OPENING);
      await world.accepted(AFTER);
      const button = confirmIn(await typed('compile', 'final', AFTER));
      await change();
      const said = await press(button);
      expect(shownIn(said.replies[0]).summary).toContain(
        'Something changed since you were asked, so nothing was done.',
      );
      expect(updatedCard()).toMatchObject({ kind: 'folded' });
      expect([await stateNow(), await revisionsNow()]).toEqual(['open', 0]);
    },
  );

  it('of the new picture counts', async () => {
    await world.reply(ADA, '4.1', NAMED, OPENING);
    await world.accepted(AFTER);
    const button = confirmIn(await typed('compile', 'final', AFTER));
    await answerAgain('The officer on duty keeps the log.');
    await press(confirmIn((await press(button)).replies[0]), { now: later(AFTER) });
    expect(await revisionsNow()).toBe(1);
    const compiled = await world.plan.compiled((await world.plan.head())?.value.revisions[0] ?? '');
    expect(JSON.stringify(compiled?.published.updates)).toContain('The officer on duty keeps the log.');
  });

  it('within a second of being shown is a second tap on the button before, and makes nothing', async () => {
    const { context, verb } = confirmIn(await typed('compile', 'final', AFTER));
    const click = { context, verb, inputs: {}, activityId: 'card' };
    const soon = await world.onClick(who(LEAD), click, at('2027-01-04T10:00:00.999Z'));
    expect(soon.replies).toMatchObject([
      { notice: { heading: 'Nothing was changed', paragraphs: [expect.stringContaining('Please read it')] } },
    ]);
    expect([await revisionsNow(), updatedCard()]).toEqual([0, undefined]);
    await world.onClick(who(LEAD), click, at('2027-01-04T10:00:01Z'));
    expect(await revisionsNow()).toBe(1);
  });

  it('within a second of its coming to the screen makes nothing either, however long that took', async () => {
    const time = { wall: 1_800_000_000_000, steady: 5_000 };
    const slow = aWorld(world.table, messenger, { wallClock: () => time.wall, steadyMs: () => time.steady });
    const message = await typed('compile', 'final', AFTER);
    const shown = slow.justShown.watched(messenger);
    await shown.send(who(LEAD).reference, message);
    const { context, verb } = confirmIn(messenger.to(LEAD).at(-1)?.message);
    const click = { context, verb, inputs: {}, activityId: 'card' };
    time.steady += 999;
    time.wall += 999;
    const soon = await slow.onClick(who(LEAD), click, later(AFTER));
    expect(soon.replies).toMatchObject([{ notice: { paragraphs: [expect.stringContaining('Please read it')] } }]);
    expect(await revisionsNow()).toBe(0);
    const older = { ...click, context: { ...context, shownAt: time.wall - 2_000 } };
    await slow.onClick(who(LEAD), older, later(AFTER));
    expect(await revisionsNow()).toBe(0);
    time.steady += 30_000;
    time.wall += 30_000;
    await slow.onClick(who(LEAD), click, later(AFTER));
    expect(await revisionsNow()).toBe(1);
  });

  it('of an earlier quarter makes nothing', async () => {
    const button = confirmIn(await typed('compile', 'final', AFTER));
    await press(button);
    const next = { tenant: TENANT, plan: PLAN, by: 'system', revision: civilDate('2027-04-09'), given: {} };
    mustBe('opened', await world.openCycle(next, at('2027-02-25T10:00:00Z')));
    const said = await press(button, { now: at('2027-04-08T10:00:00Z') });
    expect(said.replies).toMatchObject([{ notice: { paragraphs: [expect.stringContaining('an earlier quarter')] } }]);
    expect([await stateNow(), await revisionsNow()]).toEqual(['open', 1]);
  });

  it('by a lead who is none any more is refused, and noted', async () => {
    const button = confirmIn(await typed('compile', 'final', AFTER));
    const lines = [...USUAL_LINES.filter((each) => each.role !== 'lead'), line('plan', BEN, 'lead')];
    mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, AFTER));
    const said = await press(button);
    expect(JSON.stringify(said.replies)).toContain(
      'Only the portfolio lead can make the revision. Please ask Ben Reed.',
    );
    expect([await stateNow(), await revisionsNow(), await refusalsNow()]).toEqual(['open', 0, 1]);
  });

  describe.each(['close', 'finalise'] as const)('forged, for "%s"', (verb) => {
    const genuine = async () =>
      verb === 'close' ? confirmIn(await typed('close')) : confirmIn(await typed('compile', 'final', AFTER));
    const now = verb === 'close' ? OPENING : AFTER;
    const signedFor = async (id: string, over: Partial<CardContext>) => {
      const { v: _, sig: __, ...context } = (await genuine()).context;
      return signCard(await world.cardKey(), id, { ...context, ...over });
    };
    const other = verb === 'close' ? 'finalise' : 'close';

    it.each<[string, string, () => Promise<CardContext>]>([
      ['by an owner with the lead’s card', ADA, async () => (await genuine()).context],
      ['with a made-up signature', LEAD, async () => ({ ...(await genuine()).context, sig: 'c2lnbmVk' })],
      ['with another fingerprint', LEAD, async () => ({ ...(await genuine()).context, basedOn: '0'.repeat(32) })],
      ['by the lead, signed, of nothing that was shown', LEAD, async () => await signedFor(LEAD, { basedOn: 'u1' })],
      ['for another quarter', LEAD, async () => ({ ...(await genuine()).context, cycle: 'another' })],
      ['for another plan', LEAD, async () => ({ ...(await genuine()).context, plan: 'pier' })],
      ['by an owner, with the signature of their own card', ADA, async () => await signedFor(ADA, { ask: 'nonce' })],
      [
        'by the lead, with the signature of a card of theirs',
        LEAD,
        async () => await signedFor(LEAD, { ask: 'nonce' }),
      ],
      ['by the lead, with what confirms something else', LEAD, async () => await signedFor(LEAD, { ask: other })],
      ['by an owner, even if it were signed for them', ADA, async () => await signedFor(ADA, {})],
      ['by the executive lead, even if it were signed for them', EVE, async () => await signedFor(EVE, {})],
    ])('%s changes nothing', async (_, by, context) => {
      const before = await world.plan.head();
      await press({ verb, context: await context() }, { by, now });
      const { historyTip: _tip, ...after } = (await world.plan.head())?.value ?? {};
      const { historyTip: __tip, ...stood } = before?.value ?? {};
      expect(after).toEqual(stood);
      expect(JSON.stringify(updatedCard() ?? null)).not.toMatch(/is made|is closed/);
    });

    it('is noted in the history, once in an hour', async () => {
      await press({ verb, context: (await genuine()).context }, { by: ADA, now });
      await press({ verb, context: await signedFor(ADA, { ask: 'nonce' }) }, { by: ADA, now });
      await press({ verb, context: await signedFor(ADA, {}) }, { by: ADA, now });
      expect(await refusalsNow()).toBe(1);
    });
  });

  it('is made whole or not at all when the process dies, and the second tap finds it', async () => {
    await atEveryMoment(
      async (scene) => {
        await openQuarter(scene);
        await scene.reply(ADA, '4.1', 'Kept.', OPENING);
      },
      (scene) => scene.finalised(AFTER),
      async (recovered, _, moment) => {
        const outcome = await recovered.finalised(AFTER);
        expect(outcome, `moment ${moment}`).toMatchObject({
          kind: 'made',
          compiled: { number: 1, silent: ['4.2', '4.3'] },
        });
        expect((await recovered.plan.head())?.value.revisions).toHaveLength(1);
        const decks = await recovered.plan.decks(await recovered.cycleId());
        expect(decks.map((deck) => deck.head.value.cycle.state)).toEqual(['revised', 'revised']);
        expect(checkChain(await recovered.plan.history('plan')).kind).toBe('whole');
      },
    );
  });
});

describe('a draft', () => {
  const paragraphsOf = async (now = OPENING) => {
    const message = await typed('compile', '', now);
    return message.kind === 'notice' ? message.notice.paragraphs : [];
  };

  it('is out of date after an answer while the quarter is open, and after the close says that answers wait', async () => {
    const inTime = 'An answer that comes now makes it out of date';
    const afterwards = 'The quarter is closed: an answer that comes now is kept for the next revision.';
    expect((await paragraphsOf()).join('\n')).toContain(inTime);
    await press(confirmIn(await typed('close')), { now: OPENING });
    // closed by the lead, and then by its date too
    for (const now of [OPENING, AFTER]) {
      const said = (await paragraphsOf(now)).join('\n');
      expect(said).toContain(afterwards);
      expect(said).not.toContain(inTime);
    }
  });

  it('names its plan whole', async () => {
    expect(await paragraphsOf()).toContain('Safe quays plan (harbour)');
  });
});

describe('/close', () => {
  it('closes nothing by itself: it shows who still has something open, and when it would close anyway', async () => {
    await world.reply(ADA, '4.1', 'Kept.', OPENING);
    const before = await world.plan.head();
    const status = shownIn(await typed('close'));
    expect(status.title).toBe('Close the quarter now?');
    expect(status.summary).toContain('is open until Thursday 31 December, 34 days from today');
    expect(status.summary).toContain('1 of 3 updates are in.');
    expect(status.summary).toContain('kept for the next revision');
    expect(status.groups).toMatchObject([
      {
        heading: '2 updates are still open',
        lines: [
          { ref: 'Ada Moss', text: '1 requirement: 4.2' },
          { ref: 'Ben Reed', text: '1 requirement: 4.3' },
        ],
      },
    ]);
    expect(await world.plan.head()).toEqual(before);
  });

  it('confirmed closes it and makes no revision, which is confirmed by itself; a second tap finds it closed', async () => {
    const button = confirmIn(await typed('close'));
    await press(button, { now: OPENING });
    expect(updatedCard()).toMatchObject({ notice: { heading: 'The quarter is closed' } });
    expect([await stateNow(), await revisionsNow()]).toEqual(['closed', 0]);
    const tip = (await world.plan.head())?.value.historyTip;
    await press(button, { now: OPENING });
    expect(updatedCard()).toMatchObject({ notice: { heading: 'The quarter is closed' } });
    expect((await world.plan.head())?.value.historyTip).toEqual(tip);
    const final = await typed('compile', 'final');
    expect(shownIn(final).summary).toContain('closed before its last day, Thursday 31 December, 34 days from today');
    expect(hasConfirm(final)).toBe(true);
  });

  it('has nothing to press where it stands that would make the revision', async () => {
    const { buttons, hints } = shownIn(await typed('close'));
    expect(buttons).toMatchObject([{ kind: 'confirm', verb: 'close' }]);
    expect(hints).toEqual(['/status']);
    await press(confirmIn(await typed('close')), { now: OPENING });
    expect(JSON.stringify(updatedCard())).not.toContain('"finalise"');
  });

  it('confirmed after somebody answered closes nothing, and shows it anew', async () => {
    const button = confirmIn(await typed('close'));
    await world.reply(BEN, '4.3', 'The crane was tested.', OPENING);
    const said = await press(button, { now: OPENING });
    expect(shownIn(said.replies[0]).groups).toMatchObject([
      { lines: [{ ref: 'Ada Moss', text: '2 requirements: 4.1, 4.2' }] },
    ]);
    expect(await stateNow()).toBe('open');
  });

  it('keeps an answer that comes at the same moment: in this revision or for the next', async () => {
    const where = new Set<string>();
    await inAnyOrder(
      (scene) => openQuarter(scene),
      [(scene) => scene.reply(ADA, '4.1', 'Just in time?', OPENING), (scene) => scene.closed(OPENING)],
      async (scene, _, outcomes) => {
        expect(outcomes).toMatchObject([{ kind: 'saved' }, { kind: 'closed' }]);
        const item = (await scene.deckOf(ADA)).items[0]?.value;
        expect([item?.answer, item?.afterClose].filter((each) => each !== null)).toHaveLength(1);
        where.add(item?.answer === null ? 'next' : 'this');
      },
    );
    expect([...where].sort()).toEqual(['next', 'this']);
  });

  it('is told to everybody’s asks although the process died between', async () => {
    await atEveryMoment(
      (scene) => openQuarter(scene),
      (scene) => scene.closed(OPENING),
      async (recovered, _, moment) => {
        await recovered.closed(OPENING);
        const decks = await recovered.plan.decks(await recovered.cycleId());
        expect(
          decks.map((deck) => deck.head.value.cycle.state),
          `moment ${moment}`,
        ).toEqual(['closed', 'closed']);
      },
    );
  });
});

/** Ada answers once more what the review asked her, which she can until the revision is made. */
async function answerAgain(text: string) {
  const held = (await world.deckOf(ADA)).items.find((item) => item.value.ref === '4.1');
  if (held === undefined) throw new Error('4.1 is not asked');
  const change = { kind: 'item', person: ADA, item: { ...held.value, question: 'Who?' }, etag: held.etag } as const;
  await world.plan.changeAsks(await world.cycleId(), [change], 'question');
  return world.reply(ADA, '4.1', text, AFTER, held.value.current);
}

/** Somebody called as what Ada took for a body gets a part in the plan, so that her words name a person. */
async function somebodyOfThatName() {
  const lines = [...USUAL_LINES, { ...line('plan', person(8), 'admin'), name: 'Harbour Watch' }];
  mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, AFTER));
}

async function asksForSignature() {
  const held = await world.plan.head();
  if (held === null) throw new Error('no plan');
  const settings = { ...held.value.settings, signOff: 'executive' as const };
  await world.plan.writeHead({ ...held.value, settings }, held.etag, [], 'settings');
}
