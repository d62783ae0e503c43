import { type Instant, localTime } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { type Finalising, finalisingOf, mayFinalise } from '../../domain/publishing/finalising.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import { findingStates } from '../../domain/reviewing/sign-off.js';
import { tellAsksOfCycle } from '../asking/bring-asks-up-to-date.js';
import { closeByDate, heldItems } from '../asking/close-cycle.js';
import { findingsOf } from '../reviewing/review-draft.js';
import { type Candidate, candidateOf } from '../store/candidate.js';
import { type LoadedPlan, loaderOf, type PlanNamed } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';
import { compiledOf, madeEntry } from './compile-revision.js';
import { documentOfCompiled } from './draft-links.js';

export interface FinaliseInput extends PlanNamed {
  /** Key of the person, or "system", and the name to print on the revision (null: none). */
  readonly by: string;
  readonly byName: string | null;
  /** The fingerprint of the finalising that was confirmed; null: nothing was confirmed yet. */
  readonly confirmed: string | null;
}

export type FinaliseOutcome =
  | {
      readonly kind: 'made';
      readonly document: RevisionDocument;
      readonly compiled: Compiled;
      /** Whether it had been made before: nothing was changed now. */
      readonly already: boolean;
    }
  /** Nothing was done: this is what making it would do. `changed`: it is no longer what was confirmed. */
  | { readonly kind: 'shown'; readonly head: PlanHead; readonly finalising: Finalising; readonly changed: boolean }
  | Refused;

/**
 * Makes the revision, which never changes, and ends the cycle. It is shown first, with all that stands in its way, and
 * made only when nothing does and exactly what was shown is confirmed. Made once, it is given again however often it is
 * asked for until the next cycle opens.
 */
export function makeFinaliseRevision(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: FinaliseInput, now: Instant): Promise<FinaliseOutcome> => {
    const { by, confirmed } = input;
    const operation = deps.newId();
    const load = loaderOf(deps.stores, input);
    return retryOnConflict(sayBusy, async () => {
      const loaded = await load();
      if (loaded.kind === 'refused') return loaded;
      const made = await madeOfCycle(deps, loaded);
      if (made !== null) return made;
      const outcome = await candidateOf(loaded);
      if (outcome.kind === 'refused') return outcome;
      const { candidate } = outcome;
      const finalising = await finalisingNow(deps.stores, candidate, now);
      const { store, head, etag } = loaded;
      if (!mayFinalise(finalising, confirmed)) return { kind: 'shown', head, finalising, changed: confirmed !== null };
      if (candidate.cycle.state === 'open') {
        // from here on replies are kept for the next cycle; one that slips in between is carried over by `openCycle`
        const closed = await closeByDate(deps, loaded, now);
        // the head is another now: it is all read again
        return closed.kind === 'refused' ? closed : 'conflict';
      }
      const signed =
        finalising.signature === null
          ? { by: input.byName, at: now }
          : { by: finalising.signature.byName, at: finalising.signature.at };
      const number = head.revisions.length + 1;
      const compiled: Compiled = {
        ...(await compiledOf(candidate, { id: deps.newId(), number, at: now, by })),
        signed,
        ...(head.historyTip === undefined ? {} : { historyTip: head.historyTip }),
      };
      // both under ids that nobody reads until the head names them
      const generation = deps.newId();
      const records = [
        await store.writeCompiled(compiled),
        await store.writePublished(generation, candidate.published),
      ];
      const cycle: Cycle = { ...candidate.cycle, state: 'revised' };
      const { toSay: _, ...rest } = head;
      const { last } = cycle;
      const finished = { on: localTime(now, head.settings.zone).date, reason: last?.reason ?? '' };
      const next: PlanHead = {
        ...rest,
        ...(last === undefined ? {} : { finished }),
        generation,
        cycle,
        revisions: [...head.revisions, compiled.id],
        basis: head.basis ?? head.generation,
      };
      const history = { ...madeEntry('made the revision', 'revision', candidate, compiled), records };
      if ((await store.writeHead(next, etag, [history], operation)) === 'conflict') return 'conflict';
      await tellAsksOfCycle(store, deps.newId, cycle);
      // a sweep tells everybody that the plan has ended
      if (last !== undefined)
        await deps.stores.directory.addDue({ tenant: loaded.tenant, plan: head.plan.id, at: now });
      return { kind: 'made', compiled, document: documentOfCompiled(compiled, next), already: false };
    });
  };
}

/** The revision of the plan's cycle if it is made already, with its asks told of it. */
async function madeOfCycle(
  deps: { readonly stores: Stores; readonly newId: NewId },
  { store, head }: LoadedPlan,
): Promise<Extract<FinaliseOutcome, { kind: 'made' }> | null> {
  const id = head.revisions.at(-1);
  if (head.cycle?.state !== 'revised' || id === undefined) return null;
  const compiled = await store.compiled(id);
  if (compiled === null) return null;
  // whoever made it may have died before the asks were told
  await tellAsksOfCycle(store, deps.newId, head.cycle);
  return { kind: 'made', compiled, document: documentOfCompiled(compiled, head), already: true };
}

async function finalisingNow(stores: Stores, candidate: Candidate, now: Instant): Promise<Finalising> {
  const { settings } = candidate.plan.head;
  const states = findingStates(await findingsOf(stores, candidate), candidate.decisions);
  return finalisingOf(
    { ...candidate, held: heldItems(candidate.decks), states, signOff: settings.signOff },
    localTime(now, settings.zone).date,
  );
}
