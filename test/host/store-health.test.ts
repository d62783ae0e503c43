import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import type { Table } from '../../src/app/store/ports.js';
import { TableUnavailableError } from '../../src/app/store/table-unavailable.js';
import { watchWrites } from '../../src/host/store-health.js';

/** A table that can be filled to the last byte, and a clock that nobody sets. */
function aFullableTable() {
  const inner = memoryTable();
  const at = { ms: 0, full: false, proofs: 0 };
  const room = () => {
    if (at.full) throw new TableUnavailableError('Could not write.', undefined, 'the disk is full');
  };
  const table: Table = {
    ...inner,
    async batch(partition, writes) {
      room();
      return inner.batch(partition, writes);
    },
    async proveWritable() {
      at.proofs += 1;
      room();
    },
  };
  return { at, watched: watchWrites(table, () => at.ms) };
}

const ROW = { kind: 'put', key: 'row', values: {} } as const;

describe('The health of the store', () => {
  it('is proven by a write, which holds for some seconds however often it is asked for', async () => {
    const { at, watched } = aFullableTable();
    await Promise.all(Array.from({ length: 20 }, () => watched.trouble()));
    expect(await watched.trouble()).toBeNull();
    expect(at.proofs).toBe(1);
    at.ms += 60_000;
    expect(await watched.trouble()).toBeNull();
    expect(at.proofs).toBe(2);
  });

  it('is lost with a write that fails, though a proof is young, and found again without a restart', async () => {
    const { at, watched } = aFullableTable();
    expect(await watched.trouble()).toBeNull();
    at.full = true;
    await expect(watched.table.batch('plan', [ROW])).rejects.toThrow('Could not write.');
    expect(await watched.trouble()).toBe('the disk is full');
    at.ms += 60_000;
    expect(await watched.trouble()).toBe('the disk is full');
    at.full = false;
    at.ms += 60_000;
    expect(await watched.trouble()).toBeNull();
  });

  it('is not found again by a small write that still finds room', async () => {
    const { at, watched } = aFullableTable();
    at.full = true;
    await expect(watched.table.batch('plan', [ROW])).rejects.toThrow('Could not write.');
    at.full = false;
    expect(await watched.table.batch('plan', [ROW])).toEqual({ kind: 'done' });
    expect(await watched.trouble()).toBe('the disk is full');
  });

  it('is lost without anybody writing', async () => {
    const { at, watched } = aFullableTable();
    at.full = true;
    expect(await watched.trouble()).toBe('the disk is full');
  });

  it('lets a defect through as what it is', async () => {
    const inner = memoryTable();
    const proveWritable = async () => {
      throw new TypeError('a defect');
    };
    await expect(watchWrites({ ...inner, proveWritable }, () => 0).trouble()).rejects.toThrow('a defect');
  });
});
