import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));
/** What these say can reach somebody in the chat. */
const ROOMS = ['chat', 'app', 'domain'];
/** A literal on one line that ends as a sentence does. */
const SENTENCE = /(['`"])(?:(?!\1).)*[a-z)}][.?](?:(?!\1).)*\1/g;

/** Every sentence in the code of the rooms whose words are read in the chat, without what is filled in. */
function sentences(): readonly { readonly file: string; readonly words: string }[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(SOURCE, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        readFileSync(join(SOURCE, room, file), 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(?:\*|\/\/|\/\*|import)|failing\(/.test(line))
          .flatMap((line) => line.match(SENTENCE) ?? [])
          .map((words) => ({ file: `${room}/${file}`, words: words.replace(/\$\{[^}]*\}/g, '…') })),
      ),
  );
}

describe('What people read in the chat', () => {
  it('calls a quarter a quarter', () => {
    expect(sentences().length).toBeGreaterThan(300);
    expect(sentences().filter(({ words }) => /\bcycles?\b(?!\??\.[a-z]|:)/i.test(words))).toEqual([]);
  });

  it('sends nobody to the command line to open or to close one', () => {
    expect(sentences().filter(({ words }) => /quarterdeck cycle/.test(words))).toEqual([]);
  });
});
