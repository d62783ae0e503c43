import { LEAST_TO_READ_MS } from '../../domain/text/fingerprint.js';
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
  has(click: Pick<Click, 'context' | 'shownAt'>): boolean;
}

/**
 * Two measures, because no one is enough. The process that changed a card knows when the change was over, by a clock that
 * nobody sets. The card itself carries when it was sent, by the machine's clock: so another process knows it too, after
 * a restart as well, and a copy that is pressed is judged by its own age. What it carries is not signed: whoever changed
 * it would only press their own button sooner. A clock that was set back makes no card look young for longer than a second.
 */
export function makeJustShown(time: { wallClock(): number; steadyMs(): number }): JustShown {
  const changes = new Map<string, Change>();

  const isUnread = ({ began, ended, hasty }: Change): boolean => {
    const now = time.steadyMs();
    if (hasty !== null) return now - hasty < REPEATED_WITHIN_MS;
    return ended === null ? now - began < LONGEST_CHANGE_MS : now - ended < LEAST_TO_READ_MS;
  };
  const showing = async <T>(message: Message, show: (message: Message) => Promise<T>): Promise<T> => {
    const shownAt = time.wallClock();
    const { context, shown } = timed(message, shownAt);
    if (context === null) return show(message);
    const key = keyOf(context, shownAt);
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
      send: (to, message) => showing(message, (shown) => messenger.send(to, shown)),
      update: (to, activityId, message) => showing(message, (shown) => messenger.update(to, activityId, shown)),
    }),
    has({ context, shownAt }) {
      if (shownAt === undefined) return false;
      const key = keyOf(context, shownAt);
      const change = changes.get(key);
      const isYoung = Math.abs(time.wallClock() - shownAt) < LEAST_TO_READ_MS;
      if (!isYoung && (change === undefined || !isUnread(change))) return false;
      const now = time.steadyMs();
      changes.set(key, { began: now, ended: now, ...change, hasty: change?.hasty ?? now });
      return true;
    },
  };
}

/** A card that does something with one tap, with when it is shown; its context, or null for any other message. */
function timed(
  shown: Message,
  shownAt: number,
): { readonly context: Click['context'] | null; readonly shown: Message } {
  switch (shown.kind) {
    case 'deck':
      return { context: shown.deck.context, shown: { ...shown, deck: { ...shown.deck, shownAt } } };
    case 'typed':
      return { context: shown.typed.context, shown: { ...shown, typed: { ...shown.typed, shownAt } } };
    case 'contribute':
      return { context: shown.contribute.context, shown: { ...shown, contribute: { ...shown.contribute, shownAt } } };
    case 'several':
      return { context: shown.several.context, shown: { ...shown, several: { ...shown.several, shownAt } } };
    case 'status': {
      const { status } = shown;
      const buttons = (status.buttons ?? []).map((each) => (each.kind === 'confirm' ? { ...each, shownAt } : each));
      const context = buttons.find((each) => each.kind === 'confirm')?.context ?? null;
      return { context, shown: context === null ? shown : { ...shown, status: { ...status, buttons } } };
    }
    default:
      return { context: null, shown };
  }
}

interface Change {
  readonly began: number;
  readonly ended: number | null;
  /** When a press came too soon; null when none did. */
  readonly hasty: number | null;
}

function keyOf({ sig }: Click['context'], shownAt: number): string {
  return `${sig} ${shownAt}`;
}
