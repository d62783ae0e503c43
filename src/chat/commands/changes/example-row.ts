import { isIntroduction } from '../../../domain/plan/introduction.js';
import type { Requirement } from '../../../domain/plan/plan.js';

/** A row of the person's own plan to put into an example: the first that stands in it. The introduction is like none. */
export function exampleRow(rows: readonly Pick<Requirement, 'id' | 'ref' | 'withdrawn'>[]): string {
  return rows.find(({ id, withdrawn }) => !withdrawn && !isIntroduction({ requirement: id }))?.ref ?? '1';
}
