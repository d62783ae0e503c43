import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

const SCRIPT = 'src/local/check-node.cjs';
const { complaintAbout } = createRequire(import.meta.url)('../../src/local/check-node.cjs') as {
  complaintAbout(version: string): string;
};

describe('The check of Node', () => {
  it.each(['0.12.18', '16.20.2', '18.20.4', '20.0.0', '20.18.3'])(
    'refuses Node %s in one line that names it',
    (version) => {
      expect(complaintAbout(version)).toMatch(new RegExp(`^.*20\\.19 or newer.*${version}.*$`));
    },
  );

  it.each(['20.19.0', '20.20.2', '21.0.0', '22.12.0', '24.1.0'])('lets Node %s pass', (version) => {
    expect(complaintAbout(version)).toBe('');
  });

  it('has the floor of package.json', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe('>=20.19.0');
    expect(complaintAbout(engines.node.slice(2))).toBe('');
  });

  it('says nothing on the Node that runs this test', () => {
    const run = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8' });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('ends with 1 and the line when the version is too old', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.4' })";
    const run = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, SCRIPT],
      {
        encoding: 'utf8',
      },
    );
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^Quarterdeck needs Node 20\.19 or newer; this is Node 18\.20\.4\..*\n$/);
  });

  it('is written in a JavaScript that an old Node can read', () => {
    expect(readFileSync(SCRIPT, 'utf8')).not.toMatch(/=>|`|\b(let|const|class|async|import)\b/);
  });
});
