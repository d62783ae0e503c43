import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { makeConnections } from '../../src/adapters/connections.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A server that counts its connections; each request is answered by `answer`. */
async function counting(answer: http.RequestListener = (_, response) => response.end('yes')) {
  const server = http.createServer(answer);
  const counts = { made: 0 };
  server.on('connection', () => {
    counts.made += 1;
  });
  return { url: `http://127.0.0.1:${await portOf(server)}`, counts };
}

const PSK = Buffer.from('of this test alone, sixteen bytes and more');

/** One request: its status, or the code of its error; and whether it was said to leave. */
async function get(
  connections: ReturnType<typeof makeConnections>,
  url: string,
  { signal, before }: { readonly signal?: AbortSignal; readonly before?: (agent: http.Agent) => void } = {},
) {
  let left = false;
  const agent = await connections.agentFor(url);
  before?.(agent);
  const came = await connections.watching(
    () => {
      left = true;
    },
    () =>
      new Promise<number | string | undefined>((done) => {
        const options = {
          agent,
          ...(signal && { signal }),
          ...(url.startsWith('https:') && {
            ciphers: 'PSK',
            maxVersion: 'TLSv1.2',
            pskCallback: () => ({ psk: PSK, identity: 'us' }),
            checkServerIdentity: () => undefined,
          }),
        } as https.RequestOptions;
        const request = (url.startsWith('https:') ? https : http).get(url, options, (response) => {
          response.resume().on('end', () => done(response.statusCode));
        });
        request.on('error', (error: NodeJS.ErrnoException) => done(error.code));
      }),
  );
  return { came, left };
}

describe('A connection', () => {
  it('is used again at once, and not after it has rested too long', async () => {
    const { url, counts } = await counting();
    const connections = makeConnections({ restMs: 50 });
    await get(connections, url);
    await get(connections, url);
    expect(counts.made).toBe(1);
    const [resting] = Object.values((await connections.agentFor(url)).freeSockets).flat();

    await once(resting as never, 'close');
    await get(connections, url);

    expect(counts.made).toBe(2);
  });

  it.each([0, 1])('that has rested too long is not used even if the timer is late (by clock %i)', async (which) => {
    const { url, counts } = await counting();
    const time = [0, 0];
    const connections = makeConnections({ restMs: 1_000, clocks: [() => time[0] ?? 0, () => time[1] ?? 0] });
    await get(connections, url);
    time[which] = 999;
    await get(connections, url);
    expect(counts.made).toBe(1);

    time[which] = 1_999;
    await get(connections, url);

    expect(counts.made).toBe(2);
  });

  it('that the other side has closed is not used, though nothing was said of it', async () => {
    const server = createServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
      socket.on('error', () => undefined);
    });
    const url = `http://127.0.0.1:${await portOf(server)}`;
    const connections = makeConnections();
    const came = [];
    for (let times = 0; times < 20; times += 1) came.push((await get(connections, url)).came);
    expect(came).toEqual(Array(20).fill(200));
  });

  it('may be silent for longer while an answer is on its way', async () => {
    const { url } = await counting((_, response) => void setTimeout(() => response.end('at last'), 200));
    expect(await get(makeConnections({ restMs: 20 }), url)).toEqual({ came: 200, left: true });
  });
});

describe('A request', () => {
  it('leaves over a new connection, a kept one, and one with TLS', async () => {
    const { url } = await counting();
    const connections = makeConnections();
    expect(await get(connections, url)).toEqual({ came: 200, left: true });
    expect(await get(connections, url)).toEqual({ came: 200, left: true });
    const secure = https.createServer(
      { ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback: () => PSK },
      (_, response) => response.end('yes'),
    );
    expect(await get(connections, `https://127.0.0.1:${await portOf(secure)}`)).toEqual({ came: 200, left: true });
  });

  it('has left when the connection breaks after it', async () => {
    const { url } = await counting((request) => request.socket.destroy());
    expect(await get(makeConnections(), url)).toEqual({ came: 'ECONNRESET', left: true });
  });

  it('has not left where nobody listens', async () => {
    const closed = createServer();
    const port = await portOf(closed);
    closed.close();
    expect(await get(makeConnections(), `http://127.0.0.1:${port}`)).toEqual({ came: 'ECONNREFUSED', left: false });
  });

  it('has not left where no TLS comes about', async () => {
    const breaking = createServer((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    expect(await get(makeConnections(), `https://127.0.0.1:${await portOf(breaking)}`)).toEqual({
      came: 'ECONNRESET',
      left: false,
    });
    const silent = createServer();
    const heard = once(silent, 'connection');
    const abort = new AbortController();
    const asked = get(makeConnections(), `https://127.0.0.1:${await portOf(silent)}`, { signal: abort.signal });
    const [socket] = await heard;
    abort.abort();
    expect(await asked).toEqual({ came: 'ABORT_ERR', left: false });
    socket.destroy();
  });

  it('has not left to a server that is not the one it says', async () => {
    const stranger = createTlsServer({
      ciphers: 'PSK',
      maxVersion: 'TLSv1.2',
      pskCallback: () => Buffer.from('other'),
    });
    stranger.on('tlsClientError', () => undefined);
    const { came, left } = await get(makeConnections(), `https://127.0.0.1:${await portOf(stranger)}`);
    expect({ came: typeof came, left }).toEqual({ came: 'string', left: false });
  });

  it('has not left over a kept connection that is found closed', async () => {
    let answers: http.ServerResponse[] = [];
    const { url } = await counting((_, response) => {
      answers = [...answers, response];
      if (answers.length === 2) for (const each of answers) each.end('yes');
    });
    const connections = makeConnections();
    await Promise.all([get(connections, url), get(connections, url)]);

    const before = ({ freeSockets }: http.Agent) => {
      const kept = Object.values(freeSockets).flat();
      expect(kept).toHaveLength(2);
      kept.at(-1)?.destroy();
    };
    const found = await get(connections, url, { before });

    expect(found).toEqual({ came: 'ECONNRESET', left: false });
  });
});
