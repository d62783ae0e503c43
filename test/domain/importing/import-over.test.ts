import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../src/domain/importing/account/reading.js';
import { importOver } from '../../../src/domain/importing/import-over.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { aPlan, aReadingOf, aRequirement } from '../builders.js';

function idsFrom(start: number): () => string {
  let next = start;
  return () => `new${next++}`;
}

function merged(before: PublishedPlan | null, read: ReadPlan, newId = idsFrom(1)): PublishedPlan {
  const merge = importOver(before, read, 'harbour', newId);
  if (merge.kind === 'refused') throw new Error(merge.reason);
  return merge.published;
}

const march = civilDate('2026-03-20');
const june = civilDate('2026-06-19');
const autumn = civilDate('2026-09-18');

/** Sources as they come: lines without words, repeated words, empty and repeated cells, refs of the source and ours. */
const source: fc.Arbitrary<ReadPlan> = fc
  .array(
    fc.record({
      recommendation: fc.constantFrom('4', '5'),
      text: fc.constantFrom(null, 'Keep the log.', 'Mend the quay.', 'Light the steps.'),
      march: fc.constantFrom('', 'Ongoing.', 'Begun.', 'Planned.'),
      june: fc.constantFrom('', 'Ongoing.', 'Half done.'),
      printed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) => {
    const counts = new Map<string, number>();
    const requirements = rows.map(({ recommendation, text, printed }) => {
      const n = (counts.get(recommendation) ?? 0) + 1;
      counts.set(recommendation, n);
      const ref = printed ? `${recommendation}.s${n}` : `${recommendation}.${n}`;
      return aRequirement(ref, { text, recommendation, refFrom: printed ? 'source' : 'ours' });
    });
    const updates = rows.flatMap((row, index) =>
      (
        [
          [march, row.march],
          [june, row.june],
        ] as const
      ).flatMap(([column, text]) =>
        text === '' ? [] : [{ requirement: requirements[index]?.id ?? '', column, kind: 'text' as const, text }],
      ),
    );
    return aReadingOf(aPlan(requirements, { columns: [march, june], updates }));
  });

describe('importing the same source twice', () => {
  it('changes nothing: ids, refs, words and statuses stay, and nothing is asked', () => {
    fc.assert(
      fc.property(source, (read) => {
        const first = merged(null, read);
        const again = importOver(first, read, 'harbour', idsFrom(100));
        expect(again).toEqual({ kind: 'merged', published: first, questions: [], answering: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the words that are published, where the second printing differs in case and spaces only', () => {
    const plan = aPlan([aRequirement('4.1')]);
    const read = aReadingOf(plan);
    const loud = { ...read, updates: read.updates.map((each) => ({ ...each, text: ` ${each.text.toUpperCase()} ` })) };
    expect(merged(plan, loud).updates).toEqual(plan.updates);
  });
});

describe('importing a newer source', () => {
  const plan = aPlan(
    ['4.1', '4.2', '4.3'].map((ref) => aRequirement(ref, { refFrom: 'ours' })),
    {
      statuses: { [aRequirement('4.1').id]: 'complete' },
    },
  );
  const newer = (over: PublishedPlan): ReadPlan => {
    const read = aReadingOf(over);
    const update = { requirement: 'row0', column: autumn, kind: 'text' as const, text: 'New in autumn.' };
    return { ...read, columns: [...read.columns, autumn], updates: [...read.updates, update] };
  };

  it('adds its column to the lines that it had, by their ids', () => {
    const after = merged(plan, newer(plan));
    expect(after.columns).toEqual([june, autumn]);
    expect(after.requirements).toEqual(plan.requirements);
    expect(after.updates).toHaveLength(plan.updates.length + 1);
    expect(after.statuses).toEqual(plan.statuses);
  });

  it('finds lines again in another order, by their words', () => {
    const turned = { ...plan, requirements: [...plan.requirements].reverse() };
    const after = merged(plan, newer(turned));
    expect(after.requirements.map((each) => each.id)).toEqual(turned.requirements.map((each) => each.id));
    expect(after.updates.at(-1)).toMatchObject({ requirement: aRequirement('4.3').id, column: autumn });
  });

  it('finds a line with new words by its earlier columns, and does not mistake another for it', () => {
    const same = aPlan(plan.requirements, {
      updates: plan.updates.map((each, index) => ({ ...each, text: index < 2 ? 'Ongoing.' : each.text })),
    });
    const reworded = (index: number) => ({
      ...same,
      requirements: same.requirements.map((each, at) => (at === index ? { ...each, text: 'Reworded.' } : each)),
    });
    const first = merged(same, newer(reworded(0)));
    expect(first.requirements.map((each) => each.id)).toEqual(plan.requirements.map((each) => each.id));
    expect(first.requirements[0]).toMatchObject({ text: 'Reworded.', withdrawn: false });
  });

  it('withdraws what it does not print any more, and never uses its ref again', () => {
    const without = { ...plan, requirements: plan.requirements.slice(0, 2) };
    const after = merged(plan, newer(without));
    expect(after.requirements.find((each) => each.ref === '4.3')).toMatchObject({
      id: aRequirement('4.3').id,
      withdrawn: true,
    });
    const added = aRequirement('4.3', { text: 'Something else.', id: 'other', refFrom: 'ours' });
    const again = merged(after, newer({ ...without, requirements: [...without.requirements, added] }));
    const refs = again.requirements.map((each) => each.ref);
    expect(new Set(refs).size).toBe(refs.length);
    expect(again.requirements.find((each) => each.text === 'Something else.')?.ref).not.toBe('4.3');
  });

  it('brings a withdrawn line back under its own id when it is printed again', () => {
    const after = merged(plan, newer({ ...plan, requirements: plan.requirements.slice(0, 2) }));
    const back = { ...aReadingOf(plan), columns: [june, autumn] };
    const update = { requirement: 'row0', column: autumn, kind: 'text' as const, text: 'New in autumn.' };
    const again = merged(after, { ...back, updates: [...back.updates, update] });
    expect(again.requirements).toEqual(plan.requirements);
  });

  it('asks about a line that could be any of several, and takes it as new', () => {
    const blank = aPlan(
      ['4.1', '4.2'].map((ref) => aRequirement(ref, { text: null, refFrom: 'ours' })),
      {
        updates: plan.updates.slice(0, 2).map((each) => ({ ...each, text: 'Ongoing.' })),
      },
    );
    const one = { ...blank, requirements: blank.requirements.slice(0, 1) };
    const merge = importOver(blank, newer(one), 'harbour', idsFrom(1));
    expect(merge).toMatchObject({
      questions: [{ what: expect.stringContaining('any of 2 lines') }],
      published: { requirements: [{ id: 'new1' }, { withdrawn: true }, { withdrawn: true }] },
    });
  });

  it('keeps each ref to one line for ever, through any sequence of sources', () => {
    fc.assert(
      fc.property(fc.array(source, { minLength: 2, maxLength: 4 }), (sources) => {
        const newId = idsFrom(1);
        const refs = new Map<string, string>();
        let plan: PublishedPlan | null = null;
        for (const read of sources) {
          const merge = importOver(plan, read, 'harbour', newId);
          if (merge.kind === 'refused') continue;
          plan = merge.published;
          for (const { id, ref } of plan.requirements) {
            expect(refs.get(ref) ?? id).toBe(id);
            refs.set(ref, id);
          }
          expect(plan.requirements).toHaveLength(refs.size);
          expect(plan.requirements.filter((each) => !each.withdrawn)).toHaveLength(read.requirements.length);
        }
      }),
    );
  });

  it('takes discharges and deadlines from the source, and keeps a deadline that the plan has moved', () => {
    const date = civilDate('2026-12-20');
    const moved = { date, original: civilDate('2026-09-20'), moves: [] };
    const move = { from: moved.original, to: date, agreedBy: 'Board', reason: 'Storm', on: june };
    const known = { ...moved, moves: [move] };
    const discharge = { by: 'Inspectorate', on: june, reference: 'R1' };
    const read = aReadingOf(plan);
    const [first, ...others] = read.requirements;
    if (first === undefined) throw new Error('No rows');
    const original = { date: moved.original, original: moved.original, moves: [] };
    const before = { ...plan, requirements: plan.requirements.map((each) => ({ ...each, deadline: known })) };
    const after = merged(before, { ...read, requirements: [{ ...first, discharge, deadline: original }, ...others] });
    expect(after.requirements[0]?.deadline).toEqual(known);
    expect(after.discharges).toEqual({ [aRequirement('4.1').id]: discharge });
  });
});

describe('an earlier column that would change', () => {
  const plan = aPlan([aRequirement('4.1'), aRequirement('4.2', { text: null, refFrom: 'ours' })]);
  const read = aReadingOf(plan);
  const altered = (key: string, text: string | null): ReadPlan => ({
    ...read,
    updates: read.updates.flatMap((each) =>
      each.requirement !== key ? [each] : text === null ? [] : [{ ...each, text }],
    ),
  });

  it.each([
    ['row0', 'Something else.', '4.1 in the column of 2026-06-19'],
    ['row0', null, '4.1 in the column of 2026-06-19'],
    ['row1', 'Something else.', '4.2 in the column of 2026-06-19'],
  ])('is refused with its ref and column (%s, %s)', (key, text, words) => {
    const merge = importOver(plan, altered(key, text), 'harbour', idsFrom(1));
    expect(merge).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) });
  });

  it('is refused when it is missing as a whole', () => {
    const two = { ...plan, columns: [march, june] };
    const merge = importOver(two, read, 'harbour', idsFrom(1));
    expect(merge).toMatchObject({ kind: 'refused', reason: expect.stringContaining('2026-03-20 is missing') });
  });
});
