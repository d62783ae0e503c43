import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Whether a program could listen on that port of 127.0.0.1 now. Port 0 is always free. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The first free port at or after `port` on 127.0.0.1; for 0 any free port that the kernel names.
 * Somebody else may take it a moment later: whoever uses it must still look at what they got.
 * @throws when the next 100 ports are all taken.
 */
export async function freePortFrom(port: number): Promise<number> {
  if (port === 0) {
    return anyFreePort();
  }
  const last = Math.min(port + 99, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (await isFree(candidate)) {
      return candidate;
    }
  }
  throw new Error(`No port from ${port} to ${last} is free.`);
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: LOOPBACK }, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') {
          reject(new Error('The kernel named no port.'));
        } else {
          resolve(address.port);
        }
      });
    });
  });
}
