import type { PackagedApp } from '../../adapters/teams/packaged-app.js';
import type { Looked } from '../../adapters/web-look.js';
import { bad, doubtful, type Finding, good, notLooked } from './finding.js';

/** A clock that is further off than this signs tokens and closes quarters at the wrong time. */
const TOO_FAR_MS = 5 * 60_000;
const FAR_MS = 30_000;

/** The machine's clock beside that of somebody else's server. Its `Date` counts whole seconds. */
export function judgeClock(nowMs: number, server: Looked, host: string): Finding {
  if (server.kind === 'silent' || server.dateMs === null) {
    return notLooked('clock', `Not compared: ${host} does not tell the time from here.`);
  }
  const offMs = nowMs - server.dateMs;
  const seconds = Math.round(Math.abs(offMs) / 1_000);
  const how = `This machine's clock is ${seconds} s ${offMs < 0 ? 'behind' : 'ahead of'} that of ${host}.`;
  const todo = 'Set it by NTP ("timedatectl set-ntp true"); a container takes the clock of its host.';
  if (Math.abs(offMs) > TOO_FAR_MS) return bad('clock', how, todo);
  return Math.abs(offMs) > FAR_MS ? doubtful('clock', how, todo) : good('clock', how);
}

/** What people and Teams find under the public address. `readyz` is what was seen there. */
export function judgeAddress(publicUrl: string | null, readyz: Looked | null): Finding {
  if (publicUrl === null || readyz === null) {
    return doubtful(
      'address',
      'PUBLIC_URL is not set, so links in messages lead to where the service listens.',
      'Set PUBLIC_URL to the address under which Teams finds the service, such as https://quarterdeck.northmoor.example.',
    );
  }
  if (!publicUrl.startsWith('https://')) {
    return bad('address', `PUBLIC_URL is ${publicUrl}, and Teams speaks https alone.`, 'Give it an https:// address.');
  }
  const where = `${publicUrl.replace(/\/+$/, '')}/readyz`;
  if (readyz.kind === 'silent') {
    return bad(
      'address',
      `${where} cannot be reached from here (${readyz.reason}).`,
      'Is the service running, and does the name lead to it? From inside a closed network this may be as it should.',
    );
  }
  if (readyz.status === 503) {
    return bad('address', `${where} says: ${readyz.text}`, 'Mend what it says; the log of the service tells more.');
  }
  if (readyz.status !== 200 || !readyz.text.startsWith('ready')) {
    return bad(
      'address',
      `${where} answers ${readyz.status}, which is not how Quarterdeck answers.`,
      'Look where PUBLIC_URL leads: a proxy, another program, or a sign-in page in front of it.',
    );
  }
  return readyz.text === 'ready'
    ? good('address', `${where} says: ready`)
    : doubtful('address', `${where} says: ${readyz.text}`, 'Mend what it says; people are still answered.');
}

/** What the app package names, beside what the settings name. */
export function judgePackage(
  app: PackagedApp,
  { appId, publicUrl }: { readonly appId: string | null; readonly publicUrl: string | null },
): Finding {
  if (app.kind === 'unreadable') return bad('package', app.reason, 'Make one with "quarterdeck package".');
  const host = publicUrl === null ? null : new URL(publicUrl).host;
  const wrong = [
    appId !== null && app.botId !== appId.toLowerCase() ? `its bot is ${app.botId}, the settings name ${appId}` : null,
    host !== null && !app.domains.includes(host)
      ? `it lets Teams open ${app.domains.join(' and ')}, PUBLIC_URL leads to ${host}`
      : null,
  ].filter((each) => each !== null);
  if (wrong.length > 0) {
    return bad(
      'package',
      `The app package does not fit: ${wrong.join('; ')}.`,
      `Make it again (quarterdeck package --bot-id ${appId ?? 'ID'} --domain ${host ?? 'HOST'}) and upload it in the Teams admin centre.`,
    );
  }
  return good('package', `Version ${app.version} for bot ${app.botId} at ${app.domains.join(' and ')}.`);
}
