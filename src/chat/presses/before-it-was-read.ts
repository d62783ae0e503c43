import type { makeRecordUpdate } from '../../app/asking/record-update.js';
import { isUntouched, typingOf } from '../asking/click-inputs.js';
import { deckMessage, type Retry, savedLeadIn, withFollowUp } from '../asking/deck-messages.js';
import type { Said } from '../turn.js';
import { aboutOf, drawingOf, type PressDeps, type Pressed, plainly, turned, withLeft } from './press.js';
import { severalAgain } from './several-press.js';
import { typedAgain } from './typed-press.js';

interface Deps extends PressDeps {
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
}

const NOT_TAKEN = 'Your last press was not taken: this card had only just changed.';

/**
 * A second tap falls on whatever the first one brought under the finger. The row says so and stands there as it was; null
 * where that is not so: somebody who has changed what is submitted has read it.
 */
export async function beforeItWasRead(deps: Deps, pressed: Pressed): Promise<Said | null> {
  const { who, click, now } = pressed;
  const { plan, cycle, ref } = click.context;
  if (click.verb === 'saveTyped')
    return typedAgain(deps, who, click, `${NOT_TAKEN} Please read it, then press again.`, now);
  if (click.verb === 'saveSeveral')
    return severalAgain(deps, who, click, `${NOT_TAKEN} Please read it, then press again.`, now);
  const row = click.row ?? ref;
  const typing = typingOf(click);
  const before = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  const there = before?.items.find((each) => each.value.ref === row)?.value;
  if (before === null || there === undefined) return null;
  // the press that this card gave already, delivered once more: it saves nothing new
  if (there.replies.some(({ basedOn }) => basedOn === click.context.basedOn)) return null;
  const brought = deckMessage(drawingOf(pressed, before), there, '', null);
  if (click.verb === 'submit' && brought.kind === 'deck' && !isUntouched(brought.deck.item, typing)) return null;
  const outcome = await deps.keepWords(aboutOf(pressed, row), typing, now);
  if (outcome.kind !== 'kept') return plainly(outcome.kind === 'tooLong' ? NOT_TAKEN : outcome.reason, pressed);
  const { deck, item } = outcome;
  const saved = deck.items.find((each) => each.value.ref === click.follows)?.value ?? null;
  const leadIn = saved === null || saved.answer === null ? '' : savedLeadIn(saved, false);
  const meant = click.which === true ? 'Which did you mean?' : `Please read ${row}, then press again.`;
  const retry: Retry = {
    problem: `${NOT_TAKEN} ${meant}`,
    notTaken: true,
    ...(click.which === true ? { asksWhich: true } : {}),
  };
  const said = turned(deps, pressed, deck, (drawing) =>
    withFollowUp(drawing, deckMessage(drawing, item, leadIn, retry), saved),
  );
  return withLeft(said, row, outcome.left);
}
