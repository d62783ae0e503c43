import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedTable } from '../../src/adapters/tables/engines/embedded-table.js';
import { personNamed, readCast } from '../../src/local/people.js';
import { SAMPLE_PLAN } from '../../src/local/seed-sample.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/local/stand-ins/connector-stand-in.js';
import { quarterdeck } from '../e2e/running-quarterdeck.js';
import { historyOf, seedStore } from '../e2e/sample-service.js';
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
const NOT_SAVED = 'I could not save this just now. Your words are still here.';

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

    /** The first thing said to a chat, after so many entries, in which these words stand. */
    async function said(after: number, conversation: string, words: string): Promise<string> {
      for (let waited = 0; waited < 10_000; waited += 20) {
        const entries = connector.ledger.slice(after).filter((entry) => entry.conversation === conversation);
        const found = entries.map((entry) => JSON.stringify(entry.activity)).find((text) => text.includes(words));
        if (found !== undefined) return found;
        await wait(20);
      }
      throw new Error(`Nothing with “${words}” was said to ${conversation}.`);
    }

    it.skipIf(skipped !== '')(
      'says so, refuses kindly and keeps what was typed, and goes on when there is room again',
      async () => {
        const cards = (await seedStore(disk.folder)).filter((card) => card.person !== '');
        const service = await startService({ QUARTERDECK_DATA: disk.folder }, undefined, disk.hardship);
        const { tenant } = readCast();
        const channel = makeChannelStandIn({
          botUrl: `${service.url}/api/messages`,
          serviceUrl: connector.url,
          tenant,
        });
        const ready = async () => {
          const answer = await fetch(`${service.url}/readyz`);
          return `${answer.status} ${await answer.text()}`;
        };
        const readyWithin = async (text: RegExp) => {
          for (let waited = 0; waited < 15_000; waited += 100) {
            if (text.test(await ready())) return;
            await wait(100);
          }
          expect(await ready()).toMatch(text);
        };
        const saved: string[] = [];
        /** Presses Submit with a long text of its own; what the card says then. */
        const submit = async (number: number) => {
          const card = cards[number % cards.length];
          if (card === undefined) throw new Error('The sample has no cards.');
          const text = `Answer ${number}: ${'the gate is mended and lit. '.repeat(200)}`.trim();
          const before = connector.ledger.length;
          const person = { id: card.person, name: card.name };
          const data = { ...card.context, verb: 'submit' };
          const answer = await channel.press(person, data, { input_text: text, input_status: 'onTrack' });
          expect(answer).toEqual({ status: 200, text: '' });
          const shown = await Promise.race([
            said(before, channel.conversationOf(person), `Saved for ${card.context.ref}`).then(() => null),
            said(before, channel.conversationOf(person), NOT_SAVED),
          ]);
          if (shown === null) saved.push(text);
          return { text, shown };
        };

        expect(await ready()).toBe('200 ready');
        expect((await submit(0)).shown).toBeNull();
        await disk.fill(service);
        await readyWithin(/^503 nothing can be saved: the disk (is full|does not take it)$/);

        // LMDB has a few free pages of its own, so the first answers still find room
        let number = 1;
        let refused = await submit(number);
        while (refused.shown === null && number < 300) {
          number += 1;
          refused = await submit(number);
        }
        expect(refused.shown).toContain(refused.text);
        expect(refused.shown).toContain(NOT_SAVED);
        expect(await ready()).toMatch(/^503 nothing can be saved/);
        const before = connector.ledger.length;
        expect((await channel.type(LEAD, '/status')).status).toBe(200);
        await said(before, channel.conversationOf(LEAD), 'Northmoor');

        disk.free(service);
        await readyWithin(/^200 ready$/);
        expect((await submit(number)).shown).toBeNull();
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
