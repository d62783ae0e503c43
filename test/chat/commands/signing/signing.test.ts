import { beforeEach, describe, expect, it } from 'vitest';
import { makeChangeSettings } from '../../../../src/app/plan/change-settings.js';
import { FakeMessenger } from '../../../app/fakes.js';
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
} from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from '../changes/lead-chat.js';

const EVE = person(9);
const NOW = at('2026-12-02T10:00:00Z');
const LATER = at('2026-12-02T10:05:00Z');
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
let messenger: FakeMessenger;
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', EVE, 'executive')] });
  await world.sweep(OPENING);
  mustBe('set', await makeChangeSettings(world)(about, { signOff: 'executive' }, NOW));
  const onTrack = { kind: 'text', text: 'The log is kept.', status: 'onTrack', evidence: null } as const;
  mustBe('saved', await world.reply(ADA, '4.1', onTrack, NOW));
});

const compiled = async (): Promise<void> => mustBe('compiled', await world.compileRevision(about, NOW));
const sign = (argument = '') => chat.typed('sign', argument, NOW, EVE);
const ready = async () => {
  await world.accepted(NOW);
  await compiled();
};

describe('/sign', () => {
  it('shows what the signature accepts by row and owner, with the pages, and signs exactly that', async () => {
    await makeChangeSettings(world)(about, { printed: { statuses: true } }, NOW, null);
    await ready();
    const card = await sign();
    const status = shownIn(card);
    expect(status.title).toBe('Sign draft 1 of the revision of 6 January 2027?');
    expect(status.groups[0]).toEqual({
      heading: '"No update received" is printed for 2 rows',
      lines: [{ ref: 'Harbour Master', text: '4.2, 4.3', detail: '' }],
    });
    expect((status.buttons ?? []).map(({ title }) => title)).toEqual([
      'Sign draft 1',
      'The one page',
      'Word by word',
      'Return with a comment',
    ]);
    const { card: done } = await chat.press(confirmIn(card), NOW, { by: EVE });
    expect(noticeIn(done)).toContain('Draft 1 is signed');
    expect(noticeIn(await sign())).toContain('signed exactly these words');
    await world.sweep(at('2026-12-02T11:00:00Z'));
    expect(JSON.stringify(messenger.to(LEAD).at(-1))).toContain('Draft 1 is signed');
  });

  it('is not done where an answer came since it was shown', async () => {
    await ready();
    const card = await sign();
    mustBe('saved', await world.reply(BEN, '4.3', 'The crane was tested.', NOW));
    const { said } = await chat.press(confirmIn(card), NOW, { by: EVE });
    expect(shownIn(said.replies[0]).title).toBe('Draft 1 cannot be signed yet');
    expect(shownIn(said.replies[0]).summary).toContain('out of date');
  });

  it.each([
    ['before a draft is compiled', '', async (): Promise<void> => undefined, 'No draft has been compiled yet.'],
    ['for a draft that is not there', '7', compiled, 'There is no draft 7'],
    ['for what is no number', 'please', compiled, '"please" is no number of a draft.'],
  ] as const)('says so %s', async (_when, argument, before, why) => {
    await before();
    expect(noticeIn(await sign(argument))).toContain(why);
  });

  it('names what stands in the way, and asks for no check that no setting asks for', async () => {
    mustBe('saved', await world.reply(BEN, '4.3', 'Mr Albert Stone keeps the log.', NOW));
    await compiled();
    expect(shownIn(await sign()).summary).toContain('1 finding of the review must be decided first. Lea Dunn decides');
    await ready();
    expect(shownIn(await sign()).title).toContain('Sign draft 2');
    await makeChangeSettings(world)(about, { signOffChecks: ['legal'] }, NOW);
    expect(shownIn(await sign()).summary).toContain('the legal check. Lea Dunn records them with /check');
    await chat.press(confirmIn(await chat.typed('check', 'legal by N. Orr', NOW)), NOW);
    expect(shownIn(await sign()).title).toContain('Sign draft 2');
  });

  it('is not for a plan whose lead makes the revision', async () => {
    await makeChangeSettings(world)(about, { signOff: 'lead' }, NOW);
    expect(noticeIn(await sign())).toContain('needs no signature');
  });

  it('is for the executive lead alone', async () => {
    expect(noticeIn(await chat.typed('sign', '', NOW))).toContain('Only the executive lead can sign the revision');
  });
});

describe('/return', () => {
  it('wants a comment, tells the lead, and voids the signature', async () => {
    await ready();
    await chat.press(confirmIn(await sign()), NOW, { by: EVE });
    const card = await chat.typed('return', '', LATER, EVE);
    expect(shownIn(card).summary).toContain('is void then');
    const empty = await chat.press(confirmIn(card), LATER, { by: EVE, inputs: { note: '' } });
    expect(shownIn(empty.said.replies[0]).summary).toContain('please write what is to be changed');
    const again = await chat.typed('return', '1 4.1 says too much.', LATER, EVE);
    expect(shownIn(again).texts?.[0]?.value).toBe('4.1 says too much.');
    await chat.press(confirmIn(again), LATER, { by: EVE, inputs: { note: '4.1 says too much.' } });
    await world.sweep(at('2026-12-02T11:00:00Z'));
    expect(JSON.stringify(messenger.to(LEAD).at(-1))).toContain('4.1 says too much.');
    expect(shownIn(await sign()).summary).toContain('returned it before: 4.1 says too much.');
  });
});

describe('/present', () => {
  it('sends the draft to the executive lead, once', async () => {
    await ready();
    const card = await chat.typed('present', '', NOW);
    const { card: done } = await chat.press(confirmIn(card), NOW);
    expect(noticeIn(done)).toContain('Person 009 has a card to sign it.');
    const [message] = messenger.to(EVE).map((each) => each.message);
    expect(noticeIn(message)).toContain('Draft 1 waits for your signature');
    const { said } = await chat.press(confirmIn(await chat.typed('present', '', LATER)), LATER);
    expect(noticeIn(said.replies[0])).toContain('was asked today already');
    expect(messenger.to(EVE)).toHaveLength(1);
  });

  it('says what must be done first', async () => {
    expect(noticeIn(await chat.typed('present', '', NOW))).toContain('No draft has been compiled yet.');
    mustBe('saved', await world.reply(BEN, '4.3', 'Mr Albert Stone keeps the log.', NOW));
    await compiled();
    expect(noticeIn(await chat.typed('present', '', NOW))).toContain('must be decided first');
  });
});

describe('The executive lead', () => {
  it('has a help and a status of their own, without what only the lead may do', async () => {
    const help = noticeIn(await chat.typed('help', '', NOW, EVE));
    expect(help).toContain('/sign');
    expect(help).not.toContain('/nudge');
    await ready();
    const status = shownIn(await chat.typed('status', '', NOW, EVE));
    expect(status.summary).toContain('Draft 1 of the revision is there');
    expect(status.buttons).toEqual([{ kind: 'command', title: 'Look at draft 1', text: '/sign harbour 1' }]);
    expect(status.hints).toEqual(['/people', '/history']);
  });
});
