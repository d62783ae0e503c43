import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2026-12-02T10:00:00Z');
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

const postsTo = (person: string) => messenger.posts.filter((each) => each.person === person).length;

describe('/nudge', () => {
  it('shows who would be reminded of what, and sends nothing before that is confirmed', async () => {
    const status = shownIn(await chat.typed('nudge', '', NOW));
    expect(status.title).toBe('Remind 2 people now?');
    expect(status.groups).toEqual([
      {
        heading: 'Who is reminded, of what',
        lines: [
          { ref: 'Ada Moss', text: '2 requirements: 4.1, 4.2', detail: '' },
          { ref: 'Ben Reed', text: '1 requirement: 4.3', detail: '' },
        ],
      },
    ]);
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([1, 1]);
  });

  it('counts and names as reminded only whom a message would reach', async () => {
    const lines = [...USUAL_LINES.slice(0, 2), line('4.3', CAT), ...USUAL_LINES.slice(3)];
    mustBe('assigned', await world.assign({ tenant: TENANT, plan: PLAN, by: 'system', lines }, OPENING));
    const status = shownIn(await chat.typed('nudge', '', NOW));
    expect(status.title).toBe('Remind 1 person now?');
    const headings = status.groups.map(({ heading, lines }) => [heading, lines.map(({ ref }) => ref)]);
    expect(headings).toEqual([
      ['1 person cannot be reached as things stand', ['Cat Pell']],
      ['Who is reminded, of what', ['Ada Moss']],
    ]);
    expect(status.summary).toContain('Whoever cannot be reached is tried all the same.');
    const cat = shownIn(await chat.typed('nudge', 'cat', NOW));
    expect(cat.title).toBe('Try to remind 1 person now?');
    expect(cat.groups.map(({ heading }) => heading)).not.toContain('Who is reminded, of what');
  });

  it('reminds exactly those once it is confirmed, and nobody twice on a day', async () => {
    const button = confirmIn(await chat.typed('nudge', 'everybody', NOW));
    expect(noticeIn((await chat.press(button, NOW)).card)).toContain('2 people were reminded\nAda Moss: 4.1 and 4.2.');
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([2, 2]);
    await chat.press(button, NOW);
    await chat.press(confirmIn(await chat.typed('nudge', '', at('2026-12-02T11:00:00Z'))), at('2026-12-02T11:00:00Z'));
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([2, 2]);
  });

  it('leaves out who is away, and says so; somebody who is away is not reminded by name either', async () => {
    await chat.press(confirmIn(await chat.typed('away', '1 to 18 December', NOW, ADA)), NOW, { by: ADA });
    const status = shownIn(await chat.typed('nudge', '', NOW));
    expect(status.title).toBe('Remind 1 person now?');
    expect(status.summary).toContain('Away, and not reminded: Ada Moss until Friday 18 December.');
    await chat.press(confirmIn(await chat.typed('nudge', '', NOW)), NOW);
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([1, 2]);
    expect(noticeIn(await chat.typed('nudge', 'Ada', NOW))).toContain('Away, and not reminded: Ada Moss');
  });

  it('is shown again when somebody answered meanwhile', async () => {
    const button = confirmIn(await chat.typed('nudge', '', NOW));
    mustBe('saved', await world.reply(BEN, '4.3', 'The relay is fitted.', NOW));
    const { said } = await chat.press(button, NOW);
    expect(shownIn(said.replies[0]).title).toBe('Remind 1 person now?');
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([1, 1]);
  });

  it('names only those who are meant, and what is with nobody', async () => {
    expect(shownIn(await chat.typed('nudge', 'ben', NOW)).title).toBe('Remind 1 person now?');
    expect(noticeIn(await chat.typed('nudge', 'Zoe', NOW))).toContain('Nothing outstanding matches "Zoe"');
    const other = aWorld(undefined, messenger);
    const lines = [line('4.1', ADA), ...USUAL_LINES.slice(3)];
    await openQuarter(other, { lines });
    const status = shownIn(await aLeadChat(other, messenger).typed('nudge', '', NOW));
    expect(status.summary).toContain('Nobody is assigned to 4.2 and 4.3, so nobody is reminded of them.');
  });

  it('sends nothing at night', async () => {
    const button = confirmIn(await chat.typed('nudge', '', NOW));
    const night = at('2026-12-02T20:00:00Z');
    expect(noticeIn((await chat.press(button, night)).said.replies[0])).toContain('outside working hours');
    expect([postsTo(ADA), postsTo(BEN)]).toEqual([1, 1]);
  });
});
