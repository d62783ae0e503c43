import { zipSync } from 'fflate';
import type { Instant } from '../../../../domain/calendar/civil-date.js';

/** A file of an archive. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An archive of files, in their order, all dated `at`: the same files are the same bytes on any machine. */
export function zipOf(files: readonly PackedFile[], at: Instant): Uint8Array {
  const mtime = inZip(at);
  // fixed, since programs read it for the one who made the archive
  const packed = Object.fromEntries(
    files.map(({ name, bytes }) => [name, [bytes, { mtime, os: 0, level: 6 }] as const]),
  );
  return zipSync(packed as Parameters<typeof zipSync>[0]);
}

/** Zip files hold the time of an unnamed zone, which is taken from the machine: here it is that of UTC. */
export function inZip(at: Instant): Date {
  const time = new Date(at);
  return new Date(time.getTime() + time.getTimezoneOffset() * 60_000);
}
