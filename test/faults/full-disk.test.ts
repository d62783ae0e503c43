import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedTable } from '../../src/adapters/tables/engines/embedded-table.js';
import { personNamed, readCast } from '../../src/local/people.js';
import { SAMPLE_PLAN } from '../../src/local/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from '../e2e/running-quarterdeck.js';
import { historyOf, seedStore } from '../e2e/sample-service.js';
import { answering } from './answering.js';
import { type Hardship, type ServiceProcess, startService } from './service-process.js';
import { NO_TINY_DISK, tinyDisk } from './tiny-disk.js';

/** A disk that takes no more, by one of two means, and the way back. */
interface Disk {
  readonly folder: string;
  readonly hardship: Hardship;
  fill(service: ServiceProcess): Promise<void>;
  free(service: ServiceProcess): void;
  remove(): void;
}

const FILE_BLOCKS = 8_000;

function hasPrlimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** A file that may not grow: another process, which may, has let it grow past that. */
function limitedFile(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-limited-'));
  return {
    folder,
    hardship: { fileBlocks: FILE_BLOCKS },
    async fill() {
      const table = await embeddedTable(folder);
      const values = { text: 'x'.repeat(30_000) };
      for (let row = 0; statSync(join(folder, 'table.mdb')).size < FILE_BLOCKS * 512 + 100_000; row += 1) {
        await table.batch('filler', [{ kind: 'insert', key: `row-${row}`, values }]);
      }
      await table.close();
    },
    free: ({ pid }) => void execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited']),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function fullDisk(): Disk {
  const disk = tinyDisk(16);
  if (disk === null) throw new Error('There is no such disk here.');
  const { folder, fill, free, remove } = disk;
  return { folder: join(folder, 'data'), hardship: {}, fill: async () => fill(), free, remove };
}

const DISKS = [
  { name: 'on a disk that is full', skipped: NO_TINY_DISK, make: fullDisk },
  {
    name: 'in a file that may not grow',
    skipped: hasPrlimit() ? '' : ' (skipped: this machine has no prlimit)',
    make: limitedFile,
  },
];

const LEAD = personNamed(readCast(), 'lead');

describe.each(DISKS.map((each) => [`${each.name}${each.skipped}`, each] as const))(
  'A service %s',
  (_, { skipped, make }) => {
    let disk: Disk;
    let connector: ConnectorStandIn;

    beforeEach(async () => {
      disk = make();
      connector = await startConnectorStandIn();
    });
    afterEach(async () => {
      await connector.close();
      disk.remove();
    });

    it.skipIf(skipped !== '')(
      'says so, refuses kindly and keeps what was typed, and goes on when there is room again',
      async () => {
        const cards = await seedStore(disk.folder);
        const service = await startService({ QUARTERDECK_DATA: disk.folder }, undefined, disk.hardship);
        const { channel, saved, said, ready, readyWithin, submit } = answering(service, connector, cards);
        expect(await ready()).toBe('200 ready');
        expect((await submit(0)).refused).toBeNull();
        await disk.fill(service);
        const full = /^503 not everything can be saved: the disk (is full|does not take it)$/;
        expect(await readyWithin(full)).toMatch(full);

        // LMDB has a few free pages of its own, so the first answers still find room
        let number = 1;
        let answer = await submit(number);
        while (answer.refused === null && number < 300) {
          number += 1;
          answer = await submit(number);
        }
        expect(answer.refused).toContain(answer.text);
        expect(await ready()).toMatch(/^503 not everything can be saved/);
        const before = connector.ledger.length;
        expect((await channel.type(LEAD, '/status')).status).toBe(200);
        expect(await said(before, channel.conversationOf(LEAD), 'Northmoor')).toContain('AdaptiveCard');

        disk.free(service);
        expect(await readyWithin(/^200/)).toBe('200 ready');
        expect((await submit(number)).refused).toBeNull();
        expect(await service.end()).toBe(0);

        // what was said to be saved, each once and whole, and nothing of what was refused before it was saved
        const history = await historyOf(disk.folder);
        const answers = history.filter(({ payload }) => /^(answered|corrected)$/.test(payload?.what ?? ''));
        expect(answers.map(({ payload }) => JSON.parse(payload?.new ?? '{}').text)).toEqual(saved);
        const verified = await quarterdeck(disk.folder, 'history', '--plan', SAMPLE_PLAN, '--verify');
        expect(verified).toMatchObject({ code: 0, stdout: expect.stringMatching(/chains with \d+ entries are whole/) });
      },
      120_000,
    );
  },
);
