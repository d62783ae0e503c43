import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { type Assignment, answererOf, holdersOf, ROLES, type Role } from '../../../src/domain/people/assignment.js';
import { ACTIONS, AUTHORITY, mayDo, rolesOf } from '../../../src/domain/people/authority.js';
import { aRequirement } from '../builders.js';

const day = civilDate('2026-12-01');
const requirement = aRequirement('4.1');
const targets = {
  requirement: { kind: 'requirement', id: requirement.id },
  recommendation: { kind: 'recommendation', number: '4' },
  post: { kind: 'post', post: 'Harbour Master' },
  plan: { kind: 'plan' },
} as const;
type Width = keyof typeof targets;
const WIDTHS = ['requirement', 'recommendation', 'post', 'plan'] as const satisfies readonly Width[];

function assigned(person: string, width: Width, role: Role = 'owner', until: string | null = null): Assignment {
  return { target: targets[width], person, name: person, role, until: until === null ? null : civilDate(until) };
}

describe('who answers a requirement', () => {
  it('is the owner with the narrowest assignment, in whatever order they are written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...WIDTHS], { minLength: 1 }), (widths) => {
        const narrowest = WIDTHS.find((width) => widths.includes(width));
        const list = widths.map((width) => assigned(width, width));
        expect(answererOf(requirement, list, day)?.person).toBe(narrowest);
      }),
    );
  });

  it('is a delegate before any owner, until the last day inclusive, and then the owner again', () => {
    const list = [assigned('owner', 'requirement'), assigned('deputy', 'plan', 'delegate', '2026-12-10')];
    expect(answererOf(requirement, list, civilDate('2026-12-10'))?.person).toBe('deputy');
    expect(answererOf(requirement, list, civilDate('2026-12-11'))?.person).toBe('owner');
  });

  it('is, of two equally narrow ones, the one written last', () => {
    const list = [assigned('first', 'post'), assigned('second', 'post')];
    expect(answererOf(requirement, list, day)?.person).toBe('second');
  });

  it('is nobody where only other parts or other roles are assigned', () => {
    const elsewhere: Assignment = {
      ...assigned('a', 'recommendation'),
      target: { kind: 'recommendation', number: '5' },
    };
    const others = ROLES.filter((role) => role !== 'owner' && role !== 'delegate').map((role) =>
      assigned(role, 'requirement', role),
    );
    expect(answererOf(requirement, [elsewhere, ...others], day)).toBeUndefined();
  });

  it('is found by the post whatever its case and spacing', () => {
    const list: Assignment[] = [{ ...assigned('a', 'post'), target: { kind: 'post', post: ' harbour  MASTER ' } }];
    expect(answererOf(requirement, list, day)?.person).toBe('a');
  });
});

it('a role on the whole plan is held once by each person, while it lasts', () => {
  const list = [
    assigned('lead', 'plan', 'lead'),
    assigned('lead', 'plan', 'lead'),
    assigned('left', 'plan', 'lead', '2026-11-30'),
    assigned('owner', 'plan', 'owner'),
  ];
  expect(holdersOf('lead', list, day).map((each) => each.person)).toEqual(['lead']);
});

describe('what a role may do', () => {
  /** The same table as the lead reads it: a row an action, a letter a role that may. */
  const LETTERS = {
    o: 'owner',
    c: 'contributor',
    d: 'delegate',
    L: 'lead',
    D: 'deputy',
    E: 'executive',
    A: 'admin',
  } as const;
  const TABLE: Readonly<Record<(typeof ACTIONS)[number], string>> = {
    seeStatus: 'LDEA',
    seeOwnStanding: 'ocdLDEA',
    takeBack: 'ocdLDEA',
    beAway: 'ocdLDEA',
    writeNote: 'odLDEA',
    seeHistory: 'LDEA',
    nudge: 'LD',
    compile: 'LD',
    open: 'L',
    extend: 'L',
    recall: 'L',
    skip: 'L',
    pause: 'L',
    finish: 'L',
    assign: 'L',
    answerFor: 'L',
    amend: 'L',
    close: 'L',
    finalise: 'L',
    publish: 'L',
    returnSheets: 'LDA',
    sendFile: 'LDA',
    importPlan: 'LA',
    review: 'LD',
    redact: 'L',
    reissue: 'LE',
    seePapers: 'LE',
    sign: 'E',
    nameLead: 'EA',
    nameDeputy: 'LEA',
  };
  const product = ACTIONS.flatMap((action) =>
    Object.entries(LETTERS).map(([letter, role]) => ({ action, letter, role })),
  );

  it.each(product)('$action by $role', ({ action, letter, role }) => {
    const may = TABLE[action].includes(letter);
    for (const width of role === 'owner' || role === 'contributor' || role === 'delegate'
      ? WIDTHS
      : (['plan'] as const)) {
      const list = [assigned('p', width, role, '2026-12-01'), assigned('q', 'plan', 'lead')];
      expect(mayDo(action, rolesOf('p', list, day))).toBe(may);
      expect(mayDo(action, rolesOf('p', list, civilDate('2026-12-02')))).toBe(false);
      expect(mayDo(action, rolesOf('stranger', list, day))).toBe(false);
    }
  });

  it('is stated for every action, and several roles add up', () => {
    expect(Object.keys(AUTHORITY).sort()).toEqual([...ACTIONS].sort());
    fc.assert(
      fc.property(fc.subarray([...ROLES]), fc.constantFrom(...ACTIONS), (roles, action) => {
        expect(mayDo(action, roles)).toBe(roles.some((role) => mayDo(action, [role])));
      }),
    );
  });
});
