import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cell } from '../../../src/local/bench/cells.js';
import { documents } from '../../../src/local/bench/documents-table.js';
import { growthExponent } from '../../../src/local/bench/printing/table.js';
import { type Bench, CellFailed, makeBench } from '../../../src/local/bench/process.js';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A bench on which a cell costs what is said, and fails where nothing is. */
function benchOf(costs: (cell: Extract<Cell, { cell: 'document' }>) => { ms: number; mb: number } | null): Bench {
  return {
    measure(cell) {
      const cost = cell.cell === 'document' ? costs(cell) : { ms: 5, mb: 7 };
      if (cost === null) return Promise.reject(new CellFailed('Error: a pier was missing'));
      return Promise.resolve({ ms: cost.ms, peakMb: 100 + cost.mb, startMb: 100, bytes: 2_048 });
    },
    server: () => Promise.reject(new Error('No document needs a server')),
  };
}

const rows = () => printed.split('\n').map((row) => row.trimEnd());

describe('The table of documents', () => {
  it('has every task of every format at every size, and how all of them together do', async () => {
    await documents(
      benchOf(({ requirements }) => ({ ms: requirements, mb: requirements / 100 })),
      [39, 1_000, 10_000],
    );
    for (const size of ['39', '1,000', '10,000']) expect(printed).toContain(`Documents of ${size} requirements`);
    expect(rows().filter((row) => row.startsWith('write docx'))).toHaveLength(3 + 1);
    expect(rows().filter((row) => row.startsWith('read by layout: json'))).toEqual([]);
    expect(rows().filter((row) => row.startsWith('All formats and layouts'))).toHaveLength(3);
    expect(rows().find((row) => row.startsWith('All formats') && row.includes('aim'))).toContain('below 500 MB');
    expect(rows().find((row) => row.startsWith('write xlsx'))).toMatch(
      /39 ms {2,}39 ms {2,}1\.00 {2,}100 MB {2,}0\.4 MB/,
    );
  });

  it('tells a cell that failed in its row, and goes on', async () => {
    const failing = benchOf(({ task, format }) => (task === 'read' && format === 'html' ? null : { ms: 5, mb: 5 }));
    await documents(failing, [1_000, 10_000]);
    expect(rows().filter((row) => /^read our own html .*Error: a pier was missing$/.test(row))).toHaveLength(2);
    expect(rows().filter((row) => row.startsWith('read our own json'))).toHaveLength(2 + 1);
    expect(rows().find((row) => /^read our own html .*not measured at both sizes$/.test(row))).toBeDefined();
  });

  it('names the time or the memory that grows faster than the plan', async () => {
    const square = benchOf(({ format, requirements }) => ({
      ms: format === 'csv' ? requirements ** 2 : requirements,
      mb: format === 'xlsx' ? requirements ** 1.5 : 1,
    }));
    await documents(square, [1_000, 10_000]);
    const growth = rows().slice(rows().findIndex((row) => row.startsWith('Growth from 1,000 to 10,000')));
    expect(growth.find((row) => row.startsWith('write csv'))).toMatch(/2\.00 +0\.00 +more than linear$/);
    expect(growth.find((row) => row.startsWith('write xlsx'))).toMatch(/1\.00 +1\.50 +more than linear$/);
    expect(growth.find((row) => row.startsWith('write docx'))).toMatch(/1\.00 +0\.00$/);
  });

  it('is printed row by row, so that a run that is ended leaves what it has measured', async () => {
    const bench = benchOf(({ format, task }) => {
      if (format === 'csv' && task === 'write') throw new Error('The machine was switched off');
      return { ms: 5, mb: 5 };
    });
    await expect(documents(bench, [39])).rejects.toThrow('switched off');
    expect(
      rows()
        .filter((row) => /^(?:write|read)/.test(row))
        .map((row) => row.slice(0, 20).trim()),
    ).toEqual([
      'write docx',
      'read our own docx',
      'read by layout: docx',
      'write html',
      'read our own html',
      'read by layout: html',
    ]);
  });
});

describe('The growth of a cost', () => {
  it('is 1 when ten times the work costs ten times as much, and 2 when it costs a hundred times', () => {
    expect(growthExponent(10, 3, 30)).toBeCloseTo(1);
    expect(growthExponent(10, 3, 300)).toBeCloseTo(2);
    expect(growthExponent(10, 3, 3)).toBe(0);
  });

  it('is unknown where a cost cannot be told from nothing', () => {
    expect(growthExponent(10, 0, 30)).toBeNull();
    expect(growthExponent(10, 3, -1)).toBeNull();
  });
});

describe('A cell in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  const cell: Cell = { cell: 'allFormats', requirements: 1 };
  const program = (name: string, source: string) => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, source);
    return path;
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives what it says first', async () => {
    const path = program('says', 'console.log(JSON.stringify({ cell: JSON.parse(process.argv.at(-1)).cell }));');
    expect(await makeBench(path, 20_000).measure(cell)).toEqual({ cell: 'allFormats' });
  });

  it.each([
    ['throws', "throw new RangeError('no such quay');", 'RangeError: no such quay'],
    ['ends', '', 'it ended without a word'],
    ['is silent', 'setInterval(() => {}, 1000);', 'more than 1 s'],
    ['says what is no figure', "console.log('hello');", 'it said hello'],
  ])('fails with its reason where it %s', async (name, source, reason) => {
    const bench = makeBench(program(name.replaceAll(' ', '-'), source), name === 'is silent' ? 1_000 : 20_000);
    await expect(bench.measure(cell)).rejects.toThrow(new CellFailed(reason));
  });
});
