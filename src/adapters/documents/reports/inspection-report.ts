import type { Inspection } from '../../../app/standing/see-inspection.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import { STATUS_WORDS, type Status } from '../../../domain/plan/plan.js';
import { type InspectedRow, inspectedWords, isBare, type SaidOfRow } from '../../../domain/standing/inspection.js';
import type { Report, ReportBlock } from './report.js';

/** What is kept of each row, for an inspection. */
export function inspectionReport({ picture, rows }: Inspection): Report {
  const { plan, settings } = picture.head;
  return {
    kind: 'For inspection',
    title: plan.title,
    organisation: plan.organisation,
    standing: [
      `Everything that is kept of ${rows.length === 1 ? 'this row' : `these ${rows.length} rows`} on ${longDate(picture.day)}.`,
    ],
    audience: { kind: 'inside', marking: settings.protectiveMarking },
    onePage: false,
    blocks: [...withoutEvidence(rows), ...rows.flatMap(ofRow)],
  };
}

/** Rows for which nobody named any evidence. */
function withoutEvidence(rows: readonly InspectedRow[]): readonly ReportBlock[] {
  const refs = rows.filter(isBare).map(({ requirement }) => requirement.ref);
  return [
    { kind: 'heading', level: 2, text: 'Rows without any evidence' },
    { kind: 'text', text: refs.length === 0 ? 'Evidence was named for every row.' : refs.join(', ') },
  ];
}

function ofRow(row: InspectedRow): readonly ReportBlock[] {
  const { requirement, asked, said, statuses, promises, evidence } = row;
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${requirement.ref}${requirement.owner === '' ? '' : `: ${requirement.owner}`}`,
    },
    { kind: 'text', label: 'What was asked', text: asked ?? 'The plan prints no text of its own for this row.' },
    { kind: 'text', label: 'Deadline', text: deadlineWords(row) },
    ...(row.discharge === null
      ? []
      : [
          {
            kind: 'text',
            label: 'Discharged',
            text: `By ${row.discharge.by} on ${longDate(row.discharge.on)} (${row.discharge.reference})`,
          } as const,
        ]),
    { kind: 'heading', level: 3, text: 'Everything that was said' },
    said.length === 0
      ? { kind: 'note', text: 'Nothing yet.' }
      : {
          kind: 'table',
          caption: `What was said of ${requirement.ref}`,
          titles: ['Day', 'Who', 'Words'],
          shares: [17, 21, 62],
          rows: said.map((each) => [longDate(each.on), whoWords(each), saidWords(each)]),
        },
    { kind: 'heading', level: 3, text: 'Status by quarter' },
    {
      kind: 'lines',
      lines: statuses.map(({ column, status }) => ({ about: longDate(column), text: statusOf(status) })),
    },
    { kind: 'heading', level: 3, text: 'Promises' },
    promises.length === 0
      ? { kind: 'note', text: 'None with a date.' }
      : { kind: 'lines', lines: promises.map((each) => ({ about: longDate(each.due), text: promiseWords(each) })) },
    { kind: 'heading', level: 3, text: 'Evidence' },
    evidence.length === 0
      ? { kind: 'note', text: 'None was named.' }
      : {
          kind: 'table',
          caption: `Evidence for ${requirement.ref}`,
          titles: ['Named on', 'By', 'Evidence'],
          shares: [17, 21, 62],
          rows: evidence.map((each) => [longDate(each.on), each.by, inspectedWords(each)]),
        },
  ];
}

/** "31 March 2027, first set as 31 December 2026; moved on …". */
export function deadlineWords({ deadline }: InspectedRow): string {
  if (deadline === null) return 'None is stated.';
  const { date, original, moves } = deadline;
  const first = date === original ? '' : `, first set as ${longDate(original)}`;
  const moved = moves.map(
    ({ to, agreedBy, reason, on }) => `Moved to ${longDate(to)} on ${longDate(on)}, agreed by ${agreedBy}: ${reason}`,
  );
  return [`${longDate(date)}${first}.`, ...moved].join('\n');
}

export function whoWords({ kind, by }: SaidOfRow): string {
  if (kind === 'published') return by === '' ? 'As published' : `As published (${by})`;
  if (kind === 'noted') return `${by}, a note to the lead`;
  return kind === 'added' ? `${by}, added` : by || 'Not known';
}

export function saidWords({ text, status }: SaidOfRow): string {
  return status === null ? text : `${STATUS_WORDS[status]}. ${text}`;
}

export function statusOf(status: Status | null): string {
  return status === null ? STATUS_WORDS.notStated : STATUS_WORDS[status];
}

const BECAME: Readonly<Record<Commitment['state'], string>> = {
  open: 'open',
  done: 'kept',
  late: 'moved to a new day',
  withdrawn: 'withdrawn',
  superseded: 'taken out with the words that made it',
};

export function promiseWords({ words, state, promised, moves, reason }: Commitment): string {
  const moved = moves.length === 0 ? '' : ` First promised for ${longDate(promised)}.`;
  return `${words} (${BECAME[state]}${reason === null ? '' : `: ${reason}`}).${moved}`;
}
