import { type Instant, millisecondsOf } from '../../domain/calendar/civil-date.js';
import { type RosterChanges, rosterChanges, type TeamMember, withoutTeam } from '../../domain/people/roster.js';
import type { KnownTeam } from '../store/directory.js';
import type { Log, Rosters, TeamReference } from '../store/ports.js';
import type { Stores } from '../store/stores.js';

/** What came of reading one team's roster. */
export type RosterRead =
  | {
      readonly kind: 'read';
      readonly members: number;
      readonly joined: number;
      readonly left: number;
      /** Accounts without an Entra id: they cannot answer in Teams. */
      readonly withoutId: number;
    }
  /** The app is not in that team any more; what was known from it is forgotten. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly reason: string };

const DAY_MS = 24 * 60 * 60_000;
/** A roster that could not be read is tried again after this. */
const RETRY_MS = 60 * 60_000;

/**
 * Keeps what is known of the teams in which the app is installed: who is there, under which address, who is a guest,
 * and who has left. Teams tells of changes as they happen; a daily reading finds the ones that it did not tell.
 */
export function makeNoteRoster(deps: { readonly stores: Stores; readonly rosters: Rosters; readonly log: Log }) {
  const { stores, log } = deps;
  // one reading of a tenant's teams at a time: each compares with what the one before has written
  const lines = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<RosterRead>>();

  /** An install raises two events, and ten people who join raise ten: what waits for its turn stands for all of them. */
  function read(team: TeamReference, now: Instant): Promise<RosterRead> {
    const key = `${team.tenant} ${team.conversationId}`;
    const queued = waiting.get(key);
    if (queued !== undefined) return queued;
    const before = lines.get(team.tenant) ?? Promise.resolve();
    const reading = before.then(() => {
      waiting.delete(key);
      return readNow(deps, team, now);
    });
    waiting.set(key, reading);
    const settled = reading.catch(() => undefined);
    lines.set(team.tenant, settled);
    return reading;
  }

  return {
    /** The app is in this team: noted at once, so that the roster is read even if this process ends now. */
    async noteTeam(team: TeamReference): Promise<void> {
      const { serviceUrl, botId, channelId } = team;
      await stores.directory.saveServiceAddress(team.tenant, { serviceUrl, botId, channelId });
      const known = await stores.directory.teamOf(team);
      await stores.directory.saveTeam({ team, readAt: known?.readAt ?? null, triedAt: known?.triedAt ?? null });
    },

    /** The app was taken out of a team. */
    noteTeamGone: (team: TeamReference): Promise<void> => forgetTeam(stores, team),

    /** Reads a noted team's roster and stores what it changes. Rejects only for defects and an unreachable store. */
    read,

    /** Reads every roster that is older than a day. Never rejects: a roster that fails is tried again in an hour. */
    async refreshDue(now: Instant): Promise<void> {
      try {
        for (const known of await stores.directory.teams()) if (isDue(known, now)) await read(known.team, now);
      } catch (error) {
        log.error('roster.refresh', { error });
      }
    },
  };
}

async function readNow(
  deps: { readonly stores: Stores; readonly rosters: Rosters; readonly log: Log },
  team: TeamReference,
  now: Instant,
): Promise<RosterRead> {
  const { stores, rosters, log } = deps;
  const { directory } = stores;
  const known = await directory.teamOf(team);
  // taken out of the team while this reading waited for its turn
  if (known === null) return { kind: 'gone' };
  await directory.saveTeam({ team, readAt: known.readAt, triedAt: now });
  const outcome = await rosters.membersOf(team);
  switch (outcome.kind) {
    case 'gone':
      log.warn('roster.gone', { reason: outcome.reason });
      await forgetTeam(stores, team);
      return { kind: 'gone' };
    case 'unread':
      log.warn('roster.unread', { reason: outcome.reason });
      return outcome;
    case 'roster': {
      // or while its roster was on the way
      if ((await directory.teamOf(team)) === null) return { kind: 'gone' };
      const changes = rosterChanges(await stores.roster(team.tenant).everybody(), known.id, outcome.members, now);
      await keep(stores, team.tenant, outcome.members, changes, now);
      await directory.saveTeam({ team, readAt: now, triedAt: now });
      const read = { members: outcome.members.length, joined: changes.joined, left: changes.left };
      const withoutId = outcome.members.filter((member) => member.person === null).length;
      log.info('roster.read', { ...read, withoutId });
      return { kind: 'read', ...read, withoutId };
    }
  }
}

/** Addresses first: an entry that is written is not looked at again before it changes. */
async function keep(
  stores: Stores,
  tenant: string,
  members: readonly TeamMember[],
  changes: RosterChanges,
  now: Instant,
): Promise<void> {
  const changed = new Set(changes.write.map((each) => each.person));
  const addresses = members.flatMap(({ person, name, addresses }) =>
    person !== null && changed.has(person) ? addresses.map((address) => ({ address, person, name })) : [],
  );
  await stores.directory.addAddresses(tenant, addresses);
  await stores.roster(tenant).write(changes.write);
  if (changes.joined === 0) return;
  // a chat may be opened now with somebody who could not be reached
  for (const plan of await stores.directory.plans(tenant)) await stores.directory.addDue({ tenant, plan, at: now });
}

async function forgetTeam(stores: Stores, team: TeamReference): Promise<void> {
  const known = await stores.directory.teamOf(team);
  if (known === null) return;
  const roster = stores.roster(team.tenant);
  const { write, forget } = withoutTeam(await roster.everybody(), known.id);
  await roster.write(write);
  await roster.remove(forget);
  await stores.directory.removeTeam(team);
}

function isDue({ readAt, triedAt }: KnownTeam, now: Instant): boolean {
  // what was read ahead of now was read by a clock that was set back since
  const age = (at: Instant | null) =>
    at === null || at > now ? Number.POSITIVE_INFINITY : millisecondsOf(now) - millisecondsOf(at);
  return age(readAt) >= DAY_MS && age(triedAt) >= RETRY_MS;
}
