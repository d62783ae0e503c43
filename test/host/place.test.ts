import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../src/adapters/tables/stores/service-store.js';
import { LOCAL_TENANT, readConfig } from '../../src/host/config.js';
import { placeLine, placeOf, whyUnfit } from '../../src/host/place.js';
import { at } from '../domain/builders.js';

const OURS = '2b1c7f0e-51a7-4a55-9e0c-7d6c2f9b8a10';
const OTHER = '6f0d7c52-6f0a-4b7e-8d0e-4f3f6d1c2b3a';
const AZURE = { QUARTERDECK_STORE: 'azure', QUARTERDECK_TABLE_ENDPOINT: 'https://pond.table.core.windows.net/' };
const ON_A_SERVER = { MicrosoftAppId: OTHER, QUARTERDECK_DATA: '/srv/pond' };

/** Where a command works with these settings and options, on a machine where only `.quarterdeck` holds a table. */
function place(
  environment: NodeJS.ProcessEnv,
  asked: { readonly data?: string; readonly store?: string; readonly tenant?: string } = {},
  tables: readonly string[] = ['.quarterdeck'],
) {
  return placeOf(readConfig(asked, environment), asked, (folder) => tables.includes(folder));
}

describe('The place of a command', () => {
  it('is local mode in a folder of this machine for which no tenant is named', () => {
    expect(place({})).toMatchObject({ kind: 'place', tenant: LOCAL_TENANT, local: true, isNew: false });
    expect(place({}, { data: 'pond' })).toMatchObject({ tenant: LOCAL_TENANT, local: true, isNew: true });
  });

  it('is the tenant that is named, in whatever store', () => {
    const named = { kind: 'place', tenant: OURS, local: false };
    expect(place({ ...AZURE, MicrosoftAppTenantId: OURS })).toMatchObject(named);
    expect(place(AZURE, { tenant: OURS.toUpperCase() })).toMatchObject(named);
    expect(place({ ...ON_A_SERVER, MicrosoftAppTenantId: OURS })).toMatchObject(named);
    expect(place({}, { data: '/srv/pond', tenant: OURS })).toMatchObject(named);
  });

  it('can be another tenant that the service is for', () => {
    const settings = { ...AZURE, MicrosoftAppTenantId: OURS, QUARTERDECK_TENANTS: OTHER };
    expect(place(settings, { tenant: OTHER })).toMatchObject({ kind: 'place', tenant: OTHER });
  });

  it.each([
    ['Azure without a tenant', AZURE, {}, /tenant is missing.*--tenant/],
    ['a server of ours without a tenant', ON_A_SERVER, {}, /tenant is missing/],
    ['a tenant in the settings that is no GUID', { ...AZURE, MicrosoftAppTenantId: 'pond.example' }, {}, /no GUID/],
    ['the invented tenant in Azure', AZURE, { tenant: LOCAL_TENANT }, /invented/],
    [
      'a tenant that the service is not for',
      { ...AZURE, MicrosoftAppTenantId: OURS },
      { tenant: OTHER },
      /for 2b1c.*QUARTERDECK_TENANTS/,
    ],
    ['a folder where the settings say Azure', { ...AZURE, MicrosoftAppTenantId: OURS }, { data: 'pond' }, /--data/],
  ])('is not clear with %s', (_, environment, asked, reason) => {
    expect(place(environment, asked)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });

  it('is no folder that nobody named and that holds nothing yet', () => {
    const refused = { kind: 'refused', reason: expect.stringContaining(resolve('.quarterdeck')) };
    expect(place({}, {}, [])).toEqual(refused);
    expect(place({ MicrosoftAppTenantId: OURS }, {}, [])).toEqual(refused);
    expect(place({ QUARTERDECK_DATA: '.quarterdeck' }, {}, [])).toMatchObject({ kind: 'place' });
  });

  it('is not chosen between two stores in Azure', () => {
    const both = { ...AZURE, AZURE_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true' };
    expect(() => readConfig({}, both)).toThrow(/Unset the one/);
  });
});

describe('The line that names the place', () => {
  const line = (environment: NodeJS.ProcessEnv) => placeLine(readConfig({}, environment).store, [OURS]);

  it('names the store, its table or folder, and the tenant', () => {
    expect(line(AZURE)).toBe(
      `Store: azure; table: quarterdeck at https://pond.table.core.windows.net; tenant: ${OURS}`,
    );
    expect(placeLine({ kind: 'embedded', folder: 'pond' }, [LOCAL_TENANT], true)).toBe(
      `Store: embedded, on this machine only; folder: ${resolve('pond')} (new); tenant: local (sample tenant)`,
    );
  });

  it.each([
    ['AccountName=pond;AccountKey=c2VjcmV0', 'https://pond.table.core.windows.net'],
    ['AccountName=pond;AccountKey=c2VjcmV0;EndpointSuffix=core.example', 'https://pond.table.core.example'],
    ['TableEndpoint=https://pond.example/;SharedAccessSignature=sig=c2VjcmV0', 'https://pond.example'],
    ['TableEndpoint=https://pond.example/?sig=c2VjcmV0', 'https://pond.example'],
    ['UseDevelopmentStorage=true', 'http://127.0.0.1:10002/devstoreaccount1'],
  ])('says of a connection string where it leads, and no secret: %s', (connection, endpoint) => {
    const said = line({ QUARTERDECK_STORE: 'azure', AZURE_STORAGE_CONNECTION_STRING: connection });
    expect(said).toBe(`Store: azure; table: quarterdeck at ${endpoint}; tenant: ${OURS}`);
    expect(said).not.toContain('c2VjcmV0');
  });
});

describe('A folder that was in use before', () => {
  async function holding(...plansOf: readonly string[]) {
    const stores = openStores(memoryTable());
    for (const tenant of plansOf) await stores.directory.addPlan(tenant, 'pond');
    return stores;
  }

  it("is not for local mode when it holds a real tenant's plan", async () => {
    expect(await whyUnfit(await holding(OURS), [LOCAL_TENANT])).toContain(OURS);
    expect(await whyUnfit(await holding(LOCAL_TENANT), [LOCAL_TENANT])).toBeNull();
    expect(await whyUnfit(await holding(), [LOCAL_TENANT])).toBeNull();
  });

  it('is not for a real tenant when only local mode has used it', async () => {
    expect(await whyUnfit(await holding(LOCAL_TENANT), [OURS])).toMatch(/local mode/);
    const withClock = await holding();
    await withClock.service.saveLocalClock(at('2026-12-14T10:00:00Z'), at('2026-12-14T10:00:00Z'));
    expect(await whyUnfit(withClock, [OURS])).toMatch(/local mode/);
    expect(await whyUnfit(await holding(LOCAL_TENANT, OURS), [OURS])).toBeNull();
    expect(await whyUnfit(await holding(), [OURS])).toBeNull();
  });
});
