import type { Instant } from '../../domain/calendar/civil-date.js';
import { linkRecord } from '../../domain/plan/history.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import { signatureInForce } from '../../domain/reviewing/sign-off.js';
import { promisesSince } from '../commitments/promises-since.js';
import { type Candidate, candidateOf } from '../store/candidate.js';
import { loaderOf, type PlanNamed } from '../store/load-plan.js';
import type { Refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';
import { documentOfCompiled } from './draft-links.js';

export type CompileOutcome =
  | {
      readonly kind: 'compiled';
      readonly document: RevisionDocument;
      readonly compiled: Compiled;
      /** Refs printed as "No update received". */
      readonly silent: readonly string[];
      /** Whether the executive lead must sign exactly these words before a revision can be made of them. */
      readonly awaitsSignature: boolean;
    }
  | Refused;

export interface CompileInput extends PlanNamed {
  /** Key of the person, or "system". */
  readonly by: string;
}

/**
 * Compiles a draft of the next revision: the published plan with one more dated column from the cycle's answers. It is
 * kept under a number with the update ids that it took, and changes nothing else.
 */
export function makeCompileRevision(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: CompileInput, now: Instant): Promise<CompileOutcome> => {
    const { by } = input;
    const operation = deps.newId();
    const load = loaderOf(deps.stores, input);
    return retryOnConflict(sayBusy, async () => {
      const loaded = await load();
      if (loaded.kind === 'refused') return loaded;
      const outcome = await candidateOf(loaded);
      if (outcome.kind === 'refused') return outcome;
      const { candidate } = outcome;
      const { store, head, etag } = loaded;
      const compiled = await compiledOf(candidate, {
        id: deps.newId(),
        number: head.drafts.length + 1,
        at: now,
        by,
      });
      // under an id that nobody reads until the head names it
      const records = [await store.writeCompiled(compiled), ...linksSeen(candidate)];
      const next: PlanHead = { ...head, drafts: [...head.drafts, compiled.id] };
      const history = { ...madeEntry('compiled a draft', 'draft', candidate, compiled), records };
      if ((await store.writeHead(next, etag, [history], operation)) === 'conflict') return 'conflict';
      const document = documentOfCompiled(compiled, next);
      const signature = signatureInForce(candidate.hash, candidate.decisions);
      const awaitsSignature = head.settings.signOff === 'executive' && signature === null;
      return { kind: 'compiled', compiled, silent: candidate.silent, awaitsSignature, document };
    });
  };
}

/** What is kept of a candidate once it is compiled. */
export async function compiledOf(
  candidate: Candidate,
  made: Pick<Compiled, 'id' | 'number' | 'at' | 'by'>,
): Promise<Compiled> {
  const { plan, cycle, takes, silent, hash, published } = candidate;
  const promises = await promisesSince(plan.store, plan.head, cycle, published);
  return { ...made, cycle: cycle.id, takes, silent, hash, published, promises };
}

/** The newest links of the rows' own chains, so that the plan's chain, and the seal of a revision, vouch for them too. */
function linksSeen({ decks }: Candidate) {
  return decks.flatMap(({ items }) =>
    items.flatMap(({ value, tip }) => (tip.seq === 0 ? [] : [linkRecord(value.requirement, tip)])),
  );
}

/** The line in the plan's history. */
export function madeEntry(what: string, kind: 'draft' | 'revision', { cycle }: Candidate, compiled: Compiled) {
  const { by, at, number, hash } = compiled;
  return { who: by, at, what, about: cycle.revision, old: null, new: `${kind} ${number}, sha256 ${hash}` };
}
