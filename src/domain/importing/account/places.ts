import { cellsOf } from './ledger.js';
import type { SourceDocument } from './reading.js';

/** Notes with the place as people find it, in documents whose lines nobody counts. */
export function placed<T extends { readonly line: number }>(notes: readonly T[], document: SourceDocument): T[] {
  const places = new Map<number, string>();
  for (const { place } of cellsOf(document)) {
    if (place.where === undefined || places.has(place.line)) continue;
    places.set(place.line, place.where.replace(/, column \d+$/, '').replace(/, cell [A-Z]+(\d+)$/, ', row $1'));
  }
  return notes.map((note) => {
    // a row of headings that was made of labels stands before the line of the first
    const line = Math.ceil(note.line);
    const where = places.get(line);
    return where === undefined ? { ...note, line } : { ...note, line, where };
  });
}
