import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../src/domain/importing/read-plan.js';
import { HEAD, PATIENCE, plans, RUNS, readingOf, truth, written } from '../written-plan.js';

describe('What stands above a plan', () => {
  it('may give its facts on the lines of one paragraph', () => {
    const document = written((paragraph, table) => {
      paragraph('Quay Safety Action Plan', 0);
      paragraph('Executive Lead: A. Marlowe\nOperational Lead: B. Quill\nOrganisation: Northmoor Harbour Authority');
      table([
        ['Rec. No.', 'Recommendation', ...HEAD],
        ['3', 'Light the quays.', ...['3.1', 'Lamps.', 'Harbour Master', 'Lit.', '', '']],
      ]);
    });
    const reading = readPlan(document);
    expect(reading.kind === 'plan' && reading.plan).toMatchObject({
      executiveLead: 'A. Marlowe',
      operationalLead: 'B. Quill',
      organisation: 'Northmoor Harbour Authority',
      lostCharacters: 0,
    });
  });
});

describe('A plan with dated entries in one column of progress', () => {
  const head = ['Rec. No.', 'Recommendation', 'Ref', 'Evidence requirement', 'Owner', 'Progress'];
  const short = ['06/03/2026', '12.06.26', '11 September 2026'];

  it(
    'is read as if each date had a column',
    () => {
      fc.assert(
        fc.property(plans, fc.boolean(), (sections, ownLine) => {
          const document = written((paragraph, table) => {
            paragraph('Quay Safety Action Plan', 0);
            paragraph('Organisation: Northmoor Harbour Authority');
            const rows = sections.flatMap(({ number, text, lines }) =>
              lines.map(({ number: ref, text: requirement, owner, updates }) => {
                const entries = updates.flatMap((update, index) =>
                  update === '' ? [] : [`${short[index]}${ownLine ? '\n' : ': '}${update}`],
                );
                return [String(number), text, ref, requirement, owner, entries.join('\n')];
              }),
            );
            table([head, ...rows]);
          });
          expect(readingOf(document)).toEqual(truth(sections));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it('asks when words under no date were published, and keeps them', () => {
    const document = written((paragraph, table) => {
      paragraph('Quay Safety Action Plan', 0);
      table([
        head,
        ['3', 'Light the quays.', '3.1', 'Lamps.', 'Harbour Master', '06/03/2026: Lit.\n12/06/2026: Still lit.'],
        ['3', '', '3.2', 'Gates.', 'Harbour Master', 'Not begun.'],
        ['3', '', '3.4', 'Ropes.', 'Harbour Master', '06/03/2026: Bought.'],
        ['3', '', '3.5', 'Buoys.', 'Harbour Master', '06/03/2026: Painted.\n12/06/2026: Painted again.'],
        ['3', '', '3.3', 'Crews.', 'Harbour Master', 'See above.\n06/03/2026: Told.'],
      ]);
    });
    const reading = readPlan(document);
    if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
    expect(reading.plan.columns).toEqual(['2026-03-06', '2026-06-12']);
    const { questions, lostCharacters } = reading.plan;
    expect(questions.map(({ what }) => what).filter((what) => what.includes('names no date'))).toHaveLength(1);
    expect(reading.plan.undated?.map(({ texts }) => texts.map(({ text }) => text))).toEqual([
      ['Not begun.', 'See above.'],
    ]);
    expect(readingOf(document).lines.map(({ updates }) => updates.join())).toEqual([
      '2026-03-06 Lit.,2026-06-12 Still lit.',
      '',
      '2026-03-06 Bought.',
      '2026-03-06 Painted.,2026-06-12 Painted again.',
      '2026-03-06 Told.',
    ]);
    expect(lostCharacters).toBe(0);
  });
});

describe('A plan of headings and paragraphs', () => {
  it('may call the only requirement of a recommendation by its number, and name owners in a paragraph of their own', () => {
    const document = written((paragraph) => {
      paragraph('Quay Safety Action Plan', 0);
      paragraph('Organisation: Northmoor Harbour Authority');
      paragraph('15. Light the quays at night.', 1);
      paragraph('15 Lamps are checked.', 2);
      paragraph('Owner');
      paragraph('Harbour Master');
      paragraph('Update 6 March 2026', 3);
      paragraph('Checked twice.');
      paragraph('Recommendation 16', 1);
      paragraph('Shut the gates.');
      paragraph('16');
      paragraph('Owner');
      paragraph('Head of Security');
      paragraph('Update 6 March 2026', 3);
      paragraph('Shut at ten.');
    });
    expect(readingOf(document)).toMatchObject({
      recommendations: ['15 Light the quays at night.', '16 Shut the gates.'],
      lines: [
        { ref: '15', text: 'Lamps are checked.', owner: 'Harbour Master', updates: ['2026-03-06 Checked twice.'] },
        { ref: '16', text: null, owner: 'Head of Security', updates: ['2026-03-06 Shut at ten.'] },
      ],
      lost: 0,
    });
  });
});
