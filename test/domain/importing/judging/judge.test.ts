import { describe, expect, it } from 'vitest';
import type { PlanReading } from '../../../../src/domain/importing/account/reading.js';
import { judged } from '../../../../src/domain/importing/judging/judge.js';
import { readTable } from '../../../../src/domain/importing/read-table.js';
import { written } from '../written-plan.js';

const documentOf = (...rows: string[][]) =>
  written((paragraph, table) => {
    paragraph('Safe Parks', 0);
    paragraph('Council: Elmbridge Town');
    table([['Rec. no.', 'Recommendation', 'Owner', 'Update 31 March 2031'], ...rows]);
  });
const WHOLE = documentOf(['1', 'Mend the gate.', 'Warden', 'Mended.'], ['2', 'Light the path.', 'Clerk', 'Lit.']);
const HALF = documentOf(['1', 'Mend the gate.', '', 'Mended.'], ['', '', 'Light the path.', '']);
const of = (document: ReturnType<typeof documentOf>) => readTable(document, new Map());

describe('Of several readings', () => {
  it('the one that explains the document best counts, wherever it stands', () => {
    const poor = { shape: 'poor', reading: of(HALF) };
    const good = { shape: 'good', reading: of(WHOLE) };
    for (const found of [
      [poor, good],
      [good, poor],
    ]) {
      const reading = judged(WHOLE, found);
      expect(reading).toMatchObject(good.reading);
      expect(reading.explained?.map(({ shape }) => shape)).toEqual(['good', 'poor']);
    }
  });

  it('equal ones count as one', () => {
    const reading = of(WHOLE);
    expect(
      judged(WHOLE, [
        { shape: 'one', reading },
        { shape: 'other', reading },
      ]).kind,
    ).toBe('plan');
  });

  it('none counts where two different plans are equally likely', () => {
    const other = documentOf(['1', 'Mend the fence.', 'Warden', 'Mended.'], ['2', 'Light the path.', 'Clerk', 'Lit.']);
    const both = [
      { shape: 'one', reading: of(WHOLE) },
      { shape: 'other', reading: of(other) },
    ];
    expect(judged(WHOLE, both)).toMatchObject({ kind: 'unreadable', problem: { reason: /equally likely/ } });
  });

  it('none counts that places too little of the document', () => {
    const long = documentOf(
      ['1', 'Mend the gate.', 'Warden', 'Mended.'],
      ...Array<string[]>(30).fill(['x', 'Tea', '', '']),
    );
    const reading = of(HALF) as Extract<PlanReading, { kind: 'plan' }>;
    const poor = {
      ...reading.plan,
      leftOut: long.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : [])),
    };
    const leftOut = poor.leftOut.flatMap(({ cells }) => cells.map(({ place, text }) => ({ place, text })));
    const found = [
      { shape: 'poor', reading: { kind: 'plan' as const, plan: { ...reading.plan, updates: [], leftOut } } },
    ];
    expect(judged(long, found)).toMatchObject({ kind: 'unreadable', problem: { reason: /too little of it/ } });
  });
});
