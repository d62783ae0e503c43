import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const OWN = 'src/adapters/documents/own/write/';
const CHANGE_LOG = 'src/adapters/documents/reports/change-log-report.ts';
/**
 * All that a writer of public files may know of the domain: what is published, and rules about texts and days that hold
 * no words of anybody. What is answered, decided, promised or noted is not among it, so no such word can reach a writer.
 */
const PUBLISHED_ONLY = [
  'src/domain/calendar/civil-date.ts',
  'src/domain/plan/ending.ts',
  'src/domain/plan/plan.ts',
  'src/domain/plan/printed.ts',
  'src/domain/publishing/change-log.ts',
  'src/domain/publishing/website/page-about.ts',
  'src/domain/publishing/public-changes.ts',
  'src/domain/publishing/revision.ts',
  'src/domain/text/list-marks.ts',
  'src/domain/text/norm-words.ts',
  'src/domain/text/stretches.ts',
  'src/domain/text/word-difference.ts',
];
const FORMATS = 'src/adapters/documents/formats/';
const REPORT = 'src/adapters/documents/reports/report.ts';

/** Every file that a file imports, types included, and what those import in turn. */
function reachedFrom(file: string, source = (path: string) => readFileSync(path, 'utf8')): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, path = ''] of source(next).matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g)) {
      const found = relative('.', resolve(dirname(next), `${path}.ts`))
        .split(sep)
        .join('/');
      if (!reached.has(found)) waiting.push(found);
      reached.add(found);
    }
  }
  return reached;
}

const isPublishedOnly = (path: string) =>
  path.startsWith(OWN) ||
  path.startsWith(FORMATS) ||
  path === REPORT ||
  path.startsWith('src/domain/text/dates/') ||
  PUBLISHED_ONLY.includes(path);
const writers = [
  ...readdirSync(OWN)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => OWN + name),
  CHANGE_LOG,
];

describe('What writes files for the public', () => {
  it.each(writers)('%s reaches nothing but published texts', (writer) => {
    expect([...reachedFrom(writer)].filter((path) => !isPublishedOnly(path))).toEqual([]);
  });

  it.each([
    "import type { Wording } from '../../../domain/text/wording.js';",
    "export { leadNotes } from '../../../domain/publishing/lead-notes.js';",
    "const late = await import('../../../app/publishing/see-changes.js');",
    "import { compile } from '../../../domain/publishing/compile.js';",
  ])('would be refused with %s', (line) => {
    const source = (path: string) => (path === CHANGE_LOG ? line : '') + readFileSync(path, 'utf8');
    expect([...reachedFrom(CHANGE_LOG, source)].filter((path) => !isPublishedOnly(path))).not.toEqual([]);
  });

  it('is the only place in which a report is called public', () => {
    const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const calling = names
      .map((name) => join('src', name).split(sep).join('/'))
      .filter((path) => /kind:\s*'public'/.test(readFileSync(path, 'utf8')));
    expect(calling.toSorted()).toEqual([CHANGE_LOG, REPORT].toSorted());
  });
});
