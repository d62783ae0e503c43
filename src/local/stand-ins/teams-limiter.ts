/** Teams' limits on what a bot sends: in one second for each tenant, and four stretches for each chat. */
const PER_TENANT = { count: 50, ms: 1_000 };
const PER_CHAT = [
  { count: 7, ms: 1_000 },
  { count: 8, ms: 2_000 },
  { count: 60, ms: 30_000 },
  { count: 1_800, ms: 3_600_000 },
];

/** Counts over sliding stretches, as a strict service would; a refused request counts for nothing. */
export interface TeamsLimiter {
  /** Null when the request is within all limits (and counted), else the milliseconds until it would be. */
  refuses(tenant: string, chat: string, now: number): number | null;
}

export function makeTeamsLimiter(): TeamsLimiter {
  const went = new Map<string, number[]>();
  const wait = (key: string, count: number, ms: number, now: number) => {
    const times = went.get(key) ?? [];
    const blocking = times[times.length - count];
    return blocking === undefined ? 0 : Math.max(0, blocking + ms - now);
  };
  const count = (key: string, now: number, most: number) => {
    const times = went.get(key) ?? [];
    times.push(now);
    went.set(key, times.length > most * 2 ? times.slice(-most) : times);
  };
  return {
    refuses(tenant, chat, now) {
      const tenantKey = `tenant ${tenant}`;
      const chatKey = `chat ${chat}`;
      const waits = PER_CHAT.map((limit) => wait(chatKey, limit.count, limit.ms, now));
      const longest = Math.max(wait(tenantKey, PER_TENANT.count, PER_TENANT.ms, now), ...waits);
      if (longest > 0) return longest;
      count(tenantKey, now, PER_TENANT.count);
      count(chatKey, now, 1_800);
      return null;
    },
  };
}
