import { randomUUID } from 'node:crypto';

/** A person as the channel knows them. */
export interface ChannelPerson {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

export interface ChannelOptions {
  /** Where the bot takes activities: ends in /api/messages. */
  readonly botUrl: string;
  /** The Connector that the bot is to answer through. */
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly botId?: string;
  /** The Authorization header, where the bot asks for one. */
  readonly authorization?: () => Promise<string>;
}

/** What the bot's endpoint answered. */
export interface ChannelAnswer {
  readonly status: number;
  readonly text: string;
}

/** Teams' side of a personal chat: posts what people do to the bot's endpoint. */
export interface ChannelStandIn {
  conversationOf(person: ChannelPerson): string;
  type(person: ChannelPerson, text: string): Promise<ChannelAnswer>;
  /** Presses a button: `data` is the action's, `inputs` by input id, as a client merges them. */
  press(
    person: ChannelPerson,
    data: object,
    inputs?: Readonly<Record<string, string>>,
    messageId?: string,
  ): Promise<ChannelAnswer>;
  install(person: ChannelPerson): Promise<ChannelAnswer>;
  uninstall(person: ChannelPerson): Promise<ChannelAnswer>;
  /** Adds the app to a team, or takes it out, by one of its channels. */
  addToTeam(by: ChannelPerson, team: string): Promise<ChannelAnswer>;
  removeFromTeam(by: ChannelPerson, team: string): Promise<ChannelAnswer>;
  /** Somebody joined or left a team. */
  changeTeam(by: ChannelPerson, team: string, change: 'membersAdded' | 'membersRemoved'): Promise<ChannelAnswer>;
  /** Any activity, over the usual fields of a personal chat. */
  post(person: ChannelPerson, activity: object): Promise<ChannelAnswer>;
}

export function makeChannelStandIn(options: ChannelOptions): ChannelStandIn {
  const { botUrl, serviceUrl, tenant, botId = '28:quarterdeck', authorization } = options;
  const conversationOf = (person: ChannelPerson) => `a:${person.id}`;

  async function post(person: ChannelPerson, activity: object): Promise<ChannelAnswer> {
    const body = {
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${person.id}`, name: person.name, aadObjectId: person.id },
      recipient: { id: botId, name: 'Quarterdeck' },
      conversation: { id: conversationOf(person), tenantId: tenant, conversationType: 'personal' },
      channelData: { tenant: { id: tenant } },
      ...activity,
    };
    const header = authorization === undefined ? {} : { authorization: await authorization() };
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...header },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  const inTeam = (team: string) => ({
    conversation: { id: `${team};messageid=1`, tenantId: tenant, conversationType: 'channel', isGroup: true },
    channelData: { tenant: { id: tenant }, team: { id: team } },
  });

  return {
    addToTeam: (by, team) => post(by, { type: 'installationUpdate', action: 'add', ...inTeam(team) }),
    removeFromTeam: (by, team) => post(by, { type: 'installationUpdate', action: 'remove', ...inTeam(team) }),
    changeTeam: (by, team, change) =>
      post(by, { type: 'conversationUpdate', [change]: [{ id: `29:${by.id}` }], ...inTeam(team) }),
    conversationOf,
    post,
    type: (person, text) => post(person, { type: 'message', text, textFormat: 'plain' }),
    press: (person, data, inputs = {}, messageId) =>
      post(person, { type: 'message', value: { ...inputs, ...data }, ...(messageId && { replyToId: messageId }) }),
    install: (person) => post(person, { type: 'installationUpdate', action: 'add' }),
    uninstall: (person) => post(person, { type: 'installationUpdate', action: 'remove' }),
  };
}
