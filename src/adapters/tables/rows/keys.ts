import { createHash } from 'node:crypto';

/*
 * Every partition and row key of the store is made here. Keys are ASCII; parts are joined by "~", which no part may
 * contain. "~" sorts after every other printable ASCII character, so `a~` holds all keys below `a` and nothing else.
 */

const PART = /^[A-Za-z0-9:.\-+]{1,200}$/;
const HIGHEST_SEQ = 9_999_999_999;

/** Joins the parts of a key. Throws a RangeError for a part that could collide with another key. */
export function keyOf(...parts: readonly string[]): string {
  for (const part of parts) {
    if (!PART.test(part)) throw new RangeError(`Not fit for a key: ${JSON.stringify(part)}`);
  }
  return parts.join('~');
}

/** The prefix of all keys that begin with these parts and go on. */
export function below(...parts: readonly string[]): string {
  return `${keyOf(...parts)}~`;
}

/** Numbers in keys sort as text. */
export function ordinal(number: number): string {
  return String(number).padStart(6, '0');
}

/** Newest first: the tip of a chain is the first row of its range. */
export function newestFirst(seq: number): string {
  return String(HIGHEST_SEQ - seq).padStart(10, '0');
}

/** What a person typed or a source printed, as a key part: a digest, since it may be anything. */
export function digestPart(text: string): string {
  return createHash('sha256').update(text.trim().toLowerCase()).digest('hex').slice(0, 40);
}

/** Partition of one plan: all that must be true together. */
export function planPartition(tenant: string, plan: string): string {
  return keyOf(tenant, plan);
}

/** Partition of one person. */
export function personPartition(tenant: string, person: string): string {
  return keyOf(tenant, 'person', person);
}

/** Partition of what a tenant's teams say about people. Three parts, so that it is no plan's. */
export function rosterPartition(tenant: string): string {
  return keyOf(tenant, 'teams', 'roster');
}

/** Partition of what was removed for good: it lies beside the plans, so that putting an older state of one back keeps it. */
export function removalsPartition(tenant: string): string {
  return keyOf(tenant, 'removed', 'words');
}

/** Partition of who was forgotten, beside it. */
export function forgottenPartition(tenant: string): string {
  return keyOf(tenant, 'removed', 'people');
}

export const DIRECTORY_PARTITION = 'directory';
export const SERVICE_PARTITION = 'service';
