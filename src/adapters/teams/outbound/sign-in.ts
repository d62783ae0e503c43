import type { Log } from '../../../app/store/ports.js';
import type { SteadyTime } from './steady-time.js';

/** What is known of the bot's own sign-in, for each tenant. */
export interface SignIn {
  /**
   * Why not to send now: the sign-in was refused a moment ago. Null: send. While it is refused, whoever gets the leave
   * is the one to try it again.
   */
  resting(tenant: string): string | null;
  /** `said`: Entra's own words, for the log alone: `reason` is what anybody may read at /readyz. */
  refused(tenant: string, reason: string, said?: string): void;
  /** The service has taken the sign-in, whatever it said of the request. */
  taken(tenant: string): void;
  /** Where it is refused and for how long; null where nothing is known to be wrong. */
  trouble(): string | null;
}

const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 60_000;

interface Refusal {
  readonly reason: string;
  readonly since: number;
  readonly tries: number;
  readonly nextAt: number;
}

/**
 * An expired secret or a lost permission is refused to everybody alike, and often for hours. So one request tries in
 * place of all: after half a second and twice as long each time, at most a minute. The log tells when it begins and ends.
 */
export function makeSignIn(time: SteadyTime, log: Log): SignIn {
  const refusals = new Map<string, Refusal>();
  const secondsOf = ({ since }: Refusal) => Math.round((time.now() - since) / 1_000);
  const after = (tries: number) => time.now() + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** tries);
  return {
    resting(tenant) {
      const known = refusals.get(tenant);
      if (known === undefined) return null;
      if (time.now() < known.nextAt) return known.reason;
      refusals.set(tenant, { ...known, tries: known.tries + 1, nextAt: after(known.tries + 1) });
      return null;
    },
    refused(tenant, reason, said) {
      if (refusals.has(tenant)) return;
      refusals.set(tenant, { reason, since: time.now(), tries: 0, nextAt: after(0) });
      // nobody can be told anything, so that the log is all that an administrator has
      log.error('sign-in refused', { tenant, reason, ...(said && { said }) });
    },
    taken(tenant) {
      const known = refusals.get(tenant);
      if (known === undefined) return;
      refusals.delete(tenant);
      log.info('sign-in taken again', { tenant, seconds: secondsOf(known) });
    },
    trouble() {
      const [first] = [...refusals.values()].sort((a, b) => a.since - b.since);
      if (first === undefined) return null;
      return `nothing can be sent: for ${secondsOf(first)} s the bot's sign-in has been refused (${first.reason})`;
    },
  };
}
