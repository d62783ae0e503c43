import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../../src/adapters/documents/formats/source-document.js';
import { writeCsv } from '../../../../../src/adapters/documents/own/write/csv.js';
import { type CivilDate, civilDate, instantOf } from '../../../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../../src/domain/importing/read-plan.js';
import type { RevisionDocument } from '../../../../../src/domain/publishing/revision.js';

function planIn(bytes: Uint8Array): ReadPlan {
  const source = readSourceDocument(bytes);
  if (source.kind !== 'document') throw new Error(source.problem.reason);
  const reading = readPlan(source.document);
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  return reading.plan;
}

const sample = planIn(readFileSync('src/local/sample-plan.txt'));

/** The revision that a plan as read would print. */
function revisionOf(plan: ReadPlan, change: (text: string) => string = (text) => text): RevisionDocument {
  const cell = (key: string, column: CivilDate) =>
    plan.updates.find((each) => each.requirement === key && each.column === column)?.text ?? '';
  return {
    title: plan.title,
    organisation: plan.organisation,
    executiveLead: plan.executiveLead,
    operationalLead: plan.operationalLead,
    date: plan.columns.at(-1) ?? civilDate('2026-01-30'),
    columns: plan.columns,
    sections: plan.recommendations.map((recommendation) => ({
      ...recommendation,
      lines: plan.requirements
        .filter((each) => each.recommendation === recommendation.number)
        .map((each) => ({
          id: each.key,
          ref: each.ref,
          refFrom: each.refFrom,
          text: each.text,
          owner: each.owner,
          deadline: each.deadline,
          cells: plan.columns.map((column) => ({ column, text: change(cell(each.key, column)) })),
          status: each.status,
          discharge: each.discharge,
        })),
    })),
    seal: { kind: 'draft', number: 1, compiledAt: instantOf(0) },
  };
}

const published = (plan: ReadPlan) => ({
  title: plan.title,
  organisation: plan.organisation,
  executiveLead: plan.executiveLead,
  operationalLead: plan.operationalLead,
  columns: plan.columns,
  recommendations: plan.recommendations,
  requirements: plan.requirements.map(({ ref, recommendation, text, owner, deadline, status, discharge }) => ({
    ref,
    recommendation,
    text,
    owner,
    deadline,
    status,
    discharge,
  })),
  updates: plan.updates.map(({ column, kind, text }) => ({ column, kind, text })),
});

describe('The sample plan', () => {
  it('is read without loss, with everything that makes a real plan hard', () => {
    expect(sample.requirements).toHaveLength(24);
    expect(sample.recommendations.map((each) => each.number).join(' ')).toBe('2 4 5 6 7 8 9 11 12 14 15');
    expect(sample.columns).toEqual(['2026-01-30', '2026-04-24', '2026-09-04']);
    expect(sample.recommendations.filter((each) => each.text === null).map((each) => each.number)).toEqual(['7']);
    expect(sample.updates.filter((each) => each.kind === 'noChange')).toHaveLength(8);
    expect(sample.requirements.filter((each) => each.text === null)).toHaveLength(8);
    expect(sample.repairs.filter(({ ref }) => ref !== null).map(({ ref }) => ref)).toEqual(['4.2', '4.3']);
    expect(sample.lostCharacters).toBe(0);
    expect(sample.leftOut).toEqual([]);
  });
});

describe('Our own csv is read back to the same published plan', () => {
  it('for the sample plan', () => {
    const back = planIn(writeCsv(revisionOf(sample)));
    expect(published(back)).toEqual(published(sample));
    expect(back.lostCharacters).toBe(0);
    expect(back.repairs).toEqual([]);
  });

  it('with deadlines that have moved and a requirement that was discharged', () => {
    const revision = revisionOf(sample);
    const moved = {
      date: civilDate('2026-12-18'),
      original: civilDate('2026-04-30'),
      moves: [
        {
          from: civilDate('2026-04-30'),
          to: civilDate('2026-12-18'),
          agreedBy: 'Deputy Chief Executive',
          reason: 'The relay came late',
          on: civilDate('2026-05-04'),
        },
      ],
    };
    const discharge = { by: 'Inspectorate of Ports', on: civilDate('2026-09-01'), reference: 'IP-7' };
    const sections = revision.sections.map((section, index) =>
      index > 0
        ? section
        : {
            ...section,
            deadline: moved,
            lines: section.lines.map((line, at) =>
              at === 0 ? { ...line, status: 'complete' as const, discharge } : line,
            ),
          },
    );
    const back = planIn(writeCsv({ ...revision, sections }));
    expect(back.recommendations[0]?.deadline).toEqual(moved);
    expect(back.requirements[0]).toMatchObject({ status: 'complete', discharge });
    expect(back.lostCharacters).toBe(0);
  });

  it('with texts that look like markup, formulas and quotations', () => {
    const hostile = fc.constantFrom(
      '=SUM(A1)',
      "'+1",
      '<p>typed</p>',
      '&lt;b&gt;',
      'a, "b"; c|d',
      '-1\tx',
      'two\nlines',
      '@home',
    );
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const revision = revisionOf(sample, (text) =>
          text === '' || text.startsWith('As per') ? text : `${first} ${text}${second}`,
        );
        const back = planIn(writeCsv(revision));
        expect(back.updates.map((each) => each.text)).toEqual(
          revision.sections
            .flatMap((each) => each.lines)
            .flatMap((line) => line.cells.map((cell) => cell.text).filter((text) => text !== '')),
        );
        expect(back.lostCharacters).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
