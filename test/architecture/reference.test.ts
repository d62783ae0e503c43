import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS, WITH_SLASH } from '../../src/chat/turn.js';
import { runCommand } from '../cli/commands-of-a-pond.js';

const REFERENCE = readFileSync('docs/reference.md', 'utf8');

describe('The reference', () => {
  it.each(COMMANDS)('names the command /%s of the chat', (name) => {
    expect(REFERENCE).toMatch(new RegExp(`\`/${name}\\b`));
  });

  it('lists exactly the commands that need a slash', () => {
    const [, list = ''] = /those that could be words of an answer \(([^)]+)\)/.exec(REFERENCE) ?? [];
    const listed = [...list.matchAll(/`\/(\w+)`/g)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(new Set(WITH_SLASH));
  });

  it('names every command of the command line', async () => {
    const { out } = await runCommand(['--help']);
    const names = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => name !== 'help' && !new RegExp(`\`${name}\\b`).test(REFERENCE))).toEqual([]);
  });
});
