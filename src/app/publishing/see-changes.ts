import type { Instant } from '../../domain/calendar/civil-date.js';
import { type ChangeLog, changesBetween } from '../../domain/publishing/change-log.js';
import { withoutFallen } from '../../domain/reviewing/sign-off.js';
import { promisesSince } from '../commitments/promises-since.js';
import { loadCandidate, publishedBefore } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';

/** Which plan is compared with the one that was public before it. `next`: as it would be compiled now. */
export type ChangesOf =
  | { readonly kind: 'next' }
  | { readonly kind: 'draft'; readonly number: number }
  | { readonly kind: 'revision'; readonly number: number };

/** A change log with what its pages say of themselves. */
export interface Changes {
  readonly log: ChangeLog;
  /** "Draft 3", "Revision 2", or that it was not compiled. */
  readonly name: string;
  /** A stable part of a file's name: "draft-3", "2027-01-11", "now". */
  readonly stem: string;
  /** The protective marking from settings: these pages hold words as answered, and are not for publication. */
  readonly marking: string | null;
  readonly zone: string;
  /** SHA-256 of the published plan that these are the changes of. */
  readonly hash: string;
  /** When it was compiled, or asked for. */
  readonly at: Instant;
}

export type ChangesOutcome = { readonly kind: 'changes'; readonly changes: Changes } | Refused;

/** What changed since the plan was last public. Nothing is written. */
export function makeSeeChanges(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, of: ChangesOf, now: Instant): Promise<ChangesOutcome> => {
    const store = deps.stores.plan(tenant, plan);
    const head = (await store.head())?.value;
    if (head === undefined) return refused(`There is no plan "${plan}".`);
    const { protectiveMarking: marking, zone } = head.settings;
    const earlier = await publishedBefore(store, head);
    if (of.kind === 'revision') {
      const compiled = await store.compiled(head.revisions[of.number - 1] ?? 'none');
      const before = earlier[of.number - 1];
      if (compiled === null || before === undefined) {
        return refused(`There is no revision ${of.number} of this plan; ${head.revisions.length} have been made.`);
      }
      const decisions = await store.decisions(compiled.cycle);
      const log = changesBetween(
        before,
        compiled.published,
        withoutFallen(decisions, compiled.takes),
        compiled.promises,
      );
      const name = `Revision ${of.number}`;
      return {
        kind: 'changes',
        changes: { log, name, stem: log.to, marking, zone, at: compiled.at, hash: compiled.hash },
      };
    }
    const draft = of.kind === 'draft' ? of.number : null;
    const loaded = await loadCandidate(deps.stores, tenant, plan, draft);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    const compiled = draft === null ? null : await store.compiled(head.drafts[draft - 1] ?? 'none');
    const { cycle, published, decisions } = candidate;
    const promises = compiled === null ? await promisesSince(store, head, cycle, published) : compiled.promises;
    const log = changesBetween(
      earlier.at(-1) ?? candidate.before,
      published,
      withoutFallen(decisions, candidate.takes),
      promises,
    );
    const name = draft === null ? 'As it stands now, not compiled' : `Draft ${draft}`;
    const stem = draft === null ? 'now' : `draft-${draft}`;
    return {
      kind: 'changes',
      changes: { log, name, stem, marking, zone, at: compiled?.at ?? now, hash: candidate.hash },
    };
  };
}
