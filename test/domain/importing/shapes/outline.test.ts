import { describe, expect, it } from 'vitest';
import type { SourceCell } from '../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../src/domain/importing/read-plan.js';

const planOf = (...texts: readonly (readonly [string, number?])[]) => {
  const paragraphs = texts.map(
    ([text, level], index): SourceCell => ({
      place: { line: index + 1 },
      raw: text,
      text,
      ...(level === undefined ? {} : { level }),
    }),
  );
  const reading = readPlan({ format: 'docx', blocks: [{ kind: 'text', paragraphs }] });
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  return reading.plan;
};

describe('Below "Recommendation 17"', () => {
  const answer = [['Update: 4 May 2031'], ['The gate is open to all.']] as const;

  it('a text that opens with the 17th of a month is the recommendation, with its deadline', () => {
    const plan = planOf(
      ['Park plan', 1],
      ['Recommendation 17', 2],
      ['17 January 2031, open the gate.'],
      ['17.1 – Evidence requirements of progress: a gate', 3],
      ...answer,
    );
    expect(plan.recommendations).toEqual([
      {
        number: '17',
        text: '17 January 2031, open the gate.',
        deadline: { date: '2031-01-17', original: '2031-01-17', moves: [] },
      },
    ]);
    expect(plan.requirements.map(({ ref, text }) => [ref, text])).toEqual([['17.1', 'a gate']]);
  });

  it('a text that opens with its number and words is its only requirement', () => {
    const plan = planOf(
      ['Park plan', 1],
      ['Recommendation 17', 2],
      ['Open the gate.'],
      ['17 Proof of a gate'],
      ...answer,
    );
    expect(plan.requirements.map(({ ref, text }) => [ref, text])).toEqual([['17', 'Proof of a gate']]);
  });
});

describe('A bare letter', () => {
  it('is the number of a recommendation where nothing else follows the word', () => {
    const plan = planOf(
      ['Park plan', 1],
      ['Recommendation A', 2],
      ['Open the gate.'],
      ['A.1 – Evidence requirements of progress: a gate', 3],
      ['Update: 4 May 2031'],
      ['The gate is open to all.'],
      ['Recommendation B – mend the bench by the gate.', 2],
      ['B.1 – Evidence requirements of progress: a bench', 3],
      ['Update: 4 May 2031'],
      ['A bench was bought.'],
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['A', 'Open the gate.'],
      ['B', 'mend the bench by the gate.'],
    ]);
    expect(plan.requirements.map(({ ref, recommendation }) => [ref, recommendation])).toEqual([
      ['A.1', 'A'],
      ['B.1', 'B'],
    ]);
    expect(plan.updates.map(({ text }) => text)).toEqual(['The gate is open to all.', 'A bench was bought.']);
  });
});

describe('A recommendation without an update yet', () => {
  const owned = (number: number, update?: string) =>
    [
      [`Recommendation ${number}: Mend lamp ${number}.`, 2],
      [`Owner: Keeper ${number}`],
      ...(update === undefined ? [] : [[`31 March 2031: ${update}`]]),
    ] as (readonly [string, number?])[];

  it.each([
    ['at the beginning', [undefined, 'Lit.', 'Mended.']],
    ['in the middle', ['Lit.', undefined, 'Mended.']],
    ['at the end', ['Lit.', 'Mended.', undefined]],
  ])('%s keeps its row, its text and its owner', (_, updates) => {
    const plan = planOf(
      ['Lamp plan', 1],
      ['Organisation: Loxshire'],
      ...updates.flatMap((update, at) => owned(at + 1, update)),
    );
    expect(plan.requirements.map(({ ref, owner }) => [ref, owner])).toEqual([
      ['1', 'Keeper 1'],
      ['2', 'Keeper 2'],
      ['3', 'Keeper 3'],
    ]);
    expect(plan.recommendations.map(({ text }) => text)).toEqual(['Mend lamp 1.', 'Mend lamp 2.', 'Mend lamp 3.']);
    expect(plan.updates.map(({ text }) => text)).toEqual(['Lit.', 'Mended.']);
    expect([plan.leftOut, plan.lostCharacters]).toEqual([[], 0]);
  });

  it('takes no paragraph behind its owner for its text', () => {
    const plan = planOf(['Lamp plan', 1], ...owned(1, 'Lit.'), ...owned(2), ['The board met in the hall.']);
    expect(plan.recommendations.map(({ text }) => text)).toEqual(['Mend lamp 1.', 'Mend lamp 2.']);
    expect(plan.leftOut.map(({ text }) => text)).toEqual(['The board met in the hall.']);
  });
});
