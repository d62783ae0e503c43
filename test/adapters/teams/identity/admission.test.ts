import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../../../src/adapters/teams/identity/activity.js';
import { type AdmissionRules, admits, TEAMS_SERVICE_HOSTS } from '../../../../src/adapters/teams/identity/admission.js';

const [OURS, ALSO_OURS, THEIRS] = [1, 2, 3].map((each) => `00000000-0000-4000-8000-00000000000${each}`) as [
  string,
  string,
  string,
];
const RULES: AdmissionRules = { tenants: [OURS, ALSO_OURS], serviceHosts: TEAMS_SERVICE_HOSTS, local: false };
const activity: Incoming = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/uk/',
  from: { id: '29:somebody' },
  recipient: { id: '28:bot' },
  conversation: { id: 'c', tenantId: OURS },
};
const told = (over: Partial<Incoming>) => admits(RULES, { ...activity, ...over });

describe('Who is let in once the token is good', () => {
  it('is somebody of a tenant of ours, by Teams', () => {
    expect(told({})).toEqual({ kind: 'admitted', tenant: OURS });
    expect(told({ channelData: { tenant: { id: OURS.toUpperCase() } } })).toEqual({ kind: 'admitted', tenant: OURS });
  });

  it.each<[string, Partial<Incoming>, string]>([
    ['over another channel', { channelId: 'directline' }, 'channel'],
    ['from another service', { serviceUrl: 'https://evil.example/' }, 'service address'],
    ['of another tenant', { conversation: { id: 'c', tenantId: THEIRS } }, 'tenant'],
    ['of no tenant', { conversation: { id: 'c' } }, 'tenant'],
    ['of two tenants at once, both ours', { channelData: { tenant: { id: ALSO_OURS } } }, 'tenant'],
  ])('is nobody %s', (_how, over, reason) => {
    expect(told(over)).toEqual({ kind: 'refused', reason });
  });
});
