import { createHash } from 'node:crypto';
import type { AskedItem } from '../domain/ask.js';
import { type Calendar, today } from '../domain/calendar.js';
import type { CivilDate, Instant } from '../domain/civil-date.js';
import type { Cycle } from '../domain/cycle.js';
import { type Decision, decisionsOf } from '../domain/decision.js';
import { wordingsInForce } from '../domain/wording.js';
import { type Deck, NOBODY } from './stores.js';

/** What an owner is told about their answer while a revision is reviewed. */
export type News =
  | { readonly kind: 'wording'; readonly published: string; readonly why: string }
  | { readonly kind: 'question' };

/** News for whoever holds the requirement now. */
export interface OwedNews {
  readonly person: string;
  readonly name: string;
  readonly deck: Deck;
  readonly item: AskedItem;
  /** Names the decision, so that it is told once however often anybody looks. */
  readonly key: string;
  /** The day of the decision. */
  readonly on: CivilDate;
  readonly news: News;
}

/**
 * Whom the decisions of a cycle are to be told: the owner of each answer whose wording the lead changed, and after the
 * close, when no sweep brings the deck, the owner of each answer with a question. Told or not is in their intents.
 */
export function owedNews(
  cycle: Cycle,
  decks: readonly Deck[],
  decisions: readonly Decision[],
  calendar: Calendar,
): readonly OwedNews[] {
  const wordings = wordingsInForce(decisionsOf('wording', decisions));
  const questions = new Map(decisionsOf('asked', decisions).map((each) => [each.ref, each]));
  return decks.flatMap((deck) => {
    const { person, name } = deck.head.value;
    if (person === NOBODY) return [];
    return deck.items.flatMap(({ value: item }): OwedNews[] => {
      const to = { person, name, deck, item };
      const wording = item.answer === null ? undefined : wordings.get(item.answer.update);
      const question = cycle.state === 'closed' ? questions.get(item.ref) : undefined;
      return [
        ...(wording === undefined
          ? []
          : [
              {
                ...to,
                ...named('wording', wording.update, wording.at, calendar),
                news: { kind: 'wording', published: wording.published, why: wording.why } as const,
              },
            ]),
        ...(question === undefined || question.question !== item.question
          ? []
          : [
              {
                ...to,
                ...named('question', question.finding, question.at, calendar),
                news: { kind: 'question' } as const,
              },
            ]),
      ];
    });
  });
}

function named(kind: string, about: string, at: Instant, calendar: Calendar) {
  const key = createHash('sha256')
    .update(JSON.stringify([kind, about, at]))
    .digest('hex')
    .slice(0, 16);
  return { key, on: today(at, calendar) };
}
