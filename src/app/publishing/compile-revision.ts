import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { hashOf } from '../../domain/publishing/compile.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import type { Signed } from '../../domain/reviewing/decision.js';
import { signatureInForce } from '../../domain/reviewing/sign-off.js';
import { makeCloseCycle } from '../asking/close-cycle.js';
import { tellAsksOfCycle } from '../asking/place-asks.js';
import { promisesSince } from '../commitments/promises-since.js';
import { BUSY, MOST_TRIES, type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';
import { compileWith } from './candidate.js';
import { documentOfCompiled } from './draft-links.js';

export type CompileOutcome =
  | {
      readonly kind: 'compiled';
      readonly final: boolean;
      readonly document: RevisionDocument;
      readonly compiled: Compiled;
      /** Refs printed as "No update received". */
      readonly silent: readonly string[];
      /** Whether the executive lead must sign exactly these words before a revision can be made of them. */
      readonly awaitsSignature: boolean;
    }
  | Refused;

export interface CompileInput {
  readonly tenant: string;
  readonly plan: string;
  readonly final: boolean;
  /** Key of the person, or "system", and the name to print on a revision (null: none). */
  readonly by: string;
  readonly byName: string | null;
}

/**
 * Compiles the next revision: the published plan with one more dated column from the cycle's answers. A draft is kept
 * under a number with the update ids it took; `final` makes the revision, which never changes, and ends the cycle.
 * Where the plan's settings ask for the executive's sign-off, `final` needs a signature over exactly these words.
 */
export function makeCompileRevision(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: CompileInput, now: Instant): Promise<CompileOutcome> => {
    const store = deps.stores.plan(input.tenant, input.plan);
    const operation = deps.newId();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const held = await store.head();
      if (held === null) return refused(`There is no plan "${input.plan}".`);
      const head = held.value;
      const { cycle } = head;
      if (cycle === null) {
        return refused(`The plan "${input.plan}" has no cycle yet, so there is nothing to compile. Open one first.`);
      }
      if (cycle.state === 'revised') {
        return refused(`The revision of ${cycle.revision} is made and cannot change. Open the next cycle first.`);
      }
      const before = await store.published(head.generation);
      const items = (await store.decks(cycle.id)).flatMap((deck) => deck.items.map((item) => item.value));
      const decisions = await store.decisions(cycle.id);
      const { published, takes, silent } = compileWith(before, items, cycle, decisions);
      const hash = hashOf(published);
      const signature = signatureInForce(hash, decisions);
      const awaitsSignature = head.settings.signOff === 'executive' && signature === null;
      if (input.final && awaitsSignature) return NOT_SIGNED;
      if (input.final && cycle.state === 'open') {
        // from here on replies are kept for the next cycle; one that slips in between is carried over by `openCycle`
        const closed = await makeCloseCycle(deps)(input.tenant, input.plan, input.by, now);
        if (closed.kind === 'refused') return closed;
        continue;
      }
      const kind = input.final ? 'revision' : 'draft';
      const number = (input.final ? head.revisions : head.drafts).length + 1;
      const compiled: Compiled = {
        id: deps.newId(),
        number,
        at: now,
        by: input.by,
        cycle: cycle.id,
        takes,
        silent,
        hash,
        published,
        promises: await promisesSince(store, head, cycle, published),
        ...(input.final ? { signed: signedAs(head, signature, input, now) } : {}),
      };
      // under an id that nobody reads until the head names it
      await store.writeCompiled(compiled);
      const history = {
        who: input.by,
        at: now,
        what: input.final ? 'made the revision' : 'compiled a draft',
        about: cycle.revision,
        old: null,
        new: `${kind} ${number}, sha256 ${compiled.hash}`,
      };
      const revised: Cycle = { ...cycle, state: 'revised' };
      const generation = input.final ? deps.newId() : head.generation;
      if (input.final) await store.writePublished(generation, published);
      const next: PlanHead = input.final
        ? {
            ...head,
            generation,
            cycle: revised,
            revisions: [...head.revisions, compiled.id],
            basis: head.basis ?? head.generation,
          }
        : { ...head, drafts: [...head.drafts, compiled.id] };
      if ((await store.writeHead(next, held.etag, [history], operation)) === 'conflict') continue;
      if (input.final) await tellAsksOfCycle(store, deps.newId, revised);
      const document = documentOfCompiled(compiled, next);
      return { kind: 'compiled', final: input.final, compiled, silent, awaitsSignature, document };
    }
    return BUSY;
  };
}

const NOT_SIGNED = refused(
  'This plan is signed by its executive lead, and no signature is in force over these words: they were not signed, were returned, or something changed since. Compile a draft, and have it signed with "quarterdeck sign".',
);

/** Whose name a revision carries: the signature over its words, else the lead who made it. */
function signedAs(head: PlanHead, signature: Signed | null, input: CompileInput, now: Instant): Compiled['signed'] {
  return head.settings.signOff === 'executive' && signature !== null
    ? { by: signature.byName, at: signature.at }
    : { by: input.byName, at: now };
}
