import type { Instant } from '../../domain/calendar/civil-date.js';
import { NO_PROMISE_CHANGES } from '../../domain/commitments/commitment-changes.js';
import { changesBetween, type PublishedChanges } from '../../domain/publishing/change-log.js';
import { evidenceIn, type LeadNotes, leadNotes } from '../../domain/publishing/lead-notes.js';
import { publicPart } from '../../domain/publishing/public-part.js';
import { publicPromises } from '../../domain/publishing/public-promises.js';
import { withoutFallen } from '../../domain/reviewing/sign-off.js';
import { promisesSince } from '../commitments/promises-since.js';
import { candidateOf, publishedBefore } from '../store/candidate.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';

/** Which plan is compared with the one that was public before it. `next`: as it would be compiled now. */
export type ChangesOf =
  | { readonly kind: 'next' }
  | { readonly kind: 'draft'; readonly number: number }
  | { readonly kind: 'revision'; readonly number: number };

/** What changed: for the public, and beside it what only the lead and the executive lead are told. */
export interface Changes {
  readonly published: PublishedChanges;
  readonly notes: LeadNotes;
  /** A stable part of a file's name: "draft-3", "2027-01-11", "now". */
  readonly stem: string;
  /** The protective marking from settings, for everything that is not for publication. */
  readonly marking: string | null;
  /** SHA-256 of the published plan that these are the changes of. */
  readonly hash: string;
}

export type ChangesOutcome = { readonly kind: 'changes'; readonly changes: Changes } | Refused;

/** What changed since the plan was last public. Nothing is written. */
export function makeSeeChanges(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, of: ChangesOf, now: Instant): Promise<ChangesOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store, head } = loaded;
    const { protectiveMarking: marking, zone } = head.settings;
    const earlier = await publishedBefore(loaded);
    if (of.kind === 'revision') {
      const compiled = await store.compiled(head.revisions[of.number - 1] ?? 'none');
      const before = earlier[of.number - 1];
      if (compiled === null || before === undefined) {
        return refused(`There is no revision ${of.number} of this plan; ${head.revisions.length} have been made.`);
      }
      const decisions = withoutFallen(await store.decisions(compiled.cycle), compiled.takes);
      const log = changesBetween(publicPart(before), publicPart(compiled.published));
      const items = (await store.decks(compiled.cycle)).flatMap((deck) => deck.items.map((item) => item.value));
      const evidence = evidenceIn(items, compiled.takes);
      const plans = { before, after: compiled.published };
      const notes = leadNotes(log, plans, { decisions, promises: compiled.promises, evidence });
      const promises = publicPromises(log, compiled.promises ?? NO_PROMISE_CHANGES);
      const published = { log, name: `Revision ${of.number}`, isRevision: true, zone, at: compiled.at, promises };
      return { kind: 'changes', changes: { published, notes, stem: log.to, marking, hash: compiled.hash } };
    }
    if (head.cycle?.state === 'revised') {
      return refused(
        `The revision of ${head.cycle.revision} is made and cannot change. To see what changed in it, give --revision ${head.revisions.length}.`,
      );
    }
    const draft = of.kind === 'draft' ? of.number : null;
    const next = await candidateOf(loaded, draft);
    if (next.kind === 'refused') return next;
    const { candidate } = next;
    const compiled = draft === null ? null : await store.compiled(head.drafts[draft - 1] ?? 'none');
    const { cycle, published: after } = candidate;
    const before = earlier.at(-1) ?? candidate.before;
    const promises = compiled === null ? await promisesSince(store, head, cycle, after) : compiled.promises;
    const log = changesBetween(publicPart(before), publicPart(after));
    const decisions = withoutFallen(candidate.decisions, candidate.takes);
    const evidence = evidenceIn(candidate.items, candidate.takes);
    const notes = leadNotes(log, { before, after }, { decisions, promises, evidence });
    const name = draft === null ? 'As it stands now, not compiled' : `Draft ${draft}`;
    const stem = draft === null ? 'now' : `draft-${draft}`;
    const promised = publicPromises(log, promises ?? NO_PROMISE_CHANGES);
    const published = { log, name, isRevision: false, zone, at: compiled?.at ?? now, promises: promised };
    return { kind: 'changes', changes: { published, notes, stem, marking, hash: candidate.hash } };
  };
}
