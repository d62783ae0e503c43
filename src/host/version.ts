import { readFileSync } from 'node:fs';

/** As `package.json` says, in the source tree and in what is deployed. */
export function versionOfPackage(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
