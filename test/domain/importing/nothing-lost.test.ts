import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/domain/importing/read-plan.js';
import { planIn } from './reading.js';
import { PATIENCE, written } from './written-plan.js';

const DAYS = [
  ['31 March 2031', '2031-03-31'],
  ['30 June 2031', '2031-06-30'],
] as const;
const HEADINGS = ['No', 'Recommendation', 'Owner', 'Progress'];
const QUAYS = ['north', 'east', 'south', 'west', 'old'];

/** The words of an update, with what looks like a label or a deadline among them. `mark` tells it from all others. */
const said = fc
  .constantFrom(
    'The MARK was mended.',
    'Lamp MARK burns. Owner: told.',
    'Of 20 MARK 14 burn by 3 May 2031.',
    'Done MARK.',
  )
  .map((text) => (mark: string) => text.replace('MARK', mark));
const plans = fc.record({
  shape: fc.constantFrom('headings' as const, 'list' as const, 'table' as const),
  behindDay: fc.constantFrom(': ', ' – ', ' ', '\n'),
  /** Where the headings of a table come again. */
  again: fc.nat({ max: 4 }),
  rows: fc.array(fc.tuple(fc.option(said), fc.option(said)), { minLength: 2, maxLength: 5 }),
});

interface Row {
  readonly number: number;
  readonly text: string;
  readonly owner: string;
  readonly updates: readonly { readonly day: string; readonly column: string; readonly text: string }[];
}

describe('Whatever parts days from words, and whichever recommendations have no update yet', () => {
  it(
    'each text is in its own row and under its own day, or is told as left out',
    () => {
      fc.assert(
        fc.property(plans, ({ shape, behindDay, again, rows: invented }) => {
          const rows = invented.map(
            (updates, at): Row => ({
              number: at + 1,
              text: `Mend the lampr${at}x.`,
              owner: `Keeper of the ${QUAYS[at] ?? ''} quay`,
              updates: updates.flatMap((text, index) => {
                const [day, column] = DAYS[index] ?? DAYS[0];
                return text === null ? [] : [{ day, column, text: text(`lampu${at}x${index}`) }];
              }),
            }),
          );
          const document = written((paragraph, table) => {
            paragraph('Lamp review action plan', 1);
            paragraph('Organisation: Loxshire');
            const entries = ({ updates }: Row) => updates.map(({ day, text }) => `${day}${behindDay}${text}`);
            if (shape === 'table') {
              const cells = rows.map((row) => [String(row.number), row.text, row.owner, entries(row).join('\n')]);
              const at = 1 + (again % cells.length);
              table([HEADINGS, ...(again === 0 ? cells : cells.toSpliced(at, 0, HEADINGS))]);
            } else {
              for (const row of rows) {
                if (shape === 'headings') paragraph(`Recommendation ${row.number}: ${row.text}`, 2);
                else paragraph(`${row.number}. ${row.text}`);
                paragraph(`Owner: ${row.owner}`);
                for (const entry of entries(row)) paragraph(entry);
              }
            }
          });
          const reading = readPlan(document);
          if (reading.kind === 'unreadable') return;
          const { plan } = reading;
          const left = plan.leftOut.map(({ text }) => text).join('\n');
          for (const { text, owner, updates } of rows) {
            const recommendation = plan.recommendations.find((each) => each.text === text);
            const row = plan.requirements.find((each) => each.recommendation === recommendation?.number);
            expect(row?.owner, text).toBe(owner);
            for (const update of updates) {
              const found = plan.updates.find((each) => each.text === update.text);
              if (found === undefined) expect(left, update.text).toContain(update.text);
              else expect([found.requirement, found.column]).toEqual([row?.key, update.column]);
            }
          }
        }),
        { numRuns: 120 },
      );
    },
    PATIENCE,
  );
});

it('An owner or an update that stands above the rows and in none of them is asked about', () => {
  const plan = planIn(
    [
      'Lamp review action plan',
      'Organisation: Loxshire',
      'Intr 14 is said first.',
      '',
      '4. Count lamp 1 and report by the winter.',
      'Lead: Owen 2',
      'Current position: Agreed in part',
      '28.2.31 update: lamp 3: was paid for.',
      '28.5.31 update: Status: lamp 4 moved to the quay.',
      '',
      'Recommendation 2: The board should count each lamp 5.',
      'Lead: Owen 6',
      'Current position: On track',
      '28.2.31 update: Status: lamp 7 was mended.',
      '28.5.31 update: The lamp 8 has begun.',
      '',
      'Recommendation 3: Count lamp 9 and report by the winter.',
      'Lead: Owen 10',
      'Current position: At risk',
      '28.2.31 update: lamp 11: is waiting for the board.',
      '28.5.31 update: lamp 12 is half done.',
      'Foot 13 stands below.',
    ].join('\n'),
  );
  expect(plan.requirements.map(({ ref }) => ref)).toEqual(['2', '3']);
  expect(plan.questions.map(({ what }) => what).join()).toContain('Above the rows stands');
});
