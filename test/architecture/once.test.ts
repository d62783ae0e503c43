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
});
