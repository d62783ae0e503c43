import type { Who } from '../../../app/people/who.js';
import type { ConversationReference, TeamReference } from '../../../app/store/ports.js';
import { givenBack } from '../../../chat/asking/given-back.js';
import type { Message } from '../../../chat/messages.js';
import type { Conversation, Said, SignOfLife, TeamEvent } from '../../../chat/turn.js';
import type { Incoming } from '../identity/activity.js';
import { parseClick, typedInto } from './click.js';
import { parseCommand } from './commands.js';
import { filesIn } from './sent-files.js';

/** What came of a turn: what to say, and where. Null where there is nothing to do. */
export interface TurnResult extends Said {
  readonly to: ConversationReference;
}

const UNKNOWN_SENDER = [
  'I cannot take an answer from this account',
  [
    'It does not carry an identity of the organisation, as it is with some guest accounts.',
    'Please ask the person who runs the plan: they can take your answer on a return sheet.',
  ],
] as const;

const NOT_HERE: Message = {
  kind: 'notice',
  notice: {
    heading: 'Please write to me in our own chat',
    paragraphs: ['Answers and figures are between you and me, so I do not give them here.'],
    commands: [],
    links: [],
  },
};

const UNREADABLE_BUTTON = [
  'I could not read that button',
  ['Nothing was saved. Write "hello" to get your newest card, and try again there.'],
] as const;

/** Reads one activity of an admitted tenant and hands it to the handler that it is for. */
export async function runTurn(
  conversation: Conversation,
  activity: Incoming,
  tenant: string,
): Promise<TurnResult | null> {
  const reference = referenceOf(activity, tenant);
  const say = (...replies: readonly Message[]): TurnResult => ({ to: reference, replies });
  // A reference into a team or a group must never be kept as somebody's own chat.
  if (!isPersonal(activity)) {
    if (activity.type === 'message') return say(NOT_HERE);
    const change = teamEventOf(activity);
    if (change === null) return null;
    return { ...(await conversation.onTeam(teamOf(activity, tenant), change)), to: reference, replies: [] };
  }
  const event = eventOf(activity);
  if (activity.type !== 'message' && event === null) return null;
  if (reference.person === '') {
    return activity.type === 'message' ? say(...givenBack(...UNKNOWN_SENDER, typedInto(activity.value))) : null;
  }
  const who: Who = { tenant, person: reference.person, name: activity.from.name ?? '', reference };
  const handled =
    event === null ? await onMessage(conversation, who, activity) : await conversation.onSignOfLife(who, event);
  return { to: reference, ...handled };
}

async function onMessage(conversation: Conversation, who: Who, activity: Incoming): Promise<Said> {
  const { value } = activity;
  if (value === undefined || value === null) {
    const files = filesIn(activity);
    const text = activity.text ?? '';
    if (files.length === 0) return onTyped(conversation, who, text);
    const said = await conversation.onFile(who, files);
    return text.trim() === '' ? said : both(said, await onTyped(conversation, who, text));
  }
  const click = parseClick(value, activity.replyToId ?? null);
  switch (click.kind) {
    case 'click':
      return conversation.onClick(who, click);
    case 'command':
      return onTyped(conversation, who, click.text);
    case 'malformed':
      return { replies: givenBack(...UNREADABLE_BUTTON, typedInto(value)) };
  }
}

/** What is said of a file and of the words beside it: nothing that was typed is passed over. */
function both(first: Said, second: Said): Said {
  const after = async () => {
    await first.after?.();
    await second.after?.();
  };
  return { replies: [...second.replies, ...first.replies], after };
}

function onTyped(conversation: Conversation, who: Who, typed: string): Promise<Said> {
  const parsed = parseCommand(typed);
  return parsed.kind === 'command'
    ? conversation.onCommand(who, { name: parsed.name, argument: parsed.argument })
    : conversation.onText(who, parsed.text);
}

function eventOf(activity: Incoming): SignOfLife | null {
  const has = (members: Incoming['membersAdded']) => hasBot(activity, members);
  if (activity.type === 'installationUpdate') {
    const removed = activity.action === 'remove' || activity.action === 'remove-upgrade';
    return removed ? { kind: 'uninstalled' } : { kind: 'installed' };
  }
  if (activity.type !== 'conversationUpdate') return null;
  if (has(activity.membersAdded)) return { kind: 'installed' };
  return has(activity.membersRemoved) ? { kind: 'uninstalled' } : null;
}

/** Null for what changes nobody's membership, and in a group chat, which has no roster of ours. */
function teamEventOf(activity: Incoming): TeamEvent | null {
  const { type, action, membersAdded, membersRemoved, channelData, conversation } = activity;
  if (!channelData?.team?.id && conversation.conversationType !== 'channel') return null;
  if (type === 'installationUpdate') {
    // an upgrade takes the app away for a moment only
    if (action === 'remove-upgrade') return null;
    return { kind: action === 'remove' ? 'removed' : 'added' };
  }
  if (type !== 'conversationUpdate') return null;
  if (hasBot(activity, membersRemoved)) return { kind: 'removed' };
  if (hasBot(activity, membersAdded)) return { kind: 'added' };
  return membersAdded?.length || membersRemoved?.length ? { kind: 'membersChanged' } : null;
}

function hasBot(activity: Incoming, members: Incoming['membersAdded']): boolean {
  return members?.some((member) => member.id === activity.recipient.id) ?? false;
}

/** The team as a whole, whichever of its channels the event came from: its id lists every member. */
function teamOf(activity: Incoming, tenant: string): TeamReference {
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.channelData?.team?.id || activity.conversation.id,
    tenant,
    botId: activity.recipient.id,
    channelId: activity.channelId,
  };
}

function isPersonal({ conversation }: Incoming): boolean {
  return conversation.isGroup !== true && (conversation.conversationType ?? 'personal') === 'personal';
}

function referenceOf(activity: Incoming, tenant: string): ConversationReference {
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    tenant,
    person: activity.from.aadObjectId?.toLowerCase() ?? '',
    botId: activity.recipient.id,
    channelId: activity.channelId,
  };
}
