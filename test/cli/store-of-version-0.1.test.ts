import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeJson } from '../../src/adapters/documents/own/write/json.js';
import { embeddedTable } from '../../src/adapters/tables/engines/embedded-table.js';
import { openStores } from '../../src/adapters/tables/stores/service-store.js';
import { makeLoadCompiled } from '../../src/app/publishing/draft-links.js';
import { runCommand } from './commands-of-a-pond.js';

const CASE = fileURLToPath(new URL('../../../shared/cases/store-0.1/', import.meta.url));
const NOT_THERE = existsSync(CASE) ? '' : ' (skipped: it does not lie beside the project as ../shared/cases/store-0.1)';

const said = (name: string): unknown => JSON.parse(readFileSync(join(CASE, name), 'utf8'));

describe.skipIf(NOT_THERE !== '')(`A store that version 0.1 wrote${NOT_THERE}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-store-0.1-'));
  beforeAll(() => void execFileSync('tar', ['xzf', join(CASE, 'store.tar.gz'), '-C', folder]));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function answer(command: string): Promise<unknown> {
    const { code, out, err } = await runCommand([command, '--plan', 'light', '--data', folder, '--json']);
    if (code !== 0) throw new Error(err);
    return JSON.parse(out);
  }

  it.each(['status', 'promises'])(
    'gives the same answer to "%s"',
    async (command) => {
      expect(await answer(command)).toEqual(said(`${command}.json`));
    },
    60_000,
  );

  it('has the same history, and after it the draft that was compiled last', async () => {
    const before = said('history.json') as readonly unknown[];
    const now = (await answer('history')) as readonly unknown[];
    expect(now.slice(0, before.length)).toEqual(before);
    expect(now.slice(before.length)).toMatchObject([
      { chain: 'plan', payload: { what: 'compiled a draft', new: expect.stringMatching(/^draft 2, /) } },
    ]);
  });

  it('gives the same draft, under a seal that says the same and more', async () => {
    const table = await embeddedTable(folder);
    const stores = openStores(table);
    const [plan] = await stores.directory.allPlans();
    if (plan === undefined) throw new Error('no plan');
    const head = (await stores.plan(plan.tenant, plan.plan).head())?.value;
    const document = await makeLoadCompiled({ stores })(plan.tenant, plan.plan, head?.drafts[1] ?? 'none');
    await table.close();
    if (document === null) throw new Error('no draft');
    const written = JSON.parse(Buffer.from(writeJson(document)).toString('utf8')) as { readonly plan: unknown };
    const before = said('draft/light-draft-2.json') as { readonly plan: unknown };
    expect(written).toMatchObject(before);
    expect(written.plan).toEqual(before.plan);
  });
});
