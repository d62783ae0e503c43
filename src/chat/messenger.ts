import type { Chats, ConversationReference, SendOutcome, UpdateOutcome } from '../app/store/ports.js';
import type { Message } from './messages.js';

/** Sends and changes messages in a person's chat. Never throws for what the Connector answers. */
export interface Messenger extends Chats {
  send(to: ConversationReference, message: Message): Promise<SendOutcome>;
  update(to: ConversationReference, activityId: string, message: Message): Promise<UpdateOutcome>;
}
