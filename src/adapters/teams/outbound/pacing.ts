import { type Limit, SlidingWindow } from './sliding-window.js';
import type { SteadyTime } from './steady-time.js';

/** Teams' own limits (learn.microsoft.com, "Optimize your bot: rate limiting"); older pages say 30 a second. */
export interface PacingLimits {
  /** Requests a second, for this app in one tenant. */
  readonly perTenant: number;
  /** Messages in one chat. */
  readonly perThread: readonly Limit[];
}

export const TEAMS_LIMITS: PacingLimits = {
  perTenant: 50,
  perThread: [
    { count: 7, ms: 1_000 },
    { count: 8, ms: 2_000 },
    { count: 60, ms: 30_000 },
    { count: 1_800, ms: 3_600_000 },
  ],
};

export type Admission =
  /** Leave now, and call `arrived` once the service has answered or the connection is over. */
  | { readonly kind: 'go'; readonly arrived: () => void }
  /** Its turn would not come within the longest wait; nothing may be sent. */
  | { readonly kind: 'tooLong' };

export interface Pacer {
  /** Resolves when a request may leave. A chat keeps its order; no chat and no tenant waits for another's backlog. */
  admit(tenant: string, thread: string): Promise<Admission>;
  /** The service answered 429: the chat rests for so many milliseconds. */
  hold(tenant: string, thread: string, milliseconds: number): void;
}

interface Waiting {
  readonly deadline: number;
  readonly done: (admission: Admission) => void;
}

interface Thread {
  readonly window: SlidingWindow;
  readonly waiting: Waiting[];
  /** `ready`: in the ring. `parked`: until its window opens. `blocked`: until one of its own arrives. */
  state: 'idle' | 'ready' | 'parked' | 'blocked';
}

interface Tenant {
  readonly window: SlidingWindow;
  readonly threads: Map<string, Thread>;
  /** Chats whose turn may have come, served round and round. */
  readonly ring: Thread[];
  waking: boolean;
}

/** What was answered can have been counted a little later by a clock that ticks otherwise. */
const JITTER_MS = 20;
/** A request that hangs has long arrived, and must not keep others waiting. */
const ARRIVED_AFTER_MS = 2_000;
const MOST_IDLE_THREADS = 10_000;

/**
 * A pacer over sliding windows of arrivals: requests that leave a second apart can arrive closer together, so
 * the moment that counts is the latest at which the service can have counted one. (rate-limiter-flexible counts in fixed windows, which let twice the limit
 * through around their edges, reads the machine's clock, and has no fairness between keys.)
 */
export function makePacer(time: SteadyTime, limits: PacingLimits = TEAMS_LIMITS, longestWaitMs = 300_000): Pacer {
  const lengthened = (limit: Limit) => ({ ...limit, ms: limit.ms + JITTER_MS });
  const perTenant = [lengthened({ count: limits.perTenant, ms: 1_000 })];
  const perThread = limits.perThread.map(lengthened);
  const tenants = new Map<string, Tenant>();

  function threadOf(tenantId: string, threadId: string): [Tenant, Thread] {
    let tenant = tenants.get(tenantId);
    if (tenant === undefined) {
      tenant = { window: new SlidingWindow(perTenant), threads: new Map(), ring: [], waking: false };
      tenants.set(tenantId, tenant);
    }
    let thread = tenant.threads.get(threadId);
    if (thread === undefined) {
      if (tenant.threads.size >= MOST_IDLE_THREADS) forgetIdle(tenant);
      thread = { window: new SlidingWindow(perThread), waiting: [], state: 'idle' };
      tenant.threads.set(threadId, thread);
    }
    return [tenant, thread];
  }

  function forgetIdle(tenant: Tenant): void {
    for (const [id, thread] of tenant.threads) {
      if (thread.state === 'idle' && thread.window.idle(time.now())) tenant.threads.delete(id);
    }
  }

  function ready(tenant: Tenant, thread: Thread): void {
    thread.state = 'ready';
    tenant.ring.push(thread);
  }

  function serve(tenant: Tenant): void {
    for (let thread = tenant.ring[0]; thread !== undefined; thread = tenant.ring[0]) {
      const now = time.now();
      const opens = tenant.window.nextAt(now);
      if (opens > now) {
        wake(tenant, opens - now);
        return;
      }
      tenant.ring.shift();
      serveOne(tenant, thread, now);
    }
  }

  function serveOne(tenant: Tenant, thread: Thread, now: number): void {
    const opens = thread.window.nextAt(now);
    const { waiting } = thread;
    while (waiting[0] !== undefined && waiting[0].deadline < now) waiting.shift()?.done({ kind: 'tooLong' });
    if (opens !== Number.POSITIVE_INFINITY) {
      while (waiting.length > 0 && (waiting.at(-1)?.deadline ?? 0) < opens) waiting.pop()?.done({ kind: 'tooLong' });
    }
    const first = waiting[0];
    if (first === undefined) thread.state = 'idle';
    else if (opens > now) park(tenant, thread, opens - now);
    else {
      waiting.shift();
      first.done({ kind: 'go', arrived: depart(tenant, thread) });
      if (waiting.length > 0) ready(tenant, thread);
      else thread.state = 'idle';
    }
  }

  function depart(tenant: Tenant, thread: Thread): () => void {
    let onTheWay = true;
    const arrived = () => {
      if (!onTheWay) return;
      onTheWay = false;
      cancel();
      tenant.window.arrive(time.now());
      thread.window.arrive(time.now());
      if (thread.state === 'blocked') ready(tenant, thread);
      serve(tenant);
    };
    tenant.window.depart();
    thread.window.depart();
    const cancel = time.after(ARRIVED_AFTER_MS, arrived);
    return arrived;
  }

  function park(tenant: Tenant, thread: Thread, milliseconds: number): void {
    thread.state = milliseconds === Number.POSITIVE_INFINITY ? 'blocked' : 'parked';
    if (thread.state === 'blocked') return;
    time.after(milliseconds, () => {
      ready(tenant, thread);
      serve(tenant);
    });
  }

  function wake(tenant: Tenant, milliseconds: number): void {
    if (tenant.waking || milliseconds === Number.POSITIVE_INFINITY) return;
    tenant.waking = true;
    time.after(milliseconds, () => {
      tenant.waking = false;
      serve(tenant);
    });
  }

  return {
    admit(tenantId, threadId) {
      const [tenant, thread] = threadOf(tenantId, threadId);
      return new Promise((done) => {
        thread.waiting.push({ deadline: time.now() + longestWaitMs, done });
        if (thread.state === 'idle') ready(tenant, thread);
        serve(tenant);
      });
    },
    hold(tenantId, threadId, milliseconds) {
      const [, thread] = threadOf(tenantId, threadId);
      thread.window.hold(time.now() + milliseconds);
    },
  };
}
