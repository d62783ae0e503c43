import { AuthenticationConstants } from 'botframework-connector';
import type { BotIdentity } from '../identity/identity.js';
import { credentialsFor } from './connectors.js';
import { entrasWords, signInFailure } from './requests.js';

/** Whether Entra gives this bot a token, and if not, why in its own words. The token itself goes nowhere. */
export type TokenOutcome = { readonly kind: 'given' } | { readonly kind: 'refused'; readonly reason: string };

const LONGEST_MS = 20_000;

/** Asks for a token as the bot does before it sends. */
export async function askForToken(identity: Exclude<BotIdentity, { kind: 'none' }>): Promise<TokenOutcome> {
  const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrlPrefix: login } = AuthenticationConstants;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${LONGEST_MS / 1_000} s`)), LONGEST_MS);
  });
  try {
    const credentials = await credentialsFor(identity).createCredentials(
      identity.appId,
      scope,
      `${login}${identity.tenant}`,
      true,
    );
    const token = await Promise.race([(credentials as unknown as { getToken(): Promise<string> }).getToken(), late]);
    return token ? { kind: 'given' } : { kind: 'refused', reason: 'the answer holds no token' };
  } catch (error) {
    return { kind: 'refused', reason: entrasWords(error) ?? signInFailure(error) };
  } finally {
    clearTimeout(timer);
  }
}
