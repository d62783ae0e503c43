import type { Who } from '../../../app/people/who.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import type { Action } from '../../../domain/people/authority.js';
import { fingerprintOf, shownAsText } from '../../../domain/text/fingerprint.js';
import { UNSEEN_LEFT_OUT, withoutUnseen } from '../../../domain/text/unseen-letters.js';
import { signCard } from '../../deck/card-signature.js';
import type { DateInput, Message, StatusButton, TextInput } from '../../messages.js';
import { type Click, notice } from '../../turn.js';
import type { ShownFirst } from './shown-first.js';

/** What somebody asked to change in a plan, as typed behind the command and as entered into the card. */
export interface Asked {
  readonly who: Who;
  readonly picture: PlanPicture;
  readonly argument: string;
  /** What was entered into the card that showed it; empty where no card did. */
  readonly inputs: Click['inputs'];
  readonly now: Instant;
}

/** What the change would do, to be read first; or why it cannot be made. */
export type Proposal =
  | { readonly kind: 'refused'; readonly message: Message }
  | {
      readonly kind: 'ready';
      readonly shown: ShownFirst;
      /** What stands beside it and is not confirmed: how far one has come, say. */
      readonly aside?: readonly string[];
      /** Dates that can be moved on the card. */
      readonly dates?: readonly DateInput[];
      /** Boxes to write in on the card: whoever presses has their own words in sight. */
      readonly texts?: readonly TextInput[];
      /** What must be written first, as a sentence; absent where nothing is missing. */
      readonly missing?: string | undefined;
      /** Other ways on from here, before the hints. */
      readonly others?: readonly StatusButton[];
      /** Absent: /status. */
      readonly hints?: readonly string[];
      /** What the button carries: the argument with what was entered since. */
      readonly argument: string;
      /** The title of the button that does it. */
      readonly button: string;
      readonly apply: () => Promise<Answered>;
    };

/** What there is to say; `done`: what was asked for is so now, else nothing was changed. */
export interface Answered {
  readonly done: boolean;
  readonly message: Message;
}

/** Something that a lead changes from the chat: shown first, and done when exactly that is confirmed. */
export interface Change {
  readonly action: Action;
  /** Follows "Only the portfolio lead can", or whoever else may. */
  readonly what: string;
  readonly propose: (asked: Asked) => Promise<Proposal>;
}

/** More than this behind a command stands on no button. */
export const LONGEST_ARGUMENT = 1_000;

/**
 * Makes the change that was confirmed; without a confirmation (null), or with one of something else, shows it. What is
 * confirmed is what was read: the fingerprint covers every word of the card.
 */
export async function changeSaid(
  deps: { readonly cardKey: () => Promise<string> },
  name: string,
  change: Change,
  typed: Asked,
  confirmed: string | null,
): Promise<Answered> {
  if (typed.argument.length > LONGEST_ARGUMENT) return { done: false, message: tooLong(typed.argument) };
  const asked = { ...typed, argument: withoutUnseen(typed.argument), inputs: seenInputs(typed.inputs) };
  const isLess = JSON.stringify([asked.argument, asked.inputs]) !== JSON.stringify([typed.argument, typed.inputs]);
  const proposal = await change.propose(asked);
  if (proposal.kind === 'refused') return { done: false, message: proposal.message };
  const { shown, argument, button, missing, apply } = proposal;
  const fingerprint = fingerprintOf([name, argument, shown]);
  if (confirmed === fingerprint && missing === undefined) return apply();
  const { who, picture, now } = asked;
  const { plan, cycle } = picture.head;
  const context = signCard(await deps.cardKey(), who.person, {
    tenant: who.tenant,
    plan: plan.id,
    cycle: cycle?.id ?? '',
    ask: name,
    ref: '',
    basedOn: shownAsText({ fingerprint, at: now }),
    argument,
  });
  const changed = confirmed !== null && confirmed !== fingerprint && argument === asked.argument;
  const confirm: StatusButton = { kind: 'confirm', title: button, verb: 'confirm', context };
  const { aside = [], dates, texts, others = [], hints = ['/status'] } = proposal;
  const news = confirmed === fingerprint && missing !== undefined ? [missing] : [];
  const sentences = [...news, ...(isLess ? [UNSEEN_LEFT_OUT] : []), ...aside, ...shown.sentences];
  const card = { changed, dates, texts, buttons: [confirm, ...others], hints };
  return { done: false, message: shownMessage({ ...shown, sentences }, card) };
}

/** What was entered, without letters that nobody can see. */
function seenInputs(inputs: Asked['inputs']): Asked['inputs'] {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, withoutUnseen(value ?? '')]));
}

/** A card that shows something before it is done. `changed`: it is no longer what was confirmed. */
export function shownMessage(
  { title, sentences, groups }: ShownFirst,
  card: {
    readonly changed: boolean;
    readonly buttons: readonly StatusButton[];
    readonly hints: readonly string[];
    readonly dates?: readonly DateInput[] | undefined;
    readonly texts?: readonly TextInput[] | undefined;
  },
): Message {
  const { changed, buttons, hints, dates = [], texts = [] } = card;
  const news = changed ? ['Something changed since you were asked, so nothing was done. It stands like this now.'] : [];
  const summary = [...news, ...sentences].join('\n');
  return {
    kind: 'status',
    status: { title, summary, replies: [], deadlines: [], groups, dates, texts, buttons, hints },
  };
}

/** A change that cannot be made, and why. */
export function cannot(heading: string, paragraphs: readonly string[], commands: readonly string[] = []): Proposal {
  return { kind: 'refused', message: notice(heading, paragraphs, commands) };
}

function tooLong(argument: string): Message {
  return notice('Nothing was changed', [
    `A command can have ${LONGEST_ARGUMENT.toLocaleString('en-GB')} letters, and this one has ${argument.length.toLocaleString('en-GB')}. Please say it in fewer words:`,
    argument,
  ]);
}
