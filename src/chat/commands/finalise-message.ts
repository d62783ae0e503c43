import type { makeCloseCycle } from '../../app/asking/close-cycle.js';
import type { Who } from '../../app/people/who.js';
import type { FinaliseOutcome, makeFinaliseRevision } from '../../app/publishing/finalise-revision.js';
import type { LoadedPlan } from '../../app/store/load-plan.js';
import { type Instant, longDate } from '../../domain/calendar/civil-date.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { Plan } from '../../domain/plan/plan.js';
import { type Shown, shownAsText } from '../../domain/text/fingerprint.js';
import { signCard } from '../deck/card-signature.js';
import type { Message, StatusButton, Verb } from '../messages.js';
import { notice } from '../turn.js';
import { byOf } from './changes/by-whom.js';
import { type Answered, shownMessage } from './changes/change.js';
import { closingShown, finalisingShown, planNamed } from './changes/shown-first.js';
import { type CompileDeps, whatIsIn } from './compile-message.js';

/** What closing a quarter and making its revision need. */
export interface FinaliseDeps extends Pick<CompileDeps, 'stores' | 'linksTo'> {
  readonly cardKey: () => Promise<string>;
  readonly closeCycle: ReturnType<typeof makeCloseCycle>;
  readonly finaliseRevision: ReturnType<typeof makeFinaliseRevision>;
}

/** Makes the revision that the lead confirmed; without a confirmation (null), or with one of something else, it is shown. */
export async function finaliseSaid(
  deps: FinaliseDeps,
  who: Who,
  loaded: LoadedPlan,
  confirmed: string | null,
  now: Instant,
): Promise<Answered> {
  const { tenant, person } = who;
  const plan = loaded.head.plan.id;
  const lead = (await deps.stores.person(tenant, person).record())?.value;
  const by = { by: lead?.whoKey ?? 'unknown', byName: lead?.name ?? (who.name || null) };
  const outcome = await deps.finaliseRevision({ tenant, plan, loaded, ...by, confirmed }, now);
  switch (outcome.kind) {
    case 'refused':
      return { done: false, message: notice('Not made', [outcome.reason]) };
    case 'made':
      return {
        done: true,
        message: madeMessage(loaded.head.plan, outcome, await deps.linksTo(tenant, plan, outcome.compiled.id)),
      };
    case 'shown': {
      const { head, finalising, changed } = outcome;
      const { cycle, fingerprint, against } = finalising;
      const isOpen = against.some((reason) => reason.kind === 'cycleOpen');
      const about = { who, plan, cycle, verb: 'finalise', shown: { fingerprint, at: now } } as const;
      const title = `Make it final: ${longDate(cycle.revision)}`;
      const buttons: readonly StatusButton[] = [
        ...(against.length === 0 ? [await confirmButton(deps, about, title)] : []),
        ...(isOpen ? [{ kind: 'command', title: 'See what closing does', text: `/close ${plan}` } as const] : []),
      ];
      const shown = finalisingShown(finalising, head);
      return { done: false, message: shownMessage(shown, { changed, buttons, hints: ['/status', '/compile'] }) };
    }
  }
}

/** Closes the quarter as the lead confirmed it; without a confirmation (null), or with one of something else, it is shown. */
export async function closeSaid(
  deps: FinaliseDeps,
  who: Who,
  loaded: LoadedPlan,
  confirmed: string | null,
  now: Instant,
): Promise<Answered> {
  const { tenant } = who;
  const plan = loaded.head.plan.id;
  const by = await byOf(deps.stores, who);
  const outcome = await deps.closeCycle({ tenant, plan, loaded, by, confirmed }, now);
  switch (outcome.kind) {
    case 'refused':
      return { done: false, message: notice('Nothing was closed', [outcome.reason], ['/status']) };
    case 'closed':
    case 'already':
      return { done: true, message: closedMessage(loaded.head.plan, outcome.cycle) };
    case 'shown': {
      const { head, closing, changed } = outcome;
      const { cycle, fingerprint } = closing;
      const about = { who, plan, cycle, verb: 'close', shown: { fingerprint, at: now } } as const;
      const buttons = [await confirmButton(deps, about, 'Close the quarter now')];
      return {
        done: false,
        message: shownMessage(closingShown(closing, head), { changed, buttons, hints: ['/status'] }),
      };
    }
  }
}

/** Carries what was shown and when, signed for the one person who was shown it. */
async function confirmButton(
  deps: FinaliseDeps,
  about: {
    readonly who: Who;
    readonly plan: string;
    readonly cycle: Cycle;
    readonly verb: Extract<Verb, 'close' | 'finalise'>;
    readonly shown: Shown;
  },
  title: string,
): Promise<StatusButton> {
  const { who, plan, cycle, verb, shown } = about;
  const unsigned = { tenant: who.tenant, plan, cycle: cycle.id, ask: verb, ref: '', basedOn: shownAsText(shown) };
  return { kind: 'confirm', title, verb, context: signCard(await deps.cardKey(), who.person, unsigned) };
}

function madeMessage(
  plan: Plan,
  { document, compiled, already }: Extract<FinaliseOutcome, { kind: 'made' }>,
  links: readonly { readonly title: string; readonly url: string }[],
): Message {
  return {
    kind: 'notice',
    notice: {
      heading: `The revision of ${longDate(document.date)} is made`,
      paragraphs: [
        planNamed(plan),
        `${already ? 'It was made before. ' : ''}${whatIsIn(compiled)}`,
        'It cannot change any more. It is not public yet: put it on the website, and record where with /published.',
        'The links below work for 30 minutes.',
      ],
      commands: [
        { title: 'Show status', text: '/status' },
        { title: 'Files for the website', text: `/publish ${plan.id}` },
        { title: 'Open the next quarter', text: `/open ${plan.id}` },
      ],
      links,
    },
  };
}

function closedMessage(plan: Plan, cycle: Cycle): Message {
  return {
    kind: 'notice',
    notice: {
      heading: 'The quarter is closed',
      paragraphs: [
        planNamed(plan),
        `No answer counts any more for the revision of ${longDate(cycle.revision)}; what comes now is kept for the next one.`,
        'The revision is not made yet. Write /compile for a draft, or /compile final to see what making it would do.',
      ],
      commands: [
        { title: 'Show status', text: '/status' },
        { title: 'Compile a draft', text: `/compile ${plan.id}` },
      ],
      links: [],
    },
  };
}
