import { fileURLToPath, pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeApart } from '../../../src/adapters/documents/apart/read-apart.js';

const THREAD = pathToFileURL(
  fileURLToPath(new URL('../../../dist/adapters/documents/apart/reader-thread.js', import.meta.url)),
);
const apart = (timeoutMs = 30_000, memoryMb = 512) => makeApart({ timeoutMs, memoryMb }, THREAD);
const PLAN = new TextEncoder().encode(
  [
    'Pond Plan',
    '',
    'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2031\tStatus',
    '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
  ].join('\n'),
);

describe('A file that is read apart', { timeout: 60_000 }, () => {
  it('is understood as it is on the command line', async () => {
    expect(await apart().read(PLAN)).toMatchObject({ kind: 'plan', read: { title: 'Pond Plan' } });
  });

  it('is shown beside what was understood, and as a workbook', async () => {
    const page = await apart().write('page', PLAN);
    expect(new TextDecoder().decode(page ?? new Uint8Array())).toContain('The hole is dug.');
    expect(await apart().write('workbook', PLAN)).not.toBeNull();
  });

  it('is refused as a zip bomb', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(250 * 1024 * 1024) }, { level: 1 });
    expect(await apart().read(bomb)).toMatchObject({ kind: 'notUnderstood', hasWorkbook: false });
  });

  it('is stopped where it takes too long or too much memory, and the next one is read', async () => {
    const hurried = apart(1);
    expect(await hurried.read(PLAN)).toMatchObject({ reason: expect.stringContaining('more time or memory') });
    expect(await apart(30_000, 4).read(PLAN)).toMatchObject({ reason: expect.stringContaining('more time or memory') });
    expect(await apart().read(PLAN)).toMatchObject({ kind: 'plan' });
  });
});
