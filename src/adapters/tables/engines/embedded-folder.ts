import { constants, existsSync, statSync } from 'node:fs';
import { access, chmod, open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TableUnavailableError } from '../../../app/store/table-unavailable.js';
import { makeFolder } from './make-folder.js';

const FILE = 'table.mdb';

/** Whether there is a table in a folder already, in whatever state. */
export function holdsTable(folder: string): boolean {
  return existsSync(join(folder, FILE));
}

/**
 * Makes the folder of an embedded table ready: there, ours alone (0700, it holds what people wrote), writable.
 * Gives the path of the table's file, which is either missing or looks like LMDB's.
 * Throws `TableUnavailableError` with a sentence that says what is wrong.
 */
export async function prepareFolder(folder: string): Promise<string> {
  try {
    await makeFolder(folder, 0o700);
    await chmod(folder, 0o700);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw await unusable(folder, error);
  }
  await proveRoom(folder);
  const file = join(folder, FILE);
  if (await isForeign(file)) {
    const message = `The file “${file}” is damaged or not a table of ours. Put a copy of it back, or move it away to begin anew.`;
    throw new TableUnavailableError(message);
  }
  return file;
}

/**
 * Bytes that must fit on the disk: more than the lock file and first pages that LMDB makes, and more than the largest
 * message from a chat makes it write.
 */
const ROOM = 512 * 1024;

/**
 * Writes a file of that size to the disk and takes it away again. Throws `TableUnavailableError` where it does not fit.
 * LMDB maps its lock file into memory; made on a full disk, touching it ends the process (SIGBUS).
 */
export async function proveRoom(folder: string): Promise<void> {
  try {
    await writeAndRemove(join(folder, `room-${process.pid}`));
  } catch (error) {
    throw await unusable(folder, error);
  }
}

async function writeAndRemove(file: string): Promise<void> {
  try {
    await writeFile(file, Buffer.alloc(ROOM), { flush: true });
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * Remembers the files of an open table. The function that it gives throws `TableUnavailableError` when they are no longer
 * those in the folder: LMDB would go on and report commits into files that nobody finds again, or, without its lock file,
 * write at the same time as another process.
 */
export function filesAsOpened(folder: string): () => void {
  const files = [FILE, `${FILE}-lock`].map((name) => join(folder, name));
  const opened = files.map(identityOf);
  return () => {
    for (const [index, file] of files.entries()) {
      const found = identityOrReason(file);
      if (found === opened[index]) continue;
      if (typeof found !== 'string') {
        const { message, words } = found;
        throw new TableUnavailableError(
          `The file “${file}” ${message}. Put it right; nothing was saved.`,
          found.error,
          words,
        );
      }
      throw new TableUnavailableError(
        `The file “${file}” was replaced while it was open. Restart, so that the new one is used; nothing was saved.`,
        undefined,
        'its files were replaced, so it must be started again',
      );
    }
  };
}

/** The file's device and number: the same for as long as it is the same file, wherever it is moved. */
function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true });
  return `${dev}:${ino}`;
}

function identityOrReason(file: string) {
  try {
    return identityOf(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { message: 'was moved away or deleted', words: 'its files were moved away or deleted', error };
    return { message: `cannot be looked at (${code})`, words: wordsFor(code), error };
  }
}

/** LMDB's mark within the first page of a file: 0xBEEFC0DE, little-endian, after a page header of 24 bytes. */
const MARK = { bytes: Buffer.from('dec0efbe', 'hex'), at: 24 };
/** Two pages, which LMDB writes at once when it makes a file. */
const SMALLEST_FILE = 8_192;

/** Looked at before LMDB does: lmdb 3.5 brings the process down (SIGSEGV) over a file that is not its own. */
async function isForeign(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return false;
  try {
    const { size } = await handle.stat();
    const found = Buffer.alloc(MARK.bytes.length);
    await handle.read(found, 0, found.length, MARK.at);
    return size > 0 && (size < SMALLEST_FILE || !found.equals(MARK.bytes));
  } finally {
    await handle.close();
  }
}

async function unusable(folder: string, error: unknown): Promise<TableUnavailableError> {
  const there = await stat(folder).catch(() => undefined);
  if (there && !there.isDirectory()) {
    return new TableUnavailableError(
      `The data folder “${folder}” is a file. Name a folder, or move the file away.`,
      error,
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const words = wordsFor(code);
  const reason = words ?? (error instanceof Error ? error.message : String(error));
  const message = `The data folder “${folder}” cannot be used: ${reason}. Put it right, or choose another folder.`;
  return new TableUnavailableError(message, error, words);
}

/** What an error of the file system means, in a few words; undefined where it has none of its own. */
export function wordsFor(code: string | undefined): string | undefined {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'this account may not write there';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full';
    case 'ENOENT':
      return 'no folder can be made there';
    case 'ENOTDIR':
      return 'a part of the path is a file';
    default:
      return undefined;
  }
}
