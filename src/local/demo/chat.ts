import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailed } from '../../cli/output/command.js';
import { LEAST_TO_READ_MS } from '../../domain/text/fingerprint.js';
import type { Cast, Person } from '../cast/people.js';
import { type ChannelStandIn, makeChannelStandIn } from '../stand-ins/channel-stand-in.js';
import type { ConnectorStandIn, LedgerEntry } from '../stand-ins/connector-stand-in.js';
import { type CardButton, readMessage } from './chat-cards.js';

/** The story did not go as it should. */
export class StoryDiffers extends CommandFailed {
  constructor(what: string) {
    super(`The story is not as it should be.\n${what}`);
  }
}

/** A little longer than the service wants a row to have been in sight. */
const READING_MS = LEAST_TO_READ_MS + 50;
/** Longest wait for something that the service was asked for. */
const PATIENCE_MS = 60_000;

/** The people of the story at their clients: what they do goes in by HTTP, what they see is in the Connector's ledger. */
export interface Chats {
  /** Opens the same chats at another address: the service was started again. */
  moveTo(serviceUrl: string): void;
  install(person: Person): Promise<void>;
  /** Writes something and waits for the next message in that chat. */
  type(person: Person, text: string): Promise<LedgerEntry>;
  /** Presses a button of the newest message that has it, and waits until a message changed or came. */
  press(person: Person, title: string, inputs?: Readonly<Record<string, string>>): Promise<LedgerEntry>;
  /** Sends the last click of a person once more, as Teams does after a slow answer. */
  pressedAgain(): Promise<LedgerEntry>;
  /** The newest button of that title in the chat whose data say so. */
  button(person: Person, title: string, about?: Readonly<Record<string, unknown>>): CardButton;
  has(person: Person, title: string): boolean;
  /** The first entry of a person's chat after `from` entries for which `is` holds. */
  seen(person: Person, from: number, what: string, is: (entry: LedgerEntry) => boolean): Promise<LedgerEntry>;
  conversationOf(person: Person): string;
  readonly ledger: readonly LedgerEntry[];
}

/** Opens the chats of the cast against a service and a Connector stand-in. */
export function openChats(connector: ConnectorStandIn, cast: Cast, serviceUrl: string): Chats {
  const open = (url: string) =>
    makeChannelStandIn({
      botUrl: `${url}/api/messages`,
      serviceUrl: connector.url,
      tenant: cast.tenant,
      botId: cast.bot.id,
    });
  let channel: ChannelStandIn = open(serviceUrl);
  let again: () => Promise<LedgerEntry> = () => Promise.reject(new StoryDiffers('Nothing was pressed yet.'));
  const { ledger } = connector;

  const seen: Chats['seen'] = async (person, from, what, is) => {
    const conversation = channel.conversationOf(person);
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = ledger.slice(from).find((each) => each.conversation === conversation && each.delivered && is(each));
      if (found !== undefined) return found;
      if (performance.now() > until) throw new StoryDiffers(`${person.name} waited for ${what}, and it did not come.`);
      await wait(5);
    }
  };

  /** The newest message with such a button, as it stands now. */
  const messageWith = (person: Person, title: string, about: Readonly<Record<string, unknown>> = {}) => {
    const fits = (button: CardButton) =>
      button.title.startsWith(title) && Object.entries(about).every(([key, value]) => button.data[key] === value);
    for (const { id, activity } of [...connector.chat(channel.conversationOf(person))].reverse()) {
      const button = readMessage(activity).buttons.find(fits);
      if (button !== undefined) return { id, button };
    }
    return undefined;
  };
  const needed = (person: Person, title: string, about?: Readonly<Record<string, unknown>>) => {
    const found = messageWith(person, title, about);
    if (found === undefined) throw new StoryDiffers(`${person.name} sees no button "${title}".`);
    return found;
  };
  const post = async (person: Person, data: object, inputs: Readonly<Record<string, string>>, id: string) => {
    const from = ledger.length;
    taken(await channel.press(person, data, inputs, id));
    return seen(person, from, 'the card to turn', () => true);
  };

  return {
    ledger,
    seen,
    conversationOf: (person) => channel.conversationOf(person),
    moveTo(url) {
      channel = open(url);
    },
    async install(person) {
      taken(await channel.install(person));
    },
    async type(person, text) {
      const from = ledger.length;
      taken(await channel.type(person, text));
      return seen(person, from, `an answer to "${text}"`, (entry) => entry.kind === 'send' && !tellsOfTheClose(entry));
    },
    async press(person, title, inputs = {}) {
      // nobody says that nothing has changed before they have read the row
      if (title === 'No change' || title === 'Yes, still to come') await wait(READING_MS);
      const { id, button } = needed(person, title);
      again = () => post(person, button.data, { ...button.inputs, ...inputs }, id);
      return again();
    },
    pressedAgain: () => again(),
    button: (person, title, about) => needed(person, title, about).button,
    has: (person, title) => messageWith(person, title) !== undefined,
  };
}

/** What the lead is told by itself once a quarter is over: no answer to what is typed meanwhile. */
function tellsOfTheClose({ activity }: LedgerEntry): boolean {
  return readMessage(activity).lines.some((line) => line.startsWith('Its last day has passed.'));
}

function taken(answer: { readonly status: number; readonly text: string }): void {
  if (answer.status !== 200) throw new StoryDiffers(`The service answered ${answer.status}: ${answer.text}`);
}
