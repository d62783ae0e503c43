import { beforeEach, describe, expect, it } from 'vitest';
import { writers } from '../../../src/adapters/documents/own/write/formats.js';
import { makeSeeInspection } from '../../../src/app/standing/see-inspection.js';
import { documentOf } from '../../../src/domain/publishing/compile.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, BEN, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { inHand } from '../asking/owner.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './changes/lead-chat.js';

const NOW = at('2026-12-01T10:00:00Z');
const WORDS = 'The supplier will go bankrupt, I hear.';
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

const itemOf = async (ref: string) => (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value;
const wrote = async (argument: string, by = ADA) => {
  const card = await chat.typed('note', argument, NOW, by);
  return chat.press(confirmIn(card), NOW, { by });
};
const toldLead = () =>
  messenger
    .to(LEAD)
    .map(({ message }) => JSON.stringify(message))
    .filter((each) => each.includes(WORDS));

describe('A note to the lead', () => {
  it('is shown first, with what it is not and who may come to see it, and kept once it is confirmed', async () => {
    const card = await chat.typed('note', `4.1 ${WORDS}`, NOW, ADA);
    expect(inHand(card).lines.join('\n')).toMatch(/not for publication.*may have to be disclosed/s);
    expect(shownIn(card).texts).toMatchObject([{ input: 'note', value: WORDS }]);
    expect((await itemOf('4.1'))?.notes).toBeUndefined();
    await chat.press(confirmIn(card), NOW, { by: ADA });
    expect((await itemOf('4.1'))?.notes).toMatchObject([{ name: 'Ada Moss', text: WORDS }]);
    expect((await itemOf('4.1'))?.answer).toBeNull();
  });

  it('is told to the lead once, and read in /status of the row', async () => {
    await wrote(`4.1 ${WORDS}`);
    for (const hour of [11, 12, 13]) await world.sweep(at(`2026-12-01T${hour}:00:00Z`));
    expect(toldLead()).toHaveLength(1);
    expect(toldLead()[0]).toContain('A note about 4.1, not for publication');
    expect(inHand(await chat.typed('status', '4.1', NOW)).lines.join('\n')).toContain(WORDS);
  });

  it('stands in the history and in an inspection, and in no revision in any format', async () => {
    await wrote(`4.1 ${WORDS}`);
    mustBe('saved', await world.reply(ADA, '4.1', 'The lamps are mended.', NOW));
    const history = await world.plan.history((await itemOf('4.1'))?.requirement ?? '');
    expect(history.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ what: 'wrote a note to the lead', about: '4.1', new: WORDS }),
    );
    const picture = await world.seePlan(TENANT, PLAN, NOW);
    if (picture.kind !== 'picture') throw new Error(picture.kind);
    const inspection = await makeSeeInspection(world)(picture.picture, '4.1');
    expect(JSON.stringify(inspection)).toContain('"kind":"noted","by":"Ada Moss"');
    const compiled = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'lead' }, NOW);
    if (compiled.kind !== 'compiled') throw new Error(compiled.kind);
    const seal = { kind: 'draft', number: 1, compiledAt: NOW } as const;
    const document = documentOf(compiled.compiled.published, seal);
    for (const format of ['html', 'csv', 'json'] as const) {
      const text = new TextDecoder().decode(await writers[format](document));
      expect(text).toContain('The lamps are mended.');
      expect(text).not.toContain('bankrupt');
    }
  });

  it('needs a row of one’s own and words; what was typed comes back', async () => {
    expect(noticeIn(await chat.typed('note', WORDS, NOW, ADA))).toContain('Please name the row first: 4.1');
    expect(noticeIn(await chat.typed('note', `4.3 ${WORDS}`, NOW, ADA))).toContain('Please name the row first: 4.1');
    // Ben has one row only
    const bens = await chat.typed('note', WORDS, NOW, BEN);
    expect(shownIn(bens).title).toContain('4.3');
    const empty = shownIn(await chat.typed('note', '4.1', NOW, ADA));
    expect(empty.texts?.[0]?.value).toBe('');
    const pressed = await wrote('4.1');
    expect(JSON.stringify(pressed)).toContain('Please write your note.');
    expect((await itemOf('4.1'))?.notes).toBeUndefined();
    const long = shownIn(await chat.typed('note', `4.1 ${'word '.repeat(185)}`, NOW, ADA));
    expect(JSON.stringify(long)).toContain('characters too long. The most is 900.');
    expect(long.texts?.[0]?.value).toContain('word word');
  });

  it('is refused to whom the row is not with any more, with the words given back', async () => {
    const card = await chat.typed('note', `4.1 ${WORDS}`, NOW, ADA);
    const { cycle } = confirmIn(card).context;
    mustBe(
      'handedOver',
      await world.handOver(
        { tenant: TENANT, plan: PLAN, cycle, person: ADA, ref: '4.1', to: BEN, note: 'Leave.' },
        NOW,
      ),
    );
    const { said } = await chat.press(confirmIn(card), NOW, { by: ADA });
    expect(JSON.stringify(said)).toContain('4.1 is not with you.');
    expect(JSON.stringify(said)).toContain(WORDS);
    const bens = (await world.deckOf(BEN)).items.find(({ value }) => value.ref === '4.1')?.value;
    expect(bens?.notes).toBeUndefined();
  });
});
