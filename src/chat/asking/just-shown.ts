import type { ConversationReference } from '../../app/store/ports.js';
import { LEAST_TO_READ_MS } from '../../domain/text/fingerprint.js';
import { signedAsShown } from '../deck/card-signature.js';
import type { Message } from '../messages.js';
import type { Messenger } from '../messenger.js';
import type { Click } from '../turn.js';

/** A press that was not taken may be delivered once more, and the card that it came from is another by then. */
const REPEATED_WITHIN_MS = 30_000;
/** A change that hangs says nothing of when the card was seen, and must not hold its reader up for longer. */
const LONGEST_CHANGE_MS = 5_000;

/** Knows which cards have only just changed under somebody's finger. */
export interface JustShown {
  /** The same messenger; what it shows is known afterwards. */
  watched(messenger: Messenger): Messenger;
  /** Whether the card that was pressed, as it was drawn for that press, was shown less than a second ago. */
  has(person: string, click: Pick<Click, 'context'>): boolean;
}

/**
 * Two measures, because no one is enough. The process that changed a card knows when the change was over, by a clock that
 * nobody sets. The card itself carries when it was sent, by the machine's clock: so another process knows it too, after
 * a restart as well, and a copy that is pressed is judged by its own age. It is signed with
 * each button, so it can be neither changed nor left out. A clock that was set back makes no card look young for longer than a second.
 */
export function makeJustShown(
  time: { wallClock(): number; steadyMs(): number },
  cardKey: () => Promise<string>,
): JustShown {
  const changes = new Map<string, Change>();

  const isUnread = ({ began, ended, hasty }: Change): boolean => {
    const now = time.steadyMs();
    if (hasty !== null) return now - hasty < REPEATED_WITHIN_MS;
    return ended === null ? now - began < LONGEST_CHANGE_MS : now - ended < LEAST_TO_READ_MS;
  };
  const showing = async <T>(
    { person }: ConversationReference,
    message: Message,
    show: (message: Message) => Promise<T>,
  ): Promise<T> => {
    const signing = await cardKey();
    const shownAt = time.wallClock();
    const shown = signedAsShown(signing, person, message, shownAt);
    const key = keyOf(person, shownAt);
    for (const [old, change] of changes) if (change.ended !== null && !isUnread(change)) changes.delete(old);
    const began = time.steadyMs();
    changes.set(key, { began, ended: null, hasty: null });
    try {
      return await show(shown);
    } finally {
      changes.set(key, { began, hasty: null, ...changes.get(key), ended: time.steadyMs() });
    }
  };

  return {
    watched: (messenger) => ({
      open: (to, via) => messenger.open(to, via),
      send: (to, message) => showing(to, message, (shown) => messenger.send(to, shown)),
      update: (to, activityId, message) => showing(to, message, (shown) => messenger.update(to, activityId, shown)),
    }),
    has(person, { context: { shownAt } }) {
      if (shownAt === undefined) return false;
      const key = keyOf(person, shownAt);
      const change = changes.get(key);
      const isYoung = Math.abs(time.wallClock() - shownAt) < LEAST_TO_READ_MS;
      if (!isYoung && (change === undefined || !isUnread(change))) return false;
      const now = time.steadyMs();
      changes.set(key, { began: now, ended: now, ...change, hasty: change?.hasty ?? now });
      return true;
    },
  };
}

interface Change {
  readonly began: number;
  readonly ended: number | null;
  /** When a press came too soon; null when none did. */
  readonly hasty: number | null;
}

function keyOf(person: string, shownAt: number): string {
  return `${person} ${shownAt}`;
}
