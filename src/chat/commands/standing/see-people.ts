import { type Reach, reachWords, readReach, remedyFor } from '../../../app/people/reach.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { NOBODY, type Stores } from '../../../app/store/stores.js';
import { isOpenItem } from '../../../domain/asking/ask.js';
import { localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { type AssignmentTarget, holds, type Role } from '../../../domain/people/assignment.js';
import { rolesOf } from '../../../domain/people/authority.js';
import { askedRows } from '../../../domain/plan/introduction.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import type { Message, StatusGroup } from '../../messages.js';

export interface PersonInPlan {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Refs in their deck of the open cycle, and how many are still open. */
  readonly asked: number;
  readonly open: number;
  /** Of a contributor: each part of the plan with what they are asked about it. */
  readonly questions: readonly string[];
  readonly reach: Reach;
  readonly since: string | null;
  /** Why the newest message to them was set aside, though they can be reached; null when none was. */
  readonly setAside: string | null;
}

/** Everybody with a part in a plan, with what is known of reaching them. Those who need the lead's hand come first. */
export async function peopleOf(stores: Stores, picture: PlanPicture): Promise<readonly PersonInPlan[]> {
  const refs = new Map(askedRows(await picture.plan.published()).map(({ id, ref }) => [id, ref]));
  const names = new Map(picture.assignments.map((each) => [each.person, each.name]));
  for (const deck of picture.decks) {
    const { person, name } = deck.head.value;
    if (person !== NOBODY && deck.items.length > 0 && !names.has(person)) names.set(person, name);
  }
  const people = await Promise.all(
    [...names].map(async ([person, name]): Promise<PersonInPlan> => {
      const deck = picture.decks.find((each) => each.head.value.person === person);
      const reach = await readReach(stores, picture.tenant, person);
      const since = 'since' in reach ? reach.since : null;
      return {
        person,
        name,
        roles: rolesOf(person, picture.assignments, picture.day),
        questions: questionsOf(picture, person, refs),
        asked: deck?.items.length ?? 0,
        open: deck?.items.filter((item) => isOpenItem(item.value)).length ?? 0,
        reach,
        since: since === null ? null : longDate(localTime(since, picture.calendar.zone).date),
        setAside: reach.kind === 'reachable' ? await setAsideReason(stores, picture, person) : null,
      };
    }),
  );
  const rank = (each: PersonInPlan) => (each.reach.kind === 'reachable' ? 1 : 0);
  return people.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en-GB'));
}

/** What a contributor is asked, by what it is about. */
function questionsOf(
  { assignments, day }: PlanPicture,
  person: string,
  refs: ReadonlyMap<string, string>,
): readonly string[] {
  return assignments.flatMap((each) => {
    if (each.person !== person || each.role !== 'contributor' || !holds(each, day)) return [];
    const about = targetWords(each.target, refs);
    return each.question === undefined ? (each.target.kind === 'plan' ? [] : [about]) : [`${about}: ${each.question}`];
  });
}

function targetWords(target: AssignmentTarget, refs: ReadonlyMap<string, string>): string {
  switch (target.kind) {
    case 'plan':
      return 'the plan';
    case 'post':
      return target.post;
    case 'recommendation':
      return `recommendation ${target.number}`;
    case 'requirement':
      return refs.get(target.id) ?? 'a row that is gone';
    case 'person':
      return 'the rows of somebody who is away';
  }
}

/** A message that Teams refused is set aside until the next working day; the lead sees it. */
async function setAsideReason(stores: Stores, picture: PlanPicture, person: string): Promise<string | null> {
  const { cycle } = picture.head;
  if (cycle === null) return null;
  const { intents } = await stores.person(picture.tenant, person).since(cycle.opens);
  const newest = intents.map((each) => each.value).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (newest?.state !== 'failed') return null;
  return `Teams refused the last message (${newest.reason ?? 'no reason given'}), and it is tried again on the next working day; if that goes on, please tell your administrator`;
}

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
      title: nameOfPlan(picture.head.plan),
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
  const reach = each.reach.kind === 'reachable' ? '' : `${reachWords(each.reach)}${sinceWords(each)}. ${remedy}`;
  const questions = each.questions.length === 0 ? '' : `contributes to ${each.questions.join('; ')}`;
  const parts = [asked, questions, reach, each.setAside ?? ''].filter((part) => part !== '');
  return { ref: each.name, text: roles, detail: parts.join('; ') };
}

function sinceWords({ reach, since }: PersonInPlan): string {
  if (since === null) return '';
  return reach.kind === 'left' ? ` (noticed on ${since})` : ` since ${since}`;
}
