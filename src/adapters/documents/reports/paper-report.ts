import type { SeenPaper, SeenYear } from '../../../app/standing/see-paper.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { STATUS_WORDS, STATUSES } from '../../../domain/plan/plan.js';
import { counted } from '../../../domain/text/counted.js';
import type { Report, ReportBlock } from './report.js';

/** The paper for a board or a working group: two pages, not for publication. */
export function paperReport({ picture, paper, since, until }: SeenPaper): Report {
  const { plan, settings } = picture.head;
  return {
    kind: 'Paper',
    title: plan.title,
    organisation: plan.organisation,
    standing: [
      `As it stands on ${longDate(picture.day)}, against ${longDate(since)}. The next meeting: by ${longDate(until)}.`,
    ],
    audience: { kind: 'inside', marking: settings.protectiveMarking },
    onePage: true,
    blocks: [
      ...paper.summary.map((text): ReportBlock => ({ kind: 'text', text })),
      ...paper.parts.flatMap(({ heading, none, lines, more }): readonly ReportBlock[] => [
        { kind: 'heading', level: 2, text: heading },
        lines.length === 0
          ? { kind: 'text', text: none }
          : { kind: 'lines', lines: lines.map(({ ref, words }) => ({ about: ref, text: dated(words) })) },
        ...(more === 0 ? [] : [{ kind: 'note', text: `And ${more} more.` } as const]),
      ]),
    ],
  };
}

/** A line that begins with a day says it in words. */
function dated(words: string): string {
  return words.replace(/^\d{4}-\d\d-\d\d/, (day) => longDate(day as Parameters<typeof longDate>[0]));
}

/** The revisions of a year beside each other, for the annual report. */
export function yearReport({ picture, columns, moved, corrected }: SeenYear): Report {
  const { plan, settings } = picture.head;
  const shown = STATUSES.filter((status) => columns.some(({ counts }) => counts[status] > 0));
  return {
    kind: 'The year in revisions',
    title: plan.title,
    organisation: plan.organisation,
    standing: [
      `${counted(columns.length, 'column')}, from ${longDate(columns[0]?.column ?? picture.day)} to ${longDate(columns.at(-1)?.column ?? picture.day)}.`,
    ],
    audience: { kind: 'inside', marking: settings.protectiveMarking },
    onePage: true,
    blocks: [
      { kind: 'heading', level: 2, text: 'How many rows stood where' },
      {
        kind: 'table',
        caption: 'Rows by status in each revision',
        titles: ['Status', ...columns.map(({ column }) => longDate(column))],
        shares: [30, ...columns.map(() => Math.floor(70 / columns.length))],
        rows: [
          ...shown.map((status) => [STATUS_WORDS[status], ...columns.map(({ counts }) => String(counts[status]))]),
          ['Answered with new words', ...columns.map(({ answered }) => String(answered))],
          ['Not answered', ...columns.map(({ silent }) => String(silent))],
        ],
      },
      { kind: 'heading', level: 2, text: 'Rows whose status is another than at the beginning' },
      moved.length === 0
        ? { kind: 'text', text: 'None.' }
        : {
            kind: 'lines',
            lines: moved.map(({ ref, from, to }) => ({
              about: ref,
              text: `${STATUS_WORDS[from]} before, ${STATUS_WORDS[to].toLowerCase()} now.`,
            })),
          },
      {
        kind: 'note',
        text:
          corrected === 0
            ? 'No published words were corrected in that time.'
            : `${counted(corrected, 'published update was', 'published updates were')} corrected in that time; each stands in the change log with its reason.`,
      },
    ],
  };
}
