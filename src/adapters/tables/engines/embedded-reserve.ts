import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { TableWrite } from '../../../app/store/ports.js';

/** What LMDB says of itself, as far as it tells how many pages a commit may take. */
export interface PageStats {
  readonly pageSize: number;
  readonly treeDepth: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly lastPageNumber: number;
}

/** Room at the end of a table's file that is on the disk before LMDB writes into it. */
export interface Reserve {
  /**
   * To be called within a write transaction and before its first write: nobody else lengthens the file then. Throws the
   * system's error when the file cannot take these batches, and another where pages in use are missing from it.
   */
  hold(stats: PageStats, batches: readonly (readonly TableWrite[])[]): void;
  close(): void;
}

/** The file is lengthened by so much more than is needed, where there is room. */
const STEP = 512 * 1024;
/** For the free list and the roots of the trees. */
const PAGES_BESIDE = 64;
/** JSON writes a control character as \\u0000. */
const BYTES_PER_UNIT = 6;

/**
 * A commit that the disk does not take must not come to LMDB: lmdb 3.5 writes the words of that error past the end of a
 * buffer of 100 bytes, which ends the process at once or later. So the file is lengthened first, by us.
 */
export function reserveIn(file: string): Reserve {
  const handle = openSync(file, 'r+');
  return {
    hold(stats, batches) {
      const used = (stats.lastPageNumber + 1) * stats.pageSize;
      const { size } = fstatSync(handle);
      // by a copy that is being put over it, perhaps: nothing of ours may come in between
      if (size < used) throw new Error(`it was cut short to ${size} bytes`);
      const least = used + pagesFor(stats, batches) * stats.pageSize;
      if (size < least) lengthen(handle, size, least);
    },
    close: () => closeSync(handle),
  };
}

function lengthen(handle: number, size: number, least: number): void {
  const zeros = Buffer.alloc(least + STEP - size);
  for (let done = 0; done < zeros.length; ) {
    try {
      done += writeSync(handle, zeros, done, zeros.length - done, size + done);
    } catch (error) {
      if (size + done >= least) return;
      throw error;
    }
  }
}

/** The most pages that a commit can add: those that it copies on write, one more for each that is split, and long values. */
function pagesFor(
  { pageSize, treeDepth, treeBranchPageCount, treeLeafPageCount }: PageStats,
  batches: readonly (readonly TableWrite[])[],
): number {
  const writes = batches.flat();
  const copied = Math.min(writes.length * treeDepth, treeBranchPageCount + treeLeafPageCount);
  const long = writes.reduce((pages, write) => pages + Math.ceil(bytesOf(write) / pageSize), 0);
  return copied + 2 * writes.length + long + PAGES_BESIDE;
}

function bytesOf(write: TableWrite): number {
  if (write.kind === 'remove') return 0;
  const units = Object.entries(write.values).reduce(
    (sum, [name, value]) => sum + name.length + String(value).length + 8,
    0,
  );
  return units * BYTES_PER_UNIT;
}
