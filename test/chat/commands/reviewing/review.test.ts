import { beforeEach, describe, expect, it } from 'vitest';
import { LASTING } from '../../../../src/app/store/stores.js';
import type { Message } from '../../../../src/chat/messages.js';
import { decisionsOf } from '../../../../src/domain/reviewing/decision.js';
import { FakeMessenger } from '../../../app/fakes.js';
import { ADA, aWorld, BEN, mustBe, OPENING, openQuarter, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from '../changes/lead-chat.js';

const NOW = at('2026-12-02T10:00:00Z');
/** Time enough to read the card that came of a press. */
const LATER = at('2026-12-02T10:05:00Z');
const NAMED = 'Mr Albert Stone keeps the log of the quay.';
const ALSO_NAMED = 'Mrs Brenda Hill keeps the log of the pier.';
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  mustBe('saved', await world.reply(ADA, '4.1', NAMED, NOW));
  mustBe('saved', await world.reply(BEN, '4.3', ALSO_NAMED, NOW));
});

const commandsOf = (message: Message | undefined) =>
  (shownIn(message).buttons ?? []).flatMap((each) => (each.kind === 'command' ? [[each.title, each.text]] : []));
/** What the lead gets who presses a button that stands for a command. */
const follow = (message: Message | undefined, title: string) => {
  const text = commandsOf(message).find(([name]) => name === title)?.[1] ?? '';
  const [name = '', plan = '', ...rest] = text.slice(1).split(' ');
  expect(plan).toBe('harbour');
  return chat.typed(name as 'accept', `${plan} ${rest.join(' ')}`, NOW);
};
const accepted = async () => decisionsOf('accepted', await world.plan.decisions(LASTING));

describe('/review', () => {
  it('groups what was found, worst first, and says what is left before publishing', async () => {
    const status = shownIn(await chat.typed('review', '', NOW));
    expect(status.title).toBe('The review of the revision of 6 January 2027');
    expect(status.summary).toContain('2 findings must be decided before this can be published.');
    expect(status.groups[0]).toEqual({
      heading: 'Must be decided, worst first',
      lines: [{ ref: 'Personal name', text: '2 findings: 4.1, 4.3', detail: '' }],
    });
    expect(status.buttons?.find((each) => each.kind === 'link')).toMatchObject({ title: 'The full list' });
  });

  it('opens a finding with its words, and turns to the next one once it is accepted with a reason', async () => {
    const first = await follow(await chat.typed('review', '', NOW), 'Begin with the first');
    expect(shownIn(first).title).toBe('Personal name, 4.1');
    expect(shownIn(first).summary).toContain(`“${NAMED}”`);
    const { card } = await chat.press(confirmIn(first), NOW, { inputs: { note: 'He is the harbour master.' } });
    expect(await accepted()).toMatchObject([{ ref: '4.1', reason: 'He is the harbour master.', byName: '' }]);
    expect(shownIn(card).title).toBe('Personal name, 4.3');
    expect(shownIn(card).summary).toMatch(/^Accepted: 4\.1\.\n1 finding must be decided/);
    const last = await chat.press(confirmIn(card), LATER, { inputs: { note: 'So is she.' } });
    expect(noticeIn(last.card)).toContain('No finding is left that must be decided');
  });

  it('accepts nothing without a reason, and gives back what else was written', async () => {
    const first = await chat.typed('review', '4.1', NOW);
    const { said } = await chat.press(confirmIn(first), NOW, { inputs: { note: ' ' } });
    expect(shownIn(said.replies[0]).summary).toContain('please write in a few words why it stays as it is');
    expect(await accepted()).toEqual([]);
    mustBe('saved', await world.reply(ADA, '4.1', 'The log is kept.', NOW, await current(ADA, '4.1')));
    const late = await chat.press(confirmIn(first), NOW, { inputs: { note: 'He is the harbour master.' } });
    expect(noticeIn(late.said.replies[0])).toContain('He is the harbour master.');
    expect(await accepted()).toEqual([]);
  });

  it('accepts several alike, exactly those that were shown', async () => {
    const first = await chat.typed('review', '4.1', NOW);
    const alike = await follow(first, 'Accept 2 alike');
    expect(shownIn(alike).groups[0]?.lines.map(({ ref }) => ref)).toEqual(['4.1', '4.3']);
    mustBe('saved', await world.reply(ADA, '4.2', 'Mr Carl Rook keeps the log of the slip.', NOW));
    const inputs = { note: 'All are named in the register.' };
    const { said } = await chat.press(confirmIn(alike), NOW, { inputs });
    expect(shownIn(said.replies[0]).summary).toContain('Something changed since you were asked');
    expect(shownIn(said.replies[0]).texts?.[0]?.value).toBe(inputs.note);
    expect(await accepted()).toEqual([]);
    await chat.press(confirmIn(said.replies[0]), LATER, { inputs });
    expect((await accepted()).map(({ ref }) => ref)).toEqual(['4.1', '4.2', '4.3']);
  });

  it('skips to the next, round to the first', async () => {
    const second = await follow(await chat.typed('review', '4.1', NOW), 'Skip');
    expect(shownIn(second).title).toBe('Personal name, 4.3');
    expect(shownIn(await follow(second, 'Skip')).title).toBe('Personal name, 4.1');
  });

  it('corrects the words: what was answered is kept, and its owner is told', async () => {
    const card = await follow(await chat.typed('review', '4.1', NOW), 'Correct the words');
    expect(shownIn(card).texts?.[0]).toMatchObject({ input: 'text', value: NAMED });
    expect(shownIn(card).summary).toContain('Ada Moss is told');
    const empty = await chat.press(confirmIn(card), NOW, { inputs: { text: NAMED, note: 'No names.' } });
    expect(shownIn(empty.said.replies[0]).summary).toContain('the words below are those that are printed now');
    const inputs = { text: 'The log of the quay is kept.', note: 'No names of private people.' };
    const done = await chat.press(confirmIn(empty.said.replies[0]), LATER, { inputs });
    expect(shownIn(done.card).title).toBe('Personal name, 4.3');
    const [wording] = decisionsOf('wording', await world.plan.decisions(await world.cycleId()));
    expect(wording).toMatchObject({ answered: NAMED, published: inputs.text, why: inputs.note });
    await world.sweep(at('2026-12-02T11:00:00Z'));
    expect(JSON.stringify(messenger.to(ADA))).toContain('No names of private people.');
  });

  it('asks the owner, whose card comes back with the question', async () => {
    const card = await follow(await chat.typed('review', '4.3', NOW), 'Ask the owner');
    const { card: next } = await chat.press(confirmIn(card), NOW, { inputs: { note: 'Which post keeps it?' } });
    expect(shownIn(next).summary).toContain('Ben Reed is asked about 4.3.');
    expect(shownIn(next).title).toBe('Personal name, 4.1');
    expect(shownIn(await chat.typed('review', '', NOW)).summary).toContain('1 of them with the owner');
    await world.sweep(at('2026-12-02T11:00:00Z'));
    expect(JSON.stringify(messenger.to(BEN).at(-1))).toContain('Which post keeps it?');
  });

  it('raises what is public already apart, once, and lets it hold nothing up', async () => {
    mustBe('decided', await acceptAll());
    mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    const later = at('2027-01-05T10:00:00Z');
    expect(shownIn(await chat.typed('review', '', later)).title).toBe('The review of what is public');
    // what was accepted before it was published is not raised again
    expect(JSON.stringify(shownIn(await chat.typed('review', '', later)).groups)).not.toContain('Personal name');
  });

  it.each([
    ['accept', '', 'Please say which finding'],
    ['accept', 'abcdef', 'No finding has the id "abcdef"'],
    ['accept', '9.9', 'No finding has the id "9.9"'],
    ['correct', '', 'Write /correct and a row'],
    ['correct', '4.2 The log is kept.', '4.2 has not been answered'],
    ['correct', '9.9 x', 'Nothing that was asked about in this quarter is called "9.9"'],
    ['ask', '', 'about which finding'],
    ['ask', '4.2', 'about which finding'],
    ['review', '4.2', 'nothing in "4.2" that is still to be decided'],
  ] as const)('/%s "%s": says what is wrong', async (name, argument, why) => {
    expect(noticeIn(await chat.typed(name, argument, NOW))).toContain(why);
  });

  it('is for the lead alone', async () => {
    expect(noticeIn(await chat.typed('review', '', NOW, ADA))).toContain('Only the portfolio lead can');
  });
});

async function current(person: string, ref: string): Promise<string> {
  return (await world.deckOf(person)).items.find(({ value }) => value.ref === ref)?.value.current ?? '';
}

async function acceptAll() {
  const about = { tenant: '11111111-0000-4000-8000-000000000000', plan: 'harbour' };
  const seen = await world.seeReview(about);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  const findings = (seen.next?.states ?? []).map(({ finding }) => finding.id);
  return world.acceptFindings({ ...about, findings, decider: { by: 'lead', byName: 'Lea Dunn' } }, 'Read.', NOW);
}
