import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { StoredRow, WholeTable } from '../../../app/store/ports.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { PROOF } from '../engines/proof-row.js';
import { assemble } from '../rows/rows.js';
import { BACKUP_FORMAT, type BackupEnd } from './backup-format.js';

/** What a backup holds. */
export type BackupMade = Omit<BackupEnd, 'end'>;

/** What a backup is made of: when, and by which schema its rows are written. */
export interface About {
  readonly at: Instant;
  readonly schema: number;
  /** Ends it early; nothing of it stays. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a backup of a table to a file that only its owner may read, whole or not at all. A file that is there already is
 * never replaced: that rejects with the code EEXIST.
 */
export async function writeBackup(table: WholeTable, file: string, about: About): Promise<BackupMade> {
  // unlike a rename, a link takes no other file's place
  return writeBeside(table, file, about, link);
}

/** The same, in the place of the file that is there, if any. */
export async function writeInPlace(table: WholeTable, file: string, about: About): Promise<BackupMade> {
  return writeBeside(table, file, about, rename);
}

async function writeBeside(
  table: WholeTable,
  file: string,
  about: About,
  place: (from: string, to: string) => Promise<void>,
): Promise<BackupMade> {
  const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
  let made: BackupMade | null = null;
  const lines = backupLines(table, about, (end) => {
    made = end;
  });
  try {
    const target = createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true });
    const { signal } = about;
    await pipeline(Readable.from(lines), createGzip(), target, signal === undefined ? {} : { signal });
    await place(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
  if (made === null) throw new Error('The backup ended before its end');
  return made;
}

/**
 * Everything in a table as the lines of a backup, while it is in use: each partition as it stood at one moment. People
 * come before or after their plan, which harms nothing: what was sent stands in both, and each is mended from the other.
 * `made` is called with what it holds once the last line is given.
 */
export async function* backupLines(
  table: WholeTable,
  { at, schema }: About,
  made: (end: BackupMade) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  let partitions = 0;
  let count = 0;
  const history: BackupEnd['history'] = [];
  yield line({ quarterdeck: 'backup', format: BACKUP_FORMAT, schema, at });
  for (let name = await table.nextPartition(''); name !== null; name = await table.nextPartition(name)) {
    if (name === PROOF.partition) continue;
    const rows = await table.snapshot(name);
    if (rows.length === 0) continue;
    partitions += 1;
    count += rows.length;
    yield line({ partition: name });
    for (const { key, values } of rows) yield line({ k: key, v: values });
    const tip = tipIn(name, rows);
    if (tip !== null) history.push(tip);
  }
  const end = { partitions, rows: count, history, sha256: hash.digest('hex') };
  made(end);
  yield `${JSON.stringify({ end: true, ...end })}\n`;
}

const linkSchema = z.object({ seq: z.number(), hash: z.string() });

/** The newest link of the plan's own chain; null where the partition is no plan's. */
function tipIn(partition: string, rows: readonly StoredRow[]): BackupEnd['history'][number] | null {
  const first = rows.findIndex(({ key }) => key.startsWith('his~plan~'));
  const count = Number(rows[first]?.values['rows'] ?? 0);
  const [newest] = assemble(first === -1 ? [] : rows.slice(first, first + count));
  if (newest === undefined) return null;
  const { seq, hash } = linkSchema.parse(JSON.parse(newest.json));
  return { plan: partition, seq, hash };
}
