import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-flush-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether system calls can be seen here. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

const CHILD = fileURLToPath(new URL('./embedded-child.mjs', import.meta.url));

describe.skipIf(!canTrace)(`The embedded store${canTrace ? '' : ' (skipped: strace is not here)'}`, () => {
  it('has flushed each batch to the disk before it says that it is written', () => {
    const trace = join(folder, 'trace.txt');
    const traced = ['-f', '-e', 'trace=fsync,fdatasync,msync,write', '-o', trace];
    const child = [process.execPath, CHILD, 'apart', join(folder, 'store')];
    expect(spawnSync('strace', [...traced, ...child], { timeout: 60_000 }).status).toBe(0);
    const events: readonly string[] =
      readFileSync(trace, 'utf8').match(/(?:asked|said) \d|\b(?:fsync|fdatasync|msync)\(/g) ?? [];
    for (let batch = 0; batch < 5; batch += 1) {
      const between = events.slice(events.indexOf(`asked ${batch}`) + 1, events.indexOf(`said ${batch}`));
      expect(between.length).toBeGreaterThan(0);
    }
  });
});
