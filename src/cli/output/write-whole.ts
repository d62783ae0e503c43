import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../adapters/tables/engines/make-folder.js';

/** A file that could not be written; the one of that name before, if any, is as it was. */
export class FileNotWritten extends Error {
  override readonly name = 'FileNotWritten';
}

/**
 * Writes a file whole or not at all: beside its place under another name first, then in its place. Makes its folder. Takes
 * the place of a file only where that may be written, and leaves it as open or closed to others as it was.
 * Throws `FileNotWritten` with the path and the system's code.
 */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  const path = resolve(file);
  let beside: string | null = null;
  try {
    await makeFolder(dirname(path));
    const place = await placeOf(path);
    beside = `${place.path}.${randomUUID().slice(0, 8)}.part`;
    await writeFile(beside, bytes, { flag: 'wx', flush: true });
    if (place.mode !== null) await chmod(beside, place.mode);
    await rename(beside, place.path);
  } catch (error) {
    if (beside !== null) await rm(beside, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? 'it is no file';
    throw new FileNotWritten(`The file ${path} could not be written (${code}).`, { cause: error });
  }
}

/** Where a path leads, and the permissions of the file that is there; null where there is none. */
async function placeOf(path: string): Promise<{ readonly path: string; readonly mode: number | null }> {
  const found = await stat(path).catch(unlessMissing);
  if (found === null) return { path, mode: null };
  if (!found.isFile() && !found.isDirectory()) throw new Error('a device or a pipe');
  await access(path, constants.W_OK);
  return { path: await realpath(path), mode: found.mode & 0o777 };
}

function unlessMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return null;
}
