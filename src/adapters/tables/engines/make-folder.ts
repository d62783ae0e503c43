import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and what is missing above it, with this mode; one that is there already is left as it is.
 * Rejects with the system's error. Not `mkdir` with `recursive`: where a file system answers ENOENT under a folder that
 * is there (/proc does), Node 20 tries again for ever.
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  const path = resolve(folder);
  const found = await stat(path).catch(unlessMissing);
  if (found?.isDirectory() === true) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above, mode);
  await mkdir(path, { mode }).catch((error: unknown) => {
    // another process may have made it meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || found !== undefined) throw error;
  });
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
