import type { Deck } from '../../app/store/stores.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { CardContext } from '../messages.js';
import { signCard } from './card-signature.js';

/** What any plan is called: alone these words name none. */
const WORDS_OF_ANY_PLAN = new Set(['a', 'action', 'improvement', 'our', 'plan', 'the']);

/** What is needed to draw one person's deck. */
export interface DeckDrawing {
  readonly cardKey: string;
  readonly tenant: string;
  readonly plan: string;
  readonly deck: Deck;
  readonly today: CivilDate;
}

/** Whether replies count no more in the quarter of this deck. */
export function isClosed({ deck, today }: DeckDrawing): boolean {
  const { state, closes } = deck.head.value.cycle;
  return state !== 'open' || today > closes;
}

/** The signed context of one requirement's buttons. */
export function contextFor(drawing: Omit<DeckDrawing, 'today'>, item: AskedItem | null): CardContext {
  const head = drawing.deck.head.value;
  return signCard(drawing.cardKey, head.person, {
    tenant: drawing.tenant,
    plan: drawing.plan,
    cycle: head.cycle.id,
    ask: head.ask,
    ref: item?.ref ?? '',
    basedOn: item?.current ?? '',
  });
}

/** What names a row beside its ref. */
export function titleOf({ text, recommendationText, recommendation }: AskedItem): string {
  return text ?? recommendationText ?? `Recommendation ${recommendation}`;
}

/**
 * What an owner's card calls a plan: its title up to the colon, where that says which plan it is. "Safe Quays Action Plan:
 * our answer to …" is cut; "Quay Authority: Complaints Action Plan" and "Action Plan: complaints" stay whole.
 */
export function shortTitle(title: string): string {
  const [name = title] = title.split(/:\s/, 1);
  const words: readonly string[] = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.includes('plan') && words.some((word) => !WORDS_OF_ANY_PLAN.has(word)) ? name : title;
}
