import { type CivilDate, longDate } from '../calendar/civil-date.js';
import type { ReadPlan } from '../importing/account/reading.js';
import { type Deadline, type Discharge, deadlineOf, type PublishedPlan, type Recommendation } from '../plan/plan.js';
import { printedStatusOf, publicDeadline, statusPhrase } from '../plan/printed.js';
import { withoutListMarks } from '../text/list-marks.js';
import { type WordChange, wordDifference } from '../text/word-difference.js';
import { printedIntroduction } from './compile.js';

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
 * Where a document that was read back differs, word for word, from the published plan. White space, the shape of
 * line ends and the marks of lists do not count: they belong to the layout. Empty: it says exactly what was signed. `standsForNothing` knows
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
    ...ofIntroduction(published, read),
    ...inserted(published, read),
  ];
  // Words of ours stand where nothing was published, or where somebody published just these words.
  return all.filter(
    ({ difference: [first, ...others] }) => first === undefined || others.length > 0 || !standsForNothing(first.text),
  );
}

function ofTheWhole({ plan, columns, updates }: PublishedPlan, read: ReadPlan): readonly Deviation[] {
  const filled = new Set(
    [...updates, ...read.updates].flatMap(({ column, text }) => (plain(text) === '' ? [] : [column])),
  );
  const shown = (all: readonly CivilDate[]) =>
    all.filter((column) => filled.has(column) || isPrinted(read, 'emptyColumns')).map(longDate);
  return [
    ...(isPrinted(read, 'title') ? unlike(null, 'Title', plan.title, read.title) : []),
    ...unlike(null, 'Organisation', plan.organisation, read.organisation),
    ...unlike(null, 'Executive lead', plan.executiveLead, read.executiveLead),
    ...unlike(null, 'Operational lead', plan.operationalLead, read.operationalLead),
    ...unlike(null, 'Columns', shown(columns).join(', '), shown(read.columns).join(', ')),
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
      ...(isPrinted(read, 'recommendationDeadlines')
        ? unlike(
            place,
            'Deadline',
            deadlineText(publicDeadline(published, is.deadline), read),
            deadlineText(said.deadline, read),
          )
        : []),
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
        deadlineText(publicDeadline(published, deadlineOf(ours, published.recommendations)), read),
        deadlineText(theirs.deadline ?? inherited(theirs.recommendation, read.recommendations), read),
      ),
      ...unlike(ref, 'Status', statusPhrase(printedStatusOf(published, ours.id)), statusText(theirs)),
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

/** What presents the plan. In a document of ours that is read by its layout alone it stands among the texts in between. */
function ofIntroduction(published: PublishedPlan, read: ReadPlan): readonly Deviation[] {
  const ours = printedIntroduction(published).map(({ text }) => text);
  if (read.introduction !== undefined) {
    const said = read.introduction.map(({ text }) => text);
    return unlike(null, 'Introduction', ours.join('\n'), said.join('\n'));
  }
  const between = new Set(read.leftOut.map(({ text }) => plain(text)));
  const gone = ours
    .flatMap((text) => withoutListMarks(text).split('\n'))
    .filter((text) => plain(text) !== '' && !between.has(plain(text)));
  return gone.flatMap((text) => unlike(null, 'Introduction', text, null));
}

/** Text that somebody put between the texts of a document of ours. */
function inserted(published: PublishedPlan, { inserted: texts = [] }: ReadPlan): readonly Deviation[] {
  const known = new Set(
    printedIntroduction(published)
      .flatMap(({ text }) => withoutListMarks(text).split('\n'))
      .map(plain),
  );
  return texts
    .filter(({ text }) => !known.has(plain(text)))
    .flatMap(({ place, text }) => unlike(null, `Text at ${place.where ?? `line ${place.line}`}`, null, text));
}

function isPrinted({ notPrinted = [] }: ReadPlan, what: NonNullable<ReadPlan['notPrinted']>[number]): boolean {
  return !notPrinted.includes(what);
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
  const shown = (text: string) => plain(WITH_LISTS.has(field) ? withoutListMarks(text) : text);
  const [is, says] = [shown(published ?? ''), shown(said ?? '')];
  return is === says ? [] : [{ ref, field, column, difference: wordDifference(is, says) }];
}

/** What is printed in paragraphs: a list that was typed with marks is printed with those of the page. */
const WITH_LISTS: ReadonlySet<string> = new Set(['Recommendation', 'Requirement', 'Update', 'Introduction']);

/** Words apart by one space: how they stand on the page is not what was signed, nor what no document can carry. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNPRINTABLE, '\uFFFD')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
}

// Controls other than white space, non-characters and lone surrogates; "□" is what some programs put in their place.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about
const UNPRINTABLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\p{Noncharacter_Code_Point}\p{Cs}□]/gu;

function textOf(recommendation: Recommendation | null): string | null {
  return recommendation === null ? null : (recommendation.text ?? `Recommendation ${recommendation.number}`);
}

function inherited(number: string, recommendations: readonly Recommendation[]): Deadline | null {
  return recommendations.find((each) => each.number === number)?.deadline ?? null;
}

function deadlineText(deadline: Deadline | null, read: ReadPlan): string {
  if (deadline === null) return '';
  const moves = (isPrinted(read, 'moves') ? deadline.moves : []).map(
    (move) =>
      `moved from ${longDate(move.from)} to ${longDate(move.to)}, ${plain(move.agreedBy)}, ${longDate(move.on)}: ${plain(move.reason)}`,
  );
  return [longDate(deadline.date), `originally ${longDate(deadline.original)}`, ...moves].join('; ');
}

function dischargeText(discharge: Discharge | null): string {
  return discharge === null ? '' : `${plain(discharge.by)}, ${longDate(discharge.on)}, ${plain(discharge.reference)}`;
}

function statusText({ status, statusWords, statusDate }: ReadPlan['requirements'][number]): string {
  return statusPhrase({
    status,
    ...(statusWords === null ? {} : { statusWords }),
    ...(statusDate === undefined ? {} : { statusDate }),
  });
}
