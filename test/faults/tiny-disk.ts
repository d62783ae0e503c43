import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, that can be filled to the last byte. */
export interface TinyDisk {
  readonly folder: string;
  fill(): void;
  /** Takes away what filled it. */
  free(): void;
  remove(): void;
}

/** Mounts a disk of so many megabytes in memory; null where this account or this machine may not. */
export function tinyDisk(megabytes: number): TinyDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, Buffer.alloc(4_096));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    remove() {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Why tests on such a disk are skipped, for their title; empty where they run. */
export const NO_TINY_DISK = (() => {
  const disk = tinyDisk(1);
  disk?.remove();
  return disk === null ? ' (skipped: this account cannot mount a tmpfs)' : '';
})();
