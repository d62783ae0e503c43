import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Deck } from '../../../app/store/stores.js';
import type { AskedItem } from '../../../domain/asking/ask.js';
import { type Instant, localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { newestWords, notYetGiven, partOf, wordsGiven } from '../../../domain/contributing/words-given.js';
import { isOutside } from '../../../domain/people/contributor.js';
import { listed } from '../../asking/deck-messages.js';
import type { StatusGroup } from '../../messages.js';

/** How many contributors have given nothing yet, in a sentence; nothing where there are none. */
export function contributorsNote(decks: readonly Deck[]): readonly string[] {
  const items = itemsOf(decks);
  const asked = items.reduce((sum, { contributors = [] }) => sum + contributors.length, 0);
  const open = items.reduce((sum, item) => sum + notYetGiven(item).length, 0);
  if (asked === 0) return [];
  return [
    open === 0
      ? `All ${asked} words asked of contributors are given.`
      : `Of contributors, ${open} of ${asked} have not given their words yet.`,
  ];
}

/** On which rows somebody has still to give words, in a sentence. */
export function askedForWords(decks: readonly Deck[], person: string): readonly string[] {
  const open = itemsOf(decks).filter((item) => partOf(item, person) !== null && newestWords(item, person) === null);
  if (open.length === 0) return [];
  const refs = open.sort((a, b) => a.order - b.order).map(({ ref }) => ref);
  return [`You are asked for words on ${listed(refs)}: write anything to see the card.`];
}

/** Who adds to a row: what they gave and when, or that it is still to come. */
export function contributorsOfRow({ decks, calendar }: PlanPicture, ref: string): readonly StatusGroup[] {
  const item = itemsOf(decks).find((each) => each.ref === ref);
  if (item === undefined) return [];
  const on = (at: Instant) => longDate(localTime(at, calendar.zone).date);
  const given = wordsGiven(item).map(({ name, at, text }) => ({ ref: name, text: `given ${on(at)}`, detail: text }));
  const open = notYetGiven(item).map(({ person, name }) => ({ ref: name, text: stateOf(decks, person), detail: '' }));
  return given.length + open.length === 0 ? [] : [{ heading: `Contributors to ${ref}`, lines: [...given, ...open] }];
}

function stateOf(decks: readonly Deck[], person: string): string {
  if (isOutside(person)) return 'not yet: asked on a return sheet';
  const sent = decks.find(({ head }) => head.value.person === person)?.head.value.sent ?? 0;
  return sent > 0 ? 'asked, not yet' : 'not asked yet';
}

function itemsOf(decks: readonly Deck[]): AskedItem[] {
  return decks.flatMap(({ items }) => items.map(({ value }) => value));
}
