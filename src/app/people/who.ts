import type { ConversationReference } from '../store/ports.js';

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
