import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMessenger } from '../../../app/fakes.js';
import { EXECUTIVE, NAME, NOW, SPOILS, spoiled } from '../../../app/redacting/spoiled.js';
import { aWorld, LEAD, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

let world: World;
let messenger: FakeMessenger;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await spoiled(world);
});

const kept = async () => JSON.stringify((await world.plan.everything()).map(({ value }) => value));

describe('/redact', () => {
  it('shows every place in which the words stand, and what will happen, before anything is done', async () => {
    const { title, summary, groups } = shownIn(await chat.typed('redact', `4.1 ${NAME}`, NOW));
    expect(title).toBe('Remove these words for good?');
    expect(summary).toContain('“Zytá Kowálska”');
    expect(summary).toContain('Revision 1 is changed, and the seal says so. Publish it again');
    expect(summary).toContain('Person 015 is told that words were removed, not which.');
    expect(groups[0]?.lines[0]).toMatchObject({ ref: '4.1' });
    expect(JSON.stringify(groups)).toContain('words of contributors');
    expect(await kept()).toMatch(SPOILS);
    expect(await world.plan.removals()).toEqual([]);
  });

  it('asks for the words in a box, shows them, and removes exactly what was shown', async () => {
    const asked = await chat.typed('redact', '4.1', NOW);
    expect(shownIn(asked).title).toBe('Remove words seen in 4.1?');
    const { said } = await chat.press(confirmIn(asked), NOW, { inputs: { note: NAME } });
    const shown = said.replies[0];
    expect(shownIn(shown).title).toBe('Remove these words for good?');
    expect(await kept()).toMatch(SPOILS);
    const { card } = await chat.press(confirmIn(shown), at('2027-01-12T10:01:00Z'), { inputs: { note: NAME } });
    expect(noticeIn(card)).toContain('The words are removed');
    expect(JSON.stringify(card)).not.toMatch(SPOILS);
    expect(await kept()).not.toMatch(SPOILS);
  });

  it('shows it again where the words were changed in the box, or stand in more places than were shown', async () => {
    const shown = await chat.typed('redact', `4.1 ${NAME}`, NOW);
    const other = await chat.press(confirmIn(shown), NOW, { inputs: { note: 'the log' } });
    expect(shownIn(other.said.replies[0]).summary).toContain('“the log”');
    const about = {
      tenant: TENANT,
      plan: PLAN,
      ref: '4.1',
      recommendation: '4',
      by: 'lead',
      text: `By ${NAME}, indeed.`,
      reason: 'It was empty.',
    };
    await world.correctRecommendation({ ...about, ref: '4' }, NOW);
    const more = await chat.press(confirmIn(shown), NOW, { inputs: { note: NAME } });
    expect(shownIn(more.said.replies[0]).summary).toContain('Something changed since you were asked');
    expect(await kept()).toMatch(SPOILS);
  });

  it('says where words stand that are no whole words, and that nothing is called so', async () => {
    expect(noticeIn(await chat.typed('redact', '4.1 Zyt', NOW))).toContain(
      'stands nowhere in this plan as whole words',
    );
    expect(noticeIn(await chat.typed('redact', '4.1 Kowalsk', NOW))).toContain('longer words: ');
    expect(noticeIn(await chat.typed('redact', '99 Zyta', NOW))).toContain('Nothing in this plan is called "99"');
    expect(noticeIn(await chat.typed('redact', '', NOW))).toContain('in which row');
  });

  it('is the lead’s alone', async () => {
    expect(noticeIn(await chat.typed('redact', `4.1 ${NAME}`, NOW, EXECUTIVE))).toContain(
      'Only the portfolio lead can remove words',
    );
    const button = confirmIn(await chat.typed('redact', `4.1 ${NAME}`, NOW, LEAD));
    const { said } = await chat.press(button, NOW, { by: EXECUTIVE });
    expect(JSON.stringify(said)).not.toMatch(SPOILS);
    expect(await kept()).toMatch(SPOILS);
  });
});
