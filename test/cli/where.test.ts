import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStores } from '../../src/adapters/tables/stores/service-store.js';
import { LOCAL_TENANT } from '../../src/host/config.js';
import { openTable } from '../../src/host/wiring.js';
import { type Azurite, startAzurite } from '../adapters/tables/engines/azurite.js';
import { folderWith, runCommand } from './commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2031\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tThe hole is dug.\t',
].join('\n');
const OURS = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';

const folder = folderWith(PLAN);
const run = (...args: readonly string[]) => runCommand(args);
const file = (name: string) => join(folder(), name);

/** `serve` goes on until it is stopped; `package` uses no store. */
const LEFT_OUT = ['serve', 'package', 'doctor'];
/** Every other command, with what it cannot do without. They may be refused, but not for wrong usage. */
const COMMANDS: Readonly<Record<string, () => readonly string[]>> = {
  import: () => [file('plan.txt')],
  assign: () => [file('plan.txt')],
  'cycle open': () => ['--revision', '2031-08-04'],
  'cycle close': () => [],
  'cycle recall': () => ['--reason', 'r', '--yes'],
  'cycle skip': () => ['--reason', 'r', '--yes'],
  'cycle pause': () => ['--reason', 'r'],
  'cycle resume': () => [],
  finish: () => ['--reason', 'r', '--yes'],
  reopen: () => ['--reason', 'r'],
  sweep: () => [],
  resume: () => [],
  status: () => [],
  compile: () => ['--out', file('out')],
  'sheet make': () => ['--post', 'Head of Ponds'],
  'sheet import': () => [file('plan.txt')],
  history: () => [],
  check: () => [],
  'review list': () => [],
  'review accept': () => ['f', '--reason', 'r'],
  'review correct': () => ['--ref', '1', '--text-file', file('plan.txt'), '--reason', 'r'],
  'review ask': () => ['f', '--question', 'q'],
  'review check': () => ['--draft', '1', '--kind', 'legal', '--by', 'Counsel'],
  sign: () => ['--draft', '1', '--as', OURS],
  verify: () => [file('plan.txt')],
  changes: () => ['--out', file('out')],
  promises: () => [],
  promise: () => ['abc', 'done'],
  complete: () => ['--ref', '1'],
  discharge: () => ['--ref', '1', '--by', 'HMI', '--on', '2031-05-05', '--reference', 'R1'],
  deadline: () => ['--ref', '1', '--to', '2031-09-01', '--agreed-by', 'A', '--reason', 'r'],
  transfer: () => ['--ref', '1', '--to', 'P', '--watched-by', 'W', '--look-again', '2031-12-01'],
  finished: () => ['--close', '1'],
  published: () => [],
  publication: () => ['--hide', '1', '--reason', 'r'],
  settings: () => [],
  inspection: () => ['--out', file('out')],
  paper: () => ['--out', file('out')],
  redact: () => ['--ref', '1', '--words-file', file('plan.txt')],
  'person export': () => ['--person', OURS, '--out', file('person.json')],
  'person forget': () => ['--person', OURS],
  backup: () => [file('one.backup.gz')],
  restore: () => [file('plan.txt')],
  migrate: () => [],
};
/** These read a file first, and a file that is none of theirs is refused before it matters where. */
const READS_FIRST = new Set(['assign', 'sheet import']);

/** These are about the whole store. */
const WITHOUT_PLAN = new Set(['sweep', 'resume', 'backup', 'restore', 'migrate', 'person export', 'person forget']);

const wordsOf = (name: string) => [...name.split(' '), ...(COMMANDS[name]?.() ?? [])];
const planOf = (name: string) => (WITHOUT_PLAN.has(name) ? [] : ['--plan', 'pond']);

describe('The first line of a command', () => {
  const here = () =>
    new RegExp(
      `^Store: embedded, on this machine only; folder: ${file('store')}( \\(new\\))?; tenant: local \\(sample tenant\\)$`,
    );

  it('is tested for every command that there is', async () => {
    const groups = ['', 'cycle', 'review', 'sheet', 'person'];
    const found: string[] = [];
    for (const group of groups) {
      const { out } = await run(...group.split(' ').filter(Boolean), '--help');
      const names = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
      found.push(...names.filter((name) => name !== 'help').map((name) => `${group} ${name}`.trim()));
    }
    expect(found.filter((name) => !LEFT_OUT.includes(name) && !groups.includes(name)).sort()).toEqual(
      Object.keys(COMMANDS).sort(),
    );
  });

  it.each(Object.keys(COMMANDS).filter((name) => !READS_FIRST.has(name)))('names its place: %s', async (name) => {
    const { code, out, err } = await run(...wordsOf(name), ...planOf(name), '--data', file('store'));
    expect(code, err).toBeLessThan(2);
    expect(out.split('\n')[0]).toMatch(here());
  });

  it.each(Object.keys(COMMANDS).filter((name) => !READS_FIRST.has(name)))(
    'goes to standard error where standard output is JSON: %s',
    async (name) => {
      const { out, err } = await run(...wordsOf(name), ...planOf(name), '--data', file('store'), '--json');
      expect(err.split('\n')[0]).toMatch(here());
      expect(out).not.toContain('Store:');
    },
  );
});

describe('On a machine with nothing set', () => {
  it('--store azure says which settings are missing, and nothing is written', async () => {
    const { code, err } = await run('import', file('plan.txt'), '--plan', 'pond', '--store', 'azure');
    expect(code).toBe(1);
    expect(err).toMatch(/QUARTERDECK_TABLE_ENDPOINT/);
    expect(readdirSync(folder())).toEqual(['plan.txt']);
  });

  it("a folder with a real tenant's plan takes no work under the invented one", async () => {
    const theirs = ['--plan', 'pond', '--data', file('store')];
    expect((await run('import', file('plan.txt'), ...theirs, '--tenant', OURS)).code).toBe(0);
    const { code, err } = await run('import', file('plan.txt'), ...theirs);
    expect(code).toBe(2);
    expect(err).toContain(OURS);
    expect((await run('status', ...theirs, '--tenant', OURS)).code).toBe(0);
  });
});

describe('In Azure Table storage', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  }, 240_000);
  afterAll(() => azurite.stop());

  const importing = (...more: readonly string[]) => {
    vi.stubEnv('QUARTERDECK_STORE', 'azure');
    vi.stubEnv('AZURE_STORAGE_CONNECTION_STRING', azurite.connectionString);
    return run('import', file('plan.txt'), '--plan', 'pond', ...more);
  };
  const plansOf = async (tenant: string) => {
    const { connectionString } = azurite;
    const table = await openTable({ kind: 'azureConnection', connectionString, table: 'quarterdeck' });
    return openStores(table).directory.plans(tenant);
  };

  it('nothing is imported without a tenant: exit code 2 and one line that says what to do', async () => {
    const { code, out, err } = await importing();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Nothing says whose plan this is.*--tenant ID or in MicrosoftAppTenantId.*\n$/);
    expect(await plansOf(LOCAL_TENANT)).toEqual([]);
  });

  it('a plan goes to the tenant that is named, by option or by setting, and the first line says so', async () => {
    const where = /^Store: azure; table: quarterdeck at http:\/\/127\.0\.0\.1:\d+\/devstoreaccount1; tenant: 2b1c7f0e-/;
    const byOption = await importing('--tenant', OURS);
    expect(byOption).toMatchObject({ code: 0, out: expect.stringMatching(where) });
    expect(await plansOf(OURS)).toEqual(['pond']);
    vi.stubEnv('MicrosoftAppTenantId', OURS);
    expect(await importing()).toMatchObject({ code: 0, out: expect.stringMatching(where) });
    expect(await plansOf(LOCAL_TENANT)).toEqual([]);
  });
});
