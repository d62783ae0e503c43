import type { Incoming } from './activity.js';

/** Whom the bot talks with. */
export interface AdmissionRules {
  /** Entra tenant ids; nobody else's people are answered. */
  readonly tenants: readonly string[];
  /** Host names, or `*.example.org` for every host below it, over HTTPS only. Not used in local mode. */
  readonly serviceHosts: readonly string[];
  /** No authentication; the channel must be on this machine's loopback. */
  readonly local: boolean;
}

/** Where Teams' Connector lives, in the public cloud. */
export const TEAMS_SERVICE_HOSTS: readonly string[] = ['smba.trafficmanager.net', '*.botframework.com'];

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

export type Admitted =
  | { readonly kind: 'admitted'; readonly tenant: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** What botbuilder's checks lack: channel, service address and tenant. Run after the token was found good. Pure. */
export function admits(rules: AdmissionRules, activity: Incoming): Admitted {
  // Other channels have other ways to prove themselves inside the SDK ("AseChannel"); we are on one.
  if (activity.channelId !== 'msteams') return refused('channel');
  if (!mayCall(rules, activity.serviceUrl)) return refused('service address');
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].flatMap((id) =>
    id ? [id.toLowerCase()] : [],
  );
  const [tenant] = named;
  if (tenant === undefined || named.some((id) => id !== tenant)) return refused('tenant');
  if (!rules.tenants.some((allowed) => allowed.toLowerCase() === tenant)) return refused('tenant');
  return { kind: 'admitted', tenant };
}

/** Whether messages, and with them the bot's token, may go to this address. */
export function mayCall(rules: AdmissionRules, serviceUrl: string): boolean {
  const url = parseUrl(serviceUrl);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (rules.local) return (url.protocol === 'http:' || url.protocol === 'https:') && LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return rules.serviceHosts.some((host) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1).toLowerCase()) : url.hostname === host.toLowerCase(),
  );
}

/** Whether a Host header names this machine: a page in a browser that rebound its name to us does not. */
export function isLoopbackHost(header: string | undefined): boolean {
  const url = parseUrl(`http://${header ?? ''}`);
  return url !== null && LOOPBACK.has(url.hostname);
}

function refused(reason: string): Admitted {
  return { kind: 'refused', reason };
}

// URL.parse came with Node 22.
function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
