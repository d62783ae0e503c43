import { renderMessage } from '../../../src/adapters/teams/cards/cards.js';
import { parseClick } from '../../../src/adapters/teams/inbound/click.js';
import type { Message } from '../../../src/chat/messages.js';
import type { Said } from '../../../src/chat/turn.js';
import type { Instant } from '../../../src/domain/calendar/civil-date.js';
import { type CardButton, readMessage } from '../../../src/local/demo/chat-cards.js';
import type { FakeMessenger } from '../../app/fakes.js';
import { type World, who } from '../../app/world.js';

/** A card as somebody has it before them: what is written, what stands in the inputs, what can be pressed. */
export interface CardInHand {
  readonly message: Message;
  readonly lines: readonly string[];
  readonly buttons: readonly string[];
  /** By the id of the input. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What a client sends with one button: not what is folded away under another. */
  readonly inputsOf: (title: string) => Readonly<Record<string, string>>;
}

/** Somebody with their chat: presses go through the card as it is rendered, and through what reads a press. */
export function anOwner(world: World, id: string) {
  const messenger = world.messenger as FakeMessenger;
  /** Every message of the chat as it stands now, oldest first. */
  const chat = (): readonly { readonly activityId: string; readonly message: Message }[] =>
    messenger.to(id).map(({ activityId, message }) => {
      const changed = messenger.updates.filter((each) => each.person === id && each.activityId === activityId).at(-1);
      return { activityId, message: changed?.message ?? message };
    });
  const find = (title: string, on: Message) => {
    const button = read(on).buttons.find((each) => each.title === title);
    if (button === undefined) throw new Error(`There is no button "${title}"`);
    return button;
  };
  const run = async (said: Said): Promise<void> => {
    for (const reply of said.replies) await messenger.send(who(id).reference, reply);
    await said.after?.();
  };

  const hand = {
    /** Any message, held on to. */
    inHand,
    /** The newest card with inputs or answers, as it stands now. */
    card(): CardInHand {
      const message = chat()
        .map((each) => each.message)
        .filter(({ kind }) =>
          ['deck', 'list', 'several', 'summary', 'typed', 'whichRow', 'contribute', 'digest'].includes(kind),
        )
        .at(-1);
      if (message === undefined) throw new Error(`${id} has no card`);
      return inHand(message);
    },
    /** Everything that the newest message says. */
    lastWords(): string {
      const message = chat().at(-1)?.message;
      return message === undefined ? '' : read(message).lines.join('\n');
    },
    /** Presses a button of the newest card, or of one that is held on to, with these inputs instead of what stands there. */
    async press(
      title: string,
      now: Instant,
      typed: Readonly<Record<string, string>> = {},
      on?: CardInHand,
    ): Promise<CardInHand> {
      await hand.pressOn(on ?? hand.card(), title, now, typed);
      return hand.card();
    },
    async pressOn(
      { message }: CardInHand,
      title: string,
      now: Instant,
      typed: Readonly<Record<string, string>>,
    ): Promise<void> {
      const button = find(title, message);
      const place = chat().find((each) => each.message === message)?.activityId ?? chat().at(-1)?.activityId ?? null;
      const click = parseClick({ ...button.data, ...button.inputs, ...typed }, place);
      if (click.kind !== 'click') throw new Error(`"${title}" is no click: ${JSON.stringify(click)}`);
      await run(await world.onClick(who(id), click, now));
    },
    /** Writes in the chat; answers with what is said before the card comes. */
    async say(text: string, now: Instant): Promise<string> {
      const said = await world.onText(who(id), text, now);
      await run(said);
      return said.replies.map((each) => read(each).lines.join('\n')).join('\n');
    },
  };
  return hand;
}
export type Owner = ReturnType<typeof anOwner>;

/** A card as it would be before whoever has it. */
export function inHand(message: Message): CardInHand {
  const { lines, buttons } = read(message);
  const inputs = Object.assign({}, ...buttons.map((each) => each.inputs)) as Record<string, string>;
  const inputsOf = (title: string) => buttons.find((each) => each.title === title)?.inputs ?? {};
  return { message, lines, buttons: buttons.map((each) => each.title), inputs, inputsOf };
}

function read(message: Message): { readonly lines: readonly string[]; readonly buttons: readonly CardButton[] } {
  const { card, text } = renderMessage(message);
  return readMessage(
    card === undefined
      ? { text: text ?? '' }
      : { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] },
  );
}
