import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceBlock, SourceDocument } from '../../../../src/domain/importing/account/reading.js';
import { fieldsOf, HEAD, PATIENCE, plans, RUNS, readingOf, truth, written } from '../written-plan.js';

describe('A plan with a table under the heading of each recommendation', () => {
  it(
    'is read as one table, whether the heading gives the text itself or a paragraph below it does',
    () => {
      fc.assert(
        fc.property(plans, fc.boolean(), (sections, inHeading) => {
          const document = written((paragraph, table) => {
            paragraph('Quay Safety Action Plan', 0);
            paragraph('Organisation: Northmoor Harbour Authority');
            for (const { number, text, lines } of sections) {
              paragraph(inHeading ? `Recommendation ${number}: ${text}` : `Recommendation ${number}`, 1);
              if (!inHeading) paragraph(text);
              table([HEAD, ...lines.map(fieldsOf)]);
            }
          });
          expect(readingOf(document)).toEqual(truth(sections));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it('keeps the numbers of its own columns where a chapter heading stands above the one table of the plan', () => {
    const document = written((paragraph, table) => {
      paragraph('Quay Safety Action Plan', 0);
      paragraph('1. What we will do', 1);
      table([
        HEAD,
        ['4.1', 'Lamps are checked.', 'Harbour Master', 'Done twice.', '', ''],
        ['5.1', 'Gates are shut.', 'Harbour Master', 'Shut.', '', ''],
      ]);
    });
    expect(readingOf(document).lines.map(({ ref, recommendation }) => `${ref} under ${recommendation}`)).toEqual([
      '4.1 under 4',
      '5.1 under 5',
    ]);
  });
});

describe('A plan that gives each requirement a small table of its own', () => {
  it(
    'is read as one table, whichever fields a form leaves away',
    () => {
      fc.assert(
        fc.property(plans, fc.boolean(), fc.boolean(), (sections, empties, oneTable) => {
          const document = written((paragraph, table) => {
            paragraph('Quay Safety Action Plan', 0);
            paragraph('Organisation: Northmoor Harbour Authority');
            for (const { number, text, lines } of sections) {
              paragraph(`Recommendation ${number}`, 1);
              paragraph(text);
              const forms = lines.map((line) => {
                const fields = fieldsOf(line).map((value, index) => [HEAD[index] ?? '', value]);
                return empties ? fields : fields.filter(([, value]) => value !== '');
              });
              for (const rows of oneTable ? [forms.flat()] : forms) table(rows);
            }
          });
          expect(readingOf(document)).toEqual(truth(sections));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it('keeps what stands between its forms', () => {
    const document = written((paragraph, table) => {
      paragraph('Quay Safety Action Plan', 0);
      table([
        ['Recommendation 3', ''],
        ['Ref', '3.1'],
        ['Evidence requirement:', 'Lamps are checked.'],
        ['Owner', 'Harbour Master'],
        ['6 March 2026 update', 'Checked twice.'],
        ['Recommendation 4', ''],
        ['Ref', '4.1'],
        ['Evidence requirement:', 'Gates are shut.'],
        ['Owner', 'Head of Security'],
        ['6 March 2026 update', 'Shut at ten.'],
      ]);
    });
    const reading = readingOf(document);
    expect(reading.lines.map(({ ref, text, updates }) => `${ref} ${text} ${updates.join()}`)).toEqual([
      '3.1 Lamps are checked. 2026-03-06 Checked twice.',
      '4.1 Gates are shut. 2026-03-06 Shut at ten.',
    ]);
    expect(reading.lost).toBe(0);
  });
});

describe('A plan with the title of each recommendation in a row across its table', () => {
  it(
    'is read as if each row had the number and the text beside it',
    () => {
      fc.assert(
        fc.property(plans, (sections) => {
          const document = written((paragraph, table) => {
            paragraph('Quay Safety Action Plan', 0);
            paragraph('Organisation: Northmoor Harbour Authority');
            const titled = sections.flatMap(({ number, text, lines }) => [
              [`Recommendation ${number}: ${text}`, '', '', '', '', ''],
              ...lines.map(fieldsOf),
            ]);
            table([HEAD, ...titled]);
          });
          expect(readingOf(document)).toEqual(truth(sections));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );
});

describe('A workbook with a sheet for each recommendation', () => {
  it('is read under the headings of each sheet, however short a sheet is', () => {
    const head = ['Rec. No.', 'Recommendation', ...HEAD, 'Status'];
    const sheet = (name: string, from: number, rows: readonly string[][]): SourceBlock => ({
      kind: 'rows',
      sheet: name,
      rows: [head, ...rows].map((texts, index) => ({
        line: from + index,
        cells: texts.map((text, at) => ({ place: { line: from + index, column: at + 1 }, raw: text, text })),
      })),
    });
    const document: SourceDocument = {
      format: 'xlsx',
      blocks: [
        sheet('Rec 3', 1, [
          [
            '3',
            'Light the quays.',
            '3.1',
            'Lamps are checked every night.',
            'Harbour Master',
            'All were lit.',
            'Two failed.',
            '',
            '',
          ],
          [
            '3',
            'Light the quays.',
            '3.2',
            'Gates are shut at ten.',
            'Head of Security',
            'Shut every night.',
            '',
            'One lock broke.',
            '',
          ],
        ]),
        sheet('Rec 4', 10, [
          [
            '4',
            'Write to the inspectors about what was done.',
            '4',
            '',
            'All bodies named in this report',
            '',
            'Complete',
            'Complete',
          ],
        ]),
      ],
    };
    expect(readingOf({ ...document }).lines.at(-1)).toEqual({
      ref: '4',
      recommendation: '4',
      text: null,
      owner: 'All bodies named in this report',
      updates: ['2026-06-12 Complete', '2026-09-11 Complete'],
    });
  });
});

describe('Headings that come again', () => {
  const HEADINGS = ['No', 'Recommendation', 'Owner', 'Progress', 'Status'];
  const data = (number: number) => [
    String(number),
    `Mend lamp ${number}.`,
    `Keeper ${number}`,
    `28 January 2031 – Lamp ${number} was mended.\n28 April 2031 – Lamp ${number} burns.`,
    'On track',
  ];

  it.each([
    ['after the first row', 1],
    ['between others', 2],
    ['before the last row', 3],
  ])('%s are layout, and no row beside them is one of headings', (_, at) => {
    const rows = [1, 2, 3, 4].map(data).toSpliced(at, 0, HEADINGS);
    const document = written((paragraph, table) => {
      paragraph('Lamp action plan', 1);
      table([HEADINGS, ...rows]);
    });
    const { lines, lost, leftOut } = readingOf(document);
    expect(lines.map(({ owner, updates }) => [owner, updates])).toEqual(
      [1, 2, 3, 4].map((number) => [
        `Keeper ${number}`,
        [`2031-01-28 Lamp ${number} was mended.`, `2031-04-28 Lamp ${number} burns.`],
      ]),
    );
    expect([lost, leftOut]).toEqual([0, []]);
  });
});
