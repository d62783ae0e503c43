import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedItem, withAnswer } from '../../../src/domain/asking/ask.js';
import { type Placed, placeAsks } from '../../../src/domain/asking/placement.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Assignment } from '../../../src/domain/people/assignment.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { aCycle, aPlan, aRequirement, at } from '../builders.js';

const cycle = aCycle();
const day = cycle.opens;
const REFS = ['4.1', '4.2', '5.1', '5.2'];

function owner(person: string, ref: string): Assignment {
  const target = { kind: 'requirement', id: aRequirement(ref).id } as const;
  return { target, person, name: person, role: 'owner', until: null };
}

/** The decks after a placement is carried out. */
function carriedOut(
  placed: readonly Placed[],
  plan: PublishedPlan,
  assignments: readonly Assignment[],
): readonly Placed[] {
  const { add, change, move, remove } = placeAsks(plan, assignments, cycle, day, placed);
  const gone = new Set([...remove, ...change].map((each) => `${each.person} ${each.item.requirement}`));
  for (const each of move) gone.add(`${each.from} ${each.item.requirement}`);
  const left = placed.filter((each) => !gone.has(`${each.person} ${each.item.requirement}`));
  return [...left, ...add, ...change, ...move.map(({ to, item }) => ({ person: to, item }))];
}

function answer(item: AskedItem, update: string): AskedItem {
  const given = { update, reply: { kind: 'noChange' }, at: at('2026-12-01T10:00:00Z'), timing: 'onTime' } as const;
  return withAnswer(item, given, { update, basedOn: '', fingerprint: update });
}

const world = fc.record({
  present: fc.subarray(REFS, { minLength: 1 }),
  owners: fc.array(fc.constantFrom('ada', 'ben', null), { minLength: 4, maxLength: 4 }),
  wording: fc.constantFrom('Keep the log.', 'Keep the log daily.'),
  answers: fc.subarray(REFS),
});

describe('each requirement in the right deck', () => {
  it('stands in one deck, and its answer survives any import and any assignment', () => {
    fc.assert(
      fc.property(fc.array(world, { minLength: 1, maxLength: 5 }), (worlds) => {
        let placed: readonly Placed[] = [];
        const answers = new Map<string, { person: string | null; item: AskedItem }>();
        for (const { present, owners, wording, answers: said } of worlds) {
          const requirements = REFS.map((ref) =>
            aRequirement(ref, { text: wording, withdrawn: !present.includes(ref) }),
          );
          const plan = aPlan(requirements);
          const assignments = REFS.flatMap((ref, index) => {
            const person = owners[index];
            return person === null || person === undefined ? [] : [owner(person, ref)];
          });
          placed = carriedOut(placed, plan, assignments);

          const ids = placed.map((each) => each.item.requirement);
          expect(new Set(ids).size).toBe(ids.length);
          for (const [index, ref] of REFS.entries()) {
            const found = placed.find((each) => each.item.ref === ref);
            const before = answers.get(ref);
            if (before !== undefined) {
              expect(found?.person).toBe(before.person);
              expect(found?.item.answer).toEqual(before.item.answer);
              expect(found?.item.replies).toEqual(before.item.replies);
            } else if (present.includes(ref)) {
              expect(found?.person).toBe(owners[index] ?? null);
              expect(found?.item.text).toBe(wording);
            } else {
              expect(found).toBeUndefined();
            }
          }
          expect(placeAsks(plan, assignments, cycle, day, placed)).toEqual({
            add: [],
            change: [],
            move: [],
            remove: [],
          });
          placed = placed.map((each) => {
            if (!said.includes(each.item.ref) || answers.has(each.item.ref)) return each;
            const item = answer(each.item, `u-${each.item.ref}`);
            answers.set(each.item.ref, { person: each.person, item });
            return { ...each, item };
          });
        }
      }),
    );
  });

  it('comes to its new owner without the day to which the old one had put it off, with what was carried over', () => {
    const plan = aPlan([aRequirement('4.1')]);
    const [first] = carriedOut([], plan, [owner('ada', '4.1')]);
    if (first === undefined) throw new Error('Nobody was asked');
    const item = { ...first.item, later: civilDate('2026-12-10'), carried: { kind: 'noChange' } as const };
    expect(carriedOut([{ ...first, item }], plan, [owner('ben', '4.1')])).toEqual([
      { person: 'ben', item: { ...item, later: null } },
    ]);
  });

  it('keeps an answer that came after the close, though the requirement has left the plan', () => {
    const plan = aPlan([aRequirement('4.1')]);
    const [first] = carriedOut([], plan, [owner('ada', '4.1')]);
    if (first === undefined) throw new Error('Nobody was asked');
    const answered = answer(first.item, 'u1');
    const late = { ...first, item: { ...answered, answer: null, afterClose: answered.answer } };
    expect(carriedOut([late], aPlan([aRequirement('4.1', { withdrawn: true })]), [])).toEqual([late]);
  });
});
