import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';
import { longDate } from '../../../../src/domain/calendar/civil-date.js';
import { cellsOf } from '../../../../src/domain/importing/account/ledger.js';
import type { ReadPlan, SourceDocument } from '../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../src/domain/importing/read-plan.js';
import { tableOfOutline } from '../../../../src/domain/importing/shapes/outline.js';
import { inkOf } from '../../../../src/domain/importing/words/words.js';
import { type InventedPlan, inventedPlans } from '../../../domain/importing/invented-plan.js';
import { asDocx, asHtml, asXlsx } from './layouts.js';
import { inParagraphs, inTables, type LaidOutPlan, type TableStyle } from './plan-layouts.js';

const RUNS = 120;
/** Milliseconds: the machine may be busy with other tests. */
const PATIENCE = 240_000;
const inventedPlan = inventedPlans({ sparse: false });

function documentIn(bytes: Uint8Array): SourceDocument {
  const reading = readSourceDocument(bytes);
  if (reading.kind !== 'document') throw new Error(reading.problem.reason);
  return reading.document;
}

function planIn(bytes: Uint8Array): ReadPlan {
  const plan = readPlan(documentIn(bytes));
  if (plan.kind !== 'plan') throw new Error(plan.problem.reason);
  return plan.plan;
}

function laidOut(plan: InventedPlan): LaidOutPlan {
  return {
    title: plan.title,
    organisation: plan.organisation,
    columns: plan.columns,
    recommendations: plan.recommendations.map(({ number, text }) => ({ number, text })),
    requirements: plan.requirements.map((each, index) => ({
      number: `${each.recommendation}.${index + 1}`,
      recommendation: each.recommendation,
      text: each.text,
      owner: each.owner,
      updates: each.updates.map(({ text }) => text),
      status: each.status.printed,
    })),
  };
}

function truthOf(plan: LaidOutPlan) {
  return plan.requirements.map((each) => ({
    ref: each.number,
    recommendation: each.recommendation,
    text: each.text,
    owner: each.owner,
    updates: each.updates.flatMap((text, index) => (text === '' ? [] : [`${plan.columns[index]} ${text}`])),
  }));
}

function readOf(plan: ReadPlan) {
  return plan.requirements.map(({ key, ref, recommendation, text, owner }) => ({
    ref,
    recommendation,
    text,
    owner,
    updates: plan.updates.flatMap((each) => (each.requirement === key ? [`${each.column} ${each.text}`] : [])),
  }));
}

const style: fc.Arbitrary<TableStyle> = fc.record({
  merged: fc.boolean(),
  rowsPerTable: fc.integer({ min: 3, max: 12 }),
  headingsRepeated: fc.boolean(),
  headings: fc.tuple(
    fc.constantFrom('Rec. No.', 'Recommendation number', 'Recomendation No.'),
    fc.constantFrom('Recommendation', 'Recomendation text', 'Recommendation:'),
    fc.constantFrom('Ref', 'Requirement no.', 'Evidence ref'),
    fc.constantFrom('Evidence requirement', 'Evidense required', 'Sub-recommendation'),
    fc.constantFrom('Owner', 'Recommendation Owner:', 'Responsible officer'),
    fc.constantFrom('Status', 'RAG rating', 'Curent status'),
  ),
  dates: fc.constantFrom(
    longDate,
    (date) => `Update ${longDate(date)}`,
    (date) => `Force Update: Published ${longDate(date)}`,
  ),
});
const file = fc.constantFrom(
  { name: 'docx', write: asDocx },
  { name: 'xlsx', write: asXlsx },
  { name: 'html', write: (parts: Parameters<typeof asHtml>[0]) => asHtml(parts) },
);

describe('A generated plan, written as docx, xlsx or html', () => {
  it(
    'is read to the truth from tables, whatever is merged, split over pages, and called',
    () => {
      fc.assert(
        fc.property(inventedPlan, style, file, (invented, how, { write }) => {
          const truth = laidOut(invented);
          const plan = planIn(write(inTables(truth, how)));
          expect(readOf(plan)).toEqual(truthOf(truth));
          // the last columns are prepared for later where nothing stands in them
          const newest = truth.columns.findLastIndex((_, at) =>
            truth.requirements.some(({ updates }) => updates[at] !== ''),
          );
          expect(plan.columns).toEqual(truth.columns.slice(0, newest + 1));
          expect(plan.lostCharacters).toBe(0);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'is read to the truth from headings and paragraphs',
    () => {
      const written = fc.constantFrom(
        { write: asDocx },
        { write: (parts: Parameters<typeof asHtml>[0]) => asHtml(parts) },
      );
      fc.assert(
        fc.property(inventedPlan, written, fc.boolean(), (invented, { write }, headed) => {
          const truth = laidOut(invented);
          // Where nothing was ever answered under a date, nobody can know of it.
          fc.pre(
            truth.columns.every(
              (_, index) =>
                truth.requirements.filter(({ updates }) => updates[index] !== '').length * 4 >=
                truth.requirements.length,
            ),
          );
          const plan = planIn(write(inParagraphs(truth, headed)));
          expect(readOf(plan)).toEqual(truthOf(truth));
          expect(plan.lostCharacters).toBe(0);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'keeps every character of its paragraphs when they become a table',
    () => {
      fc.assert(
        fc.property(inventedPlan, fc.boolean(), fc.array(fc.lorem(), { maxLength: 3 }), (invented, headed, stray) => {
          const parts = [
            ...inParagraphs(laidOut(invented), headed),
            ...stray.map((text) => ({ kind: 'paragraph' as const, paragraph: { text } })),
          ];
          const source = documentIn(asDocx(parts));
          const table = tableOfOutline(source);
          if (table === null) return;
          // Headings are made up and numbers stand in their labels already.
          const own = cellsOf(table).filter(({ place, raw }) => raw !== '' && place.column !== 1 && place.column !== 3);
          expect(characters(own)).toEqual(characters(cellsOf(source)));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );
});

function characters(cells: readonly { readonly text: string }[]): string[] {
  return Array.from(cells.map(({ text }) => inkOf(text)).join('')).sort();
}
