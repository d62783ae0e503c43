import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/**
 * How long a connection may rest before it is closed, in milliseconds. Firewalls, NAT gateways and load balancers forget
 * a silent connection without a word to its ends; what is then sent into it is lost. The hastiest seen took 2 s.
 */
const LONGEST_REST_MS = 1_000;

/** Outgoing HTTP connections that are kept between requests, but never longer than any box on the way remembers them. */
export interface Connections {
  /** What `http.request` takes as its `agent` for this address; to be asked for right before the request is made. */
  readonly agentFor: (url: string) => Promise<http.Agent>;
  /**
   * Runs `start`, which makes one request through an agent of ours, and calls `leaves` when its first byte may go out:
   * once a new connection stands (with TLS: and is trusted), or at once over one that was kept and is still open.
   */
  watching<Result>(leaves: () => void, start: () => Result): Result;
}

/** Milliseconds: the monotonic clock is set by nobody, and the wall clock goes on while the machine sleeps. */
const CLOCKS: readonly (() => number)[] = [() => performance.now(), Date.now];

/** `clocks`: a connection has rested as long as the one says by which it was longest. */
export function makeConnections({ restMs = LONGEST_REST_MS, clocks = CLOCKS } = {}): Connections {
  const watchers = new AsyncLocalStorage<() => void>();
  // Node closes what has rested for `timeout`; a connection in use may be silent for longer
  const options = { keepAlive: true, timeout: restMs };
  const restingSince = new WeakMap<Duplex, readonly number[]>();

  function watched(agent: http.Agent): http.Agent {
    const createConnection = agent.createConnection.bind(agent);
    const keepSocketAlive = agent.keepSocketAlive.bind(agent);
    const reuseSocket = agent.reuseSocket.bind(agent);
    return Object.assign(agent, {
      createConnection: (...parameters: Parameters<http.Agent['createConnection']>) => {
        const socket = createConnection(...parameters);
        const leaves = watchers.getStore();
        // before any listener by which Node writes what waits for the connection
        if (leaves !== undefined) socket?.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', leaves);
        return socket;
      },
      keepSocketAlive: (socket: Duplex) => {
        restingSince.set(
          socket,
          clocks.map((clock) => clock()),
        );
        return keepSocketAlive(socket);
      },
      reuseSocket: (socket: Duplex, request: http.ClientRequest) => {
        if (!socket.destroyed) watchers.getStore()?.();
        reuseSocket(socket, request);
      },
    });
  }

  /** Node's timers come late when something long has held the thread: then what has rested too long is still there. */
  function closeRested(agent: http.Agent): void {
    for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) {
      const since = restingSince.get(socket) ?? [];
      if (clocks.some((clock, place) => clock() - (since[place] ?? 0) >= restMs)) socket.destroy();
    }
  }

  const plain = watched(new http.Agent(options));
  const secure = watched(new https.Agent(options));
  return {
    async agentFor(url) {
      await allThatCame();
      const agent = new URL(url).protocol === 'https:' ? secure : plain;
      closeRested(agent);
      return agent;
    },
    watching: (leaves, start) => watchers.run(leaves, start),
  };
}

/**
 * Lets Node read what has come over its connections: one that the other side has closed is then not taken for a request,
 * which would be lost in it. The first turn may begin after this round's reading, so the second is the one that counts.
 */
async function allThatCame(): Promise<void> {
  for (const _turn of ['first', 'second']) await new Promise((done) => setImmediate(done));
}
