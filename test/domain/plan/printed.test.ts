import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { PRINTED_UNSET, type Printed } from '../../../src/domain/plan/plan.js';
import { printedBy } from '../../../src/domain/plan/printed.js';
import { changesBetween } from '../../../src/domain/publishing/change-log.js';
import { documentOf, hashOf } from '../../../src/domain/publishing/compile.js';
import { publicChanges } from '../../../src/domain/publishing/public-changes.js';
import { toAcceptByName } from '../../../src/domain/reviewing/sign-off.js';
import { aPlan, aRequirement, at } from '../builders.js';

const [was, is] = [civilDate('2026-06-30'), civilDate('2026-09-30')];
const move = {
  from: was,
  to: is,
  agreedBy: 'The Board',
  reason: 'The slipway is flooded.',
  on: civilDate('2026-06-01'),
};
const moved = { date: is, original: was, moves: [move] };
const requirement = { ...aRequirement('4.1'), deadline: moved };
const plan = aPlan([requirement, aRequirement('4.2')]);
const stated = { ...plan, statuses: { [requirement.id]: 'atRisk' } } as const;
const seal = { kind: 'draft', number: 1, compiledAt: at('2026-10-30T10:00:00Z') } as const;

function as(printed: Partial<Printed>) {
  return { ...stated, printed: { ...PRINTED_UNSET, ...printed } };
}

describe('what of a plan is made public', () => {
  it('is at first what the imported plan printed', () => {
    const bare = aPlan([aRequirement('4.1')]);
    expect(printedBy(bare)).toEqual({ ...PRINTED_UNSET, statuses: false, moves: false });
    expect(printedBy(stated)).toEqual(PRINTED_UNSET);
    expect(printedBy({ ...bare, statusWords: { [aRequirement('4.1').id]: 'Amber' } }).statuses).toBe(true);
  });

  it('leaves no byte of a status or a move that is not printed', () => {
    const text = JSON.stringify(documentOf(as({ statuses: false, moves: false }), seal));
    for (const word of ['atRisk', 'slipway', 'Board', was]) expect(text).not.toContain(word);
    expect(text).toContain(is);
    expect(JSON.stringify(documentOf(as({}), seal))).toContain('slipway');
  });

  it('is what is signed: a status that nobody reads does not change the hash', () => {
    const hidden = as({ statuses: false });
    const other = { ...hidden, statuses: { [requirement.id]: 'complete' } } as const;
    expect(hashOf(other)).toBe(hashOf(hidden));
    expect(hashOf(as({}))).not.toBe(hashOf(hidden));
    expect(hashOf(as({}))).toBe(hashOf(stated));
  });

  it('is all that the public change log tells: a status is new when it is first printed', () => {
    const before = { ...as({ statuses: false }), statuses: { [requirement.id]: 'onTrack' } } as const;
    const rows = (after: typeof before | ReturnType<typeof as>) => {
      const [row] = publicChanges(changesBetween(before, after)).rows;
      return [row?.movement, row?.before, row?.after, row?.overdue];
    };
    expect(rows(as({ statuses: false }))).toEqual(['same', 'notStated', 'notStated', false]);
    expect(rows(as({}))).toEqual(['firstStated', 'notStated', 'atRisk', false]);
    const [row] = publicChanges(changesBetween(before, as({ moves: false }))).rows;
    expect([row?.moves, row?.deadline]).toEqual([[], { date: is, original: is, moves: [] }]);
  });

  it('is what is accepted by name at the signature', () => {
    const before = as({ statuses: false });
    const first = (after: typeof before) =>
      toAcceptByName([before], after).filter(({ what }) => what === 'firstStatus');
    expect(first(before)).toEqual([]);
    expect(first(as({})).map(({ ref }) => ref)).toEqual(['4.1']);
  });
});
