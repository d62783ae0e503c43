import { makeConnections } from '../../../src/adapters/connections.js';
import { makeTeams, type TeamsFixtures, type TeamsSettings } from '../../../src/adapters/teams/teams.js';
import type { Who } from '../../../src/app/people/who.js';
import type { Log, TeamReference } from '../../../src/app/store/ports.js';
import type { Conversation, Said } from '../../../src/chat/turn.js';
import { makeChannelStandIn } from '../../../src/local/stand-ins/channel-stand-in.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../../src/local/stand-ins/connector-stand-in.js';

export const TENANT = '00000000-0000-4000-8000-000000000001';
export const ASHA = { id: '00000000-0000-4000-8000-00000000000a', name: 'Asha Verma' };

/** One call of a handler, as a test reads it. */
export interface Heard {
  readonly what: 'command' | 'click' | 'text' | 'file' | 'signOfLife' | 'team';
  readonly who: Who | TeamReference;
  readonly content: unknown;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
}

export function makeRecordingLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (event: string, facts?: LogLine['facts']) => {
    lines.push({ level, event, facts });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

export interface DoorOptions {
  readonly answer?: (heard: Heard) => Promise<Said>;
  readonly settings?: Partial<TeamsSettings>;
  readonly fixtures?: TeamsFixtures;
  readonly authorization?: () => Promise<string>;
  readonly connector?: ConnectorStandIn;
  readonly serviceUrl?: string;
  readonly botId?: string;
}

/** The whole door over real HTTP: a bot server in local mode, a Connector stand-in, a channel stand-in. */
export async function openDoor(options: DoorOptions = {}) {
  const connector = options.connector ?? (await startConnectorStandIn());
  const log = makeRecordingLog();
  const heard: Heard[] = [];
  const hear = (what: Heard['what']) => (who: Heard['who'], content: unknown) => {
    const one = { what, who, content };
    heard.push(one);
    return options.answer?.(one) ?? Promise.resolve({ replies: [] });
  };
  const conversation: Conversation = {
    onCommand: hear('command'),
    onClick: hear('click'),
    onText: hear('text'),
    onFile: hear('file'),
    onSignOfLife: hear('signOfLife'),
    onTeam: hear('team'),
  };
  const teams = makeTeams(
    { identity: { kind: 'none' }, tenants: [TENANT], log, connections: makeConnections(), ...options.settings },
    options.fixtures,
  );
  const server = teams.makeServer({ conversation, ready: async () => ({ kind: 'ready' }) });
  const { url } = await server.listen(0);
  const channel = makeChannelStandIn({
    botUrl: `${url}/api/messages`,
    serviceUrl: options.serviceUrl ?? connector.url,
    tenant: TENANT,
    ...(options.botId && { botId: options.botId }),
    ...(options.authorization && { authorization: options.authorization }),
  });
  return {
    url,
    heard,
    log,
    connector,
    channel,
    messenger: teams.messenger,
    rosters: teams.rosters,
    trouble: () => teams.trouble(),
    letGo: () => teams.letGo(),
    server,
    async close() {
      await server.close();
      await connector.close();
    },
  };
}
