import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../adapters/tables/engines/make-folder.js';

/** A file that could not be written; the one of that name before, if any, is as it was. */
export class FileNotWritten extends Error {
  override readonly name = 'FileNotWritten';
}

/**
 * Writes a file whole or not at all: beside its place under another name first, then in its place. Makes its folder.
 * Throws `FileNotWritten` with the path and the system's code.
 */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  const path = resolve(file);
  const beside = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await makeFolder(dirname(path));
    await writeFile(beside, bytes, { flag: 'wx', flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new FileNotWritten(`The file ${path} could not be written (${code}).`, { cause: error });
  }
}
