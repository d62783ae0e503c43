import type { AskedItem } from '../asking/ask.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { NO_PROMISE_CHANGES, type PromiseChanges } from '../commitments/commitment-changes.js';
import type { PublishedPlan } from '../plan/plan.js';
import { type AgreedCompletion, type Decision, decisionsOf } from '../reviewing/decision.js';
import { type EvidenceItem, evidenceItems } from '../text/evidence.js';
import { type WordChange, wordDifference } from '../text/word-difference.js';
import type { Wording } from '../text/wording.js';
import { type ChangeLog, cellKey, textsByCell } from './change-log.js';

/** An update that is printed in the lead's wording, with what was answered. */
export interface WordedRow {
  readonly ref: string;
  readonly wording: Wording;
}

/** A cell of an earlier column that is not as it was, named by the lead or (`reason` null) not. */
export interface EarlierCorrection {
  readonly ref: string;
  readonly column: CivilDate;
  readonly difference: readonly WordChange[];
  readonly reason: string | null;
}

/** Something that an owner named as evidence with an answer, and whether it is printed. */
export interface EvidenceOf extends EvidenceItem {
  readonly ref: string;
}

/**
 * What the lead and the executive lead are told beside a change log. It holds words that were taken out, the reasons
 * for it, names and promises, so no writer of a public file knows this type.
 */
export interface LeadNotes {
  readonly wordings: readonly WordedRow[];
  /** The lead's agreement to what its owner calls complete, by requirement id. */
  readonly agreed: Readonly<Record<string, AgreedCompletion>>;
  /** Ids of requirements that the lead closed, since their own words say that they are complete. */
  readonly closed: readonly string[];
  readonly corrections: readonly EarlierCorrection[];
  /** What owners named with their answers: kept for inspection, or published with the update. */
  readonly evidence: readonly EvidenceOf[];
  readonly promises: PromiseChanges;
}

/** What notes are made of beside the two plans. */
export interface NotedBeside {
  readonly decisions: readonly Decision[];
  readonly promises?: PromiseChanges | undefined;
  readonly evidence?: readonly EvidenceOf[];
}

/** The evidence in the answers that were taken, by the ids of their updates. */
export function evidenceIn(items: readonly AskedItem[], takes: readonly string[]): readonly EvidenceOf[] {
  const taken = new Set(takes);
  return items
    .toSorted((a, b) => a.order - b.order)
    .flatMap(({ ref, answer }): EvidenceOf[] => {
      const named = answer?.reply.kind === 'text' && taken.has(answer.update) ? answer.reply.evidence : null;
      return evidenceItems(named).map((each) => ({ ref, ...each }));
    });
}

/** The notes to the change log between the same two plans, from what was decided, answered and promised. */
export function leadNotes(
  log: ChangeLog,
  plans: { readonly before: PublishedPlan; readonly after: PublishedPlan },
  { decisions, promises = NO_PROMISE_CHANGES, evidence = [] }: NotedBeside,
): LeadNotes {
  const wordings = decisionsOf('wording', decisions);
  const complete = new Set(log.rows.filter((row) => row.after === 'complete').map((row) => row.requirement));
  return {
    wordings: log.rows.flatMap(({ requirement, ref, printed }): WordedRow[] => {
      const wording = wordings.filter((each) => each.requirement === requirement && each.published === printed).at(-1);
      return wording === undefined ? [] : [{ ref, wording }];
    }),
    agreed: Object.fromEntries(
      decisionsOf('complete', decisions)
        .filter((each) => complete.has(each.requirement))
        .map((each) => [each.requirement, each]),
    ),
    closed: plans.after.requirements.flatMap(({ id, finished }) => (finished === 'closed' ? [id] : [])),
    corrections: earlierCorrections(log, plans),
    evidence,
    promises,
  };
}

function earlierCorrections(
  { to }: ChangeLog,
  { before, after }: { readonly before: PublishedPlan; readonly after: PublishedPlan },
): readonly EarlierCorrection[] {
  const was = textsByCell(before);
  const is = textsByCell(after);
  const named = new Map(after.corrections.map((each) => [cellKey(each.requirement, each.column), each.reason]));
  return after.requirements.flatMap(({ id, ref }) =>
    before.columns
      .filter((column) => column < to)
      .flatMap((column): EarlierCorrection[] => {
        const place = cellKey(id, column);
        const [old, text] = [was.get(place) ?? '', is.get(place) ?? ''];
        if (old === text) return [];
        return [{ ref, column, difference: wordDifference(old, text), reason: named.get(place) ?? null }];
      }),
  );
}
