import { z } from 'zod';

const optional = (most: number) => z.string().max(most).nullish();

const ACCOUNT = z.object({
  id: z.string().min(1).max(300),
  name: optional(300),
  /** Becomes part of a row's key, so that nothing but an id may pass. Empty for some guests. */
  aadObjectId: z.guid().or(z.literal('')).nullish(),
});

/**
 * The parts of an activity that are used, and nothing else: what this schema does not name never reaches the SDK.
 * Source: Bot Framework protocol, "Activity"; Teams leaves out or nulls whatever it likes.
 */
export const INCOMING = z.object({
  type: z.string().min(1).max(64),
  id: optional(300),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.string().min(1).max(500),
  from: ACCOUNT,
  recipient: ACCOUNT,
  conversation: z.object({
    id: z.string().min(1).max(500),
    tenantId: optional(64),
    conversationType: optional(40),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: optional(64) }).nullish(), team: z.object({ id: optional(500) }).nullish() })
    .nullish(),
  text: optional(100_000),
  value: z.unknown().optional(),
  attachments: z
    .array(z.object({ contentType: optional(200), name: optional(400), content: z.unknown().optional() }))
    .max(100)
    .nullish(),
  replyToId: optional(300),
  action: optional(40),
  membersAdded: z
    .array(z.object({ id: z.string().max(300) }))
    .max(10_000)
    .nullish(),
  membersRemoved: z
    .array(z.object({ id: z.string().max(300) }))
    .max(10_000)
    .nullish(),
});

export type Incoming = z.infer<typeof INCOMING>;

export type ParsedActivity =
  | { readonly kind: 'activity'; readonly activity: Incoming }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads a request body. Never throws; `reason` names the fields that were wrong, never their content. */
export function parseActivity(body: unknown): ParsedActivity {
  const parsed = INCOMING.safeParse(body);
  return parsed.success
    ? { kind: 'activity', activity: parsed.data }
    : { kind: 'malformed', reason: whereWrong(parsed.error) };
}

/** The places and kinds of a schema's complaints, fit for a log. */
export function whereWrong(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.code}`).join(', ');
}
