// `npm run test:guards [-- words of names]`: takes each guard of guards.json out of a copy of the tree, one at a time, and
// runs the tests that are named beside it. They must fail; a guard whose tests still pass is missed by nobody.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const guards = JSON.parse(readFileSync(join(root, 'test/guards/guards.json'), 'utf8')).filter(({ name, file }) =>
  words.every((word) => `${name} ${file}`.toLowerCase().includes(word)),
);

const parent = mkdtempSync(join(tmpdir(), 'quarterdeck-guards-'));
const copy = join(parent, 'tree');
for (const file of execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')) {
  if (file !== '') cpSync(join(root, file), join(copy, file));
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** How many tests of these files passed and failed; a file that cannot be loaded is neither. */
function run(tests) {
  const report = join(parent, 'report.json');
  rmSync(report, { force: true });
  const args = ['run', '--reporter=json', `--outputFile.json=${report}`, '--bail=1', ...tests];
  spawnSync(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: copy, stdio: 'ignore' });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}

/** Some tests start what is built. */
const build = () => spawnSync('npx', ['--no-install', 'tsc', '-b'], { cwd: copy, stdio: 'ignore' });

const survived = [];
try {
  build();
  const all = [...new Set(guards.flatMap(({ tests }) => tests))];
  const whole = run(all);
  if (whole.failed > 0 || whole.passed === 0) throw new Error('The tests do not pass with every guard in its place.');
  for (const { name, file, text, without, tests, built = false } of guards) {
    const path = join(copy, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(text).length !== 2) throw new Error(`${name}: its text does not stand in ${file} once.`);
    writeFileSync(
      path,
      source.replace(text, () => without),
    );
    if (built) build();
    const { passed, failed } = run(tests);
    if (passed + failed === 0) throw new Error(`${name}: none of its tests ran. Are they committed?`);
    writeFileSync(path, source);
    if (built) build();
    if (failed === 0) survived.push(name);
    console.log(`${failed > 0 ? 'missed when gone' : 'SURVIVED        '}  ${name}`);
  }
} finally {
  rmSync(parent, { recursive: true, force: true });
}
console.log(`${guards.length - survived.length} of ${guards.length} guards are missed by a test when they are gone.`);
process.exitCode = survived.length > 0 ? 1 : 0;
