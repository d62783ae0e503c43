import type { Instant } from '../calendar/civil-date.js';

/** Somebody on a team's roster. */
export interface TeamMember {
  /** Entra object id, lower case; null for an account without one, which cannot answer in Teams. */
  readonly person: string | null;
  /** The channel's own id for them, unique to this bot. */
  readonly account: string;
  readonly name: string;
  /** User principal name and e-mail address, lower case, each once. */
  readonly addresses: readonly string[];
  /** Whether their home is another organisation. */
  readonly guest: boolean;
}

/** What the rosters of a tenant's teams say about one person. */
export interface OnRoster {
  readonly person: string;
  readonly name: string;
  readonly account: string;
  readonly addresses: readonly string[];
  readonly guest: boolean;
  /** Ids of the teams in which they are; none: they have left every one. */
  readonly teams: readonly string[];
  /** When the rosters were first seen to say so: that they joined, or that they left. */
  readonly seenAt: Instant;
}

/** What a roster that was just read changes. */
export interface RosterChanges {
  /** Entries to be written: new, changed, or left. */
  readonly write: readonly OnRoster[];
  /** People who were in no team before. */
  readonly joined: number;
  /** People who are in no team any more. */
  readonly left: number;
}

/** Compares a team's whole roster with what was known. Somebody who left one team but is in another has not left. */
export function rosterChanges(
  known: readonly OnRoster[],
  team: string,
  members: readonly TeamMember[],
  now: Instant,
): RosterChanges {
  const before = new Map(known.map((each) => [each.person, each]));
  const present = new Map(members.flatMap((each) => (each.person === null ? [] : [[each.person, each] as const])));
  const seen = [...present].map(([person, { account, name, addresses, guest }]): OnRoster => {
    const last = before.get(person);
    const teams = [...new Set([...(last?.teams ?? []), team])].sort();
    const isBack = last === undefined || last.teams.length === 0;
    return { person, name, account, addresses, guest, teams, seenAt: isBack ? now : last.seenAt };
  });
  const away = known
    .filter((each) => each.teams.includes(team) && !present.has(each.person))
    .map((each): OnRoster => {
      const teams = each.teams.filter((other) => other !== team);
      return { ...each, teams, seenAt: teams.length === 0 ? now : each.seenAt };
    });
  return {
    write: [...seen.filter((each) => !isSame(each, before.get(each.person))), ...away],
    joined: seen.filter((each) => (before.get(each.person)?.teams ?? []).length === 0).length,
    left: away.filter((each) => each.teams.length === 0).length,
  };
}

/**
 * What is known once the app is taken out of a team: nothing about those who were only there. They have not left;
 * there is just nobody who could say.
 */
export function withoutTeam(
  known: readonly OnRoster[],
  team: string,
): { readonly write: readonly OnRoster[]; readonly forget: readonly string[] } {
  const affected = known
    .filter((each) => each.teams.includes(team))
    .map((each) => ({ ...each, teams: each.teams.filter((other) => other !== team) }));
  return {
    write: affected.filter((each) => each.teams.length > 0),
    forget: affected.filter((each) => each.teams.length === 0).map((each) => each.person),
  };
}

/** Whether somebody has left every team and was not heard of in their own chat after that. */
export function hasLeft(entry: OnRoster | null, lastSeen: Instant | null): boolean {
  if (entry === null || entry.teams.length > 0) return false;
  return lastSeen === null || lastSeen <= entry.seenAt;
}

function isSame(now: OnRoster, before: OnRoster | undefined): boolean {
  return (
    before !== undefined &&
    now.name === before.name &&
    now.account === before.account &&
    now.guest === before.guest &&
    now.teams.join() === before.teams.join() &&
    now.addresses.join() === before.addresses.join()
  );
}
