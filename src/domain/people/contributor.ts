import { type CivilDate, longDate } from '../calendar/civil-date.js';
import { sha256Of } from '../text/sha256.js';
import { type Assignable, type Assignment, covers, holds, isNarrower } from './assignment.js';

/** Somebody who adds to a row, and the lead's standing question to them. */
export interface Contributor {
  /** Entra object id, or what `outsideId` makes of a name. */
  readonly person: string;
  readonly name: string;
  /** In the lead's words; null: the plain one of `questionFor`. */
  readonly question: string | null;
}

/** A contributor as written in a cell, one a line: "Legal: What has changed in the guidance?" */
export interface WrittenContributor {
  readonly who: string;
  readonly question: string;
}

/** Most characters of a standing question: it is read on a phone, above the box for the answer. */
export const LONGEST_QUESTION = 500;

const OUTSIDE = 'outside-';

/** Stands for a contributor who is known by a name alone: a department or a partner without an account, asked by a sheet. */
export function outsideId(name: string): string {
  return `${OUTSIDE}${sha256Of(plainName(name)).slice(0, 24)}`;
}

/** Whether a person is one whom no message of ours can reach. */
export function isOutside(person: string): boolean {
  return person.startsWith(OUTSIDE);
}

/** A name without regard to case and spacing. */
export function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** What is wrong with a standing question; null where nothing is. */
export function questionProblem(question: string): string | null {
  const over = question.length - LONGEST_QUESTION;
  if (over <= 0) return null;
  return `the question is ${over} ${over === 1 ? 'character' : 'characters'} too long. The most is ${LONGEST_QUESTION}.`;
}

/** The question to a contributor of a row: the lead's own, else what has changed since something was published. */
export function questionFor(
  { ref, previousText }: { readonly ref: string; readonly previousText: { readonly column: CivilDate } | null },
  question: string | null,
): string {
  if (question !== null) return question;
  return previousText === null
    ? `What has been done on ${ref} so far?`
    : `What has changed on ${ref} since ${longDate(previousText.column)}?`;
}

/** The contributors of a cell, one a line; the question stands behind the first colon. */
export function contributorsIn(cell: string): readonly WrittenContributor[] {
  return cell
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^\s*[-•*]\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon === -1
        ? { who: line, question: '' }
        : { who: line.slice(0, colon).trim(), question: line.slice(colon + 1).trim() };
    });
}

/**
 * Who adds to a requirement on a day, each once, by their narrowest assignment. A contributor of the whole plan without a
 * question has a part in it and is not asked about every row.
 */
export function contributorsOf(
  requirement: Assignable,
  assignments: readonly Assignment[],
  day: CivilDate,
): readonly Contributor[] {
  const narrowest = new Map<string, Assignment>();
  for (const each of assignments) {
    if (each.role !== 'contributor' || !holds(each, day) || !covers(each.target, requirement)) continue;
    const before = narrowest.get(each.person);
    if (before === undefined || !isNarrower(before, each)) narrowest.set(each.person, each);
  }
  return [...narrowest.values()]
    .filter(({ target, question }) => target.kind !== 'plan' || question !== undefined)
    .map(({ person, name, question }) => ({ person, name, question: question ?? null }));
}
