import type { Instant } from '../../domain/calendar/civil-date.js';
import { introductionText, isIntroduction } from '../../domain/plan/introduction.js';
import { printed } from '../../domain/publishing/compile.js';
import type { Decider } from '../../domain/reviewing/decision.js';
import type { Wording } from '../../domain/text/wording.js';
import { followWording } from '../asking/follow-commitments.js';
import { tidied } from '../plan/tidied.js';
import { type Candidate, loadCandidate } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { NOBODY, type Stores } from '../store/stores.js';

export type CorrectOutcome =
  | {
      readonly kind: 'corrected';
      readonly wording: Wording;
      readonly ref: string;
      /** The owner who is to be told, or null where the item stands with nobody. */
      readonly owner: { readonly person: string; readonly name: string } | null;
      readonly candidate: Candidate;
    }
  | Refused;

/**
 * Publishes the lead's wording in place of an answer's. The owner's update stays as it is; both are kept, and the
 * wording falls when the owner answers again.
 */
export function makeCorrectWording(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly ref: string;
      /** The whole cell as it is to be printed. */
      readonly text: string;
      readonly why: string;
      readonly decider: Decider;
    },
    now: Instant,
  ): Promise<CorrectOutcome> => {
    const loaded = await loadCandidate(deps.stores, input.tenant, input.plan);
    if (loaded.kind === 'refused') return loaded;
    const { candidate } = loaded;
    if (input.why.trim() === '') return refused('Say in a few words why the wording is changed. The owner is told.');
    const wanted = input.ref.trim().toLowerCase();
    const item = candidate.items.find((each) => each.ref.toLowerCase() === wanted);
    const tidy = tidied(input.text, item ?? null);
    if (tidy.kind === 'refused') return tidy;
    const published = tidy.text;
    if (item === undefined) return refused(`Nothing that was asked about in this quarter is called "${input.ref}".`);
    if (item.answer === null) {
      return refused(
        `${item.ref} has not been answered, so there is no wording to correct. Answer for its owner instead, or leave it as "No update received".`,
      );
    }
    const answered = printed(item).text;
    const { published: plan, cycle } = candidate;
    const inPrint = isIntroduction(item)
      ? introductionText(plan.introduction ?? [])
      : plan.updates.find((each) => each.requirement === item.requirement && each.column === cycle.revision)?.text;
    if (inPrint === published) return refused(`${item.ref} is printed in exactly these words already.`);
    const wording: Wording = {
      kind: 'wording',
      requirement: item.requirement,
      update: item.answer.update,
      answered,
      published,
      why: input.why.trim(),
      at: now,
      ...input.decider,
    };
    const history = {
      who: input.decider.by,
      at: now,
      what: 'corrected the wording of',
      about: item.ref,
      old: inPrint ?? answered,
      new: `${published}\nReason: ${wording.why}`,
    };
    const store = deps.stores.plan(input.tenant, input.plan);
    // whoever sweeps next tells the owner; at night, when work begins
    await deps.stores.directory.addDue({ tenant: input.tenant, plan: input.plan, at: now });
    await store.addDecision(candidate.cycle.id, wording, item.requirement, history, deps.newId());
    const about = { requirement: item.requirement, update: wording.update, text: published };
    await followWording(store, deps.newId, candidate.cycle, about, { by: input.decider.by, now });
    const head = candidate.decks.find((deck) => deck.items.some((each) => each.value.requirement === item.requirement))
      ?.head.value;
    const owner = head === undefined || head.person === NOBODY ? null : { person: head.person, name: head.name };
    return { kind: 'corrected', wording, ref: item.ref, owner, candidate };
  };
}
