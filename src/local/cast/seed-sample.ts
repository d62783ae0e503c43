import { readFile } from 'node:fs/promises';
import type { LocalClock } from '../../adapters/clock.js';
import { readAssignmentFile } from '../../adapters/documents/foreign/assignment-file.js';
import type { Clock } from '../../app/store/ports.js';
import { readGivenPlan } from '../../cli/commands/import.js';
import { type CivilDate, civilDate, type Instant, instantAt, timeOfDay } from '../../domain/calendar/civil-date.js';
import type { UseCases } from '../../host/wiring.js';
import type { Cast } from './people.js';

/** The sample plan's id, and the date of the revision that local mode works towards. */
export const SAMPLE_PLAN = 'northmoor';
export const SAMPLE_REVISION: CivilDate = civilDate('2027-01-11');

/**
 * Loads the sample plan, its people and a cycle into an empty store, and sets the local clock to 09:30 on the day on
 * which the cycle opens, so that somebody is asked at once whatever day it is. Does nothing in a store with a plan.
 */
export async function seedSample(useCases: UseCases, clock: Clock, cast: Cast): Promise<boolean> {
  const { tenant } = cast;
  if ((await useCases.stores.directory.plans(tenant)).length > 0) return false;
  const now = await clock.now();
  for (const person of cast.people) {
    await useCases.stores.directory.addAddress(tenant, person.userPrincipalName, person.id, person.name);
  }
  await importSample(useCases, tenant, now);
  const lines = await sampleFile('sample-assignments.csv');
  const assignments = readAssignmentFile(lines);
  if (assignments.kind === 'unreadable') throw new Error(assignments.reason);
  const assigned = await useCases.assign({ tenant, plan: SAMPLE_PLAN, lines: assignments.lines, by: 'system' }, now);
  if (assigned.kind === 'refused') throw new Error(`${assigned.reason} ${assigned.problems.join(' ')}`);
  const opened = await useCases.openCycle(
    { tenant, plan: SAMPLE_PLAN, revision: SAMPLE_REVISION, given: {}, by: 'system' },
    now,
  );
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const opening = instantAt(opened.cycle.opens, timeOfDay('09:30'), 'Europe/London');
  await (clock as LocalClock).moveTo(opening);
  return true;
}

/** Imports the sample plan as a lead would import theirs. */
export async function importSample(useCases: UseCases, tenant: string, now: Instant): Promise<void> {
  const read = await readGivenPlan(await sampleFile('sample-plan.txt'));
  const imported = await useCases.importPlan({ tenant, plan: SAMPLE_PLAN, read, by: 'system', dryRun: false }, now);
  if (imported.kind === 'refused') throw new Error(imported.reason);
}

/** A file of the sample. The path is the same seen from `src/local/cast` and from `dist/local/cast`. */
export function sampleFile(name: string): Promise<Uint8Array> {
  return readFile(new URL(`../../../src/local/${name}`, import.meta.url));
}
