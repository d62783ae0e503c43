import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Azurite, startAzurite } from '../adapters/tables/engines/azurite.js';
import { runCommand } from './commands-of-a-pond.js';

const TENANT = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';

/** Every call of the command line in the guide, in its order. */
const CALLS = [
  ...readFileSync('docs/administrator.md', 'utf8').matchAll(/^ *node dist\/bin\/quarterdeck\.js (.+)$/gm),
].map(([, call = '']) => call);

/** Commands that only look. */
const LOOKS = [
  ...['status', 'history', 'history --verify', 'promises', 'review', 'review --published', 'settings', 'finished'],
  ...['publication', 'verify FINAL_DOCUMENT', 'changes --out CHANGES'],
];

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-guide-'));
let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
  vi.stubEnv('QUARTERDECK_STORE', 'azure');
  vi.stubEnv('MicrosoftAppTenantId', TENANT);
  // Azurite knows keys alone, where Azure knows who signed in
  vi.stubEnv('AZURE_STORAGE_CONNECTION_STRING', azurite.connectionString);
}, 240_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands in capitals in the guide, as somebody fills it in. */
const filled: Record<string, readonly string[]> = {
  PLAN_FILE: ['src/local/sample-plan.txt'],
  PEOPLE_FILE: ['src/local/sample-assignments.csv'],
  PLAN: ['northmoor'],
  DATE: ['2099-03-31'],
  BOT_ID: ['b41d6e0c-52b8-4d0e-9d56-6f6a7d1f0a11'],
  DOMAIN: ['plans.northmoor.example'],
  EXECUTIVE_ID: ['37723bbb-abb6-438a-af1e-7685d211cfbc'],
  FINAL_DOCUMENT: [join(folder, 'FINAL_FOLDER', 'northmoor-2099-03-31.docx')],
};

/** A word in capitals that is filled with nothing else is a file or a folder of the reader's. */
const asTyped = (word: string) => filled[word] ?? (/^[A-Z]+(?:_[A-Z]+)?$/.test(word) ? [join(folder, word)] : [word]);

/** One call, split as a shell would. */
async function call(line: string) {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].flatMap(([, quoted, plain = '']) =>
    quoted === undefined ? asTyped(plain) : [quoted],
  );
  return await runCommand(words);
}

/** What the reader takes from the answer to the call before. */
async function lookUp(line: string): Promise<void> {
  if (line.includes('FINDINGS')) {
    const { out } = await call('review --plan PLAN --json');
    filled['FINDINGS'] = (JSON.parse(out) as { readonly findings: { readonly id: string }[] }).findings.map(
      (each) => each.id,
    );
  }
  if (line.includes('SILENT_ROWS')) {
    const { err } = await call('sign --plan PLAN --draft 1 --as EXECUTIVE_ID');
    filled['SILENT_ROWS'] = [/--accept (\S+)/.exec(err)?.[1] ?? 'none were named'];
  }
}

/** What a command that only looks says of a store, without the line that says where it is. */
async function said(line: string) {
  const { code, out, err } = await call(line);
  return { line: line.replace(/ --store.*/, ''), code, out, err: err.replace(/^Store: .*\n/, '') };
}

describe("The administrator's guide, walked line by line on Azurite", () => {
  it('leads from nothing to a signed revision, and a backup of it answers in a folder as the table does', async () => {
    for (const line of CALLS) {
      await lookUp(line);
      const { code, out, err } = await call(line.replace(/^package /, `package --out ${folder} `));
      // nothing of Azure is here, which is what it then says
      if (line === 'doctor') expect(out).toContain('store');
      else expect([line, code, code === 0 ? '' : err]).toEqual([line, 0, '']);
      if (line.startsWith('compile --plan PLAN --final')) expect(out).toMatch(/^Revision 1 of Night Safety/m);
    }
    expect(await call('backup MOVED')).toMatchObject({ code: 0 });
    const moved = `--store embedded --data ${join(folder, 'folder')}`;
    expect(await call(`restore MOVED ${moved}`)).toMatchObject({ code: 0 });
    for (const look of LOOKS) {
      const before = await said(`${look} --plan PLAN --json`);
      expect(before.out + before.err).not.toBe('');
      expect(await said(`${look} --plan PLAN --json ${moved}`)).toEqual(before);
    }
    // and back from the folder into tables
    expect(await call(`backup BACK ${moved}`)).toMatchObject({ code: 0 });
    const status = await said('status --plan PLAN --json');
    vi.stubEnv('QUARTERDECK_TABLE', 'another');
    expect(await call('restore BACK')).toMatchObject({ code: 0 });
    expect(await said('status --plan PLAN --json')).toEqual(status);
  }, 240_000);
});
