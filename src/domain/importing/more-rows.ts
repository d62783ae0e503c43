import { deadlineOf, type PublishedPlan, type Recommendation, type Requirement, type Status } from '../plan/plan.js';
import { counted } from '../text/counted.js';
import type { ReadPlan, ReadRequirement } from './account/reading.js';
import { matchRows, normalised } from './import-match.js';
import { answeringOf, freshRef, type ImportMerge } from './import-over.js';
import { withRecommendation, withRequirement } from './in-order.js';
import { doubtsOf } from './review-workbook.js';

/**
 * What becomes of a plan to which a reading brings more rows. Each new recommendation and requirement gets its place by
 * the order of numbers; nothing that stands in the plan changes, and nothing is withdrawn. A row that stands there in the
 * same words stays as it is, and comes back where it was withdrawn; one that stands there in other words is refused.
 */
export function addRows(before: PublishedPlan, read: ReadPlan, newId: () => string): ImportMerge {
  const { ids, doubts } = matchRows(before, read);
  const old = new Map(before.requirements.map((each) => [each.id, each]));
  const oldOf = (row: ReadRequirement) => old.get(ids.get(row.key) ?? '');
  const otherwise = [
    ...read.recommendations.flatMap((each) => recommendationOtherwise(each, before)),
    ...read.requirements.flatMap((row) => {
      const known = oldOf(row);
      const parts = known === undefined ? [] : partsOtherwise(known, row, before, read);
      return known === undefined || parts.length === 0 ? [] : [`${known.ref} (${parts.join(', ')})`];
    }),
    ...doubts.map(({ row, among }) => `${row.ref} (it could be any of ${among} rows)`),
  ];
  if (otherwise.length > 0) return { kind: 'refused', reason: refusal(otherwise), altered: [] };
  const numbers = new Set(before.recommendations.map((each) => each.number));
  const taken = new Set(before.requirements.map((each) => each.ref));
  const fresh = read.requirements.filter((row) => oldOf(row) === undefined);
  const idOf = new Map(fresh.map((row) => [row.key, newId()]));
  const recommendations = read.recommendations
    .filter((each) => !numbers.has(each.number))
    .reduce<readonly Recommendation[]>(withRecommendation, before.recommendations);
  const again = new Set(read.requirements.flatMap((row) => ids.get(row.key) ?? []));
  const standing = before.requirements.map((each) =>
    each.withdrawn && again.has(each.id) ? { ...each, withdrawn: false } : each,
  );
  const requirements = fresh
    .map((row) => requirementOf(row, idOf.get(row.key) ?? '', numbers, taken))
    .reduce<readonly Requirement[]>((all, each) => withRequirement(all, each, recommendations), standing);
  const statuses: Record<string, Status> = { ...before.statuses };
  for (const row of fresh) if (row.status !== 'notStated') statuses[idOf.get(row.key) ?? ''] = row.status;
  const discharges = { ...before.discharges };
  for (const row of fresh) if (row.discharge !== null) discharges[idOf.get(row.key) ?? ''] = row.discharge;
  const updates = read.updates.flatMap((update) => {
    const requirement = idOf.get(update.requirement);
    return requirement === undefined ? [] : [{ ...update, requirement }];
  });
  return {
    kind: 'merged',
    questions: [],
    answering: answeringOf(read, (row) => ids.get(row.key) ?? idOf.get(row.key)),
    published: {
      ...before,
      columns: [...new Set([...before.columns, ...updates.map((each) => each.column)])].sort(),
      recommendations,
      requirements,
      updates: [...before.updates, ...updates],
      statuses,
      discharges,
    },
  };
}

/** The reading without questions that the plan answers: its head, and the texts of its recommendations. */
export function asMoreRows(read: ReadPlan, before: PublishedPlan): ReadPlan {
  const known = new Set(before.recommendations.flatMap(({ number, text }) => (text === null ? [] : [number])));
  const recommendationOf = new Map(read.requirements.map((row) => [row.key, row.recommendation]));
  const answered = doubtsOf(read).filter(({ field, row }) =>
    field === 'recommendation' ? known.has(recommendationOf.get(row ?? '') ?? '') : HEAD.has(field),
  );
  const questions = read.questions.filter((each) => !answered.some(({ question }) => question === each));
  return { ...read, questions };
}

const HEAD: ReadonlySet<string> = new Set(['title', 'organisation']);
const MOST_NAMED = 5;

function refusal(otherwise: readonly string[]): string {
  const more = otherwise.length > MOST_NAMED ? `; and ${otherwise.length - MOST_NAMED} more` : '';
  const rows = counted(otherwise.length, 'row');
  return `More rows only add to a plan, and ${rows} of this file ${otherwise.length === 1 ? 'is' : 'are'} in it already in other words: ${otherwise.slice(0, MOST_NAMED).join('; ')}${more}. Nothing was imported. Please take them out of the file, give what is new a number of its own, or import the whole plan to change what is there.`;
}

function recommendationOtherwise({ number, text, deadline }: Recommendation, before: PublishedPlan): readonly string[] {
  const known = before.recommendations.find((each) => each.number === number);
  if (known === undefined) return [];
  const parts = [
    ...(text === null || normalised(text) === normalised(known.text ?? '') ? [] : ['its text']),
    ...(isDeadlineOf(deadline, known.deadline) ? [] : ['its deadline']),
  ];
  return parts.length === 0 ? [] : [`recommendation ${number} (${parts.join(', ')})`];
}

/** What a row says otherwise than the plan; where it says nothing, it says nothing else. */
function partsOtherwise(known: Requirement, row: ReadRequirement, before: PublishedPlan, read: ReadPlan): string[] {
  const printed = new Map(
    before.updates.filter((each) => each.requirement === known.id).map((each) => [each.column, each.text]),
  );
  const differs = (now: string, was: string) => normalised(now) !== '' && normalised(now) !== normalised(was);
  const columns = read.updates
    .filter((each) => each.requirement === row.key && differs(each.text, printed.get(each.column) ?? ''))
    .map((each) => `its update of ${each.column}`);
  const status = before.statuses[known.id] ?? 'notStated';
  return [
    ...(differs(row.text ?? '', known.text ?? '') ? ['its text'] : []),
    ...(differs(row.owner, known.owner) ? ['its owner'] : []),
    ...(isDeadlineOf(row.deadline, deadlineOf(known, before.recommendations)) ? [] : ['its deadline']),
    ...(row.status === 'notStated' || row.status === status ? [] : ['its status']),
    ...(row.discharge === null || before.discharges[known.id] !== undefined ? [] : ['its discharge']),
    ...columns,
  ];
}

/** Whether a source says of a deadline no other than the plan has, or first had. */
function isDeadlineOf(read: Recommendation['deadline'], known: Recommendation['deadline']): boolean {
  return read === null || read.date === known?.date || read.date === known?.original;
}

function requirementOf(
  row: ReadRequirement,
  id: string,
  numbers: ReadonlySet<string>,
  taken: Set<string>,
): Requirement {
  // beside rows that are called 10.1 and 10.2, a row of the recommendation's own number is the next of them
  const counts = numbers.has(row.recommendation) && row.ref === row.recommendation;
  if (counts) taken.add(row.ref);
  const { recommendation, text, owner, deadline } = row;
  return { id, ...freshRef(row, taken), recommendation, text, owner, deadline, withdrawn: false };
}
