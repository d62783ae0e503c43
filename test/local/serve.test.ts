import { expect, it, vi } from 'vitest';
import { runLocal } from '../../src/local/program.js';
import { folderWith, runCommand } from '../cli/commands-of-a-pond.js';

const folder = folderWith('');
const serve = () => runCommand(['serve', '--data', folder()], runLocal);

it('refuses to listen on more than this machine', async () => {
  vi.stubEnv('HOST', '0.0.0.0');
  const { code, out, err } = await serve();
  expect([code, out]).toEqual([1, expect.stringMatching(/^Store: embedded.*tenant: local \(sample tenant\)\n$/)]);
  expect(err).toMatch(/^Local mode has no sign-in/);
});

it('refuses to work in any store but a folder of this machine', async () => {
  vi.stubEnv('QUARTERDECK_STORE', 'azure');
  vi.stubEnv('AZURE_STORAGE_CONNECTION_STRING', 'UseDevelopmentStorage=true');
  const { code, out, err } = await serve();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/Unset QUARTERDECK_STORE/);
});
