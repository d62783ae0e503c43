import { byPlan, makeLoadDue, type PlanDue } from '../../../../src/app/sending/sweep/load-due.js';
import type { Instant } from '../../../../src/domain/calendar/civil-date.js';
import { TENANT, type World } from '../../world.js';

/** A plan of the tests as a sweep finds it. */
export async function dueNow(world: World, now: Instant, plan?: string): Promise<PlanDue> {
  const rows = byPlan(await world.stores.directory.due(now)).find(([row]) => plan === undefined || row.plan === plan);
  if (rows === undefined) throw new Error(`nothing is due at ${now}`);
  return makeLoadDue(world)(rows, now);
}

/** The times of a plan's directory rows. */
export async function looksAt(world: World, plan: string): Promise<readonly Instant[]> {
  const rows = await world.stores.directory.due('2099-01-01T00:00:00.000Z' as Instant);
  return rows.flatMap((row) => (row.plan === plan && row.tenant === TENANT ? [row.at] : []));
}
