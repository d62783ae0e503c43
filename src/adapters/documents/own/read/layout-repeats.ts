import { countsWords, NOTHING_WORDS, shortened, statusCounts } from '../write/words.js';
import type { FoundSection } from './layout-parts.js';
import { spaced } from './layout-words.js';

/** How long the beginnings of the recommendations are in the lists of links, in Word and on a page. */
const BEGINNINGS = [70, 90];

/**
 * The lines in which our layouts say again what stands below: counts, and the beginning of each recommendation. Cells of
 * one row are apart by " | ". One that says anything else is no such line.
 */
export function repeatedLines(sections: readonly FoundSection[]): ReadonlySet<string> {
  const links = sections.flatMap(({ number, text }) => {
    const wholes =
      text.length === 0 ? ['', ...Object.values(NOTHING_WORDS)] : [text.map((each) => each.text).join('\n')];
    return wholes.flatMap((whole) =>
      BEGINNINGS.map((limit) => spaced(`Recommendation ${number}: ${shortened(whole, limit)}`)),
    );
  });
  const counts = statusCounts({ sections }).map(({ words, count }) => `${words} | ${count}`);
  return new Set([countsWords({ sections }), ...links, 'Status | Requirements', ...counts]);
}
