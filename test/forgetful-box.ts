import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A middle box: passes connections on, and forgets each one on which nothing was said for a while. */
export interface ForgetfulBox {
  readonly port: number;
  /** Connections that were ever made through it, and those among them into which something was sent in vain. */
  readonly counts: { readonly made: number; readonly lost: number };
  /** Resolves when no connection is open any more but forgotten ones. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Neither end is told when a connection is forgotten. What is then sent into it comes to nothing: it is answered with a
 * reset, or never (`swallow`), as real boxes do.
 */
export async function startForgetfulBox(
  to: { readonly host: string; readonly port: number },
  { silentMs = 2_000, then = 'reset' }: { silentMs?: number; then?: 'reset' | 'swallow' } = {},
): Promise<ForgetfulBox> {
  const counts = { made: 0, lost: 0 };
  const known = new Set<Socket>();
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  const forget = (socket: Socket) => {
    if (!known.delete(socket)) return;
    for (const watcher of watchers) watcher();
  };
  const server = createServer((near) => {
    counts.made += 1;
    const far = connect(to.port, to.host);
    known.add(near);
    let timer = setTimeout(forget, silentMs, near);
    let isLost = false;
    for (const [from, onward] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (known.has(near)) {
          clearTimeout(timer);
          timer = setTimeout(forget, silentMs, near);
          onward.write(bytes);
          return;
        }
        if (!isLost) counts.lost += 1;
        isLost = true;
        if (then === 'reset') from.resetAndDestroy();
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        clearTimeout(timer);
        sockets.delete(from);
        if (known.has(near)) onward.destroy();
        forget(near);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    quiet: () =>
      new Promise((done) => {
        const check = () => {
          if (known.size > 0) return;
          watchers.delete(check);
          done();
        };
        watchers.add(check);
        check();
      }),
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
