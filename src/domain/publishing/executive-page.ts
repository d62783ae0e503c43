import { type CivilDate, longDate } from '../calendar/civil-date.js';
import { STATUS_WORDS, type Status } from '../plan/plan.js';
import { sentencesOf } from '../text/sentences.js';
import { shortened } from '../text/shortened.js';
import type { ChangeLog, RowChange } from './change-log.js';
import { SILENT_FROM } from './change-log.js';
import { movedPromises, promiseSummary, promisesGoneBy } from './executive-promises.js';
import type { LeadNotes } from './lead-notes.js';
import type { PageLine } from './page-line.js';
import { publicChanges } from './public-changes.js';

export interface PagePart {
  readonly heading: string;
  /** Said where there are no lines. */
  readonly none: string;
  readonly lines: readonly PageLine[];
  /** How many requirements more there were than the page has room for. */
  readonly more: number;
}

/** One page for the executive lead, in words: what got worse, what is new, what got better, what waits, what was not answered. */
export interface ExecutivePage {
  readonly title: string;
  readonly organisation: string;
  readonly date: CivilDate;
  readonly summary: readonly string[];
  readonly parts: readonly PagePart[];
  /** What the signature also accepts by name: refs whose status is stated for the first time. */
  readonly firstStatuses: readonly string[];
}

/** Lines of a part. */
const MOST_LINES = 6;
/** Printed lines of title, summary and parts together, and small letters of a printed line, as seen on A4. */
const PAGE_LINES = 40;
const LINE_LENGTH = 84;
/** Longest title and organisation, in characters. */
const FRONT_LENGTH = 150;
/** Longest words of a line, and longest name in a sentence, in characters. */
const WORDS_LENGTH = 200;
const NAME_LENGTH = 60;
/** Refs that one line names. */
export const MOST_REFS = 10;
/** More requirements than this of which the same is to be said share one line. */
const MOST_APART = 3;
/** Longest beginning of a requirement's words, and longest sentence, in characters. */
const TITLE_LENGTH = 60;
const SENTENCE_LENGTH = 110;
/** A sentence with one of these says on whom something waits. */
const WAITING = /\b(?:wait|await|pending|subject to|depend|until|outstanding|with the|approval|decision|expect)/i;

/** The page of a change log and the notes to it. Facts only, worst first: a reader has two minutes. */
export function executivePage(log: ChangeLog, notes: LeadNotes): ExecutivePage {
  const { rows } = log;
  const title = shortened(log.title, FRONT_LENGTH);
  const organisation = shortened(log.organisation, FRONT_LENGTH);
  const summary = summaryOf(log, notes);
  return {
    title,
    organisation,
    date: log.to,
    summary,
    parts: onOnePage(PAGE_LINES - linesOf(title + title) - linesOf(organisation) - summary.reduce(sumOfLines, 0), [
      part('What got worse', 'Nothing got worse by what its owners say.', [
        ...worse(rows),
        ...movedPromises(log, notes.promises),
      ]),
      part('What is new', 'No status is said for the first time.', firstSaid(rows)),
      part('What was not answered', 'Every requirement that was asked about was answered.', [
        ...unanswered(rows),
        ...promisesGoneBy(log, notes.promises),
      ]),
      part('What waits on others', 'Nothing is said to wait on another body.', waiting(rows)),
      part('What got better', 'Nothing got better by what its owners say.', better(rows, notes)),
    ]),
    firstStatuses: publicChanges(log)
      .rows.filter((row) => isFirst(row))
      .map((row) => row.ref),
  };
}

function summaryOf({ rows, from, to }: ChangeLog, notes: LeadNotes): readonly string[] {
  const { wordings, corrections, promises } = notes;
  const asked = rows.filter((row) => row.answer !== 'notAsked').length;
  const count = (kind: RowChange['answer']) => rows.filter((row) => row.answer === kind).length;
  const overdue = rows.filter((row) => row.overdue).length;
  const newly = rows.filter((row) => row.newlyOverdue).length;
  const complete = rows.filter((row) => row.after === 'complete').length;
  const notAgreed = rows.filter((row) => isNotAgreed(row, notes)).length;
  const saying = rows.filter((row) => row.saysComplete).length;
  const discharged = rows.filter((row) => row.discharge !== null).length;
  const worded = wordings.length;
  const since = from === null ? '' : ` Compared with ${longDate(from)}.`;
  return [
    `${counted(asked, 'requirement was', 'requirements were')} asked about: ${count('answered')} answered with new words, ${count('unchanged')} with no change, ${count('silent')} not answered.${since}`,
    `${counted(overdue, 'requirement is', 'requirements are')} past the deadline first published and not complete on ${longDate(to)}${newly === 0 ? '' : `, ${newly} of them newly so`}. ${complete - notAgreed} we consider complete${notAgreed === 0 ? '' : `, and ${notAgreed} more only their owners do`}; ${discharged} the inspecting body has discharged.`,
    ...(saying === 0
      ? []
      : [
          `${counted(saying, 'requirement says', 'requirements say')} in the newest words that the work is complete, without a status; neither count has ${saying === 1 ? 'it' : 'them'}.`,
        ]),
    ...(worded === 0 ? [] : [`${counted(worded, 'update is', 'updates are')} published in the lead's wording.`]),
    ...promiseSummary(promises),
    ...(corrections.length === 0
      ? []
      : [`${counted(corrections.length, 'cell', 'cells')} of earlier columns were corrected; see the change log.`]),
  ];
}

function worse(rows: readonly RowChange[]): readonly PageLine[] {
  return [
    ...each(
      rows,
      (row) => row.movement === 'reopened',
      (row) => `Complete before, now ${now(row)}.`,
    ),
    ...each(
      rows,
      (row) => row.movement === 'worse',
      (row) => `${STATUS_WORDS[row.before]} before, now ${now(row)}.`,
    ),
    ...each(rows, (row) => row.moves.length > 0, movedWords),
    ...together(rows, (row) => row.newlyOverdue, 'Newly past the deadline and not complete'),
    ...together(rows, (row) => row.movement === 'unsaid', 'A status was published before and none is given now'),
  ];
}

/** Said for the first time is news: it says nothing of what was before. */
function firstSaid(rows: readonly RowChange[]): readonly PageLine[] {
  const of = (status: Status) =>
    each(
      rows,
      (row) => row.movement === 'firstStated' && row.after === status,
      () => `${STATUS_WORDS[status]}, said for the first time.`,
    );
  return [
    ...(['offTrack', 'atRisk', 'waiting', 'onTrack', 'transferred'] as const).flatMap(of),
    ...together(rows, (row) => row.saysComplete, 'Complete by its own words, without a status'),
  ];
}

/** Whether only its owner calls it complete so far. */
function isNotAgreed({ movement, requirement }: RowChange, { agreed, closed }: LeadNotes): boolean {
  return movement === 'completed' && agreed[requirement] === undefined && !closed.includes(requirement);
}

function better(rows: readonly RowChange[], notes: LeadNotes): readonly PageLine[] {
  return [
    ...each(
      rows,
      (row) => row.newlyDischarged,
      (row) =>
        row.discharge === null
          ? ''
          : `Discharged by ${shortened(row.discharge.by, NAME_LENGTH)} on ${longDate(row.discharge.on)} (${shortened(row.discharge.reference, NAME_LENGTH)}).`,
    ),
    ...each(
      rows,
      (row) => row.movement === 'completed',
      (row) => {
        const by = notes.agreed[row.requirement]?.agreedBy;
        if (by !== undefined) return `Complete, agreed by ${shortened(by, NAME_LENGTH)}.`;
        return isNotAgreed(row, notes)
          ? 'Complete, says its owner; not yet agreed by the lead.'
          : 'Complete by its published words; closed by the lead.';
      },
    ),
    ...each(
      rows,
      (row) => row.movement === 'better',
      (row) => `${STATUS_WORDS[row.before]} before, now ${now(row)}.`,
    ),
  ];
}

function waiting(rows: readonly RowChange[]): readonly PageLine[] {
  return each(
    rows,
    (row) => row.after === 'waiting',
    (row) => (row.answer === 'answered' ? waitingWords(row.printed) : 'As before.'),
  );
}

function unanswered(rows: readonly RowChange[]): readonly PageLine[] {
  const silent = rows.filter((row) => row.answer === 'silent');
  const owners = [...new Set(silent.map((row) => row.owner))];
  return [
    ...owners.map(
      (owner): PageLine => ({
        refs: silent.filter((row) => row.owner === owner).map((row) => row.ref),
        title: null,
        words: `${owner === '' ? 'No owner' : shortened(owner, NAME_LENGTH)}: "No update received" is printed.`,
      }),
    ),
    ...together(
      rows,
      (row) => row.running >= SILENT_FROM && row.after !== 'complete' && row.discharge === null,
      `The same or no answer ${SILENT_FROM} times running or more`,
    ),
  ];
}

function isFirst(row: RowChange): boolean {
  return row.before === 'notStated' && row.after !== 'notStated';
}

function now(row: RowChange): string {
  return STATUS_WORDS[row.after].toLowerCase();
}

function movedWords(row: RowChange): string {
  const last = row.moves.at(-1);
  if (last === undefined || row.deadline === null) return '';
  const times = row.deadline.moves.length;
  return `Deadline moved to ${longDate(last.to)}, agreed by ${shortened(last.agreedBy, NAME_LENGTH)}; first published as ${longDate(row.deadline.original)}, moved ${times === 1 ? 'once' : `${times} times`}.`;
}

/** One line a requirement, with the beginning of its words; where more than a few say the same, they share one. */
function each(
  rows: readonly RowChange[],
  is: (row: RowChange) => boolean,
  say: (row: RowChange) => string,
): readonly PageLine[] {
  const groups = new Map<string, RowChange[]>();
  for (const row of rows.filter(is)) {
    const words = say(row);
    groups.set(words, [...(groups.get(words) ?? []), row]);
  }
  return [...groups].flatMap(([words, own]): readonly PageLine[] =>
    own.length > MOST_APART
      ? [{ refs: own.map((row) => row.ref), title: null, words }]
      : own.map((row) => ({ refs: [row.ref], title: titleOf(row), words })),
  );
}

function titleOf(row: RowChange): string | null {
  return row.title === null ? null : shortened(row.title, TITLE_LENGTH);
}

function together(rows: readonly RowChange[], is: (row: RowChange) => boolean, words: string): readonly PageLine[] {
  const refs = rows.filter(is).map((row) => row.ref);
  return refs.length === 0 ? [] : [{ refs, title: null, words: `${words}.` }];
}

interface WholePart {
  readonly heading: string;
  readonly none: string;
  /** Worst first. */
  readonly lines: readonly PageLine[];
}

function part(heading: string, none: string, lines: readonly PageLine[]): WholePart {
  return { heading, none, lines: lines.map((line) => ({ ...line, words: shortened(line.words, WORDS_LENGTH) })) };
}

/** As many lines as one page has room for, the first of each part before the second of any; what is left is counted. */
function onOnePage(lines: number, parts: readonly WholePart[]): readonly PagePart[] {
  const shown = parts.map(() => 0);
  const full = parts.map(() => false);
  let room = lines;
  for (let round = 0; round < MOST_LINES; round += 1) {
    for (const [index, part] of parts.entries()) {
      const line = part.lines[round];
      const needed = line === undefined ? 0 : printedLines(line);
      full[index] ||= line === undefined || needed > room;
      if (full[index] === true) continue;
      shown[index] = round + 1;
      room -= needed;
    }
  }
  return parts.map(({ heading, none, lines: all }, index) => {
    const kept = all.slice(0, shown[index]);
    const named = new Set(kept.flatMap((line) => line.refs));
    const more = new Set(all.slice(kept.length).flatMap((line) => line.refs.filter((ref) => !named.has(ref)))).size;
    return { heading, none, lines: kept, more };
  });
}

function printedLines({ refs, title, words }: PageLine): number {
  const named = `${refs.slice(0, MOST_REFS).join(', ')}${refs.length > MOST_REFS ? ' and 100 more' : ''}`;
  // in print the refs stand in a column of their own, a quarter as wide as the words
  return Math.max(linesOf(named.repeat(4)), linesOf(`${named}${words}${title ?? ''}`));
}

function sumOfLines(sum: number, text: string): number {
  return sum + linesOf(text);
}

/** Printed lines of a text: capitals are wider than small letters, M and W the widest. */
function linesOf(text: string): number {
  const [capitals, widest] = [/\p{Lu}/gu, /[MW]/g].map((pattern) => (text.match(pattern) ?? []).length) as [
    number,
    number,
  ];
  return Math.ceil((text.length + 0.4 * capitals + 0.4 * widest) / LINE_LENGTH);
}

/** The sentence that says on whom it waits, else the first. */
function waitingWords(text: string): string {
  const sentences = sentencesOf(text).map((sentence) => sentence.text);
  return shortened(sentences.find((sentence) => WAITING.test(sentence)) ?? sentences[0] ?? text, SENTENCE_LENGTH);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
