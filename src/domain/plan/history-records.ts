import type { Instant } from '../calendar/civil-date.js';
import type { HistoryEntry, HistoryRecord } from './history.js';

/** Something that stands beside the history and does not fit it. */
export interface RecordFault {
  readonly record: string;
  /** `changed`: its words are others than when it was written. `unknown`: no entry speaks of it. */
  readonly why: 'changed' | 'gone' | 'unknown';
  /** When it was written, as far as anything says. */
  readonly at: Instant | null;
}

/** A stored thing as it is now; `at`: when it was made, by its own word. */
interface FoundRecord extends HistoryRecord {
  readonly at: Instant | null;
}

/**
 * Compares what stands in the store with what the history noted when it was written: the newest note of each thing
 * counts. Oldest fault first. What is older than the first note of all was written by a version that noted nothing; it
 * is no fault. Published plans are looked for only where they are in use.
 */
export function recordFaults(entries: readonly HistoryEntry[], found: readonly FoundRecord[]): readonly RecordFault[] {
  const noted = newestNotes(entries);
  const standing = new Map(found.map((each) => [each.record, each]));
  const since = [...noted.values()].map(({ at }) => at ?? '').sort()[0];
  const missing = [...noted].flatMap(([record, { hash, at }]): RecordFault[] => {
    const now = standing.get(record);
    if (now === undefined) return record.startsWith('gen~') ? [] : [{ record, why: 'gone', at }];
    return now.hash === hash ? [] : [{ record, why: 'changed', at }];
  });
  const strange = found.flatMap(({ record, at }): RecordFault[] => {
    const isCovered = at !== null && since !== undefined && at >= since;
    return noted.has(record) || !isCovered ? [] : [{ record, why: 'unknown', at }];
  });
  return [...missing, ...strange].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
}

function newestNotes(entries: readonly HistoryEntry[]) {
  const notes = new Map<string, { readonly hash: string; readonly at: Instant | null; readonly seq: number }>();
  for (const { records = [], payload, seq } of entries) {
    for (const { record, hash } of records) {
      if (seq >= (notes.get(record)?.seq ?? 0)) notes.set(record, { hash, at: payload?.at ?? null, seq });
    }
  }
  return notes;
}
