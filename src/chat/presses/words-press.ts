import { readChatWords } from '../../domain/asking/typed-answer.js';
import { intoTheBox } from '../asking/into-the-box.js';
import { ownDecks } from '../asking/own-decks.js';
import type { OnContribute, Said } from '../turn.js';
import { type PressDeps, type Pressed, plainly } from './press.js';

interface Deps extends PressDeps {
  readonly cardKey: () => Promise<string>;
  readonly onContribute: OnContribute;
}

/** Words that were written in the chat, once it is known which row they are about: shown as they would be saved. */
export async function forRow(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const [plan = '', ...rest] = (click.inputs.row ?? '').split(' ');
  const ref = rest.join(' ');
  const row = (await ownDecks(deps, who))
    .flatMap((own) => own.deck.items.map(({ value: item }) => ({ ...own, item })))
    .find((each) => each.plan === plan && each.item.ref === ref);
  const text = click.inputs.text ?? '';
  const theirs =
    text === '' || row !== undefined
      ? null
      : await deps.onContribute.forRow(who, { plan, ref, text, pressed: click.activityId }, now);
  if (theirs !== null) return theirs;
  if (row === undefined || text === '') {
    return plainly('Please choose the row that your words are about.', pressed);
  }
  const said = readChatWords(text, [ref]);
  const taken = await intoTheBox(deps, who, row, said.kind === 'named' ? said.words : text, now);
  if (taken.kind === 'notKept') return plainly(taken.why, pressed);
  return { replies: [], after: () => deps.turnCard(who, plan, taken.deck, click.activityId, taken.message) };
}
