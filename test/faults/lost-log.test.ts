import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hardship, type ServiceProcess, startService } from './service-process.js';
import { NO_TINY_DISK, tinyDisk } from './tiny-disk.js';

const NO_FULL_DEVICE = existsSync('/dev/full') ? '' : ' (skipped: this machine has no /dev/full)';

let data: string;
let service: ServiceProcess | undefined;
const files: number[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'quarterdeck-lost-log-'));
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  for (const file of files.splice(0)) closeSync(file);
  rmSync(data, { recursive: true });
});

function openFile(path: string): number {
  const file = openSync(path, 'a');
  files.push(file);
  return file;
}

async function served(hardship: Hardship): Promise<ServiceProcess> {
  service = await startService({ QUARTERDECK_DATA: data, LOG_LEVEL: 'info' }, undefined, hardship);
  return service;
}

/** Makes it write a line, by a request that is none of the Bot Framework's. */
async function makeItSay({ url }: ServiceProcess): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/api/messages`, { method: 'POST', headers, body: '{}' })).status;
}

async function ready({ url }: ServiceProcess): Promise<string> {
  const answer = await fetch(`${url}/readyz`);
  return `${answer.status} ${await answer.text()}`;
}

/** What comes of it when many lines are written of which none arrives. */
async function lifeOf(unheard: ServiceProcess) {
  const answers = new Set<number>();
  for (let line = 0; line < 10; line += 1) answers.add(await makeItSay(unheard));
  return { answers: [...answers], ready: await ready(unheard), code: await unheard.end() };
}

const unharmed = (reason: string) => ({
  answers: [400],
  ready: expect.stringMatching(
    new RegExp(`^200 ready, but the log cannot be written \\(${reason}\\), \\d+ lines are lost$`),
  ),
  code: 0,
});

describe('A service whose log cannot be written', () => {
  it.skipIf(NO_FULL_DEVICE !== '')(`lives on and says so, on a full device${NO_FULL_DEVICE}`, async () => {
    expect(await lifeOf(await served({ log: openFile('/dev/full') }))).toEqual(unharmed('ENOSPC'));
  });

  it('lives on and says so, into a pipe that nobody reads any more', async () => {
    expect(await lifeOf(await served({ log: 'closedPipe' }))).toEqual(unharmed('EPIPE'));
  });

  it('lives on without standard output and standard error', async () => {
    const unheard = await served({ log: 'closedPipe' });
    unheard.hangUp();
    expect(await lifeOf(unheard)).toEqual(unharmed('EPIPE'));
  });

  it.skipIf(NO_TINY_DISK !== '')(
    `writes how many lines were lost once there is room again${NO_TINY_DISK}`,
    async () => {
      const disk = tinyDisk(1);
      if (disk === null) throw new Error('There is no such disk here.');
      try {
        const path = join(disk.folder, 'service.log');
        const file = openSync(path, 'a');
        const unheard = await served({ log: file });
        closeSync(file);
        await makeItSay(unheard);
        disk.fill();
        // the last page of the file has room for some more
        let state = '';
        for (let line = 0; line < 500 && !state.includes('ENOSPC'); line += 1) {
          expect(await makeItSay(unheard)).toBe(400);
          state = await ready(unheard);
        }
        expect(state).toMatch(/^200 ready, but the log cannot be written \(ENOSPC\), \d+ lines are lost$/);
        disk.free();
        expect(await ready(unheard)).toBe('200 ready');
        expect(await unheard.end()).toBe(0);
        const lines = readFileSync(path, 'utf8').split('\n');
        const told = lines.filter((line) => line.includes('"log.lost"')).map((line) => JSON.parse(line) as unknown);
        expect(told).toEqual([expect.objectContaining({ reason: 'ENOSPC', lost: expect.any(Number) })]);
      } finally {
        await service?.kill();
        service = undefined;
        disk.remove();
      }
    },
  );
});
