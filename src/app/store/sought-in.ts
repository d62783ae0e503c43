import { type Sought, soughtBy } from '../../domain/redacting/removal.js';
import type { PlanStore } from './stores.js';

/** How the removals of a plan are looked for in what is to be kept of it or printed. */
export async function soughtIn(store: PlanStore): Promise<readonly Sought[]> {
  return (await store.removals()).map(soughtBy);
}
