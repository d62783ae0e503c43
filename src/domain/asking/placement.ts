import { deepEqual } from 'fast-equals';
import type { CivilDate } from '../calendar/civil-date.js';
import type { Commitment } from '../commitments/commitment.js';
import type { AskingCycle } from '../commitments/commitment-standing.js';
import { type Assignment, answererOf, type Given } from '../people/assignment.js';
import { type Contributor, contributorsOf } from '../people/contributor.js';
import { askedRows } from '../plan/introduction.js';
import type { PublishedPlan } from '../plan/plan.js';
import { type AskedItem, askedOf, itemsToAsk } from './ask.js';

/** An asked requirement and the person in whose deck it stands; null for nobody. */
export interface Placed {
  readonly person: string | null;
  readonly item: AskedItem;
}

/** From one deck to another. */
export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly item: AskedItem;
}

/** What must change so that each requirement stands in the right deck. */
export interface Placement {
  readonly add: readonly Placed[];
  readonly change: readonly Placed[];
  readonly move: readonly Move[];
  readonly remove: readonly Placed[];
}

/**
 * Compares a cycle's asks with what plan and assignments now say. Answers survive whatever is imported or reassigned:
 * an answered requirement stays with the person who answered it; an open one follows its owner; one that left the plan
 * is taken away unless it was answered. `commitments`: those that count, read after `placed`.
 */
export function placeAsks(
  published: PublishedPlan,
  assignments: readonly Assignment[],
  cycle: AskingCycle,
  today: CivilDate,
  placed: readonly Placed[],
  commitments: readonly Commitment[] = [],
): Placement {
  const requirements = new Map(askedRows(published).map((each) => [each.id, each]));
  const standing = new Map(placed.map((each) => [each.item.requirement, each]));
  const handedOver = new Set(
    assignments.flatMap(({ handedOver: given, target, back }) =>
      given === true && back === undefined && target.kind === 'requirement' ? [target.id] : [],
    ),
  );
  const wanted = itemsToAsk(published, cycle, commitments).map(
    (item): AskedItem => (handedOver.has(item.requirement) ? { ...item, handedOver: true } : item),
  );
  const add: Placed[] = [];
  const change: Placed[] = [];
  const move: Move[] = [];
  for (const fresh of wanted) {
    const requirement = requirements.get(fresh.requirement);
    if (requirement === undefined) continue;
    const person = askedOf(requirement, assignments, today)?.person ?? null;
    const contributors = contributorsOf(requirement, assignments, today);
    const given = givenTo(answererOf(requirement, assignments, today));
    const now = standing.get(fresh.requirement);
    if (now === undefined) {
      add.push({ person, item: withContributors(withGiven(fresh, given), contributors, person) });
      continue;
    }
    const moves = now.item.answer === null && now.person !== person;
    const kept = moves || now.person === person ? given : now.item.given;
    const item = withContributors(withGiven(renewed(now.item, fresh), kept), contributors, moves ? person : now.person);
    if (moves) {
      // "Later" was the other person's choice
      move.push({ from: now.person, to: person, item: { ...item, later: null } });
    } else if (!deepEqual(item, now.item)) {
      change.push({ person: now.person, item });
    }
  }
  const kept = new Set(wanted.map((item) => item.requirement));
  const remove = placed.filter(
    (each) => !kept.has(each.item.requirement) && each.item.answer === null && each.item.afterClose === null,
  );
  return { add, change, move, remove };
}

/** What somebody was given, and until when. */
function givenTo(answerer: Assignment | undefined): Given | undefined {
  if (answerer?.given === undefined) return undefined;
  return answerer.until === null ? answerer.given : { ...answerer.given, until: answerer.until };
}

function withGiven(item: AskedItem, given: Given | undefined): AskedItem {
  return given === undefined ? item : { ...item, given };
}

/** Whoever answers needs no card to add to it. */
function withContributors(item: AskedItem, all: readonly Contributor[], answerer: string | null): AskedItem {
  const contributors = all.filter(({ person }) => person !== answerer);
  return contributors.length === 0 ? item : { ...item, contributors };
}

/** What the plan now says of a requirement, with everything that was answered about it, and what a later version added. */
function renewed(now: AskedItem, fresh: AskedItem): AskedItem {
  const { current, replies, answer, afterClose, carried, later } = now;
  // worked out anew, like all that `fresh` says
  const { unchanged: _unchanged, handedOver: _handedOver, given: _given, contributors: _contributors, ...kept } = now;
  return { ...kept, ...fresh, current, replies, answer, afterClose, carried, later };
}
