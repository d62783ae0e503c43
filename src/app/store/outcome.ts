/** A use case that was not carried out, with the reason in plain English: what is wrong, where, and what to do. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Makes a refusal. */
export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}

/** The conflict that does not end: after this many tries a use case gives up and says so. */
export const MOST_TRIES = 8;

/** What a person reads when a write kept colliding with others. Nothing was changed. */
export const BUSY = refused(
  'Somebody else was changing the same thing at the same moment. Nothing was saved. Please try again.',
);
