import { z } from 'zod';
import { type CivilDate, type Instant, parseCivilDate, parseInstant } from '../../../../domain/calendar/civil-date.js';
import { STATUSES } from '../../../../domain/plan/plan.js';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';

const date = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== undefined);
const instant = z.custom<Instant>((value) => typeof value === 'string' && parseInstant(value) !== undefined);
const move = z.object({ from: date, to: date, agreedBy: z.string(), reason: z.string(), on: date });
const deadline = z.object({ date, original: date, moves: z.array(move) }).nullable();
const discharge = z.object({ by: z.string(), on: date, reference: z.string() }).nullable();
const cell = z.object({ column: date, text: z.string() });
const seal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft'), number: z.number().int(), compiledAt: instant }),
  z.object({
    kind: z.literal('revision'),
    number: z.number().int(),
    signedBy: z.string().nullable(),
    signedAt: instant,
    hash: z.string(),
    removedOn: z.array(date).exactOptional(),
    issues: z.array(z.object({ column: date, issue: z.number().int(), on: date, reason: z.string() })).exactOptional(),
  }),
]);
const line = {
  id: z.string().min(1),
  ref: z.string(),
  refFrom: z.enum(['source', 'ours']),
  text: z.string().nullable(),
  owner: z.string(),
  deadline,
  status: z.enum(STATUSES),
  statusWords: z.string().exactOptional(),
  statusDate: date.exactOptional(),
  discharge,
};
const introduction = z
  .array(
    z.union([
      z.object({ kind: z.literal('heading'), text: z.string(), level: z.number().int().min(1) }),
      z.object({ kind: z.enum(['paragraph', 'item']), text: z.string() }),
    ]),
  )
  .exactOptional();
const head = {
  title: z.string(),
  organisation: z.string(),
  executiveLead: z.string().nullable(),
  operationalLead: z.string().nullable(),
  introduction,
  date,
  columns: z.array(date).min(1),
};

/** A revision as data, as it stands beside the words of our own documents. */
export const revisionSchema: z.ZodType<RevisionDocument> = z.object({
  ...head,
  zone: z.string().exactOptional(),
  sections: z.array(
    z.object({
      number: z.string(),
      text: z.string().nullable(),
      deadline,
      lines: z.array(z.object({ ...line, cells: z.array(cell) })),
    }),
  ),
  seal,
});

/** What `writeJson` writes (revision.schema.json). */
export const revisionFileSchema = z.object({
  form: z.literal('quarterdeck-revision-1'),
  plan: z.object({
    ...head,
    recommendations: z.array(
      z.object({
        number: z.string(),
        text: z.string().nullable(),
        deadline,
        requirements: z.array(z.object({ ...line, updates: z.array(cell) })),
      }),
    ),
  }),
  seal,
});

/** The document that a json file of ours holds. */
export function revisionOfFile({ plan, seal: its }: z.infer<typeof revisionFileSchema>): RevisionDocument {
  const { recommendations, ...front } = plan;
  return {
    ...front,
    sections: recommendations.map(({ requirements, ...section }) => ({
      ...section,
      lines: requirements.map(({ updates, ...each }) => ({ ...each, cells: updates })),
    })),
    seal: its,
  };
}
