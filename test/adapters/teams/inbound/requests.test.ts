import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASHA, openDoor } from '../door.js';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

async function post(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const response = await fetch(`${door.url}/api/messages`, { method: 'POST', headers, body });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const PLAIN = 'text/plain; charset=utf-8';

describe('a request that is no activity', () => {
  const whole = { type: 'message', channelId: 'msteams', serviceUrl: 'x', from: { id: 'a' }, recipient: { id: 'b' } };
  it.each([
    ['an empty object', '{}', 400],
    ['a type that is a number', '{"type":5}', 400],
    ['an array', '[]', 400],
    ['a number', '7', 400],
    ['nothing', '', 400],
    ['no JSON', '{"type":', 400],
    ['an activity without a conversation', JSON.stringify(whole), 400],
    [
      'an activity without a service address',
      JSON.stringify({ ...whole, conversation: { id: 'c' }, serviceUrl: null }),
      400,
    ],
    ['very deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    ['two megabytes', JSON.stringify({ type: 'message', text: 'x'.repeat(2_000_000) }), 413],
  ])('%s is refused in plain words and the service lives', async (_, body, status) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status, type: PLAIN });
    expect(answer.text).toMatch(/^[A-Z][a-zA-Z /.]+\.$/);
    expect((await door.channel.type(ASHA, 'still there?')).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'of type %s gets 415',
    async (type) => {
      expect(await post('{"type":"message"}', { 'content-type': type })).toMatchObject({ status: 415, type: PLAIN });
    },
  );

  it('with a charset that does not exist gets 415', async () => {
    const answer = await post('{}', { 'content-type': 'application/json; charset=klingon' });
    expect(answer).toMatchObject({ status: 415, type: PLAIN });
  });

  it('sent with another method gets 405, and to another place 404', async () => {
    expect((await fetch(`${door.url}/api/messages`)).status).toBe(405);
    expect((await fetch(`${door.url}/elsewhere`)).status).toBe(404);
  });

  it('for another host name than this machine is refused in local mode', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((done) => {
      const options = { method: 'POST', headers: { host: 'evil.example', 'content-type': 'application/json' } };
      request(`${door.url}/api/messages`, options, (response) => done(response.resume().statusCode)).end('{}');
    });
    expect(status).toBe(403);
  });
});

describe('local mode', () => {
  it('answers only to this machine', async () => {
    await expect(door.server.listen(0, '0.0.0.0')).rejects.toThrow('this machine only');
    const answer = await door.channel.post(ASHA, {
      type: 'message',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
    });
    expect(answer.status).toBe(403);
  });

  it('keeps to its tenant and its channel', async () => {
    const other = '00000000-0000-4000-8000-0000000000ff';
    const elsewhere = { id: 'c', tenantId: other, conversationType: 'personal' };
    expect((await door.channel.post(ASHA, { type: 'message', conversation: elsewhere })).status).toBe(403);
    const split = { channelData: { tenant: { id: other } } };
    expect((await door.channel.post(ASHA, { type: 'message', ...split })).status).toBe(403);
    const none = { conversation: { id: 'c' }, channelData: {} };
    expect((await door.channel.post(ASHA, { type: 'message', ...none })).status).toBe(403);
    expect((await door.channel.post(ASHA, { type: 'message', channelId: 'AseChannel' })).status).toBe(403);
  });
});

describe('health', () => {
  it('is 200 while the process lives', async () => {
    expect((await fetch(`${door.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${door.url}/readyz`)).status).toBe(200);
  });

  it.each(['/healthz', '/readyz', '/files/none', '/nothing'])(
    'is told, like all else, with a policy that lets a page run nothing: %s',
    async (path) => {
      const policy = (await fetch(`${door.url}${path}`)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
    },
  );
});
