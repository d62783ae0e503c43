import { z } from 'zod';
import { STATUSES } from '../../../domain/plan/plan.js';

const date = z.iso.date();
const words = z.string().regex(/\S/);

const place = {
  line: z.int().min(1).describe('Of the file, or counted through its tables and paragraphs.'),
  column: z.int().min(1).optional().describe('The cell in its row.'),
  where: z.string().optional().describe('As people find it: "table 2, row 5", "sheet Plan, cell C7".'),
};
const said = z
  .array(z.strictObject({ ...place, words: words.describe('The words at this place that say the value.') }))
  .describe('The places that say the value, in their order; empty where nothing says it.');

const note = z.strictObject({
  line: z.number(),
  where: z.string().optional(),
  ref: z.string().nullable().describe('The requirement or recommendation that it is about.'),
  what: words,
  also: z.array(z.string()).optional().describe('Refs of the other rows that it is about.'),
});

/** The form of `import --understood`; docs/understood.schema.json publishes it. */
export const understoodSchema = z
  .strictObject({
    plan: z
      .strictObject({
        title: words.nullable(),
        organisation: words.nullable(),
        executiveLead: words.nullable(),
        operationalLead: words.nullable(),
        introduction: z.array(words).describe('The paragraphs that present the plan.'),
        at: z.strictObject({
          title: said,
          organisation: said,
          executiveLead: said,
          operationalLead: said,
          introduction: said,
          columns: z.array(said).describe('Of each column in turn.'),
        }),
      })
      .nullable()
      .describe('Null where nothing was understood.'),
    columns: z.array(date).describe('The dates of the columns of updates, oldest first.'),
    recommendations: z.array(
      z.strictObject({
        key: words.describe('Unique in the plan.'),
        group: words.nullable().describe('The heading under which it stands with others.'),
        number: words.nullable().describe('As printed, unique in its group; null where none is printed.'),
        text: words.nullable(),
        deadline: date.nullable().describe('Null where nothing says one.'),
        at: z.strictObject({ group: said, number: said, text: said, deadline: said }),
      }),
    ),
    requirements: z.array(
      z.strictObject({
        ref: words.describe('Unique in the plan.'),
        recommendation: words.describe("A recommendation's key."),
        text: words.nullable(),
        owner: words.nullable(),
        deadline: date.nullable().describe('Its own; null where nothing says one for this row alone.'),
        status: z.enum(STATUSES),
        statusWords: words.nullable().describe('As printed.'),
        at: z.strictObject({ ref: said, text: said, owner: said, deadline: said, status: said }),
      }),
    ),
    updates: z.array(
      z.strictObject({
        ref: words.describe("A requirement's ref."),
        column: date,
        kind: z.enum(['text', 'noChange', 'none']),
        text: words,
        at: z.strictObject({ column: said, text: said }),
      }),
    ),
    undated: z
      .array(z.strictObject({ heading: z.string(), texts: z.array(words) }))
      .describe('Columns of updates that wait for their date; their texts are left out as well.'),
    leftOut: z
      .array(z.strictObject({ text: words, at: z.strictObject(place) }))
      .describe('Words of the source that have no place in the plan.'),
    questions: z.array(note).describe('What only a person can decide.'),
    repairs: z.array(note).describe('What was mended because it was certain or likely.'),
    standing: z.enum(['sure', 'check', 'notUnderstood']),
  })
  .describe('Everything that was understood of a document, each value with the places that say it.');
