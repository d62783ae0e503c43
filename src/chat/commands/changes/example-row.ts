import type { Requirement } from '../../../domain/plan/plan.js';

/** A row of the person's own plan to put into an example: the first that stands in it. */
export function exampleRow(rows: readonly Pick<Requirement, 'ref' | 'withdrawn'>[]): string {
  return rows.find(({ withdrawn }) => !withdrawn)?.ref ?? '1';
}
