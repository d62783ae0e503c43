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

/** `tooLong`: its turn would not come within the longest wait; nothing was sent. */
export type Admission = 'go' | 'tooLong';

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
  /** In the ring of the ready, or parked until its window opens. */
  scheduled: boolean;
}

interface Tenant {
  readonly window: SlidingWindow;
  readonly threads: Map<string, Thread>;
  /** Chats whose turn may have come, served round and round. */
  readonly ring: Thread[];
  waking: boolean;
}

/**
 * Two requests that leave a second apart can arrive closer together, so each window is kept a little longer
 * than Teams measures it.
 */
const JITTER_MS = 20;
const MOST_IDLE_THREADS = 10_000;

/**
 * A pacer over sliding windows. (rate-limiter-flexible counts in fixed windows, which let twice the limit
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
      thread = { window: new SlidingWindow(perThread), waiting: [], scheduled: false };
      tenant.threads.set(threadId, thread);
    }
    return [tenant, thread];
  }

  function forgetIdle(tenant: Tenant): void {
    for (const [id, thread] of tenant.threads) {
      if (!thread.scheduled && thread.window.idle(time.now())) tenant.threads.delete(id);
    }
  }

  function serve(tenant: Tenant): void {
    for (let thread = tenant.ring[0]; thread !== undefined; thread = tenant.ring[0]) {
      const now = time.now();
      const tenantOpens = tenant.window.nextAt(now);
      if (tenantOpens > now) {
        wake(tenant, tenantOpens - now);
        return;
      }
      tenant.ring.shift();
      serveOne(tenant, thread, now);
    }
  }

  function serveOne(tenant: Tenant, thread: Thread, now: number): void {
    while (thread.waiting[0] !== undefined && thread.waiting[0].deadline < now) thread.waiting.shift()?.done('tooLong');
    const opens = thread.window.nextAt(now);
    while (thread.waiting.length > 0 && (thread.waiting.at(-1)?.deadline ?? 0) < opens)
      thread.waiting.pop()?.done('tooLong');
    const first = thread.waiting[0];
    if (first === undefined) {
      thread.scheduled = false;
      return;
    }
    if (opens > now) {
      park(tenant, thread, opens - now);
      return;
    }
    thread.waiting.shift();
    thread.window.record(now);
    tenant.window.record(now);
    first.done('go');
    if (thread.waiting.length > 0) tenant.ring.push(thread);
    else thread.scheduled = false;
  }

  function park(tenant: Tenant, thread: Thread, milliseconds: number): void {
    time.after(milliseconds, () => {
      tenant.ring.push(thread);
      serve(tenant);
    });
  }

  function wake(tenant: Tenant, milliseconds: number): void {
    if (tenant.waking) return;
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
        if (!thread.scheduled) {
          thread.scheduled = true;
          tenant.ring.push(thread);
        }
        serve(tenant);
      });
    },
    hold(tenantId, threadId, milliseconds) {
      const [, thread] = threadOf(tenantId, threadId);
      thread.window.hold(time.now() + milliseconds);
    },
  };
}
