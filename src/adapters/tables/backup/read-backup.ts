import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { TableRow } from '../../../app/store/ports.js';
import {
  BACKUP_FORMAT,
  type BackupEnd,
  type BackupHead,
  BackupUnreadable,
  endLine,
  headLine,
  partitionLine,
  rowLine,
} from './backup-format.js';

export interface BackupSeen {
  readonly head: BackupHead;
  readonly end: BackupEnd;
}

/**
 * Reads a backup from its first line to its last, and gives each partition with its rows to `take`. Throws
 * `BackupUnreadable` where it is none, ends early or was changed: so read it once without `take` first.
 */
export async function readBackup(
  file: string,
  take: (partition: string, rows: readonly TableRow[]) => Promise<void> = async () => {},
): Promise<BackupSeen> {
  const hash = createHash('sha256');
  let head: BackupHead | null = null;
  let end: BackupEnd | null = null;
  let partition: string | null = null;
  let rows: TableRow[] = [];
  let partitions = 0;
  let count = 0;
  const give = async (): Promise<void> => {
    if (partition !== null) await take(partition, rows);
    rows = [];
  };
  for await (const line of linesOf(file)) {
    if (end !== null) throw changed(file);
    const value = parsed(line, file, head === null);
    if (head === null) {
      head = headOf(value, file);
    } else if (endLine.safeParse(value).success) {
      end = endLine.parse(value);
      continue;
    } else if (partitionLine.safeParse(value).success) {
      await give();
      ({ partition } = partitionLine.parse(value));
      partitions += 1;
    } else {
      const row = rowLine.safeParse(value);
      if (partition === null || !row.success) throw changed(file);
      rows.push({ partition, key: row.data.k, values: row.data.v });
      count += 1;
    }
    hash.update(`${line}\n`);
  }
  await give();
  if (head === null) throw none(file);
  if (end === null) throw cutOff(file);
  const isWhole = end.sha256 === hash.digest('hex') && end.partitions === partitions && end.rows === count;
  if (!isWhole) throw changed(file);
  return { head, end };
}

/** The lines of a gzip file, without their ends. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createGunzip();
  // what goes wrong with the file reaches whoever reads the text
  pipeline(createReadStream(file), text, () => {});
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (rest !== '') throw cutOff(file);
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof BackupUnreadable) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') return cutOff(file, error);
  if (code === 'Z_DATA_ERROR') return none(file, error);
  if (code === 'ENOENT') return new BackupUnreadable(`There is no file ${file}.`, { cause: error });
  return new BackupUnreadable(`The file ${file} cannot be read (${code || 'unknown reason'}).`, { cause: error });
}

function parsed(line: string, file: string, isFirst: boolean): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw isFirst ? none(file, error) : changed(file, error);
  }
}

function headOf(value: unknown, file: string): BackupHead {
  const head = headLine.safeParse(value);
  if (!head.success) throw none(file);
  if (head.data.format <= BACKUP_FORMAT) return head.data;
  throw new BackupUnreadable(
    `${file} was made by a newer version of Quarterdeck. Install that version, and restore with it.`,
  );
}

function none(file: string, cause?: unknown): BackupUnreadable {
  return new BackupUnreadable(`${file} is no backup of Quarterdeck. "quarterdeck backup FILE" makes one.`, { cause });
}

function cutOff(file: string, cause?: unknown): BackupUnreadable {
  return new BackupUnreadable(`${file} ends before its end. Copy it again, or take an earlier backup.`, { cause });
}

function changed(file: string, cause?: unknown): BackupUnreadable {
  return new BackupUnreadable(
    `${file} was changed after it was made, or damaged on its way. Copy it again, or take an earlier backup.`,
    { cause },
  );
}
