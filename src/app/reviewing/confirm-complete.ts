import type { Instant } from '../../domain/calendar/civil-date.js';
import { requirementCalled } from '../../domain/plan/amend.js';
import { type AgreedCompletion, type Decider, decisionsOf } from '../../domain/reviewing/decision.js';
import { loadCandidate } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';

export type CompleteOutcome = { readonly kind: 'agreed'; readonly completion: AgreedCompletion } | Refused;

/**
 * The lead agrees that what its owner calls complete is complete: "we consider it complete". It closes nothing at the
 * inspecting body, whose discharge stands apart.
 */
export function makeConfirmComplete(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly ref: string;
      readonly agreedBy: string;
      readonly decider: Decider;
    },
    now: Instant,
  ): Promise<CompleteOutcome> => {
    if (input.agreedBy.trim() === '') return refused('Say who agrees that it is complete.');
    const loaded = await loadCandidate(deps.stores, input.tenant, input.plan);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    const requirement = requirementCalled(candidate.published, input.ref);
    if (requirement === null) return refused(`Nothing in this plan is called "${input.ref}".`);
    const { id, ref } = requirement;
    if (candidate.published.statuses[id] !== 'complete') {
      return refused(`Its owner has not said that ${ref} is complete, so there is nothing to agree to yet.`);
    }
    const completion: AgreedCompletion = {
      kind: 'complete',
      requirement: id,
      ref,
      update: candidate.items.find((item) => item.requirement === id)?.answer?.update ?? '',
      agreedBy: input.agreedBy.trim(),
      at: now,
      ...input.decider,
    };
    const earlier = decisionsOf('complete', candidate.decisions).find(
      (each) => each.requirement === id && each.update === completion.update,
    );
    if (earlier !== undefined) return refused(`${ref} is agreed to be complete already, by ${earlier.agreedBy}.`);
    const history = {
      who: input.decider.by,
      at: now,
      what: 'agreed the completion of',
      about: ref,
      old: null,
      new: `agreed by ${completion.agreedBy}`,
    };
    const store = deps.stores.plan(input.tenant, input.plan);
    await store.addDecision(candidate.cycle.id, completion, id, history, deps.newId());
    return { kind: 'agreed', completion };
  };
}
