import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';

const SETTINGS = ['MicrosoftAppType', 'MicrosoftAppId', 'MicrosoftAppTenantId', 'HOST', 'QUARTERDECK_STORE'];

/** A fresh folder with `plan.txt` before each test, and no settings of the machine's own; tells where it is now. */
export function folderWith(plan: string): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quarterdeck-commands-'));
    writeFileSync(join(folder, 'plan.txt'), plan);
    for (const name of SETTINGS) vi.stubEnv(name, '');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}

/** One command, with its exit code and what it printed; of the command line unless another program is named. */
export async function runCommand(args: readonly string[], program = runCommandLine) {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  const code = await program(['node', 'quarterdeck', ...args]);
  vi.restoreAllMocks();
  return { code, ...said };
}
