import { SILENCE } from '../../domain/asking/update.js';
import { addDays, type CivilDate, civilDate, civilDateOf } from '../../domain/calendar/civil-date.js';
import type { LedgerEntry } from '../stand-ins/connector-stand-in.js';
import { asksForUpdate, readMessage } from './chat-cards.js';

/** Bank holidays of England around the story, as gov.uk publishes them: not from the library that the service uses. */
const BANK_HOLIDAYS: ReadonlySet<string> = new Set(['2026-12-25', '2026-12-28', '2027-01-01']);
const FIRST_HOUR = '09:00';
const LAST_HOUR = '17:00';

/** A message that somebody was sent without having done anything: an ask, a reminder, or the note to the lead. */
export interface Unprompted {
  readonly conversation: string;
  readonly kind: 'ask' | 'leadNote';
  readonly day: CivilDate;
  readonly time: string;
}

/** One answer as it was pressed in the chat. */
export type Pressed = { readonly kind: 'noChange' } | { readonly kind: 'text'; readonly text: string };

/** What three witnesses say of the same quarter. */
export interface Witnesses {
  readonly ledger: readonly LedgerEntry[];
  /** Where the lead moves the clock. */
  readonly leadConversation: string;
  /** The days on which each conversation should have been asked or reminded, and the lead told. */
  readonly expected: ReadonlyMap<string, { readonly asks: readonly string[]; readonly notes: readonly string[] }>;
  /** What was answered last, by ref. */
  readonly pressed: ReadonlyMap<string, Pressed>;
  /** From the store, after the last stop. */
  readonly store: {
    readonly counts: Readonly<Record<'answered' | 'noChange' | 'pending' | 'late', number>>;
    readonly requirements: readonly { readonly ref: string; readonly state: string }[];
  };
  /** The newest column of the written file, read by the importer: by ref. */
  readonly file: ReadonlyMap<string, { readonly kind: string; readonly text: string }>;
  /** The numbers of the lead's last /status card, by label. */
  readonly statusCard: ReadonlyMap<string, number>;
}

/** Where the witnesses differ, a line each; empty when they agree. */
export function differences(all: Witnesses): readonly string[] {
  return [...differencesInSending(all), ...differencesInAnswers(all)];
}

/** Every ask, reminder and lead's note of a ledger, with the day and time that the local clock showed. */
export function unpromptedIn(ledger: readonly LedgerEntry[], leadConversation: string): readonly Unprompted[] {
  let clock: { day: CivilDate; time: string } | null = null;
  const found: Unprompted[] = [];
  for (const entry of ledger) {
    if (entry.kind !== 'send' || !entry.delivered) continue;
    clock = (entry.conversation === leadConversation ? clockIn(entry) : null) ?? clock;
    const kind = asksForUpdate(entry.activity) ? 'ask' : isLeadNote(entry) ? 'leadNote' : null;
    if (kind === null) continue;
    if (clock === null) throw new Error('Something was sent before the clock was read.');
    found.push({ conversation: entry.conversation, kind, ...clock });
  }
  return found;
}

function differencesInSending({ ledger, leadConversation, expected }: Witnesses): readonly string[] {
  const sent = unpromptedIn(ledger, leadConversation);
  const found: string[] = [];
  for (const { conversation, day, time } of sent) {
    if (isClosed(day)) found.push(`${conversation} got a message on ${day}, which is no working day.`);
    if (time < FIRST_HOUR || time >= LAST_HOUR) found.push(`${conversation} got a message at ${time} on ${day}.`);
  }
  for (const conversation of new Set([...expected.keys(), ...sent.map((each) => each.conversation)])) {
    const daysOf = (kind: Unprompted['kind']) =>
      sent.filter((each) => each.conversation === conversation && each.kind === kind).map((each) => each.day);
    const wanted = expected.get(conversation) ?? { asks: [], notes: [] };
    if (daysOf('ask').join() !== wanted.asks.join()) {
      found.push(
        `${conversation} was asked on ${daysOf('ask').join(', ') || 'no day'}, not on ${wanted.asks.join(', ')}.`,
      );
    }
    if (daysOf('leadNote').join() !== wanted.notes.join()) {
      found.push(
        `The lead was told on ${daysOf('leadNote').join(', ') || 'no day'}, not on ${wanted.notes.join(', ')}.`,
      );
    }
  }
  return found;
}

function differencesInAnswers({ pressed, store, file, statusCard }: Witnesses): readonly string[] {
  const found: string[] = [];
  const count = (what: string, one: unknown, another: unknown) => {
    if (one !== another) found.push(`${what}: ${String(one)} against ${String(another)}.`);
  };
  const texts = [...pressed.values()].filter((each) => each.kind === 'text').length;
  const asked = store.requirements.length;
  const silent = asked - pressed.size;
  count('Answers pressed and in the store', texts, store.counts.answered);
  count('"No change" pressed and in the store', pressed.size - texts, store.counts.noChange);
  count('Silent and late in the store', silent, store.counts.late);
  count('Still pending in the store', 0, store.counts.pending);
  count("Asked, by the lead's card and by the store", statusCard.get('Asked'), asked);
  count("Answered, by the lead's card and by the store", statusCard.get('Answered'), store.counts.answered);
  count("No change, by the lead's card and by the store", statusCard.get('No change'), store.counts.noChange);
  count("Late, by the lead's card and by the store", statusCard.get('Late'), store.counts.late);
  count('Printed in the file and asked', file.size, asked);
  for (const { ref, state } of store.requirements) {
    const printed = file.get(ref);
    const answer = pressed.get(ref);
    if (answer === undefined) {
      count(`State of ${ref} in the store`, state, 'late');
      count(`Words printed for ${ref}`, printed?.text, SILENCE);
    } else if (answer.kind === 'noChange') {
      count(`State of ${ref} in the store`, state, 'noChange');
      count(`Kind printed for ${ref}`, printed?.kind, 'noChange');
    } else {
      count(`State of ${ref} in the store`, state, 'answered');
      count(`Words printed for ${ref}`, printed?.text, answer.text);
    }
  }
  return found;
}

/** The local clock as a notice to the lead shows it: "It now shows Wednesday 2 December 2026, 09:30." */
export function clockIn(entry: LedgerEntry): { readonly day: CivilDate; readonly time: string } | null {
  const said = readMessage(entry.activity).lines.join('\n');
  const match = /It (?:now )?shows [A-Z][a-z]+ (\d{1,2}) ([A-Z][a-z]+) (\d{4}), (\d{2}:\d{2})/.exec(said);
  const [, day, month, year, time] = match ?? [];
  const number = MONTHS.indexOf(month ?? '') + 1;
  const date = civilDateOf(Number(year), number, Number(day));
  return date === undefined || time === undefined ? null : { day: date, time };
}

/** What a /status card counts: "5 of 24 answered (2 of them “no change”), 19 open, none late." Empty where it says nothing of the kind. */
export function numbersIn(entry: LedgerEntry): ReadonlyMap<string, number> {
  const found = COUNTED.exec(readMessage(entry.activity).lines.join('\n'));
  if (found === null) return new Map();
  const [, all, asked, noChange = '0', open, late = ''] = found;
  return new Map([
    ['Asked', Number(asked)],
    ['Answered', Number(all) - Number(noChange)],
    ['No change', Number(noChange)],
    ['Not answered yet', Number(open)],
    ['Late', late === 'none' ? 0 : Number(late)],
  ]);
}
const COUNTED = /(\d+) of (\d+) answered(?: \((\d+) of them “no change”\))?, (\d+) open, (none|\d+) late/;

/** Days between two dates, the first left out, on which nobody should hear anything. */
export function closedDaysBetween(from: string, to: string): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = addDays(civilDate(from), 1); day < to; day = addDays(day, 1)) if (isClosed(day)) days.push(day);
  return days;
}

function isClosed(day: CivilDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || BANK_HOLIDAYS.has(day);
}

function isLeadNote(entry: LedgerEntry): boolean {
  return readMessage(entry.activity).lines[0] === 'Updates outstanding';
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
