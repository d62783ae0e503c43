import type { Agent } from 'node:http';
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  CertificateServiceClientCredentialsFactory,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  FederatedServiceClientCredentialsFactory,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { fromTheChannel, makeFullProof } from '../identity/channel-token.js';
import type { BotIdentity } from '../identity/identity.js';

/** The parts of an Azure core pipeline that are used here. */
interface Request {
  readonly url: string;
  timeout: number;
  /** Set already where the environment names a proxy. */
  agent?: Agent;
  readonly abortSignal?: AbortSignal;
}
interface Policy {
  readonly name: string;
  sendRequest(request: Request, next: (request: Request) => Promise<unknown>): Promise<unknown>;
}
interface Pipeline {
  addPolicy(policy: Policy): void;
  removePolicy(options: { name: string }): unknown;
  getOrderedPolicies(): readonly { readonly name: string }[];
}

/** The connections over which requests go out. */
export interface OutgoingConnections {
  readonly agentFor: (url: string) => Promise<Agent>;
  /** Runs `start` and calls `leaves` when the first byte of the request that it makes may go out. */
  watching<Result>(leaves: () => void, start: () => Result): Result;
}

/** How far requests have come, by their signals: signed with a token, or a byte of it may have left this machine. */
export type Stages = WeakMap<AbortSignal, 'signed' | 'left'>;

/** How connectors send. */
export interface Sending {
  readonly connections: OutgoingConnections;
  readonly stages: Stages;
  /** The longest that one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * botbuilder's authentication, with three things mended: its connectors send once and not up to four times,
 * each request has a time limit, and only the Bot Framework's own tokens for this bot open the door (not those of the
 * emulator, of skills, or that this bot itself sent out; `identity/channel-token.ts`).
 */
export class OneAttemptAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #proof: ReturnType<typeof makeFullProof> | null;
  readonly #connectors: ConnectorFactory;

  constructor(identity: BotIdentity, sending: Sending, openIdMetadataUrl?: string) {
    super(optionsFor(openIdMetadataUrl), credentialsFor(identity));
    const keys = openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;
    this.#proof = identity.kind === 'none' ? null : makeFullProof(identity.appId, keys);
    this.#connectors = new OneAttemptConnectors(super.createConnectorFactory(claimsOf(identity)), sending);
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#connectors;
  }

  /** Throws an AuthenticationError (or an error of jsonwebtoken) when the header does not prove the sender. */
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (this.#proof !== null) fromTheChannel(activity, header);
    const result = await super.authenticateRequest(activity, header);
    await this.#proof?.(result.claimsIdentity, activity, header);
    return { ...result, connectorFactory: this.#connectors };
  }
}

/** Connectors without botbuilder's retries, one for each service address, shared by all turns and sends. */
class OneAttemptConnectors extends ConnectorFactory {
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #inner: ConnectorFactory;
  readonly #sending: Sending;

  constructor(inner: ConnectorFactory, sending: Sending) {
    super();
    this.#inner = inner;
    this.#sending = sending;
  }

  create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const key = `${serviceUrl} ${audience ?? ''}`;
    const known = this.#connectors.get(key);
    if (known !== undefined) return known;
    // Hosts are allow-listed, paths are not: a handful is usual, and more than that is not worth keeping.
    if (this.#connectors.size >= 100) this.#connectors.clear();
    const made = this.#inner.create(serviceUrl, audience).then((connector) => sendingOnce(connector, this.#sending));
    this.#connectors.set(key, made);
    made.catch(() => this.#connectors.delete(key));
    return made;
  }
}

/**
 * Takes the retries out of a connector. `retryOptions` and `noRetryPolicy` are ignored by botframework-connector
 * 4.23 (botbuilder-stdlib's ServiceClientContext passes neither on), so the policy itself is removed; and redirects,
 * which would carry the bot's token past the list of allowed hosts. Throws when the SDK no longer looks as expected.
 */
function sendingOnce(connector: ConnectorClient, sending: Sending): ConnectorClient {
  const { connections, stages, timeoutMs } = sending;
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // Added last, so that it runs after the request was signed.
  pipeline.addPolicy({
    name: 'quarterdeckDeparture',
    async sendRequest(request, next) {
      request.timeout = timeoutMs;
      const { abortSignal } = request;
      const note = (stage: 'signed' | 'left') => void (abortSignal !== undefined && stages.set(abortSignal, stage));
      const leaves = () => note('left');
      // a proxy's agent does not tell when the bytes go
      note(request.agent === undefined ? 'signed' : 'left');
      request.agent ??= await connections.agentFor(request.url);
      return connections.watching(leaves, () => next(request));
    },
  });
  const left = pipeline.getOrderedPolicies().map((policy) => policy.name);
  if (left.some((name) => /retry|redirect/i.test(name)))
    throw new Error(`The connector would still repeat a send: ${left.join(', ')}`);
  return connector;
}

function claimsOf(identity: BotIdentity): ClaimsIdentity {
  const appId = identity.kind === 'none' ? '' : identity.appId;
  return new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
}

export function credentialsFor(identity: BotIdentity): ServiceClientCredentialsFactory {
  switch (identity.kind) {
    case 'none':
      return new PasswordServiceClientCredentialFactory('', '');
    case 'managedIdentity':
      return new ManagedIdentityServiceClientCredentialsFactory(identity.appId, new JwtTokenProviderFactory());
    case 'federated':
      return new FederatedServiceClientCredentialsFactory(identity.appId, identity.clientId, identity.tenant);
    case 'certificate':
      return new CertificateServiceClientCredentialsFactory(
        identity.appId,
        identity.thumbprint,
        identity.privateKey,
        identity.tenant,
      );
    case 'secret':
      return new PasswordServiceClientCredentialFactory(identity.appId, identity.secret, identity.tenant);
  }
}

// botbuilder takes all of these constants or none: a single one alone would leave the others undefined.
function optionsFor(openIdMetadataUrl: string | undefined): ConfigurationBotFrameworkAuthenticationOptions {
  if (openIdMetadataUrl === undefined) return {};
  return {
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
  };
}
