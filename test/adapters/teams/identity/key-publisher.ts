import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const ISSUER = 'https://api.botframework.com';

export interface TokenClaims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  /** Seconds from now. */
  readonly from?: number;
  readonly until?: number;
  /** A token that never ends. */
  readonly endless?: true;
  /** The key that it is signed with; `ours` is endorsed for Teams, the others are for another channel or for none. */
  readonly key?: 'ours' | 'skype' | 'none';
}

/** Publishes the keys of a channel of our own, as the Bot Framework does, and signs tokens with them. */
export async function startKeyPublisher(audience: string) {
  const ours = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const common = { ...(await exportJWK(ours.publicKey)), use: 'sig', alg: 'RS256' };
  const published = [
    { ...common, kid: 'ours', endorsements: ['msteams'] },
    { ...common, kid: 'skype', endorsements: ['skype'] },
    { ...common, kid: 'none' },
  ];
  let port = 0;
  const server = createServer((request, response) => {
    const keys = request.url === '/keys';
    const body = keys ? { keys: published } : { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;

  function sign(claims: TokenClaims, key: CryptoKey): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const token = new SignJWT({ serviceurl: claims.serviceUrl ?? '' })
      .setProtectedHeader({ alg: 'RS256', kid: claims.key ?? 'ours' })
      .setIssuer(claims.issuer ?? ISSUER)
      .setAudience(claims.audience ?? audience)
      .setNotBefore(now + (claims.from ?? -60));
    return (claims.endless ? token : token.setExpirationTime(now + (claims.until ?? 600))).sign(key);
  }

  return {
    openIdMetadataUrl: `http://127.0.0.1:${port}/openid`,
    token: (claims: TokenClaims = {}) => sign(claims, ours.privateKey),
    forged: (claims: TokenClaims = {}) => sign(claims, other.privateKey),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
