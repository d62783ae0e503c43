import type { TooOften } from '../adapters/teams/inbound/files.js';

/** One minute is looked at, from its first request on. */
const WINDOW_MS = 60_000;
/** A person and a scanner or two open a link a few times; more is no reading. */
const MOST_OF_ONE_LINK = 20;
/** Files of all links together: each costs up to a second of this process, in which people wait for their answers. */
const MOST_OF_ALL = 120;
/** Links that are not ours, or have lapsed. */
const MOST_UNKNOWN = 60;

interface Counted {
  from: number;
  count: number;
}

/**
 * How often files may be fetched. By link and not by address: behind Azure's front door all come from the same one.
 * Whoever tries made-up links uses up no good one. `steadyMs`: milliseconds by a clock that nobody sets.
 */
export function makeLinkLimit(steadyMs: () => number) {
  const links = new Map<string, Counted>();
  const all: Counted = { from: 0, count: 0 };
  const unknown: Counted = { from: 0, count: 0 };

  const count = (counted: Counted, most: number, now: number): TooOften | null => {
    if (counted.count === 0 || now - counted.from >= WINDOW_MS) Object.assign(counted, { from: now, count: 0 });
    if (counted.count >= most)
      return { kind: 'tooOften', seconds: Math.ceil((counted.from + WINDOW_MS - now) / 1_000) };
    counted.count += 1;
    return null;
  };

  return {
    /** Null: this signed link may be followed now. */
    waitFor(link: string): TooOften | null {
      const now = steadyMs();
      for (const [each, { from }] of links) if (now - from >= WINDOW_MS) links.delete(each);
      const counted = links.get(link) ?? { from: now, count: 0 };
      const wait = count(counted, MOST_OF_ONE_LINK, now);
      if (wait !== null) return wait;
      const waitForAll = count(all, MOST_OF_ALL, now);
      if (waitForAll === null) links.set(link, counted);
      return waitForAll;
    },
    waitForUnknown: (): TooOften | null => count(unknown, MOST_UNKNOWN, steadyMs()),
  };
}
