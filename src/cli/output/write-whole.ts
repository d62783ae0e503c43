import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: under another name first, then in its place. What stood there before stays until
 * then. Rejects with the system's error, and leaves nothing beside the file.
 */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, bytes, { flush: true });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
