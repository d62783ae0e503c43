import { expect, it } from 'vitest';
import { makePacer, TEAMS_LIMITS } from '../../../../src/adapters/teams/outbound/pacing.js';
import { makeRequests } from '../../../../src/adapters/teams/outbound/requests.js';
import { makeSignIn } from '../../../../src/adapters/teams/outbound/sign-in.js';
import { machineTime } from '../../../../src/adapters/teams/outbound/steady-time.js';
import { makeRecordingLog } from '../door.js';

const SAID =
  "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'a1'.";

/** As MSAL throws it. */
const refused = Object.assign(
  new Error(`7000215 - [2026-11-29]: ${SAID} Trace ID: 1b Correlation ID: 2c Timestamp: 2026-11-29 12:00:00Z`),
  { name: 'ServerError', errorCode: 'invalid_client' },
);

it('The log says in the words of Entra why it gives no token; who asks at /readyz gets the number alone', async () => {
  const log = makeRecordingLog();
  const signIn = makeSignIn(machineTime, log);
  const ask = makeRequests({
    connectors: { create: () => Promise.reject(refused) } as never,
    stages: new WeakMap(),
    pacer: makePacer(machineTime, TEAMS_LIMITS),
    signIn,
    time: machineTime,
    log,
    timeoutMs: 1_000,
    mayCall: () => true,
    letGo: new AbortController().signal,
  });
  const place = { serviceUrl: 'https://smba.trafficmanager.net/uk/', tenant: 'a', thread: 'b' };
  expect(await ask(place, async () => undefined)).toMatchObject({ kind: 'notNow', why: 'signIn' });
  expect(log.lines).toMatchObject([{ event: 'sign-in refused', facts: { said: SAID } }]);
  expect(signIn.trouble()).toMatch(/\(ServerError invalid_client AADSTS7000215\)$/);
});
