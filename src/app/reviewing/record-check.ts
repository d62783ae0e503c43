import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Decider, RecordedCheck } from '../../domain/reviewing/decision.js';
import { SIGN_OFF_CHECKS, type SignOffCheck } from '../../domain/reviewing/decision.js';
import { loadCandidate } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Stores } from '../store/stores.js';

export type CheckOutcome = { readonly kind: 'recorded'; readonly check: RecordedCheck } | Refused;

/** Records that a draft was checked (legal, communications, disclosure), by whom. It holds for exactly those words. */
export function makeRecordCheck(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    input: {
      readonly tenant: string;
      readonly plan: string;
      readonly draft: number;
      readonly check: SignOffCheck;
      readonly checkedBy: string;
      readonly note: string;
      readonly decider: Decider;
    },
    now: Instant,
  ): Promise<CheckOutcome> => {
    if (input.checkedBy.trim() === '') return refused('Name the person who made the check.');
    const loaded = await loadCandidate(deps.stores, input.tenant, input.plan, input.draft);
    if (loaded.kind === 'refused') return loaded;
    const { cycle, hash } = loaded.candidate;
    const check: RecordedCheck = {
      kind: 'checked',
      check: input.check,
      draft: input.draft,
      hash,
      checkedBy: input.checkedBy.trim(),
      note: input.note.trim(),
      at: now,
      ...input.decider,
    };
    const history = {
      who: input.decider.by,
      at: now,
      what: `recorded the ${input.check} check of`,
      about: `draft ${input.draft}`,
      old: null,
      new: `by ${check.checkedBy}, sha256 ${hash}${check.note === '' ? '' : `: ${check.note}`}`,
    };
    await deps.stores.plan(input.tenant, input.plan).addDecision(cycle.id, check, 'plan', history, deps.newId());
    return { kind: 'recorded', check };
  };
}

/** A check by its name as typed; undefined when there is no such check. */
export function checkCalled(text: string): SignOffCheck | undefined {
  return SIGN_OFF_CHECKS.find((each) => each === text.trim().toLowerCase());
}
