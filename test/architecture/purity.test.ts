import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const CONFIGS = ['tsconfig.base.json', 'biome.json', 'pure.grit'];

/** What no rule may do; each stands in a file of its own. */
const NOT_IN_DOMAIN = {
  'a file system': "import { readFileSync } from 'node:fs';\n\nexport const seen = readFileSync;\n",
  'a web framework': "import express from 'express';\n\nexport const seen = express;\n",
  'a channel': "import { ActivityTypes } from 'botbuilder';\n\nexport const seen = ActivityTypes;\n",
  'a schema library': "import { z } from 'zod';\n\nexport const seen = z;\n",
  'the network': "export const seen = fetch('https://example.org');\n",
  'the process': 'export const seen = process.pid;\n',
  'the clock, called': 'export const seen = Date.now();\n',
  'the clock, passed on': 'export const seen = [1].map(Date.now);\n',
  'the clock, taken apart': 'export const { now } = Date;\n',
  'the clock, by the long way': 'export const seen = globalThis.Date.now();\n',
  'the date of today': 'export const seen = new Date();\n',
  'the date of today, as text': 'export const seen = Date();\n',
  'any date, outside the one file': 'export const seen = new Date(1);\n',
  chance: 'export const seen = Math.random();\n',
  'chance, passed on': 'export const seen = [1].map(Math.random);\n',
  'the time that passed': 'export const seen = performance.now();\n',
  'a timer': 'export const seen = setTimeout(() => 1, 1);\n',
  'the environment': "import { env } from 'node:process';\n\nexport const seen = env;\n",
} as const;

const NOT_IN_APP = {
  'a file system': NOT_IN_DOMAIN['a file system'],
  'a web framework': NOT_IN_DOMAIN['a web framework'],
  'a channel': NOT_IN_DOMAIN['a channel'],
  'a table': "import { TableClient } from '@azure/data-tables';\n\nexport const seen = TableClient;\n",
  'the network': NOT_IN_DOMAIN['the network'],
  'the process': NOT_IN_DOMAIN['the process'],
  'the environment': NOT_IN_DOMAIN['the environment'],
  'the clock, called': NOT_IN_DOMAIN['the clock, called'],
  'the clock, passed on': NOT_IN_DOMAIN['the clock, passed on'],
  'the date of today': NOT_IN_DOMAIN['the date of today'],
  chance: NOT_IN_DOMAIN.chance,
  'a timer': NOT_IN_DOMAIN['a timer'],
} as const;

const PURE = {
  domain: `import { addDays } from 'date-fns';

export const later = (day: string) => addDays(day, 1);
`,
  app: `import { createHmac } from 'node:crypto';
import { z } from 'zod';

export const schema = z.string();
export const signed = createHmac('sha256', 'key');
`,
} as const;

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-purity-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The files of one small room that the project's own configuration of compiler and linter refuses. */
function refused(room: string, files: Readonly<Record<string, string>>): ReadonlySet<string> {
  const root = join(folder, room);
  for (const path of [...CONFIGS, `src/${room}/tsconfig.json`]) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    cpSync(path, join(root, path));
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(root, 'src', room, 'plan'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'src', room, 'plan', name), text);
  const run = (tool: string, ...options: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules', tool), ...options], {
      cwd: root,
      encoding: 'utf8',
    });
    return stdout + stderr;
  };
  const types = room === 'domain' ? run('typescript/bin/tsc', '-p', 'src/domain', '--pretty', 'false') : '';
  const lint = run('@biomejs/biome/bin/biome', 'lint', '--vcs-enabled=false', '--max-diagnostics=none', 'src');
  return new Set((types + lint).match(/[a-z0-9-]+\.ts(?=[(:])/g));
}

describe.each([
  ['domain', NOT_IN_DOMAIN, PURE.domain],
  ['app', NOT_IN_APP, PURE.app],
  ['chat', NOT_IN_APP, PURE.app],
] as const)('A file of %s', (room, impure, pure) => {
  const names = Object.keys(impure);
  const fileOf = (name: string) => `impure-${names.indexOf(name)}.ts`;
  const found = refused(
    room,
    Object.fromEntries([...Object.entries(impure).map(([name, text]) => [fileOf(name), text]), ['pure.ts', pure]]),
  );

  it.each(names)('may not use %s', (name) => {
    expect(found).toContain(fileOf(name));
  });

  it('may use what its rules need', () => {
    expect(found).not.toContain('pure.ts');
  });
});
