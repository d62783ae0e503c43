import type { ReadPlan } from '../../domain/importing/account/reading.js';
import { publicPart } from '../../domain/publishing/public-part.js';
import { type Deviation, deviationsFrom } from '../../domain/publishing/published-match.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Compiled, Stores } from '../store/stores.js';

export type VerifyOutcome =
  | {
      readonly kind: 'verified';
      readonly revision: Compiled;
      readonly deviations: readonly Deviation[];
      /** The document says word for word what this issue did, in whose place another one stands. */
      readonly earlierIssue?: number;
    }
  | Refused;

/** Says whether a document, read back, says word for word what a revision (the newest, or `number`) published. */
export function makeVerifyDocument(deps: {
  readonly stores: Stores;
  /** The words that our documents print where nothing was published. */
  readonly standsForNothing: (text: string) => boolean;
}) {
  return async (tenant: string, plan: string, read: ReadPlan, number: number | null): Promise<VerifyOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store } = loaded;
    const { revisions } = loaded.head;
    if (revisions.length === 0)
      return refused('No revision of this plan has been made yet, so there is none to compare.');
    const id = number === null ? revisions.at(-1) : revisions[number - 1];
    const revision = id === undefined ? null : await store.compiled(id);
    if (revision === null) return refused(`There is no revision ${number}. The newest is ${revisions.length}.`);
    const from = ({ published }: Compiled) => deviationsFrom(publicPart(published), read, deps.standsForNothing);
    const deviations = from(revision);
    let issue = revision;
    // an earlier issue is known by its words too
    while (deviations.length > 0 && issue.replaces !== undefined) {
      const before = await store.compiled(issue.replaces);
      if (before === null) break;
      if (from(before).length === 0) return { kind: 'verified', revision, deviations, earlierIssue: before.issue ?? 1 };
      issue = before;
    }
    return { kind: 'verified', revision, deviations };
  };
}
