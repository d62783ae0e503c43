import { beforeEach, describe, expect, it } from 'vitest';
import { publicationIn } from '../../../../src/app/publishing/record-publication.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { isPublicAddress } from '../../../../src/domain/publishing/website/publication.js';
import { FakeMessenger } from '../../../app/fakes.js';
import { aWorld, mustBe, openQuarter, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { inHand } from '../../asking/owner.js';
import { aLeadChat, confirmIn, noticeIn } from '../changes/lead-chat.js';

const MADE = at('2027-01-05T10:00:00Z');
const NOW = at('2027-01-12T10:00:00Z');
const PAGE = 'https://www.harbour.example/quays';
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  const messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await openQuarter(world);
  const recipients = [
    { name: 'Port Board', address: 'board@ports.example' },
    { name: 'Commissioner', address: '' },
  ];
  const settings = {
    recipients,
    contact: 'plan@harbour.example',
    duties: [{ what: 'Six-month update', by: civilDate('2027-01-20') }],
  };
  mustBe('set', await world.changeSettings({ tenant: TENANT, plan: PLAN, by: 'lead' }, settings, MADE));
  await world.accepted(MADE);
});

const made = async () => mustBe('made', await world.finalised(MADE));
const recorded = async () => publicationIn((await world.plan.head())?.value ?? ({ revisions: [] } as never));
const words = async (name: 'published' | 'sent' | 'status', argument: string) =>
  inHand(await chat.typed(name, argument, NOW)).lines.join('\n');

describe('A revision that is signed', () => {
  it('is not public yet: before it is made nothing can be recorded, and then the lead is reminded in /status', async () => {
    expect(noticeIn(await chat.typed('published', PAGE, MADE))).toContain('No revision of this plan has been made yet');
    await made();
    expect(await recorded()).toBeNull();
    expect(await words('status', '')).toContain('is made and not recorded as published');
    expect(await words('status', '')).toContain('Six-month update, by Wednesday 20 January');
  });

  it('is public where and since when somebody says, shown first, with a text to copy for each recipient', async () => {
    await made();
    const card = await chat.typed('published', `${PAGE} on 11 January`, NOW);
    expect(inHand(card).lines.join('\n')).toContain(`public at ${PAGE} since 11 January 2027`);
    expect(await recorded()).toBeNull();
    await chat.press(confirmIn(card), NOW);
    expect(await recorded()).toMatchObject({ revision: 1, address: PAGE, day: '2027-01-11', sent: [] });
    const standing = inHand(await chat.typed('sent', '', NOW));
    expect(standing.lines.join('\n')).toContain('board@ports.example');
    expect(JSON.stringify(standing.message)).toContain(PAGE);
    expect(JSON.stringify(standing.message)).toContain('Questions: plan@harbour.example');
    expect(await words('status', '')).toContain('the link to Port Board, Commissioner');
  });

  it('is sent on by somebody, whose name and day are kept, and each recipient gets it once', async () => {
    await made();
    await chat.press(confirmIn(await chat.typed('published', PAGE, NOW)), NOW);
    await chat.press(confirmIn(await chat.typed('sent', 'port board', NOW)), NOW);
    expect((await recorded())?.sent).toMatchObject([{ recipient: 'Port Board', byName: 'Lea Dunn', on: '2027-01-12' }]);
    expect(noticeIn(await chat.typed('sent', 'Port Board', NOW))).toContain('has it already: sent on by Lea Dunn');
    expect(noticeIn(await chat.typed('sent', 'Somebody', NOW))).toContain(
      'none of those who get the link: Port Board, Commissioner',
    );
  });

  it.each([
    ['tomorrow’s news', 'is no day that I can read'],
    [`${PAGE} on 30 January 2027`, 'has not come yet'],
    [`${PAGE} on 2 January 2027`, 'it cannot be public before that day'],
    ['the website', 'is no day that I can read'],
    ['website', 'is not the address of a page'],
  ])('is not recorded as published at "%s"', async (typed, why) => {
    await made();
    expect(noticeIn(await chat.typed('published', typed, NOW))).toContain(why);
    expect(await recorded()).toBeNull();
  });

  it('can have its address corrected, and what was sent on stays', async () => {
    await made();
    await chat.press(confirmIn(await chat.typed('published', PAGE, NOW)), NOW);
    await chat.press(confirmIn(await chat.typed('sent', 'Commissioner', NOW)), NOW);
    await chat.press(confirmIn(await chat.typed('published', `${PAGE}/2027`, NOW)), NOW);
    expect(await recorded()).toMatchObject({ address: `${PAGE}/2027`, sent: [{ recipient: 'Commissioner' }] });
    const history = await world.plan.history('plan');
    expect(history.at(-1)?.payload).toMatchObject({ what: 'published the revision', about: 'revision 1' });
    expect(history.at(-1)?.payload?.old).toContain(`${PAGE} since 2027-01-12`);
  });
});

describe('The address of a public page', () => {
  it.each(['https://www.a.example', 'http://a.example/x?y#z', 'https://a.b.example:8443/'])('can be %s', (text) => {
    expect(isPublicAddress(text)).toBe(true);
  });
  it.each([
    'file:///c:/plan.html',
    'https://localhost/',
    'https://u:p@a.example/',
    'javascript:alert(1)',
    'a.example',
    'https://a.example/x y',
  ])('cannot be %s', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});
