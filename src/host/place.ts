import { resolve } from 'node:path';
import { endpointOf } from '../adapters/tables/engines/azure-endpoint.js';
import { readStanding } from '../adapters/tables/stores/store-standing.js';
import type { Table } from '../app/store/ports.js';
import { whyTooNew } from '../app/store/schema.js';
import type { Stores } from '../app/store/stores.js';
import { type Config, LOCAL_TENANT, type StoreChoice } from './config.js';
import { isTenantId } from './tenant-id.js';

/** Where the work of a command goes, or why nothing says so clearly enough. */
export type Place =
  | {
      readonly kind: 'place';
      readonly store: StoreChoice;
      /** An Entra tenant, or the invented one of local mode. */
      readonly tenant: string;
      readonly local: boolean;
      /** The store is a folder in which there is no table yet. */
      readonly isNew: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a command was told, beside the environment. */
interface Asked {
  readonly data?: string | undefined;
  readonly tenant?: string | undefined;
}

const HOW_TO_NAME_IT =
  'Name it with --tenant ID or in MicrosoftAppTenantId; "az account show --query tenantId" prints it.';

/**
 * Decides for a command where its work goes. Only a folder of this machine without an identity is local mode; everywhere
 * else the tenant must be named, and be one that the settings serve. A command makes no folder that nobody named: it
 * would be an empty store beside the one that was meant. `holdsTable` looks into a folder.
 */
export function placeOf(config: Config, asked: Asked, holdsTable: (folder: string) => boolean): Place {
  const { store } = config;
  const refused = (reason: string): Place => ({ kind: 'refused', reason });
  if (store.kind !== 'embedded' && asked.data !== undefined) {
    return refused('--data names a folder, but the store is azure. Leave --data out, or add --store embedded.');
  }
  const setting = config.tenant;
  if (setting !== null && !isTenantId(setting)) {
    return refused(
      'MicrosoftAppTenantId is no GUID. "az account show --query tenantId" prints the one of your tenant.',
    );
  }
  const given = asked.tenant?.toLowerCase();
  if (given !== undefined && setting !== null && given !== setting && !config.tenants.includes(given)) {
    return refused(
      `--tenant names ${given}, but the service of these settings is for ${[setting, ...config.tenants].join(' and ')}. Leave --tenant out, or correct MicrosoftAppTenantId or QUARTERDECK_TENANTS.`,
    );
  }
  const named = given ?? setting;
  const mayBeLocal = store.kind === 'embedded' && !config.hasIdentity;
  if (named === null && !mayBeLocal)
    return refused(`Nothing says whose plan this is: the tenant is missing. ${HOW_TO_NAME_IT}`);
  if (named === LOCAL_TENANT && !mayBeLocal) {
    return refused(`${LOCAL_TENANT} is the invented tenant of local mode, not yours. ${HOW_TO_NAME_IT}`);
  }
  const isNew = store.kind === 'embedded' && !holdsTable(store.folder);
  if (store.kind === 'embedded' && isNew && !config.folderIsNamed) {
    return refused(
      `There is no store in ${resolve(store.folder)}. Name its folder with --data; for the service in Azure add --store azure (infra/README.md says with which settings).`,
    );
  }
  const tenant = named ?? LOCAL_TENANT;
  return { kind: 'place', store, tenant, local: tenant === LOCAL_TENANT, isNew };
}

/** The place in one line, for the person who is at work. There is no secret in it. */
export function placeLine(store: StoreChoice, tenants: readonly string[], isNew = false): string {
  const whose = tenants.map((tenant) => (tenant === LOCAL_TENANT ? 'local (sample tenant)' : tenant)).join(', ');
  return `Store: ${storeWords(store)}${isNew ? ' (new)' : ''}; tenant: ${whose}`;
}

function storeWords(store: StoreChoice): string {
  if (store.kind === 'embedded') return `embedded, on this machine only; folder: ${resolve(store.folder)}`;
  const endpoint = store.kind === 'azureConnection' ? endpointOf(store.connectionString) : store.endpoint;
  return `azure; table: ${store.table} at ${endpoint.replace(/\/+$/, '')}`;
}

/**
 * Why a folder that was in use before is none for these tenants; null when it is. Local mode keeps out of a folder with
 * somebody's real plan, and a folder that was used in local mode only does not become a real service's by mistake.
 */
export async function whyUnfit(stores: Stores, tenants: readonly string[]): Promise<string | null> {
  const held = new Set((await stores.directory.allPlans()).map(({ tenant }) => tenant));
  if (tenants.includes(LOCAL_TENANT)) {
    const others = [...held].filter((tenant) => tenant !== LOCAL_TENANT);
    if (others.length === 0) return null;
    return `This folder holds plans of the tenant ${others.join(' and ')}, so it is not for local mode. A command takes --tenant; for trying things out name another folder with --data.`;
  }
  if (tenants.some((tenant) => held.has(tenant))) return null;
  const wasLocal = held.has(LOCAL_TENANT) || (await stores.service.localClock()) !== null;
  return wasLocal
    ? 'This folder was used in local mode, with the invented tenant. Name another one with --data or in QUARTERDECK_DATA.'
    : null;
}

/** Why nothing may be done with a store: a half restored one, or one that a newer version has changed; null when it may. */
export async function whyUnusable(table: Table): Promise<string | null> {
  const { floor, restoring } = await readStanding(table);
  return restoring === null
    ? whyTooNew(floor)
    : 'A backup is half restored here. Run "quarterdeck restore" again with the same file: it goes on and ends.';
}
