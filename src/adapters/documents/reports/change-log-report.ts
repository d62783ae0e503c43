import { localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import {
  type ChangeLog,
  type PublishedChanges,
  type PublishedPromise,
  type RowChange,
  SILENT_FROM,
} from '../../../domain/publishing/change-log.js';
import { publicChanges } from '../../../domain/publishing/public-changes.js';
import type { Report, ReportBlock } from './report.js';

/**
 * The change log for the public, from published texts alone: first what happened, then each requirement's words.
 * `marking`: the protective marking of what is not a revision yet.
 */
export function changeLogReport(changes: PublishedChanges, marking: string | null): Report {
  const { isRevision } = changes;
  const log = publicChanges(changes.log);
  return {
    kind: 'Change log',
    title: log.title,
    organisation: log.organisation,
    standing: [standingLine(changes)],
    audience: isRevision ? { kind: 'public' } : { kind: 'inside', marking },
    onePage: false,
    blocks: [
      ...glance(log),
      ...deadlines(log),
      ...promises(changes.promises),
      ...closures(log),
      ...introduction(log),
      ...corrections(log),
      ...silentRows(log),
      ...rowByRow(log),
    ],
  };
}

/** "Draft 3, 14 January 2027. Changes from 30 October 2026 to 11 January 2027." */
export function standingLine({ log, name, zone, at }: PublishedChanges): string {
  const on = longDate(localTime(at, zone).date);
  const from = log.from === null ? 'Everything is new' : `Changes from ${longDate(log.from)}`;
  return `${name}, ${on}. ${from} to ${longDate(log.to)}.`;
}

/** A line of the table at a glance: what happened, to which requirements, and how often where that is another number. */
export type GlanceLine = readonly [what: string, refs: readonly string[], count?: number];

/** What happened, counted; `more` lines are the lead's. */
export function glance(
  { rows, added, withdrawn }: ChangeLog,
  more: readonly GlanceLine[] = [],
): readonly ReportBlock[] {
  const refs = (is: (row: RowChange) => boolean) => rows.filter(is).map((row) => row.ref);
  const lines: readonly GlanceLine[] = [
    ['Answered with new words', refs((row) => row.answer === 'answered')],
    ['No change', refs((row) => row.answer === 'unchanged')],
    ['No update received', refs((row) => row.answer === 'silent')],
    ['Not asked this time', refs((row) => row.answer === 'notAsked')],
    ['Completed, as we consider it', refs((row) => row.movement === 'completed')],
    ['Reopened', refs((row) => row.movement === 'reopened')],
    ['Status better', refs((row) => row.movement === 'better')],
    ['Status worse', refs((row) => row.movement === 'worse')],
    ['Status stated for the first time', refs((row) => row.movement === 'firstStated')],
    ['Status no longer stated', refs((row) => row.movement === 'unsaid')],
    ['Deadline moved', refs((row) => row.moves.length > 0)],
    ['Past the deadline first published and not complete', refs((row) => row.overdue)],
    ['Complete by its own words, without a status', refs((row) => row.saysComplete)],
    ['Discharged by the inspecting body since', refs((row) => row.newlyDischarged)],
    ...more,
    ['New in the plan', added],
    ['No longer in the plan', withdrawn],
  ];
  return [
    { kind: 'heading', level: 2, text: 'At a glance' },
    {
      kind: 'table',
      caption: 'What happened, and to which requirements',
      titles: ['What', 'Number', 'Requirements'],
      shares: [36, 13, 51],
      rows: lines
        .filter(([, found]) => found.length > 0)
        .map(([what, found, count = found.length]) => [what, String(count), found.join(', ')]),
    },
  ];
}

export function deadlines({ rows }: ChangeLog): readonly ReportBlock[] {
  const moved = rows.filter((row) => row.moves.length > 0);
  if (moved.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Deadlines moved' },
    { kind: 'note', text: 'The date first published stays published. More time does not clear “past its deadline”.' },
    {
      kind: 'table',
      caption: 'Every move since the plan before, oldest first',
      titles: ['Requirement', 'Dates', 'Agreed by', 'Why'],
      shares: [18, 32, 24, 26],
      rows: moved.flatMap((row) =>
        row.moves.map((move) => [
          row.ref,
          `${longDate(move.from)} to ${longDate(move.to)}\n${firstPublished(row)}`,
          `${move.agreedBy}, ${longDate(move.on)}`,
          move.reason,
        ]),
      ),
    },
  ];
}

function firstPublished({ deadline }: RowChange): string {
  if (deadline === null) return 'Not stated';
  const times = deadline.moves.length;
  return `First published: ${longDate(deadline.original)}. Moved ${times === 1 ? 'once' : `${times} times`}.`;
}

/**
 * "We consider it complete" and "discharged" are two closures by two bodies: two tables, never one count. `agreedBy`
 * says who agreed to the first, for the lead.
 */
export function closures(
  { rows }: ChangeLog,
  agreedBy: ((row: RowChange) => string) | null = null,
): readonly ReportBlock[] {
  const complete = rows.filter((row) => row.movement === 'completed');
  const discharged = rows.filter((row) => row.newlyDischarged);
  const stated = rows.some((row) => row.after !== 'notStated');
  const blocks: ReportBlock[] = [];
  if (complete.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: 'We consider it complete' },
      {
        kind: 'table',
        caption: 'Called complete by their owners since the plan before',
        titles: ['Requirement', 'Owner', ...(agreedBy === null ? [] : ['Agreed by the lead'])],
        shares: agreedBy === null ? [18, 82] : [18, 38, 44],
        rows: complete.map((row) => [row.ref, ownerOf(row), ...(agreedBy === null ? [] : [agreedBy(row)])]),
      },
    );
  }
  if (discharged.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: 'Discharged by the inspecting body' },
      {
        kind: 'table',
        caption: 'Closed by the body that made the recommendation',
        titles: ['Requirement', 'Body', 'Date', 'Reference', ...(stated ? ['Our own status'] : [])],
        shares: stated ? [18, 28, 17, 19, 18] : [20, 34, 22, 24],
        rows: discharged.map((row) => [
          row.ref,
          row.discharge?.by ?? 'Not stated',
          row.discharge === null ? 'Not stated' : longDate(row.discharge.on),
          row.discharge?.reference ?? 'Not stated',
          ...(stated ? [STATUS_WORDS[row.after]] : []),
        ]),
      },
    );
  }
  return blocks;
}

function promises(said: readonly PublishedPromise[]): readonly ReportBlock[] {
  if (said.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Promises' },
    {
      kind: 'table',
      caption: 'What became of earlier promises since the plan before',
      titles: ['Requirement', 'Promised', 'First promised for', 'What became of it'],
      shares: [15, 41, 18, 26],
      rows: said.map(({ ref, words, promised, due, moves, became }) => {
        const later = moves === 0 ? '' : `; moved ${moves === 1 ? 'once' : `${moves} times`}, last to ${longDate(due)}`;
        return [ref, words, longDate(promised), `${BECAME[became]}${later}`];
      }),
    },
  ];
}

const BECAME: Readonly<Record<PublishedPromise['became'], string>> = {
  goneBy: 'Gone by without an answer',
  moved: 'Not yet done',
  withdrawn: 'Will not happen',
  kept: 'Done',
};

const INTRODUCTION = {
  added: 'The plan has an introduction now. It had none before.',
  changed: 'The introduction of the plan was changed.',
  removed: 'The introduction of the plan was taken out.',
} as const;

/** What became of the text that presents the plan; nothing where it is as it was. */
export function introduction({ introduction: became }: ChangeLog): readonly ReportBlock[] {
  if (became === 'same') return [];
  return [
    { kind: 'heading', level: 2, text: 'Introduction' },
    { kind: 'text', text: INTRODUCTION[became] },
  ];
}

function corrections({ corrections: corrected }: ChangeLog): readonly ReportBlock[] {
  if (corrected.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Earlier columns corrected' },
    ...corrected.flatMap(({ ref, column, text }): readonly ReportBlock[] => [
      { kind: 'heading', level: 3, text: `${ref}, as published on ${longDate(column)}` },
      { kind: 'text', label: 'It reads now', text: text === '' ? 'Nothing' : text },
    ]),
  ];
}

export function silentRows({ rows }: ChangeLog): readonly ReportBlock[] {
  const silent = rows.filter((row) => row.running >= SILENT_FROM && row.after !== 'complete' && row.discharge === null);
  if (silent.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Silent rows' },
    {
      kind: 'table',
      caption: `The same answer, or none, ${SILENT_FROM} times running or more`,
      titles: ['Requirement', 'Owner', 'Times running', 'Printed now'],
      shares: [18, 26, 13, 43],
      rows: silent.map((row) => [
        row.ref,
        ownerOf(row),
        String(row.running),
        row.printed === '' ? 'Nothing' : row.printed,
      ]),
    },
  ];
}

export function rowByRow({ rows }: ChangeLog): readonly ReportBlock[] {
  const answered = rows.filter((row) => row.answer === 'answered');
  if (answered.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Word by word' },
    {
      kind: 'note',
      text: 'Words that went are struck through; words that came are underlined. A text that was written anew is shown whole, with the one before it.',
    },
    ...answered.flatMap(wordsOfRow),
  ];
}

function wordsOfRow(row: RowChange): readonly ReportBlock[] {
  const difference = row.difference ?? [];
  const before = row.previous === null ? null : `Published on ${longDate(row.previous.column)}`;
  const anew = !difference.some((change) => change.kind === 'same');
  const words: readonly ReportBlock[] = !anew
    ? [{ kind: 'text', text: difference }]
    : [
        { kind: 'text', label: 'Now', text: row.printed },
        ...(row.previous === null || before === null
          ? []
          : [{ kind: 'text', label: before, text: row.previous.text } as const]),
      ];
  return [
    { kind: 'heading', level: 3, text: `Requirement ${row.ref}` },
    { kind: 'note', text: `${ownerOf(row)}. ${statusChange(row)}`.trimEnd() },
    ...words,
  ];
}

/** Nothing where none was said: then or now. */
function statusChange(row: RowChange): string {
  if (row.before === 'notStated' && row.after === 'notStated') return '';
  const now = STATUS_WORDS[row.after];
  return row.before === row.after
    ? `Status: ${now}, as before.`
    : `Status: ${now}; before: ${STATUS_WORDS[row.before]}.`;
}

function ownerOf({ owner }: RowChange): string {
  return owner === '' ? 'No owner published' : owner;
}
