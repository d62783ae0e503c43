import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Guard {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  readonly tests: readonly string[];
}

const guards = JSON.parse(readFileSync('test/guards/guards.json', 'utf8')) as readonly Guard[];

describe('the list of guards', () => {
  it('holds at least forty, each once', () => {
    expect(guards.length).toBeGreaterThanOrEqual(40);
    expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
  });

  it.each(guards)(
    'finds “$name” once in its file, and the tests that should miss it',
    ({ file, text, without, tests }) => {
      expect(readFileSync(file, 'utf8').split(text)).toHaveLength(2);
      expect(without).not.toBe(text);
      expect(tests.filter((test) => !existsSync(test))).toEqual([]);
      expect(tests.length).toBeGreaterThan(0);
    },
  );
});

describe('docs/reliability.md', () => {
  const rows = readFileSync('docs/reliability.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| fault'));

  it('holds at least 32 faults', () => {
    expect(rows.length).toBeGreaterThanOrEqual(32);
  });

  it.each(rows)('names a test that is there: %s', (row) => {
    const [, file = '', words = ''] = /`(test\/[^`]+)` "([^"]+)" \|$/.exec(row) ?? [];
    expect(file).not.toBe('');
    expect(readFileSync(file, 'utf8')).toContain(words);
  });
});
