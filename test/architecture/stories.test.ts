import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEXT = readFileSync('docs/architecture.md', 'utf8');
const IMPORT = /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)\.js'/g;

interface Step {
  readonly from: string;
  readonly to: string;
  /** The port between the two; null where one imports the other. */
  readonly port: string | null;
}

/** The names that a file imports, each with the file that they come from. */
function importsOf(path: string, source: string): readonly { readonly name: string; readonly from: string }[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((each) =>
        each
          .trim()
          .replace(/^type /, '')
          .replace(/ as .*/, ''),
      )
      .filter((name) => name !== '')
      .map((name) => ({ name, from: `${normalize(join(dirname(path), from))}.ts` })),
  );
}

/** The arrows of one picture in their order, each with the files at its ends. */
function stepsOf(picture: string): readonly Step[] {
  const files = new Map(
    [...picture.matchAll(/(\w+)\["([^"]+)"\]/g)].map(([, id = '', file = '']) => [id, `src/${file}`]),
  );
  return [...picture.matchAll(/^ {2}(\w+)(?:\[[^\]]+\])? (-->|-\.->)(?:\|([^|]+)\|)? (\w+)/gm)].map(
    ([, from = '', arrow, label = '', to = '']) => ({
      from: files.get(from) ?? from,
      to: files.get(to) ?? to,
      port: arrow === '-.->' ? label : null,
    }),
  );
}

/** What is wrong with a step; null where it is as it is drawn. */
function whyNot({ from, to, port }: Step, sourceOf = (path: string) => readFileSync(path, 'utf8')): string | null {
  for (const path of [from, to]) if (!existsSync(path)) return `${path} is not there`;
  const asked = importsOf(from, sourceOf(from));
  if (port === null) return asked.some((each) => each.from === to) ? null : `${from} does not import ${to}`;
  const filled = importsOf(to, sourceOf(to));
  const isShared = asked.some(
    (each) => each.name === port && filled.some((other) => other.name === port && other.from === each.from),
  );
  if (!isShared) return `${from} and ${to} do not share the port ${port}`;
  return asked.some((each) => each.from === to) ? `${from} knows ${to}, so there is no port between them` : null;
}

/** Where in its code, imports aside, a file first uses something of another's; -1 where nothing but a type is used. */
function firstUse(from: string, to: string): number {
  const source = readFileSync(from, 'utf8');
  const code = source.replace(/^import [^;]*;$/gm, (line) => ' '.repeat(line.length));
  const places = importsOf(from, source)
    .filter((each) => each.from === to)
    .map(({ name }) => code.search(new RegExp(`(?<![\\w.])${name}\\(`)))
    .filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

const stories = [...TEXT.matchAll(/^### (\w+):.*\n\n```mermaid\n([\s\S]*?)```/gm)].map(
  ([, name = '', picture = '']) => [name, picture, stepsOf(picture)] as const,
);

describe('The stories of docs/architecture.md', () => {
  it('are three, and every arrow is read', () => {
    expect(stories.map(([name]) => name)).toEqual(['Sweep', 'Reply', 'Revision']);
    for (const [, picture, steps] of stories) {
      expect(steps.length).toBe(picture.trim().split('\n').length - 1);
      expect(steps.length).toBeGreaterThan(8);
    }
  });

  it.each(stories)('%s can be walked in the code as it is drawn', (_, _picture, steps) => {
    expect(steps.map((step) => whyNot(step)).filter((fault) => fault !== null)).toEqual([]);
  });

  it.each(stories)('%s is read from the top: each arrow begins where one has been', (_, _picture, steps) => {
    const been = new Set([steps[0]?.from, 'src/host/service.ts']);
    const lost = steps.filter(({ from, to }) => {
      const isLost = !been.has(from);
      been.add(to);
      return isLost;
    });
    expect(lost).toEqual([]);
  });

  it('Sweep names the steps of the sweep in the order in which they are taken', () => {
    const sweep = 'src/app/sending/sweep/sweep.ts';
    const taken = (stories[0]?.[2] ?? []).filter(({ from }) => from === sweep).map(({ to }) => firstUse(sweep, to));
    expect(taken.length).toBeGreaterThan(4);
    expect(taken).not.toContain(-1);
    expect(taken).toEqual([...taken].sort((a, b) => a - b));
  });

  it('would not be walked past a step that is not in the code', () => {
    const sweep = { from: 'src/app/sending/sweep/watch.ts', to: 'src/app/sending/sweep/sweep.ts', port: null };
    const courier = { from: 'src/app/sending/deliver.ts', to: 'src/chat/sending/courier.ts', port: 'Courier' };
    expect([whyNot(sweep), whyNot(courier)]).toEqual([null, null]);
    expect(whyNot({ ...sweep, to: 'src/app/sending/sweeper.ts' })).toMatch(/not there/);
    expect(whyNot(sweep, () => '')).toMatch(/does not import/);
    expect(whyNot({ ...courier, port: 'Messenger' })).toMatch(/do not share/);
  });
});

describe('The rooms of docs/architecture.md', () => {
  const rows = [...TEXT.matchAll(/^\| `([\w/]+)` \| .+ \| (.+) \|$/gm)].map(([, room = '', may = '']) => ({
    room,
    may,
  }));
  const referencesOf = (room: string) => {
    const { references } = JSON.parse(readFileSync(`src/${room}/tsconfig.json`, 'utf8')) as {
      references: readonly { readonly path: string }[];
    };
    return references.map(({ path }) => normalize(join(room, path))).sort();
  };

  it('are those that the compiler keeps', () => {
    const { references } = JSON.parse(readFileSync('src/tsconfig.json', 'utf8')) as {
      references: readonly { readonly path: string }[];
    };
    expect(rows.map(({ room }) => room)).toEqual(references.map(({ path }) => normalize(path)));
  });

  it.each(rows)('$room may import what the compiler lets it: $may', ({ room, may }) => {
    const named = [...may.matchAll(/`([\w/]+)`/g)].map(([, name = '']) => name);
    const above = rows
      .slice(
        0,
        rows.findIndex((each) => each.room === room),
      )
      .map((each) => each.room);
    expect(referencesOf(room)).toEqual([...(may === 'all above' ? above : named)].sort((a, b) => (a < b ? -1 : 1)));
  });
});
