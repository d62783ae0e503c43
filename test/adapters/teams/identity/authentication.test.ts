import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASHA, openDoor, TENANT } from '../door.js';
import { ISSUER, startKeyPublisher, type TokenClaims } from './key-publisher.js';

const APP = '00000000-0000-4000-8000-0000000000b0';
const SERVICE_URL = 'https://smba.trafficmanager.net/uk/';
const HOUR = 3_600;

let keys: Awaited<ReturnType<typeof startKeyPublisher>>;
let door: Awaited<ReturnType<typeof openDoor>>;
let header = '';

beforeAll(async () => {
  keys = await startKeyPublisher(APP);
  door = await openDoor({
    settings: { identity: { kind: 'secret', appId: APP, tenant: TENANT, secret: 'not a real one' } },
    fixtures: { openIdMetadataUrl: keys.openIdMetadataUrl },
    authorization: async () => header,
    serviceUrl: SERVICE_URL,
    botId: `28:${APP}`,
  });
});
afterAll(async () => {
  await door.close();
  await keys.close();
});
// The SDK writes what it thinks of a token to the console.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const bearer = (token: string) => `Bearer ${token}`;
const install = { type: 'installationUpdate', action: 'add' };

/** What a sender is told, once it is sure that no handler heard of it. */
async function answerTo(authorization: string, activity: object = install) {
  header = authorization;
  const before = door.heard.length;
  const answer = await door.channel.post(ASHA, activity);
  return door.heard.length === before ? answer : 'heard';
}

const UNPROVED = { status: 401, text: 'The request does not prove who sent it.' };
const UNWANTED = { status: 403, text: 'This service does not talk with that sender.' };

describe('a sender', () => {
  it('with a good token of the channel is heard', async () => {
    header = bearer(await keys.token({ serviceUrl: SERVICE_URL }));
    expect(await door.channel.post(ASHA, install)).toEqual({ status: 200, text: '' });
    expect(door.heard.at(-1)).toMatchObject({ what: 'signOfLife', who: { person: ASHA.id, tenant: TENANT } });
  });

  it.each<[string, TokenClaims]>([
    ['for another bot', { audience: '00000000-0000-4000-8000-0000000000ff' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['of a tenant and not of the channel', { issuer: `https://sts.windows.net/${TENANT}/` }],
    ['of an issuer for emulators', { issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['that has expired', { from: -2 * HOUR, until: -HOUR }],
    ['that is not yet valid', { from: HOUR, until: 2 * HOUR }],
    ['for another service address', { serviceUrl: 'https://smba.trafficmanager.net/de/' }],
    ['for no service address', { serviceUrl: '' }],
    ['that never ends', { endless: true }],
    ['by a key for another channel', { key: 'skype' }],
    ['by a key that is endorsed for nothing', { key: 'none' }],
  ])('with a token %s is refused', async (_, claims) => {
    expect(await answerTo(bearer(await keys.token({ serviceUrl: SERVICE_URL, ...claims })))).toEqual(UNPROVED);
  });

  it('that speaks to another bot is refused, however good the token', async () => {
    const token = bearer(await keys.token({ serviceUrl: SERVICE_URL }));
    const recipient = { id: '28:00000000-0000-4000-8000-0000000000ff', name: 'Another' };
    expect(await answerTo(token, { ...install, recipient })).toEqual(UNPROVED);
  });

  it('with a token signed by another key is refused', async () => {
    expect(await answerTo(bearer(await keys.forged({ serviceUrl: SERVICE_URL })))).toEqual(UNPROVED);
  });

  it.each([
    ['no header', ''],
    ['no token', 'Bearer '],
    ['no JWT', 'Bearer nonsense'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
  ])('with %s is refused', async (_, authorization) => {
    expect(await answerTo(authorization)).toEqual(UNPROVED);
  });

  it.each(['ours', undefined])('with an unsigned token (key id %s) is refused', async (kid) => {
    const now = Math.floor(Date.now() / 1_000);
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
    const claims = { iss: ISSUER, aud: APP, serviceurl: SERVICE_URL, nbf: now - 60, exp: now + 600 };
    expect(await answerTo(bearer(`${part({ alg: 'none', typ: 'JWT', kid })}.${part(claims)}.`))).toEqual(UNPROVED);
  });

  it('with a token whose words were changed is refused', async () => {
    const [head, , signature] = (await keys.token({ serviceUrl: SERVICE_URL })).split('.');
    const changed = Buffer.from(JSON.stringify({ iss: ISSUER, aud: APP, exp: 9_999_999_999 })).toString('base64url');
    expect(await answerTo(bearer(`${head}.${changed}.${signature}`))).toEqual(UNPROVED);
  });

  it('of another tenant is refused, however good the token', async () => {
    const other = '00000000-0000-4000-8000-0000000000ff';
    const token = bearer(await keys.token({ serviceUrl: SERVICE_URL }));
    const conversation = { id: 'c', tenantId: other, conversationType: 'personal' };
    const channelData = { tenant: { id: other } };
    expect(await answerTo(token, { ...install, conversation, channelData })).toEqual(UNWANTED);
    expect(await answerTo(token, { ...install, conversation })).toEqual(UNWANTED);
  });

  it.each([
    'https://evil.example/',
    'http://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://botframework.com.evil.example/',
  ])('that wants its answers sent to %s is refused, however good the token', async (serviceUrl) => {
    expect(await answerTo(bearer(await keys.token({ serviceUrl })), { ...install, serviceUrl })).toEqual(UNWANTED);
  });

  it.each(['AseChannel', 'emulator', 'directline'])('on the channel %s is refused', async (channelId) => {
    const token = bearer(await keys.token({ serviceUrl: SERVICE_URL }));
    expect(await answerTo(token, { ...install, channelId })).toEqual(UNPROVED);
  });
});

describe('when the keys cannot be fetched', () => {
  it('a sender is told to come back, and nothing of why', async () => {
    const blind = await openDoor({
      settings: { identity: { kind: 'secret', appId: APP, tenant: TENANT, secret: 'not a real one' } },
      fixtures: { openIdMetadataUrl: 'http://127.0.0.1:1/openid' },
      authorization: async () => bearer(await keys.token({ serviceUrl: SERVICE_URL })),
      serviceUrl: SERVICE_URL,
    });
    const answer = await blind.channel.post(ASHA, install);
    expect(answer).toEqual({ status: 503, text: 'The sender cannot be checked at the moment.' });
    expect(blind.log.lines).toMatchObject([{ level: 'error', event: 'sign-in keys out of reach' }]);
    await blind.close();
  });
});
