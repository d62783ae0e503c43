import { TableUnavailableError } from '../../../app/store/table-unavailable.js';

const EMULATOR = 'http://127.0.0.1:10002/devstoreaccount1';

/** The address to which a connection string leads, without any secret that may stand in it. */
export function endpointOf(connectionString: string): string {
  if (/^\s*UseDevelopmentStorage=true/i.test(connectionString)) return EMULATOR;
  const part = (name: string): string | undefined =>
    new RegExp(`(?:^|;)\\s*${name}=([^;]*)`, 'i').exec(connectionString)?.[1];
  const protocol = part('DefaultEndpointsProtocol') ?? 'https';
  const host = `${part('AccountName') ?? ''}.table.${part('EndpointSuffix') ?? 'core.windows.net'}`;
  return (part('TableEndpoint') ?? `${protocol}://${host}`).replace(/[?#].*$/, '');
}

export function isThisMachine(endpoint: string): boolean {
  return /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/i.test(endpoint);
}

/** A key, a token and people's texts travel over TLS, except within this machine. */
export function assertPrivate(endpoint: string): void {
  if (/^https:\/\//i.test(endpoint)) return;
  throw new TableUnavailableError('The endpoint of Azure Table storage must begin with https://.');
}
