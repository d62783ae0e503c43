import type { CompileOutcome, makeCompileRevision } from '../../app/publishing/compile-revision.js';
import type { PlanPicture } from '../../app/standing/see-status.js';
import type { Stores } from '../../app/store/stores.js';
import { type Instant, longDate } from '../../domain/calendar/civil-date.js';
import { listed } from '../asking/deck-messages.js';
import type { Message } from '../messages.js';
import { notice, type Who } from '../turn.js';

/** What `/compile` needs. */
export interface CompileDeps {
  readonly stores: Stores;
  readonly compileRevision: ReturnType<typeof makeCompileRevision>;
  /** Links to a compiled document, one a format. */
  readonly linksTo: (
    tenant: string,
    plan: string,
    compiled: string,
  ) => Promise<readonly { readonly title: string; readonly url: string }[]>;
}

/** Compiles a draft or makes the revision, and says what is in it, with links to the files. */
export async function compileMessage(
  deps: CompileDeps,
  picture: PlanPicture,
  who: Who,
  rest: string,
  now: Instant,
): Promise<Message> {
  const final = isFinal(rest);
  if (rest.trim() !== '' && !final) {
    const last = picture.head.settings.signOff === 'executive' ? ' once its executive lead has signed it' : '';
    return notice('Not compiled', [`Write /compile for a draft, or /compile final to make the revision${last}.`]);
  }
  const plan = picture.head.plan.id;
  const by = (await deps.stores.person(who.tenant, who.person).record())?.value;
  const outcome = await deps.compileRevision(
    { tenant: who.tenant, plan, final, by: by?.whoKey ?? 'unknown', byName: by?.name ?? (who.name || null) },
    now,
  );
  if (outcome.kind === 'refused') return notice('Not compiled', [outcome.reason]);
  const links = await deps.linksTo(who.tenant, plan, outcome.compiled.id);
  const heading = final
    ? `The revision of ${longDate(outcome.document.date)} is made`
    : `Draft ${outcome.compiled.number} of the revision of ${longDate(outcome.document.date)}`;
  return {
    kind: 'notice',
    notice: {
      heading,
      paragraphs: compileParagraphs(outcome),
      commands: [{ title: 'Show status', text: '/status' }],
      links,
    },
  };
}

/** "/compile final", and as the command line has it. */
export function isFinal(rest: string): boolean {
  return /^-{0,2}final$/i.test(rest.trim());
}

function compileParagraphs(outcome: Extract<CompileOutcome, { kind: 'compiled' }>): readonly string[] {
  const { compiled, silent, final, awaitsSignature } = outcome;
  const took = compiled.takes.length === 1 ? '1 answer is in it.' : `${compiled.takes.length} answers are in it.`;
  const silence =
    silent.length === 0
      ? ''
      : ` "No update received" is printed for ${silent.length} ${silent.length === 1 ? 'requirement' : 'requirements'}: ${listed(silent)}.`;
  const next = final
    ? 'It cannot change any more. Open the next cycle when you are ready.'
    : `It is a draft and marked so. An answer that comes now makes it out of date: compile again. ${
        awaitsSignature
          ? `Before it can be the revision, its executive lead signs it: have it reviewed and checked, then "quarterdeck sign --draft ${compiled.number}".`
          : 'To make the revision, write /compile final.'
      }`;
  return [`${took}${silence}`, next, 'The links below work for 30 minutes.'];
}
