import { z } from 'zod';
import type { AskHead } from '../../../app/store/stores.js';
import type { AskedItem } from '../../../domain/asking/ask.js';
import type { Update } from '../../../domain/asking/update.js';
import { COMMITMENT_STATES, type Commitment, type CommitmentAnswer } from '../../../domain/commitments/commitment.js';
import type { Contribution } from '../../../domain/people/contribution.js';
import { civilDate, cycle, deadline, instant, status } from './value-schemas.js';

/* Rows about what is asked, answered and promised. */

export const commitmentSchema: z.ZodType<Commitment> = z.looseObject({
  id: z.string(),
  requirement: z.string(),
  column: civilDate,
  start: z.number(),
  length: z.number(),
  words: z.string(),
  kind: z.enum(['promise', 'notBefore']),
  precision: z.enum(['day', 'month', 'quarter', 'year']),
  promised: civilDate,
  due: civilDate,
  moves: z.array(civilDate),
  state: z.enum(COMMITMENT_STATES),
  reason: z.string().nullable(),
  answeredOn: civilDate.nullable(),
  answeredIn: z.string().nullable(),
  version: z.number(),
  spokenOf: civilDate.nullable(),
});

const said: z.ZodType<CommitmentAnswer> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('done') }),
  z.looseObject({ kind: z.literal('late'), due: civilDate }),
  z.looseObject({ kind: z.literal('withdrawn'), reason: z.string() }),
  z.looseObject({ kind: z.literal('reopened') }),
]);
const promises = z.array(z.looseObject({ id: z.string(), version: z.number(), answer: said })).optional();

const reply = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('text'),
    text: z.string(),
    status: status.nullable(),
    evidence: z.string().nullable(),
    promises,
  }),
  z.looseObject({ kind: z.literal('noChange'), promises }),
]);
const keptWords = z.looseObject({
  id: z.string(),
  person: z.string(),
  status: z.union([status, z.literal('')]),
  text: z.string(),
  evidence: z.string(),
  note: z.string(),
  promises: z.array(
    z.looseObject({ id: z.string(), version: z.number(), became: z.string(), until: z.string(), why: z.string() }),
  ),
});
const timing = z.enum(['onTime', 'late', 'afterClose']);
const author = z.looseObject({ person: z.string(), name: z.string(), door: z.enum(['card', 'returnSheet', 'lead']) });
const answer = z.looseObject({
  update: z.string(),
  reply,
  at: instant,
  timing,
  from: author.optional(),
  leftOut: z.literal(true).optional(),
  replaced: z.looseObject({ from: author, reply }).optional(),
});

export const contributionSchema: z.ZodType<Contribution> = z.looseObject({
  id: z.string(),
  requirement: z.string(),
  cycle: z.string(),
  person: z.string(),
  name: z.string(),
  text: z.string(),
  at: instant,
  basedOn: z.string(),
  enteredBy: z.string().optional(),
});

export const askHeadSchema: z.ZodType<AskHead> = z.looseObject({
  person: z.string(),
  name: z.string(),
  whoKey: z.string(),
  ask: z.string(),
  cycle,
  planTitle: z.string(),
  zone: z.string(),
  colleagues: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  handledThrough: civilDate.nullable(),
  sent: z.number(),
  uncertain: z.boolean(),
  card: z.string().nullable(),
  contributes: z.literal(true).optional(),
  approvedSpellings: z.array(z.string()).optional(),
  sheets: z.array(z.looseObject({ forWhom: z.string(), made: civilDate, sent: civilDate.optional() })).optional(),
  begun: z
    .array(z.looseObject({ ref: z.string(), on: civilDate, why: z.enum(['notInPlan', 'complete']), words: keptWords }))
    .optional(),
});

export const askedItemSchema: z.ZodType<AskedItem> = z.looseObject({
  requirement: z.string(),
  ref: z.string(),
  order: z.number(),
  recommendation: z.string(),
  recommendationText: z.string().nullable(),
  text: z.string().nullable(),
  owner: z.string(),
  deadline: deadline.nullable(),
  unchanged: z.number().optional(),
  status,
  previousText: z.looseObject({ column: civilDate, text: z.string() }).nullable(),
  current: z.string(),
  replies: z.array(
    z.looseObject({
      update: z.string(),
      basedOn: z.string(),
      fingerprint: z.string(),
      undone: z.literal(true).optional(),
    }),
  ),
  answer: answer.nullable(),
  afterClose: answer.nullable(),
  carried: reply.nullable(),
  later: civilDate.nullable(),
  question: z.string().optional(),
  confirmed: z.array(z.object({ finding: z.string(), at: instant })).optional(),
  notes: z.array(z.looseObject({ id: z.string(), name: z.string(), at: instant, text: z.string() })).optional(),
  handedOver: z.literal(true).optional(),
  given: z.looseObject({ by: z.string(), on: civilDate, reason: z.string(), until: civilDate.optional() }).optional(),
  typed: z.array(keptWords).optional(),
  contributors: z
    .array(z.looseObject({ person: z.string(), name: z.string(), question: z.string().nullable() }))
    .optional(),
  contributions: z.array(contributionSchema).optional(),
  // items written before commitments were kept hold none: the next look at the cycle adds them
  commitments: z.array(commitmentSchema).default([]),
  otherCommitments: z.array(z.string()).default([]),
});

export const updateSchema: z.ZodType<Update> = z.looseObject({
  id: z.string(),
  requirement: z.string(),
  cycle: z.string(),
  reply,
  by: z.string(),
  enteredBy: z.string().optional(),
  door: z.enum(['card', 'returnSheet', 'lead']),
  at: instant,
  timing,
  basedOn: z.string(),
  typed: z.string().optional(),
});
