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

describe('A numbered line beside named recommendations', () => {
  it('is one of them where it is the next and has an owner right below', () => {
    const plan = planOf(
      ['Lamp plan', 1],
      ['1. Light it.'],
      ['Owner: Bosun'],
      ['31 March 2031: Lit.'],
      ['Recommendation 2: Mend it.'],
      ['Owner: Mate'],
      ['31 March 2031: Mended.'],
      ['3. Paint it.'],
      ['Owner: Cook'],
      ['31 March 2031: We did two things:'],
      ['4. bought paint;'],
      ['5. bought a brush.'],
    );
    expect(plan.requirements.map(({ ref, owner }) => [ref, owner])).toEqual([
      ['1', 'Bosun'],
      ['2', 'Mate'],
      ['3', 'Cook'],
    ]);
    expect(plan.updates.at(-1)?.text).toBe('We did two things:\n4. bought paint;\n5. bought a brush.');
  });
});

describe('A label inside a sentence', () => {
  it('is none, and the first owner stands', () => {
    const plan = planOf(
      ['Lamp plan', 1],
      ['Recommendation 1: Light it.', 2],
      ['Owner: Bosun'],
      ['March 2031 update'],
      ['It moved to the quay. Owner: told.'],
      ['Recommendation 2: Mend it.', 2],
      ['Owner: Mate'],
      ['March 2031 update'],
      ['It is mended by 3 May 2031.'],
    );
    expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Bosun', 'Mate']);
    expect(plan.columns).toEqual(['2031-03-31']);
    expect(plan.updates.map(({ text }) => text)).toEqual([
      'It moved to the quay. Owner: told.',
      'It is mended by 3 May 2031.',
    ]);
  });
});

describe('Days with dots and a short year', () => {
  it('are the days of updates, whatever stands behind them', () => {
    const plan = planOf(
      ['Lamp plan', 1],
      ['Recommendation 1: Light it.', 2],
      ['Owner: Bosun'],
      ['28.1.31: Lit.'],
      ['28.6.31: Status: it burns.'],
      ['Recommendation 2: Mend it.', 2],
      ['Owner: Mate'],
      ['Update 28.1.31 The board met.'],
    );
    expect(plan.updates.map(({ column, text }) => [column, text])).toEqual([
      ['2031-01-28', 'Lit.'],
      ['2031-06-28', 'Status: it burns.'],
      ['2031-01-28', 'The board met.'],
    ]);
  });
});

describe('A numbered list', () => {
  const rec = (number: string): readonly (readonly [string, number?])[] => [
    [`${number} Mend the gate of park ${number}`],
    ['Owner: Head of Parks'],
    ['Update 4 May 2031:'],
    ['The crew met.'],
  ];

  it('inside an update is a part of it, though its first number is that of the recommendation', () => {
    const list = [['1. Iron was ordered.'], ['2. Paint has come.'], ['3. It hangs.']] as const;
    const plan = planOf(['Park plan', 1], ...rec('Recommendation 1:'), ...list, ...rec('Recommendation 2:'));
    expect(plan.requirements.map(({ ref }) => ref)).toEqual(['1', '2']);
    expect(plan.updates[0]?.text).toBe('The crew met.\n1. Iron was ordered.\n2. Paint has come.\n3. It hangs.');
  });

  it('of recommendations is whole where one of them is only "3."', () => {
    const plan = planOf(
      ['Park plan', 1],
      ...rec('Recommendation 1:'),
      ...rec('Recommendation 2:'),
      ...rec('3.'),
      ...rec('Recommendation 4:'),
    );
    expect(plan.recommendations.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
    expect(plan.updates.map(({ text }) => text)).toEqual(Array.from({ length: 4 }, () => 'The crew met.'));
  });
});
