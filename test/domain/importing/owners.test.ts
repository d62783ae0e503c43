import { describe, expect, it } from 'vitest';
import { planIn, tabbed } from './reading.js';

describe('Words that name nobody', () => {
  it('are no owner: they are left out, and who answers is asked once for all rows', () => {
    const words = ['TBC', 'to be confirmed', 'N/A', 'Vacant', '?', 'do.', 'Ditto'];
    const plan = planIn(
      tabbed(
        ['No', 'Recommendation', 'Owner', '4 May 2031'],
        ['1', 'Mend the gate', 'Head of Parks', 'The crew met.'],
        ...words.map((owner, index) => [String(index + 2), `Paint gate ${index}`, owner, 'Begun.']),
      ),
    );
    expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Head of Parks', ...words.map(() => '')]);
    expect(plan.leftOut.map(({ text }) => text).sort()).toEqual([...words].sort());
    const asked = plan.questions.filter(({ what }) => what.startsWith('No owner is printed'));
    expect(asked.map(({ ref, also }) => [ref, ...(also ?? [])])).toEqual([['2', '3', '4', '5', '6', '7', '8']]);
  });
});
