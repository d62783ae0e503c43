import type { CivilDate } from '../calendar/civil-date.js';
import { longDate } from '../calendar/civil-date.js';
import { type PublishedPlan, type PublishedUpdate, type Requirement, STATUS_WORDS } from '../plan/plan.js';

/** How a row stands when its plan ends, as the last revision prints it. */
export function outcomeWords(published: PublishedPlan, { id, transfer }: Requirement): string {
  const discharge = published.discharges[id];
  if (discharge !== undefined) {
    return `Outcome: discharged by ${discharge.by} on ${longDate(discharge.on)} (${discharge.reference}).`;
  }
  const status = published.statuses[id] ?? 'notStated';
  if (status === 'complete') return 'Outcome: complete.';
  if (status === 'transferred') {
    return transfer === undefined
      ? 'Outcome: transferred.'
      : `Outcome: transferred to ${transfer.to}, and watched there by ${transfer.watchedBy}.`;
  }
  const stood = status === 'notStated' ? '' : ` Its status was “${STATUS_WORDS[status]}”.`;
  return `Outcome: not complete when this plan ended.${stood}`;
}

/** The plan with the outcome of each row in a column, behind what else that prints of it. */
export function withOutcomes(published: PublishedPlan, column: CivilDate): PublishedPlan {
  const outcomes = new Map(
    published.requirements.filter(({ withdrawn }) => !withdrawn).map((row) => [row.id, outcomeWords(published, row)]),
  );
  const printed = new Set<string>();
  const updates = published.updates.map((update): PublishedUpdate => {
    const outcome = update.column === column ? outcomes.get(update.requirement) : undefined;
    if (outcome === undefined) return update;
    printed.add(update.requirement);
    return { ...update, kind: update.kind === 'noChange' ? 'text' : update.kind, text: `${update.text}\n${outcome}` };
  });
  const others = [...outcomes].filter(([requirement]) => !printed.has(requirement));
  return {
    ...published,
    updates: [
      ...updates,
      ...others.map(([requirement, text]): PublishedUpdate => ({ requirement, column, kind: 'text', text })),
    ],
  };
}

/** The plan with what its newest revision says of the quarters before it; those of the revision before are gone. */
export function withNotes(plan: PublishedPlan, notes: readonly string[]): PublishedPlan {
  const { notes: _, ...published } = plan;
  return notes.length === 0 ? published : { ...published, notes };
}

/** What the next revision says of a quarter that was left out. */
export function skippedNote(revision: CivilDate, reason: string): string {
  return `No update was published for the quarter to ${longDate(revision)}. ${sentence(reason)}`;
}

/** What the last revision says of itself. */
export function lastNote(reason: string): string {
  return `This is the last revision of this plan. ${sentence(reason)}`;
}

/** What the first revision after a last one says. */
export function reopenedNote(finishedOn: CivilDate, reason: string): string {
  return `This plan was finished on ${longDate(finishedOn)}, and is open again. ${sentence(reason)}`;
}

/** With a capital at its beginning and a stop at its end. */
function sentence(words: string): string {
  const text = words.trim().replace(/\s+/g, ' ');
  const begun = text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
