import { z } from 'zod';
import type { Compiled, PlanHead } from '../../../app/store/stores.js';
import { type Assignment, type AssignmentTarget, ROLES } from '../../../domain/people/assignment.js';
import type { HistoryEntry } from '../../../domain/plan/history.js';
import type { Printed, PublishedPlan, PublishedUpdate, Requirement } from '../../../domain/plan/plan.js';
import { SIGN_OFF_CHECKS } from '../../../domain/reviewing/decision.js';
import { commitmentSchema } from './ask-schemas.js';
import { civilDate, cycle, deadline, instant, status, time } from './value-schemas.js';

/* Rows about a plan. One schema for each kind of row: what comes out of a store is checked before the domain sees it. */

const plan = z.looseObject({
  id: z.string(),
  title: z.string(),
  organisation: z.string(),
  executiveLead: z.string().nullable(),
  operationalLead: z.string().nullable(),
});

const recommendation = z.looseObject({
  number: z.string(),
  text: z.string().nullable(),
  deadline: deadline.nullable(),
});

const transfer = z.looseObject({
  to: z.string(),
  watchedBy: z.string(),
  lookAgain: civilDate,
  after: civilDate.nullable(),
  before: status,
});

const requirement: z.ZodType<Requirement> = z.looseObject({
  id: z.string(),
  ref: z.string(),
  refFrom: z.enum(['source', 'ours']),
  recommendation: z.string(),
  text: z.string().nullable(),
  owner: z.string(),
  deadline: deadline.nullable(),
  withdrawn: z.boolean(),
  finished: z.enum(['closed', 'asked']).optional(),
  transfer: transfer.optional(),
  notForPublication: z.literal(true).optional(),
});

const publishedUpdate: z.ZodType<PublishedUpdate> = z.looseObject({
  requirement: z.string(),
  column: civilDate,
  kind: z.enum(['text', 'noChange', 'none']),
  text: z.string(),
});

const discharge = z.looseObject({ by: z.string(), on: civilDate, reference: z.string() });

const printed: z.ZodType<Printed> = z.looseObject({
  statuses: z.boolean(),
  moves: z.boolean(),
  promises: z.boolean(),
  unanswered: z.enum(['kept', 'dropped']),
});

const correction = z.looseObject({
  requirement: z.string(),
  column: civilDate,
  old: z.string(),
  new: z.string(),
  reason: z.string(),
  on: civilDate,
});

const introductionPart = z.union([
  z.looseObject({ kind: z.literal('heading'), text: z.string(), level: z.number() }),
  z.looseObject({ kind: z.enum(['paragraph', 'item']), text: z.string() }),
]);

/** The part of a published plan that is not its lines. Rows written before there were corrections have none. */
export const publishedMetaSchema = z.looseObject({
  plan,
  introduction: z.array(introductionPart).optional(),
  notes: z.array(z.string()).optional(),
  columns: z.array(civilDate),
  recommendations: z.array(recommendation),
  corrections: z.array(correction).default([]),
  issues: z
    .array(z.looseObject({ column: civilDate, issue: z.number(), on: civilDate, reason: z.string() }))
    .optional(),
});

/** One line of a published plan with all that was published about it. */
export const publishedLineSchema = z.looseObject({
  requirement,
  updates: z.array(publishedUpdate),
  status: status.nullable(),
  discharge: discharge.nullable(),
  statusWords: z.string().optional(),
  statusDate: civilDate.optional(),
});

const publishedPlanSchema: z.ZodType<PublishedPlan> = publishedMetaSchema.extend({
  requirements: z.array(requirement),
  updates: z.array(publishedUpdate),
  statuses: z.record(z.string(), status),
  discharges: z.record(z.string(), discharge),
  statusWords: z.record(z.string(), z.string()).exactOptional(),
  statusDates: z.record(z.string(), civilDate).exactOptional(),
  printed: printed.exactOptional(),
});

const doer = z.looseObject({ by: z.string(), byName: z.string(), on: civilDate });

const publication = z.looseObject({
  revision: z.number(),
  address: z.string(),
  day: civilDate,
  recorded: doer,
  sent: z.array(doer.extend({ recipient: z.string() })),
});

export const planHeadSchema: z.ZodType<PlanHead> = z.looseObject({
  plan,
  settings: z.looseObject({
    zone: z.string(),
    region: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
    holidays: z
      .looseObject({ region: z.string().nullable(), extra: z.array(civilDate), removed: z.array(civilDate) })
      .exactOptional(),
    workingHours: z.looseObject({ start: time, end: time }),
    ladder: z.array(
      z.looseObject({ key: z.string(), from: z.enum(['opens', 'due']), days: z.number(), tellLead: z.boolean() }),
    ),
    // rows written before these could be set have none of them
    approvedSpellings: z.array(z.string()).default([]),
    protectiveMarking: z.string().nullable().default(null),
    signOff: z.enum(['lead', 'executive']).default('lead'),
    signOffChecks: z.array(z.enum(SIGN_OFF_CHECKS)).exactOptional(),
    printed: printed.exactOptional(),
    recipients: z.array(z.looseObject({ name: z.string(), address: z.string() })).exactOptional(),
    contact: z.string().exactOptional(),
    duties: z.array(z.looseObject({ what: z.string(), by: civilDate, done: doer.exactOptional() })).exactOptional(),
  }),
  generation: z.string(),
  assignments: z.string().nullable(),
  cycle: cycle.nullable(),
  leadToldThrough: civilDate.nullable(),
  drafts: z.array(z.string()),
  revisions: z.array(z.string()),
  basis: z.string().optional(),
  publications: z.array(publication).optional(),
  paused: z.looseObject({ on: civilDate, reason: z.string() }).optional(),
  skipped: civilDate.optional(),
  toSay: z.array(z.string()).optional(),
  finished: z.looseObject({ on: civilDate, reason: z.string() }).optional(),
  historyTip: z.looseObject({ seq: z.number(), hash: z.string() }).optional(),
});

const act = z.looseObject({ id: z.string(), person: z.string(), by: z.string(), on: civilDate });

const assignmentRow = z.looseObject({
  target: z
    .discriminatedUnion('kind', [
      z.looseObject({ kind: z.literal('plan') }),
      z.looseObject({ kind: z.literal('post'), post: z.string() }),
      z.looseObject({ kind: z.literal('recommendation'), number: z.string() }),
      z.looseObject({ kind: z.literal('requirement'), id: z.string() }),
    ])
    .transform(targetRead),
  person: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  from: civilDate.optional(),
  until: civilDate.nullable(),
  handedOver: z.boolean().optional(),
  given: z.looseObject({ by: z.string(), on: civilDate, reason: z.string() }).optional(),
  act: act.optional(),
  back: act.optional(),
  question: z.string().optional(),
});

export const assignmentSchema: z.ZodType<Assignment> = assignmentRow.transform(
  (row): Assignment => (isDeputy(row) ? { ...row, target: { kind: 'plan' }, role: 'deputy' } : row),
);

/** Releases from before deputies read one as a delegate for a row that is not there. */
const DEPUTY = 'deputy:';

function isDeputy({ role, target }: Pick<Assignment, 'role' | 'target'>): boolean {
  return role === 'delegate' && target.kind === 'requirement' && target.id === DEPUTY;
}

const OF_A_PERSON = 'person:';

/** An assignment as it is stored: releases from before absences read one as a hand-over of a row that is not there. */
export function assignmentStored(assignment: Assignment): object {
  const { target } = assignment;
  if (assignment.role === 'deputy')
    return { ...assignment, role: 'delegate', target: { kind: 'requirement', id: DEPUTY } };
  if (target.kind !== 'person') return assignment;
  return { ...assignment, target: { kind: 'requirement', id: `${OF_A_PERSON}${target.person}` } };
}

function targetRead(target: Exclude<AssignmentTarget, { readonly kind: 'person' }>): AssignmentTarget {
  if (target.kind !== 'requirement' || !target.id.startsWith(OF_A_PERSON)) return target;
  return { kind: 'person', person: target.id.slice(OF_A_PERSON.length) };
}

export const historyEntrySchema: z.ZodType<HistoryEntry> = z.looseObject({
  chain: z.string(),
  seq: z.number(),
  previous: z.string(),
  payloadHash: z.string(),
  records: z.array(z.looseObject({ record: z.string(), hash: z.string() })).optional(),
  hash: z.string(),
  payload: z
    .object({
      who: z.string(),
      at: instant,
      what: z.string(),
      about: z.string(),
      old: z.string().nullable(),
      new: z.string().nullable(),
    })
    .nullable(),
  redacted: z.literal(true).optional(),
});

export const compiledSchema: z.ZodType<Compiled> = z.looseObject({
  id: z.string(),
  number: z.number(),
  at: instant,
  by: z.string(),
  cycle: z.string(),
  takes: z.array(z.string()),
  silent: z.array(z.string()),
  hash: z.string(),
  published: publishedPlanSchema,
  signed: z.looseObject({ by: z.string().nullable(), at: instant }).optional(),
  historyTip: z.looseObject({ seq: z.number(), hash: z.string() }).optional(),
  promises: z
    .object({
      kept: z.array(commitmentSchema),
      moved: z.array(commitmentSchema),
      withdrawn: z.array(commitmentSchema),
      goneBy: z.array(commitmentSchema),
    })
    .optional(),
  issue: z.number().optional(),
  replaces: z.string().optional(),
  redacted: z.array(z.looseObject({ on: civilDate, hash: z.string() })).optional(),
});
