import type { ConversationReference, TeamReference } from '../../../app/store/ports.js';
import type { Message } from '../../../chat/messages.js';
import type { Click } from './click.js';
import type { CommandName } from './commands.js';

/** Who is speaking, as the channel says; never what a card or a text claims. */
export interface Who {
  /** Entra tenant id, lower case; one of those allowed. */
  readonly tenant: string;
  /** Entra object id, lower case. */
  readonly person: string;
  /** The display name, for greetings only; may be empty. */
  readonly name: string;
  /** Their own chat with the bot. */
  readonly reference: ConversationReference;
}

export interface Command {
  readonly name: CommandName;
  /** Single spaces, the case that was typed; empty when there is none. */
  readonly argument: string;
}

/** The app came to a person or left them. One install can raise it twice. */
export type SignOfLife = { readonly kind: 'installed' } | { readonly kind: 'uninstalled' };

/** The app came to a team or left it, or somebody else did. */
export interface TeamEvent {
  readonly kind: 'added' | 'removed' | 'membersChanged';
}

/**
 * What to say back. A handler's promise resolves once all that must last is committed; the HTTP
 * answer is given then, and only after it the replies are sent in order and `after` is run.
 */
export interface Handled {
  readonly replies: readonly Message[];
  readonly after?: () => Promise<void>;
  /** The error of a turn that failed: the channel is told so, and the replies are sent all the same. */
  readonly failure?: unknown;
}

/** What the bot does with a turn. A rejected promise is a defect: nothing was committed, HTTP 500. */
export interface Handlers {
  onCommand(who: Who, command: Command): Promise<Handled>;
  onClick(who: Who, click: Click): Promise<Handled>;
  onText(who: Who, text: string): Promise<Handled>;
  onSignOfLife(who: Who, event: SignOfLife): Promise<Handled>;
  /** Nothing is ever said in a team: there are no replies. */
  onTeam(team: TeamReference, event: TeamEvent): Promise<Handled>;
}
