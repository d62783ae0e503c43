import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LINE, cleanEnvironment, type Ended } from '../e2e/running-quarterdeck.js';

const NO_ACCOUNTS = process.platform === 'win32' ? ' (skipped: this system has no such permissions)' : '';
/** An account without rights of its own, where this one has all; else this one will do. */
const ACCOUNT = process.getuid?.() === 0 ? 65_534 : undefined;
const PLAN = `Pond Plan
Organisation: Pond Trust
Rec. no.,Recommendation,Evidence requirement,Owner,4 May 2026,Status
1,Dig the pond.,A pond that holds water,Head of Ponds,It holds.,On track
`;

let folder: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-read-only-'));
  out = join(folder, 'out');
  mkdirSync(out);
  writeFileSync(join(folder, 'plan.csv'), PLAN);
  if (ACCOUNT !== undefined) for (const path of [folder, out]) chownSync(path, ACCOUNT, ACCOUNT);
});
afterEach(() => rmSync(folder, { recursive: true }));

function quarterdeck(...words: readonly string[]): Promise<Ended> {
  const account = ACCOUNT === undefined ? {} : { uid: ACCOUNT, gid: ACCOUNT };
  const given = [COMMAND_LINE, ...words, '--plan', 'pond', '--data', join(folder, 'data')];
  return new Promise((done) => {
    const child = execFile(process.execPath, given, { env: cleanEnvironment(), ...account }, (_error, stdout, stderr) =>
      done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });
}

const workbookTo = (file: string) => quarterdeck('import', join(folder, 'plan.csv'), '--workbook', file);

describe.skipIf(NO_ACCOUNTS !== '')(`A command that may not write where it is told to${NO_ACCOUNTS}`, () => {
  it('compiles nothing for a folder that is read-only', async () => {
    expect(await quarterdeck('import', join(folder, 'plan.csv'))).toMatchObject({ code: 0 });
    expect(await quarterdeck('cycle', 'open', '--revision', '2099-01-12')).toMatchObject({ code: 0 });
    chmodSync(out, 0o555);
    expect(await quarterdeck('compile', '--out', out)).toMatchObject({
      code: 1,
      stderr: `The folder ${out} cannot be made or written. Name another one with --out.\n`,
    });
    chmodSync(out, 0o755);
    expect(await quarterdeck('compile', '--out', out)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('\nDraft 1 of Pond Plan'),
    });
  }, 240_000);

  it('leaves a file as it is that is read-only', async () => {
    const file = join(out, 'review.xlsx');
    writeFileSync(file, 'signed and kept', { mode: 0o444 });
    expect(await workbookTo(file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`The file ${file} could not be written (EACCES).`),
    });
    expect(readFileSync(file, 'utf8')).toBe('signed and kept');
    expect(readdirSync(out)).toEqual(['review.xlsx']);
  });

  it('writes into no device or pipe, and takes the place of none', async () => {
    const pipe = join(out, 'pipe');
    execFileSync('mkfifo', [pipe]);
    chmodSync(pipe, 0o666);
    expect(await workbookTo(pipe)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`The file ${pipe} could not be written (it is no file).`),
    });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('writes where a link leads, as open or closed to others as the file was', async () => {
    const file = join(folder, 'kept.xlsx');
    const link = join(out, 'review.xlsx');
    writeFileSync(file, 'before', { mode: 0o600 });
    if (ACCOUNT !== undefined) chownSync(file, ACCOUNT, ACCOUNT);
    symlinkSync(file, link);
    expect(await workbookTo(link)).toMatchObject({ code: 0 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
