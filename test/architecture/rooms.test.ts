import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const TSC = resolve('node_modules/typescript/bin/tsc');
const SOURCES = filesUnder('src', '.ts');
const CONFIGS = ['tsconfig.json', 'tsconfig.base.json', ...filesUnder('src', 'tsconfig.json')];

function filesUnder(folder: string, ending: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).map((name) => [folder, ...name.split(sep)].join('/'));
}

/** Every room with one file in it that exports `room`, so that an import of it has something to find. */
const ROOMS = {
  domain: 'src/domain/probe.ts',
  app: 'src/app/probe.ts',
  chat: 'src/chat/probe.ts',
  adapters: 'src/adapters/probe.ts',
  tables: 'src/adapters/tables/probe.ts',
  teams: 'src/adapters/teams/probe.ts',
  documents: 'src/adapters/documents/probe.ts',
  wiring: 'src/host/probe.ts',
} as const;
type Room = keyof typeof ROOMS;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true });
  }
});

/** Builds the project's own configuration over small rooms, in which `importer` imports from `imported`. */
function build(importer: Room, imported: Room): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-rooms-'));
  folders.push(folder);
  for (const path of CONFIGS) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(path, join(folder, path));
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [room, path] of Object.entries(ROOMS)) {
    writeFileSync(join(folder, path), `export const ${room} = '${room}';\n`);
  }
  const steps = '../'.repeat(ROOMS[importer].split('/').length - 2) || './/';
  const target = `${steps}${ROOMS[imported].slice('src/'.length, -'.ts'.length)}.js`;
  const probe = join(folder, dirname(ROOMS[importer]), 'imports.ts');
  writeFileSync(probe, `import { ${imported} } from '${target}';\n\nexport const seen = ${imported};\n`);
  const run = spawnSync(process.execPath, [TSC, '-b', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

describe('The compiler', () => {
  it.each<[Room, Room]>([
    ['app', 'domain'],
    ['chat', 'app'],
    ['adapters', 'app'],
    ['tables', 'app'],
    ['teams', 'chat'],
    ['teams', 'domain'],
    ['documents', 'domain'],
    ['wiring', 'teams'],
    ['wiring', 'tables'],
  ])('lets %s import from %s', (importer, imported) => {
    expect(build(importer, imported)).toEqual({ status: 0, said: '' });
  });

  it.each<[Room, Room]>([
    ['domain', 'app'],
    ['domain', 'chat'],
    ['domain', 'adapters'],
    ['domain', 'wiring'],
    ['app', 'chat'],
    ['app', 'adapters'],
    ['app', 'tables'],
    ['app', 'wiring'],
    ['chat', 'teams'],
    ['chat', 'wiring'],
    ['tables', 'chat'],
    ['documents', 'chat'],
    ['tables', 'teams'],
    ['teams', 'tables'],
    ['teams', 'documents'],
    ['documents', 'teams'],
    ['adapters', 'teams'],
    ['tables', 'wiring'],
  ])('refuses that %s imports from %s, and names the file', (importer, imported) => {
    const { status, said } = build(importer, imported);

    expect(status).not.toBe(0);
    expect(said).toContain(`${dirname(ROOMS[importer])}/imports.ts`);
    expect(said).toContain('error TS6307');
  });
});

describe('The tree as it is', () => {
  it('is seen by these tests', () => {
    expect(SOURCES).toContain('src/domain/plan/plan.ts');
    expect(CONFIGS).toContain('src/domain/tsconfig.json');
  });

  it('knows botbuilder in src/adapters/teams and nowhere else; the bench measures it bare, as the floor', () => {
    const knowing = filesWith(/['"](botbuilder|botframework)[^'"]*['"]/);
    const allowed = (path: string) => path.startsWith('src/adapters/teams/') || path.startsWith('src/local/bench/');

    expect(knowing.filter((path) => !allowed(path))).toEqual([]);
  });

  it('reads the environment in src/host/config.ts and in local tools, and nowhere else', () => {
    const reading = filesWith(/process\s*\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|\bloadEnvFile\b/);

    expect(reading.filter((path) => path !== 'src/host/config.ts' && !path.startsWith('src/local/'))).toEqual([]);
  });

  it('reads a clock in src/adapters/clock.ts, at the entry points, where they are wired, and in local tools, and nowhere else', () => {
    const reading = filesWith(/\bDate\.now\(|new Date\(\)|\bTemporal\.Now\b/);
    const allowed = /^src\/(adapters\/clock|host\/(service|wiring)|local\/.*)\.ts$/;

    expect(reading.filter((path) => !allowed.test(path))).toEqual([]);
  });

  it('gives leave to message others in the watch over the clock, and nowhere else', () => {
    const giving = filesWith(/\bas\s+(unknown\s+as\s+)?(Leave|Permission)\b|<(Leave|Permission)>\s*\{/);

    expect(giving).toEqual(['src/app/sending/sweep/watch.ts']);
  });

  it('has no default export', () => {
    expect(filesWith(/^\s*export\s+default\b|\bas\s+default\b/m)).toEqual([]);
  });
});

/** The source files in which the pattern is found outside of comments. */
function filesWith(pattern: RegExp): readonly string[] {
  return SOURCES.filter((path) => pattern.test(withoutComments(readFileSync(path, 'utf8'))));
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
