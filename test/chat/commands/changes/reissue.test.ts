import { beforeEach, describe, expect, it } from 'vitest';
import { writers } from '../../../../src/adapters/documents/own/write/formats.js';
import { standsForNothing } from '../../../../src/adapters/documents/own/write/words.js';
import { readPlanFile } from '../../../../src/adapters/documents/plan-file.js';
import { makeChangeSettings } from '../../../../src/app/plan/change-settings.js';
import { fileStem, makeLoadCompiled } from '../../../../src/app/publishing/draft-links.js';
import { makeVerifyDocument } from '../../../../src/app/publishing/verify-document.js';
import { FakeMessenger } from '../../../app/fakes.js';
import { EXECUTIVE, spoiled } from '../../../app/redacting/spoiled.js';
import { ADA, aWorld, BEN, LEAD, mustBe, PLAN, TENANT, type World } from '../../../app/world.js';
import { at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from './lead-chat.js';

const NOW = at('2027-01-20T10:00:00Z');
const LATER = at('2027-01-20T10:01:00Z');
const WORDS = { text: 'Two of three lamps are mended.', note: 'The count was wrong.' };
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  const messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await spoiled(world);
});

async function reissued(by = LEAD) {
  const asked = await chat.typed('reissue', '4.3', NOW, by);
  const shown = (await chat.press(confirmIn(asked), NOW, { by, inputs: WORDS })).said.replies[0];
  return { asked, shown, ...(await chat.press(confirmIn(shown), LATER, { by, inputs: WORDS })) };
}

async function fileOf(id: string, format: 'html' | 'docx' | 'csv' | 'xlsx' | 'json') {
  const document = await makeLoadCompiled(world)(TENANT, PLAN, id);
  if (document === null) throw new Error('Not there');
  return { document, bytes: await writers[format](document) };
}

const newest = async () => (await world.plan.head())?.value.revisions.at(-1) ?? '';

describe('/reissue', () => {
  it('shows the difference with its reason before anything is done, and makes the next issue when that is confirmed', async () => {
    const first = await newest();
    const { asked, shown, card } = await reissued();
    expect(shownIn(asked).title).toBe('Correct 4.3 in revision 1?');
    expect(shownIn(shown).title).toBe('Make issue 2 of revision 1?');
    expect(shownIn(shown).summary).toContain('[+Two of three lamps are mended');
    expect(noticeIn(card)).toContain('Issue 2 of revision 1 is made');
    const id = await newest();
    expect(id).not.toBe(first);
    const compiled = await world.plan.compiled(id);
    expect(compiled).toMatchObject({ number: 1, issue: 2, replaces: first });
    expect(JSON.stringify(await world.plan.compiled(first))).not.toContain(WORDS.text);
    const { document } = await fileOf(id, 'html');
    expect(fileStem(PLAN, document)).toBe('harbour-2027-01-06-issue-2');
  });

  it.each(['html', 'docx', 'csv', 'xlsx', 'json'] as const)(
    'as %s prints number, day and reason, and is read back word for word',
    async (format) => {
      await reissued();
      const { bytes } = await fileOf(await newest(), format);
      if (format === 'html')
        expect(new TextDecoder().decode(bytes)).toContain(
          'Issue 2 of the column of 6 January 2027, on 20 January 2027: The count was wrong.',
        );
      const { read } = await readBack(bytes);
      const verified = await makeVerifyDocument({ stores: world.stores, standsForNothing })(TENANT, PLAN, read, null);
      expect(verified).toMatchObject({ kind: 'verified', deviations: [] });
    },
  );

  it('knows the issue before: in verify, and when it is imported', async () => {
    const { bytes } = await fileOf(await newest(), 'html');
    await reissued();
    const { read } = await readBack(bytes);
    const verified = await makeVerifyDocument({ stores: world.stores, standsForNothing })(TENANT, PLAN, read, null);
    expect(verified).toMatchObject({ kind: 'verified', earlierIssue: 1 });
    const about = { tenant: TENANT, plan: PLAN, by: 'lead', dryRun: false };
    mustBe('imported', await world.importPlan({ ...about, read }, LATER));
    const published = await world.plan.published((await world.plan.head())?.value.generation ?? '');
    expect(published.updates.some(({ text }) => text === WORDS.text)).toBe(true);
    const again = (await readBack((await fileOf(await newest(), 'html')).bytes)).read;
    mustBe('imported', await world.importPlan({ ...about, read: again }, LATER));
  });

  it('is printed once by the next revision, marked', async () => {
    await reissued();
    await world.sweep(at('2027-03-05T10:00:00Z'));
    const compiled = await world.compileRevision(
      { tenant: TENANT, plan: PLAN, by: 'lead' },
      at('2027-03-08T10:00:00Z'),
    );
    if (compiled.kind === 'refused') throw new Error(compiled.reason);
    expect(compiled.document.columns).toEqual(['2026-06-19', '2027-01-06', '2027-03-31']);
    const cells = compiled.document.sections.flatMap(({ lines }) => lines).find(({ ref }) => ref === '4.3')?.cells;
    expect(cells?.[1]?.text).toBe(WORDS.text);
    await world.reply(ADA, '4.1', 'Open.', at('2027-03-09T10:00:00Z'));
    await world.accepted(at('2027-03-25T10:00:00Z')).catch(() => undefined);
    await world.closed(at('2027-03-29T10:00:00Z'));
    await world.accepted(at('2027-03-29T11:00:00Z'));
    const made = await world.finalised(at('2027-03-31T10:00:00Z'));
    if (made.kind !== 'made') throw new Error(JSON.stringify(made).slice(0, 400));
    expect(made.document.seal).toMatchObject({ number: 2, issues: [{ column: '2027-01-06', issue: 2 }] });
  });

  it('counts on, and a second press changes nothing', async () => {
    const { shown } = await reissued();
    const id = await newest();
    await chat.press(confirmIn(shown), at('2027-01-20T10:02:00Z'), { inputs: WORDS });
    expect(await newest()).toBe(id);
    const asked = await chat.typed('reissue', '4.1', LATER);
    const again = { text: 'The quay opens by 30 June 2027.', note: 'A name was printed.' };
    const difference = (await chat.press(confirmIn(asked), LATER, { inputs: again })).said.replies[0];
    expect(shownIn(difference).title).toBe('Make issue 3 of revision 1?');
  });

  it('is signed by the executive lead where the plan is', async () => {
    mustBe(
      'set',
      await makeChangeSettings(world)({ tenant: TENANT, plan: PLAN, by: 'system' }, { signOff: 'executive' }, NOW),
    );
    expect(noticeIn(await chat.typed('reissue', '4.3', NOW))).toContain('Ask Person 015 to write /reissue 4.3');
    const { card } = await reissued(EXECUTIVE);
    expect(noticeIn(card)).toContain('Issue 2 of revision 1 is made');
    expect(noticeIn(await chat.typed('reissue', '4.3', NOW, BEN))).toContain(
      'Only the portfolio lead can correct a revision',
    );
  });

  it('says what is missing, and what is not there', async () => {
    expect(noticeIn(await chat.typed('reissue', '', NOW))).toContain('Please say which row');
    expect(noticeIn(await chat.typed('reissue', '99', NOW))).toContain('Nothing in revision 1 is called "99"');
    const asked = await chat.typed('reissue', '4.3', NOW);
    const without = (await chat.press(confirmIn(asked), NOW, { inputs: { text: WORDS.text, note: '' } })).said
      .replies[0];
    expect(shownIn(without).summary).toContain('Please write why');
  });

  it('made by two at once is made once for each, and nothing is lost', async () => {
    const about = { tenant: TENANT, plan: PLAN };
    const decided = { by: 'lead', byName: 'Lea Dunn' };
    const both = await Promise.all([
      world.reissueRevision(about, { ref: '4.3', text: 'One.', reason: 'First.' }, decided, NOW),
      world.reissueRevision(about, { ref: '4.1', text: 'Two.', reason: 'Second.' }, decided, NOW),
    ]);
    expect(both.map((each) => (each.kind === 'made' ? each.issue : 0)).sort((a, b) => a - b)).toEqual([2, 3]);
    const texts = (await world.plan.compiled(await newest()))?.published.updates.map(({ text }) => text);
    expect(texts).toContain('One.');
    expect(texts).toContain('Two.');
  });
});

async function readBack(bytes: Uint8Array) {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return { read: reading.plan };
}
