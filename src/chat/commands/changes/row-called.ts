import type { Deck, HeldItem } from '../../../app/store/stores.js';

/** The row that is asked about under this ref, in any letters, with the deck that holds it; null where none is. */
export function rowCalled(
  decks: readonly Deck[],
  ref: string,
): { readonly deck: Deck; readonly item: HeldItem } | null {
  const wanted = ref.toLowerCase();
  for (const deck of decks) {
    const item = deck.items.find(({ value }) => value.ref.toLowerCase() === wanted);
    if (item !== undefined) return { deck, item };
  }
  return null;
}
