import fc from 'fast-check';
import type { SourceBlock, SourceCell, SourceDocument } from '../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../src/domain/importing/read-plan.js';

interface Line {
  readonly number: string;
  readonly text: string;
  readonly owner: string;
  readonly updates: readonly string[];
}

export interface Section {
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
export const plans: fc.Arbitrary<readonly Section[]> = fc
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
export function written(
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

export function readingOf(document: SourceDocument) {
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

export function truth(sections: readonly Section[]) {
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
export const PATIENCE = 90_000;
export const RUNS = { numRuns: 60 };

export const HEAD = ['Ref', 'Evidence requirement', 'Owner', ...DATES.map((date) => `${date} update`)];
export const fieldsOf = (line: Line) => [line.number, line.text, line.owner, ...line.updates];
