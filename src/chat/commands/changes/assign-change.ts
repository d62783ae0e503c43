import type { AssignOutcome, makeAssign } from '../../../app/asking/assign.js';
import { readAssignment } from '../../../app/asking/read-assignment.js';
import { findPeople, type Known } from '../../../app/people/find-people.js';
import { outOfReach } from '../../../app/people/reach.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { notNamedBy } from '../../../domain/people/assignment.js';
import { type AnswererChange, answererChanges, readTypedAssignment } from '../../../domain/people/typed-assignment.js';
import { counted } from '../../../domain/text/counted.js';
import { shortened } from '../../../domain/text/shortened.js';
import { notice } from '../../turn.js';
import { didYouMean } from '../naming/nearest-name.js';
import { byOf } from './by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from './change.js';
import { exampleRow } from './example-row.js';
import { planNamed, reachGroup, type ShownFirst } from './shown-first.js';

/** What assigning needs. */
export interface AssignDeps {
  readonly stores: Stores;
  readonly assign: ReturnType<typeof makeAssign>;
}

const NOTHING = 'Nobody was assigned';

function how(row: string): string {
  return `Such as: /assign ${row} and a name. A recommendation’s number or a post of the plan stands for all its rows; "until 31 January" at the end gives them for a time.`;
}

/** `/assign 10.2 Anjali [until …]`: who answers a row, a recommendation or a post. */
export function assignChange(deps: AssignDeps): Change {
  return { action: 'assign', what: 'say who answers what', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: AssignDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument } = asked;
  const published = await picture.plan.published();
  const read = readTypedAssignment(argument, published, picture.day);
  const hint = how(exampleRow(published.requirements));
  if (read.kind === 'missing') return cannot(NOTHING, [`Please say ${read.missing}.`, hint], ['/people']);
  if (read.kind === 'unknown') return cannot(NOTHING, [unknownPart(read.words), hint], ['/status']);
  const { target, name, until } = read;
  const own: readonly Known[] = name.toLowerCase() === 'me' ? [{ person: who.person, name: who.name }] : [];
  const found = own.length > 0 ? own : await findPeople(deps.stores, who.tenant, picture.assignments, name);
  const [person, another] = found;
  if (person === undefined) return cannot(NOTHING, [nobodyCalled(name, picture.assignments)], ['/people']);
  if (another !== undefined) return whichPerson(asked, found, read);
  const role = until === null ? 'owner' : 'delegate';
  const line = { line: 1, where: target, target, person: person.person, name: person.name, role, until: until ?? '' };
  const before = picture.assignments;
  const reading = { stores: deps.stores, tenant: who.tenant, published, day: picture.day, before };
  const given = await readAssignment(reading, line);
  if (typeof given === 'string') return cannot(NOTHING, [`${target}: ${given}`]);
  const changes = answererChanges(published, before, [given, ...notNamedBy(before, [given])], picture.day);
  if (changes.length === 0) return cannot(NOTHING, [noChangeWords(target, person)], ['/people']);
  const unreachable = await outOfReach(deps.stores, who.tenant, [person]);
  return {
    kind: 'ready',
    shown: {
      title: `Give ${target} to ${person.name}?`,
      sentences: [
        planNamed(picture.head.plan),
        `${counted(changes.length, 'row')} would be answered by somebody else${until === null ? '' : `, until ${longDate(until)}`}.`,
        ...(picture.head.cycle?.state === 'open'
          ? ['In the open quarter, what is open moves at once and is asked for. What is answered stays as it is.']
          : []),
      ],
      groups: [...reachGroup(unreachable), changesGroup(changes)],
    },
    argument,
    button: `Give it to ${person.name}`,
    apply: async () => {
      const input = { tenant: who.tenant, plan: picture.head.plan.id, lines: [line], adds: true };
      const outcome = await deps.assign({ ...input, by: await byOf(deps.stores, who) }, asked.now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, refusalWords(outcome), ['/people']) }
        : {
            done: true,
            message: notice(`${person.name} has ${target} now`, changes.map(changeLine), ['/people', '/status']),
          };
    },
  };
}

function unknownPart(words: string): string {
  return `"${shortened(words, 60)}" begins with no row, recommendation or post of this plan.`;
}

function nobodyCalled(name: string, known: readonly Known[]): string {
  const near = didYouMean(
    name,
    known.map((each) => each.name),
  );
  return `Nobody called "${name}" is in this plan or in a team that has Quarterdeck.${near} Write the name as Teams shows it, or add the app to a team of theirs first.`;
}

function whichPerson(
  { picture }: Asked,
  found: readonly Known[],
  read: { target: string; name: string; until: string | null },
): Proposal {
  const until = read.until === null ? '' : ` until ${read.until}`;
  const names = found.slice(0, 5).map(({ name }) => name);
  const commands = names.map((name) => ({
    title: name,
    text: `/assign ${picture.head.plan.id} ${read.target} ${name}${until}`.slice(0, 200),
  }));
  const paragraphs = [`Several people are called like "${read.name}": ${names.join(', ')}.`];
  return {
    kind: 'refused',
    message: { kind: 'notice', notice: { heading: 'Who is meant?', paragraphs, commands, links: [] } },
  };
}

function noChangeWords(target: string, { name }: Known): string {
  return `${name} answers ${target} already, or a narrower assignment or a hand-over stands before this one. See /people.`;
}

function changesGroup(changes: readonly AnswererChange[]): ShownFirst['groups'][number] {
  const lines = changes.map((each) => ({
    ref: each.ref,
    text: `${each.to ?? 'nobody'}`,
    detail: `until now ${each.from ?? 'nobody'}`,
  }));
  return { heading: 'Who would answer', lines };
}

function changeLine({ ref, from, to }: AnswererChange): string {
  return `${ref}: ${to ?? 'nobody'}, until now ${from ?? 'nobody'}.`;
}

function refusalWords(outcome: Extract<AssignOutcome, { kind: 'refused' }>): readonly string[] {
  return outcome.problems.length === 0 ? [outcome.reason] : outcome.problems;
}
