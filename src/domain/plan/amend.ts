import { type CivilDate, longDate } from '../calendar/civil-date.js';
import type { Deadline, DeadlineMove, Discharge, PublishedPlan, Requirement } from './plan.js';

export type Amendment =
  | {
      readonly kind: 'amended';
      readonly published: PublishedPlan;
      /** As people call what was amended: a ref, or "recommendation 7". */
      readonly about: string;
      /** The requirements that it touches. */
      readonly requirements: readonly Requirement[];
    }
  /** Something to mend, in plain English. */
  | { readonly kind: 'invalid'; readonly problem: string };

/**
 * A requirement, or a whole recommendation by its number, discharged by the inspecting body. Our own "complete" is
 * neither needed nor changed by it: the two closures stand apart (docs/glossary.md: discharged).
 */
export function discharged(published: PublishedPlan, ref: string, discharge: Discharge, today: CivilDate): Amendment {
  const called = calledBy(published, ref);
  if (called === null) return notFound(ref);
  const { by, on, reference } = discharge;
  if (by.trim() === '') return invalid('Name the body that discharged it.');
  if (reference.trim() === '') {
    return invalid('Give the reference under which the body recorded it, such as a letter and its date.');
  }
  if (on > today) return invalid(`A discharge cannot lie in the future. You gave ${longDate(on)}.`);
  const open = called.requirements.filter((each) => published.discharges[each.id] === undefined);
  const known = called.requirements.map((each) => published.discharges[each.id]).find((each) => each !== undefined);
  if (open.length === 0 && known !== undefined) {
    return invalid(`${ref} was discharged by ${known.by} on ${longDate(known.on)} already (${known.reference}).`);
  }
  const said: Discharge = { by: by.trim(), on, reference: reference.trim() };
  const discharges = { ...published.discharges, ...Object.fromEntries(open.map((each) => [each.id, said])) };
  return { kind: 'amended', published: { ...published, discharges }, about: called.about, requirements: open };
}

/**
 * A deadline moved, of a requirement or of a recommendation by its number. The original date stays published with every
 * move, who agreed and why; asking for more time never clears "overdue". What a requirement has from its recommendation
 * moves for it alone, unless it is its only one.
 */
export function deadlineMoved(published: PublishedPlan, ref: string, move: Omit<DeadlineMove, 'from'>): Amendment {
  const called = calledBy(published, ref);
  if (called === null) return notFound(ref);
  if (move.agreedBy.trim() === '') return invalid('Say who agreed to the new date.');
  if (move.reason.trim() === '') return invalid('Give the reason for the new date. It is published.');
  const { about, requirements, recommendation } = called;
  const own = recommendation === null ? requirements[0] : undefined;
  const inherited = published.recommendations.find((each) => each.number === (recommendation ?? own?.recommendation));
  const deadline = own?.deadline ?? inherited?.deadline ?? null;
  if (deadline === null) return invalid(`The plan states no deadline for ${about}, so there is none to move.`);
  if (deadline.date === move.to) return invalid(`The deadline of ${about} is ${longDate(move.to)} already.`);
  const moved = movedTo(deadline, move);
  if (own === undefined || (own.deadline === null && isOnlyOne(published, own))) {
    const recommendations = published.recommendations.map((each) =>
      each === inherited ? { ...each, deadline: moved } : each,
    );
    const touched = requirements.filter((each) => each.deadline === null);
    return { kind: 'amended', published: { ...published, recommendations }, about, requirements: touched };
  }
  const changed: Requirement = { ...own, deadline: moved };
  const all = published.requirements.map((each) => (each === own ? changed : each));
  return { kind: 'amended', published: { ...published, requirements: all }, about, requirements: [changed] };
}

/** Another text of a recommendation, or one where the plan printed none. Its requirements stay what they are. */
export function reworded(published: PublishedPlan, number: string, text: string): Amendment {
  const wanted = number.trim().toLowerCase();
  const known = published.recommendations.find((each) => each.number.toLowerCase() === wanted);
  if (known === undefined) return invalid(`No recommendation of this plan is called "${number}".`);
  if (known.text === text) return invalid(`Recommendation ${known.number} is printed in exactly these words already.`);
  const recommendations = published.recommendations.map((each) => (each === known ? { ...each, text } : each));
  const requirements = published.requirements.filter((each) => each.recommendation === known.number && !each.withdrawn);
  return {
    kind: 'amended',
    published: { ...published, recommendations },
    about: `recommendation ${known.number}`,
    requirements,
  };
}

function movedTo(deadline: Deadline, { to, agreedBy, reason, on }: Omit<DeadlineMove, 'from'>): Deadline {
  const move = { from: deadline.date, to, agreedBy: agreedBy.trim(), reason: reason.trim(), on };
  return { ...deadline, date: to, moves: [...deadline.moves, move] };
}

function isOnlyOne(published: PublishedPlan, requirement: Requirement): boolean {
  const siblings = published.requirements.filter(
    (each) => each.recommendation === requirement.recommendation && !each.withdrawn,
  );
  return siblings.length === 1;
}

/** The requirement that people call this, or null. */
export function requirementCalled(published: PublishedPlan, ref: string): Requirement | null {
  const wanted = ref.trim().toLowerCase();
  return published.requirements.find((each) => each.ref.toLowerCase() === wanted && !each.withdrawn) ?? null;
}

/** A requirement by its ref, else a recommendation by its number with all its requirements. */
export function calledBy(published: PublishedPlan, ref: string) {
  const requirement = requirementCalled(published, ref);
  if (requirement !== null) return { about: requirement.ref, requirements: [requirement], recommendation: null };
  const number = ref.trim();
  const requirements = published.requirements.filter((each) => each.recommendation === number && !each.withdrawn);
  return requirements.length === 0 ? null : { about: `recommendation ${number}`, requirements, recommendation: number };
}

export function notFound(ref: string): Amendment {
  return invalid(`Nothing in this plan is called "${ref}".`);
}

export function invalid(problem: string): Amendment {
  return { kind: 'invalid', problem };
}
