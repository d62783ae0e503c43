import type { PlanReading, ReadPlan, SourceDocument, UnreadablePlan } from '../account/reading.js';
import { firstDayDoubt, isTold } from './first-day.js';
import { measuresOf, scoreOf } from './measures.js';

/** A reading below this is none. Set, like the lead, on the open part of the corpus. */
const LEAST_SCORE = 0.5;
/** Where nothing is published yet, so much of the document must have a place in it. */
const LEAST_PLACED = 0.3;
/** The best reading must lead the next, which is another plan, by so much. */
const LEAST_LEAD = 0.01;

/**
 * The reading that explains the document best, if it is good enough and clearly better than the next one; readings that
 * give the same plan count as one. A reading in which nothing is published yet wins only where none with updates places
 * as much. Where none gives a plan, the problem of the first is told.
 */
export function judged(
  source: SourceDocument,
  found: readonly { readonly shape: string; readonly reading: PlanReading }[],
): PlanReading {
  const readings = found
    .map(({ shape, reading }) => {
      const measures = reading.kind === 'plan' ? measuresOf(reading.plan, source) : null;
      return { shape, reading, measures, score: measures === null ? 0 : scoreOf(measures) };
    })
    .sort((a, b) => b.score - a.score);
  const explained = readings.map(({ shape, measures, score }) => ({
    shape,
    measures: measures && { ...measures },
    score,
  }));
  const [highest] = readings;
  const told = readings.filter(({ reading }) => reading.kind === 'plan' && isTold(reading.plan));
  const fuller = (placed: number) =>
    told.find(({ measures, score }) => score >= LEAST_SCORE && (measures?.placed ?? 0) >= placed);
  const best =
    highest === undefined || told.includes(highest) ? highest : (fuller(highest.measures?.placed ?? 0) ?? highest);
  if (best?.reading.kind !== 'plan') {
    const first = found[0]?.reading;
    if (first === undefined) throw new Error('A document can always be looked at in one way');
    return { ...first, explained };
  }
  const { plan } = best.reading;
  const rivals = told.includes(best) ? told : readings;
  const essence = essenceOf(plan);
  const next = rivals.find(({ reading }) => reading.kind === 'plan' && essenceOf(reading.plan) !== essence);
  if (best.score < LEAST_SCORE) return { ...notUnderstood(plan, POOR), explained };
  if (next !== undefined && best.score - next.score < LEAST_LEAD) {
    return { ...notUnderstood(plan, AMBIGUOUS), explained };
  }
  if (told.includes(best)) return { ...best.reading, explained };
  if ((best.measures?.placed ?? 0) < LEAST_PLACED) return { ...notUnderstood(plan, POOR), explained };
  const doubt = firstDayDoubt(plan, source);
  if (doubt === 'refuse') return { ...notUnderstood(plan, NO_PLAN), explained };
  return { kind: 'plan', plan: doubt === 'ask' ? asked(plan) : plan, explained };
}

/** The question before all others. */
function asked(plan: ReadPlan): ReadPlan {
  const line = plan.requirements[0]?.line ?? 1;
  return { ...plan, questions: [{ line, ref: null, what: IS_IT_ONE }, ...plan.questions] };
}

const POOR =
  'This does not look like an action plan: too little of it could be given a place in one. Import the plan alone, with a row of headings over its table.';
const NO_PLAN =
  'This does not look like an action plan: it has no updates, and nothing in it says that it is a plan or what was recommended. If it is one, write its title above it, for example "Action plan: school meals", and import it again.';
const IS_IT_ONE =
  'This document has no updates, and it does not call itself an action plan. Is it one, and should its owners be asked about these rows each quarter?';
const AMBIGUOUS =
  'This document can be read as a plan in two ways that are equally likely. Give its table one row of headings, and import it again.';

function notUnderstood(plan: ReadPlan, reason: string): PlanReading {
  const problem: UnreadablePlan = { line: plan.requirements[0]?.line ?? null, column: null, reason };
  return { kind: 'unreadable', problem, asFar: plan };
}

/** What makes two readings the same plan; a column in which nothing stands is no difference. */
function essenceOf(plan: ReadPlan): string {
  const said = new Map<string, [column: string, text: string][]>();
  for (const { requirement, column, text } of plan.updates) {
    const own = said.get(requirement) ?? [];
    own.push([column, text]);
    said.set(requirement, own);
  }
  const rows = plan.requirements.map(({ key, ref, recommendation, text, owner, deadline, status }) => [
    ref,
    recommendation,
    text,
    owner,
    deadline?.date,
    status,
    said.get(key) ?? [],
  ]);
  return JSON.stringify([plan.recommendations, rows]);
}
