import type { CivilDate } from './civil-date.js';
import { matchRows, normalised } from './import-match.js';
import type { Deadline, Discharge, Plan, PublishedPlan, PublishedUpdate, Requirement, Status } from './plan.js';
import type { Question, ReadPlan, ReadRequirement } from './reading.js';

export type ImportMerge =
  | { readonly kind: 'merged'; readonly published: PublishedPlan; readonly questions: readonly Question[] }
  /** An earlier revision's column would change: columns are immutable once published. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What becomes of a reading over what the store has (null: a new plan). Rows are matched by recommendation number and
 * normalised text, else by their earlier columns; an old row that matches nothing becomes withdrawn and is never
 * deleted; a row that could be two old ones is taken as new and asked about. Ids are permanent, so updates survive.
 */
export function importOver(
  before: PublishedPlan | null,
  read: ReadPlan,
  planId: string,
  newId: () => string,
): ImportMerge {
  const { ids, doubts } = before === null ? { ids: new Map<string, string>(), doubts: [] } : matchRows(before, read);
  const questions = doubts.map(
    ({ row, among }): Question => ({
      line: row.line,
      ref: row.ref,
      what: `This line could be any of ${among} lines already in the plan, so it was taken as a new one. Please say which it is.`,
    }),
  );
  const matched = new Set(ids.values());
  const idOf = new Map(read.requirements.map((row) => [row.key, ids.get(row.key) ?? newId()]));
  const updates = read.updates.map((update) => ({ ...update, requirement: idOf.get(update.requirement) ?? '' }));
  const altered = before === null ? null : alteredCell(before, matched, updates, read.columns);
  if (altered !== null) return { kind: 'refused', reason: altered };
  const old = new Map((before?.requirements ?? []).map((each) => [each.id, each]));
  const taken = new Set((before?.requirements ?? []).map((each) => each.ref));
  const requirements = read.requirements.map((row): Requirement => {
    const id = idOf.get(row.key) ?? '';
    const known = old.get(id);
    return {
      id,
      ...(known === undefined ? freshRef(row, taken) : { ref: known.ref, refFrom: known.refFrom }),
      recommendation: row.recommendation,
      text: row.text,
      owner: row.owner,
      deadline: keptMoves(known?.deadline ?? null, row.deadline),
      withdrawn: false,
    };
  });
  const withdrawn = (before?.requirements ?? [])
    .filter((each) => !matched.has(each.id))
    .map((each) => ({ ...each, withdrawn: true }));
  const statuses: Record<string, Status> = { ...before?.statuses };
  for (const row of read.requirements) {
    const id = idOf.get(row.key) ?? '';
    if (row.status !== 'notStated') statuses[id] = row.status;
  }
  const discharges: Record<string, Discharge> = { ...before?.discharges };
  for (const row of read.requirements) {
    if (row.discharge !== null) discharges[idOf.get(row.key) ?? ''] = row.discharge;
  }
  // what is published keeps its own words, down to the case and the spaces
  const published = before?.updates ?? [];
  const fresh = updates.filter(
    (update) => !published.some((each) => each.requirement === update.requirement && each.column === update.column),
  );
  const columns = [...new Set([...(before?.columns ?? []), ...read.columns])].sort();
  const oldRecommendations = new Map((before?.recommendations ?? []).map((each) => [each.number, each]));
  const plan: Plan = {
    id: planId,
    title: read.title,
    organisation: read.organisation,
    executiveLead: read.executiveLead,
    operationalLead: read.operationalLead,
  };
  const gone = (before?.recommendations ?? []).filter(
    (each) => !read.recommendations.some((now) => now.number === each.number),
  );
  return {
    kind: 'merged',
    questions,
    published: {
      plan,
      columns,
      recommendations: [
        ...read.recommendations.map((each) => ({
          ...each,
          deadline: keptMoves(oldRecommendations.get(each.number)?.deadline ?? null, each.deadline),
        })),
        ...gone,
      ],
      requirements: [...requirements, ...withdrawn],
      updates: [...published, ...fresh],
      statuses,
      discharges,
    },
  };
}

/** The ref of a new row. Refs are never used again, so one that is taken gives way to the next number of ours. */
function freshRef(row: ReadRequirement, taken: Set<string>): Pick<Requirement, 'ref' | 'refFrom'> {
  let ref = row.ref;
  for (let n = 1; taken.has(ref); n += 1) ref = `${row.recommendation}.${n}`;
  taken.add(ref);
  return { ref, refFrom: ref === row.ref ? row.refFrom : 'ours' };
}

/** Why the reading would change what was published before; null when it does not. */
function alteredCell(
  before: PublishedPlan,
  matched: ReadonlySet<string>,
  updates: readonly PublishedUpdate[],
  columns: readonly CivilDate[],
): string | null {
  const names = before.requirements.filter((each) => matched.has(each.id)).map((each) => [each.id, each.ref] as const);
  const changed: string[] = [];
  for (const [id, ref] of names) {
    for (const column of before.columns.filter((each) => columns.includes(each))) {
      const was = textIn(before, id, column);
      const is = updates.find((each) => each.requirement === id && each.column === column)?.text ?? null;
      if (normalised(was ?? '') !== normalised(is ?? '')) changed.push(`${ref} in the column of ${column}`);
    }
  }
  const missing = before.columns.filter((column) => !columns.includes(column));
  if (missing.length > 0 && columns.some((column) => before.columns.includes(column))) {
    changed.push(...missing.map((column) => `the whole column of ${column} is missing`));
  }
  if (changed.length === 0) return null;
  const shown = changed.slice(0, 5).join('; ');
  const more = changed.length > 5 ? `; and ${changed.length - 5} more` : '';
  return `This file would change what is already published: ${shown}${more}. Published columns cannot be changed by an import. Nothing was imported. Please restore those cells, or import the file under another plan id.`;
}

function textIn(plan: PublishedPlan, requirement: string, column: CivilDate): string | null {
  return plan.updates.find((each) => each.requirement === requirement && each.column === column)?.text ?? null;
}

/** A deadline that the plan moved stays moved when the source still prints the original. */
function keptMoves(known: Deadline | null, read: Deadline | null): Deadline | null {
  if (known === null || known.moves.length === 0) return read ?? known;
  return read === null || read.date === known.original || read.date === known.date ? known : read;
}
