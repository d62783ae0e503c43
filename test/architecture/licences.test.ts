import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: true;
}

/** Licences under which a package may be deployed without anybody being asked: they want a notice and nothing else. */
const FREE = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'];

/** What was looked at one by one. A package that is not here, with another licence, is for a person to look at. */
const LOOKED_AT: Readonly<Record<string, readonly [string, string]>> = {
  argparse: [
    'PSF-2.0',
    'a port of a module of Python: free to use and change, with the notice, which comes in its folder',
  ],
  'date-holidays': [
    '(ISC AND CC-BY-3.0)',
    'the program is under ISC. Its data was made from articles of Wikipedia, under CC BY-SA 3.0 by its `LICENSE`; the articles are named there. Whoever changes the data passes it on under the same licence; we use it unchanged. `/terms` of the service names it',
  ],
  jspath: ['none stated', 'its package names no licence; its file `LICENSE` is that of MIT'],
};

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const DEPLOYED = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && dev !== true)
  .map(([path, { version, license = 'none stated' }]) => ({
    path,
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    license,
  }));

function listed(): string {
  const byLicence = new Map<string, Set<string>>();
  for (const { name, version, license } of DEPLOYED)
    byLicence.set(license, (byLicence.get(license) ?? new Set()).add(`${name} ${version}`));
  const common = (text: string, other: string) => (text < other ? -1 : 1);
  return [
    '# Licences of what is deployed\n',
    'Quarterdeck is under the [MIT licence](https://opensource.org/license/mit). With it come the packages below, each with its own notice in its folder below',
    '`node_modules`. A test makes this list from `package-lock.json` (`npx vitest run test/architecture/licences.test.ts -u` writes it again)',
    'and refuses a licence that nobody has looked at.\n',
    '## Looked at one by one\n',
    ...Object.entries(LOOKED_AT).map(([name, [licence, why]]) => `- **${name}** (${licence}): ${why}.`),
    ...[...byLicence]
      .sort(([a], [b]) => common(a, b))
      .flatMap(([licence, names]) => {
        const all = [...names].sort(common);
        return [`\n## ${licence} (${all.length})\n`, `${all.join(', ')}.`];
      }),
    '',
  ].join('\n');
}

describe('The licences of what is deployed', () => {
  it('are all listed in docs/licences.md', async () => {
    expect(DEPLOYED.length).toBeGreaterThan(200);
    await expect(listed()).toMatchFileSnapshot('../../docs/licences.md');
  });

  it('are free ones, or were looked at', () => {
    const unknown = DEPLOYED.filter(({ name, license }) => !FREE.includes(license) && LOOKED_AT[name]?.[0] !== license);
    expect(unknown).toEqual([]);
  });

  it('lie beside the package that has a notice to be shipped', () => {
    for (const name of Object.keys(LOOKED_AT)) {
      const { path = '' } = DEPLOYED.find((each) => each.name === name) ?? {};
      expect(
        readdirSync(path).filter((file) => /^licen[cs]e/i.test(file)),
        name,
      ).not.toEqual([]);
    }
    const notice = readFileSync(join('node_modules', 'date-holidays', 'LICENSE'), 'utf8');
    expect(notice).toContain('CC BY-SA 3.0 Attributions');
    expect(notice).toContain('en.wikipedia.org/wiki/');
  });
});

describe('An installation', () => {
  it('runs no script of a package, and says so for each, so that npm asks nobody', () => {
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: object };
    const scripted = Object.entries(packages as Record<string, { readonly hasInstallScript?: true }>)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(allowScripts).toEqual(Object.fromEntries(scripted.map((name) => [name, false])));
  });
});
