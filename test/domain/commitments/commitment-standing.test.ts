import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CivilDate, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { answerCommitment, type Commitment } from '../../../src/domain/commitments/commitment.js';
import { promiseChanges } from '../../../src/domain/commitments/commitment-changes.js';
import { superseded } from '../../../src/domain/commitments/commitment-reply.js';
import {
  commitmentsIn,
  commitmentsOfItem,
  isToBeAsked,
  standingCommitments,
} from '../../../src/domain/commitments/commitment-standing.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { review } from '../../../src/domain/reviewing/review.js';
import { aPlan, aRequirement } from '../builders.js';

const [spring, summer, autumn] = [civilDate('2031-03-20'), civilDate('2031-06-20'), civilDate('2031-09-20')];
const KIT = 'The rescue kit will be ready by 30 April 2031.';
const WEBSITE = 'The website will open in December 2031.';

function planOf(texts: Readonly<Record<CivilDate, string>>, ref = '4.1'): PublishedPlan {
  const columns = Object.keys(texts) as CivilDate[];
  const requirement = aRequirement(ref);
  const updates = columns.map((column) => ({
    requirement: requirement.id,
    column,
    kind: 'text' as const,
    text: texts[column] ?? '',
  }));
  return aPlan([requirement], { columns, updates });
}

const only = (plan: PublishedPlan): Commitment => {
  const [first, second] = commitmentsIn(plan);
  if (first === undefined || second !== undefined) throw new Error('the sample plan makes one promise');
  return first;
};

function answered(commitment: Commitment, answer: Parameters<typeof answerCommitment>[1], on = summer, cycle = 'c1') {
  const outcome = answerCommitment(commitment, answer, on, cycle);
  if (outcome.kind !== 'answered') throw new Error('the sample answer is accepted');
  return outcome.commitment;
}

describe('the promises of a plan', () => {
  it('are one where columns repeat the same words, made by the first of them', () => {
    const plan = planOf({ [spring]: WEBSITE, [summer]: `Designed. ${WEBSITE}` });
    expect(only(plan)).toMatchObject({ column: spring, due: '2031-12-31', state: 'open', spokenOf: null });
  });

  it('are spoken of where a later column says something of them, and not where it says the same', () => {
    const spoken = planOf({ [spring]: KIT, [summer]: 'The rescue kit is ready.' });
    expect(only(spoken).spokenOf).toBe(summer);
    expect(only(planOf({ [spring]: KIT, [summer]: 'Nothing new.' })).spokenOf).toBeNull();
    expect(only(planOf({ [spring]: KIT, [summer]: 'As per previous update (20 March 2031).' })).spokenOf).toBeNull();
  });

  it('are not made by silence, by withdrawn requirements or by the address of a page', () => {
    const plan = planOf({ [spring]: 'Evidence: https://quays.example/what-will-open-by-2031-12-01' });
    expect(commitmentsIn(plan)).toEqual([]);
    const none = planOf({ [spring]: KIT });
    expect(commitmentsIn({ ...none, updates: none.updates.map((each) => ({ ...each, kind: 'none' })) })).toEqual([]);
    expect(commitmentsIn({ ...none, requirements: [aRequirement('4.1', { withdrawn: true })] })).toEqual([]);
  });

  it('have the same ids whatever stands before them', () => {
    const lead = fc.constantFrom('', 'Done. ', 'We met on 3 March 2031. ', 'Ask us!\n');
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 4 }), (pieces) => {
        expect(only(planOf({ [spring]: `${pieces.join('')}${WEBSITE}` })).id).toBe(
          only(planOf({ [spring]: WEBSITE })).id,
        );
      }),
    );
  });
});

describe('a stray row', () => {
  const plan = planOf({ [spring]: KIT });
  const kit = only(plan);

  it.each<[string, Commitment]>([
    ['of a requirement that is not in the plan', { ...kit, requirement: 'gone' }],
    ['whose words stand in no text any more', { ...kit, words: 'The kit will be ready by 1 May 2031.' }],
    ['that was superseded', superseded(kit)],
  ])('%s does not count', (_, stray) => {
    expect(standingCommitments([kit, stray], plan)).toEqual([kit]);
  });

  it('is none that somebody answered, even if its words are gone', () => {
    const done = answered({ ...kit, words: 'The kit will be ready by 1 May 2031.' }, { kind: 'done' });
    expect(standingCommitments([done], plan)).toEqual([done]);
  });

  it('is every promise of a requirement that was withdrawn', () => {
    const withdrawn = { ...plan, requirements: [aRequirement('4.1', { withdrawn: true })] };
    expect(standingCommitments([kit, answered(kit, { kind: 'done' })], withdrawn)).toEqual([]);
  });
});

describe('a card', () => {
  const cycle = { id: 'c2', due: civilDate('2031-09-01'), revision: autumn };
  const kit = only(planOf({ [spring]: KIT }));
  const website = only(planOf({ [spring]: WEBSITE }));
  const held = (...standing: Commitment[]) => commitmentsOfItem(standing, cycle);

  it('asks about what comes due in its cycle, and knows the rest', () => {
    expect(held(website, kit)).toEqual({ commitments: [kit], otherCommitments: [website.id] });
    expect(held({ ...kit, due: cycle.due }).commitments).toHaveLength(1);
  });

  it('does not ask about what a later update speaks of by itself, but about every day given in answer', () => {
    const spoken = { ...kit, spokenOf: summer };
    expect(held(spoken)).toEqual({ commitments: [], otherCommitments: [kit.id] });
    const late = answered(spoken, { kind: 'late', due: civilDate('2031-08-01') });
    expect(held(late).commitments).toEqual([late]);
    expect(isToBeAsked(late, civilDate('2031-07-31'))).toBe(false);
  });

  it('keeps what was answered in its cycle, and what its answer promises', () => {
    const done = answered(kit, { kind: 'done' }, civilDate('2031-08-20'), 'c2');
    const earlier = answered(website, { kind: 'done' }, summer, 'c1');
    const made = { ...only(planOf({ [autumn]: WEBSITE })), id: 'made' };
    expect(held(done, earlier, made)).toEqual({ commitments: [done, made], otherCommitments: [earlier.id] });
  });
});

describe('what became of promises between two revisions', () => {
  const on = autumn;
  const kit = only(planOf({ [spring]: KIT }));
  const changes = (standing: readonly Commitment[], since: CivilDate | null = summer) =>
    promiseChanges(standing, { cycle: 'c2', since, on });

  it('is told of those answered in its cycle, and between the cycles', () => {
    const inCycle = answered(kit, { kind: 'done' }, civilDate('2031-08-01'), 'c2');
    const between = { ...answered(kit, { kind: 'done' }, civilDate('2031-07-01')), answeredIn: null };
    const before = answered(kit, { kind: 'done' }, civilDate('2031-06-01'), 'c1');
    expect(changes([inCycle, between, before]).kept).toEqual([inCycle, between]);
    const first = { ...before, answeredIn: null };
    expect([changes([first]).kept, changes([first], null).kept]).toEqual([[], [first]]);
  });

  it('has a place for each, and none for what is not due or what a later text speaks of', () => {
    const moved = answered(kit, { kind: 'late', due: civilDate('2032-01-01') }, civilDate('2031-08-01'), 'c2');
    const withdrawn = answered(kit, { kind: 'withdrawn', reason: 'No.' }, civilDate('2031-08-01'), 'c2');
    const website = only(planOf({ [spring]: WEBSITE }));
    expect(changes([kit, moved, withdrawn, website, { ...kit, spokenOf: summer }])).toEqual({
      kept: [],
      moved: [moved],
      withdrawn: [withdrawn],
      goneBy: [kit],
    });
  });
});

describe('the review of a promise that was moved', () => {
  const texts = { [spring]: KIT, [summer]: 'The rescue kit is late.', [autumn]: 'The harbour office was painted.' };
  const plan = planOf(texts);
  const kit = only(plan);
  const late = answered(kit, { kind: 'late', due: civilDate('2031-08-01') }, civilDate('2031-06-01'), 'c1');
  const input = { knownPeople: [], approvedSpellings: [] };
  const rules = (over: Partial<PublishedPlan>, commitments: readonly Commitment[]) =>
    review({ plan: { ...plan, ...over }, column: autumn, commitments, ...input })
      .filter((each) => ['commitment-gone-by', 'complete-with-open-work'].includes(each.rule))
      .map((each) => each.what);

  it('raises it again when the new day has gone by in silence, though the words of that time spoke of it', () => {
    expect(rules({}, [])).toEqual([]);
    expect(rules({}, [late])).toEqual([
      'Promised for 30 April 2031 in the update of 20 March 2031, then moved to 1 August 2031; nothing has been said about it since.',
    ]);
    const spoken = plan.updates.map((each) =>
      each.column === autumn ? { ...each, text: 'The rescue kit came at last.' } : each,
    );
    expect(rules({ updates: spoken }, [late])).toEqual([]);
  });

  it('raises a "complete" over a promise that was moved beyond the revision', () => {
    const beyond = answered(kit, { kind: 'late', due: civilDate('2032-02-01') }, summer, 'c1');
    const complete = { statuses: { [kit.requirement]: 'complete' as const } };
    expect(rules(complete, [beyond])).toEqual([expect.stringContaining('promised for 1 February 2032')]);
    expect(rules(complete, [answered(beyond, { kind: 'done' }, summer)])).toEqual([]);
  });
});
