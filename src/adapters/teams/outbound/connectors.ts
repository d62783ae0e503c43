import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  AuthenticationError,
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
import type { BotIdentity } from '../identity/identity.js';

/** The parts of an Azure core pipeline that are used here. */
interface Request {
  timeout: number;
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

/** Signals of requests that have passed every check of ours and were handed to the network. */
export type Departures = WeakSet<AbortSignal>;

/**
 * botbuilder's authentication, with three things mended: its connectors send once and not up to four times,
 * each request has a time limit, and only the Bot Framework's own tokens open the door (not those of the
 * emulator, of skills, or that this bot itself sent out).
 */
export class OneAttemptAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #identity: BotIdentity;
  readonly #connectors: ConnectorFactory;

  constructor(identity: BotIdentity, timeoutMs: number, departures: Departures, openIdMetadataUrl?: string) {
    super(optionsFor(openIdMetadataUrl), credentialsFor(identity));
    this.#identity = identity;
    this.#connectors = new OneAttemptConnectors(
      super.createConnectorFactory(claimsOf(identity)),
      timeoutMs,
      departures,
    );
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#connectors;
  }

  /** Throws an AuthenticationError (or an error of jsonwebtoken) when the header does not prove the sender. */
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (this.#identity.kind !== 'none') fromTheChannel(activity, header);
    const result = await super.authenticateRequest(activity, header);
    return { ...result, connectorFactory: this.#connectors };
  }
}

/**
 * Leaves only one of the SDK's ways in. By the channel's name or the issuer that an unproved token claims, the
 * SDK chooses whom to believe; all but the first choice are for emulators, skills and private channels.
 */
function fromTheChannel(activity: Activity, header: string): void {
  const issuer = claimedIssuer(header);
  if (activity.channelId !== 'msteams' || issuer !== AuthenticationConstants.ToBotFromChannelTokenIssuer)
    throw new AuthenticationError('Unauthorized. The sender is not the channel.', 401);
}

function claimedIssuer(header: string): unknown {
  const payload = /^Bearer [^.]*\.([^.]*)\./.exec(header)?.[1];
  try {
    return payload && (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown } | null)?.iss;
  } catch {
    return undefined;
  }
}

/** Connectors without botbuilder's retries, one for each service address, shared by all turns and sends. */
class OneAttemptConnectors extends ConnectorFactory {
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #inner: ConnectorFactory;
  readonly #timeoutMs: number;
  readonly #departures: Departures;

  constructor(inner: ConnectorFactory, timeoutMs: number, departures: Departures) {
    super();
    this.#inner = inner;
    this.#timeoutMs = timeoutMs;
    this.#departures = departures;
  }

  create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const key = `${serviceUrl} ${audience ?? ''}`;
    const known = this.#connectors.get(key);
    if (known !== undefined) return known;
    // Hosts are allow-listed, paths are not: a handful is usual, and more than that is not worth keeping.
    if (this.#connectors.size >= 100) this.#connectors.clear();
    const made = this.#inner
      .create(serviceUrl, audience)
      .then((connector) => sendingOnce(connector, this.#timeoutMs, this.#departures));
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
function sendingOnce(connector: ConnectorClient, timeoutMs: number, departures: Departures): ConnectorClient {
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // Added last, so that it runs after the request was signed: before that, nothing can have been delivered.
  pipeline.addPolicy({
    name: 'quarterdeckDeparture',
    sendRequest(request, next) {
      request.timeout = timeoutMs;
      if (request.abortSignal !== undefined) departures.add(request.abortSignal);
      return next(request);
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

function credentialsFor(identity: BotIdentity): ServiceClientCredentialsFactory {
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
