import { z } from 'zod';

/*
 * A backup is gzip over lines of JSON: a head, for each partition its name and its rows, and an end with the number of
 * rows and the SHA-256 of every byte before it. So a file that was cut off or changed is known before anything is taken
 * from it.
 */

/** What this program writes and reads. */
export const BACKUP_FORMAT = 1;

export const headLine = z.object({
  quarterdeck: z.literal('backup'),
  format: z.number(),
  /** The schema of the rows. */
  schema: z.number(),
  /** When it was begun, ISO 8601. */
  at: z.string(),
});

export const partitionLine = z.object({ partition: z.string() });

export const rowLine = z.object({
  k: z.string(),
  v: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** The newest link of a plan's history as it stands in the backup. */
export const tipLine = z.object({ plan: z.string(), seq: z.number(), hash: z.string() });

export const endLine = z.object({
  end: z.literal(true),
  partitions: z.number(),
  rows: z.number(),
  history: z.array(tipLine),
  sha256: z.string(),
});

export type BackupHead = z.infer<typeof headLine>;
export type BackupEnd = z.infer<typeof endLine>;

/** A file that is no backup, or no whole one; its message says why and what to do. */
export class BackupUnreadable extends Error {
  override readonly name = 'BackupUnreadable';
}
