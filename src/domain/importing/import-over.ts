import type { CivilDate } from '../calendar/civil-date.js';
import { contributorsIn } from '../people/contributor.js';
import type {
  Correction,
  Deadline,
  Discharge,
  Plan,
  PublishedPlan,
  Recommendation,
  Requirement,
  Status,
} from '../plan/plan.js';
import type { Question, ReadPlan, ReadRequirement } from './account/reading.js';
import { type AlteredCell, corrected, judgeCorrections, type NamedCorrection } from './corrections.js';
import { matchRows } from './import-match.js';
import { withRecommendation, withRequirement } from './in-order.js';

export type ImportMerge =
  | {
      readonly kind: 'merged';
      readonly published: PublishedPlan;
      readonly questions: readonly Question[];
      /** Whom the source names to answer for requirements or to add to them. */
      readonly answering: readonly Answering[];
    }
  /** An earlier revision's column would change: columns are immutable once published, unless a correction is named. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly altered: readonly AlteredCell[];
      /** The source leaves out what the plan has, and says nothing otherwise: perhaps it only brings more rows. */
      readonly isPart?: boolean;
    };

/** Whom a source names for a requirement, as written. */
export interface Answering {
  readonly requirement: string;
  readonly who: string;
  /** What a contributor is asked, or empty; absent of whoever answers. */
  readonly question?: string;
}

/** What the lead corrects by name, and the day on which they do. */
export interface Correcting {
  readonly named: readonly NamedCorrection[];
  readonly on: CivilDate;
}

const NONE_STANDS =
  'None of the rows of the plan stands in this file, so all of them would be withdrawn. Nothing was imported. If this is another plan, import it under another plan id.';

/**
 * What becomes of a reading over what the store has (null: a new plan). Rows are matched by recommendation number and
 * normalised text, else by their earlier columns; an old row that matches nothing becomes withdrawn and is never
 * deleted; a row that could be two old ones is taken as new and asked about. Ids are permanent, so updates survive.
 * A published cell that the source prints otherwise is refused unless `correcting` names it.
 */
export function importOver(
  before: PublishedPlan | null,
  read: ReadPlan,
  planId: string,
  newId: () => string,
  correcting: Correcting | null = null,
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
  const known = new Set((before?.requirements ?? []).map((each) => each.id));
  // a document of ours carries the ids, so that a plan read into an empty store is the published one
  const carried = ({ id }: ReadRequirement) => (id === undefined || known.has(id) ? null : id);
  const idOf = new Map(read.requirements.map((row) => [row.key, ids.get(row.key) ?? carried(row) ?? newId()]));
  const updates = read.updates.map((update) => ({ ...update, requirement: idOf.get(update.requirement) ?? '' }));
  let corrections: readonly Correction[] = [];
  if (before !== null) {
    const comparison = { before, matched, updates, columns: read.columns };
    // without anything named the day is not looked at
    const judged = judgeCorrections(comparison, correcting?.named ?? [], correcting?.on ?? ('' as CivilDate));
    const isPart = judged.kind === 'refused' && judged.altered.length === 0 && (correcting?.named ?? []).length === 0;
    if (judged.kind === 'refused') return { ...judged, isPart };
    if (matched.size === 0 && doubts.length === 0 && before.requirements.some((each) => !each.withdrawn)) {
      return { kind: 'refused', reason: NONE_STANDS, altered: [], isPart: true };
    }
    corrections = judged.corrections;
  }
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
      // what the lead decided about a row stays, whatever a source prints
      ...(known?.finished === undefined ? {} : { finished: known.finished }),
      ...(known?.transfer === undefined ? {} : { transfer: known.transfer }),
      ...(known?.notForPublication === undefined ? {} : { notForPublication: known.notForPublication }),
    };
  });
  const unmatched = (before?.requirements ?? []).filter((each) => !matched.has(each.id));
  // no public copy prints what is not for publication, so that its absence says nothing
  const unprinted = unmatched.filter((each) => each.notForPublication === true && !each.withdrawn);
  const withdrawn = unmatched.filter((each) => !unprinted.includes(each)).map((each) => ({ ...each, withdrawn: true }));
  const statuses: Record<string, Status> = { ...before?.statuses };
  const statusWords: Record<string, string> = { ...before?.statusWords };
  const statusDates: Record<string, CivilDate> = { ...before?.statusDates };
  for (const row of read.requirements) {
    const id = idOf.get(row.key) ?? '';
    if (row.status !== 'notStated') {
      statuses[id] = row.status;
      delete statusWords[id];
    } else if (row.statusWords !== null) {
      delete statuses[id];
      statusWords[id] = row.statusWords;
    } else continue;
    if (row.statusDate === undefined) delete statusDates[id];
    else statusDates[id] = row.statusDate;
  }
  const discharges: Record<string, Discharge> = { ...before?.discharges };
  for (const row of read.requirements) {
    if (row.discharge !== null) discharges[idOf.get(row.key) ?? ''] = row.discharge;
  }
  // what is published keeps its own words, down to the case and the spaces
  const published = corrected(before?.updates ?? [], corrections, updates);
  const cell = (each: { readonly requirement: string; readonly column: CivilDate }) =>
    `${each.requirement} ${each.column}`;
  const printed = new Set(published.map(cell));
  const fresh = updates.filter((update) => !printed.has(cell(update)));
  const columns = [...new Set([...(before?.columns ?? []), ...read.columns])].sort();
  const oldRecommendations = new Map((before?.recommendations ?? []).map((each) => [each.number, each]));
  const plan: Plan = {
    id: planId,
    title: before !== null && read.notPrinted?.includes('title') === true ? before.plan.title : read.title,
    organisation: read.organisation,
    executiveLead: read.executiveLead,
    operationalLead: read.operationalLead,
  };
  const introduction = introductionOf(before, read);
  const unnamed = (before?.recommendations ?? []).filter(
    (each) => !read.recommendations.some((now) => now.number === each.number),
  );
  const isUnprinted = ({ number }: Recommendation) => unprinted.some((each) => each.recommendation === number);
  const gone = unnamed.filter((each) => !isUnprinted(each));
  const recommendations = unnamed.filter(isUnprinted).reduce<readonly Recommendation[]>(
    withRecommendation,
    read.recommendations.map((each) => ({
      ...each,
      deadline: keptMoves(oldRecommendations.get(each.number)?.deadline ?? null, each.deadline),
    })),
  );
  return {
    kind: 'merged',
    questions,
    answering: answeringOf(read, (row) => idOf.get(row.key)),
    published: {
      plan,
      // a table alone says nothing of what presents it
      ...(introduction === undefined ? {} : { introduction }),
      ...(before?.notes === undefined ? {} : { notes: before.notes }),
      columns,
      recommendations: [...recommendations, ...gone],
      requirements: [
        ...unprinted.reduce<readonly Requirement[]>(
          (all, each) => withRequirement(all, each, recommendations),
          requirements,
        ),
        ...withdrawn,
      ],
      updates: [...published, ...fresh],
      statuses,
      discharges,
      ...(Object.keys(statusWords).length === 0 ? {} : { statusWords }),
      ...(Object.keys(statusDates).length === 0 ? {} : { statusDates }),
      corrections: [...(before?.corrections ?? []), ...corrections],
    },
  };
}

/** What presents the plan. What a revision of ours printed of earlier quarters is no part of it. */
function introductionOf(before: PublishedPlan | null, read: ReadPlan): PublishedPlan['introduction'] {
  const said = new Set(before?.notes ?? []);
  const parts = (read.introduction ?? []).filter(({ text }) => !said.has(text));
  return parts.length > 0 ? parts : before?.introduction;
}

/** Whom a reading names for its rows, to answer or to add. */
export function answeringOf(
  { requirements }: ReadPlan,
  idOf: (row: ReadRequirement) => string | undefined,
): readonly Answering[] {
  return requirements.flatMap((row): Answering[] => {
    const requirement = idOf(row);
    if (requirement === undefined) return [];
    const { answers, contributes = '' } = row;
    return [
      ...(answers === undefined ? [] : [{ requirement, who: answers }]),
      ...contributorsIn(contributes).map((each) => ({ requirement, ...each })),
    ];
  });
}

/** The ref of a new row. Refs are never used again, so one that is taken gives way to the next number of ours. */
export function freshRef(row: ReadRequirement, taken: Set<string>): Pick<Requirement, 'ref' | 'refFrom'> {
  let ref = row.ref;
  for (let n = 1; taken.has(ref); n += 1) ref = `${row.recommendation}.${n}`;
  taken.add(ref);
  return { ref, refFrom: ref === row.ref ? row.refFrom : 'ours' };
}

/** A deadline that the plan moved stays moved when the source still prints the original. */
function keptMoves(known: Deadline | null, read: Deadline | null): Deadline | null {
  if (known === null || known.moves.length === 0) return read ?? known;
  return read === null || read.date === known.original || read.date === known.date ? known : read;
}
