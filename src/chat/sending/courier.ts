import type { Courier } from '../../app/sending/courier.js';
import { closedMessage, nextMessage } from '../asking/deck-messages.js';
import { FOLDED } from '../asking/show-deck.js';
import type { Messenger } from '../messenger.js';
import { newsMessage } from './news-messages.js';

/** Above a card that is drawn anew by itself. */
const WORDS_REMOVED = 'Some words were removed from what this card shows. Your answers are as they were.';

/** The courier over a messenger. */
export function makeCourier(deps: { readonly messenger: Messenger; readonly cardKey: () => Promise<string> }): Courier {
  const { messenger, cardKey } = deps;
  return {
    open: (to, via) => messenger.open(to, via),
    async draw(news) {
      const message = newsMessage(news, await cardKey());
      return { sendTo: (to) => messenger.send(to, message) };
    },
    close: async (to, activityId, ask) =>
      messenger.update(to, activityId, closedMessage({ ...ask, cardKey: await cardKey() })),
    redraw: async (to, activityId, ask) => {
      const about = { ...ask, cardKey: await cardKey() };
      return messenger.update(to, activityId, nextMessage(about, WORDS_REMOVED));
    },
    fold: (to, activityId) => messenger.update(to, activityId, FOLDED),
  };
}
