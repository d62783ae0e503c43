import type { Chats, ConversationReference, SendOutcome, UpdateOutcome } from '../store/ports.js';
import type { AskDue, News } from './news.js';

/** Brings news to people. How it reads is decided on the other side. */
export interface Courier extends Chats {
  /** Draws what is to be said; nothing is sent yet. */
  draw(news: News): Promise<Letter>;
  /** Turns the card of a quarter that is over into one that says so, without anything to fill in. */
  close(to: ConversationReference, activityId: string, ask: AskDue): Promise<UpdateOutcome>;
  /** Draws the card of an open quarter anew, as what it shows stands now. */
  redraw(to: ConversationReference, activityId: string, ask: AskDue): Promise<UpdateOutcome>;
  /** Folds a card that a newer one replaced. */
  fold(to: ConversationReference, activityId: string): Promise<UpdateOutcome>;
}

/** News that is drawn. */
export interface Letter {
  sendTo(to: ConversationReference): Promise<SendOutcome>;
}
