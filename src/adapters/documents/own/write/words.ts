import { type CivilDate, type Instant, localTime, longDate } from '../../../../domain/calendar/civil-date.js';
import { type Deadline, STATUS_WORDS, STATUSES } from '../../../../domain/plan/plan.js';
import { statusPhrase } from '../../../../domain/plan/printed.js';
import type {
  RevisionCell,
  RevisionDocument,
  RevisionLine,
  RevisionSection,
} from '../../../../domain/publishing/revision.js';
import { paragraphsOf, paragraphsOr } from '../../formats/text/printable.js';

/**
 * The words that the published formats put where the plan has none, so that no cell is empty
 * (WCAG 2.2, 1.3.1: an empty cell says nothing to a screen reader). A reader of our own documents
 * takes them back for nothing: see `standsForNothing`.
 */
export const NOTHING_WORDS = {
  update: 'No update published',
  recommendation: 'Recommendation text not published',
  requirement: 'No separate evidence requirement published',
  owner: 'No owner published',
} as const;

/** Printed of a row without a status in a plan that prints statuses. */
export const NO_STATUS = STATUS_WORDS.notStated;

/** The title in one line, with words in place of nothing: a page and a document without a title cannot be told from others. */
export function titleWords({ title }: Pick<RevisionDocument, 'title'>): string {
  return paragraphsOr(title, 'Plan without a title').join(' ');
}

/**
 * What a row prints in a column in which it has no words: the day of its newest earlier update, where it has one. A row
 * that is complete is not asked each quarter, and would otherwise look forgotten.
 */
export function noUpdateWords(
  { cells }: Pick<RevisionLine, 'cells'>,
  { column }: Pick<RevisionCell, 'column'>,
): string {
  const newest = cells.filter((each) => each.column < column && each.text.trim() !== '').at(-1);
  return newest === undefined ? NOTHING_WORDS.update : `No new update since ${longDate(newest.column)}`;
}

const NO_NEW_UPDATE = /^No new update since \d{1,2} \p{L}+ \d{4}$/u;

/** Whether a cell of one of our documents only says, in our own words, that nothing was published there. */
export function standsForNothing(text: string): boolean {
  const said = text.trim();
  return Object.values<string>(NOTHING_WORDS).includes(said) || NO_NEW_UPDATE.test(said);
}

/** What the wide table prints under a recommendation's first row, above how its text begins: "Recommendation 10, continued". */
export function goesOn(number: string): string {
  return `Recommendation ${number}, continued`;
}

/** What the wide table prints below an update that points to a column which stands in the annex. */
export function seeAnnex(ref: string): string {
  return `See the annex: earlier updates to ${ref}`;
}

/** The heading of a dated column: "Update 30 January 2026". */
export function columnTitle(column: CivilDate): string {
  return `Update ${longDate(column)}`;
}

/** "30 June 2026 (originally 31 January 2026, moved twice)"; without the bracket where nothing moved. */
export function deadlineWords(deadline: Deadline): string {
  const moves = deadline.moves.length;
  if (moves === 0 && deadline.original === deadline.date) return longDate(deadline.date);
  const moved = moves === 0 ? '' : `, moved ${timesWords(moves)}`;
  return `${longDate(deadline.date)} (originally ${longDate(deadline.original)}${moved})`;
}

/** Each move of a deadline in a sentence, oldest first. */
export function moveWords(deadline: Deadline): readonly string[] {
  return deadline.moves.map(
    (move) =>
      `Moved from ${longDate(move.from)} to ${longDate(move.to)}, agreed by ${oneLine(move.agreedBy)} on ${longDate(move.on)}: ${oneLine(move.reason)}`,
  );
}

/** The status in words, with the day on which it was said last; null where none is printed. */
export function statusWords(line: RevisionLine): string | null {
  return isStated(line) ? statusPhrase(line) : null;
}

/** Whether any status is printed: a plan without statuses has no place for them, and says of no row that it has none. */
export function showsStatuses({ sections }: StatedSections): boolean {
  return sections.some(({ lines }) => lines.some(isStated));
}

/** A status and a discharge as one text: "Complete. Discharged by …". */
export function standingOfLine(line: RevisionLine, document: RevisionDocument): string | null {
  const status = statusWords(line) ?? (showsStatuses(document) ? NO_STATUS : null);
  const parts = [status, dischargeWords(line)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('. ');
}

interface StatedSections {
  readonly sections: readonly { readonly lines: readonly Pick<RevisionLine, 'status' | 'statusWords'>[] }[];
}

function isStated({ status, statusWords: own }: Pick<RevisionLine, 'status' | 'statusWords'>): boolean {
  return status !== 'notStated' || own !== undefined;
}

/** "Discharged by the Inspectorate on 4 May 2026 (INS-204)", or null. */
export function dischargeWords(line: RevisionLine): string | null {
  if (line.discharge === null) return null;
  const [by, reference] = [oneLine(line.discharge.by), oneLine(line.discharge.reference)];
  const { on } = line.discharge;
  return `Discharged by ${by} on ${longDate(on)}${reference === '' ? '' : ` (${reference})`}`;
}

/**
 * The standing of the document in one line: "Draft 2 — not for publication, compiled on 14 January 2026", with the
 * protective marking in front where the settings have one. A revision is public and carries none.
 */
export function standingWords(document: RevisionDocument): string {
  const { seal } = document;
  if (seal.kind === 'revision') return `Revision ${seal.number} of ${longDate(document.date)}`;
  const marking = markingOf(document);
  const draft = `Draft ${seal.number} — not for publication, compiled on ${dayOf(seal.compiledAt, document)}`;
  return marking === null ? draft : `${marking}. ${draft}`;
}

/** The protective marking of a draft, or null. */
export function markingOf({ seal }: Pick<RevisionDocument, 'seal'>): string | null {
  const marking = seal.kind === 'draft' ? (seal.marking ?? '').trim() : '';
  return marking === '' ? null : marking;
}

/** What a signed revision says of its signature and its hash; empty for a draft. */
export function signatureWords(document: RevisionDocument): readonly string[] {
  const { seal } = document;
  if (seal.kind === 'draft') return [];
  const signed = seal.signedBy === null ? 'Made final on' : `Signed by ${oneLine(seal.signedBy)} on`;
  const issued = (seal.issues ?? []).map(
    ({ column, issue, on, reason }) =>
      `Issue ${issue} of the column of ${longDate(column)}, on ${longDate(on)}: ${oneLine(reason)}`,
  );
  const removed = (seal.removedOn ?? []).map(
    (on) => `Words were removed from this revision on ${longDate(on)}, after it was signed`,
  );
  return [
    `${signed} ${dayOf(seal.signedAt, document)}`,
    ...issued,
    ...removed,
    `SHA-256 of the published plan: ${seal.hash}`,
  ];
}

/** Who and when, for the title block: label and value. */
export function factsOf(document: RevisionDocument): readonly { readonly label: string; readonly value: string }[] {
  const facts = [{ label: 'Organisation', value: document.organisation }];
  if (document.executiveLead !== null) facts.push({ label: 'Executive lead', value: document.executiveLead });
  if (document.operationalLead !== null) facts.push({ label: 'Operational lead', value: document.operationalLead });
  facts.push({
    label: document.seal.kind === 'draft' ? 'To be published' : 'Published',
    value: longDate(document.date),
  });
  return facts;
}

/** "25 requirements under 9 recommendations. Complete: 4. On track: 9. Not stated: 12." Without statuses, the first sentence. */
export function countsWords(document: StatedSections): string {
  const { sections } = document;
  const lines = sections.flatMap((section) => section.lines);
  const counts = showsStatuses(document) ? statusCounts(document).filter(({ count }) => count > 0) : [];
  const stated = counts.map(({ words, count }) => ` ${words}: ${count}.`);
  return `${counted(lines.length, 'requirement')} under ${counted(sections.length, 'recommendation')}.${stated.join('')}`;
}

/** What a draft shows of the rows that are not for publication: behind the plan, in words of its own. */
export interface HiddenRows {
  readonly heading: string;
  readonly note: string;
  readonly rows: readonly {
    readonly heading: string;
    readonly facts: readonly { readonly label: string; readonly value: string }[];
  }[];
}

/** Null for a revision, and for a draft of a plan without such rows. */
export function hiddenRows({ notForPublication = [] }: RevisionDocument): HiddenRows | null {
  const rows = notForPublication.flatMap((section) =>
    section.lines.map((line) => ({
      heading: `Row ${line.ref}, not for publication`,
      facts: [
        { label: `Recommendation ${section.number}`, value: section.text ?? NOTHING_WORDS.recommendation },
        ...hiddenFacts(line, line.deadline ?? section.deadline),
      ],
    })),
  );
  if (rows.length === 0) return null;
  return {
    heading: `Not for publication: ${counted(rows.length, 'row')}`,
    note: 'These rows are asked about and tracked. They stand in drafts alone, and in no public file.',
    rows,
  };
}

function hiddenFacts(line: RevisionLine, deadline: RevisionLine['deadline']) {
  const standing = [statusWords(line), dischargeWords(line)].filter((part) => part !== null);
  return [
    { label: 'What is asked for', value: line.text ?? NOTHING_WORDS.requirement },
    { label: 'Answered by', value: line.owner.trim() === '' ? NOTHING_WORDS.owner : line.owner },
    ...(deadline === null ? [] : [{ label: 'To be met by', value: deadlineWords(deadline) }]),
    ...(standing.length === 0 ? [] : [{ label: 'How it stands', value: standing.join('. ') }]),
    ...line.cells
      .toReversed()
      .filter(({ text }) => text.trim() !== '')
      .map(({ column, text }) => ({ label: `Update of ${longDate(column)}`, value: text })),
  ];
}

/** How many rows have each status. Words that are none of ours are counted together: they are the plan's text. */
export function statusCounts({
  sections,
}: StatedSections): readonly { readonly words: string; readonly count: number }[] {
  const lines = sections.flatMap((section) => section.lines);
  const own = lines.filter((line) => line.statusWords !== undefined).length;
  return [
    ...STATUSES.map((status) => ({
      words: STATUS_WORDS[status],
      count: lines.filter((line) => line.status === status && line.statusWords === undefined).length,
    })),
    ...(own === 0 ? [] : [{ words: 'In the plan’s own words', count: own }]),
  ];
}

/** Which references are ours and not the source's, in a sentence; null when all are the source's. */
export function ownReferencesWords(document: RevisionDocument): string | null {
  const ours = document.sections
    .flatMap((section) => section.lines)
    .filter((line) => line.refFrom === 'ours')
    .map((line) => line.ref);
  if (ours.length === 0) return null;
  return `The plan gives the same number to several requirements, or none. These references were added in its order: ${ours.join(', ')}.`;
}

/** A recommendation's heading: "Recommendation 10". */
export function recommendationHeading(section: RevisionSection): string {
  return `Recommendation ${section.number}`;
}

/** Cut at a word, with an ellipsis; `limit` in characters. For links and footers, never for the plan itself. */
export function shortened(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > limit / 2 ? space : cut.length).replace(/[\s,;:–-]+$/, '')}…`;
}

/** The instant of the seal: when the draft was compiled or the revision signed. */
export function sealedAt(document: RevisionDocument): Instant {
  return document.seal.kind === 'draft' ? document.seal.compiledAt : document.seal.signedAt;
}

/** Words that stand in a sentence of ours. */
function oneLine(text: string): string {
  return paragraphsOf(text).join(' ');
}

function dayOf(instant: Instant, document: RevisionDocument): string {
  return longDate(localTime(instant, document.zone ?? 'Europe/London').date);
}

function timesWords(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
