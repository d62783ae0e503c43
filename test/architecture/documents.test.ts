import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SELF = 'test/architecture/documents.test.ts';
const TEXTS = execFileSync('git', ['ls-files', 'src', 'test', 'docs', 'infra', 'manifest', 'cards', 'README.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(ts|cjs|mjs|md|json|bicep)$/.test(path) && path !== SELF && existsSync(path));

/** Documents of ours that a text names and that are not in the repository. Addresses on the web are not ours. */
function unknownDocuments(path: string, text: string): readonly string[] {
  const named = text.replace(/https?:\/\/\S+/g, '').match(/[\w./-]+\.md\b/g) ?? [];
  const byTitle = text.match(/(?<=[( ])(?:DESIGN|PLATFORM|WORDING|BRIEF)\b(?=[):,.])/g) ?? [];
  return [...named.filter((name) => !existsSync(name) && !existsSync(join(dirname(path), name))), ...byTitle];
}

describe('What a comment or a guide names', () => {
  it('is a document of this repository', () => {
    expect(TEXTS.length).toBeGreaterThan(500);
    const unknown = TEXTS.flatMap((path) =>
      unknownDocuments(path, readFileSync(path, 'utf8')).map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    '/** The ask and three reminders (DESIGN: "Dates of a cycle"). */',
    '// see docs/decisions/0099-nothing.md',
    '// see ../shared/NOTES.md',
  ])('would be noticed in %s', (comment) => {
    expect(unknownDocuments('src/domain/plan/plan.ts', comment)).toHaveLength(1);
  });
});

describe('The glossary', () => {
  const text = readFileSync('docs/glossary.md', 'utf8');
  const rows = [...text.matchAll(/^\| (?!word \||---)([^|]+) \| [^|]+ \| (.+) \|$/gm)];

  it('says for each word where the code defines it', () => {
    expect(rows.length).toBeGreaterThan(40);
    const wrong = rows.filter(([, , place = '']) => {
      const [, name = '', path = ''] = /^`(\w+)` in `([\w./-]+)`$/.exec(place) ?? [];
      const code = existsSync(path) ? readFileSync(path, 'utf8') : '';
      return !new RegExp(`^export (interface|type|const|function) ${name}\\b`, 'm').test(code);
    });
    expect(wrong.map(([row]) => row)).toEqual([]);
  });

  it('has each word once', () => {
    const words = rows.flatMap(([, word = '']) => word.split(', '));
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});

describe('The index of rules', () => {
  it('names files that are there', () => {
    const text = readFileSync('docs/glossary.md', 'utf8');
    const places = [...text.slice(text.indexOf('## Where a rule is')).matchAll(/`(src\/[\w./-]+)`/g)].map(
      ([, path]) => path,
    );
    expect(places.length).toBeGreaterThan(15);
    expect(places.filter((path) => !existsSync(path ?? ''))).toEqual([]);
  });
});

describe('The page for contributors', () => {
  it('names files and folders that are there', () => {
    const text = readFileSync('docs/contributing.md', 'utf8');
    const places = [...text.matchAll(/`((?:src|test|cards|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(places.length).toBeGreaterThan(30);
    expect(places.filter((path) => !existsSync(path))).toEqual([]);
  });
});
