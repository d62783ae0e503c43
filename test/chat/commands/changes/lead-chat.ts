import { makeResume } from '../../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../../src/chat/commands/on-command.js';
import type { Message, StatusButton, StatusView } from '../../../../src/chat/messages.js';
import type { Click, Command, Said } from '../../../../src/chat/turn.js';
import { type Instant, instantOf, millisecondsOf } from '../../../../src/domain/calendar/civil-date.js';
import type { FakeMessenger } from '../../../app/fakes.js';
import { LEAD, type World, who } from '../../../app/world.js';

type ConfirmButton = Extract<StatusButton, { kind: 'confirm' }>;

/** A lead at their chat: types commands, reads cards, presses their buttons. */
export function aLeadChat(world: World, messenger: FakeMessenger) {
  const onCommand = makeOnCommand({
    ...world,
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: makeResume(world),
  });
  return {
    async typed(name: Command['name'], argument: string, now: Instant, by = LEAD): Promise<Message> {
      const [message] = (await onCommand(who(by), { name, argument }, now)).replies;
      if (message === undefined) throw new Error('Nothing was said');
      return message;
    },
    /** Presses a confirming button some seconds after it was shown; gives what is said and what the card became. */
    async press(
      { verb, context }: Pick<ConfirmButton, 'verb' | 'context'>,
      now: Instant,
      { by = LEAD, inputs = {} }: { readonly by?: string; readonly inputs?: Click['inputs'] } = {},
    ): Promise<{ readonly said: Said; readonly card: Message | undefined }> {
      const later = instantOf(millisecondsOf(now) + 5_000);
      const said = await world.onClick(who(by), { context, verb, inputs, activityId: 'card' }, later);
      const before = messenger.updates.length;
      await said.after?.();
      return { said, card: messenger.updates.slice(before).at(-1)?.message };
    },
  };
}

export function shownIn(message: Message | undefined): StatusView {
  if (message?.kind !== 'status') throw new Error(`Nothing is shown: ${JSON.stringify(message)}`);
  return message.status;
}

export function confirmIn(message: Message | undefined): ConfirmButton {
  const button = shownIn(message).buttons?.find((each) => each.kind === 'confirm');
  if (button?.kind !== 'confirm') throw new Error(`There is nothing to confirm: ${JSON.stringify(message)}`);
  return button;
}

/** The heading and the paragraphs of a notice, as one text. */
export function noticeIn(message: Message | undefined): string {
  if (message?.kind !== 'notice') throw new Error(`No notice: ${JSON.stringify(message)}`);
  return [message.notice.heading, ...message.notice.paragraphs].join('\n');
}
