import { type CivilDate, longDate } from './civil-date.js';
import {
  type Deadline,
  type Discharge,
  deadlineOf,
  type PublishedPlan,
  type Recommendation,
  STATUS_WORDS,
} from './plan.js';
import type { ReadPlan } from './reading.js';
import { type WordChange, wordDifference } from './word-difference.js';

/** One place in which a document does not say what was published. */
export interface Deviation {
  /** The requirement's ref, "Recommendation 7", or null for the document as a whole. */
  readonly ref: string | null;
  /** "Update", "Requirement", "Owner", "Status", "Deadline" and so on. */
  readonly field: string;
  /** The column of an update, else null. */
  readonly column: CivilDate | null;
  /** `gone`: as published and not in the document; `new`: in the document and never published. */
  readonly difference: readonly WordChange[];
}

/**
 * Where a document that was read back differs, word for word, from the published plan. White space and the shape of
 * line ends do not count: they belong to the layout. Empty: it says exactly what was signed. `standsForNothing` knows
 * the words that our layouts print where nothing was published.
 */
export function deviationsFrom(
  published: PublishedPlan,
  read: ReadPlan,
  standsForNothing: (text: string) => boolean = () => false,
): readonly Deviation[] {
  const all = [
    ...ofTheWhole(published, read),
    ...ofRecommendations(published, read),
    ...ofRequirements(published, read),
  ];
  return all.filter(({ difference: [first, ...others] }) => {
    return first === undefined || first.kind !== 'new' || others.length > 0 || !standsForNothing(first.text);
  });
}

function ofTheWhole({ plan, columns }: PublishedPlan, read: ReadPlan): readonly Deviation[] {
  return [
    ...unlike(null, 'Title', plan.title, read.title),
    ...unlike(null, 'Organisation', plan.organisation, read.organisation),
    ...unlike(null, 'Executive lead', plan.executiveLead, read.executiveLead),
    ...unlike(null, 'Operational lead', plan.operationalLead, read.operationalLead),
    ...unlike(null, 'Columns', columns.map(longDate).join(', '), read.columns.map(longDate).join(', ')),
  ];
}

function ofRecommendations(published: PublishedPlan, read: ReadPlan): readonly Deviation[] {
  const printed = published.recommendations.filter((each) =>
    published.requirements.some((line) => line.recommendation === each.number && !line.withdrawn),
  );
  return paired(printed, read.recommendations, (each) => each.number).flatMap(([is, said]) => {
    const place = `Recommendation ${is?.number ?? said?.number ?? ''}`;
    if (is === null || said === null) return unlike(place, 'Recommendation', textOf(is), textOf(said));
    return [
      ...unlike(place, 'Recommendation', is.text, said.text),
      ...unlike(place, 'Deadline', deadlineText(is.deadline), deadlineText(said.deadline)),
    ];
  });
}

function ofRequirements(published: PublishedPlan, read: ReadPlan): readonly Deviation[] {
  const printed = published.requirements.filter((each) => !each.withdrawn);
  const columns = [...new Set([...published.columns, ...read.columns])].sort();
  const cell = (requirement: string, column: CivilDate) => `${requirement} ${column}`;
  const is = new Map(published.updates.map((each) => [cell(each.requirement, each.column), each.text]));
  const said = new Map(read.updates.map((each) => [cell(each.requirement, each.column), each.text]));
  return paired(printed, read.requirements, (each) => each.ref).flatMap(([ours, theirs]) => {
    const ref = ours?.ref ?? theirs?.ref ?? '';
    if (ours === null) return unlike(ref, 'Requirement', null, theirs?.text ?? `Requirement ${ref}`);
    if (theirs === null) return unlike(ref, 'Requirement', ours.text ?? `Requirement ${ref}`, null);
    return [
      ...unlike(ref, 'Requirement', ours.text, theirs.text),
      ...unlike(ref, 'Owner', ours.owner, theirs.owner),
      ...unlike(
        ref,
        'Deadline',
        deadlineText(deadlineOf(ours, published.recommendations)),
        deadlineText(theirs.deadline ?? inherited(theirs.recommendation, read.recommendations)),
      ),
      ...unlike(ref, 'Status', STATUS_WORDS[published.statuses[ours.id] ?? 'notStated'], statusText(theirs)),
      ...unlike(
        ref,
        'Discharge',
        dischargeText(published.discharges[ours.id] ?? null),
        dischargeText(theirs.discharge),
      ),
      ...columns.flatMap((column) =>
        unlike(ref, 'Update', is.get(cell(ours.id, column)), said.get(cell(theirs.key, column)), column),
      ),
    ];
  });
}

/** What is called the same on both sides, ours first; what only one side has, with null for the other. */
function paired<A, B>(
  ours: readonly A[],
  theirs: readonly B[],
  nameOf: (each: A | B) => string,
): readonly (readonly [A | null, B | null])[] {
  const said = new Map(theirs.map((each) => [nameOf(each), each]));
  const known = new Set(ours.map(nameOf));
  return [
    ...ours.map((each) => [each, said.get(nameOf(each)) ?? null] as const),
    ...theirs.filter((each) => !known.has(nameOf(each))).map((each) => [null, each] as const),
  ];
}

function unlike(
  ref: string | null,
  field: string,
  published: string | null | undefined,
  said: string | null | undefined,
  column: CivilDate | null = null,
): readonly Deviation[] {
  const [is, says] = [plain(published ?? ''), plain(said ?? '')];
  return is === says ? [] : [{ ref, field, column, difference: wordDifference(is, says) }];
}

/** Words apart by one space: how they stand on the page is not what was signed. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function textOf(recommendation: Recommendation | null): string | null {
  return recommendation === null ? null : (recommendation.text ?? `Recommendation ${recommendation.number}`);
}

function inherited(number: string, recommendations: readonly Recommendation[]): Deadline | null {
  return recommendations.find((each) => each.number === number)?.deadline ?? null;
}

function deadlineText(deadline: Deadline | null): string {
  if (deadline === null) return '';
  const moves = deadline.moves.map(
    (move) =>
      `moved from ${longDate(move.from)} to ${longDate(move.to)}, ${move.agreedBy}, ${longDate(move.on)}: ${move.reason}`,
  );
  return [longDate(deadline.date), `originally ${longDate(deadline.original)}`, ...moves].join('; ');
}

function dischargeText(discharge: Discharge | null): string {
  return discharge === null ? '' : `${discharge.by}, ${longDate(discharge.on)}, ${discharge.reference}`;
}

function statusText({ status, statusWords }: ReadPlan['requirements'][number]): string {
  return statusWords ?? STATUS_WORDS[status];
}
