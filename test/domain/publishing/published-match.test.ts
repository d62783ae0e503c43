import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../src/domain/importing/account/reading.js';
import { deviationsFrom } from '../../../src/domain/publishing/published-match.js';
import { aPlan, aReadingOf, aRequirement } from '../builders.js';

const plan = aPlan(
  ['4.1', '4.2', '5.1'].map((ref) => aRequirement(ref)),
  {
    statuses: { id4x1: 'onTrack' },
    discharges: { id5x1: { by: 'the Inspectorate', on: civilDate('2026-05-04'), reference: 'I/4' } },
  },
);
const read = aReadingOf(plan);
const june = civilDate('2026-06-19');

describe('a document that is compared with what was published', () => {
  it('says word for word the same, however its lines are broken', () => {
    const broken: ReadPlan = {
      ...read,
      updates: read.updates.map((each) => ({ ...each, text: ` ${each.text.replaceAll(' ', '\n ')}` })),
    };
    expect(deviationsFrom(plan, read)).toEqual([]);
    expect(deviationsFrom(plan, broken)).toEqual([]);
  });

  it('says the same where a list that was typed with marks is one of the page, and not where only a dash is gone', () => {
    const saying = (text: string) => ({ ...plan, updates: plan.updates.map((each) => ({ ...each, text })) });
    const reading = (text: string) => ({ ...read, updates: read.updates.map((each) => ({ ...each, text })) });
    const typed = saying('We will:\n- mend the lamps;\n- paint the quay.');
    expect(deviationsFrom(typed, reading('We will:\nmend the lamps;\npaint the quay.'))).toEqual([]);
    expect(deviationsFrom(typed, reading('We will:\n• mend the lamps;\n• paint the quay.'))).toEqual([]);
    expect(deviationsFrom(saying('Change:\n- 4 per cent'), reading('Change:\n4 per cent'))).toHaveLength(3);
    expect(deviationsFrom(saying('Change: -4 per cent'), reading('Change: 4 per cent'))).toHaveLength(3);
  });

  it('differs by any word that was added anywhere in an update', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.nat({ max: 30 }), (index, place) => {
        const updates = read.updates.map((each, at) =>
          at === index ? { ...each, text: `${each.text.slice(0, place)} not ${each.text.slice(place)}` } : each,
        );
        expect(deviationsFrom(plan, { ...read, updates })).toMatchObject([{ field: 'Update', column: june }]);
      }),
    );
  });

  it.each<[string, Partial<ReadPlan>, string | null]>([
    ['Title', { title: 'Safe quay plan' }, null],
    ['Executive lead', { executiveLead: null }, null],
    ['Columns', { columns: [june, civilDate('2026-09-18')] }, null],
    [
      'Recommendation',
      { recommendations: read.recommendations.map((each) => ({ ...each, text: 'Other.' })) },
      'Recommendation 4',
    ],
    ['Owner', { requirements: read.requirements.map((each) => ({ ...each, owner: 'Nobody' })) }, '4.1'],
    ['Status', { requirements: read.requirements.map((each) => ({ ...each, status: 'atRisk' as const })) }, '4.1'],
    ['Discharge', { requirements: read.requirements.map((each) => ({ ...each, discharge: null })) }, '5.1'],
    ['Update', { updates: read.updates.slice(1) }, '4.1'],
    ['Requirement', { requirements: read.requirements.slice(1) }, '4.1'],
  ])('differs by its %s, and says where', (field, over, ref) => {
    expect(deviationsFrom(plan, { ...read, ...over })).toContainEqual(expect.objectContaining({ field, ref }));
  });

  it('differs by a row that was never published', () => {
    const extra = {
      ...(read.requirements[0] as ReadPlan['requirements'][number]),
      key: 'x',
      ref: '9.9',
      text: 'Made up',
    };
    const [deviation, ...others] = deviationsFrom(plan, { ...read, requirements: [...read.requirements, extra] });
    expect(others).toEqual([]);
    expect(deviation).toMatchObject({ ref: '9.9', difference: [{ kind: 'new', text: 'Made up' }] });
  });

  it('takes our own words for an empty cell for nothing, but only where nothing was published', () => {
    const nothing = (text: string) => text === 'No update published';
    const printed = { requirement: 'row0', column: june, kind: 'text', text: 'No update published' } as const;
    const empty = { ...plan, updates: plan.updates.slice(1) };
    const says = { ...read, updates: [printed, ...read.updates.slice(1)] };
    expect(deviationsFrom(empty, says, nothing)).toEqual([]);
    expect(deviationsFrom(plan, says, nothing)).toMatchObject([{ ref: '4.1', field: 'Update' }]);
  });

  it('does not ask for what is withdrawn', () => {
    const withdrawn = { ...plan, requirements: [...plan.requirements, aRequirement('6.1', { withdrawn: true })] };
    expect(deviationsFrom(withdrawn, read)).toEqual([]);
  });
});
