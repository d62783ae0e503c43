import type { Role } from '../domain/assignment.js';
import { rolesOf } from '../domain/authority.js';
import { localTime, longDate } from '../domain/civil-date.js';
import { NEVER_SEEN, UNREACHABLE_WORDS } from './deliver.js';
import type { Message, StatusGroup } from './messages.js';
import type { PlanPicture } from './see-status.js';
import { NOBODY, type PersonRecord, type Stores } from './stores.js';

/** How a person stands with the bot, known before anybody is asked. */
export type Reach =
  | { readonly kind: 'reachable' }
  | { readonly kind: 'neverSeen' }
  | { readonly kind: 'unreachable'; readonly why: NonNullable<PersonRecord['unreachable']>['why'] };

export interface PersonInPlan {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Refs in their deck of the open cycle, and how many are still open. */
  readonly asked: number;
  readonly open: number;
  readonly reach: Reach;
  readonly since: string | null;
}

/** Everybody with a part in a plan, with what is known of reaching them. Those who need the lead's hand come first. */
export async function peopleOf(stores: Stores, picture: PlanPicture): Promise<readonly PersonInPlan[]> {
  const names = new Map(picture.assignments.map((each) => [each.person, each.name]));
  for (const deck of picture.decks) {
    const { person, name } = deck.head.value;
    if (person !== NOBODY && deck.items.length > 0 && !names.has(person)) names.set(person, name);
  }
  const people = await Promise.all(
    [...names].map(async ([person, name]): Promise<PersonInPlan> => {
      const record = (await stores.person(picture.tenant, person).record())?.value ?? null;
      const deck = picture.decks.find((each) => each.head.value.person === person);
      const reach = reachOf(record);
      const since = reach.kind === 'unreachable' && record?.unreachable ? record.unreachable.since : null;
      return {
        person,
        name,
        roles: rolesOf(person, picture.assignments, picture.day),
        asked: deck?.items.length ?? 0,
        open: deck?.items.filter((item) => item.value.answer === null).length ?? 0,
        reach,
        since: since === null ? null : longDate(localTime(since, picture.calendar.zone).date),
      };
    }),
  );
  const rank = (each: PersonInPlan) => (each.reach.kind === 'reachable' ? 1 : 0);
  return people.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en-GB'));
}

/** How a record reads: never seen, reachable, or why not. */
export function reachOf(record: PersonRecord | null): Reach {
  if (record?.unreachable) return { kind: 'unreachable', why: record.unreachable.why };
  return record?.reference ? { kind: 'reachable' } : { kind: 'neverSeen' };
}

/** The words for a reach, to follow a name. */
export function reachWords(reach: Reach): string {
  switch (reach.kind) {
    case 'reachable':
      return 'can be reached';
    case 'neverSeen':
      return NEVER_SEEN;
    case 'unreachable':
      return UNREACHABLE_WORDS[reach.why];
  }
}

/** What the lead can do about somebody who cannot be reached. */
function remedyFor(reach: Reach): string {
  switch (reach.kind) {
    case 'reachable':
      return '';
    case 'neverSeen':
      return 'Ask them to open the app once, or have it installed for them; until then give their part to somebody else or send a return sheet.';
    case 'unreachable':
      return REMEDIES[reach.why];
  }
}

const REMEDIES: Readonly<Record<NonNullable<PersonRecord['unreachable']>['why'], string>> = {
  blocked: 'Ask them to unblock it, or assign somebody else.',
  left: 'Assign their post to whoever follows them.',
  disabledByAdmin: 'Ask your Teams administrator to allow the app.',
  writesBlocked: 'Ask your Teams administrator.',
  conversationGone: 'Ask them to write anything to the app.',
  notInstalled: 'Ask them to add it again, or assign somebody else.',
};

/** The lead's `/people`. */
export function peopleMessage(picture: PlanPicture, people: readonly PersonInPlan[]): Message {
  const away = people.filter((each) => each.reach.kind !== 'reachable');
  const groups: StatusGroup[] = [
    { heading: 'Cannot be reached', lines: away.map((each) => lineOf(each, remedyFor(each.reach))) },
    {
      heading: 'Can be reached',
      lines: people.filter((each) => each.reach.kind === 'reachable').map((each) => lineOf(each, '')),
    },
  ].filter((group) => group.lines.length > 0);
  return {
    kind: 'status',
    status: {
      title: picture.head.plan.title,
      summary:
        away.length === 0
          ? `All ${people.length} people with a part in this plan can be reached.`
          : `${away.length} of ${people.length} people cannot be reached in Teams.`,
      replies: [],
      deadlines: [],
      groups,
      hints: ['/status'],
    },
  };
}

function lineOf(each: PersonInPlan, remedy: string) {
  const roles = each.roles.length === 0 ? 'no role now' : each.roles.join(', ');
  const asked = each.asked === 0 ? '' : `${each.open} of ${each.asked} open`;
  const reach =
    each.reach.kind === 'reachable'
      ? ''
      : `${reachWords(each.reach)}${each.since === null ? '' : ` since ${each.since}`}. ${remedy}`;
  return { ref: each.name, text: roles, detail: [asked, reach].filter((part) => part !== '').join('; ') };
}
