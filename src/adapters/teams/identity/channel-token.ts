import type { Activity } from 'botbuilder';
import { AuthenticationConstants, AuthenticationError, type ClaimsIdentity } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';

const CHANNEL = 'msteams';

/**
 * Leaves only one of the SDK's ways in. By the channel's name or the issuer that an unproved token claims, the
 * SDK chooses whom to believe; all but the first choice are for emulators, skills and private channels.
 */
export function fromTheChannel(activity: Activity, header: string): void {
  const issuer = partOf(header, 'payload')?.['iss'];
  if (activity.channelId !== CHANNEL || issuer !== AuthenticationConstants.ToBotFromChannelTokenIssuer)
    throw refused('The sender is not the channel.');
}

/**
 * What the SDK lets pass in a token whose signature, issuer, audience and service address it found good: one that never
 * ends, one signed by a key that is endorsed for no channel (it asks only where a key has endorsements), and an activity
 * for another bot than the one that the token is for.
 */
export function makeFullProof(appId: string, openIdMetadataUrl: string) {
  const { openIdMetadata } = new JwtTokenExtractor({}, openIdMetadataUrl, []);
  return async (claims: ClaimsIdentity, activity: Activity, header: string): Promise<void> => {
    if (!Number.isFinite(Number(claims.getClaimValue('exp') ?? Number.NaN))) throw refused('The token never ends.');
    if (activity.recipient.id.toLowerCase() !== `28:${appId.toLowerCase()}`)
      throw refused('The activity is for another bot.');
    // the same keys that the signature was just checked with: the SDK keeps them for a day
    const key = await openIdMetadata.getKey(String(partOf(header, 'head')?.['kid']));
    if (key?.endorsements?.includes(CHANNEL) !== true) throw refused('The key is not endorsed for Teams.');
  };
}

/** A part of a bearer token as its sender wrote it; undefined where it is none. */
function partOf(header: string, part: 'head' | 'payload'): Readonly<Record<string, unknown>> | undefined {
  const [, head, payload] = /^Bearer ([^.]*)\.([^.]*)\./.exec(header) ?? [];
  try {
    const read: unknown = JSON.parse(Buffer.from((part === 'head' ? head : payload) ?? '', 'base64url').toString());
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: string): AuthenticationError {
  return new AuthenticationError(`Unauthorized. ${reason}`, 401);
}
