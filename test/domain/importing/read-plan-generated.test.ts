import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFile, type InventedPlan, inventedPlans } from './invented-plan.js';
import { linesOf, planIn } from './reading.js';

const RUNS = { numRuns: 80 };
/** Milliseconds: the machine may be busy with other tests. */
const PATIENCE = 240_000;
const delimiter = fc.constantFrom('\t', ',', ';', '|');

/** The refs that the rule gives: the printed number where it is unique, else number.n past the printed ones. */
function refsOf(numbers: readonly string[]): string[] {
  const count = (number: string) => numbers.filter((each) => each === number).length;
  const taken = new Set(numbers.filter((number) => count(number) === 1));
  return numbers.map((number) => {
    if (count(number) === 1) return number;
    let n = 1;
    while (taken.has(`${number}.${n}`)) n += 1;
    taken.add(`${number}.${n}`);
    return `${number}.${n}`;
  });
}

function truthOf(invented: InventedPlan) {
  const refs = refsOf(invented.requirements.map((each) => each.number));
  return invented.requirements.map((each, index) => ({
    ref: refs[index],
    recommendation: each.recommendation,
    text: each.text,
    owner: each.owner,
    updates: each.updates.flatMap(({ kind, text }, at) =>
      kind === 'empty' ? [] : [`${invented.columns[at]} ${kind} ${text}`],
    ),
    status: each.status.meant,
  }));
}

/** The last columns are prepared for later where nothing stands in them. */
function publishedColumns({ columns, requirements }: InventedPlan): readonly string[] {
  const newest = columns.findLastIndex((_, at) => requirements.some(({ updates }) => updates[at]?.kind !== 'empty'));
  return columns.slice(0, newest + 1);
}

describe('Any plan of the kind', () => {
  it(
    'is read to the truth, whatever its numbers, dates, posts, pages, widths, shifts, markup and delimiter',
    () => {
      fc.assert(
        fc.property(inventedPlans({ sparse: false }), delimiter, (invented, separator) => {
          const plan = planIn(asFile(invented.lines, separator));
          expect(linesOf(plan)).toEqual(truthOf(invented));
          expect(plan).toMatchObject({
            title: invented.title,
            organisation: invented.organisation,
            executiveLead: invented.executiveLead,
            columns: publishedColumns(invented),
            lostCharacters: 0,
            leftOut: [],
          });
          const shown = new Set(invented.requirements.map((each) => each.recommendation));
          expect(
            plan.recommendations.map(({ number, text, deadline }) => ({
              number,
              text,
              deadline: deadline?.date ?? null,
            })),
          ).toEqual(invented.recommendations.filter(({ number }) => shown.has(number)));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    'is read to the truth or asked about where pages are so bare that a person would have to guess',
    () => {
      fc.assert(
        fc.property(inventedPlans({ sparse: true }), delimiter, (invented, separator) => {
          const plan = planIn(asFile(invented.lines, separator));
          expect(plan.lostCharacters).toBe(0);
          const asked = plan.questions.some(({ what }) =>
            /more than one way|right places|taken for|stands by itself/.test(what),
          );
          if (!asked) expect(linesOf(plan)).toEqual(truthOf(invented));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    'loses no character, whatever else stands in its cells',
    () => {
      const anything = fc
        .string({ unit: 'binary', maxLength: 60 })
        .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff"]/gu, ' '));
      fc.assert(
        fc.property(
          inventedPlans({ sparse: true }),
          fc.array(fc.tuple(fc.nat(), fc.nat(), anything), { maxLength: 12 }),
          (invented, changes) => {
            const lines = invented.lines.map((cells) => [...cells]);
            // The first row is left as it is: without any number there would be no plan.
            const header = lines.find((cells) => cells.length > 2)?.join() ?? '';
            const body = lines
              .filter((cells, index) => index > lines.findIndex((each) => each.length > 2) && cells.join() !== header)
              .slice(1);
            for (const [line, column, text] of changes) {
              const cells = body[line % Math.max(1, body.length)] ?? [];
              if (cells.length > 0) cells[column % (cells.length + 1)] = text;
            }
            expect(planIn(asFile(lines, '\t')).lostCharacters).toBe(0);
          },
        ),
        RUNS,
      );
    },
    PATIENCE,
  );
});
