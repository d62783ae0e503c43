import { z } from 'zod';
import type { KnownTeam } from '../../../app/store/directory.js';
import type { PersonRecord } from '../../../app/store/person-store.js';
import type { ServiceAddress } from '../../../app/store/ports.js';
import type { OnRoster } from '../../../domain/people/roster.js';
import type { Intent } from '../../../domain/sending/delivery.js';
import { civilDate, instant } from './value-schemas.js';

/* Rows about people and teams. */

const UNREACHABLE = [
  'blocked',
  'left',
  'disabledByAdmin',
  'writesBlocked',
  'conversationGone',
  'notInstalled',
] as const;

export const personRecordSchema: z.ZodType<PersonRecord> = z.looseObject({
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
      tried: civilDate.optional(),
    })
    .nullable(),
  lastSeen: instant.nullable(),
  opening: z
    .looseObject({ on: civilDate, at: instant, outcome: z.enum(['opened', 'failed', ...UNREACHABLE]) })
    .optional(),
  refusalsNoted: z.array(z.looseObject({ plan: z.string(), at: instant })).optional(),
});

export const onRosterSchema: z.ZodType<OnRoster> = z.looseObject({
  person: z.string(),
  name: z.string(),
  account: z.string(),
  addresses: z.array(z.string()),
  guest: z.boolean(),
  teams: z.array(z.string()),
  seenAt: instant,
});

const serviceAddress = { serviceUrl: z.string(), botId: z.string(), channelId: z.string() };

export const serviceAddressSchema: z.ZodType<ServiceAddress> = z.looseObject(serviceAddress);

export const knownTeamSchema: z.ZodType<Omit<KnownTeam, 'id'>> = z.looseObject({
  team: z.looseObject({ ...serviceAddress, tenant: z.string(), conversationId: z.string() }),
  readAt: instant.nullable(),
  triedAt: instant.nullable(),
});

export const intentSchema: z.ZodType<Intent> = z.looseObject({
  id: z.string(),
  slot: z.string(),
  covers: z.array(z.looseObject({ plan: z.string(), cycle: z.string(), rung: z.string(), on: civilDate })),
  state: z.enum(['intended', 'sent', 'uncertain', 'failed', 'notSent']),
  attempts: z.number(),
  at: instant,
  activityId: z.string().nullable(),
  reason: z.string().nullable(),
});
