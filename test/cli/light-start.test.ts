import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const PROGRAM = 'dist/bin/quarterdeck.js';
const IMPORT = /^(?:import|export)\s(?:[^;]*?\sfrom\s)?'([^']+)'/gm;

/** What a compiled file loads at once, and what that loads: files by path, packages by name. */
function loadedWith(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(IMPORT)) {
    if (name.startsWith('.')) loadedWith(join(dirname(path), name), seen);
    else seen.add(name);
  }
  return seen;
}

it('loads commander and what checks an option, and nothing that a command needs', () => {
  const loaded = loadedWith('dist/cli/program.js');
  const packages = [...loaded].filter((name) => !name.startsWith('dist/') && !name.startsWith('node:'));
  expect(packages).toEqual(['commander']);
  expect([...loaded].filter((name) => /^dist\/(adapters|app|chat)\/|^dist\/cli\/commands\//.test(name))).toEqual([]);
});

it('prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const { stdout, status } = spawnSync(process.execPath, [PROGRAM, '--version'], { encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: `${version}\n`, status: 0 });
});
