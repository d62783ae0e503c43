import type { Activity, ConversationParameters } from 'botbuilder';
import type {
  ChatOutcome,
  ConversationReference,
  ServiceAddress,
  Stranger,
  UpdateOutcome,
} from '../../../app/store/ports.js';
import type { Message } from '../../../chat/messages.js';
import type { Messenger } from '../../../chat/messenger.js';
import { renderMessage } from '../cards/cards.js';
import type { ConnectorRequests, Missed } from './requests.js';

/** The Messenger port over the Bot Connector. Sends each message once; see `connector-answers.ts` for the outcomes. */
export function makeMessenger(ask: ConnectorRequests): Messenger {
  const placeOf = (to: ConversationReference) => ({ ...to, thread: to.conversationId });
  return {
    async open(to, via) {
      const place = { serviceUrl: via.serviceUrl, tenant: to.tenant, thread: `open ${to.person}` };
      const outcome = await ask(place, (connector, abortSignal) =>
        connector.conversations.createConversation(chatWith(to, via), { abortSignal }),
      );
      return outcome.kind === 'answered' ? opened(outcome.body?.id, to, via) : notOpened(outcome);
    },
    async send(to, message) {
      const activity = activityFor(to, message);
      const outcome = await ask(placeOf(to), (connector, abortSignal) =>
        connector.conversations.sendToConversation(to.conversationId, activity, { abortSignal }),
      );
      if (outcome.kind === 'answered') return { kind: 'sent', activityId: outcome.body?.id ?? '' };
      // A 404 that is about no message of ours: nobody knows the address.
      return outcome.kind === 'gone' ? { kind: 'refused', reason: outcome.reason } : outcome;
    },
    async update(to, activityId, message): Promise<UpdateOutcome> {
      const activity = { ...activityFor(to, message), id: activityId };
      const outcome = await ask(placeOf(to), (connector, abortSignal) =>
        connector.conversations.updateActivity(to.conversationId, activityId, activity, { abortSignal }),
      );
      if (outcome.kind === 'answered') return { kind: 'sent', activityId: outcome.body?.id || activityId };
      return outcome.kind === 'gone' ? { kind: 'gone' } : outcome;
    },
  };
}

/**
 * What Teams asks for a chat of two: the bot, one member, the tenant. The member is the channel's own id, which works for
 * everybody in a team that has the app, or an Entra id, which works where the app is installed for that person.
 */
function chatWith(to: Stranger, via: ServiceAddress): ConversationParameters {
  const parameters: Partial<ConversationParameters> = {
    isGroup: false,
    bot: { id: via.botId, name: '' },
    members: [{ id: to.account ?? to.person, name: '' }],
    tenantId: to.tenant,
    channelData: { tenant: { id: to.tenant } },
  };
  return parameters as ConversationParameters;
}

function opened(id: unknown, to: Stranger, via: ServiceAddress): ChatOutcome {
  if (typeof id !== 'string' || id === '') return { kind: 'uncertain', reason: 'no chat was named' };
  const { serviceUrl, botId, channelId } = via;
  const { tenant, person } = to;
  return { kind: 'opened', reference: { serviceUrl, conversationId: id, tenant, person, botId, channelId } };
}

/** Where no chat is, no chat can be gone: whatever says so, and every 403, means that the app is not there for them. */
function notOpened(missed: Missed): ChatOutcome {
  const absent = { kind: 'unreachable', why: 'notInstalled', reason: missed.reason } as const;
  if (missed.kind === 'gone') return absent;
  if (missed.kind === 'unreachable' && missed.why === 'conversationGone') return absent;
  return missed.kind === 'refused' && /^403\b/.test(missed.reason) ? absent : missed;
}

function activityFor(to: ConversationReference, message: Message): Activity {
  const { text, card, summary } = renderMessage(message);
  const activity: Partial<Activity> = {
    type: 'message',
    channelId: to.channelId,
    from: { id: to.botId, name: '' },
    conversation: {
      id: to.conversationId,
      tenantId: to.tenant,
      isGroup: false,
      conversationType: 'personal',
      name: '',
    },
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    ...(summary === undefined ? {} : { summary }),
    ...(card === undefined
      ? {}
      : { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }),
  };
  return activity as Activity;
}
