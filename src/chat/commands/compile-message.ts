import type { Who } from '../../app/people/who.js';
import type { CompileOutcome, makeCompileRevision } from '../../app/publishing/compile-revision.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import type { Compiled, Stores } from '../../app/store/stores.js';
import { type Instant, longDate } from '../../domain/calendar/civil-date.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { counted } from '../../domain/text/counted.js';
import { listed } from '../asking/deck-messages.js';
import type { LinksTo } from '../links-to.js';
import type { Message } from '../messages.js';
import { notice } from '../turn.js';
import { planNamed } from './changes/shown-first.js';

/** What `/compile` needs. */
export interface CompileDeps {
  readonly stores: Stores;
  readonly compileRevision: ReturnType<typeof makeCompileRevision>;
  readonly linksTo: LinksTo;
}

/** Compiles a draft, and says what is in it, with links to the files. */
export async function compileMessage(
  deps: CompileDeps,
  picture: PlanPicture,
  who: Who,
  rest: string,
  now: Instant,
): Promise<Message> {
  if (rest.trim() !== '') {
    const last = picture.head.settings.signOff === 'executive' ? ' once its executive lead has signed it' : '';
    return notice('Not compiled', [`Write /compile for a draft, or /compile final to make the revision${last}.`]);
  }
  const { plan: loaded } = picture;
  const plan = picture.head.plan.id;
  const by = (await deps.stores.person(who.tenant, who.person).record())?.value.whoKey ?? 'unknown';
  const outcome = await deps.compileRevision({ tenant: who.tenant, plan, loaded, by }, now);
  if (outcome.kind === 'refused') return notice('Not compiled', [outcome.reason]);
  const { compiled, document } = outcome;
  const { cycle } = picture.head;
  const isClosed = cycle !== null && timingOf(picture.day, cycle) === 'afterClose';
  return {
    kind: 'notice',
    notice: {
      heading: `Draft ${compiled.number} of the revision of ${longDate(document.date)}`,
      paragraphs: [planNamed(picture.head.plan), ...compileParagraphs(outcome, isClosed)],
      commands: [
        ...(outcome.awaitsSignature
          ? [{ title: 'Send it to be signed', text: `/present ${plan} ${compiled.number}` }]
          : []),
        { title: 'What must be decided', text: `/review ${plan}` },
        { title: 'Show status', text: '/status' },
      ],
      links: await deps.linksTo(who.tenant, plan, compiled.id),
    },
  };
}

/** "/compile final", and as the command line has it. */
export function isFinal(rest: string): boolean {
  return /^-{0,2}final$/i.test(rest.trim());
}

/** How many answers a draft or a revision took, and where it says that none came. */
export function whatIsIn({ takes, silent }: Compiled): string {
  const took = `${counted(takes.length, 'answer')} ${takes.length === 1 ? 'is' : 'are'} in it.`;
  if (silent.length === 0) return took;
  return `${took} "No update received" is printed for ${counted(silent.length, 'requirement')}: ${listed(silent)}.`;
}

function compileParagraphs(
  outcome: Extract<CompileOutcome, { kind: 'compiled' }>,
  isClosed: boolean,
): readonly string[] {
  const { compiled, awaitsSignature } = outcome;
  const answers = isClosed
    ? 'The quarter is closed: an answer that comes now is kept for the next revision. Only an answer to a question of the review, or a corrected wording, makes the draft out of date: compile again then.'
    : 'An answer that comes now makes it out of date: compile again.';
  const next = `It is a draft and marked so. ${answers} ${
    awaitsSignature
      ? 'Before it can be the revision, its executive lead signs it: write /review for what must be decided first, then /present to send it.'
      : 'To make the revision, write /compile final.'
  }`;
  return [whatIsIn(compiled), next, 'The links below work for 30 minutes.'];
}
