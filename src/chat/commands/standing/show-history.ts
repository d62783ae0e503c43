import { namesByKey } from '../../../app/standing/names-by-key.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { localTime, longDate } from '../../../domain/calendar/civil-date.js';
import type { HistoryEntry } from '../../../domain/plan/history.js';
import { askedRows } from '../../../domain/plan/introduction.js';
import { STATUS_WORDS, type Status } from '../../../domain/plan/plan.js';
import type { Message } from '../../messages.js';

/** Newest entries shown in a chat; the command line has them all. */
const MOST_LINES = 12;

/** The lead's `/history 10.2` (or `/history` for the plan itself): what happened, newest first, with names where known. */
export async function historyMessage(stores: Stores, picture: PlanPicture, ref: string): Promise<Message | null> {
  const { plan, decks } = picture;
  const chain = ref === '' ? 'plan' : await chainOf(picture, ref);
  if (chain === null) return null;
  const names = await namesByKey(stores, picture);
  const entries = [...(await plan.store.history(chain))].reverse();
  const shown = entries.slice(0, MOST_LINES);
  const more = entries.length - shown.length;
  const cycle = decks.length === 0 ? '' : ' Only the newest entries are shown here.';
  return {
    kind: 'status',
    status: {
      title: ref === '' ? `What happened to the plan` : `What happened to ${ref}`,
      summary:
        entries.length === 0
          ? 'Nothing has been recorded yet.'
          : `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}.${more > 0 ? cycle : ''}`,
      replies: [],
      deadlines: [],
      groups:
        shown.length === 0
          ? []
          : [{ heading: 'Newest first', lines: shown.map((each) => lineOf(each, names, picture)) }],
      hints: ['/status'],
    },
  };
}

async function chainOf({ plan }: PlanPicture, ref: string): Promise<string | null> {
  const published = await plan.published();
  return askedRows(published).find((each) => each.ref.toLowerCase() === ref.toLowerCase())?.id ?? null;
}

function lineOf(entry: HistoryEntry, names: ReadonlyMap<string, string>, picture: PlanPicture) {
  const { payload, seq } = entry;
  if (payload === null) return { ref: String(seq), text: 'erased', detail: '' };
  const { date, time } = localTime(payload.at, picture.calendar.zone);
  const change = [said(payload.old), said(payload.new)].filter((words) => words !== '').join(' → ');
  return {
    ref: `${longDate(date)}, ${time}`,
    text: `${names.get(payload.who) ?? 'Somebody'} ${payload.what} ${named(payload.about, names)}`,
    detail: change,
  };
}

/** "4.1 on behalf of" a random key (of an answer that the lead entered), or "4.1 to" one (of a row handed over), with the name that the key stands for. */
function named(about: string, names: ReadonlyMap<string, string>): string {
  // "on behalf of the post …" stays: a key is one word
  return about.replace(/(?<= (?:on behalf of|to) )\S+$/, (key) => names.get(key) ?? 'somebody');
}

/** A reply is kept as JSON; everything else as words. */
function said(words: string | null): string {
  if (words === null) return '';
  try {
    const reply = JSON.parse(words) as { kind?: string; text?: string; status?: Status | null };
    if (reply.kind === 'noChange') return 'no change';
    if (reply.kind === 'text') {
      const status = reply.status == null ? '' : ` (${STATUS_WORDS[reply.status].toLowerCase()})`;
      return `"${reply.text ?? ''}"${status}`;
    }
    return '';
  } catch {
    return words;
  }
}
