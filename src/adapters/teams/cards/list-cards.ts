import type {
  BarPart,
  DigestView,
  NoticeView,
  StatusButton,
  StatusView,
  SummaryView,
  Verb,
} from '../../../chat/messages.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import { firstWords, leadInOf, oneLine, paragraphsOf } from './words.js';

/** How much of a list a card shows; each kind's smallest entry fits a card of any content. */
export interface ListRoom {
  readonly groups: number;
  readonly lines: number;
  /** UTF-16 units of each line's own words. */
  readonly characters: number;
  /** Of what stands above the lists of a status; absent: all that is to be read before a confirmation. */
  readonly summary?: number;
}

/** Teams shows at most six actions in a row on a card. */
const MOST_ACTIONS = 6;
/** Enough of a requirement to know which it is; about two lines on a phone. */
const LONGEST_TITLE = 80;
/** Most characters of what stands in bold before a line: a ref, a date, a name. */
const LONGEST_REF = 60;

export const SUMMARY_ROOMS: readonly ListRoom[] = [
  { groups: 1, lines: 40, characters: 2_000 },
  { groups: 1, lines: 40, characters: 400 },
  { groups: 1, lines: 40, characters: 80 },
  { groups: 1, lines: 20, characters: 60 },
  { groups: 1, lines: 10, characters: 60 },
];

const KEPT_SO_FAR = 'What you wrote so far is kept. It is not submitted yet.';
const KEPT_CLOSED =
  'What you wrote and did not submit is kept. It comes back in the next quarter, if this is asked again.';
const KEPT_BESIDE = 'You also wrote something that is not part of this answer. It is in the box when you correct it.';

/** What `cards/summary.json` is bound to. */
export function summaryData(summary: SummaryView, room: ListRoom): object {
  const lines = summary.lines.slice(0, room.lines).map((line) => {
    const open = line.answer === null;
    const verb: Verb = open ? 'open' : 'correct';
    const ref = oneLine(line.ref, 20);
    return {
      ref,
      title: firstWords(line.title, Math.min(room.characters, LONGEST_TITLE)),
      answer: open ? notAnswered(line, summary.open) : short(line.answer, room.characters),
      status: line.status === null ? [] : [{ text: `Status: ${STATUS_WORDS[line.status]}` }],
      evidence: line.evidence.length === 0 ? [] : [{ text: oneLine(line.evidence.join('. '), room.characters) }],
      promises: line.promises.map((text) => ({ text: oneLine(text, room.characters) })),
      afterClose: afterCloseOf(line.afterClose, room.characters),
      added: addedOf(line),
      checks: (line.checks ?? []).map((text) => ({ text: oneLine(text, Math.max(200, room.characters)) })),
      kept: line.hasKept ? [{ text: !summary.open ? KEPT_CLOSED : open ? KEPT_SO_FAR : KEPT_BESIDE }] : [],
      hasButton: summary.open,
      actions: [
        { type: 'Action.Submit', title: `${open ? 'Answer' : 'Correct'} ${ref}`, data: { ...line.context, verb } },
        ...undoAction(summary, line, ref),
      ],
      checkActions: summary.open ? standsAction(line, ref) : [],
    };
  });
  return {
    planTitle: oneLine(summary.planTitle, 200),
    ...leadInOf(summary.leadIn),
    leadStyle: summary.result === null ? 'default' : 'good',
    result: paragraphsOf(summary.result ?? '', { characters: 700, paragraphs: 6 }).paragraphs,
    lines,
    more: more(summary.lines.length - lines.length, 'type /status'),
  };
}

/** Stands with the line that was just saved. */
function undoAction({ undo }: SummaryView, line: SummaryView['lines'][number], ref: string): object[] {
  if (undo === undefined || undo.ref !== line.ref) return [];
  return [{ type: 'Action.Submit', title: `Undo ${ref}`, data: { ...undo, verb: 'undo' satisfies Verb } }];
}

function standsAction({ checks = [], context }: SummaryView['lines'][number], ref: string): object[] {
  if (checks.length === 0) return [];
  const title = `${ref} is right as it stands`;
  return [{ type: 'Action.Submit', title, data: { ...context, verb: 'asItStands' satisfies Verb } }];
}

function notAnswered({ afterClose }: SummaryView['lines'][number], isOpen: boolean): { text: string }[] {
  if (afterClose !== null) return [];
  return [{ text: isOpen ? 'Not answered yet' : 'Not answered before the close' }];
}

function addedOf({ added = [] }: SummaryView['lines'][number]): { text: string }[] {
  if (added.length === 0) return [];
  const names = oneLine(added.join(', '), 200);
  return [{ text: `Words were added after you answered, by ${names}. They are on the card when you correct it.` }];
}

function afterCloseOf(answer: string | null, characters: number): { text: string }[] {
  return answer === null ? [] : [{ text: 'After the close you answered:' }, ...short(answer, characters)];
}

export const DIGEST_ROOMS: readonly ListRoom[] = [
  { groups: 1, lines: 20, characters: 300 },
  { groups: 1, lines: 20, characters: 100 },
  { groups: 1, lines: 10, characters: 100 },
];

/** What `cards/digest.json` is bound to. */
export function digestData(digest: DigestView, room: ListRoom): object {
  const plans = digest.plans.slice(0, room.lines).map((plan) => ({
    title: oneLine(plan.title, room.characters),
    line: short(plan.line, room.characters),
    button: plan.contributes === true ? 'Add words for others' : `Open: ${oneLine(plan.title, 60)}`,
    data: { ...plan.context, verb: (plan.contributes === true ? 'contribute' : 'open') satisfies Verb },
  }));
  return {
    leadIn: short(digest.leadIn, 700),
    plans,
    more: more(digest.plans.length - plans.length, 'answer these first'),
  };
}

/** All that is to be read before a confirmation is not cut: the longest update, all of another that it replaces, and a long title. */
const LONGEST_SUMMARY = 9_000;

export const STATUS_ROOMS: readonly ListRoom[] = [
  { groups: 20, lines: 60, characters: 300 },
  { groups: 20, lines: 30, characters: 160 },
  { groups: 20, lines: 15, characters: 100 },
  { groups: 20, lines: 8, characters: 80 },
  { groups: 12, lines: 4, characters: 60 },
  { groups: 6, lines: 4, characters: 60 },
  { groups: 6, lines: 4, characters: 60, summary: 3_600 },
];

/** What `cards/status.json` is bound to. */
export function statusData(status: StatusView, room: ListRoom): object {
  const groups = status.groups.slice(0, room.groups).map((group) => {
    const lines = group.lines.slice(0, room.lines).map((line) => ({
      ref: line.ref === '' ? '' : `${oneLine(line.ref, LONGEST_REF)} `,
      text: oneLine(line.text, room.characters),
      detail: line.detail === '' ? '' : ` (${oneLine(line.detail, room.characters)})`,
    }));
    const rest = more(group.lines.length - lines.length, 'type /status late, or /status and a number');
    const heading = oneLine(group.heading, 100);
    const style = group.isForYou === true ? 'accent' : 'default';
    return { heading, hasHeading: heading !== '', style, lines, more: rest };
  });
  const figures = (each: StatusView['replies']) =>
    each.slice(0, 12).map(({ label, value }) => ({ label: oneLine(label, 60), value: oneLine(value, 40) }));
  const hints = status.hints.map((hint) => oneLine(hint, 60)).map((hint) => commandAction(hint, hint));
  return {
    title: oneLine(status.title, 200),
    summary: short(status.summary, room.summary ?? LONGEST_SUMMARY, 60),
    hasBar: (status.bar ?? []).length > 0,
    bar: barData(status.bar ?? []),
    hasReplies: status.replies.length > 0,
    replies: figures(status.replies),
    hasDeadlines: status.deadlines.length > 0,
    deadlines: figures(status.deadlines),
    groups,
    moreGroups: more(status.groups.length - groups.length, 'type /status and a number'),
    dates: (status.dates ?? []).map(({ input, label, value }) => ({ id: `input_${input}`, label, value })),
    texts: (status.texts ?? []).map(({ input, label, value }) => ({
      id: `input_${input}`,
      label,
      value,
      isMultiline: input !== 'name',
    })),
    actions: [...(status.buttons ?? []).flatMap(buttonAction), ...hints].slice(0, MOST_ACTIONS),
  };
}

export const NOTICE_ROOMS: readonly ListRoom[] = [
  { groups: 1, lines: 60, characters: 20_000 },
  { groups: 1, lines: 60, characters: 8_000 },
];

/** Narrower than this share of the whole no number can be read. */
const NARROWEST_SHARE = 12;

/** As wide as the counts, and never too narrow for the number; a label only where there is room for it. */
function barData(bar: readonly BarPart[]): readonly object[] {
  const all = bar.reduce((sum, { count }) => sum + count, 0);
  return bar.slice(0, 3).map(({ label, count, tone }) => {
    const share = Math.max(NARROWEST_SHARE, Math.round((100 * count) / Math.max(1, all)));
    const style = tone === 'plain' ? 'emphasis' : tone;
    return { width: String(share), style, text: share >= 3 * NARROWEST_SHARE ? `${count} ${label}` : String(count) };
  });
}

/** What `cards/notice.json` is bound to. */
export function noticeData(notice: NoticeView, room: ListRoom): object {
  const commands = notice.commands.map(({ title, text }) => commandAction(oneLine(title, 40), text.slice(0, 200)));
  const links = notice.links.flatMap(linkAction);
  return {
    hasHeading: notice.heading !== '',
    heading: oneLine(notice.heading, 200),
    paragraphs: short(notice.paragraphs.join('\n'), room.characters, room.lines),
    actions: [...links, ...commands].slice(0, MOST_ACTIONS),
  };
}

export const FOLDED_ROOMS: readonly ListRoom[] = [{ groups: 1, lines: 40, characters: 4_000 }];

/** What `cards/folded.json` is bound to: a few words and nothing to press. */
export function foldedData(text: string, room: ListRoom): object {
  return { text: short(text, room.characters, room.lines) };
}

function buttonAction(button: StatusButton): readonly object[] {
  const title = oneLine(button.title, 60);
  if (button.kind === 'command') return [commandAction(title, button.text.slice(0, 200))];
  if (button.kind === 'link') return linkAction(button);
  const { context, verb } = button;
  return [{ type: 'Action.Submit', title, data: { ...context, verb } }];
}

/** Nothing where the address is none that a client would open. */
function linkAction({ title, url }: { readonly title: string; readonly url: string }): readonly object[] {
  if (url.length > 2_000 || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return [];
  return [{ type: 'Action.OpenUrl', title: oneLine(title, 40), url }];
}

// A messageBack is lost in some clients; a submit with the command's text is read as if it had been typed.
function commandAction(title: string, command: string): object {
  return { type: 'Action.Submit', title, data: { command } };
}

function short(text: string, characters: number, paragraphs = 12): { text: string }[] {
  const fits = paragraphsOf(text, { characters, paragraphs });
  const last = fits.paragraphs.at(-1);
  if (!fits.shortened || last === undefined || last.text.endsWith('…')) return fits.paragraphs;
  return [...fits.paragraphs.slice(0, -1), { text: `${last.text} …` }];
}

function more(left: number, what: string): { text: string }[] {
  return left > 0 ? [{ text: `and ${left} more: ${what}` }] : [];
}
