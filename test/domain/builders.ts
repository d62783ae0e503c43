import { bankHolidays } from '../../src/adapters/calendar/bank-holidays.js';
import type { AskedItem } from '../../src/domain/asking/ask.js';
import { civilDate, type Instant, parseInstant, timeOfDay } from '../../src/domain/calendar/civil-date.js';
import type { Calendar } from '../../src/domain/calendar/working-time.js';
import type { ReadPlan, ReadRequirement } from '../../src/domain/importing/account/reading.js';
import type { Cycle, CycleDates } from '../../src/domain/plan/cycle.js';
import type { PublishedPlan, Requirement } from '../../src/domain/plan/plan.js';

/** Working days in Europe/London, 09:00 to 17:00, with the bank holidays of a region. */
export function calendarIn(region = 'england-and-wales'): Calendar {
  return {
    zone: 'Europe/London',
    bankHolidays: bankHolidays(region, 2025, 2029),
    workingHours: { start: timeOfDay('09:00'), end: timeOfDay('17:00') },
  };
}

/** An instant of a test. Throws when it is not one. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new RangeError(`Not an instant: ${text}`);
  return instant;
}

/** A quarter over Christmas 2026, with the default distances. */
export function aCycle(over: Partial<CycleDates> = {}): CycleDates & Pick<Cycle, 'id'> {
  return {
    id: 'cycle1',
    opens: civilDate('2026-11-27'),
    due: civilDate('2026-12-18'),
    closes: civilDate('2026-12-31'),
    revision: civilDate('2027-01-06'),
    ...over,
  };
}

export function aRequirement(ref: string, over: Partial<Requirement> = {}): Requirement {
  return {
    id: `id${ref.replace('.', 'x')}`,
    ref,
    refFrom: 'source',
    recommendation: ref.split('.')[0] ?? ref,
    text: `Keep the log of quay ${ref}`,
    owner: 'Harbour Master',
    deadline: null,
    withdrawn: false,
    ...over,
  };
}

/** A plan with one column, 19 June 2026, in which every requirement has a text of its own. */
export function aPlan(requirements: readonly Requirement[], over: Partial<PublishedPlan> = {}): PublishedPlan {
  const column = civilDate('2026-06-19');
  const numbers = [...new Set(requirements.map((each) => each.recommendation))];
  return {
    plan: {
      id: 'harbour',
      title: 'Safe quays plan',
      organisation: 'Northmoor Harbour Authority',
      executiveLead: 'Director, R. Vale',
      operationalLead: 'Manager, S. Ode',
    },
    columns: [column],
    recommendations: numbers.map((number) => ({ number, text: `Look after quay ${number}.`, deadline: null })),
    requirements,
    updates: requirements.map(({ id, ref }) => ({
      requirement: id,
      column,
      kind: 'text' as const,
      text: `The log of ${ref} was begun.`,
    })),
    statuses: {},
    discharges: {},
    corrections: [],
    ...over,
  };
}

export function anItem(over: Partial<AskedItem> = {}): AskedItem {
  return {
    requirement: 'id4x1',
    ref: '4.1',
    order: 0,
    recommendation: '4',
    recommendationText: 'Look after quay 4.',
    text: 'Keep the log of quay 4.1',
    owner: 'Harbour Master',
    deadline: null,
    status: 'onTrack',
    previousText: { column: civilDate('2026-06-19'), text: 'The log was begun.' },
    current: '',
    replies: [],
    answer: null,
    afterClose: null,
    carried: null,
    later: null,
    commitments: [],
    otherCommitments: [],
    ...over,
  };
}

/** The reading of a source document that prints exactly this plan. */
export function aReadingOf(plan: PublishedPlan): ReadPlan {
  const printed = plan.requirements.filter((each) => !each.withdrawn);
  return {
    ...plan.plan,
    ...(plan.introduction === undefined ? {} : { introduction: plan.introduction }),
    columns: plan.columns,
    recommendations: plan.recommendations,
    requirements: printed.map(
      (each, index): ReadRequirement => ({
        key: `row${index}`,
        ref: each.ref,
        refFrom: each.refFrom,
        recommendation: each.recommendation,
        text: each.text,
        owner: each.owner,
        deadline: each.deadline,
        line: index + 2,
        status: plan.statuses[each.id] ?? 'notStated',
        statusWords: null,
        discharge: plan.discharges[each.id] ?? null,
      }),
    ),
    updates: plan.updates.flatMap((update) => {
      const index = printed.findIndex((each) => each.id === update.requirement);
      return index < 0 ? [] : [{ ...update, requirement: `row${index}` }];
    }),
    repairs: [],
    questions: [],
    leftOut: [],
    frame: [],
    lostCharacters: 0,
  };
}
