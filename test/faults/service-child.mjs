// A service in a process of its own that sweeps when it is told to, for the tests that let two of them share a store.
// node service-child.mjs, settings from the environment; "sweep" on standard input, "swept, N posts" back; ends at SIGTERM.
import { subscribe } from 'node:diagnostics_channel';
import { createInterface } from 'node:readline';
import { makeLog } from '../../dist/adapters/log.js';
import { readConfig } from '../../dist/host/config.js';
import { startService } from '../../dist/host/service.js';
import { readCast } from '../../dist/local/cast/people.js';

// Every message to a chat leaves this process as a POST below /v3/conversations.
let posts = 0;
subscribe('http.client.request.start', ({ request }) => {
  if (request.method === 'POST' && request.path.startsWith('/v3/conversations/')) posts += 1;
});

const local = { tenant: readCast().tenant };
const service = await startService({ config: readConfig(), log: makeLog('error'), local });
process.stdout.write(`A service for tests listens on ${service.url}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line !== 'sweep') return;
  void service.sweep().then(() => process.stdout.write(`swept, ${posts} posts\n`));
});

process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
