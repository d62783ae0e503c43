import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../src/domain/importing/account/reading.js';
import type { NamedCorrection } from '../../../src/domain/importing/corrections.js';
import { importOver } from '../../../src/domain/importing/import-over.js';
import { isSame, planDifference } from '../../../src/domain/importing/plan-difference.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { hashOf } from '../../../src/domain/publishing/compile.js';
import { aPlan, aReadingOf, aRequirement } from '../builders.js';

const june = civilDate('2026-06-19');
const today = civilDate('2026-09-01');
const plan = aPlan(['4.1', '4.2', '4.3'].map((ref) => aRequirement(ref)));

/** The plan's source with other words (null: an empty cell) in the column of June. */
function printing(words: Readonly<Record<number, string | null>>, of: PublishedPlan = plan): ReadPlan {
  const read = aReadingOf(of);
  return {
    ...read,
    updates: read.updates.flatMap((each) => {
      const text = words[Number(each.requirement.replace('row', ''))];
      return text === undefined ? [each] : text === null ? [] : [{ ...each, text }];
    }),
  };
}

function over(read: ReadPlan, named: readonly NamedCorrection[], before: PublishedPlan = plan) {
  return importOver(before, read, 'harbour', () => 'new', { named, on: today });
}

const because = (ref: string, reason = 'The figure was mistyped.'): NamedCorrection => ({ ref, column: june, reason });

describe('a correction of what is published', () => {
  it('is made where the lead names the cell, and kept with both wordings, the reason and the day', () => {
    const merge = over(printing({ 0: 'The log of 4.1 was kept.' }), [because('4.1')]);
    if (merge.kind === 'refused') throw new Error(merge.reason);
    const requirement = aRequirement('4.1').id;
    expect(merge.published.updates[0]).toMatchObject({ requirement, text: 'The log of 4.1 was kept.' });
    expect(merge.published.updates).toHaveLength(3);
    expect(merge.published.corrections).toEqual([
      {
        requirement,
        column: june,
        old: 'The log of 4.1 was begun.',
        new: 'The log of 4.1 was kept.',
        reason: 'The figure was mistyped.',
        on: today,
      },
    ]);
  });

  it('does not let another altered cell through with it', () => {
    const merge = over(printing({ 0: 'One.', 1: 'Two.' }), [because('4.1')]);
    expect(merge).toMatchObject({ kind: 'refused', altered: [{ ref: '4.1' }, { ref: '4.2', new: 'Two.' }] });
    expect(merge).toMatchObject({
      reason: expect.stringContaining('already published: 4.2 in the column of 2026-06-19.'),
    });
  });

  it('is refused without a reason, and for a cell that the file leaves as it is', () => {
    const read = printing({ 0: 'One.' });
    expect(over(read, [because('4.1', ' ')])).toMatchObject({ reason: expect.stringContaining('gives no reason') });
    for (const ref of ['4.2', '9.9']) {
      expect(over(read, [because('4.1'), because(ref)])).toMatchObject({
        reason: expect.stringContaining(`The correction of ${ref} in the column of 2026-06-19 changes nothing`),
      });
    }
  });

  it('can empty a cell, fill an empty one, and mend case and spacing alone', () => {
    const emptied = over(printing({ 0: null }), [because('4.1')]);
    if (emptied.kind === 'refused') throw new Error(emptied.reason);
    expect(emptied.published.updates).toHaveLength(2);
    const filled = over(aReadingOf(plan), [because('4.1')], emptied.published);
    expect(filled).toMatchObject({
      published: { corrections: [{ new: '' }, { old: '', new: 'The log of 4.1 was begun.' }] },
    });
    const spaced = over(printing({ 0: 'THE log of 4.1 was begun.' }), [because('4.1')]);
    expect(spaced).toMatchObject({
      published: { updates: expect.arrayContaining([expect.objectContaining({ text: 'THE log of 4.1 was begun.' })]) },
    });
  });

  it('changes the hash by the words alone: a plan read back from its document has the same one', () => {
    const merge = over(printing({ 0: 'One.' }), [because('4.1')]);
    if (merge.kind === 'refused') throw new Error(merge.reason);
    expect(hashOf(merge.published)).not.toBe(hashOf(plan));
    expect(hashOf(merge.published)).toBe(hashOf({ ...merge.published, corrections: [] }));
  });

  it('never alters a cell that is not named, whatever the file prints', () => {
    const words = fc.option(fc.constantFrom('One.', 'Two.', 'the LOG of 4.1 was begun.'), { nil: undefined });
    fc.assert(
      fc.property(words, words, words, fc.subarray(['4.1', '4.2', '4.3']), (a, b, c, refs) => {
        const texts = Object.fromEntries([a, b, c].flatMap((text, row) => (text === undefined ? [] : [[row, text]])));
        const merge = over(
          printing(texts),
          refs.map((ref) => because(ref)),
        );
        if (merge.kind === 'refused') return;
        const corrected = merge.published.corrections.map((each) => each.requirement);
        expect(corrected).toEqual(refs.map((ref) => aRequirement(ref).id));
        for (const update of plan.updates.filter((each) => !corrected.includes(each.requirement))) {
          expect(merge.published.updates).toContainEqual(update);
        }
      }),
    );
  });
});

describe('the difference of two states of a plan', () => {
  it('names what was added, changed, withdrawn and corrected, field by field', () => {
    const source = {
      ...plan,
      requirements: [
        aRequirement('4.1', { owner: 'Quay Board' }),
        aRequirement('4.2'),
        aRequirement('5.1', { text: 'Light the steps.' }),
      ],
      statuses: { [aRequirement('4.2').id]: 'complete' as const },
    };
    const merge = over(printing({ 1: 'Two.' }, source), [because('4.2')]);
    if (merge.kind === 'refused') throw new Error(merge.reason);
    expect(planDifference(plan, merge.published)).toEqual({
      plan: [],
      columns: [],
      added: [{ ref: '5.1', text: 'Light the steps.' }],
      changed: [
        { ref: '4.1', changes: [{ field: 'Owner', old: aRequirement('4.1').owner, new: 'Quay Board' }] },
        { ref: '4.2', changes: [{ field: 'Status', old: 'Not stated', new: 'Complete' }] },
      ],
      withdrawn: [{ ref: '4.3', text: aRequirement('4.3').text }],
      returned: [],
      altered: [
        {
          requirement: aRequirement('4.2').id,
          ref: '4.2',
          column: june,
          old: 'The log of 4.2 was begun.',
          new: 'Two.',
        },
      ],
    });
  });

  it('of a plan and itself is nothing', () => {
    expect(isSame(planDifference(plan, plan))).toBe(true);
  });
});
