import { beforeEach, describe, expect, it } from 'vitest';
import { readReturnSheet } from '../../../src/adapters/documents/own/return-sheet/read-return-sheet.js';
import { writeReturnSheetDocx } from '../../../src/adapters/documents/own/return-sheet/write-docx.js';
import { makeImportReturnSheet, type SheetLine } from '../../../src/app/asking/import-return-sheet.js';
import { makeReturnSheet, type SheetFor } from '../../../src/app/asking/make-return-sheet.js';
import { makeAskAboutFinding } from '../../../src/app/reviewing/decide-finding.js';
import { makeReviewDraft } from '../../../src/app/reviewing/review-draft.js';
import { NOBODY } from '../../../src/app/store/stores.js';
import { historyMessage } from '../../../src/chat/commands/standing/show-history.js';
import type { FilledItem, FilledSheet, ReturnSheet } from '../../../src/domain/asking/return-sheet.js';
import { outsideId } from '../../../src/domain/people/contributor.js';
import { filledDocx } from '../../adapters/documents/own/sheets.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../domain/builders.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../world.js';

const LATER = at('2026-12-02T10:00:00Z');
const ada: SheetFor = { kind: 'person', person: ADA };

let world: World;
beforeEach(async () => {
  world = aWorld();
  await openQuarter(world);
});

async function made(wanted: SheetFor, of = world): Promise<ReturnSheet> {
  const outcome = await makeReturnSheet(of)(TENANT, PLAN, wanted, OPENING);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.sheet;
}

const nothing: Omit<FilledItem, 'ref'> = { status: '', update: '', evidence: '', noChange: '', previous: '' };

function filled(sheet: ReturnSheet, said: Readonly<Record<string, Partial<FilledItem>>>): FilledSheet {
  const items = sheet.items.map(({ ref }) => ({ ref, ...nothing, ...said[ref] }));
  return { reference: sheet.reference, items, elsewhere: [], notes: [] };
}

async function imported(sheet: FilledSheet, { by = LEAD, now = LATER, of = world, plan = PLAN } = {}) {
  return makeImportReturnSheet(of)({ tenant: TENANT, plan, sheet, by }, now);
}

async function linesOf(sheet: FilledSheet): Promise<readonly SheetLine[]> {
  const outcome = await imported(sheet);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.lines;
}

describe('a return sheet', () => {
  it('has the open requirements of one person, with what was published last', async () => {
    await world.reply(ADA, '4.2', 'Done by card.', OPENING);
    const sheet = await made(ada);
    expect(sheet).toMatchObject({
      forWhom: 'Ada Moss',
      items: [{ ref: '4.1', previousText: { text: 'The log of 4.1 was begun.' } }],
    });
    expect(sheet.reference).toMatch(/^[\x21-\x7e]+$/);
  });

  it.each([
    ['while the cycle is open', false],
    ['after the close', true],
  ])('has what the review asked about an answer %s, and brings the new answer back', async (_, isClosed) => {
    await world.reply(ADA, '4.1', 'Mr Albert Stone keeps the log.', OPENING);
    await world.reply(ADA, '4.2', 'Done by card.', OPENING);
    if (isClosed) mustBe('closed', await world.closed(LATER));
    const reviewDraft = makeReviewDraft(world);
    const reviewed = await reviewDraft(TENANT, PLAN);
    if (reviewed.kind === 'refused') throw new Error(reviewed.reason);
    const finding = reviewed.states.find((each) => each.finding.rule === 'personal-name')?.finding.id ?? '';
    const about = { tenant: TENANT, plan: PLAN, finding, decider: { by: 'lead', byName: 'Lea Dunn' } };
    mustBe('asked', await makeAskAboutFinding({ ...world, reviewDraft })(about, 'Which post is it?', LATER));
    const sheet = await made(ada);
    expect(sheet.items.map((each) => each.ref)).toEqual(['4.1']);
    expect(sheet.items[0]?.text).toMatch(/Which post is it\?\nYou answered: Mr Albert Stone/);
    const docx = await writeReturnSheetDocx(sheet);
    const back = readReturnSheet(
      filledDocx(docx, [{ status: 'On track', update: 'The watch officer keeps the log.' }]),
    );
    if (back.kind !== 'sheet') throw new Error(back.kind);
    expect(await linesOf(back.sheet)).toMatchObject([{ ref: '4.1', kind: 'saved' }]);
    expect(back.sheet.elsewhere).toEqual([]);
    const item = (await world.deckOf(ADA)).items.find((each) => each.value.ref === '4.1')?.value;
    expect([item?.answer?.reply, item?.question]).toMatchObject([
      { text: 'The watch officer keeps the log.' },
      undefined,
    ]);
  });

  it('is not made for somebody who has answered everything or is asked nothing, or without a cycle', async () => {
    const make = makeReturnSheet(world);
    await world.reply(BEN, '4.3', 'Done.', OPENING);
    for (const [wanted, words] of [
      [{ kind: 'person', person: BEN }, 'has answered everything'],
      [{ kind: 'person', person: LEAD }, 'is asked nothing in this quarter'],
      [{ kind: 'person', person: NOBODY }, 'is asked nothing in this quarter'],
      [{ kind: 'post', post: 'Harbour Master' }, 'are with Ada Moss'],
      [{ kind: 'post', post: 'Lighthouse keeper' }, 'No requirement of the post'],
    ] as const) {
      expect(await make(TENANT, PLAN, wanted, OPENING)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining(words),
      });
    }
    await world.closed(OPENING);
    expect(await make(TENANT, PLAN, ada, OPENING)).toMatchObject({
      reason: expect.stringContaining('no open quarter'),
    });
  });

  it('finds the person by their name in any letters, and gives the ids where that is not one person', async () => {
    expect((await made({ kind: 'person', person: ' ada  MOSS ' })).forWhom).toBe('Ada Moss');
    const ask = (name: string, of = world) =>
      makeReturnSheet(of)(TENANT, PLAN, { kind: 'person', person: name }, OPENING);
    expect(await ask('Ada Most')).toMatchObject({
      reason: `"Ada Most" is asked nothing in this quarter. Give the name or the Entra id of somebody who is: Ada Moss (${ADA}), Ben Reed (${BEN}); for a post without a person use --post.`,
    });
    const twins = aWorld();
    await openQuarter(twins, { lines: USUAL_LINES.map((each) => ({ ...each, name: 'Ada Moss' })) });
    expect(await ask('ada moss', twins)).toMatchObject({
      reason: expect.stringContaining(`Give the Entra id of one: Ada Moss (${ADA}), Ada Moss (${BEN});`),
    });
    expect((await made({ kind: 'person', person: BEN }, twins)).items).toHaveLength(1);
  });

  it('finds the person by an address', async () => {
    await world.stores.directory.addAddress(TENANT, 'ada@harbour.example', ADA, 'Ada Moss');
    expect((await made({ kind: 'person', person: ' Ada@Harbour.example ' })).items).toHaveLength(2);
  });
});

describe('a filled return sheet', () => {
  it('goes from file to file: written, filled in Word, imported, answered', async () => {
    const file = filledDocx(await writeReturnSheetDocx(await made(ada)), [
      { status: 'Complete', update: 'The log is whole.' },
      { ticked: true },
    ]);
    const reading = readReturnSheet(file);
    if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
    expect(await linesOf(reading.sheet)).toMatchObject([
      { ref: '4.1', kind: 'saved', said: 'text' },
      { ref: '4.2', kind: 'saved', said: 'noChange' },
    ]);
    const [first, second] = (await world.deckOf(ADA)).items.map((each) => each.value.answer?.reply);
    expect(first).toEqual({ kind: 'text', text: 'The log is whole.', status: 'complete', evidence: null });
    expect(second).toEqual({ kind: 'noChange' });
  });

  it('says in the history on whose behalf, and who entered it', async () => {
    await linesOf(filled(await made(ada), { '4.1': { update: 'Done.' } }));
    const deck = await world.deckOf(ADA);
    const { requirement } = deck.items[0]?.value ?? { requirement: '' };
    const lead = (await world.stores.person(TENANT, LEAD).record())?.value.whoKey;
    const { whoKey } = deck.head.value;
    expect(lead).not.toBe(whoKey);
    expect((await world.plan.history(requirement)).at(-1)?.payload).toMatchObject({
      who: lead,
      about: `4.1 on behalf of ${whoKey}`,
    });
    expect(await world.plan.updates(requirement)).toMatchObject([{ by: whoKey, enteredBy: lead, door: 'returnSheet' }]);
  });

  it('gives no second answer when it is imported again, also after the person has said more', async () => {
    const sheet = filled(await made(ada), { '4.1': { update: 'Done.' } });
    await linesOf(sheet);
    expect(await linesOf(sheet)).toEqual([
      { ref: '4.1', kind: 'already' },
      { ref: '4.2', kind: 'notFilled' },
    ]);
    const current = (await world.deckOf(ADA)).items[0]?.value;
    await world.reply(ADA, '4.1', 'Done, and checked.', LATER, current?.current);
    await linesOf(sheet);
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({ text: 'Done, and checked.' });
    expect(await world.plan.updates(current?.requirement ?? '')).toHaveLength(2);
  });

  it('replaces no answer that came meanwhile: it says what that was, and how the sheet can count instead', async () => {
    const sheet = filled(await made(ada), { '4.1': { update: 'By sheet.' } });
    await world.reply(ADA, '4.1', 'By card.', LATER);
    expect(await linesOf(sheet)).toMatchObject([
      { kind: 'problem', problem: expect.stringMatching(/^Ada Moss has answered.*“By card\.”.*\/answer 4\.1/) },
      { kind: 'notFilled' },
    ]);
    expect((await world.deckOf(ADA)).items[0]?.value.answer?.reply).toMatchObject({ text: 'By card.' });
  });

  it('saves what is good and says of the rest what to mend', async () => {
    const said = { '4.1': { update: 'Fine.' }, '4.2': { update: 'Fine.', evidence: 'Public:' } };
    const sheet = await made(ada);
    expect(await linesOf(filled(sheet, said))).toMatchObject([
      { ref: '4.1', kind: 'saved' },
      { ref: '4.2', kind: 'problem', problem: expect.stringContaining('what is to be published') },
    ]);
    const mended = { ...said, '4.2': { update: 'Fine.' } };
    expect(await linesOf(filled(sheet, mended))).toMatchObject([{ kind: 'already' }, { kind: 'saved' }]);
  });

  it('asks about an update that was written over the published text, or twice', async () => {
    const sheet = filled(await made(ada), { '4.1': { previous: 'The log is done now.' }, '4.2': { update: 'One.' } });
    const twice = { ...sheet, items: [...sheet.items, { ref: '4.2', ...nothing, update: 'Two.' }] };
    expect(await linesOf(twice)).toMatchObject([
      { ref: '4.1', kind: 'problem', problem: expect.stringContaining('Published last time') },
      { ref: '4.2', kind: 'problem', problem: expect.stringContaining('2 times') },
    ]);
    expect((await world.deckOf(ADA)).items.every((each) => each.value.answer === null)).toBe(true);
  });

  it('does not take an answer for a ref that it was not made for', async () => {
    const sheet = filled(await made(ada), {});
    const foreign = { ...sheet, items: [...sheet.items, { ref: '4.3', ...nothing, update: 'Ben is fine.' }] };
    expect((await linesOf(foreign)).at(-1)).toMatchObject({ ref: '4.3', kind: 'problem' });
    expect((await world.deckOf(BEN)).items[0]?.value.answer).toBe(null);
  });

  it('says where a requirement went that somebody else has now', async () => {
    const sheet = filled(await made(ada), { '4.1': { update: 'Mine?' } });
    await world.assign(
      { tenant: TENANT, plan: PLAN, by: 'system', lines: [line('4.1', BEN), ...USUAL_LINES.slice(1)] },
      LATER,
    );
    expect(await linesOf(sheet)).toMatchObject([
      { kind: 'problem', problem: expect.stringContaining('with Ben Reed now') },
      {},
    ]);
  });

  it('is kept for the next revision after the close, and says so', async () => {
    const sheet = filled(await made(ada), { '4.1': { update: 'Late.' } });
    await world.closed(LATER);
    expect(await linesOf(sheet)).toMatchObject([{ kind: 'saved', afterClose: true }, {}]);
  });
});

describe('a sheet that is refused', () => {
  const refusal = async (sheet: FilledSheet, more = {}) => {
    const outcome = await imported(sheet, more);
    expect((await world.deckOf(ADA)).items.every((each) => each.value.answer === null)).toBe(true);
    return outcome.kind === 'refused' ? outcome.reason : 'it was imported';
  };
  const answers = async () => filled(await made(ada), { '4.1': { update: 'Done.' } });

  it('has no reference, or one that was changed anywhere', async () => {
    const sheet = await answers();
    expect(await refusal({ ...sheet, reference: null })).toContain('no return-sheet reference');
    const [mark = '', body = '', sig = ''] = sheet.reference?.split('.') ?? [];
    const other = Buffer.from(body, 'base64url').toString().replace(ADA, BEN);
    for (const reference of [
      `${mark}.${Buffer.from(other).toString('base64url')}.${sig}`,
      `${mark}.${body}.${sig.slice(0, -1)}`,
      `${mark}..`,
      `QDS2.${body}.${sig}`,
      `${sheet.reference}.more`,
    ]) {
      expect(await refusal({ ...sheet, reference })).toContain('was changed');
    }
  });

  it('was made with the key of another installation', async () => {
    const foreign = { ...world, cardKey: async () => 'another key' };
    const sheet = filled(await made(ada, foreign), { '4.1': { update: 'Done.' } });
    expect(await refusal(sheet)).toContain('another installation');
  });

  it('belongs to another plan, or to an earlier quarter', async () => {
    const sheet = await answers();
    const { importPlan } = world;
    const read = aReadingOf(harbourPlan());
    await importPlan({ tenant: TENANT, plan: 'other', read, by: 'system', dryRun: false }, OPENING);
    expect(await refusal(sheet, { plan: 'other' })).toContain('belongs to the plan "harbour"');
    expect(await refusal(sheet, { plan: 'nowhere' })).toContain('There is no plan');
    mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    const next = { tenant: TENANT, plan: PLAN, by: 'system', given: {}, revision: '2027-04-09' as never };
    expect(await world.openCycle(next, at('2027-02-01T10:00:00Z'))).toMatchObject({ kind: 'opened' });
    expect(await refusal(sheet, { now: at('2027-02-02T10:00:00Z') })).toContain('earlier quarter');
  });

  it('is entered by somebody who does not lead the plan', async () => {
    expect(await refusal(await answers(), { by: BEN })).toContain('does not lead this plan');
  });
});

describe('a post without a person', () => {
  it('is answered by a sheet of its own, for the post', async () => {
    world = aWorld();
    const plan = aPlan([aRequirement('4.1', { owner: 'Ferry Company' }), aRequirement('4.2', { owner: 'Pilots' })]);
    await openQuarter(world, { plan, lines: [line('plan', LEAD, 'lead')] });
    const sheet = await made({ kind: 'post', post: 'ferry  company' });
    expect(sheet).toMatchObject({ forWhom: 'Ferry Company', items: [{ ref: '4.1' }] });
    expect(await linesOf(filled(sheet, { '4.1': { update: 'The boats have lamps.' } }))).toMatchObject([
      { kind: 'saved' },
    ]);
    const [item] = (await world.deckOf(NOBODY)).items;
    expect(item?.value.answer?.reply).toMatchObject({ text: 'The boats have lamps.' });
    const history = await world.plan.history(item?.value.requirement ?? '');
    expect(history.at(-1)?.payload?.about).toBe('4.1 on behalf of the post Ferry Company');
  });
});

describe('the history of an answer that was entered', () => {
  it('names both to the lead', async () => {
    await linesOf(filled(await made(ada), { '4.1': { update: 'Done.' } }));
    const outcome = await world.seePlan(TENANT, PLAN, LATER);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    const message = await historyMessage(world.stores, outcome.picture, '4.1');
    expect(JSON.stringify(message)).toContain('Lea Dunn answered 4.1 on behalf of Ada Moss');
  });
});

describe('a sheet for a contributor', () => {
  const legal = outsideId('Legal');
  const asked = { ...line('4.1', '', 'contributor'), name: 'Legal', question: 'Has the contract been checked?' };
  const CONTRIBUTOR: SheetFor = { kind: 'person', person: 'legal' };
  beforeEach(async () => {
    const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
    mustBe('assigned', await world.assign({ ...about, lines: [...USUAL_LINES, asked] }, OPENING));
  });
  const rowOf = async () => (await world.deckOf(ADA)).items[0]?.value;

  it('holds their question, is due before the owners, and comes back as words and no answer', async () => {
    const sheet = await made(CONTRIBUTOR);
    expect(sheet).toMatchObject({ forWhom: 'Legal', due: '2026-12-15', items: [{ ref: '4.1' }] });
    expect(sheet.items[0]?.text).toContain('Our question to you: Has the contract been checked?');
    const written = { update: 'It was checked.', evidence: 'https://quay.example/c' };
    const back = readReturnSheet(filledDocx(await writeReturnSheetDocx(sheet), [written]));
    if (back.kind === 'unreadable') throw new Error(back.problem.reason);
    const said = back.sheet;
    expect(await linesOf(said)).toMatchObject([{ ref: '4.1', kind: 'saved', said: 'words' }]);
    expect(await linesOf(said)).toMatchObject([{ ref: '4.1', kind: 'already' }]);
    const item = await rowOf();
    expect(item?.answer).toBeNull();
    expect(item?.contributions).toMatchObject([
      { person: legal, name: 'Legal', text: 'It was checked.\nhttps://quay.example/c' },
    ]);
    expect(item?.contributions?.[0]?.enteredBy).toBeDefined();
    expect(await makeReturnSheet(world)(TENANT, PLAN, CONTRIBUTOR, OPENING)).toMatchObject({ kind: 'refused' });
  });

  it('with a status, or after they have the row no more, saves nothing and says why', async () => {
    const sheet = await made(CONTRIBUTOR);
    expect(await linesOf(filled(sheet, { '4.1': { update: 'Done.', status: 'Complete' } }))).toMatchObject([
      { kind: 'problem', problem: expect.stringContaining('Somebody else answers for this row') },
    ]);
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: USUAL_LINES }, OPENING);
    expect(await linesOf(filled(sheet, { '4.1': { update: 'Done.' } }))).toMatchObject([
      { kind: 'problem', problem: expect.stringContaining('4.1 is not with you') },
    ]);
    expect((await rowOf())?.contributions).toBeUndefined();
  });

  it('whose person answers the row by now is still no answer', async () => {
    const lines = [...USUAL_LINES, { ...line('4.1', BEN, 'contributor') }];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines }, OPENING);
    const sheet = await made({ kind: 'person', person: BEN });
    expect(sheet.items.map(({ ref }) => ref)).toEqual(['4.3', '4.1']);
    const after = [line('plan', BEN), line('plan', LEAD, 'lead')];
    await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: after }, OPENING);
    await linesOf(filled(sheet, { '4.1': { update: 'Only a word.' } }));
    const item = (await world.deckOf(BEN)).items.find(({ value }) => value.ref === '4.1')?.value;
    expect(item?.answer).toBeNull();
  });
});

describe('a return sheet with the introduction', () => {
  const lead: SheetFor = { kind: 'person', person: LEAD };
  beforeEach(async () => {
    world = aWorld();
    const introduction = [{ kind: 'paragraph' as const, text: 'We asked for a review of our quays.' }];
    await openQuarter(world, { plan: { ...harbourPlan(), introduction } });
  });
  const back = async (written: Parameters<typeof filledDocx>[1][number]) => {
    const read = readReturnSheet(filledDocx(await writeReturnSheetDocx(await made(lead)), [written]));
    if (read.kind === 'unreadable') throw new Error(read.problem.reason);
    expect(read.sheet).toMatchObject({ elsewhere: [], notes: [] });
    return linesOf(read.sheet);
  };
  const reply = async () => (await world.deckOf(LEAD)).items[0]?.value.answer?.reply;

  it('says what it is, and comes back ticked as still true', async () => {
    expect(await back({ ticked: true })).toMatchObject([{ ref: 'introduction', kind: 'saved' }]);
    expect(await reply()).toEqual({ kind: 'noChange' });
  });

  it('comes back with the words that it is to be published in', async () => {
    expect(await back({ update: 'The review of our quays is done.' })).toMatchObject([{ kind: 'saved' }]);
    expect(await reply()).toMatchObject({ kind: 'text', text: 'The review of our quays is done.' });
  });
});
