import type { CivilDate } from '../calendar/civil-date.js';
import { type Commitment, isUnanswered } from '../commitments/commitment.js';
import { byDue } from '../commitments/commitment-standing.js';
import { STATUS_WORDS } from '../plan/plan.js';
import { type ChangeLog, type RowChange, SILENT_FROM } from '../publishing/change-log.js';
import { counted } from '../text/counted.js';
import { sentencesOf } from '../text/sentences.js';
import { shortened } from '../text/shortened.js';

/** A line of a paper about one row. */
export interface PaperLine {
  readonly ref: string;
  readonly words: string;
}

export interface PaperPart {
  readonly heading: string;
  /** Said where there are no lines. */
  readonly none: string;
  readonly lines: readonly PaperLine[];
  /** How many more there were than two pages have room for. */
  readonly more: number;
}

/** What a board or a working group reads before it meets: two pages, in words. */
export interface Paper {
  readonly summary: readonly string[];
  readonly parts: readonly PaperPart[];
}

/** What a paper is made of. */
export interface PaperOf {
  /** What changed since the day that was asked for. */
  readonly log: ChangeLog;
  /** By requirement: the newest words that were said since, published or not. */
  readonly said: ReadonlyMap<string, string>;
  readonly commitments: readonly Commitment[];
  readonly today: CivilDate;
  /** The day of the next meeting. */
  readonly until: CivilDate;
  /** Findings of the review that must be decided, by row. */
  readonly undecided: readonly { readonly ref: string; readonly what: string }[];
  /** Rows that nobody answers for. */
  readonly unassigned: readonly string[];
  /** Rows that were asked about and are late. */
  readonly late: readonly string[];
}

/** Lines of each part, so that four of them stay on two pages of A4. */
const MOST_LINES = 9;
const SENTENCE = 170;
/** A sentence with one of these says why something does not move. */
const WHY =
  /\b(?:wait|await|pending|subject to|depend|until|outstanding|delay|approval|decision|fund|resourc|capacity|unable|cannot|vacan)/i;

/** Changed, stuck and why, promised before the next meeting, decisions needed. Facts only, worst first. */
export function paperOf(of: PaperOf): Paper {
  const { log, today, until } = of;
  const rows = log.rows;
  const stuck = rows.filter(isStuck).toSorted((a, b) => weight(b) - weight(a));
  const promised = of.commitments
    .filter((each) => isUnanswered(each) && each.due > today && each.due <= until)
    .toSorted(byDue);
  const gone = of.commitments.filter((each) => isUnanswered(each) && each.due <= today).toSorted(byDue);
  const overdue = rows.filter((row) => row.overdue).length;
  const complete = rows.filter(({ after }) => after === 'complete').length;
  return {
    summary: [
      `${counted(rows.length, 'row')}: ${complete} complete by our own word, ${rows.filter(({ discharge }) => discharge !== null).length} discharged by the inspecting body, ${overdue} past the deadline that was first set and not complete.`,
      `${counted(gone.length, 'promise')} with a date in earlier updates ${gone.length === 1 ? 'has' : 'have'} come due without an answer.`,
    ],
    parts: [
      part(
        'Changed',
        'Nothing changed.',
        rows.flatMap((row) => changed(row, of.said.get(row.requirement))),
      ),
      part('Stuck, and why', 'No row is stuck by what its owner says.', stuck.map(stuckLine)),
      part(
        'Promised before the next meeting',
        'Nothing with a date is promised until then.',
        promised.map((each) => promiseLine(each, rows)),
      ),
      part('Decisions needed', 'Nothing waits for a decision.', decisions(of)),
    ],
  };
}

function changed(row: RowChange, words: string | undefined): readonly PaperLine[] {
  const { ref, movement, before, after, moves, newlyDischarged } = row;
  const status =
    movement === 'same' || movement === 'unsaid'
      ? ''
      : `${before === 'notStated' ? '' : `${STATUS_WORDS[before]} before, `}${STATUS_WORDS[after].toLowerCase()} now. `;
  const moved =
    moves.length === 0
      ? ''
      : `Its deadline moved ${counted(moves.length, 'time')}: ${shortened(moves.at(-1)?.reason ?? '', 80)} `;
  const discharged = newlyDischarged ? 'Discharged. ' : '';
  const said = words === undefined ? '' : firstSentence(words);
  const whole = `${status}${moved}${discharged}${said}`.trim();
  return whole === '' ? [] : [{ ref, words: capital(whole) }];
}

function isStuck({ after, overdue, running }: RowChange): boolean {
  return (
    ['offTrack', 'atRisk', 'waiting'].includes(after) ||
    (overdue && running > 0) ||
    (running >= SILENT_FROM && after !== 'complete')
  );
}

function weight({ after, overdue, running }: RowChange): number {
  return (
    (after === 'offTrack' ? 100 : after === 'atRisk' ? 60 : after === 'waiting' ? 40 : 0) + (overdue ? 50 : 0) + running
  );
}

function stuckLine({ ref, after, overdue, running, printed, previous, deadline }: RowChange): PaperLine {
  const text = printed === '' ? (previous?.text ?? '') : printed;
  const why = sentencesOf(text).find((sentence) => WHY.test(sentence.text))?.text ?? null;
  const state = [
    ...(after === 'notStated' || after === 'onTrack' ? [] : [STATUS_WORDS[after]]),
    ...(overdue && deadline !== null ? ['past its deadline'] : []),
    ...(running >= 2 ? [`nothing new in ${counted(running, 'column')} running`] : []),
  ].join(', ');
  const because = why === null ? 'Its words do not say why.' : shortened(why, SENTENCE);
  return { ref, words: `${capital(state)}. ${because}` };
}

function promiseLine({ requirement, words, due, moves }: Commitment, rows: readonly RowChange[]): PaperLine {
  const ref = rows.find((row) => row.requirement === requirement)?.ref ?? '';
  const moved = moves.length === 0 ? '' : ` (moved ${counted(moves.length, 'time')})`;
  return { ref, words: `${due}${moved}: ${shortened(words, SENTENCE)}` };
}

function decisions({ undecided, unassigned, late, log, commitments, today }: PaperOf): readonly PaperLine[] {
  const overdue = log.rows.filter((row) => row.newlyOverdue).map(({ ref }) => ref);
  const gone = [
    ...new Set(
      commitments
        .filter((each) => isUnanswered(each) && each.due <= today)
        .map(({ requirement }) => log.rows.find((row) => row.requirement === requirement)?.ref ?? ''),
    ),
  ].filter((ref) => ref !== '');
  return [
    ...(unassigned.length === 0 ? [] : [{ ref: few(unassigned), words: 'Nobody answers for it. Who does?' }]),
    ...(overdue.length === 0
      ? []
      : [{ ref: few(overdue), words: 'The deadline has passed since. Is more time asked for, and of whom?' }]),
    ...(late.length === 0 ? [] : [{ ref: few(late), words: 'Asked about this quarter and not answered.' }]),
    ...(gone.length === 0
      ? []
      : [{ ref: few(gone), words: 'A promised day has passed, and nobody said what became of it.' }]),
    ...undecided.map(({ ref, what }) => ({ ref, words: shortened(what, SENTENCE) })),
  ];
}

function few(refs: readonly string[]): string {
  return refs.length <= 6 ? refs.join(', ') : `${refs.slice(0, 6).join(', ')} and ${refs.length - 6} more`;
}

function part(heading: string, none: string, lines: readonly PaperLine[]): PaperPart {
  return { heading, none, lines: lines.slice(0, MOST_LINES), more: Math.max(0, lines.length - MOST_LINES) };
}

function firstSentence(text: string): string {
  return shortened(sentencesOf(text)[0]?.text ?? text, SENTENCE);
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}
