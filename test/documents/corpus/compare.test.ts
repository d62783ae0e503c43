import { describe, expect, it } from 'vitest';
import { understoodOf } from '../../../src/domain/importing/understood.js';
import { compare } from '../../../src/local/bench/reading/compare.js';
import type { Compared } from '../../../src/local/bench/reading/compared.js';
import { corpus, type Truth } from '../../../src/local/bench/reading/truth.js';
import { alternatives } from '../../../src/local/bench/reading/values.js';

const DOCUMENTS = corpus();

const TRUTH: Truth = {
  note: 'Three rows, one of them with two requirements.',
  held: false,
  plan: {
    title: 'Plan',
    organisation: ['Council', null],
    executiveLead: null,
    operationalLead: null,
    introduction: [],
  },
  columns: ['2025-03-31', '2025-06-30'],
  recommendations: [
    { key: 'a', group: null, number: '1', text: 'Mend the roof.', deadline: null },
    { key: 'b', group: null, number: '2', text: 'Paint the door.', deadline: null },
    { key: 'c', group: null, number: '3', text: 'Count the chairs.', deadline: '2026-01-31' },
  ],
  requirements: [
    row('a', null, '2025-12-31'),
    row('b', null, null),
    { ...row('c', 'In the hall.', null), ref: '3.1' },
    { ...row('c', 'In the yard.', null), ref: '3.2' },
  ],
  updates: [
    { requirement: 0, column: '2025-03-31', kind: 'text', text: 'Begun.' },
    { requirement: 0, column: '2025-06-30', kind: 'text', text: 'Done.' },
    { requirement: 1, column: ['2025-06-30', null], kind: 'text', text: 'Painted green.' },
    { requirement: 3, column: '2025-06-30', kind: 'text', text: 'There are 40.' },
  ],
  undated: [],
  leftOut: ['Page 1'],
  standing: 'sure',
  questionsAtMost: 0,
  maySayCheck: [],
};

function row(recommendation: string, text: string | null, deadline: string | null): Truth['requirements'][number] {
  return { recommendation, text, owner: 'Clerk', deadline, status: 'onTrack', statusWords: 'Green' };
}

/** A reader that understands all: what the truth says, the first of several right values. */
function understoodAs(truth: Truth): Compared {
  const first = <T extends string | null>(value: T | readonly T[]): T => {
    const [one] = alternatives(value);
    if (one === undefined) throw new Error('no right value');
    return one;
  };
  const said = (value: string | null | readonly (string | null)[]) => first<string | null>(value);
  // a row whose number is not printed has one of ours
  const refAt = (at: number) => said(truth.requirements[at]?.ref ?? null) ?? `ours ${at}`;
  const columnOf = (update: Truth['updates'][number]) =>
    alternatives(update.column).find((each) => each !== null) ?? '';
  return {
    plan: truth.plan && {
      ...truth.plan,
      title: said(truth.plan.title),
      organisation: said(truth.plan.organisation),
      executiveLead: said(truth.plan.executiveLead),
      operationalLead: said(truth.plan.operationalLead),
    },
    columns: truth.columns.flatMap((each) => alternatives(each).find((one) => one !== null) ?? []),
    recommendations: truth.recommendations.map((each) => ({
      key: each.key,
      group: said(each.group),
      number: said(each.number ?? null),
      text: said(each.text),
      deadline: said(each.deadline),
    })),
    requirements: truth.requirements.map((each, at) => ({
      ref: refAt(at),
      recommendation: each.recommendation,
      text: said(each.text),
      owner: said(each.owner),
      deadline: said(each.deadline),
      status: first(each.status),
      statusWords: said(each.statusWords),
    })),
    updates: truth.updates.map((each) => ({
      ref: refAt(each.requirement),
      column: columnOf(each),
      kind: first(each.kind),
      text: said(each.text) ?? '',
    })),
    undated: truth.undated.map((each) => ({ heading: said(each.heading) ?? '', texts: each.texts })),
    leftOut: truth.leftOut.map((text) => ({ text })),
    standing: first(truth.standing),
  };
}

const PERFECT = understoodAs(TRUTH);
const FRONT = {
  title: 'Plan',
  organisation: 'Council',
  executiveLead: null,
  operationalLead: null,
  introduction: [],
};

function pathsOf(understood: Compared): string[] {
  return compare(TRUTH, understood).wrong.map((each) => each.path);
}

describe('comparing what was understood with the truth', () => {
  it.each(DOCUMENTS)('$name: the truth itself is right in every cell', ({ truth }) => {
    expect(compare(truth, understoodAs(truth))).toMatchObject({ wrong: [], standingRight: true });
  });

  it('counts every cell once', () => {
    // 4 of the plan, 2 columns, 4 of each recommendation less 2 deadlines that stand on their rows, 6 of each
    // requirement and 2 refs, 4 updates, 1 left out
    expect(compare(TRUTH, PERFECT)).toEqual({ right: 47, all: 47, wrong: [], standingRight: true });
  });

  it('names the place of a wrong cell, with what it should be', () => {
    const requirements = PERFECT.requirements.map((each, at) => (at === 2 ? { ...each, owner: 'Mayor' } : each));
    expect(compare(TRUTH, { ...PERFECT, requirements }).wrong).toEqual([
      {
        path: 'requirements.2.owner',
        understoodPath: 'requirements.2.owner',
        row: '3.1 In the hall.',
        expected: 'Clerk',
        got: 'Mayor',
      },
    ]);
  });

  it('does not make later rows wrong for one that is missing', () => {
    const understood: Compared = {
      ...PERFECT,
      recommendations: PERFECT.recommendations.slice(1),
      requirements: PERFECT.requirements.slice(1),
      updates: PERFECT.updates.slice(2),
    };
    const paths = pathsOf(understood);
    expect(paths).toContain('recommendations.0.text');
    expect(paths.filter((path) => !/^(recommendations|requirements)\.0\.|^updates\.[01]$/.test(path))).toEqual([]);
  });

  it('counts rows, updates, columns and deadlines that the document does not say', () => {
    const understood: Compared = {
      ...PERFECT,
      columns: [...PERFECT.columns, '2027-01-01'],
      recommendations: [
        ...PERFECT.recommendations,
        { key: 'x', group: null, number: '9', text: 'Key', deadline: null },
      ],
      requirements: [
        ...PERFECT.requirements.map((each, at) => (at === 2 ? { ...each, deadline: '2025-12-31' } : each)),
        {
          ref: '9',
          recommendation: 'x',
          text: 'Page 1',
          owner: null,
          deadline: null,
          status: 'notStated',
          statusWords: null,
        },
      ],
      updates: [...PERFECT.updates, { ref: 'ours 1', column: '2025-03-31', kind: 'text', text: 'Begun.' }],
    };
    expect(pathsOf(understood)).toEqual([
      '+columns.2',
      'requirements.2.deadline',
      '+recommendations.3',
      '+requirements.4',
      '+updates.4',
    ]);
    expect(compare(TRUTH, understood).all).toBe(51);
  });

  it('sees two recommendations under one number', () => {
    const understood: Compared = {
      ...PERFECT,
      recommendations: PERFECT.recommendations.slice(0, 1).concat(PERFECT.recommendations.slice(2)),
      requirements: PERFECT.requirements.map((each, at) => (at === 1 ? { ...each, recommendation: 'a' } : each)),
    };
    expect(pathsOf(understood)).toEqual(
      expect.arrayContaining(['recommendations.1.text', 'requirements.1.recommendation']),
    );
  });

  it('sees an update under another date or another row', () => {
    const moved = PERFECT.updates.map((each, at) => (at === 0 ? { ...each, column: '2025-06-30' } : each));
    expect(pathsOf({ ...PERFECT, updates: moved })).toEqual(['updates.0', '+updates.0']);
    const strayed = PERFECT.updates.map((each, at) => (at === 3 ? { ...each, ref: '3.1' } : each));
    expect(pathsOf({ ...PERFECT, updates: strayed })).toEqual(['updates.3', '+updates.3']);
  });

  it('takes either of two right values, also an update that stands under a heading without a date', () => {
    const understood: Compared = {
      ...PERFECT,
      plan: { ...FRONT, organisation: 'Council' },
      updates: PERFECT.updates.filter((_, at) => at !== 2),
      undated: [{ heading: 'Progress', texts: ['Painted green.'] }],
    };
    expect(pathsOf(understood)).toEqual([]);
    expect(pathsOf({ ...understood, undated: [{ heading: 'Progress', texts: ['Painted red.'] }] })).toEqual([
      'updates.2',
      '+undated.0',
    ]);
  });

  it('takes the text and the deadline of a row that is both on either part of it', () => {
    const understood: Compared = {
      ...PERFECT,
      recommendations: PERFECT.recommendations.map((each, at) =>
        at === 0 ? { ...each, text: null, deadline: '2025-12-31' } : each,
      ),
      requirements: PERFECT.requirements.map((each, at) =>
        at === 0 ? { ...each, text: 'Mend the roof.', deadline: null } : each,
      ),
    };
    expect(pathsOf(understood)).toEqual([]);
  });

  it('is not moved by white space and list marks, and is by every letter', () => {
    const withText = (text: string): Compared => ({
      ...PERFECT,
      updates: PERFECT.updates.map((each, at) => (at === 3 ? { ...each, text } : each)),
    });
    expect(pathsOf(withText('•  There\n are 40. '))).toEqual([]);
    expect(pathsOf(withText('There are 40'))).toEqual(['updates.3']);
  });

  it('sees words of the page about the plan taken for its introduction', () => {
    const plan = { ...FRONT, introduction: ['Page 1'] };
    expect(pathsOf({ ...PERFECT, plan })).toEqual(['leftOut.0']);
    expect(pathsOf({ ...PERFECT, leftOut: [] })).toEqual(['leftOut.0']);
  });

  it('counts nothing as right where a document that can be understood was not', () => {
    const comparison = compare(
      TRUTH,
      understoodOf({ kind: 'unreadable', problem: { line: 1, column: null, reason: 'It is no plan.' } }),
    );
    expect(comparison).toMatchObject({ right: 0, all: 47, standingRight: false });
  });

  it('counts every row made of a document that is no plan', () => {
    const none: Truth = { ...TRUTH, plan: null, standing: 'notUnderstood' };
    expect(compare(none, { ...PERFECT, standing: 'notUnderstood' })).toMatchObject({ right: 1, all: 1 });
    expect(compare(none, PERFECT)).toMatchObject({ right: 0, all: 12, standingRight: false });
  });
});
