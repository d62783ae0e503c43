import { createHash } from 'node:crypto';
import type { FilledSheet } from '../../domain/asking/return-sheet.js';
import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';
import type { ReadPlan } from '../../domain/importing/account/reading.js';
import type { KeptFile } from '../store/person-store.js';
import type { Stores } from '../store/stores.js';

/** What a file that was sent says. `hasWorkbook`: as much of it as was understood can be put into a review workbook. */
export type FileReading =
  | { readonly kind: 'plan'; readonly read: ReadPlan }
  | { readonly kind: 'sheet'; readonly sheet: FilledSheet }
  | { readonly kind: 'notUnderstood'; readonly reason: string; readonly hasWorkbook: boolean };

/** Reads a file of anybody's making, within limits of time and memory. Never throws for what the file holds. */
export type ReadFile = (bytes: Uint8Array) => Promise<FileReading>;

/** Fetches a file that somebody sent. `reason`: a sentence for whoever sent it. Never throws for what comes back. */
export type FetchFile = (
  url: string,
) => Promise<
  { readonly kind: 'file'; readonly bytes: Uint8Array } | { readonly kind: 'refused'; readonly reason: string }
>;

/** How long a file that was sent is kept where nobody imports it. */
export const KEPT_MS = 24 * 60 * 60_000;

/** The name of a file by its bytes: what is imported is what was shown. */
export function fileId(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 40);
}

/** Keeps a file for whoever sent it: in place of the one before, for a day. */
export function makeKeepFile({ stores }: { readonly stores: Stores }) {
  return async (tenant: string, person: string, file: Omit<KeptFile, 'id'>): Promise<KeptFile> => {
    const kept = { ...file, id: fileId(file.bytes) };
    await stores.directory.addKept(tenant, person);
    await stores.person(tenant, person).keepFile(kept);
    return kept;
  };
}

/** The file that somebody sent last; null where there is none, or its day has passed. */
export async function keptFileOf(
  stores: Stores,
  tenant: string,
  person: string,
  now: Instant,
): Promise<KeptFile | null> {
  const file = await stores.person(tenant, person).keptFile();
  return file === null || hasLapsed(file, now) ? null : file;
}

/** Removes every file whose day has passed; gives how many. */
export function makeDropLapsedFiles({ stores }: { readonly stores: Stores }) {
  return async (now: Instant): Promise<number> => {
    let dropped = 0;
    for (const { tenant, person } of await stores.directory.allKept()) {
      const own = stores.person(tenant, person);
      const file = await own.keptFile();
      if (file !== null && !hasLapsed(file, now)) continue;
      await own.dropFile();
      await stores.directory.removeKept(tenant, person);
      dropped += 1;
    }
    return dropped;
  };
}

function hasLapsed({ at }: KeptFile, now: Instant): boolean {
  return millisecondsOf(now) - millisecondsOf(at) > KEPT_MS;
}
