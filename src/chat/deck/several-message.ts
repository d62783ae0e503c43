import type { AskedItem } from '../../domain/asking/ask.js';
import { canBeOneOfSeveral } from '../../domain/asking/no-change.js';
import { noChangeSentence } from '../../domain/plan/printed.js';
import { fingerprintOf } from '../../domain/text/fingerprint.js';
import type { Message, SeveralRow } from '../messages.js';
import { contextFor, type DeckDrawing, shortTitle } from './deck-drawing.js';

/** The open rows of which "No change" may be said together. */
export function severalOf({ deck, today }: DeckDrawing): readonly AskedItem[] {
  const { person, cycle } = deck.head.value;
  return deck.items.flatMap(({ value }) => (canBeOneOfSeveral(value, person, cycle, today) ? [value] : []));
}

/** A digest of what is shown of a row: "No change" is said of it only while that is the same. */
export function seenOfSeveral({ previousText, text, current }: AskedItem): string {
  return fingerprintOf([previousText, text, current]);
}

/** The card that says what "No change" would print for each row. `ticked`: refs; null for all of them. */
export function severalMessage(
  drawing: DeckDrawing,
  ticked: readonly string[] | null,
  problem: string | null = null,
): Message {
  const open = drawing.deck.items.filter(({ value }) => value.answer === null).length;
  const rows = severalOf(drawing).flatMap((item): readonly SeveralRow[] => {
    const { ref, previousText } = item;
    if (previousText === null) return [];
    return [
      {
        ref,
        prints: noChangeSentence(previousText.column),
        previous: previousText.text,
        isTicked: ticked === null || ticked.includes(ref),
        seen: seenOfSeveral(item),
      },
    ];
  });
  return {
    kind: 'several',
    several: {
      planTitle: shortTitle(drawing.deck.head.value.planTitle),
      rows,
      leftOut: open - rows.length,
      problem,
      context: contextFor(drawing, null),
    },
  };
}
