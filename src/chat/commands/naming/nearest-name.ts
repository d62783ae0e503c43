import { closestMatch } from 'leven';

/** Letters that may be wrong, missing or too many. */
const SLIPS = 2;

/**
 * The name that was most likely meant by a misspelt one: by the whole of it, or by one of its words. Null where none is
 * near, or where it is too short to tell.
 */
export function nearestName(typed: string, names: readonly string[]): string | null {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < 4) return null;
  const byWord = new Map(
    names.flatMap((name) => [name, ...name.split(/\s+/)].map((word) => [word.toLowerCase(), name] as const)),
  );
  const near = closestMatch(wanted, [...byWord.keys()], { maxDistance: SLIPS });
  return near === undefined ? null : (byWord.get(near) ?? null);
}

/** " Did you mean Isla Finch?", or nothing. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const near = nearestName(typed, names);
  return near === null ? '' : ` Did you mean ${near}?`;
}
