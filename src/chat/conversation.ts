import type { makeNoteRoster } from '../app/people/note-roster.js';
import type { makeNoteSignOfLife } from '../app/people/sign-of-life.js';
import type { Clock, Messenger, TeamReference } from '../app/store/ports.js';
import type { Deck, Stores } from '../app/store/stores.js';
import { isOpenItem } from '../domain/asking/ask.js';
import { type Instant, localTime, longDay } from '../domain/calendar/civil-date.js';
import { givenBack, textsOf, typingOf } from './asking/click-inputs.js';
import { nextMessage } from './asking/deck-messages.js';
import type { makeOnClick } from './asking/on-click.js';
import type { makeSendCard } from './asking/show-deck.js';
import type { CommandSaid, makeOnCommand } from './commands/on-command.js';
import type { Message } from './messages.js';
import { type ClickSaid, NOTHING_FOR_YOU, notice, type Said, type Who } from './turn.js';

interface Deps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly messenger: Messenger;
  readonly cardKey: () => Promise<string>;
  readonly signs: ReturnType<typeof makeNoteSignOfLife>;
  readonly onCommand: ReturnType<typeof makeOnCommand>;
  readonly onClick: ReturnType<typeof makeOnClick>;
  readonly sendCard: ReturnType<typeof makeSendCard>;
  /** Lets what is due go out, if the watch allows it. */
  readonly wake: () => Promise<unknown>;
  readonly roster: ReturnType<typeof makeNoteRoster>;
}

/** A deck in which something is asked of a person, in the open cycle of one plan. */
interface OwnDeck {
  readonly plan: string;
  readonly deck: Deck;
}

/** Everything that a person can do in their chat with the bot. */
export function makeConversation(deps: Deps) {
  return {
    async onCommand(who: Who, command: CommandSaid): Promise<Said> {
      const now = await deps.clock.now();
      await deps.signs.noteIfNew(who, now);
      return deps.onCommand(who, command, now);
    },

    async onClick(who: Who, click: ClickSaid): Promise<Said> {
      try {
        return await pressed(deps, who, click);
      } catch (error) {
        // some clients empty the inputs of a card that was pressed, and no store is needed to give the words back
        const texts = textsOf(typingOf(click));
        if (texts.length > 0)
          for (const each of givenBack(...UNSURE, texts)) await deps.messenger.send(who.reference, each);
        throw error;
      }
    },

    /** Nobody has to learn a command: whatever an owner writes brings their card. */
    async onText(who: Who, _text: string): Promise<Said> {
      const now = await deps.clock.now();
      await deps.signs.noteIfNew(who, now);
      const own = await ownDecks(deps, who);
      if (own.length === 0) return deps.onCommand(who, { name: 'help', argument: '' }, now);
      return { replies: [], after: () => showDecks(deps, who, own, now) };
    },

    async onSignOfLife(who: Who, event: { readonly kind: 'installed' | 'uninstalled' }): Promise<Said> {
      const now = await deps.clock.now();
      if (event.kind === 'uninstalled') {
        await deps.signs.noteGone(who, now);
        return { replies: [] };
      }
      const sign = await deps.signs.note(who, now);
      if (sign.repeated) return { replies: [] };
      const own = await ownDecks(deps, who);
      const sentBefore = own.filter(({ deck }) => deck.head.value.sent > 0);
      const replies = sign.wasKnown ? [] : [welcome(own.length > 0, sign.plans.length > 0)];
      const after = async () => {
        // who was asked before and comes back to an empty chat sees their card again, whatever becomes of the sweep
        await showDecks(deps, who, sentBefore, now);
        await deps.wake();
      };
      return { replies, after };
    },

    /** The app in a team: nothing is said there, but its roster is kept. */
    async onTeam(team: TeamReference, event: { readonly kind: 'added' | 'removed' | 'membersChanged' }): Promise<Said> {
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

async function pressed(deps: Deps, who: Who, click: ClickSaid): Promise<Said> {
  const now = await deps.clock.now();
  const said = await deps.onClick(who, click, now);
  const after = async () => {
    await said.after?.();
    await deps.signs.noteIfNew(who, now);
    if (click.verb === 'handOver') await deps.wake();
  };
  return { replies: said.replies, after };
}

function welcome(isAsked: boolean, hasPart: boolean): Message {
  if (isAsked) return WELCOME;
  return hasPart ? WELCOME_WITHOUT_ASK : NOTHING_FOR_YOU;
}

/** To those with a part in a plan of whom nothing is asked: its leads, and owners between quarters. */
const WELCOME_WITHOUT_ASK = notice(
  'Hello, this is Quarterdeck',
  ['You have a part in an action plan. Write /status to see where it stands, or /help to see what you can do.'],
  ['/status', '/help'],
);

const WELCOME = notice(
  'Hello, this is Quarterdeck',
  [
    'Each quarter you get a card here for the parts of the action plan that are yours. It takes about two minutes.',
    'There is nothing to learn. Write anything to see your card again, or /help to see what else there is.',
  ],
  ['/help', '/status'],
);

async function ownDecks(deps: Deps, who: Who): Promise<readonly OwnDeck[]> {
  const plans = await deps.stores.person(who.tenant, who.person).memberships();
  const decks = await Promise.all(
    plans.map(async (plan): Promise<OwnDeck | null> => {
      const store = deps.stores.plan(who.tenant, plan);
      const cycle = (await store.head())?.value.cycle ?? null;
      if (cycle === null || cycle.state !== 'open') return null;
      const deck = await store.deck(cycle.id, who.person);
      return deck === null || deck.items.length === 0 ? null : { plan, deck };
    }),
  );
  return decks.filter((each) => each !== null);
}

async function showDecks(deps: Deps, who: Who, own: readonly OwnDeck[], now: Instant): Promise<void> {
  const cardKey = await deps.cardKey();
  for (const { plan, deck } of own) {
    const { zone, cycle } = deck.head.value;
    const today = localTime(now, zone).date;
    if (today < cycle.opens) continue;
    const open = deck.items.filter((item) => isOpenItem(item.value)).length;
    const leadIn =
      open === 0
        ? ''
        : `${open} of your ${deck.items.length} updates ${open === 1 ? 'is' : 'are'} still open. ${today > cycle.due ? 'They were' : 'They are'} due on ${longDay(cycle.due)}.`;
    await deps.sendCard(who, plan, deck, nextMessage({ cardKey, tenant: who.tenant, plan, deck, today }, leadIn));
  }
}
