import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { type Deck, NOBODY } from '../../../app/store/stores.js';
import type { AskedItem } from '../../../domain/asking/ask.js';
import { isOpenItem, newestAnswer } from '../../../domain/asking/ask.js';
import { localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import { statusNow } from '../../../domain/standing/standing.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { StatusGroup } from '../../messages.js';

const WORDS_OF_A_LINE = 220;

/** Who has said nothing yet, by whoever holds the rows. */
export function silentGroups({ decks }: PlanPicture): readonly StatusGroup[] {
  const lines = decks.flatMap((deck) => {
    const refs = deck.items.filter(({ value }) => isOpenItem(value)).map(({ value }) => value.ref);
    return refs.length === 0 ? [] : [{ ref: holderOf(deck), text: refs.join(', '), detail: '' }];
  });
  return [{ heading: lines.length === 0 ? 'Everybody has answered' : 'No answer yet', lines }];
}

/** Rows that wait on another body: whose they are, and since when that was said. */
export function waitingGroups(picture: PlanPicture): readonly StatusGroup[] {
  const lines = picture.decks.flatMap((deck) =>
    deck.items
      .filter(({ value }) => statusNow(value) === 'waiting')
      .map(({ value }) => ({
        ref: value.ref,
        text: saidBy(value, picture),
        detail: `${value.owner === '' ? 'no owner' : value.owner}${sinceOf(value, picture)}`,
      })),
  );
  return [{ heading: lines.length === 0 ? 'Nothing waits on another body' : 'Waiting on another body', lines }];
}

/** The rows of everybody called so; none where nobody is. */
export function personGroups(picture: PlanPicture, wanted: string): readonly StatusGroup[] {
  return picture.decks
    .filter((deck) => deck.items.length > 0 && isCalled(deck, wanted))
    .map((deck) => ({
      heading: holderOf(deck),
      lines: deck.items.map(({ value }) => ({
        ref: value.ref,
        text: value.answer === null ? 'not answered yet' : saidBy(value, picture),
        detail: value.answer === null ? '' : sinceOf(value, picture).replace(/^, /, ''),
      })),
    }));
}

/** What a row says now: the answer of this quarter in its own words, or that there is none. */
export function wordsOfRow(picture: PlanPicture, ref: string): readonly StatusGroup[] {
  const item = picture.decks.flatMap(({ items }) => items).find(({ value }) => value.ref === ref)?.value;
  if (item === undefined) return [];
  return [...answerOf(item, picture), ...notesOn(item, picture)];
}

/** What was written to the lead about a row. */
function notesOn({ ref, notes = [] }: AskedItem, { calendar }: PlanPicture): readonly StatusGroup[] {
  const lines = notes.map(({ name, at, text }) => ({
    ref: name,
    text,
    detail: longDate(localTime(at, calendar.zone).date),
  }));
  return lines.length === 0 ? [] : [{ heading: `Notes about ${ref}, not for publication`, lines }];
}

function answerOf(item: AskedItem, picture: PlanPicture): readonly StatusGroup[] {
  const { ref } = item;
  const reply = newestAnswer(item)?.reply ?? null;
  if (reply === null) return [];
  const status = reply.kind === 'text' && reply.status !== null ? `${STATUS_WORDS[reply.status]}. ` : '';
  const words = reply.kind === 'text' ? reply.text : 'No change.';
  return [
    {
      heading: `What ${ref} says`,
      lines: [{ ref: '', text: `${status}${words}`, detail: sinceOf(item, picture).replace(/^, /, '') }],
    },
  ];
}

function isCalled({ head, items }: Deck, wanted: string): boolean {
  const { person, name } = head.value;
  if (person === NOBODY) return items.some(({ value }) => value.owner.toLowerCase().includes(wanted));
  return name.toLowerCase().includes(wanted);
}

function holderOf({ head }: Deck): string {
  return head.value.person === NOBODY ? 'With nobody' : head.value.name;
}

function saidBy(item: AskedItem, { day }: PlanPicture): string {
  const reply = item.answer?.reply;
  if (reply?.kind === 'text') return shortened(reply.text, WORDS_OF_A_LINE);
  const before = item.previousText;
  if (before === null) return 'nothing was said yet';
  return reply === undefined && before.column > day ? '' : `no change: ${shortened(before.text, WORDS_OF_A_LINE)}`;
}

function sinceOf(item: AskedItem, { calendar }: PlanPicture): string {
  if (item.answer !== null) return `, said on ${longDate(localTime(item.answer.at, calendar.zone).date)}`;
  return item.previousText === null ? '' : `, published on ${longDate(item.previousText.column)}`;
}
