import type { CommitmentInput } from '../domain/commitments/commitment-reply.js';
import type { CardContext, Message, Verb } from './messages.js';

/** What somebody pressed. The context is the client's word until its signature is checked. */
export interface ClickSaid {
  readonly context: CardContext;
  readonly verb: Verb;
  readonly inputs: {
    readonly status?: string;
    readonly text?: string;
    readonly evidence?: string;
    readonly until?: string;
    readonly person?: string;
    readonly note?: string;
  };
  /** Id of the kept words that the card showed in its inputs; absent where it showed none. */
  readonly shown?: string | undefined;
  /** When the card was sent, in milliseconds of the machine's clock; absent on a card that does not say so. */
  readonly shownAt?: number | undefined;
  /** The ref whose answer brought the card; absent where none did. */
  readonly follows?: string | undefined;
  /** Whether the card asked which was meant. */
  readonly which?: true | undefined;
  /** The ref whose inputs these are, where the button is about another one. */
  readonly row?: string | undefined;
  /** What stood in the inputs about promises; absent on a card without any. */
  readonly promises?: readonly CommitmentInput[];
  /** The message whose button was pressed, where the client says so. */
  readonly activityId: string | null;
}

/**
 * What to say back. The promise of it resolves once all that must last is committed; the channel is answered then, and
 * only after that the replies are sent in order and `after` is run.
 */
export interface Said {
  readonly replies: readonly Message[];
  readonly after?: () => Promise<void>;
  /** The error of a turn that failed: the channel is told so, and the replies are sent all the same. */
  readonly failure?: unknown;
}

/** A turn that is answered with a short notice. */
export function notice(heading: string, paragraphs: readonly string[], commands: readonly string[] = []): Message {
  return {
    kind: 'notice',
    notice: { heading, paragraphs, commands: commands.map((text) => ({ title: text, text })), links: [] },
  };
}

/** Said to somebody who has no part in any plan. */
export const NOTHING_FOR_YOU: Message = notice('Hello', [
  'Quarterdeck asks the owners of an action plan for their updates. Nothing is asked of you at the moment.',
  'If you expected something, please ask the portfolio lead of the plan.',
]);
