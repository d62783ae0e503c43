import type { Changes } from '../../../app/publishing/see-changes.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import type { LeadNotes } from '../../../domain/publishing/lead-notes.js';
import { promiseBlocks, refOf } from './change-log-promises.js';
import {
  closures,
  deadlines,
  type GlanceLine,
  glance,
  introduction,
  rowByRow,
  silentRows,
  standingLine,
} from './change-log-report.js';
import type { Report, ReportBlock } from './report.js';

const FOR_WHOM =
  'For the portfolio lead and the executive lead. It shows words as they were answered, also those that were taken out.';

/** The change log with everything that the lead has to know beside it: words as answered, reasons, names and promises. */
export function leadChangeLogReport({ published, notes, marking }: Changes): Report {
  const { log } = published;
  const promises = (what: string, list: readonly Commitment[]): GlanceLine => [
    what,
    [...new Set(list.map((each) => refOf(log, each)))],
    list.length,
  ];
  return {
    kind: 'Change log for the lead',
    title: log.title,
    organisation: log.organisation,
    standing: [standingLine(published), FOR_WHOM],
    audience: { kind: 'inside', marking },
    onePage: false,
    blocks: [
      ...glance(log, [
        promises('Promises kept', notes.promises.kept),
        promises('Promises moved to a new date', notes.promises.moved),
        promises('Promises withdrawn', notes.promises.withdrawn),
        promises('Promises gone by without an answer', notes.promises.goneBy),
        ['Published in the lead’s wording', notes.wordings.map(({ ref }) => ref)],
      ]),
      ...deadlines(log),
      ...promiseBlocks(log, notes.promises),
      ...closures(log, ({ requirement }) => notes.agreed[requirement]?.agreedBy ?? 'Not yet agreed'),
      ...wordings(notes),
      ...introduction(log),
      ...corrections(notes),
      ...evidence(notes),
      ...silentRows(log),
      ...rowByRow(log),
    ],
  };
}

function wordings({ wordings: worded }: LeadNotes): readonly ReportBlock[] {
  if (worded.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Wording by the lead' },
    ...worded.flatMap(({ ref, wording }): readonly ReportBlock[] => [
      { kind: 'heading', level: 3, text: `${ref}: ${wording.why}` },
      { kind: 'text', label: 'Changed by', text: wording.byName },
      { kind: 'text', label: 'As answered', text: wording.answered },
      { kind: 'text', label: 'As published', text: wording.published },
    ]),
  ];
}

function evidence({ evidence: named }: LeadNotes): readonly ReportBlock[] {
  if (named.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Evidence' },
    {
      kind: 'note',
      text: 'What owners named with their answers. It is kept for inspection and not published, unless it says so.',
    },
    {
      kind: 'table',
      caption: 'Evidence named by owners',
      titles: ['Requirement', 'Use', 'Evidence'],
      shares: [14, 20, 66],
      rows: named.map(({ ref, use, what }) => [ref, EVIDENCE_USE[use], what]),
    },
  ];
}

const EVIDENCE_USE = { kept: 'Kept', public: 'Published', none: 'There is none' } as const;

function corrections({ corrections: corrected }: LeadNotes): readonly ReportBlock[] {
  if (corrected.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Earlier columns corrected' },
    ...corrected.flatMap(({ ref, column, difference, reason }): readonly ReportBlock[] => [
      { kind: 'heading', level: 3, text: `${ref}, as published on ${longDate(column)}` },
      { kind: 'text', label: 'Reason', text: reason ?? 'No reason was given' },
      { kind: 'text', label: 'Change', text: difference },
    ]),
  ];
}
