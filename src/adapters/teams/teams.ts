import { setMaxListeners } from 'node:events';
import type { Log, Rosters } from '../../app/store/ports.js';
import type { Messenger } from '../../chat/messenger.js';
import type { Conversation } from '../../chat/turn.js';
import { type AdmissionRules, mayCall, TEAMS_SERVICE_HOSTS } from './identity/admission.js';
import type { BotIdentity } from './identity/identity.js';
import { makeBot } from './inbound/bot.js';
import { type BotServer, makeServer, type Readiness, type ServerParts } from './inbound/server.js';
import { OneAttemptAuthentication, type OutgoingConnections, type Stages } from './outbound/connectors.js';
import { makeMessenger } from './outbound/messenger.js';
import { makePacer, type PacingLimits, TEAMS_LIMITS } from './outbound/pacing.js';
import { makePatient } from './outbound/patient.js';
import { makeRequests } from './outbound/requests.js';
import { makeRosters } from './outbound/rosters.js';
import { makeSignIn } from './outbound/sign-in.js';
import { machineTime, type SteadyTime } from './outbound/steady-time.js';

export interface TeamsSettings {
  /** `none` switches to local mode: no sign-in, loopback only, in and out. */
  readonly identity: BotIdentity;
  /** Entra tenant ids whose people may talk with the bot; at least one. */
  readonly tenants: readonly string[];
  readonly log: Log;
  readonly connections: OutgoingConnections;
  /** Hosts of the Connector; Teams' own unless given. */
  readonly serviceHosts?: readonly string[];
  readonly limits?: PacingLimits;
  /** The longest that one request to the Connector may take; 15 s unless given. */
  readonly timeoutMs?: number;
}

/** What only a test replaces; no setting reaches it. */
export interface TeamsFixtures {
  readonly time?: SteadyTime;
  /** Where the keys of the channel's tokens are published. */
  readonly openIdMetadataUrl?: string;
}

/** The one door to Teams. */
export interface Teams {
  readonly messenger: Messenger;
  /** For answers to what a person has just done: sends again what never left this machine. */
  readonly replies: Messenger;
  readonly rosters: Rosters;
  /** Nothing leaves any more, and nothing on its way is waited for: for when the service must end. */
  letGo(): void;
  /** Why nothing can be sent, in a few words; null when it can, as far as is known. */
  trouble(): string | null;
  makeServer(parts: {
    readonly conversation: Conversation;
    readonly ready: () => Promise<Readiness>;
    readonly files?: ServerParts['files'];
    readonly under?: ServerParts['under'];
    /** What is to know of every reply that is shown. */
    readonly watched?: (replies: Messenger) => Messenger;
  }): BotServer;
}

/** Throws a RangeError when no tenant is named: a bot for everybody is never meant. */
export function makeTeams(settings: TeamsSettings, fixtures: TeamsFixtures = {}): Teams {
  const { identity, tenants, log, connections, serviceHosts = TEAMS_SERVICE_HOSTS, limits = TEAMS_LIMITS } = settings;
  const { timeoutMs = 15_000 } = settings;
  if (tenants.length === 0) throw new RangeError('Name at least one tenant whose people may talk with the bot.');
  const rules: AdmissionRules = { tenants, serviceHosts, local: identity.kind === 'none' };
  const time = fixtures.time ?? machineTime;
  const stages: Stages = new WeakMap();
  const sending = { connections, stages, timeoutMs };
  const authentication = new OneAttemptAuthentication(identity, sending, fixtures.openIdMetadataUrl);
  const signIn = makeSignIn(time, log);
  const letGo = new AbortController();
  // every request under way listens
  setMaxListeners(0, letGo.signal);
  const ask = makeRequests({
    connectors: authentication.createConnectorFactory(),
    stages,
    pacer: makePacer(time, limits),
    signIn,
    time,
    log,
    timeoutMs,
    mayCall: (serviceUrl) => mayCall(rules, serviceUrl),
    letGo: letGo.signal,
  });
  const messenger = makeMessenger(ask);
  const patient = makePatient(messenger, time);
  return {
    messenger,
    replies: patient.messenger,
    rosters: makeRosters(ask),
    letGo: () => letGo.abort(),
    trouble: () => signIn.trouble(),
    makeServer({ conversation, ready, ...parts }) {
      const { files = async () => ({ kind: 'none' }), under = (_id, work) => work(), watched } = parts;
      const bot = makeBot({ authentication, rules, conversation, log });
      const replies = { ...patient, messenger: watched?.(patient.messenger) ?? patient.messenger };
      return makeServer({ bot, replies, ready, files, log, under, local: rules.local });
    },
  };
}
