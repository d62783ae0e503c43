import type { makeUndoAnswer } from '../../app/answering/undo-answer.js';
import { deckMessage, turnedMessage, withResult } from '../asking/deck-messages.js';
import type { Said } from '../turn.js';
import { aboutOf, keptDeck, type PressDeps, type Pressed, plainly, turned, withLeft } from './press.js';

/** "Undo": the row that was just saved stands there again, with its words in the box; what is written in sight is kept. */
export async function afterUndo(
  deps: PressDeps & { readonly undoAnswer: ReturnType<typeof makeUndoAnswer> },
  pressed: Pressed,
): Promise<Said> {
  const { click, now } = pressed;
  const { ref, basedOn } = click.context;
  const kept = await keptDeck(deps, pressed);
  if (kept.kind === 'said') return kept.said;
  const outcome = await deps.undoAnswer({ ...aboutOf(pressed, ref), basedOn }, now);
  if (outcome.kind !== 'undone') return withLeft(plainly(outcome.reason, pressed), click.row ?? ref, kept.left);
  const { item } = outcome;
  const result = outcome.back
    ? `Undone: your earlier answer for ${ref} counts again.`
    : `${outcome.again === true ? 'That was undone already' : 'Undone'}: ${ref} is not answered.`;
  const said = turned(deps, pressed, outcome.deck, (drawing) =>
    outcome.back || item.answer !== null
      ? turnedMessage(drawing, result, null, '')
      : withResult(deckMessage(drawing, item, result, null), result),
  );
  return withLeft(said, click.row ?? ref, kept.left);
}
