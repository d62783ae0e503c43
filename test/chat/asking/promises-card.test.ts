import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/messages.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import { begun, deckOf, entered, GATE, NOON, press, promisingPlan, RAIL } from '../../app/commitments/promising.js';
import { ADA, BEN, mustBe, PLAN, TENANT } from '../../app/world.js';
import { at } from '../../domain/builders.js';

let scene: Awaited<ReturnType<typeof begun>>;
beforeEach(async () => {
  scene = await begun();
});

describe('the card', () => {
  it('asks what became of a promise that has come due, and not of the others', () => {
    expect(deckOf(scene.newestCard(ADA)).item).toMatchObject({
      ref: '4.1',
      commitments: [{ id: scene.first, version: 0, words: RAIL, due: '2026-10-01', answered: false }],
      moreCommitments: 0,
    });
    expect(deckOf(scene.newestCard(BEN)).item.commitments).toEqual([]);
  });

  it('takes the answer with the update, in one read and one batch', async () => {
    const cycle = await scene.world.cycleId();
    const reply = { kind: 'text', text: 'The gate will open by 1 May 2027.', status: null, evidence: null } as const;
    scene.table.calls.length = 0;
    const given = { tenant: TENANT, plan: PLAN, cycle, person: ADA, ref: '4.1', basedOn: '', door: 'card' } as const;
    const said = [entered(scene.first, { became: 'late', until: '2027-02-01' })];
    expect((await scene.world.recordUpdate({ ...given, reply, promises: said }, NOON)).kind).toBe('saved');
    expect(scene.table.calls).toEqual(['range', 'batch']);

    const row = await scene.promises.rowOf(RAIL);
    expect(row).toMatchObject({ state: 'late', due: '2027-02-01', promised: '2026-10-01', answeredOn: '2026-12-01' });
    const made = await scene.promises.rowOf('The gate will open by 1 May 2027.');
    expect((await scene.promises.itemOf('4.1')).commitments).toEqual([row, made]);
    const whoKey = (await scene.world.stores.person(TENANT, ADA).record())?.value.whoKey;
    expect((await scene.promises.told(row.requirement)).slice(1)).toMatchObject([
      { who: whoKey, what: 'made a promise in', about: '4.1' },
      {
        who: whoKey,
        what: 'answered for a promise in',
        old: expect.stringContaining('open'),
        new: expect.stringContaining('1 February 2027'),
      },
    ]);
    expect(checkChain(await scene.world.plan.history(row.requirement)).kind).toBe('whole');
  });

  it('is not held up by a promise that is passed over', async () => {
    expect(deckOf(await press(scene.world, ADA, { text: 'Kept.' }, [entered(scene.first)])).item.ref).toBe('4.2');
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'open', version: 0 });
  });

  it.each([
    ['"not yet" without a date', { became: 'late' }, /new date for “The rail/],
    ['a date that is not after today', { became: 'late', until: '2026-12-01' }, /must be after today/],
    ['"will not happen" without a reason', { became: 'withdrawn' }, /why this will not be done/],
    ['a reason without an answer', { why: 'No paint.' }, /choose what became of “The rail/],
  ])('says what to mend about %s, keeps what was typed, and saves nothing', async (_, over, problem) => {
    const said = entered(scene.first, over);
    const deck = deckOf(await press(scene.world, ADA, { text: 'Kept.', status: 'atRisk' }, [said]));
    expect(deck.item).toMatchObject({
      ref: '4.1',
      problem: expect.stringMatching(problem),
      values: { text: 'Kept.', status: 'atRisk' },
      commitments: [{ id: scene.first, values: { became: said.became, until: said.until, why: said.why } }],
    });
    expect(await scene.updates()).toEqual([]);
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'open', version: 0 });
  });

  it('keeps what was entered about a promise with a row that is put off, and after somebody else has answered', async () => {
    const said = [entered(scene.first, { became: 'withdrawn', why: 'No paint.' })];
    const until = { until: '2026-12-08' };
    await press(scene.world, ADA, { ...until, text: '' }, said, { verb: 'later', on: scene.newestCard(ADA) });
    await press(scene.world, ADA, {}, [], { verb: 'noChange' });
    const back = deckOf(await press(scene.world, ADA, {}, [], { verb: 'stillToCome' }));
    expect(back.item).toMatchObject({
      ref: '4.1',
      commitments: [{ id: scene.first, values: { became: 'withdrawn', why: 'No paint.' } }],
    });
    await scene.promises.lead(scene.first, { kind: 'done' });
    const after = deckOf(await press(scene.world, ADA, { text: 'Kept.' }, said));
    expect(after.item.problem).toContain('was answered since this card was shown');
    expect(after.item.commitments).toMatchObject([{ version: 1, values: { became: 'done', why: 'No paint.' } }]);
  });

  it('says both when update and promise are to be mended', async () => {
    const deck = deckOf(await press(scene.world, ADA, { text: '' }, [entered(scene.first, { became: 'late' })]));
    expect(deck.item.problem).toMatch(/write your update.*new date/);
  });

  it('refuses an answer for a promise that it does not ask about, kindly, and notes it', async () => {
    const gate = (await scene.promises.rowOf(GATE)).id;
    for (const forged of [gate, 'f'.repeat(16)]) {
      const deck = deckOf(
        await press(scene.world, ADA, { text: 'Kept.' }, [entered(forged, { became: 'done' })], {
          on: scene.newestCard(ADA),
        }),
      );
      expect(deck.item).toMatchObject({
        problem: expect.stringContaining('nothing was saved'),
        values: { text: 'Kept.' },
      });
    }
    expect(await scene.updates()).toEqual([]);
    expect((await scene.promises.rowOf(GATE)).version).toBe(0);
    const refused = (await scene.world.plan.history('plan')).filter(({ payload }) => payload?.what === 'refused');
    // both within one hour
    expect(refused).toHaveLength(1);
  });

  it('takes the same press twice as one answer', async () => {
    const card = scene.newestCard(ADA);
    for (let times = 0; times < 3; times += 1) {
      await press(scene.world, ADA, { text: 'Kept.' }, [entered(scene.first, { became: 'done' })], { on: card });
    }
    expect(await scene.updates()).toHaveLength(1);
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'done', version: 1 });
  });

  it('is not changed back by a late copy of an older press', async () => {
    const card = scene.newestCard(ADA);
    const first = [entered(scene.first, { became: 'late', until: '2027-02-01' })];
    await press(scene.world, ADA, { text: 'Kept.' }, first, { on: card });
    await press(scene.world, ADA, { text: 'Kept.' }, [entered(scene.first, { version: 1, became: 'done' })], {
      on: card,
    });
    await press(scene.world, ADA, { text: 'Kept.' }, first, { on: card });
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'done', version: 3, moves: [] });
    expect(await scene.updates()).toHaveLength(2);
  });

  it('takes "No change" with an answer, and does not ask again whether it is still to come', async () => {
    const said = [entered(scene.first, { became: 'withdrawn', why: 'It was sold.' })];
    const deck = deckOf(await press(scene.world, ADA, {}, said, { verb: 'noChange' }));
    expect(deck.followUp).toBeNull();
    expect(deck.leadIn).toContain('The promise: will not happen.');
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'withdrawn', reason: 'It was sold.' });
  });
});

describe('more promises than a phone has room for', () => {
  const many = Array.from({ length: 5 }, (_, n) => `Part ${'ABCDE'[n]} will open by ${n + 1} October 2026.`);
  beforeEach(async () => {
    scene = await begun(promisingPlan([many.join(' ')]));
  });

  it('are shown three at a time; the rest comes to whoever answers, and nobody else is held up', async () => {
    const { item } = deckOf(scene.newestCard(ADA));
    expect([item.commitments.length, item.moreCommitments]).toEqual([3, 2]);
    const said = item.commitments.map(({ id }) => entered(id, { became: 'done' }));
    const rest = deckOf(await press(scene.world, ADA, { text: 'Open.' }, said));
    expect(rest).toMatchObject({
      answered: 1,
      leadIn: expect.stringContaining('2 more promises are asked about here'),
    });
    expect(rest.item.ref).toBe('4.1');
    expect(rest.item.values.text).toBe('Open.');
    const open = rest.item.commitments.filter((each) => !each.answered);
    expect(open.map((each) => each.words)).toEqual(many.slice(3));
    expect(
      deckOf(
        await press(
          scene.world,
          ADA,
          { text: 'Open.' },
          open.map(({ id }) => entered(id)),
        ),
      ).item.ref,
    ).toBe('4.2');
  });

  it('come to an end when all are answered', async () => {
    const ids = (await scene.promises.itemOf('4.1')).commitments.map((each) => each.id);
    await press(
      scene.world,
      ADA,
      { text: 'Open.' },
      ids.slice(0, 3).map((id) => entered(id, { became: 'done' })),
    );
    const next = deckOf(
      await press(
        scene.world,
        ADA,
        { text: 'Open.' },
        ids.slice(3).map((id) => entered(id, { became: 'done' })),
      ),
    );
    expect(next.item.ref).toBe('4.2');
    expect((await scene.promises.rows()).map((each) => each.state)).toEqual(many.map(() => 'done'));
  });
});

describe('an answer for a promise', () => {
  const late = () => [entered(scene.first, { became: 'late', until: '2027-02-01' })];
  const correct = async (): Promise<Message> => {
    const message = await press(scene.world, ADA, {}, [], { verb: 'correct', on: scene.newestCard(ADA) });
    if (message === undefined) throw new Error('no card');
    return message;
  };

  it('is in the summary, from which it can be corrected and taken back until the cycle closes', async () => {
    await press(scene.world, ADA, { text: 'Not yet.' }, late());
    await press(scene.world, ADA, {}, [], { verb: 'noChange' });
    const summary = await press(scene.world, ADA, {}, [], { verb: 'stillToCome' });
    expect(summary).toMatchObject({
      summary: {
        lines: [{ promises: [expect.stringContaining('now due on 1 February 2027 (moved once)')] }, { promises: [] }],
      },
    });
    expect(deckOf(await correct()).item.commitments).toMatchObject([
      { id: scene.first, version: 1, answered: true, values: { became: 'late', until: '2027-02-01' } },
    ]);
    await press(scene.world, ADA, { text: 'Not yet.' }, [entered(scene.first, { version: 1, became: 'done' })]);
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'done', moves: [], due: '2026-10-01' });
    const again = deckOf(await correct()).item.commitments[0];
    expect(again).toMatchObject({ values: { became: 'done' } });
    await press(scene.world, ADA, { text: 'Not yet.' }, [
      entered(scene.first, { version: again?.version ?? 0, became: 'open' }),
    ]);
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'open', answeredIn: null });
    expect(
      (await scene.promises.told((await scene.promises.rowOf(RAIL)).requirement)).map((each) => each.what),
    ).toEqual([
      'found a promise in',
      'answered for a promise in',
      'took back an answer for a promise in',
      'answered for a promise in',
      'took back an answer for a promise in',
    ]);
    expect(deckOf(await correct()).item.commitments).toMatchObject([{ answered: false }]);
  });

  it('after the close is kept with the update, and stands on the card of the next quarter', async () => {
    await scene.makeRevision();
    const card = scene.newestCard(ADA);
    await press(scene.world, ADA, { text: 'Late.' }, late(), { on: card, now: at('2027-01-05T10:00:00Z') });
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'open' });
    await scene.openNext();
    const { item } = deckOf(scene.newestCard(ADA));
    expect(item).toMatchObject({
      values: { text: 'Late.' },
      commitments: [{ id: scene.first, values: { became: 'late', until: '2027-02-01' } }],
    });
  });

  it('that counted is not entered once more where no revision took the update', async () => {
    await press(scene.world, ADA, { text: 'Not yet.' }, late());
    mustBe('closed', await scene.world.closed(at('2026-12-31T10:00:00Z')));
    await scene.openNext();
    expect(deckOf(scene.newestCard(ADA)).item).toMatchObject({
      values: { text: 'Not yet.' },
      commitments: [{ due: '2027-02-01', values: { became: '', until: '' } }],
    });
  });

  it('with a new date is asked about again when that has come', async () => {
    await press(scene.world, ADA, { text: 'Not yet.' }, late());
    await scene.makeRevision();
    await scene.openNext();
    const { item } = deckOf(scene.newestCard(ADA));
    expect(item.commitments).toMatchObject([
      { id: scene.first, version: 1, due: '2027-02-01', promised: '2026-10-01', answered: false },
    ]);
    const said = [entered(scene.first, { version: 1, became: 'late', until: '2027-06-01' })];
    await press(scene.world, ADA, { text: 'Still not.' }, said, {
      now: at('2027-03-04T10:00:00Z'),
      on: scene.newestCard(ADA),
    });
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ moves: ['2027-02-01', '2027-06-01'] });
  });
});
