import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsToAsk, withAnswer } from '../../../src/domain/asking/ask.js';
import { type CivilDate, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { type PublishedPlan, STATUSES } from '../../../src/domain/plan/plan.js';
import { transferred, transferTakenBack, transferWords } from '../../../src/domain/plan/transfer.js';
import { compile } from '../../../src/domain/publishing/compile.js';
import { overdueIn } from '../../../src/domain/standing/standing.js';
import { aCycle, aPlan, aRequirement, at } from '../builders.js';

const [today, january, march, june] = ['2026-12-01', '2027-01-06', '2027-03-31', '2027-06-30'].map(civilDate) as [
  CivilDate,
  CivilDate,
  CivilDate,
  CivilDate,
];
const said = { to: 'the Fire Authority', watchedBy: 'its Board', lookAgain: june };
const passed = { date: civilDate('2026-05-31'), original: civilDate('2026-05-31'), moves: [] };
const plan = aPlan([aRequirement('4.1', { deadline: passed }), aRequirement('4.2')]);

function handedOn(published: PublishedPlan = plan, to = said.to): PublishedPlan {
  const amendment = transferred(published, '4.1', { ...said, to }, { today, printedBy: january });
  if (amendment.kind === 'invalid') throw new Error(amendment.problem);
  return amendment.published;
}
const asked = (published: PublishedPlan, revision: CivilDate) =>
  itemsToAsk(published, aCycle({ revision })).map(({ ref }) => ref);
const column = (published: PublishedPlan, date: CivilDate) =>
  published.updates.filter((each) => each.column === date && each.requirement === 'id4x1');

describe('a row that was handed on', () => {
  it('is not asked about until it is to be looked at again, and is then', () => {
    const now = handedOn();
    expect(asked(now, january)).toEqual(['4.2']);
    expect(asked(now, march)).toEqual(['4.2']);
    expect(asked(now, june)).toEqual(['4.1', '4.2']);
  });

  it('is printed once, with where it went, who watches it and when it is looked at again', () => {
    const first = compile(handedOn(), [], january).published;
    expect(column(first, january)).toEqual([
      { requirement: 'id4x1', column: january, kind: 'text', text: transferWords(said) },
    ]);
    expect(first.statuses.id4x1).toBe('transferred');
    expect(column(compile(first, [], march).published, march)).toEqual([]);
  });

  it('is printed with what its owner had said before, and silence stays silence', () => {
    const [item] = itemsToAsk(plan, aCycle());
    if (item === undefined) throw new Error('not asked');
    const silent = compile(handedOn(), [item], january).published;
    expect(column(silent, january)[0]).toMatchObject({ kind: 'none', text: expect.stringContaining('No update') });
    const reply = { kind: 'text', text: 'The pumps are theirs.', status: 'onTrack', evidence: null } as const;
    const answer = { update: 'u1', reply, at: at('2026-12-01T10:00:00Z'), timing: 'onTime' } as const;
    const answered = withAnswer(item, answer, { update: 'u1', basedOn: '', fingerprint: 'f' });
    const { published, takes } = compile(handedOn(), [answered], january);
    expect(column(published, january)[0]?.text).toBe(`The pumps are theirs.\n${transferWords(said)}`);
    expect(published.statuses.id4x1).toBe('transferred');
    expect(takes).toEqual(['u1']);
  });

  it('is counted as overdue all the same', () => {
    expect(overdueIn(plan, [], today)).toBe(1);
    expect(overdueIn(handedOn(), [], today)).toBe(1);
  });

  it('is asked about no more than once a year once it was looked at, and every quarter where it came back', () => {
    const printed = compile(handedOn(), [], january).published;
    const looked = compile(printed, itemsAnswered(printed, june, 'transferred'), june).published;
    expect(asked(looked, civilDate('2027-09-30'))).not.toContain('4.1');
    expect(asked(looked, civilDate('2028-06-30'))).toContain('4.1');
    const back = compile(printed, itemsAnswered(printed, june, 'atRisk'), june).published;
    expect(asked(back, civilDate('2027-09-30'))).toContain('4.1');
  });

  it('is what it was when the transfer is taken back, whatever its status', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), fc.integer({ min: 1, max: 3 }), (status, times) => {
        const before = { ...plan, statuses: { id4x1: status } };
        let now = before as PublishedPlan;
        for (let each = 0; each < times; each += 1) now = handedOn(now, `body ${each}`);
        const amendment = transferTakenBack(now, '4.1');
        expect(amendment).toMatchObject({ kind: 'amended', published: before });
      }),
    );
  });
});

function itemsAnswered(published: PublishedPlan, revision: CivilDate, status: 'transferred' | 'atRisk') {
  const reply = { kind: 'text', text: 'Seen in their report.', status, evidence: null } as const;
  const answer = { update: 'u9', reply, at: at('2027-06-01T10:00:00Z'), timing: 'onTime' } as const;
  return itemsToAsk(published, aCycle({ revision })).map((item) =>
    withAnswer(item, answer, { update: 'u9', basedOn: '', fingerprint: 'f' }),
  );
}
