import { type CivilDate, longDate } from './civil-date.js';
import type { Deadline, DeadlineMove, Discharge, PublishedPlan, Requirement } from './plan.js';

export type Amendment =
  | { readonly kind: 'amended'; readonly published: PublishedPlan; readonly requirement: Requirement }
  /** Something to mend, in plain English. */
  | { readonly kind: 'invalid'; readonly problem: string };

/**
 * A requirement discharged by the inspecting body. Its own "complete" is neither needed nor changed by it: the two
 * closures stand apart (DESIGN: "Words").
 */
export function discharged(published: PublishedPlan, ref: string, discharge: Discharge, today: CivilDate): Amendment {
  const requirement = requirementCalled(published, ref);
  if (requirement === null) return notFound(ref);
  const { by, on, reference } = discharge;
  if (by.trim() === '') return invalid('Name the body that discharged it.');
  if (reference.trim() === '') {
    return invalid('Give the reference under which the body recorded it, such as a letter and its date.');
  }
  if (on > today) return invalid(`A discharge cannot lie in the future. You gave ${longDate(on)}.`);
  const known = published.discharges[requirement.id];
  if (known !== undefined) {
    return invalid(`${ref} was discharged by ${known.by} on ${longDate(known.on)} already (${known.reference}).`);
  }
  const discharges = {
    ...published.discharges,
    [requirement.id]: { by: by.trim(), on, reference: reference.trim() },
  };
  return { kind: 'amended', published: { ...published, discharges }, requirement };
}

/**
 * A deadline moved. The original date stays published with every move, who agreed and why; asking for more time never
 * clears "overdue". A recommendation's deadline moves for the requirement alone, unless it is its only one.
 */
export function deadlineMoved(published: PublishedPlan, ref: string, move: Omit<DeadlineMove, 'from'>): Amendment {
  const requirement = requirementCalled(published, ref);
  if (requirement === null) return notFound(ref);
  if (move.agreedBy.trim() === '') return invalid('Say who agreed to the new date.');
  if (move.reason.trim() === '') return invalid('Give the reason for the new date. It is published.');
  const inherited = published.recommendations.find((each) => each.number === requirement.recommendation);
  const deadline = requirement.deadline ?? inherited?.deadline ?? null;
  if (deadline === null) return invalid(`The plan states no deadline for ${ref}, so there is none to move.`);
  if (deadline.date === move.to) return invalid(`The deadline of ${ref} is ${longDate(move.to)} already.`);
  const moved: Deadline = {
    ...deadline,
    date: move.to,
    moves: [
      ...deadline.moves,
      { from: deadline.date, to: move.to, agreedBy: move.agreedBy.trim(), reason: move.reason.trim(), on: move.on },
    ],
  };
  const siblings = published.requirements.filter(
    (each) => each.recommendation === requirement.recommendation && !each.withdrawn,
  );
  if (requirement.deadline === null && siblings.length === 1) {
    const recommendations = published.recommendations.map((each) =>
      each === inherited ? { ...each, deadline: moved } : each,
    );
    return { kind: 'amended', published: { ...published, recommendations }, requirement };
  }
  const own: Requirement = { ...requirement, deadline: moved };
  const requirements = published.requirements.map((each) => (each === requirement ? own : each));
  return { kind: 'amended', published: { ...published, requirements }, requirement: own };
}

/** The requirement that people call this, or null. */
export function requirementCalled(published: PublishedPlan, ref: string): Requirement | null {
  const wanted = ref.trim().toLowerCase();
  return published.requirements.find((each) => each.ref.toLowerCase() === wanted && !each.withdrawn) ?? null;
}

function notFound(ref: string): Amendment {
  return invalid(`Nothing in this plan is called "${ref}".`);
}

function invalid(problem: string): Amendment {
  return { kind: 'invalid', problem };
}
