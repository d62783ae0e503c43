import { z } from 'zod';
import type { Directory, DuePlan, ServiceStore } from '../../../app/store/directory.js';
import type { Table, TableWrite, TeamReference } from '../../../app/store/ports.js';
import type { Stores } from '../../../app/store/stores.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { below, DIRECTORY_PARTITION, digestPart, keyOf, SERVICE_PARTITION } from '../rows/keys.js';
import { knownTeamSchema, serviceAddressSchema } from '../rows/person-schemas.js';
import { readOne, readRange, readRows, writeMany, writesOf } from '../rows/rows.js';
import { forgottenStore } from './forgotten-store.js';
import { personStore } from './person-store.js';
import { planStore } from './plan-store.js';
import { rosterStore } from './roster-store.js';

/** All stores, upon any engine of the Table port. */
export function openStores(table: Table): Stores {
  return {
    plan: (tenant, plan) => planStore(table, tenant, plan),
    person: (tenant, person) => personStore(table, tenant, person),
    roster: (tenant) => rosterStore(table, tenant),
    forgotten: (tenant) => forgottenStore(table, tenant),
    directory: directory(table),
    service: serviceStore(table),
  };
}

const text = z.string();

function directory(table: Table): Directory {
  const partition = DIRECTORY_PARTITION;
  const dueKey = (due: DuePlan) => keyOf('due', due.at.replaceAll(':', '.'), due.tenant, due.plan);
  return {
    async plans(tenant) {
      const prefix = below('plan', tenant);
      return (await readRows(table, { partition, prefix })).map((row) => row.key.slice(prefix.length));
    },
    async allPlans() {
      const prefix = below('plan');
      return (await readRows(table, { partition, prefix })).map((row) => {
        const [tenant = '', plan = ''] = row.key.slice(prefix.length).split('~');
        return { tenant, plan };
      });
    },
    async addPlan(tenant, plan) {
      await table.batch(partition, [{ kind: 'put', key: keyOf('plan', tenant, plan), values: {} }]);
    },
    async due(now) {
      // "~" follows every digit, so this range ends with the rows of `now` itself
      const before = `${keyOf('due', now.replaceAll(':', '.'))}~~`;
      const rows = await readRows(table, { partition, from: below('due'), before });
      return rows.map((row) => ({
        at: text.parse(row.values['at']) as Instant,
        tenant: text.parse(row.values['tenant']),
        plan: text.parse(row.values['plan']),
        etag: row.etag,
      }));
    },
    async addDue({ at, tenant, plan }) {
      await table.batch(partition, [{ kind: 'put', key: dueKey({ at, tenant, plan }), values: { at, tenant, plan } }]);
    },
    async removeDue(due) {
      await table.batch(partition, [{ kind: 'remove', key: dueKey(due), etag: due.etag }]);
    },
    async personByAddress(tenant, address) {
      const row = await table.get(partition, keyOf('addr', tenant, digestPart(address)));
      if (row === undefined) return null;
      return { person: text.parse(row.values['person']), name: text.parse(row.values['name']) };
    },
    async addAddress(tenant, address, person, name) {
      const key = keyOf('addr', tenant, digestPart(address));
      await table.batch(partition, [{ kind: 'put', key, values: { person, name } }]);
    },
    async addAddresses(tenant, people) {
      const rows = new Map(
        people.map(({ address, person, name }) => [keyOf('addr', tenant, digestPart(address)), { person, name }]),
      );
      const writes = [...rows].map(([key, values]): TableWrite => ({ kind: 'put', key, values }));
      await writeMany(table, partition, writes);
    },
    async addressesOf(tenant, person) {
      const rows = await readRows(table, { partition, prefix: below('addr', tenant) });
      return rows
        .filter((row) => row.values['person'] === person)
        .map((row) => ({ name: text.parse(row.values['name']) }));
    },
    async removeAddresses(tenant, person) {
      for (const { key, etag, values } of await readRows(table, { partition, prefix: below('addr', tenant) })) {
        if (values['person'] === person) await table.batch(partition, [{ kind: 'remove', key, etag }]);
      }
    },
    async serviceAddress(tenant) {
      return (await readOne(table, partition, keyOf('service', tenant), serviceAddressSchema))?.value ?? null;
    },
    async saveServiceAddress(tenant, address) {
      await writeMany(table, partition, writesOf(keyOf('service', tenant), address, tenant, { kind: 'put' }));
    },
    async addKept(tenant, person) {
      await table.batch(partition, [{ kind: 'put', key: keyOf('kept', tenant, person), values: {} }]);
    },
    async allKept() {
      const prefix = below('kept');
      return (await readRows(table, { partition, prefix })).map((row) => {
        const [tenant = '', person = ''] = row.key.slice(prefix.length).split('~');
        return { tenant, person };
      });
    },
    async removeKept(tenant, person) {
      const row = await table.get(partition, keyOf('kept', tenant, person));
      if (row !== undefined) await table.batch(partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
    },
    async teams() {
      const rows = await readRange(table, { partition, prefix: below('team') }, knownTeamSchema);
      return rows.map(({ value }) => ({ ...value, id: teamId(value.team) }));
    },
    async teamOf(team) {
      const found = await readOne(table, partition, teamKey(team), knownTeamSchema);
      return found === null ? null : { ...found.value, id: teamId(team) };
    },
    async saveTeam({ team, readAt, triedAt }) {
      const row = { team, readAt, triedAt };
      await writeMany(table, partition, writesOf(teamKey(team), row, teamId(team), { kind: 'put' }));
    },
    async removeTeam(team) {
      const row = await table.get(partition, teamKey(team));
      if (row !== undefined) await table.batch(partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
    },
  };
}

const holdSchema = z.object({
  from: text.transform((value) => value as Instant),
  to: text.transform((value) => value as Instant),
  people: z.number(),
  released: z.boolean(),
  why: z
    .enum(['restored', ''])
    .optional()
    .transform((why) => (why === '' ? undefined : why)),
});

const teamId = (team: TeamReference) => digestPart(team.conversationId);
const teamKey = (team: TeamReference) => keyOf('team', team.tenant, teamId(team));

function serviceStore(table: Table): ServiceStore {
  const partition = SERVICE_PARTITION;
  return {
    async cardKey(make) {
      const known = await table.get(partition, 'card-key');
      if (known !== undefined) return text.parse(known.values['key']);
      // two replicas may start at once: whoever inserts first has made the key
      await table.batch(partition, [{ kind: 'insert', key: 'card-key', values: { key: make() } }]);
      return text.parse((await table.get(partition, 'card-key'))?.values['key']);
    },
    async localClock() {
      const row = await table.get(partition, 'local-clock');
      if (row === undefined) return null;
      return {
        shows: text.parse(row.values['shows']) as Instant,
        savedAt: text.parse(row.values['savedAt']) as Instant,
      };
    },
    async saveLocalClock(shows, savedAt) {
      await table.batch(partition, [{ kind: 'put', key: 'local-clock', values: { shows, savedAt } }]);
    },
    async hold() {
      const row = await table.get(partition, 'hold');
      return row === undefined || row.values['from'] === '' ? null : holdSchema.parse(row.values);
    },
    async saveHold(hold) {
      const values = hold === null ? { from: '', to: '', people: 0, released: true } : { ...hold, why: hold.why ?? '' };
      await table.batch(partition, [{ kind: 'put', key: 'hold', values }]);
    },
    async heartbeat() {
      const row = await table.get(partition, 'heartbeat');
      return row === undefined ? null : (text.parse(row.values['at']) as Instant);
    },
    async saveHeartbeat(at) {
      await table.batch(partition, [{ kind: 'put', key: 'heartbeat', values: { at } }]);
    },
  };
}
