import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/domain/read-plan.js';
import type { SourceBlock, SourceCell, SourceDocument } from '../../../src/domain/reading.js';

interface Line {
  readonly number: string;
  readonly text: string;
  readonly owner: string;
  readonly updates: readonly string[];
}

interface Section {
  readonly number: number;
  readonly text: string;
  readonly lines: readonly Line[];
}

const DATES = ['6 March 2026', '12 June 2026', '11 September 2026'];
const COLUMNS = ['2026-03-06', '2026-06-12', '2026-09-11'];

const words = fc
  .array(
    fc.constantFrom('gates', 'lamps', 'crews', 'were', 'checked', 'twice', 'along', 'quays', 'leaflets', 'given'),
    {
      minLength: 3,
      maxLength: 9,
    },
  )
  .map((each) => `The ${each.join(' ')}.`);
const plans: fc.Arbitrary<readonly Section[]> = fc
  .array(
    fc.record({
      text: words,
      lines: fc.array(
        fc.record({
          text: words,
          owner: fc.constantFrom('Harbour Master', 'Head of Security', 'Director of People'),
          updates: fc.tuple(words, fc.option(words, { nil: '' }), fc.option(words, { nil: '' })),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((sections) =>
    sections.map((section, index) => ({
      number: index + 3,
      text: section.text,
      lines: section.lines.map((line, at) => ({ ...line, number: `${index + 3}.${at + 1}` })),
    })),
  );

/** Blocks of a Word document, their lines counted through. */
function written(
  build: (paragraph: (text: string, level?: number) => void, table: (rows: string[][]) => void) => void,
): SourceDocument {
  const blocks: SourceBlock[] = [];
  let line = 0;
  const cell = (text: string, column?: number, level?: number): SourceCell => ({
    place: { line, ...(column === undefined ? {} : { column }) },
    raw: text,
    text,
    ...(level === undefined ? {} : { level }),
  });
  build(
    (text, level) => {
      line += 1;
      blocks.push({ kind: 'text', paragraphs: [cell(text, undefined, level)] });
    },
    (rows) => {
      const made = rows.map((cells) => {
        line += 1;
        return { line, cells: cells.map((text, index) => cell(text, index + 1)) };
      });
      blocks.push({ kind: 'rows', rows: made });
    },
  );
  return { format: 'docx', blocks };
}

function readingOf(document: SourceDocument) {
  const reading = readPlan(document);
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  const { plan } = reading;
  return {
    title: plan.title,
    recommendations: plan.recommendations.map(({ number, text }) => `${number} ${text}`),
    lines: plan.requirements.map(({ key, ref, recommendation, text, owner }) => ({
      ref,
      recommendation,
      text,
      owner,
      updates: plan.updates.filter((each) => each.requirement === key).map((each) => `${each.column} ${each.text}`),
    })),
    lost: plan.lostCharacters,
    leftOut: plan.leftOut.map(({ text }) => text),
  };
}

function truth(sections: readonly Section[]) {
  return {
    title: 'Quay Safety Action Plan',
    recommendations: sections.map(({ number, text }) => `${number} ${text}`),
    lines: sections.flatMap(({ number, lines }) =>
      lines.map((line) => ({
        ref: line.number,
        recommendation: String(number),
        text: line.text,
        owner: line.owner,
        updates: line.updates.flatMap((text, index) => (text === '' ? [] : [`${COLUMNS[index]} ${text}`])),
      })),
    ),
    lost: 0,
    leftOut: [],
  };
}

/** Milliseconds: the machine may be busy with other tests. */
const PATIENCE = 90_000;
const RUNS = { numRuns: 60 };

const HEAD = ['Ref', 'Evidence requirement', 'Owner', ...DATES.map((date) => `${date} update`)];
const fieldsOf = (line: Line) => [line.number, line.text, line.owner, ...line.updates];

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
          const said = new Set(
            sections.flatMap(({ lines }) => lines.flatMap(({ updates }) => updates.map((u, i) => (u === '' ? 0 : i)))),
          );
          const often = (index: number) => {
            const lines = sections.flatMap((section) => section.lines);
            return lines.filter(({ updates }) => updates[index] !== '').length * 4 >= lines.length;
          };
          // a date that hardly any cell has is words of the entry above it
          fc.pre([...said].every(often));
          expect(readingOf(document)).toEqual(truth(sections));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it('asks about words under no date, and keeps them', () => {
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
    expect(questions.map(({ what }) => what).filter((what) => what.includes('under no date'))).toHaveLength(2);
    expect(readingOf(document).lines.map(({ updates }) => updates.join())).toEqual([
      '2026-03-06 Lit.,2026-06-12 Still lit.',
      '2026-06-12 Not begun.',
      '2026-03-06 Bought.',
      '2026-03-06 Painted.,2026-06-12 Painted again.',
      '2026-03-06 See above.\nTold.',
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
