import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/domain/read-plan.js';
import type { SourceCell } from '../../../src/domain/reading.js';

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
