import { describe, expect, it } from 'vitest';
import { makeConnections } from '../../../../src/adapters/connections.js';
import { isLoopbackHost, mayCall, TEAMS_SERVICE_HOSTS } from '../../../../src/adapters/teams/identity/admission.js';
import { readIdentity } from '../../../../src/adapters/teams/identity/identity.js';
import { makeTeams } from '../../../../src/adapters/teams/teams.js';
import { makeRecordingLog } from '../door.js';

const appId = '00000000-0000-4000-8000-0000000000b0';
const tenant = '00000000-0000-4000-8000-000000000001';
const single = { appType: 'SingleTenant', appId, tenant };

describe('the identity', () => {
  it.each([
    [
      { appType: 'UserAssignedMSI', appId, tenant },
      { kind: 'managedIdentity', appId, tenant },
    ],
    [
      { ...single, federatedClientId: 'f' },
      { kind: 'federated', appId, tenant, clientId: 'f' },
    ],
    [
      { ...single, secret: 's', federatedClientId: '' },
      { kind: 'secret', appId, tenant, secret: 's' },
    ],
    [
      { ...single, certificateThumbprint: 't', certificateKey: 'k' },
      { kind: 'certificate', appId, tenant, thumbprint: 't', privateKey: 'k' },
    ],
  ])('is read from its settings: %j', (settings, identity) => {
    expect(readIdentity(settings)).toEqual({ kind: 'identity', identity });
  });

  it.each([
    ['no app type', { appId, tenant, secret: 's' }, 'missing'],
    ['MultiTenant', { ...single, appType: 'MultiTenant', secret: 's' }, 'MultiTenant'],
    ['a misspelt app type', { ...single, appType: 'SingelTenant', secret: 's' }, 'neither'],
    ['another case', { ...single, appType: 'singletenant', secret: 's' }, 'neither'],
    ['no app id', { ...single, appId: '', secret: 's' }, 'app id'],
    ['an app id that is no GUID', { ...single, appId: 'quarterdeck', secret: 's' }, 'app id'],
    ['no tenant', { ...single, tenant: undefined, secret: 's' }, 'tenant'],
    ['no proof', single, 'exactly one'],
    ['two proofs', { ...single, secret: 's', federatedClientId: 'f' }, 'exactly one'],
    ['half a certificate', { ...single, certificateThumbprint: 't' }, 'both'],
    ['a secret beside a managed identity', { ...single, appType: 'UserAssignedMSI', secret: 's' }, 'no secret'],
  ])('is refused with %s', (_, settings, words) => {
    expect(readIdentity(settings)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) });
  });

  it('for everybody is never taken', () => {
    const log = makeRecordingLog();
    expect(() => makeTeams({ identity: { kind: 'none' }, tenants: [], log, connections: makeConnections() })).toThrow(
      RangeError,
    );
  });
});

describe('a service address', () => {
  const rules = { tenants: [tenant], serviceHosts: TEAMS_SERVICE_HOSTS, local: false };
  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://SMBA.trafficmanager.net/emea/', true],
    ['https://europe.botframework.com', true],
    ['https://botframework.com.evil.example', false],
    ['https://evilbotframework.com', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['https://user@smba.trafficmanager.net/', false],
    ['http://smba.trafficmanager.net/', false],
    ['http://127.0.0.1/', false],
    ['', false],
  ])('%s may be called: %s', (url, may) => expect(mayCall(rules, url)).toBe(may));

  it.each([
    ['http://127.0.0.1:56150/_connector', true],
    ['http://localhost:1', true],
    ['http://[::1]:1', true],
    ['http://0.0.0.0:1', false],
    ['http://10.0.0.1', false],
    ['https://smba.trafficmanager.net/', false],
    ['file:///etc/passwd', false],
  ])('%s may be called in local mode: %s', (url, may) => expect(mayCall({ ...rules, local: true }, url)).toBe(may));

  it.each([
    ['127.0.0.1:3978', true],
    ['localhost', true],
    ['[::1]:3978', true],
    ['evil.example', false],
    [undefined, false],
  ])('the Host header %s names this machine: %s', (host, is) => expect(isLoopbackHost(host)).toBe(is));
});
