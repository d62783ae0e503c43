import { readSourceDocument } from '../../../src/adapters/documents/formats/source-document.js';
import type { ReadPlan, UnreadablePlan } from '../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../src/domain/importing/read-plan.js';

/** Reads a file's bytes or text to the end, as the import does. */
function readingOf(file: string | Uint8Array): ReadPlan | UnreadablePlan {
  const source = readSourceDocument(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  if (source.kind === 'unreadable') return source.problem;
  const reading = readPlan(source.document);
  return reading.kind === 'plan' ? reading.plan : reading.problem;
}

/** The plan of a file that must be one; throws with the reason otherwise. */
export function planIn(file: string | Uint8Array): ReadPlan {
  const reading = readingOf(file);
  if ('reason' in reading) throw new Error(`Line ${reading.line}, column ${reading.column}: ${reading.reason}`);
  return reading;
}

/** Why a file is no plan; throws when it is one. */
export function problemIn(file: string | Uint8Array): UnreadablePlan {
  const reading = readingOf(file);
  if ('reason' in reading) return reading;
  throw new Error(`It was read as a plan of ${reading.requirements.length} requirements`);
}

/** What is read of each requirement, updates as "date kind text", in a form that is easily compared. */
export function linesOf(plan: ReadPlan) {
  const updates = new Map(plan.requirements.map(({ key }): [string, string[]] => [key, []]));
  for (const { requirement, column, kind, text } of plan.updates) {
    updates.get(requirement)?.push(`${column} ${kind} ${text}`);
  }
  return plan.requirements.map(({ key, ref, recommendation, text, owner, status }) => ({
    ref,
    recommendation,
    text,
    owner,
    updates: updates.get(key) ?? [],
    status,
  }));
}

/** A tab-separated file of lines of cells. */
export function tabbed(...lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => cells.join('\t')).join('\n');
}
