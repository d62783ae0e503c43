import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.ts'));

/** The files in which something stands, each as often as it stands there. */
function filesWith(what: RegExp, inRooms: readonly string[] = ['src/']): readonly string[] {
  return FILES.filter((file) => inRooms.some((room) => file.startsWith(room))).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(what)].map(() => file),
  );
}

describe('Said once in the sources', () => {
  it('is how a write is tried again when somebody else was first', () => {
    const loops = filesWith(/\bfor \(let \w+ = \d; \w+ <=? (?:\d+|\w*(?:TRIES|ATTEMPTS));|'conflict'\) continue;/g, [
      'src/app/',
      'src/chat/',
      'src/adapters/tables/',
    ]);
    expect(loops).toEqual(['src/app/store/retry-on-conflict.ts']);
  });

  it('is that there is no such plan, by the one loader of plans', () => {
    expect(filesWith(/There is no plan "\$\{[\w.]+\}"\./g)).toEqual(['src/app/store/load-plan.ts']);
  });

  it('is what a turn is about and what comes of it: no room says again what another has said', () => {
    const rooms = ['src/domain/', 'src/app/', 'src/chat/', 'src/adapters/teams/'];
    const shapes = new Map<string, string[]>();
    for (const room of rooms) {
      for (const [name, shape] of FILES.filter((file) => file.startsWith(room)).flatMap(shapesIn)) {
        shapes.set(shape, [...(shapes.get(shape) ?? []), `${room}: ${name}`]);
      }
    }
    expect(shapes.size).toBeGreaterThan(100);
    const inSeveral = [...shapes.values()].filter((all) => new Set(all.map((each) => each.split(':')[0])).size > 1);
    expect(inSeveral).toEqual([]);
  });
});

/** The interfaces of a file, each with the names of its properties; those of one or two properties say too little. */
function shapesIn(file: string): readonly (readonly [string, string])[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /^(?:export )?interface (\w+)(?: extends [^{]+)? \{\n([\s\S]*?)^\}/gm,
  );
  return [...found].flatMap(([, name = '', body = '']) => {
    const properties = [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, property = '']) => property);
    const inOrder = properties.toSorted((a, b) => a.localeCompare(b));
    return inOrder.length < 3 ? [] : [[name, inOrder.join(' ')] as const];
  });
}
