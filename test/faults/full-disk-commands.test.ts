import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LINE, cleanEnvironment, type Ended, quarterdeck } from '../e2e/running-quarterdeck.js';
import { NO_TINY_DISK, type TinyDisk, tinyDisk } from './tiny-disk.js';

const NO_SHELL = process.platform === 'win32' ? ' (skipped: this system has no POSIX shell)' : '';
const NO_FULL_DEVICE = existsSync('/dev/full') ? '' : ' (skipped: this machine has no /dev/full)';

const HEADINGS = 'Rec. no.,Recommendation,Evidence requirement,Owner,4 May 2026,Status';
const PEOPLE = `target,person,name,role,until
plan,31f89313-0132-4edf-863a-4f5922a59802,Marian Holt,lead,
Head of Ponds,f73f16a1-c783-440e-8cac-1a7c84d2c851,Isla Pender,owner,
`;
/** A plan of so many requirements, each with an update of so many sentences. */
function planOf(requirements: number, sentences: number): string {
  const rows = Array.from({ length: requirements }, (_, row) => {
    const update = `Gate ${row}: ${'the hinges were oiled and the latch was filed. '.repeat(sentences)}`;
    return `${row + 1},Mend gate ${row}.,A gate ${row} that shuts,Head of Ponds,${update},On track`;
  });
  return ['Pond Plan', 'Organisation: Pond Trust', HEADINGS, ...rows].join('\n');
}
const OWNER = 'f73f16a1-c783-440e-8cac-1a7c84d2c851';

let folder: string;
let data: string;
/** Where files go. */
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-full-'));
  data = join(folder, 'data');
  out = join(folder, 'out');
  writeFileSync(join(folder, 'plan.csv'), planOf(2, 1));
  writeFileSync(join(folder, 'people.csv'), PEOPLE);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The work up to a draft, a step each. */
const steps = () =>
  ({
    import: ['import', join(folder, 'plan.csv')],
    assign: ['assign', join(folder, 'people.csv')],
    open: ['cycle', 'open', '--revision', '2099-01-12'],
    compile: ['compile', '--out', out],
    sheet: ['sheet', '--person', OWNER, '--out', out],
    changes: ['changes', '--out', out],
    workbook: ['import', join(folder, 'plan.csv'), '--workbook', join(out, 'review.xlsx')],
  }) as const;
type Step = keyof ReturnType<typeof steps>;

const step = (name: Step, at = data) => quarterdeck(at, ...steps()[name], '--plan', 'pond');

/** A command with something of the shell before and after it. */
function shell(name: Step, before: string, after = ''): Promise<Ended> {
  const words = [COMMAND_LINE, ...steps()[name], '--plan', 'pond', '--data', data];
  return new Promise((done) => {
    const line = `${before} "$0" "$@" ${after}`;
    const child = execFile(
      'sh',
      ['-c', line, process.execPath, ...words],
      { env: cleanEnvironment() },
      (_error, stdout, stderr) => done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });
}

/** The step while no file may grow beyond so many blocks of 512 bytes. */
const limited = (name: Step, blocks: number) => shell(name, `ulimit -S -f ${blocks}; exec`);

async function done(...names: readonly Step[]): Promise<void> {
  for (const name of names) expect(await step(name)).toMatchObject({ code: 0, stderr: '' });
}

describe.skipIf(NO_SHELL !== '')(`A command whose store may not grow any more${NO_SHELL}`, () => {
  const blocks = () => Math.ceil(statSync(join(data, 'table.mdb')).size / 512);
  const refused = {
    code: 1,
    signal: null,
    stderr: expect.stringMatching(
      /Could not write the data in “.*” \(.*\)\. Is the disk full\? Make room and try again\.\n.*store.*\n$/,
    ),
  };

  it('says so, leaves nothing half-written, and is carried out when it is given again', async () => {
    // every step makes the store grow by a megabyte and more
    writeFileSync(join(folder, 'plan.csv'), planOf(120, 500));
    // a file of half a megabyte is allowed: to make one is asked of the disk before the store is opened
    for (const limit of [1_100, 2_000]) expect(await limited('import', limit)).toMatchObject(refused);
    await done('import', 'assign');
    for (const more of [8, 400]) expect(await limited('open', blocks() + more)).toMatchObject(refused);
    await done('open');
    expect(await limited('compile', blocks() + 8)).toMatchObject(refused);
    expect(readdirSync(out)).toEqual([]);
    const compiled = await step('compile');
    expect(compiled).toMatchObject({ code: 0, stdout: expect.stringContaining('\nDraft 1 of Pond Plan') });

    const undisturbed = join(folder, 'undisturbed');
    for (const name of ['import', 'assign', 'open', 'compile'] as const) await step(name, undisturbed);
    for (const words of [
      ['status', '--json'],
      ['history', '--verify'],
      ['check', '--json'],
    ]) {
      const [of, like] = await Promise.all(
        [data, undisturbed].map((at) => quarterdeck(at, ...words, '--plan', 'pond')),
      );
      expect(withoutIds(of?.stdout)).toBe(withoutIds(like?.stdout));
      expect(of).toMatchObject({ code: 0 });
    }
  }, 240_000);
});

/** What two stores print about the same plan, but for its place and the ids that each has of its own. */
function withoutIds(text = ''): string {
  return text.replace(/^Store: .*\n/, '').replace(/"[\w-]{20,}"/g, '"id"');
}

describe.skipIf(NO_TINY_DISK !== '')(`A command on a full disk${NO_TINY_DISK}`, () => {
  let disk: TinyDisk;
  beforeEach(() => {
    const made = tinyDisk(8);
    if (made === null) throw new Error('There is no such disk here.');
    disk = made;
  });
  afterEach(() => disk.remove());

  it('does not open the store, says why, and goes on with it when there is room', async () => {
    data = join(disk.folder, 'data');
    await done('import', 'assign');
    disk.fill();
    const before = readFileSync(join(data, 'table.mdb'));
    for (const name of ['import', 'open', 'compile'] as const) {
      expect(await step(name)).toMatchObject({
        code: 1,
        signal: null,
        stderr: `The data folder “${data}” cannot be used: the disk is full. Put it right, or choose another folder.\n`,
      });
    }
    expect(readFileSync(join(data, 'table.mdb')).equals(before)).toBe(true);
    expect(readdirSync(data).sort()).toEqual(['table.mdb', 'table.mdb-lock']);
    disk.free();
    await done('open', 'compile');
  }, 240_000);

  it('leaves the files that were there, and no others, where its own cannot be written', async () => {
    await done('import', 'assign', 'open');
    out = join(disk.folder, 'out');
    mkdirSync(out);
    const writing = ['compile', 'sheet', 'changes', 'workbook'] as const;
    await done(...writing);
    // a draft is another one each time, and so are its files
    for (const each of readdirSync(out)) {
      writeFileSync(join(out, each.replace('draft-1', 'draft-2')), 'what was there before');
    }
    const before = contents(out);
    disk.fill();
    for (const name of writing) {
      expect(await step(name)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^The file .* could not be written \(ENOSPC\)\./),
      });
    }
    expect(contents(out)).toEqual(before);
    disk.free();
    await done(...writing);
  }, 240_000);
});

function contents(of: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(of).map((each) => [each, readFileSync(join(of, each), 'latin1')]));
}

describe.skipIf(NO_SHELL !== '')(`A command whose words nobody takes${NO_SHELL}`, () => {
  const imported = () => quarterdeck(data, 'status', '--plan', 'pond');

  it.skipIf(NO_FULL_DEVICE !== '')(`is carried out and says that they were lost${NO_FULL_DEVICE}`, async () => {
    expect(await shell('import', '', '>/dev/full')).toMatchObject({
      code: 1,
      stderr: 'The command was carried out, but what it says could not be written (ENOSPC).\n',
    });
    expect(await imported()).toMatchObject({ code: 0 });
  });

  it.each([
    ['whose reader has read enough', '', '| true'],
    ['with standard output closed', '', '>&-'],
    ['with standard error closed too', '', '>&- 2>&-'],
  ])('is carried out all the same (%s)', async (_, before, after) => {
    expect(await shell('import', before, after)).toMatchObject({ code: 0, stderr: '' });
    expect(await imported()).toMatchObject({ code: 0 });
  });
});
