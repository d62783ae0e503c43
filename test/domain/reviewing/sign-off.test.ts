import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan, Requirement } from '../../../src/domain/plan/plan.js';
import { hashOf } from '../../../src/domain/publishing/compile.js';
import type { Decision, RecordedCheck, Signed } from '../../../src/domain/reviewing/decision.js';
import { SIGN_OFF_CHECKS } from '../../../src/domain/reviewing/decision.js';
import type { Finding } from '../../../src/domain/reviewing/review.js';
import {
  checksOf,
  findingStates,
  obstaclesTo,
  signatureInForce,
  toAcceptByName,
  undecided,
} from '../../../src/domain/reviewing/sign-off.js';
import { aPlan, aRequirement, at } from '../builders.js';

const by = { by: 'k1', byName: 'R. Vale', at: at('2027-01-04T10:00:00Z') };

function signedOver(hash: string, over: Partial<Signed> = {}): Signed {
  return { kind: 'signed', draft: 1, hash, accepted: [], ...by, ...over };
}

const plan: PublishedPlan = aPlan(
  ['4.1', '4.2', '5.1'].map((ref) =>
    aRequirement(ref, {
      deadline: {
        date: civilDate('2026-12-01'),
        original: civilDate('2026-06-01'),
        moves: [
          {
            from: civilDate('2026-06-01'),
            to: civilDate('2026-12-01'),
            agreedBy: 'the Inspectorate',
            reason: 'the yard burnt down',
            on: civilDate('2026-05-02'),
          },
        ],
      },
    }),
  ),
  {
    statuses: { id4x1: 'onTrack' },
    discharges: { id5x1: { by: 'the Inspectorate', on: civilDate('2026-05-04'), reference: 'I/4' } },
  },
);

/** A path to every text, number or date that is published of the plan, with another value for it. */
function everyEdit(published: PublishedPlan): readonly { readonly path: string; readonly edited: PublishedPlan }[] {
  const edits: { path: string; edited: PublishedPlan }[] = [];
  const walk = (value: unknown, path: readonly string[]) => {
    if (typeof value === 'string') {
      const changed = /^\d{4}-\d\d-\d\d$/.test(value)
        ? '2031-05-05'
        : value === 'onTrack'
          ? 'atRisk'
          : `${value} and more`;
      edits.push({ path: path.join('.'), edited: withValue(published, path, changed) as PublishedPlan });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) walk(each, [...path, name]);
    }
  };
  walk(published, []);
  // an id that no document prints, and how a text came to be, which its words say
  return edits.filter(({ path }) => !/^plan\.id$|^updates\.\d+\.kind$/.test(path));
}

function withValue(value: unknown, [name, ...rest]: readonly string[], changed: unknown): unknown {
  if (name === undefined) return changed;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === name ? withValue(each, rest, changed) : each));
  const fields = value as Record<string, unknown>;
  return { ...fields, [name]: withValue(fields[name], rest, changed) };
}

describe('a signature', () => {
  const hash = hashOf(plan);

  it('is in force over the words that were signed', () => {
    expect(signatureInForce(hashOf(structuredClone(plan)), [signedOver(hash)])).toEqual(signedOver(hash));
  });

  const edits = everyEdit(plan);
  it(`is void after any change of what is published (${edits.length} edits tried)`, () => {
    expect(edits.length).toBeGreaterThan(30);
    const stillSigned = edits.filter(({ edited }) => signatureInForce(hashOf(edited), [signedOver(hash)]) !== null);
    expect(stillSigned.map(({ path }) => path)).toEqual([]);
  });

  it('is void after any edit of any text, wherever in it', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: plan.updates.length - 1 }),
        fc.string({ minLength: 1 }),
        fc.nat({ max: 20 }),
        (index, words, place) => {
          const updates = plan.updates.map((update, each) => {
            if (each !== index) return update;
            return { ...update, text: update.text.slice(0, place) + words + update.text.slice(place) };
          });
          expect(signatureInForce(hashOf({ ...plan, updates }), [signedOver(hash)])).toBeNull();
        },
      ),
    );
  });

  it('is void when a requirement is added, withdrawn or put in another place', () => {
    const [first, second, third] = plan.requirements as [Requirement, Requirement, Requirement];
    for (const requirements of [
      [...plan.requirements, aRequirement('5.2')],
      [first, { ...second, withdrawn: true }, third],
      [second, first, third],
    ]) {
      expect(signatureInForce(hashOf({ ...plan, requirements }), [signedOver(hash)])).toBeNull();
    }
  });

  it('gives way to a later return, and a return to a later signature', () => {
    const returned: Decision = {
      kind: 'returned',
      draft: 1,
      hash,
      comment: 'Shorter.',
      ...by,
      at: at('2027-01-04T11:00:00Z'),
    };
    expect(signatureInForce(hash, [signedOver(hash), returned])).toBeNull();
    const again = signedOver(hash, { at: at('2027-01-04T12:00:00Z') });
    expect(signatureInForce(hash, [again, signedOver(hash), returned])).toEqual(again);
  });
});

describe('what stands before a signature', () => {
  const finding = (id: string, severity: Finding['severity']): Finding => ({
    id,
    rule: 'personal-name',
    requirement: 'id4x1',
    ref: '4.1',
    column: civilDate('2027-01-06'),
    start: 0,
    length: 3,
    words: 'A B',
    what: '',
    suggestion: '',
    severity,
  });
  const accepted: Decision = {
    kind: 'accepted',
    finding: 'f1',
    rule: 'personal-name',
    ref: '4.1',
    words: 'A B',
    reason: 'Agreed.',
    ...by,
  };
  const asked: Decision = { kind: 'asked', finding: 'f2', ref: '4.1', question: 'Who?', ...by };

  it('is every finding that must be decided and was not accepted; a question settles nothing', () => {
    const states = findingStates(
      [finding('f1', 'mustDecide'), finding('f2', 'mustDecide'), finding('f3', 'look')],
      [accepted, asked],
    );
    expect(states.map((each) => each.state)).toEqual(['accepted', 'asked', 'open']);
    expect(undecided(states).map((each) => each.finding.id)).toEqual(['f2']);
  });

  it('is every check that was not made of exactly these words', () => {
    const check = (kind: RecordedCheck['check'], hash: string): Decision => ({
      kind: 'checked',
      check: kind,
      draft: 1,
      hash,
      checkedBy: 'N. Orr',
      note: '',
      ...by,
    });
    const decisions = [check('legal', 'h1'), check('communications', 'h0')];
    expect(checksOf('h1', decisions).map((each) => each.check)).toEqual(['legal']);
    const obstacles = obstaclesTo({ before: plan, published: plan, hash: 'h1', takes: [] }, [], decisions);
    expect(obstacles.checks).toEqual(['communications', 'disclosure']);
    expect(SIGN_OFF_CHECKS).toHaveLength(3);
  });

  it('is every completion that the lead has not agreed to, and none that was published before', () => {
    const published = { ...plan, statuses: { id4x1: 'complete', id4x2: 'complete', id5x1: 'complete' } as const };
    const before = { ...plan, statuses: { id5x1: 'complete' } as const };
    const agreed: Decision = {
      kind: 'complete',
      requirement: 'id4x1',
      ref: '4.1',
      update: 'u1',
      agreedBy: 'S. Ode',
      ...by,
    };
    const draft = { before, published, hash: 'h', takes: ['u1', 'u2'] };
    expect(obstaclesTo(draft, [], [agreed]).completions).toEqual(['4.2']);
    // its owner has answered again since: the lead agreed to other words
    expect(obstaclesTo({ ...draft, takes: ['u3', 'u2'] }, [], [agreed]).completions).toEqual(['4.1', '4.2']);
  });

  it('is each silence and each first status, by name', () => {
    const column = civilDate('2027-01-06');
    const draft: PublishedPlan = {
      ...plan,
      columns: [...plan.columns, column],
      updates: [...plan.updates, { requirement: 'id4x2', column, kind: 'none', text: 'No update received' }],
      statuses: { id4x1: 'onTrack', id5x1: 'waiting' },
    };
    expect(toAcceptByName([plan], draft)).toEqual([
      { ref: '4.2', requirement: 'id4x2', what: 'silence', status: 'notStated' },
      { ref: '5.1', requirement: 'id5x1', what: 'firstStatus', status: 'waiting' },
    ]);
  });

  it('is no status that was stated before and unsaid in between', () => {
    const unsaid = { ...plan, statuses: {} };
    expect(toAcceptByName([plan, unsaid], { ...plan, statuses: { id4x1: 'atRisk' } })).toEqual([]);
  });
});
