import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import type { Requirement } from '../../domain/plan/plan.js';
import { rowsCalled } from '../../domain/plan/rows-called.js';
import { type Excerpt, excerptsIn, longerWordsIn, type ThingAt } from '../../domain/redacting/places.js';
import { plainWords, problemWithWords, type Sought, soughtWords } from '../../domain/redacting/removal.js';
import { foundIn } from '../../domain/redacting/without-words.js';
import type { PlanPicture } from '../standing/see-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { PlanHead, StoredThing, Stores } from '../store/stores.js';

/** What removing words would do, before anything is done. */
export interface RedactionSeen {
  readonly kind: 'seen';
  readonly on: CivilDate;
  /** What the words were looked for in first. */
  readonly requirements: readonly Requirement[];
  readonly excerpts: readonly Excerpt[];
  /** Longer words in which they stand, which stay. */
  readonly longer: readonly string[];
  /** Revisions that are changed, by number. */
  readonly revisions: readonly number[];
  /** Drafts that are changed, by number; a signature over one of them is void. */
  readonly drafts: readonly number[];
  /** People who have a part in the plan and are called by these words: their names in lists stay. */
  readonly people: readonly string[];
  /** Titles of other plans that the same person leads and in which the words stand too: nothing is removed there. */
  readonly elsewhere: readonly string[];
}

/** Looks for words in everything that is kept of a plan. */
export function makeSeeRedaction(deps: { readonly stores: Stores }) {
  return async (
    picture: PlanPicture,
    { ref, words, person }: { readonly ref: string; readonly words: string; readonly person: string },
  ): Promise<RedactionSeen | Refused> => {
    const { plan, head, day } = picture;
    const requirements = rowsCalled((await plan.published()).requirements, ref);
    if (requirements.length === 0) return refused(`Nothing in this plan is called "${ref}".`);
    const problem = problemWithWords(words);
    if (problem !== null) return refused(problem);
    const sought = [soughtWords(words, day)];
    const things = (await plan.store.everything()).map((thing) => thingAt(thing, head));
    const excerpts = excerptsIn(things, sought, new Set(requirements.map(({ id }) => id)));
    const names = picture.assignments.map(({ name }) => name).filter((name) => foundIn(name, sought).length > 0);
    return {
      kind: 'seen',
      on: day,
      requirements,
      excerpts,
      longer: longerWordsIn(things, plainWords(words)),
      revisions: numbersOf(excerpts, 'revision'),
      drafts: numbersOf(excerpts, 'draft'),
      people: [...new Set(names)],
      elsewhere: await elsewhere(deps.stores, picture, person, sought),
    };
  };
}

function numbersOf(excerpts: readonly Excerpt[], kind: string): readonly number[] {
  const places = new Set(excerpts.flatMap((each) => [...each.places.keys()]));
  return [...places]
    .flatMap((place) => (place.startsWith(`${kind} `) ? [Number(place.split(' ')[1])] : []))
    .sort((a, b) => a - b);
}

async function elsewhere(
  stores: Stores,
  { tenant, head, day }: PlanPicture,
  person: string,
  sought: readonly Sought[],
): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const id of await stores.person(tenant, person).memberships()) {
    if (id === head.plan.id) continue;
    const store = stores.plan(tenant, id);
    const other = (await store.head())?.value;
    if (other === undefined) continue;
    if (!mayDo('redact', rolesOf(person, await store.assignments(other.assignments), day))) continue;
    const things = (await store.everything()).map((thing) => thingAt(thing, other));
    if (excerptsIn(things, sought, new Set()).length > 0) titles.push(`${other.plan.title} (${id})`);
  }
  return titles;
}

const AREAS: Readonly<Record<string, string>> = {
  gen: 'the plan and its columns',
  ask: 'cards of a quarter',
  upd: 'answers',
  ctb: 'words of contributors',
  com: 'promises',
  his: 'the history',
  dec: 'decisions of the review',
  head: 'the title and settings',
  asg: 'who has a part',
};

function thingAt({ area, value }: StoredThing, head: PlanHead): ThingAt {
  if (area !== 'compiled') return { place: AREAS[area] ?? 'other records', value };
  const { id, number } = value as { readonly id: string; readonly number: number };
  return { place: `${head.revisions.includes(id) ? 'revision' : 'draft'} ${number}`, value };
}
