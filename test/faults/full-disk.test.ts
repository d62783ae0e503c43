import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personNamed, readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from '../e2e/running-quarterdeck.js';
import { historyOf, seedStore } from '../e2e/sample-service.js';
import { answering } from './answering.js';
import { type ServiceProcess, startService } from './service-process.js';
import { NO_TINY_DISK, tinyDisk } from './tiny-disk.js';

/** A disk that takes no more, by one of two means, and the way back. */
interface Disk {
  readonly folder: string;
  /** Whether anybody can see that it is full before the room in the table's file is used up. */
  readonly isSeenAtOnce: boolean;
  fill(service: ServiceProcess): void;
  free(service: ServiceProcess): void;
  remove(): void;
}

function hasPrlimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** The process may lengthen no file beyond the size that its table has. */
function limitedFile(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-limited-'));
  const limit = ({ pid }: ServiceProcess, most: number | 'unlimited') =>
    void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${most}:unlimited`]);
  return {
    folder,
    isSeenAtOnce: false,
    fill: (service) => limit(service, statSync(join(folder, 'table.mdb')).size),
    free: (service) => limit(service, 'unlimited'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function fullDisk(): Disk {
  const disk = tinyDisk(16);
  if (disk === null) throw new Error('There is no such disk here.');
  const { folder, fill, free, remove } = disk;
  return { folder: join(folder, 'data'), isSeenAtOnce: true, fill, free, remove };
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
    let service: ServiceProcess | undefined;

    beforeEach(async () => {
      disk = make();
      connector = await startConnectorStandIn();
    });
    afterEach(async () => {
      await service?.kill();
      await connector.close();
      disk.remove();
    });

    it.skipIf(skipped !== '')(
      'says so, refuses kindly and keeps what was typed, and goes on when there is room again',
      async () => {
        const cards = await seedStore(disk.folder);
        service = await startService({ QUARTERDECK_DATA: disk.folder });
        const { channel, saved, said, ready, readyWithin, submit } = answering(service, connector, cards);
        expect(await ready()).toBe('200 ready');
        expect((await submit(0)).refused).toBeNull();
        disk.fill(service);
        const full = '503 not everything can be saved: the disk is full';
        if (disk.isSeenAtOnce) expect(await readyWithin(/^503/)).toBe(full);

        // the table's file has some room of its own, so the first answers are still saved
        let number = 1;
        let answer = await submit(number);
        while (answer.refused === null && number < 300) {
          number += 1;
          answer = await submit(number);
        }
        expect(answer.refused).toContain(answer.text);
        expect(await ready()).toBe(full);
        const before = connector.ledger.length;
        expect((await channel.type(LEAD, '/status')).status).toBe(200);
        expect(await said(before, channel.conversationOf(LEAD), ['Updates are due'])).toContain('AdaptiveCard');

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
