import { expect, it, vi } from 'vitest';
import { folderWith, runCommand } from '../commands-of-a-pond.js';

const folder = folderWith('');

it('says line by line what is right and what to do, and fails where something is bad', async () => {
  vi.stubEnv('PUBLIC_URL', 'http://127.0.0.1:1');
  const { code, out, err } = await runCommand(['doctor', '--data', folder()]);
  expect(code).toBe(1);
  expect(out).toMatch(/^good settings {2}Every setting can be read\. Store: embedded.*\nlook identity /);
  expect(out).toMatch(/\nBAD {2}address {3}PUBLIC_URL is .*\n {15}Give it an https:\/\/ address\.\n/);
  expect(err).toBe('One thing is to be mended.\n');
}, 60_000);

it('prints JSON and nothing else where it is asked for, and succeeds where nothing is bad', async () => {
  const { code, out } = await runCommand(['doctor', '--data', folder(), '--json']);
  expect(code).toBe(0);
  const { findings } = JSON.parse(out) as { findings: { about: string; state: string }[] };
  expect(findings.map(({ about }) => about)).toContain('store');
}, 60_000);
