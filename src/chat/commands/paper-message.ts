import type { PageName } from '../../app/publishing/draft-links.js';
import type { makeSeeInspection } from '../../app/standing/see-inspection.js';
import { type makeSeePaper, type PaperWanted, seeYear } from '../../app/standing/see-paper.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import { type CivilDate, longDate } from '../../domain/calendar/civil-date.js';
import { isBare } from '../../domain/standing/inspection.js';
import type { PaperPart } from '../../domain/standing/paper.js';
import { counted } from '../../domain/text/counted.js';
import { typedDay } from '../../domain/text/dates/typed-day.js';
import type { Message, StatusButton, StatusGroup } from '../messages.js';
import { notice } from '../turn.js';
import { planNamed } from './changes/shown-first.js';
import type { ReviewDeps } from './reviewing/review-message.js';

/** What papers need. */
export interface PaperDeps extends Pick<ReviewDeps, 'pageLink'> {
  readonly seePaper: ReturnType<typeof makeSeePaper>;
  readonly seeInspection: ReturnType<typeof makeSeeInspection>;
}

const HOW = 'Such as: /paper since 1 October 2026 until 15 January 2027, /paper alone, or /paper year.';

/** `/paper [since DAY] [until DAY]`, `/paper year`: for a board, at any time, not for publication. */
export async function paperMessage(deps: PaperDeps, picture: PlanPicture, typed: string): Promise<Message> {
  if (/^(?:for )?(?:the |a )?year$/i.test(typed.trim())) return yearMessage(deps, picture);
  const wanted = readPaperWanted(typed, picture.day);
  if (wanted.kind === 'unread') return notice('No paper was made', [`I cannot read “${wanted.words}” as a day.`, HOW]);
  const seen = await deps.seePaper(picture, wanted);
  if (seen.kind === 'refused') return notice('No paper was made', [seen.reason], ['/status']);
  const { paper, since, until } = seen;
  const page: PageName = { kind: 'paper', since: wanted.since ?? '', until: wanted.until ?? '' };
  return {
    kind: 'status',
    status: {
      title: `A paper on what changed since ${longDate(since)}`,
      summary: [
        planNamed(picture.head.plan),
        ...paper.summary,
        `Not for publication. What is promised is listed until ${longDate(until)}. The links work for 30 minutes; the paper shows how it stands when it is opened.`,
      ].join('\n'),
      replies: [],
      deadlines: [],
      groups: paper.parts.map(groupOf),
      buttons: await linksTo(deps, picture, page, 'docx'),
      hints: ['/paper year', '/status'],
    },
  };
}

/** The first lines of a part; the paper holds them all. */
const MOST_SHOWN = 3;

function groupOf({ heading, none, lines, more }: PaperPart): StatusGroup {
  if (lines.length === 0) return { heading, lines: [{ ref: '', text: none, detail: '' }] };
  const left = lines.length + more - MOST_SHOWN;
  const shown = lines.slice(0, MOST_SHOWN).map(({ ref, words }) => ({ ref, text: words, detail: '' }));
  return {
    heading,
    lines: left > 0 ? [...shown, { ref: '', text: `${counted(left, 'more line')} in the paper.`, detail: '' }] : shown,
  };
}

async function yearMessage(deps: PaperDeps, picture: PlanPicture): Promise<Message> {
  const seen = await seeYear(picture);
  if (seen.kind === 'refused') return notice('No paper was made', [seen.reason], ['/paper', '/status']);
  return {
    kind: 'status',
    status: {
      title: 'The year in revisions',
      summary: [
        planNamed(picture.head.plan),
        `${counted(seen.columns.length, 'column')} are compared. ${counted(seen.moved.length, 'row')} ${seen.moved.length === 1 ? 'has' : 'have'} another status than at the beginning. Not for publication. The links work for 30 minutes.`,
      ].join('\n'),
      replies: [],
      deadlines: [],
      groups: [],
      buttons: await linksTo(deps, picture, { kind: 'year' }, 'docx'),
      hints: ['/paper', '/status'],
    },
  };
}

/** `/inspection`, `/inspection 7`: everything that is kept of every row, or of those called so. */
export async function inspectionMessage(deps: PaperDeps, picture: PlanPicture, typed: string): Promise<Message> {
  const ref = typed.trim();
  const seen = await deps.seeInspection(picture, ref);
  if (seen.kind === 'refused')
    return notice('Nothing was gathered', [seen.reason, 'Write /inspection alone for all rows.'], ['/inspection']);
  const { rows } = seen;
  const bare = rows.filter(isBare).map(({ requirement }) => requirement.ref);
  const said = rows.reduce((sum, row) => sum + row.said.length, 0);
  const page: PageName = { kind: 'inspection', ref };
  return {
    kind: 'status',
    status: {
      title: ref === '' ? 'Everything that is kept, for an inspection' : `Everything that is kept of ${ref}`,
      summary: [
        planNamed(picture.head.plan),
        `${counted(rows.length, 'row')}: what was asked, ${counted(said, 'text')} by whom and when, the status by quarter, promises and evidence.`,
        bare.length === 0
          ? 'Evidence was named for every row.'
          : `No evidence was named for ${counted(bare.length, 'row')}: ${bare.slice(0, 20).join(', ')}${bare.length > 20 ? ` and ${bare.length - 20} more` : ''}.`,
        'Not for publication: it holds names and words that were taken out of print. The links work for 30 minutes.',
      ].join('\n'),
      replies: [],
      deadlines: [],
      groups: [],
      buttons: [
        ...(await linksTo(deps, picture, page, 'docx')),
        ...(await linksTo(deps, picture, page, 'xlsx')).slice(0, 1),
      ],
      hints: ['/status'],
    },
  };
}

const TITLES = { docx: 'Word document', xlsx: 'Excel workbook' } as const;

async function linksTo(
  { pageLink }: PaperDeps,
  picture: PlanPicture,
  page: PageName,
  format: 'docx' | 'xlsx',
): Promise<readonly StatusButton[]> {
  const { tenant, head } = picture;
  return [
    { kind: 'link', title: TITLES[format], url: await pageLink(tenant, head.plan.id, page, format) },
    { kind: 'link', title: 'As a page', url: await pageLink(tenant, head.plan.id, page) },
  ];
}

/** The days of a paper as they were typed: "since 1 October until 15 January", "1 October". */
export function readPaperWanted(
  typed: string,
  today: CivilDate,
): (PaperWanted & { readonly kind: 'read' }) | { readonly kind: 'unread'; readonly words: string } {
  const [first = '', until = ''] = typed.split(/\b(?:until|to)\b/i);
  const since = first.replace(/^\s*(?:since|from)\b/i, '');
  const days = [since, until].map((words, index) => {
    if (words.trim() === '') return null;
    const day = typedDay(words, today);
    if (day === null) return { words: words.trim() };
    // a day without a year in the past is meant where something began
    return index === 0 && day > today && !/\d{4}/.test(words) ? lastYear(day) : day;
  });
  const unread = days.find((day) => typeof day === 'object' && day !== null);
  if (typeof unread === 'object' && unread !== null) return { kind: 'unread', words: unread.words };
  const [from, to] = days as readonly (CivilDate | null)[];
  return { kind: 'read', since: from ?? null, until: to ?? null };
}

function lastYear(day: CivilDate): CivilDate {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}` as CivilDate;
}
