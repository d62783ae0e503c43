import { beforeEach, describe, expect, it } from 'vitest';
import { makeImportReturnSheet } from '../../../src/app/asking/import-return-sheet.js';
import { makeReturnSheet } from '../../../src/app/asking/make-return-sheet.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { executivePage } from '../../../src/domain/publishing/executive-page.js';
import { at } from '../../domain/builders.js';
import { ADA, BEN, LEAD, mustBe, PLAN, TENANT } from '../world.js';
import { begun, deckOf, entered, GATE, NOON, press, RAIL } from './promising.js';

let scene: Awaited<ReturnType<typeof begun>>;
beforeEach(async () => {
  scene = await begun();
});

describe('the lead', () => {
  it('sees which promises have come due without an answer, and an owner their own', async () => {
    expect(await scene.promises.typed(LEAD, 'promises')).toMatchObject({
      status: {
        summary: expect.stringContaining('1 promise has come due'),
        groups: [{ lines: [{ ref: '4.1', text: 'due 1 October 2026', detail: `“${RAIL}”` }] }],
      },
    });
    expect(await scene.promises.typed(LEAD, 'status')).toMatchObject({
      status: {
        groups: expect.arrayContaining([
          expect.objectContaining({
            heading: 'What needs you',
            lines: expect.arrayContaining([{ ref: 'Promises', text: '1 has come due without an answer', detail: '' }]),
          }),
        ]),
        buttons: expect.arrayContaining([expect.objectContaining({ title: 'Promises' })]),
      },
    });
    expect(await scene.promises.typed(ADA, 'promises')).toMatchObject({
      status: { groups: [{ lines: [{ ref: '4.1' }] }] },
    });
    expect(await scene.promises.typed(ADA, 'status')).toMatchObject({
      status: { summary: expect.stringContaining('1 earlier promise') },
    });
    for (const name of ['promises', 'status'] as const) {
      expect(JSON.stringify(await scene.promises.typed(BEN, name))).not.toContain('1 earlier promise');
    }
    expect(await scene.promises.typed(BEN, 'promises')).toMatchObject({ status: { groups: [] } });
    await press(scene.world, ADA, { text: 'Painted.' }, [entered(scene.first, { became: 'done' })]);
    expect(await scene.promises.typed(LEAD, 'promises')).toMatchObject({ status: { groups: [] } });
    expect(JSON.stringify(await scene.promises.typed(LEAD, 'status'))).not.toContain('come due without an answer');
  });

  it('says what became of one, on the card too, by the beginning of its id', async () => {
    const answered = await scene.promises.lead(scene.first.slice(0, 6), { kind: 'late', due: civilDate('2027-02-01') });
    expect(answered).toMatchObject({ kind: 'answered', ref: '4.1', promise: { state: 'late' } });
    expect((await scene.promises.itemOf('4.1')).commitments).toEqual([await scene.promises.rowOf(RAIL)]);
    expect((await scene.promises.lead(scene.first, { kind: 'late', due: civilDate('2027-02-01') })).kind).toBe(
      'already',
    );
    expect((await scene.promises.told((await scene.promises.rowOf(RAIL)).requirement)).at(-1)).toMatchObject({
      who: 'lead',
    });
  });

  it('is refused what nobody promised, and what is answered unless it is reopened', async () => {
    for (const id of ['', 'f'.repeat(16)])
      expect((await scene.promises.lead(id, { kind: 'done' })).kind).toBe('refused');
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'done' }));
    expect(await scene.promises.lead(scene.first, { kind: 'withdrawn', reason: 'No.' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('Reopen it first'),
    });
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'reopened' }));
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'late', due: civilDate('2027-02-01') }));
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'reopened' }));
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'open', due: '2026-10-01', moves: [] });
  });

  it('who was first is told to an owner whose card is older, who loses nothing', async () => {
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'late', due: civilDate('2027-02-01') }));
    const deck = deckOf(
      await press(scene.world, ADA, { text: 'Painted.' }, [entered(scene.first, { became: 'done' })]),
    );
    expect(deck.item).toMatchObject({
      problem: expect.stringContaining('now due on 1 February 2027'),
      values: { text: 'Painted.' },
      commitments: [{ id: scene.first, version: 1, values: { became: 'late', until: '2027-02-01' } }],
    });
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'late', version: 1 });
    await press(scene.world, ADA, { text: 'Painted.' }, [entered(scene.first, { version: 1, became: 'done' })]);
    expect(await scene.promises.rowOf(RAIL)).toMatchObject({ state: 'done' });
  });

  it('may answer between cycles, and the next card does not ask', async () => {
    await scene.makeRevision();
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'done' }, at('2027-01-20T10:00:00Z')));
    await scene.openNext();
    expect(deckOf(scene.newestCard(ADA)).item.commitments).toEqual([]);
  });
});

describe('a return sheet', () => {
  it('tells whoever cannot answer here what they promised, and its answer is asked about the same promises', async () => {
    const made = await makeReturnSheet(scene.world)(TENANT, PLAN, { kind: 'person', person: ADA }, NOON);
    if (made.kind === 'refused') throw new Error(made.reason);
    const [first, second] = made.sheet.items;
    expect(first?.text).toContain(`Promised earlier for 1 October 2026: “${RAIL}”`);
    expect(first?.text).toContain('what became of it');
    expect(second?.text).not.toContain('Promised');
    const items = made.sheet.items.map(({ ref }) => ({
      ref,
      status: '',
      update: '',
      evidence: '',
      noChange: '',
      previous: '',
    }));
    const filled = items.map((each) =>
      each.ref === '4.1' ? { ...each, update: 'The ramp will be swept by 1 May 2027.' } : each,
    );
    const sheet = { reference: made.sheet.reference, items: filled, elsewhere: [], notes: [] };
    const imported = await makeImportReturnSheet(scene.world)({ tenant: TENANT, plan: PLAN, sheet, by: LEAD }, NOON);
    expect(imported).toMatchObject({ kind: 'imported', lines: [{ ref: '4.1', kind: 'saved' }, { ref: '4.2' }] });
    expect((await scene.promises.itemOf('4.1')).commitments.map((each) => [each.words, each.state])).toEqual([
      [RAIL, 'open'],
      ['The ramp will be swept by 1 May 2027.', 'open'],
    ]);
  });
});

describe('review, change log and the executive page', () => {
  const findings = async () => {
    const outcome = await scene.promises.review(TENANT, PLAN);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome.states.map(({ finding }) => finding).filter(({ rule }) => rule === 'commitment-gone-by');
  };
  const changes = async (of: Parameters<typeof scene.promises.changes>[2] = { kind: 'next' }) => {
    const outcome = await scene.promises.changes(TENANT, PLAN, of, NOON);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome.changes;
  };

  it('raise a promise that has gone by, until somebody says what became of it', async () => {
    await scene.world.reply(ADA, '4.1', 'Nothing new.', NOON);
    expect(await findings()).toMatchObject([{ ref: '4.1', words: RAIL }]);
    const gone = await changes();
    expect(gone.notes.promises).toMatchObject({ kept: [], goneBy: [{ words: RAIL }] });
    const page = executivePage(gone.published.log, gone.notes);
    expect(page.parts[2]?.lines).toContainEqual({
      refs: ['4.1'],
      title: RAIL,
      words: 'Promised for 1 October 2026; nobody has said what became of it.',
    });
    mustBe('answered', await scene.promises.lead(scene.first, { kind: 'late', due: civilDate('2027-02-01') }));
    expect(await findings()).toEqual([]);
    const now = await changes();
    const moved = executivePage(now.published.log, now.notes);
    expect(moved.parts[0]?.lines).toContainEqual({
      refs: ['4.1'],
      title: RAIL,
      words: 'Promised for 1 October 2026, now for 1 February 2027; moved once.',
    });
    expect(JSON.stringify(moved.parts.at(-1))).not.toContain(RAIL);
  });

  it('say of a revision what was so when it was made, and of the next only what is new', async () => {
    await press(scene.world, ADA, { text: 'Painted.' }, [
      entered(scene.first, { became: 'late', until: '2027-02-01' }),
    ]);
    await scene.makeRevision();
    await scene.openNext();
    const said = [entered(scene.first, { version: 1, became: 'done' })];
    await press(scene.world, ADA, { text: 'Painted now.' }, said, {
      now: at('2027-03-04T10:00:00Z'),
      on: scene.newestCard(ADA),
    });
    expect((await changes({ kind: 'revision', number: 1 })).notes.promises).toMatchObject({
      kept: [],
      moved: [{ due: '2027-02-01' }],
      goneBy: [],
    });
    expect((await changes()).notes.promises).toMatchObject({
      kept: [{ id: scene.first }],
      moved: [],
      goneBy: [{ words: GATE }],
    });
  });
});
