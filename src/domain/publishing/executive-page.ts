import { type CivilDate, longDate } from '../calendar/civil-date.js';
import { STATUS_WORDS } from '../plan/plan.js';
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

/** One page for the executive lead, in words: what got worse, what got better, what waits, what was not answered. */
export interface ExecutivePage {
  readonly title: string;
  readonly organisation: string;
  readonly date: CivilDate;
  readonly summary: readonly string[];
  readonly parts: readonly PagePart[];
  /** What the signature also accepts by name: refs whose status is stated for the first time. */
  readonly firstStatuses: readonly string[];
}

/** Lines of a part, so that four parts stay on one A4 page. */
const MOST_LINES = 6;
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
  return {
    title: log.title,
    organisation: log.organisation,
    date: log.to,
    summary: summaryOf(log, notes),
    parts: [
      part('What got worse', 'Nothing got worse by what its owners say.', [
        ...worse(rows),
        ...movedPromises(log, notes.promises),
      ]),
      part('What got better', 'Nothing got better by what its owners say.', better(rows, notes)),
      part('What waits on others', 'Nothing is said to wait on another body.', waiting(rows)),
      part('What was not answered', 'Every requirement that was asked about was answered.', [
        ...unanswered(rows),
        ...promisesGoneBy(log, notes.promises),
      ]),
    ],
    firstStatuses: publicChanges(log)
      .rows.filter((row) => isFirst(row))
      .map((row) => row.ref),
  };
}

function summaryOf({ rows, from, to }: ChangeLog, { wordings, corrections, promises }: LeadNotes): readonly string[] {
  const asked = rows.filter((row) => row.answer !== 'notAsked').length;
  const count = (kind: RowChange['answer']) => rows.filter((row) => row.answer === kind).length;
  const overdue = rows.filter((row) => row.overdue).length;
  const newly = rows.filter((row) => row.newlyOverdue).length;
  const complete = rows.filter((row) => row.after === 'complete').length;
  const discharged = rows.filter((row) => row.discharge !== null).length;
  const worded = wordings.length;
  const since = from === null ? '' : ` Compared with ${longDate(from)}.`;
  return [
    `${counted(asked, 'requirement was', 'requirements were')} asked about: ${count('answered')} answered with new words, ${count('unchanged')} with no change, ${count('silent')} not answered.${since}`,
    `${counted(overdue, 'requirement is', 'requirements are')} past the deadline first published and not complete on ${longDate(to)}${newly === 0 ? '' : `, ${newly} of them newly so`}. ${complete} we consider complete; ${discharged} the inspecting body has discharged.`,
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
    ...each(
      rows,
      (row) => row.movement === 'firstStated' && row.after === 'offTrack',
      () => 'Off track, said for the first time.',
    ),
    ...each(
      rows,
      (row) => row.movement === 'firstStated' && row.after === 'atRisk',
      () => 'At risk, said for the first time.',
    ),
    ...each(rows, (row) => row.moves.length > 0, movedWords),
    ...together(rows, (row) => row.newlyOverdue, 'Newly past the deadline and not complete'),
    ...together(rows, (row) => row.movement === 'unsaid', 'A status was published before and none is given now'),
  ];
}

function better(rows: readonly RowChange[], { agreed }: LeadNotes): readonly PageLine[] {
  return [
    ...each(
      rows,
      (row) => row.newlyDischarged,
      (row) =>
        row.discharge === null
          ? ''
          : `Discharged by ${row.discharge.by} on ${longDate(row.discharge.on)} (${row.discharge.reference}).`,
    ),
    ...each(
      rows,
      (row) => row.movement === 'completed',
      (row) => {
        const by = agreed[row.requirement]?.agreedBy;
        return by === undefined
          ? 'Complete, says its owner; not yet agreed by the lead.'
          : `Complete, agreed by ${by}.`;
      },
    ),
    ...each(
      rows,
      (row) => row.movement === 'better',
      (row) => `${STATUS_WORDS[row.before]} before, now ${now(row)}.`,
    ),
    ...together(
      rows,
      (row) => row.movement === 'firstStated' && row.after === 'onTrack',
      'On track, said for the first time',
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
        words: `${owner === '' ? 'No owner' : owner}: "No update received" is printed.`,
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
  return `Deadline moved to ${longDate(last.to)}, agreed by ${last.agreedBy}; first published as ${longDate(row.deadline.original)}, moved ${times === 1 ? 'once' : `${times} times`}.`;
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

function part(heading: string, none: string, lines: readonly PageLine[]): PagePart {
  const shown = lines.slice(0, MOST_LINES);
  const more = new Set(lines.slice(MOST_LINES).flatMap((line) => line.refs)).size;
  return { heading, none, lines: shown, more };
}

/** The sentence that says on whom it waits, else the first. */
function waitingWords(text: string): string {
  const sentences = sentencesOf(text).map((sentence) => sentence.text);
  return shortened(sentences.find((sentence) => WAITING.test(sentence)) ?? sentences[0] ?? text, SENTENCE_LENGTH);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
