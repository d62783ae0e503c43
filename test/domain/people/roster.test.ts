import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasLeft,
  type OnRoster,
  rosterChanges,
  type TeamMember,
  withoutTeam,
} from '../../../src/domain/people/roster.js';
import { at } from '../builders.js';

const now = at('2026-11-23T10:00:00Z');
const earlier = at('2026-11-20T10:00:00Z');

const people = ['ada', 'ben', 'cat', 'dee'];
const members = fc
  .uniqueArray(fc.constantFrom(...people), { minLength: 1 })
  .map((ids) =>
    ids.map((id): TeamMember => ({ person: id, account: `29:${id}`, name: id, addresses: [], guest: false })),
  );
const known = fc.uniqueArray(
  fc.record({
    person: fc.constantFrom(...people),
    teams: fc.uniqueArray(fc.constantFrom('t1', 't2')).map((teams) => teams.sort()),
  }),
  { selector: (each) => each.person },
);
const entry = ({ person, teams }: { person: string; teams: string[] }): OnRoster => {
  return { person, teams, account: `29:${person}`, name: person, addresses: [], guest: false, seenAt: earlier };
};

function applied(before: readonly OnRoster[], changes: readonly OnRoster[]): readonly OnRoster[] {
  const all = new Map([...before, ...changes].map((each) => [each.person, each]));
  return [...all.values()];
}

describe('a roster that was read', () => {
  it('leaves exactly its members in the team, other teams as they were, and nothing to do the second time', () => {
    fc.assert(
      fc.property(
        known.map((all) => all.map(entry)),
        members,
        (before, listed) => {
          const after = applied(before, rosterChanges(before, 't1', listed, now).write);
          const inTeam = (all: readonly OnRoster[], team: string) =>
            all
              .filter((each) => each.teams.includes(team))
              .map((each) => each.person)
              .sort();
          expect(inTeam(after, 't1')).toEqual(listed.map((each) => each.person ?? '').sort());
          expect(inTeam(after, 't2')).toEqual(inTeam(before, 't2'));
          expect(rosterChanges(after, 't1', listed, now)).toEqual({ write: [], joined: 0, left: 0 });
        },
      ),
    );
  });

  it('dates a change of standing, and nothing else', () => {
    fc.assert(
      fc.property(
        known.map((all) => all.map(entry)),
        members,
        (before, listed) => {
          for (const each of rosterChanges(before, 't1', listed, now).write) {
            const last = before.find((other) => other.person === each.person);
            const isSame = last !== undefined && last.teams.length > 0 === each.teams.length > 0;
            expect(each.seenAt).toBe(isSame ? earlier : now);
          }
        },
      ),
    );
  });

  it('follows a changed name and address', () => {
    const before = [entry({ person: 'ada', teams: ['t1'] })];
    const renamed = { person: 'ada', account: '29:ada', name: 'Ada M.', addresses: ['a@x.example'], guest: false };
    expect(rosterChanges(before, 't1', [renamed], now).write).toEqual([{ ...renamed, teams: ['t1'], seenAt: earlier }]);
  });
});

describe('a team without the app', () => {
  it('takes with it those who were only there', () => {
    const before = [entry({ person: 'ada', teams: ['t1'] }), entry({ person: 'ben', teams: ['t1', 't2'] })];
    expect(withoutTeam(before, 't1')).toEqual({ write: [entry({ person: 'ben', teams: ['t2'] })], forget: ['ada'] });
  });
});

describe('somebody', () => {
  it.each<[string, OnRoster | null, ReturnType<typeof at> | null, boolean]>([
    ['on no roster has not left', null, null, false],
    ['in a team has not left', entry({ person: 'ada', teams: ['t1'] }), null, false],
    ['in no team any more has left', entry({ person: 'ada', teams: [] }), null, true],
    ['last heard of before that has left', entry({ person: 'ada', teams: [] }), at('2026-11-20T09:59:59Z'), true],
    ['heard of at that moment has left', entry({ person: 'ada', teams: [] }), earlier, true],
    ['heard of after that has not left', entry({ person: 'ada', teams: [] }), now, false],
  ])('%s', (_, onRoster, lastSeen, left) => {
    expect(hasLeft(onRoster, lastSeen)).toBe(left);
  });
});
