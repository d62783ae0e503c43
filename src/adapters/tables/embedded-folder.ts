import { constants } from 'node:fs';
import { access, chmod, mkdir, stat } from 'node:fs/promises';
import { TableUnavailableError } from './table-errors.js';

/**
 * Makes the folder of an embedded table ready: there, ours alone (0700, it holds what people wrote), writable.
 * Throws `TableUnavailableError` with a sentence that says what is wrong.
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new TableUnavailableError(await sentence(folder, error), error);
  }
}

async function sentence(folder: string, error: unknown): Promise<string> {
  const there = await stat(folder).catch(() => undefined);
  if (there && !there.isDirectory()) {
    return `The data folder “${folder}” is a file. Name a folder, or move the file away.`;
  }
  return `The data folder “${folder}” cannot be used: ${reason(error)}. Choose another folder, or correct its permissions.`;
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
      return 'the disk is full';
    case 'ENOTDIR':
      return 'a part of the path is a file';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
