import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aReadingOf } from '../../domain/builders.js';
import { ADA, mustBe, PLAN, TENANT } from '../world.js';
import { begun, deckOf, entered, GATE, NOON, press, promisingPlan, RAIL } from './promising.js';

const about = { tenant: TENANT, plan: PLAN, by: 'lead' };

let scene: Awaited<ReturnType<typeof begun>>;
beforeEach(async () => {
  scene = await begun();
});

describe('promises of a published plan', () => {
  it('are found when it is imported, and stand in the history of their requirements', async () => {
    expect(await scene.promises.rows()).toMatchObject([
      { words: RAIL, column: '2026-06-19', due: '2026-10-01', state: 'open' },
      { words: GATE, due: '2027-03-31', state: 'open' },
    ]);
    const { requirement } = await scene.promises.rowOf(RAIL);
    expect(await scene.promises.told(requirement)).toMatchObject([
      { who: 'system', what: 'found a promise in', about: '4.1', new: `“${RAIL}” by 1 October 2026` },
    ]);
  });

  it('keep what was said of them when the plan is imported again, and new ones are added', async () => {
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'done' }));
    const plan = promisingPlan([`Begun. ${RAIL}`, GATE, 'The crane will be tested by 1 May 2027.']);
    const corrections = [{ ref: '4.3', column: civilDate('2026-06-19'), reason: 'A sentence was lost.' }];
    const read = aReadingOf(plan);
    mustBe('imported', await scene.world.importPlan({ ...about, read, dryRun: false, corrections }, NOON));
    expect((await scene.promises.rows()).map((each) => [each.state, each.due])).toEqual([
      ['done', '2026-10-01'],
      ['open', '2027-03-31'],
      ['open', '2027-05-01'],
    ]);
    expect((await scene.promises.itemOf('4.1')).commitments).toMatchObject([{ state: 'done' }]);
  });

  it('are asked about no more when the published words were corrected', async () => {
    const read = aReadingOf(promisingPlan(['Begun. The scene.first is being painted.', GATE]));
    const corrections = [{ ref: '4.1', column: civilDate('2026-06-19'), reason: 'Never promised.' }];
    mustBe('imported', await scene.world.importPlan({ ...about, read, dryRun: false, corrections }, NOON));
    expect((await scene.promises.itemOf('4.1')).commitments).toEqual([]);
    const { requirement } = await scene.promises.rowOf(RAIL);
    expect((await scene.promises.told(requirement)).map((each) => each.what)).toEqual([
      'found a promise in',
      'found a promise gone from',
    ]);
    expect((await scene.promises.see(TENANT, PLAN, false, NOON)) as object).toMatchObject({
      promises: [{ ref: '4.2' }],
    });
  });

  it('are found when a cycle opens in a store from before they were followed', async () => {
    await scene.makeRevision();
    await scene.world.plan.removeCommitments(await scene.world.plan.commitments());
    await scene.openNext();
    expect((await scene.promises.itemOf('4.1')).commitments).toMatchObject([{ words: RAIL }]);
    // it comes due after the answers of that quarter
    expect(await scene.promises.itemOf('4.2')).toMatchObject({
      commitments: [],
      otherCommitments: [(await scene.promises.rowOf(GATE)).id],
    });
  });

  it('do not change the published plan or its hash', async () => {
    const hashes: string[] = [];
    const compiled = async () => {
      const draft = await scene.world.compileRevision(about, NOON);
      hashes.push(draft.kind === 'compiled' ? draft.compiled.hash : draft.kind);
    };
    await scene.world.reply(ADA, '4.1', 'Kept.', NOON);
    await compiled();
    const { current } = await scene.promises.itemOf('4.1');
    const again = await press(scene.world, ADA, { text: 'Kept.' }, [entered(scene.first, { became: 'done' })]);
    expect(again?.kind).toBe('deck');
    expect((await scene.promises.itemOf('4.1')).current).not.toBe(current);
    await compiled();
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'reopened' }));
    await compiled();
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(1);
  });
});

describe('the promises of an answer', () => {
  const KIT = 'The kit will be shown by 1 March 2027.';

  it('are followed at once, and asked about in the next quarter', async () => {
    await press(scene.world, ADA, { text: `Kept. ${KIT}` });
    expect(await scene.promises.rowOf(KIT)).toMatchObject({ column: '2027-01-06', state: 'open' });
    await scene.makeRevision();
    await scene.openNext();
    const { commitments } = deckOf(scene.newestCard(ADA)).item;
    expect(commitments.map((each) => each.words)).toEqual([RAIL, KIT]);
    expect(await scene.promises.rows()).toHaveLength(3);
  });

  it('go when the answer is corrected and makes them no more, and come back when it makes them again', async () => {
    const first = await scene.world.reply(ADA, '4.1', `Kept. ${KIT}`, NOON);
    const current = first.kind === 'saved' ? first.item.current : '';
    await scene.world.reply(ADA, '4.1', 'Kept.', NOON, current);
    expect(await scene.promises.rowOf(KIT)).toMatchObject({ state: 'superseded' });
    expect((await scene.promises.itemOf('4.1')).commitments.map((each) => each.words)).toEqual([RAIL]);
    expect(await scene.promises.see(TENANT, PLAN, false, NOON)).toMatchObject({
      promises: [{ ref: '4.1' }, { ref: '4.2' }],
    });
    await scene.world.reply(
      ADA,
      '4.1',
      `On second thoughts: ${KIT}`,
      NOON,
      (await scene.promises.itemOf('4.1')).current,
    );
    expect((await scene.promises.rowOf(`On second thoughts: ${KIT}`)).state).toBe('open');
    await scene.world.reply(ADA, '4.1', `Kept. ${KIT}`, NOON, (await scene.promises.itemOf('4.1')).current);
    expect((await scene.promises.rowOf(KIT)).state).toBe('open');
  });

  it('follow the wording that the lead publishes in its place', async () => {
    await scene.world.reply(ADA, '4.1', `Kept. ${KIT}`, NOON);
    const text = 'Kept. The kit will be shown by 1 April 2027.';
    const decider = { by: 'lead', byName: 'Lea Dunn' };
    const input = { tenant: TENANT, plan: PLAN, ref: '4.1', text, why: 'Agreed by telephone.', decider };
    mustBe('corrected', await scene.promises.correctWording(input, NOON));
    expect((await scene.promises.rowOf(KIT)).state).toBe('superseded');
    const now = (await scene.promises.itemOf('4.1')).commitments;
    expect(now.map((each) => each.due)).toEqual(['2026-10-01', '2027-04-01']);
    await scene.world.reply(ADA, '4.1', 'All said.', NOON, (await scene.promises.itemOf('4.1')).current);
    expect((await scene.promises.rowOf('The kit will be shown by 1 April 2027.')).state).toBe('superseded');
  });

  it('are few enough for one batch, whatever somebody writes', async () => {
    const lines = Array.from(
      { length: 90 },
      (_, n) => `Part ${n} will open on ${addDays(civilDate('2027-02-01'), n)}.`,
    );
    expect((await scene.world.reply(ADA, '4.1', lines.join('\n'), NOON)).kind).toBe('saved');
    const current = (await scene.promises.itemOf('4.1')).current;
    const other = lines.map((each) => each.replace('open', 'shut'));
    expect((await scene.world.reply(ADA, '4.1', other.join('\n'), NOON, current)).kind).toBe('saved');
  });
});

describe('"check"', () => {
  it('brings back what is missing, and sweeps what belongs to nothing', async () => {
    const [row] = await scene.promises.rows();
    if (row === undefined) throw new Error('nothing was promised');
    await scene.world.plan.removeCommitments(await scene.world.plan.commitments());
    const stray = { ...row, id: 'a'.repeat(16), requirement: 'never-imported' };
    const orphan = { ...row, id: 'b'.repeat(16), words: 'The rail will be sold by 1 October 2026.' };
    const answered = { ...orphan, id: 'c'.repeat(16), state: 'done', version: 1 } as const;
    const note = { who: 'k', at: NOON, what: 'noted', about: '', old: null, new: null };
    for (const each of [stray, orphan, answered]) {
      const change = [{ commitment: each, etag: null }];
      await scene.world.plan.changeCommitments(each.requirement, change, null, [note], each.id);
    }
    expect(await scene.promises.see(TENANT, PLAN, false, NOON)).toMatchObject({ promises: [{ promise: answered }] });
    expect(await scene.promises.check(TENANT, PLAN, NOON)).toMatchObject({
      kind: 'checked',
      strayPromises: 2,
      broken: [],
    });
    expect((await scene.promises.rows()).map((each) => [each.words, each.state])).toEqual([
      [RAIL, 'open'],
      [orphan.words, 'done'],
      [GATE, 'open'],
    ]);
    expect(await scene.promises.check(TENANT, PLAN, NOON)).toMatchObject({ strayPromises: 0 });
  });
});
