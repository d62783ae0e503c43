import type { CommitmentInput } from '../commitments/commitment-reply.js';
import type { Status } from '../plan/plan.js';

/** What stood in the inputs of a requirement when a button was pressed. */
export interface TypedWords {
  readonly status: Status | '';
  readonly text: string;
  readonly evidence: string;
  /** The reason for handing it over. */
  readonly note: string;
  readonly promises: readonly CommitmentInput[];
}

/** What somebody has entered and not submitted: it stands in the inputs again, and is never published. */
export interface KeptWords extends TypedWords {
  /** Another one after every change, so that a card can say which words it showed. */
  readonly id: string;
  /** Entra object id of the only one to whom they are shown, whoever answers the requirement meanwhile. */
  readonly person: string;
}
