import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeNoteRoster } from '../../../src/app/people/note-roster.js';
import { readReach } from '../../../src/app/people/reach.js';
import type { RosterOutcome, TeamReference } from '../../../src/app/store/ports.js';
import { peopleMessage, peopleOf } from '../../../src/chat/commands/standing/see-people.js';
import type { TeamMember } from '../../../src/domain/people/roster.js';
import { at } from '../../domain/builders.js';
import { countedTable, silentLog } from '../fakes.js';
import { ADA, aWorld, BEN, CAT, LEAD, line, openQuarter, PLAN, TENANT, type World } from '../world.js';

const MONDAY = at('2026-11-23T10:00:00Z');
const TUESDAY = at('2026-11-24T10:00:00Z');
const about = { tenant: TENANT, plan: PLAN, by: 'system' };
const [HARBOUR, LEGAL] = ['19:harbour', '19:legal'].map(
  (conversationId): TeamReference => ({
    serviceUrl: 'https://teams.example',
    conversationId,
    tenant: TENANT,
    botId: 'bot',
    channelId: 'msteams',
  }),
) as [TeamReference, TeamReference];

let table: ReturnType<typeof countedTable>;
let world: World;
/** What Teams would answer for each team. */
let teams: Map<string, RosterOutcome>;
let reads: string[];
let keeper: ReturnType<typeof makeNoteRoster>;

function member(person: string | null, name: string, over: Partial<TeamMember> = {}): TeamMember {
  const address = `${name.toLowerCase().replace(' ', '.')}@northmoor.example`;
  return { person, account: `29:${name}`, name, addresses: [address], guest: false, ...over };
}
const [ada, ben, cat] = [member(ADA, 'Ada Moss'), member(BEN, 'Ben Reed'), member(CAT, 'Cat Pell')];
const says = (team: TeamReference, ...members: TeamMember[]) =>
  void teams.set(team.conversationId, { kind: 'roster', members });
const reachOf = (person: string) => readReach(world.stores, TENANT, person);

beforeEach(() => {
  table = countedTable(memoryTable());
  world = aWorld(table);
  teams = new Map();
  reads = [];
  const rosters = {
    async membersOf({ conversationId }: TeamReference): Promise<RosterOutcome> {
      reads.push(conversationId);
      return teams.get(conversationId) ?? { kind: 'gone', reason: '403' };
    },
  };
  keeper = makeNoteRoster({ stores: world.stores, rosters, log: silentLog });
});

async function read(team: TeamReference, now = MONDAY) {
  await keeper.noteTeam(team);
  return keeper.read(team, now);
}

describe('a roster', () => {
  it('lets people be assigned by their e-mail addresses', async () => {
    says(HARBOUR, ada, ben, member(null, 'No Id', { guest: true }));
    expect(await read(HARBOUR)).toEqual({ kind: 'read', members: 3, joined: 2, left: 0, withoutId: 1 });
    await openQuarter(world, { lines: [line('plan', LEAD, 'lead')] });
    const lines = [{ ...line('4.1', 'Ada.Moss@Northmoor.example'), name: '' }];
    expect(await world.assign({ ...about, lines }, MONDAY)).toMatchObject({
      kind: 'assigned',
      assignments: [{ person: ADA, name: 'Ada Moss' }],
    });
    const unknown = [{ ...line('4.1', 'no.id@northmoor.example'), name: '' }];
    expect(await world.assign({ ...about, lines: unknown }, MONDAY)).toMatchObject({ kind: 'refused' });
  });

  it('of many people is kept in as many batches as a table takes', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
    says(HARBOUR, ...ids.map((id, n) => member(id, `Person ${n}`)));
    expect(await read(HARBOUR)).toMatchObject({ joined: 250 });
    expect(await world.stores.roster(TENANT).everybody()).toHaveLength(250);
    expect(await world.stores.directory.personByAddress(TENANT, 'person.249@northmoor.example')).toEqual({
      person: ids[249],
      name: 'Person 249',
    });
    expect(table.calls.length).toBeLessThan(25);
  });

  it('that says the same again costs one page and two writes', async () => {
    says(HARBOUR, ada, ben, cat);
    await read(HARBOUR);
    table.calls.length = 0;
    expect(await keeper.read(HARBOUR, TUESDAY)).toMatchObject({ joined: 0, left: 0 });
    expect(table.calls.filter((call) => call === 'batch')).toHaveLength(2);
    expect(table.calls.filter((call) => call === 'range')).toHaveLength(1);
    expect(await world.stores.roster(TENANT).of(ADA)).toMatchObject({ seenAt: MONDAY });
  });

  it('without somebody who was on it makes them a leaver, until a sign of life', async () => {
    await openQuarter(world);
    says(HARBOUR, ada, ben);
    await read(HARBOUR);
    says(HARBOUR, ben);
    expect(await keeper.read(HARBOUR, TUESDAY)).toMatchObject({ left: 1 });
    expect(await reachOf(ADA)).toEqual({ kind: 'left', since: TUESDAY });
    expect(await reachOf(BEN)).toEqual({ kind: 'reachable', by: 'chat' });
    await world.signOfLife(ADA, at('2026-11-24T10:00:01Z'));
    expect(await reachOf(ADA)).toEqual({ kind: 'reachable', by: 'chat' });
  });

  it('of one team does not make a leaver of somebody who is in another', async () => {
    says(HARBOUR, ada, ben);
    says(LEGAL, ada);
    await read(HARBOUR);
    await read(LEGAL);
    says(HARBOUR, ben);
    expect(await keeper.read(HARBOUR, TUESDAY)).toMatchObject({ left: 0 });
    says(LEGAL, cat);
    expect(await keeper.read(LEGAL, TUESDAY)).toMatchObject({ left: 1, joined: 1 });
    expect(await reachOf(ADA)).toEqual({ kind: 'left', since: TUESDAY });
  });

  it('on which somebody is again clears that they had left', async () => {
    says(HARBOUR, ada, ben);
    await read(HARBOUR);
    says(HARBOUR, ben);
    await keeper.read(HARBOUR, TUESDAY);
    says(HARBOUR, ada, ben);
    expect(await keeper.read(HARBOUR, at('2026-11-25T10:00:00Z'))).toMatchObject({ joined: 1 });
    expect(await reachOf(ADA)).toEqual({ kind: 'reachable', by: 'team' });
  });

  it('that cannot be read changes nothing', async () => {
    says(HARBOUR, ada, ben);
    await read(HARBOUR);
    teams.set(HARBOUR.conversationId, { kind: 'unread', reason: '429' });
    expect(await keeper.read(HARBOUR, TUESDAY)).toEqual({ kind: 'unread', reason: '429' });
    expect(await reachOf(ADA)).toEqual({ kind: 'reachable', by: 'team' });
  });

  it('of a team that lost the app is forgotten: nobody has left, there is just nobody who could say', async () => {
    says(HARBOUR, ada, ben);
    says(LEGAL, ada);
    await read(HARBOUR);
    await read(LEGAL);
    await keeper.noteTeamGone(HARBOUR);
    expect(await reachOf(ADA)).toEqual({ kind: 'reachable', by: 'team' });
    expect(await reachOf(BEN)).toEqual({ kind: 'neverSeen', tried: null });
    teams.delete(LEGAL.conversationId);
    expect(await keeper.read(LEGAL, TUESDAY)).toEqual({ kind: 'gone' });
    expect(await world.stores.roster(TENANT).everybody()).toEqual([]);
    expect(await world.stores.directory.teams()).toEqual([]);
  });

  it('with somebody new makes the plans due, so that a chat may be opened with them', async () => {
    await openQuarter(world);
    const all = await world.stores.directory.due(at('2027-02-01T10:00:00Z'));
    for (const due of all) await world.stores.directory.removeDue(due);
    says(HARBOUR, ada);
    await read(HARBOUR);
    expect(await world.stores.directory.due(MONDAY)).toMatchObject([{ plan: PLAN, at: MONDAY }]);
  });
});

describe('the daily reading', () => {
  it('takes only what is a day old, and tries again in an hour what failed', async () => {
    says(HARBOUR, ada);
    await keeper.noteTeam(HARBOUR);
    await keeper.refreshDue(MONDAY);
    await keeper.refreshDue(at('2026-11-24T09:59:00Z'));
    expect(reads).toHaveLength(1);
    teams.set(HARBOUR.conversationId, { kind: 'unread', reason: '503' });
    for (const time of ['10:00', '10:01', '10:59', '11:00']) await keeper.refreshDue(at(`2026-11-24T${time}:00Z`));
    expect(reads).toHaveLength(3);
  });

  it('is not put off by a reading at a time that the clock showed wrongly', async () => {
    says(HARBOUR, ada);
    await keeper.noteTeam(HARBOUR);
    await keeper.refreshDue(at('2027-11-23T10:00:00Z'));
    for (const time of ['10:00', '10:01']) await keeper.refreshDue(at(`2026-11-24T${time}:00Z`));
    expect(reads).toHaveLength(2);
  });

  it('reads every team, one by one, and survives a store that fails', async () => {
    says(HARBOUR, ada, ben);
    says(LEGAL, ada);
    await keeper.noteTeam(HARBOUR);
    await keeper.noteTeam(LEGAL);
    await keeper.refreshDue(MONDAY);
    expect([...reads].sort()).toEqual([HARBOUR.conversationId, LEGAL.conversationId]);
    expect((await world.stores.roster(TENANT).of(ADA))?.teams).toHaveLength(2);
    const broken = {
      ...world.stores,
      directory: { ...world.stores.directory, teams: () => Promise.reject(new Error()) },
    };
    const unlucky = makeNoteRoster({ stores: broken, rosters: { membersOf: async () => raise() }, log: silentLog });
    await expect(unlucky.refreshDue(TUESDAY)).resolves.toBeUndefined();
  });
});

describe('/people', () => {
  it('puts guests and leavers first, with what to do, and counts those in a team as reachable', async () => {
    const lines = [line('4.1', ADA), line('4.2', BEN), line('4.3', CAT), line('plan', LEAD, 'lead')];
    await openQuarter(world, { lines: [line('4.1', ADA), line('plan', LEAD, 'lead')] });
    await world.assign({ ...about, lines }, MONDAY);
    says(HARBOUR, ada, member(BEN, 'Ben Reed', { guest: true }), cat);
    await read(HARBOUR);
    says(HARBOUR, member(BEN, 'Ben Reed', { guest: true }), cat);
    await keeper.read(HARBOUR, TUESDAY);
    const seen = await world.seePlan(TENANT, PLAN, TUESDAY);
    if (seen.kind !== 'picture') throw new Error('no picture');
    const message = peopleMessage(seen.picture, await peopleOf(world.stores, seen.picture));
    expect(message).toMatchObject({
      status: {
        summary: '2 of 4 people cannot be reached in Teams.',
        groups: [
          {
            lines: [
              {
                ref: 'Ada Moss',
                detail: expect.stringContaining(
                  'has left the team that has Quarterdeck (noticed on 24 November 2026). Assign their post to whoever follows them.',
                ),
              },
              {
                ref: 'Ben Reed',
                detail: expect.stringContaining(
                  'is a guest from another organisation. Guests answer on a return sheet: send them one.',
                ),
              },
            ],
          },
          { lines: [{ ref: 'Cat Pell' }, { ref: 'Lea Dunn' }] },
        ],
      },
    });
  });
});

function raise(): never {
  throw new Error('not to be read');
}
