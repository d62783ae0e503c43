import { type CivilDate, type Instant, longDay } from '../../domain/calendar/civil-date.js';
import { isOutside } from '../../domain/people/contributor.js';
import { hasLeft, type OnRoster } from '../../domain/people/roster.js';
import type { PersonRecord } from '../store/person-store.js';
import type { Unreachable } from '../store/ports.js';
import type { Stores } from '../store/stores.js';

/** How a person stands with the bot, known before anybody is asked. */
export type Reach =
  /** By their own chat, or by one that can be opened because a team of theirs has the app. */
  | { readonly kind: 'reachable'; readonly by: 'chat' | 'team' }
  /** `tried`: the day on which opening a chat with them last failed. */
  | { readonly kind: 'neverSeen'; readonly tried: CivilDate | null }
  /** From another organisation, and never heard of here. */
  | { readonly kind: 'guest' }
  /** Known by a name alone. */
  | { readonly kind: 'outside' }
  /** In no team any more, and not heard of after that. Messages are still tried: their chat may outlive the team. */
  | { readonly kind: 'left'; readonly since: Instant }
  | { readonly kind: 'unreachable'; readonly why: Unreachable; readonly since: Instant };

/** Somebody whom a message would not reach, with words for the lead. */
export interface OutOfReach {
  readonly person: string;
  readonly name: string;
  /** Follows the name. */
  readonly reason: string;
  /** What the lead can do: whole sentences. */
  readonly remedy: string;
}

/** Why a person who never wrote to the bot cannot be reached. */
export const NEVER_SEEN = 'has not opened Quarterdeck in Teams yet';

/** States in which an attempt to open a chat says more than that there is none. */
const TELLING: readonly Unreachable[] = ['blocked', 'disabledByAdmin', 'writesBlocked'];

/** What a person's record and the rosters say together. */
export function reachOf(record: PersonRecord | null, onRoster: OnRoster | null): Reach {
  if (onRoster !== null && hasLeft(onRoster, record?.lastSeen ?? null)) return { kind: 'left', since: onRoster.seenAt };
  if (record?.unreachable) return { kind: 'unreachable', ...record.unreachable };
  if (record?.reference) return { kind: 'reachable', by: 'chat' };
  if (onRoster?.guest) return { kind: 'guest' };
  const last = record?.opening;
  const hasNews = onRoster !== null && (last === undefined || onRoster.seenAt > last.at);
  if (hasNews) return { kind: 'reachable', by: 'team' };
  const why = TELLING.find((each) => each === last?.outcome);
  if (last !== undefined && why !== undefined) return { kind: 'unreachable', why, since: last.at };
  return { kind: 'neverSeen', tried: last?.on ?? null };
}

/** The words for a reach, to follow a name. */
export function reachWords(reach: Reach): string {
  switch (reach.kind) {
    case 'reachable':
      return reach.by === 'chat' ? 'can be reached' : 'can be reached through their team';
    case 'neverSeen':
      return reach.tried === null
        ? NEVER_SEEN
        : `${NEVER_SEEN}, and on ${longDay(reach.tried)} no chat could be opened`;
    case 'guest':
      return 'is a guest from another organisation';
    case 'outside':
      return 'is not in Teams';
    case 'left':
      return 'has left the team that has Quarterdeck';
    case 'unreachable':
      return UNREACHABLE_WORDS[reach.why];
  }
}

/** What the lead can do about somebody who cannot be reached; empty for everybody else. */
export function remedyFor(reach: Reach): string {
  switch (reach.kind) {
    case 'reachable':
      return '';
    case 'neverSeen':
      return 'Ask them to open the app once, or have it installed for them; until then give their part to somebody else or send a return sheet.';
    case 'guest':
      return 'Guests answer on a return sheet: send them one.';
    case 'outside':
      return 'They answer on a return sheet: send them one.';
    case 'left':
      return 'Assign their post to whoever follows them.';
    case 'unreachable':
      return REMEDIES[reach.why];
  }
}

/** Those of `people` whom a message would not reach, in their order. Reads two rows a person. */
export async function outOfReach(
  stores: Stores,
  tenant: string,
  people: readonly { readonly person: string; readonly name: string }[],
): Promise<readonly OutOfReach[]> {
  const all = await Promise.all(
    people.map(async ({ person, name }) => {
      const reach = await readReach(stores, tenant, person);
      return reach.kind === 'reachable'
        ? []
        : [{ person, name: name || person, reason: reachWords(reach), remedy: remedyFor(reach) }];
    }),
  );
  return all.flat();
}

/** Reads how one person stands with the bot. */
export async function readReach(stores: Stores, tenant: string, person: string): Promise<Reach> {
  if (isOutside(person)) return { kind: 'outside' };
  const [record, onRoster] = await Promise.all([
    stores.person(tenant, person).record(),
    stores.roster(tenant).of(person),
  ]);
  return reachOf(record?.value ?? null, onRoster);
}

/** For the lead: what each state means, in words that follow a name. */
export const UNREACHABLE_WORDS: Readonly<Record<Unreachable, string>> = {
  blocked: 'has blocked Quarterdeck in Teams',
  left: 'is no longer in that chat or organisation',
  disabledByAdmin: 'cannot be reached: an administrator has switched the app off',
  writesBlocked: 'cannot be reached: Teams does not let the app write there',
  conversationGone: 'cannot be reached: their chat with Quarterdeck is gone',
  notInstalled: 'does not have Quarterdeck in Teams any more',
};

const REMEDIES: Readonly<Record<Unreachable, string>> = {
  blocked: 'Ask them to unblock it, or assign somebody else.',
  left: 'Assign their post to whoever follows them.',
  disabledByAdmin: 'Ask your Teams administrator to allow the app.',
  writesBlocked: 'Ask your Teams administrator.',
  conversationGone: 'Ask them to write anything to the app.',
  notInstalled: 'Ask them to add it again, or assign somebody else.',
};
