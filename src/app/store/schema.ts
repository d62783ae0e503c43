/**
 * The schema of the rows. A release reads its own and the one before, and writes the one before until `migrate` raises
 * the store's floor; from then on older releases refuse the store. Optional new fields do not raise it: an older release
 * keeps what it does not know.
 */
export const NEWEST_SCHEMA = 1;

/** A store from before the schema was kept. */
export const FIRST_SCHEMA = 1;

/** Why this release must not use a store, in one line; null where it may. */
export function whyTooNew(floor: number, newest: number = NEWEST_SCHEMA): string | null {
  return floor <= newest
    ? null
    : `A newer version of Quarterdeck has changed this store (schema ${floor}; this version knows ${newest}). Install that version again: this one would lose what it wrote.`;
}
