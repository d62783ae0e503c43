import type { makeNoteRoster } from '../../app/people/note-roster.js';
import type { makeNoteSignOfLife } from '../../app/people/sign-of-life.js';
import type { Who } from '../../app/people/who.js';
import type { Clock } from '../../app/store/ports.js';
import type { Stores } from '../../app/store/stores.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { listed } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { type OwnDeck, ownDecks, showDecks } from '../asking/own-decks.js';
import type { makeSendCard } from '../asking/show-deck.js';
import type { makeOnFile } from '../commands/importing/on-file.js';
import type { makeOnCommand } from '../commands/on-command.js';
import type { Message } from '../messages.js';
import type { makeOnClick } from '../presses/on-click.js';
import { type Click, type Conversation, NOTHING_FOR_YOU, notice, type Said } from '../turn.js';
import type { makeOnText } from './on-text.js';

interface Deps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly cardKey: () => Promise<string>;
  readonly signs: ReturnType<typeof makeNoteSignOfLife>;
  readonly onCommand: ReturnType<typeof makeOnCommand>;
  readonly onClick: ReturnType<typeof makeOnClick>;
  readonly onText: ReturnType<typeof makeOnText>;
  readonly onFile: ReturnType<typeof makeOnFile>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
  /** Lets what is due go out, if the watch allows it. */
  readonly wake: () => Promise<unknown>;
  readonly roster: ReturnType<typeof makeNoteRoster>;
}

/** Everything that a person can do in their chat with the bot. */
export function makeConversation(deps: Deps): Conversation {
  return {
    async onCommand(who, command) {
      const now = await deps.clock.now();
      await deps.signs.noteIfNew(who, now);
      return deps.onCommand(who, command, now);
    },

    async onClick(who, click) {
      try {
        return await pressed(deps, who, click);
      } catch (error) {
        // some clients empty the inputs of a card that was pressed, and no store is needed to give the words back
        const texts = textsOf(typingOf(click));
        if (texts.length === 0) throw error;
        return { replies: givenBack(...UNSURE, texts), failure: error };
      }
    },

    async onText(who, text) {
      const now = await deps.clock.now();
      await deps.signs.noteIfNew(who, now);
      return deps.onText(who, text, now);
    },

    async onFile(who, files) {
      const now = await deps.clock.now();
      await deps.signs.noteIfNew(who, now);
      return deps.onFile(who, files, now);
    },

    async onSignOfLife(who, event) {
      const now = await deps.clock.now();
      if (event.kind === 'uninstalled') {
        await deps.signs.noteGone(who, now);
        return { replies: [] };
      }
      const sign = await deps.signs.note(who, now);
      if (sign.repeated) return { replies: [] };
      const own = await ownDecks(deps, who);
      const sentBefore = own.filter(({ deck }) => deck.head.value.sent > 0);
      const replies = sign.wasKnown ? [] : [welcome(own, sign.plans.length > 0)];
      const after = async () => {
        // who was asked before and comes back to an empty chat sees their card again, whatever becomes of the sweep
        await showDecks(deps, who, sentBefore, now);
        await deps.wake();
      };
      return { replies, after };
    },

    /** The app in a team: nothing is said there, but its roster is kept. */
    async onTeam(team, event) {
      if (event.kind === 'removed') {
        await deps.roster.noteTeamGone(team);
        return { replies: [] };
      }
      await deps.roster.noteTeam(team);
      const after = async () => {
        await deps.roster.read(team, await deps.clock.now());
      };
      return { replies: [], after };
    },
  };
}

const UNSURE = [
  'I cannot say whether that was saved',
  [
    'Something went wrong on our side. Nothing that you wrote is lost: it is here. Please write "hello" in a few minutes, and answer again if your answer is not there.',
  ],
] as const;

async function pressed(deps: Deps, who: Who, click: Click): Promise<Said> {
  const now = await deps.clock.now();
  const said = await deps.onClick(who, click, now);
  const after = async () => {
    await said.after?.();
    await deps.signs.noteIfNew(who, now);
    if (click.verb === 'handOver') await deps.wake();
  };
  return { replies: said.replies, after };
}

function welcome(own: readonly OwnDeck[], hasPart: boolean): Message {
  if (own.length > 0) return welcomeOf(own.flatMap(({ deck }) => deck.items.map(({ value }) => value.ref)));
  return hasPart ? WELCOME_WITHOUT_ASK : NOTHING_FOR_YOU;
}

/** To those with a part in a plan of whom nothing is asked: its leads, and owners between quarters. */
const WELCOME_WITHOUT_ASK = notice(
  'Hello, this is Quarterdeck',
  ['You have a part in an action plan. Write /status to see where it stands, or /help to see what you can do.'],
  ['/status', '/help'],
);

const MOST_NAMED = 6;

/** Who this is, what it asks and when, what is stored, and how to stop: with the person's own numbers. */
function welcomeOf(refs: readonly string[]): Message {
  const more = refs.length > MOST_NAMED ? [`${refs.length - MOST_NAMED} more`] : [];
  return notice(
    'Hello, this is Quarterdeck',
    [
      'Each quarter you get a card here for the parts of the action plan that are yours. It takes about two minutes.',
      `Yours now: ${listed([...refs.slice(0, MOST_NAMED), ...more])}. Answer on the card, or write "${refs[0]} no change".`,
      'Write anything to see your card again. /help says what else there is, /privacy what is stored and how to stop.',
    ],
    ['/help', '/status', '/privacy'],
  );
}
