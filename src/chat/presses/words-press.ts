import { readChatWords } from '../../domain/asking/typed-answer.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { nextMessage, summaryMessage } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { intoTheBox } from '../asking/into-the-box.js';
import { ownDecks } from '../asking/own-decks.js';
import { isClosed } from '../deck/deck-drawing.js';
import type { OnContribute, Said } from '../turn.js';
import { type PressDeps, type Pressed, plainly, turned } from './press.js';

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

/** "None of these": nothing is saved, the words are given back, and the card turns to what is asked. */
export async function leaveWords(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click } = pressed;
  const { plan, cycle } = click.context;
  const deck = await deps.stores.plan(who.tenant, plan).deck(cycle, who.person);
  const replies = givenBack('Not saved', ['Nothing was saved.'], textsOf(typingOf(click)));
  if (deck === null) return { replies };
  const said = turned(deps, pressed, deck, (drawing) =>
    isClosed(drawing) ? summaryMessage(drawing, '') : nextMessage(drawing, ''),
  );
  return { ...said, replies };
}
