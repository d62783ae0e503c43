import type { PromiseChanges } from '../commitments/commitment-changes.js';
import type { ChangeLog, PublishedPromise } from './change-log.js';

/** What became of promises, for the public: none where they are not printed, and only those whose own words are. */
export function publicPromises(log: ChangeLog, promises: PromiseChanges): readonly PublishedPromise[] {
  if (!log.printed.after.promises) return [];
  const rows = new Map(log.rows.map((row) => [row.requirement, row]));
  return (['goneBy', 'moved', 'withdrawn', 'kept'] as const).flatMap((became) =>
    promises[became].flatMap(({ requirement, words, promised, due, moves }): PublishedPromise[] => {
      const row = rows.get(requirement);
      const isPublished = row?.previous?.text.includes(words) === true || row?.printed.includes(words) === true;
      return row !== undefined && isPublished
        ? [{ ref: row.ref, words, promised, due, moves: moves.length, became }]
        : [];
    }),
  );
}
