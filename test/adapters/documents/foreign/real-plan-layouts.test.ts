import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../../src/adapters/documents/plan-file.js';
import { longDate } from '../../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../src/domain/importing/account/reading.js';
import { asDocx, asHtml, asXlsx } from './layouts.js';
import { inParagraphs, inTables, type LaidOutPlan, type TableStyle } from './plan-layouts.js';

const FILE = new URL('../../../../../shared/plan/force-action-plan.txt', import.meta.url);

async function planIn(bytes: Uint8Array): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

/** What makes two readings the same plan. */
function essence(plan: ReadPlan) {
  return {
    title: plan.title,
    organisation: plan.organisation,
    columns: plan.columns,
    recommendations: plan.recommendations,
    requirements: plan.requirements.map(({ ref, refFrom, recommendation, text, owner, status }) => ({
      ref,
      refFrom,
      recommendation,
      text,
      owner,
      status,
    })),
    updates: plan.requirements.map(({ key }) =>
      plan.updates
        .filter(({ requirement }) => requirement === key)
        .map(({ column, kind, text }) => ({ column, kind, text })),
    ),
    lost: plan.lostCharacters,
  };
}

function laidOut(plan: ReadPlan): LaidOutPlan {
  return {
    title: plan.title,
    organisation: plan.organisation,
    columns: plan.columns,
    recommendations: plan.recommendations.map(({ number, text }) => ({ number, text })),
    requirements: plan.requirements.map((each) => ({
      number: each.refFrom === 'ours' ? each.recommendation : each.ref,
      recommendation: each.recommendation,
      text: each.text,
      owner: each.owner,
      updates: plan.columns.map(
        (column) =>
          plan.updates.find((update) => update.requirement === each.key && update.column === column)?.text ?? '',
      ),
      status: '',
    })),
  };
}

const style = (more: Partial<TableStyle>): TableStyle => ({
  merged: true,
  rowsPerTable: 1000,
  headingsRepeated: false,
  headings: [
    'Rec. No.',
    'Recommendation:',
    'Ref',
    'Evidence requirements of progress:',
    'Recommendation Owner:',
    'Status',
  ],
  dates: longDate,
  ...more,
});

describe.runIf(existsSync(FILE))(
  'The real plan in other formats and layouts is the same plan (skipped where the file is not at hand)',
  () => {
    const writersOf = { docx: asDocx, xlsx: asXlsx, html: asHtml } as const;
    it.each([
      ['docx', 'one table with merged cells', style({})],
      ['xlsx', 'one table with merged cells', style({})],
      ['html', 'one table with merged cells', style({})],
      ['docx', 'tables of seven rows, headings on each', style({ rowsPerTable: 7, headingsRepeated: true })],
      ['docx', 'tables of seven rows, headings on the first', style({ rowsPerTable: 7 })],
      [
        'html',
        'tables of five rows, nothing merged',
        style({ rowsPerTable: 5, merged: false, headingsRepeated: true }),
      ],
    ] as const)('as %s: %s', async (format, _, how) => {
      const plan = await planIn(readFileSync(FILE));
      const other = await planIn(writersOf[format](inTables(laidOut(plan), how)));
      expect(essence(other)).toEqual(essence(plan));
    });

    it.each([
      ['docx', true],
      ['docx', false],
      ['html', true],
      ['html', false],
    ] as const)('as %s of headings and paragraphs, recommendations headed: %s', async (format, headed) => {
      const plan = await planIn(readFileSync(FILE));
      const other = await planIn(writersOf[format](inParagraphs(laidOut(plan), headed)));
      expect(essence(other)).toEqual(essence(plan));
    });
  },
);
