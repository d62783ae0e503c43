import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => ['src', ...name.split(sep)].join('/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g;

/** What each file imports, types included, as paths under `src`. */
const imports = new Map(
  FILES.map((file) => {
    const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path = '']) =>
      normalize(join(dirname(file), path))
        .split(sep)
        .join('/')
        .replace(/\.js$/, '.ts'),
    );
    return [file, new Set(found)] as const;
  }),
);

/** The groups of nodes of which each leads to every other (Tarjan's algorithm), groups of one left out. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      const reached = index.has(next) ? (open.includes(next) ? (index.get(next) ?? own) : own) : visit(next);
      low.set(node, Math.min(low.get(node) ?? own, reached));
    }
    if (low.get(node) === own) {
      const circle = open.splice(open.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low.get(node) ?? own;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return circles.sort((one, other) => (one.join() < other.join() ? -1 : 1));
}

/** The folders that each folder imports from. */
const folders = new Map<string, Set<string>>();
for (const [file, targets] of imports) {
  const folder = folders.get(dirname(file)) ?? new Set<string>();
  folders.set(dirname(file), folder);
  for (const target of targets) if (dirname(target) !== dirname(file)) folder.add(dirname(target));
}

describe('Imports', () => {
  it('are all seen: each leads to a file', () => {
    const isThere = (path: string) => FILES.includes(path) || (path.endsWith('.json') && existsSync(path));
    const missing = [...imports.values()].flatMap((targets) => [...targets]).filter((path) => !isThere(path));
    expect(missing).toEqual([]);
    expect([...imports.values()].reduce((sum, targets) => sum + targets.size, 0)).toBeGreaterThan(FILES.length);
  });

  it('run in no circle between files', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  it('run in no circle between folders', () => {
    expect(folders.size).toBeGreaterThan(50);
    expect(circlesIn(folders)).toEqual([]);
  });

  it('keep our own documents and those of others apart, and both above the formats', () => {
    const target = (from: string, to: string) =>
      [...imports].flatMap(([file, targets]) =>
        file.startsWith(`src/adapters/documents/${from}/`)
          ? [...targets].filter((path) => path.startsWith(`src/adapters/documents/${to}/`)).map(() => file)
          : [],
      );
    for (const [from, to] of [
      ['own', 'foreign'],
      ['foreign', 'own'],
      ['formats', 'own'],
      ['formats', 'foreign'],
      ['formats', 'reports'],
    ] as const) {
      expect([from, to, target(from, to)]).toEqual([from, to, []]);
    }
    expect(target('own', 'formats')).not.toEqual([]);
  });
});

describe('A folder', () => {
  /** One file an entry, and no more to know: nobody looks for a way through them. */
  const LISTS = ['src/cli/commands', 'src/domain/reviewing/rules'];
  const MOST = 15;

  it('holds no more than a screenful of files, lists aside', () => {
    const sizes = new Map<string, number>();
    for (const file of FILES) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
    const large = [...sizes].filter(([, size]) => size > MOST).map(([folder]) => folder);
    expect(large.sort()).toEqual(LISTS);
  });
});

describe('The search for circles', () => {
  it('finds each, also one over three, and no line', () => {
    const graph = new Map(
      Object.entries({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: [], f: ['g'], g: ['f', 'a'] }).map(
        ([node, to]) => [node, new Set(to)] as const,
      ),
    );
    expect(circlesIn(graph)).toEqual([
      ['a', 'b', 'c'],
      ['f', 'g'],
    ]);
  });
});
