import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../door.js';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Sends the pieces, one second apart, and the last again and again; resolves with how long the connection was left open. */
function openFor(pieces: readonly string[]): Promise<{ readonly ms: number; readonly answer: string }> {
  const { port, hostname } = new URL(door.url);
  const begun = performance.now();
  let answer = '';
  return new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let next = 0;
    const drip = setInterval(() => {
      socket.write(pieces[Math.min(next, pieces.length - 1)] ?? '');
      next += 1;
    }, 1_000);
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    // whoever drips on is reset
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      done({ ms: performance.now() - begun, answer });
    });
  });
}

const HEAD = 'POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';

describe.concurrent('A sender who takes too long', { timeout: 30_000 }, () => {
  it.each([
    ['says half a body and waits', [`${HEAD}Content-Length: 200\r\n\r\n{"type":`, ''], 13_000],
    ['drips a body', [`${HEAD}Content-Length: 200\r\n\r\n`, ' '], 13_000],
    ['drips a body in pieces', [`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'], 13_000],
    ['drips headers', [HEAD, 'X-Slow: 1\r\n'], 8_000],
    ['says nothing', [''], 13_000],
  ])('and %s is cut off', async (_how, pieces, longest) => {
    const { ms, answer } = await openFor(pieces);
    expect(ms).toBeLessThan(longest);
    expect(answer).not.toMatch(/^HTTP\/1.1 [25]/);
  });
});
