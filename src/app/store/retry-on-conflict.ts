import { type Refused, refused } from './outcome.js';

/** So many times in a row somebody else may be first. More is a defect, or more writers than a plan ever has. */
export const MOST_TRIES = 20;

/**
 * Reads, decides and writes: `attempt` reads everything again each time, and says `conflict` when somebody else was
 * first. What comes of it when that does not end is for `givenUp` to say, or to throw.
 */
export async function retryOnConflict<T, G>(givenUp: () => G, attempt: () => Promise<T | 'conflict'>): Promise<T | G> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const outcome = await attempt();
    if (outcome !== 'conflict') return outcome;
  }
  return givenUp();
}

/** For what a person asked for: nothing was changed, and they are told to try again. */
export function sayBusy(): Refused {
  return refused('Somebody else was changing the same thing at the same moment. Nothing was saved. Please try again.');
}

/** For what must not be left undone: an error that says what was. `what` is a sentence without its full stop. */
export function failing(what: string): () => never {
  return () => {
    throw new Error(`${what}: somebody else was first ${MOST_TRIES} times in a row.`);
  };
}
