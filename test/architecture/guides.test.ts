import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/chat/turn.js';
import { runCommand } from '../cli/commands-of-a-pond.js';

const GUIDES = ['docs/owners.md', 'docs/lead.md', 'docs/administrator.md', 'docs/pilot.md'];
const PAGES = ['README.md', 'infra/README.md', ...readdirSync('docs').filter((name) => name.endsWith('.md'))].map(
  (name) => (existsSync(name) ? name : join('docs', name)),
);
const read = (path: string) => readFileSync(path, 'utf8');

/** Paths that the service answers, which look like commands of the chat. */
const PATHS = ['api', 'files', 'healthz', 'readyz', 'metrics', 'terms', 'privacy'];

/** Every setting that the environment may hold. */
const SETTINGS = [...read('src/host/settings.ts').matchAll(/^ {2}([A-Za-z_]+): (?:port|text|address|z\.)/gm)].map(
  ([, name = '']) => name,
);

/** Each call of the command line in a page: the words of the command, and its options. */
function callsIn(
  text: string,
): readonly { readonly call: string; readonly words: string[]; readonly options: string[] }[] {
  return [...text.matchAll(/^ *node dist\/bin\/quarterdeck\.js (.+)$/gm)].map(([, call = '']) => ({
    call,
    words: (/^[a-z]+(?: [a-z]+)*/.exec(call)?.[0] ?? '').split(' '),
    options: [...call.matchAll(/ (--[a-z-]+)/g)].map(([, option = '']) => option),
  }));
}

/** The heading as GitHub makes an address of it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');

describe('A guide', () => {
  it.each(GUIDES)('%s names only commands of the chat that there are', (path) => {
    const named = [...read(path).matchAll(/`\/([a-z]+)\b[^`]*`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => ![...COMMANDS, ...PATHS].includes(name))).toEqual([]);
  });

  it.each(PAGES)('%s names only settings that there are', (path) => {
    const named = read(path).match(/\bQUARTERDECK_[A-Z_]+\b|\bMicrosoftApp\w+\b/g) ?? [];
    expect(named.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });

  it.each(PAGES)('%s shows pictures and leads to pages and headings that are there', (path) => {
    const text = read(path);
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? '');
    const ours = targets.filter((target) => !/^(?:https?|mailto):/.test(target));
    const broken = ours.filter((target) => {
      const [file = '', heading] = target.split('#');
      const at = file === '' ? path : join(dirname(path), file);
      if (!existsSync(at)) return true;
      const headings =
        heading === undefined ? [] : [...read(at).matchAll(/^#+ (.+)$/gm)].map(([, each = '']) => anchor(each));
      return heading !== undefined && !headings.includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it.each(PAGES.filter((path) => callsIn(read(path)).length > 0))(
    '%s gives commands and options that there are',
    async (path) => {
      for (const { call, words, options } of callsIn(read(path))) {
        const helps = [await runCommand([...words, '--help']), await runCommand([...words, 'list', '--help'])];
        const { code } = helps[0] ?? {};
        const out = helps.map((help) => help.out).join('\n');
        expect([call, code]).toEqual([call, 0]);
        expect(out, call).toContain(`Usage: quarterdeck ${words[0]}`);
        for (const option of options) expect(out, call).toMatch(new RegExp(`^ +${option}\\b`, 'm'));
      }
    },
  );

  it('for whoever answers is one page, and the README is short', () => {
    expect(read('docs/owners.md').split('\n').length).toBeLessThan(45);
    expect(read('README.md').split('\n').length).toBeLessThan(110);
  });

  it('is named in the README, and so is each page that somebody is sent to', () => {
    const readme = read('README.md');
    for (const path of [...GUIDES, 'docs/reference.md', 'docs/privacy.md', 'docs/security.md', 'docs/licences.md'])
      expect(readme, path).toContain(`(${path})`);
  });

  it("of the administrator names every setting, and no guide's call is left unread", () => {
    expect(SETTINGS.length).toBeGreaterThan(20);
    const text = read('docs/administrator.md');
    expect(SETTINGS.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(callsIn(text).length).toBeGreaterThan(15);
  });
});
