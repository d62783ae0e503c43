import { z } from 'zod';
import type { Table } from '../../../app/store/ports.js';
import { failing, retryOnConflict } from '../../../app/store/retry-on-conflict.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import type { HistoryPayload } from '../../../domain/plan/history.js';
import type { Decision } from '../../../domain/reviewing/decision.js';
import { SIGN_OFF_CHECKS } from '../../../domain/reviewing/decision.js';
import { RULES } from '../../../domain/reviewing/matching/finding.js';
import { historyWrites, notedWith, recordOf, tipOf } from './history-rows.js';
import { below, keyOf } from './keys.js';
import { readRange, writesOf } from './rows.js';

const AREA = 'dec';

const instant = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));
const decided = { by: z.string(), byName: z.string(), at: instant };
const draft = { draft: z.number(), hash: z.string() };

const decisionSchema: z.ZodType<Decision> = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('accepted'),
    ...decided,
    finding: z.string(),
    rule: z.enum(RULES),
    ref: z.string(),
    words: z.string(),
    reason: z.string(),
  }),
  z.looseObject({ kind: z.literal('asked'), ...decided, finding: z.string(), ref: z.string(), question: z.string() }),
  z.looseObject({
    kind: z.literal('wording'),
    ...decided,
    requirement: z.string(),
    update: z.string(),
    answered: z.string(),
    published: z.string(),
    why: z.string(),
  }),
  z.looseObject({
    kind: z.literal('checked'),
    ...decided,
    ...draft,
    check: z.enum(SIGN_OFF_CHECKS),
    checkedBy: z.string(),
    note: z.string(),
  }),
  z.looseObject({ kind: z.literal('signed'), ...decided, ...draft, accepted: z.array(z.string()) }),
  z.looseObject({ kind: z.literal('returned'), ...decided, ...draft, comment: z.string() }),
  z.looseObject({
    kind: z.literal('complete'),
    ...decided,
    requirement: z.string(),
    ref: z.string(),
    update: z.string(),
    agreedBy: z.string(),
  }),
]);

/** Adds a decision and its history entry in one batch; safe to repeat with the same operation. */
export async function writeDecision(
  table: Table,
  partition: string,
  scope: string,
  decision: Decision,
  chain: string,
  history: HistoryPayload,
  operation: string,
): Promise<void> {
  const key = keyOf(AREA, scope, decision.at.replaceAll(':', '.'), operation);
  const notes = notedWith([history], [recordOf(key, decision)]);
  await retryOnConflict(failing(`A decision could not be added to the history chain ${chain}`), async () => {
    const tip = await tipOf(table, partition, chain);
    const { writes } = historyWrites(tip, chain, notes, operation);
    const row = writesOf(key, decision, operation, { kind: 'insert' });
    const outcome = await table.batch(partition, [...row, ...writes]);
    const isThere = outcome.kind === 'done' || (await table.get(partition, key))?.values['op'] === operation;
    return isThere ? 'done' : 'conflict';
  });
}

/** The decisions of a scope, in the order in which they were made. */
export async function readDecisions(table: Table, partition: string, scope: string): Promise<readonly Decision[]> {
  const rows = await readRange(table, { partition, prefix: below(AREA, scope) }, decisionSchema);
  return rows.map((row) => row.value);
}
