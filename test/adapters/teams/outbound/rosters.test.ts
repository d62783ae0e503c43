import { afterEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import { makeNoteRoster } from '../../../../src/app/people/note-roster.js';
import type { TeamReference } from '../../../../src/app/store/ports.js';
import { parseInstant } from '../../../../src/domain/calendar/civil-date.js';
import {
  type ConnectorStandIn,
  errorAnswer,
  type ListedMember,
  type Scripted,
  startConnectorStandIn,
} from '../../../../src/local/stand-ins/connector-stand-in.js';
import { ASHA, type DoorOptions, openDoor, TENANT } from '../door.js';
import { makeSkippingTime } from './skipping-time.js';

const TEAM = '19:harbour@thread.tacv2';
const BILAL = { id: '00000000-0000-4000-8000-00000000000b', name: 'Bilal Okafor' };
const now = parseInstant('2026-11-20T10:00:00Z') ?? raise();

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function door(options: DoorOptions = {}) {
  const one = await openDoor({ fixtures: { time: makeSkippingTime() }, ...options });
  open.push(one);
  const team: TeamReference = {
    serviceUrl: one.connector.url,
    conversationId: TEAM,
    tenant: TENANT,
    botId: '28:quarterdeck',
    channelId: 'msteams',
  };
  return { ...one, team };
}

const smallPages = (): Promise<ConnectorStandIn> => startConnectorStandIn({ membersAPage: 2 });

function aMember(person: { readonly id: string; readonly name: string }, over: Partial<ListedMember> = {}) {
  const [given = ''] = person.name.toLowerCase().split(' ');
  const own = { aadObjectId: person.id, userPrincipalName: `${given}@northmoor.example`, tenantId: TENANT };
  return { id: `29:${person.id}`, name: person.name, userRole: 'user', ...own, ...over };
}

function raise(): never {
  throw new Error('not an instant');
}

describe('the roster of a team', () => {
  it('is read page after page, with every address once and in lower case', async () => {
    const { rosters, team, connector } = await door({ connector: await smallPages() });
    const many = Array.from({ length: 4 }, (_, n) => aMember({ id: `${ASHA.id.slice(0, -1)}${n}`, name: `P${n}` }));
    connector.setMembers(TEAM, [
      aMember(ASHA, { userPrincipalName: 'Asha@Northmoor.example', email: 'ASHA@northmoor.example' }),
      ...many,
    ]);
    const roster = await rosters.membersOf(team);
    expect(roster).toMatchObject({ kind: 'roster', members: { length: 5 } });
    expect(roster.kind === 'roster' && roster.members[0]).toEqual({
      person: ASHA.id,
      account: `29:${ASHA.id}`,
      name: 'Asha Verma',
      addresses: ['asha@northmoor.example'],
      guest: false,
    });
    expect(connector.ledger.map(({ kind, status }) => [kind, status])).toEqual([
      ['members', 200],
      ['members', 200],
      ['members', 200],
    ]);
  });

  it.each<[string, Partial<ListedMember>, boolean, string | null]>([
    ['a member of the organisation', {}, false, BILAL.id],
    ['whose role says so', { userRole: 'guest' }, true, BILAL.id],
    ['whose home is another tenant', { tenantId: '99999999-0000-4000-8000-000000000000' }, true, BILAL.id],
    ['whose tenant is written in capitals', { tenantId: TENANT.toUpperCase() }, false, BILAL.id],
    ['without an Entra id', { aadObjectId: '' }, true, null],
    ['with something that is no Entra id', { aadObjectId: 'bilal' }, true, null],
  ])('tells a guest: %s', async (_, over, guest, person) => {
    const { rosters, team, connector } = await door();
    connector.setMembers(TEAM, [aMember(BILAL, over)]);
    expect(await rosters.membersOf(team)).toMatchObject({ members: [{ guest, person }] });
  });

  it('that is throttled in its second page is waited for, and whole', async () => {
    const { rosters, team, connector } = await door({ connector: await smallPages() });
    connector.setMembers(TEAM, [aMember(ASHA), aMember(BILAL), aMember({ ...BILAL, id: `${BILAL.id.slice(0, -1)}c` })]);
    connector.next(
      { kind: 'answer', status: 200, body: undefined } as Scripted,
      errorAnswer(429, 'TooManyRequests', '2'),
    );
    expect(await rosters.membersOf(team)).toMatchObject({ kind: 'roster', members: { length: 3 } });
    expect(connector.ledger.map((entry) => entry.status)).toEqual([200, 429, 200]);
  });

  it.each<[string, Scripted, object]>([
    [
      'throttled to the end',
      errorAnswer(429, 'TooManyRequests', '1'),
      { kind: 'unread', reason: '429 TooManyRequests' },
    ],
    ['broken', errorAnswer(500, 'ServiceError'), { kind: 'unread' }],
    ['cut off', { kind: 'drop', delivered: false }, { kind: 'unread', reason: 'ECONNRESET' }],
    ['of another shape', { kind: 'answer', status: 200, body: { members: [{ name: 'x' }] } }, { kind: 'unread' }],
    ['empty', { kind: 'answer', status: 200, body: { members: [] } }, { kind: 'unread' }],
    ['of a team without the app', errorAnswer(403, 'BotNotInConversationRoster'), { kind: 'gone' }],
    ['of a team that is gone', errorAnswer(404, 'ConversationNotFound'), { kind: 'gone' }],
  ])('%s is none, and nobody looks like a leaver', async (_, scripted, outcome) => {
    const { rosters, team, connector } = await door();
    connector.setMembers(TEAM, [aMember(ASHA)]);
    connector.always(scripted);
    expect(await rosters.membersOf(team)).toMatchObject(outcome);
  });

  it('that pages on without an end is not believed', async () => {
    const { rosters, team, connector } = await door();
    connector.always({ kind: 'answer', status: 200, body: { members: [aMember(ASHA)], continuationToken: 'again' } });
    expect(await rosters.membersOf(team)).toEqual({ kind: 'unread', reason: 'the roster does not end' });
    expect(connector.ledger).toHaveLength(100);
  });

  it('is not asked for at an address that is not allowed', async () => {
    const { rosters, team } = await door();
    expect(await rosters.membersOf({ ...team, serviceUrl: 'https://evil.example' })).toMatchObject({ kind: 'unread' });
  });
});

describe('the app in a team', () => {
  /** A door behind which the rosters are really kept. */
  async function keeping() {
    const stores = openStores(memoryTable());
    let keeper: ReturnType<typeof makeNoteRoster> | null = null;
    const one = await door({
      answer: async ({ what, who, content }) => {
        if (what !== 'team' || keeper === null) return { replies: [] };
        const [team, roster] = [who as TeamReference, keeper];
        if ((content as { kind: string }).kind === 'removed') await roster.noteTeamGone(team);
        else await roster.noteTeam(team);
        return { replies: [], after: async () => void (await roster.read(team, now)) };
      },
    });
    keeper = makeNoteRoster({ stores, rosters: one.rosters, log: one.log });
    return { ...one, stores, keeper };
  }

  it('brings its people with their addresses, and keeps no chat of theirs', async () => {
    const { channel, connector, stores, server } = await keeping();
    connector.setMembers(TEAM, [aMember(ASHA), aMember(BILAL, { userRole: 'guest', tenantId: 'elsewhere' })]);
    await channel.addToTeam(ASHA, TEAM);
    await server.close();
    expect(await stores.directory.personByAddress(TENANT, 'ASHA@northmoor.example')).toEqual({
      person: ASHA.id,
      name: ASHA.name,
    });
    expect(await stores.roster(TENANT).everybody()).toMatchObject([
      { person: ASHA.id, guest: false, account: `29:${ASHA.id}`, seenAt: now },
      { person: BILAL.id, guest: true },
    ]);
    expect(await stores.person(TENANT, ASHA.id).record()).toBeNull();
    expect(await stores.directory.serviceAddress(TENANT)).toEqual({
      serviceUrl: connector.url,
      botId: '28:quarterdeck',
      channelId: 'msteams',
    });
    expect(connector.ledger.map((entry) => [entry.kind, entry.conversation])).toEqual([['members', TEAM]]);
  });

  it('notices who left, and forgets the team that it is taken out of', async () => {
    const { channel, connector, stores, keeper, team } = await keeping();
    connector.setMembers(TEAM, [aMember(ASHA), aMember(BILAL)]);
    await channel.addToTeam(ASHA, TEAM);
    await connector.seen(1);
    connector.setMembers(TEAM, [aMember(ASHA)]);
    expect(await keeper.read(team, now)).toMatchObject({ kind: 'read', members: 1, left: 1 });
    expect(await stores.roster(TENANT).of(BILAL.id)).toMatchObject({ teams: [] });
    await channel.removeFromTeam(ASHA, TEAM);
    expect(await stores.roster(TENANT).of(ASHA.id)).toBeNull();
    expect(await stores.directory.teams()).toEqual([]);
  });

  it('is read once for many events at a time, and once more for those that come meanwhile', async () => {
    const { connector, keeper, team } = await keeping();
    connector.setMembers(TEAM, [aMember(ASHA)]);
    await keeper.noteTeam(team);
    const many = () => Array.from({ length: 6 }, () => keeper.read(team, now));
    const first = many();
    await connector.seen(1);
    await Promise.all([...first, ...many()]);
    expect(connector.ledger).toHaveLength(2);
  });
});
