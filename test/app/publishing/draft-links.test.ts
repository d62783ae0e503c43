import { describe, expect, it } from 'vitest';
import { draftPath, readDraftPath } from '../../../src/app/publishing/draft-links.js';

const KEY = 'a key of the store';
const NOW = Date.UTC(2026, 11, 1, 9);
const MINUTE = 60_000;
const ABOUT = { tenant: 'tenant', plan: 'harbour', compiled: 'draft-1', format: 'docx' };
const path = draftPath(KEY, ABOUT, NOW);

describe('A link to a file', () => {
  it('leads to what it names, for half an hour', () => {
    const until = NOW + 30 * MINUTE;
    expect(readDraftPath(KEY, path, NOW)).toEqual({ ...ABOUT, until });
    expect(readDraftPath(KEY, path, until)).toEqual({ ...ABOUT, until });
    expect(readDraftPath(KEY, path, until + 1)).toBeNull();
  });

  it.each(['tenant', 'harbour', 'draft-1', 'docx', String(NOW + 30 * MINUTE)])(
    'leads nowhere when another word stands for %j',
    (word) => {
      expect(readDraftPath(KEY, path.replace(word, `${word.slice(0, -1)}9`), NOW)).toBeNull();
    },
  );

  it('leads nowhere when another store signed it, or nobody', () => {
    expect(readDraftPath('another key', path, NOW)).toBeNull();
    const parts = path.split('/');
    const signature = parts.at(-1) ?? '';
    for (const forged of ['', 'x', signature.slice(1), `${signature}A`, 'A'.repeat(signature.length)]) {
      expect(readDraftPath(KEY, [...parts.slice(0, -1), forged].join('/'), NOW)).toBeNull();
    }
    expect(readDraftPath(KEY, `${path}/more`, NOW)).toBeNull();
  });
});
