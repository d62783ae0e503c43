import { randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, chmod, open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { TableUnavailableError } from './table-errors.js';

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
    await proveRoom(folder);
  } catch (error) {
    throw new TableUnavailableError(await sentence(folder, error), error);
  }
  const file = join(folder, FILE);
  if (await isForeign(file)) {
    const message = `The file “${file}” is damaged or not a table of ours. Put a copy of it back, or move it away to begin anew.`;
    throw new TableUnavailableError(message);
  }
  return file;
}

/** Bytes that must fit on the disk before LMDB opens a table: more than the lock file and first pages that it makes. */
const ROOM = 65_536;

/** LMDB maps its lock file into memory; made on a full disk, touching it ends the process (SIGBUS). */
async function proveRoom(folder: string): Promise<void> {
  const file = join(folder, `room-${randomUUID()}`);
  try {
    await writeFile(file, Buffer.alloc(ROOM));
  } finally {
    await rm(file, { force: true });
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

async function sentence(folder: string, error: unknown): Promise<string> {
  const there = await stat(folder).catch(() => undefined);
  if (there && !there.isDirectory()) {
    return `The data folder “${folder}” is a file. Name a folder, or move the file away.`;
  }
  return `The data folder “${folder}” cannot be used: ${reason(error)}. Put it right, or choose another folder.`;
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
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
      return error instanceof Error ? error.message : String(error);
  }
}
