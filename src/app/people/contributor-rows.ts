import { partOf } from '../../domain/contributing/words-given.js';
import type { Held } from '../store/held.js';
import type { AskHead, Deck, HeldItem, PlanStore } from '../store/stores.js';

/** A row that a person adds to, and in whose deck it stands. */
export interface ContributorRow {
  readonly item: HeldItem;
  readonly holder: string;
  /** Who answers for it; empty for nobody. */
  readonly answerer: string;
}

/** All rows that one person adds to in one cycle. */
export interface ContributorRows {
  readonly head: Held<AskHead>;
  /** In document order. */
  readonly rows: readonly ContributorRow[];
  /** How many rows they answer themselves. */
  readonly own: number;
}

/** What a person adds to, out of all decks of a cycle; null where they were never asked in it. */
export function rowsOfContributor(decks: readonly Deck[], person: string): ContributorRows | null {
  const own = decks.find(({ head }) => head.value.person === person);
  if (own === undefined) return null;
  const rows = decks
    .flatMap(({ head, items }) => items.map((item) => ({ item, holder: head.value.person, answerer: head.value.name })))
    .filter(({ item }) => partOf(item.value, person) !== null)
    .sort((a, b) => a.item.value.order - b.item.value.order);
  return { head: own.head, rows, own: own.items.length };
}

/** As `rowsOfContributor`, read from the store: one range. */
export async function readContributorRows(
  store: PlanStore,
  cycle: string,
  person: string,
): Promise<ContributorRows | null> {
  return rowsOfContributor(await store.decks(cycle), person);
}
