import { z } from 'zod';
import type { ServiceAddress } from '../../app/ports.js';
import type { AskHead, Compiled, KnownTeam, PersonRecord, PlanHead } from '../../app/stores.js';
import type { AskedItem } from '../../domain/ask.js';
import { type Assignment, ROLES } from '../../domain/assignment.js';
import { type CivilDate, type Instant, parseCivilDate, type TimeOfDay } from '../../domain/civil-date.js';
import type { Intent } from '../../domain/delivery.js';
import type { HistoryEntry } from '../../domain/history.js';
import { type PublishedPlan, type PublishedUpdate, type Requirement, STATUSES } from '../../domain/plan.js';
import type { OnRoster } from '../../domain/roster.js';
import type { Update } from '../../domain/update.js';

/* One schema for each kind of row: what comes out of a store is checked before the domain sees it. */

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== undefined);
const instant = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));
const time = z.custom<TimeOfDay>((value) => typeof value === 'string' && /^\d\d:\d\d$/.test(value));
const status = z.enum(STATUSES);

const plan = z.object({
  id: z.string(),
  title: z.string(),
  organisation: z.string(),
  executiveLead: z.string().nullable(),
  operationalLead: z.string().nullable(),
});

const deadline = z.object({
  date: civilDate,
  original: civilDate,
  moves: z.array(z.object({ from: civilDate, to: civilDate, agreedBy: z.string(), reason: z.string(), on: civilDate })),
});

const recommendation = z.object({ number: z.string(), text: z.string().nullable(), deadline: deadline.nullable() });

const requirement: z.ZodType<Requirement> = z.object({
  id: z.string(),
  ref: z.string(),
  refFrom: z.enum(['source', 'ours']),
  recommendation: z.string(),
  text: z.string().nullable(),
  owner: z.string(),
  deadline: deadline.nullable(),
  withdrawn: z.boolean(),
});

const publishedUpdate: z.ZodType<PublishedUpdate> = z.object({
  requirement: z.string(),
  column: civilDate,
  kind: z.enum(['text', 'noChange', 'none']),
  text: z.string(),
});

const discharge = z.object({ by: z.string(), on: civilDate, reference: z.string() });

const correction = z.object({
  requirement: z.string(),
  column: civilDate,
  old: z.string(),
  new: z.string(),
  reason: z.string(),
  on: civilDate,
});

/** The part of a published plan that is not its lines. Rows written before there were corrections have none. */
export const publishedMetaSchema = z.object({
  plan,
  columns: z.array(civilDate),
  recommendations: z.array(recommendation),
  corrections: z.array(correction).default([]),
});

/** One line of a published plan with all that was published about it. */
export const publishedLineSchema = z.object({
  requirement,
  updates: z.array(publishedUpdate),
  status: status.nullable(),
  discharge: discharge.nullable(),
});

const publishedPlanSchema: z.ZodType<PublishedPlan> = publishedMetaSchema.extend({
  requirements: z.array(requirement),
  updates: z.array(publishedUpdate),
  statuses: z.record(z.string(), status),
  discharges: z.record(z.string(), discharge),
});

const cycle = z.object({
  id: z.string(),
  opens: civilDate,
  due: civilDate,
  closes: civilDate,
  revision: civilDate,
  state: z.enum(['open', 'closed', 'revised']),
});

export const planHeadSchema: z.ZodType<PlanHead> = z.object({
  plan,
  settings: z.object({
    zone: z.string(),
    region: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
    workingHours: z.object({ start: time, end: time }),
    ladder: z.array(
      z.object({ key: z.string(), from: z.enum(['opens', 'due']), days: z.number(), tellLead: z.boolean() }),
    ),
    // rows written before these could be set have none of them
    approvedSpellings: z.array(z.string()).default([]),
    protectiveMarking: z.string().nullable().default(null),
    signOff: z.enum(['lead', 'executive']).default('lead'),
  }),
  generation: z.string(),
  assignments: z.string().nullable(),
  cycle: cycle.nullable(),
  leadToldThrough: civilDate.nullable(),
  drafts: z.array(z.string()),
  revisions: z.array(z.string()),
  basis: z.string().optional(),
});

export const assignmentSchema: z.ZodType<Assignment> = z.object({
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan') }),
    z.object({ kind: z.literal('post'), post: z.string() }),
    z.object({ kind: z.literal('recommendation'), number: z.string() }),
    z.object({ kind: z.literal('requirement'), id: z.string() }),
  ]),
  person: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  until: civilDate.nullable(),
  handedOver: z.boolean().optional(),
});

const reply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    status: status.nullable(),
    evidence: z.string().nullable(),
  }),
  z.object({ kind: z.literal('noChange') }),
]);
const timing = z.enum(['onTime', 'late', 'afterClose']);
const answer = z.object({ update: z.string(), reply, at: instant, timing });

export const askHeadSchema: z.ZodType<AskHead> = z.object({
  person: z.string(),
  name: z.string(),
  whoKey: z.string(),
  ask: z.string(),
  cycle,
  planTitle: z.string(),
  zone: z.string(),
  colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
  handledThrough: civilDate.nullable(),
  sent: z.number(),
  uncertain: z.boolean(),
  card: z.string().nullable(),
});

export const askedItemSchema: z.ZodType<AskedItem> = z.object({
  requirement: z.string(),
  ref: z.string(),
  order: z.number(),
  recommendation: z.string(),
  recommendationText: z.string().nullable(),
  text: z.string().nullable(),
  owner: z.string(),
  deadline: deadline.nullable(),
  status,
  previousText: z.object({ column: civilDate, text: z.string() }).nullable(),
  current: z.string(),
  replies: z.array(z.object({ update: z.string(), basedOn: z.string(), fingerprint: z.string() })),
  answer: answer.nullable(),
  afterClose: answer.nullable(),
  carried: reply.nullable(),
  later: civilDate.nullable(),
  question: z.string().optional(),
});

export const updateSchema: z.ZodType<Update> = z.object({
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
});

export const historyEntrySchema: z.ZodType<HistoryEntry> = z.object({
  chain: z.string(),
  seq: z.number(),
  previous: z.string(),
  payloadHash: z.string(),
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
});

export const compiledSchema: z.ZodType<Compiled> = z.object({
  id: z.string(),
  number: z.number(),
  at: instant,
  by: z.string(),
  cycle: z.string(),
  takes: z.array(z.string()),
  silent: z.array(z.string()),
  hash: z.string(),
  published: publishedPlanSchema,
  signed: z.object({ by: z.string().nullable(), at: instant }).optional(),
});

const UNREACHABLE = [
  'blocked',
  'left',
  'disabledByAdmin',
  'writesBlocked',
  'conversationGone',
  'notInstalled',
] as const;

export const personRecordSchema: z.ZodType<PersonRecord> = z.object({
  name: z.string(),
  whoKey: z.string(),
  reference: z
    .object({
      serviceUrl: z.string(),
      conversationId: z.string(),
      tenant: z.string(),
      person: z.string(),
      botId: z.string(),
      channelId: z.string(),
    })
    .nullable(),
  unreachable: z
    .object({
      why: z.enum(UNREACHABLE),
      since: instant,
    })
    .nullable(),
  lastSeen: instant.nullable(),
  opening: z.object({ on: civilDate, at: instant, outcome: z.enum(['opened', 'failed', ...UNREACHABLE]) }).optional(),
});

export const onRosterSchema: z.ZodType<OnRoster> = z.object({
  person: z.string(),
  name: z.string(),
  account: z.string(),
  addresses: z.array(z.string()),
  guest: z.boolean(),
  teams: z.array(z.string()),
  seenAt: instant,
});

const serviceAddress = { serviceUrl: z.string(), botId: z.string(), channelId: z.string() };

export const serviceAddressSchema: z.ZodType<ServiceAddress> = z.object(serviceAddress);

export const knownTeamSchema: z.ZodType<Omit<KnownTeam, 'id'>> = z.object({
  team: z.object({ ...serviceAddress, tenant: z.string(), conversationId: z.string() }),
  readAt: instant.nullable(),
  triedAt: instant.nullable(),
});

export const intentSchema: z.ZodType<Intent> = z.object({
  id: z.string(),
  slot: z.string(),
  covers: z.array(z.object({ plan: z.string(), cycle: z.string(), rung: z.string(), on: civilDate })),
  state: z.enum(['intended', 'sent', 'uncertain', 'failed', 'notSent']),
  attempts: z.number(),
  at: instant,
  activityId: z.string().nullable(),
  reason: z.string().nullable(),
});
