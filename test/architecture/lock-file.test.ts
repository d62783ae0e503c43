import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

/** Looks where Node would: in the package's own node_modules, then in those around it. */
function isLocked(from: string, name: string): boolean {
  const around = from.lastIndexOf('/node_modules/');
  const here = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (here in packages) {
    return true;
  }
  return from !== '' && isLocked(around < 0 ? '' : from.slice(0, around), name);
}

describe('The lock file', () => {
  // npm leaves out what the registry of the moment does not offer; then "npm ci" refuses the whole file.
  it("names the packages of every platform, so that a clean install works on other people's machines", () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
    );

    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('says of this package what package.json says, so that an installation does not change it', () => {
    const ours = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
    const { '': locked = {} } = packages as Record<string, Record<string, unknown>>;
    const shared = ['name', 'version', 'license', 'bin', 'dependencies', 'devDependencies', 'engines'];

    expect(locked).toEqual(Object.fromEntries(shared.map((name) => [name, ours[name]])));
  });

  it('names no registry, so that each machine asks its own', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
  });
});
