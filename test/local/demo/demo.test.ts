import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGivenPlan } from '../../../src/cli/commands/import.js';
import { personNamed, readCast } from '../../../src/local/cast/people.js';
import { asksForUpdate } from '../../../src/local/demo/chat-cards.js';
import { differences, unpromptedIn, type Witnesses } from '../../../src/local/demo/check.js';
import type { LedgerEntry } from '../../../src/local/stand-ins/connector-stand-in.js';

const program = fileURLToPath(new URL('../../../dist/local/quarterdeck-local.js', import.meta.url));
const cast = readCast();
const chatOf = (key: string) => `a:${personNamed(cast, key).id}`;

let out = '';
let exitCode: number | null = null;
let said = '';
let ledger: LedgerEntry[] = [];

beforeAll(async () => {
  if (!existsSync(program)) throw new Error('These tests run the built demo. Run `npx tsc -b` first.');
  out = mkdtempSync(join(tmpdir(), 'quarterdeck-demo-test-'));
  const child = spawn(process.execPath, [program, 'demo', '--out', out], { env: { PATH: process.env['PATH'] } });
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
  [exitCode] = (await once(child, 'close')) as [number | null];
  ledger = existsSync(join(out, 'demo-ledger.jsonl'))
    ? readFileSync(join(out, 'demo-ledger.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as LedgerEntry)
    : [];
}, 240_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('npm run demo', () => {
  it('ends well, and tells its story in plain lines when nobody sits at a terminal', () => {
    expect(exitCode, said).toBe(0);
    expect(said).not.toContain('\u001b');
  });

  it('asks each owner once, and reminds only those who have something open', () => {
    const asks = (key: string) =>
      ledger.filter(
        (entry) => entry.kind === 'send' && entry.conversation === chatOf(key) && asksForUpdate(entry.activity),
      ).length;
    expect({ prompt: asks('harbour-master'), late: asks('security'), silent: asks('people') }).toEqual({
      prompt: 1,
      late: 4,
      silent: 4,
    });
    expect(asks('lead')).toBe(0);
  });

  it('leaves a draft and the revision in three formats', () => {
    const formats = ['csv', 'docx', 'html'];
    expect(readdirSync(out).filter((name) => name.startsWith('northmoor'))).toEqual([
      ...formats.map((format) => `northmoor-2027-01-11.${format}`),
      ...formats.map((format) => `northmoor-draft-1.${format}`),
    ]);
  });

  it('prints the corrected words, the sentence for "no change", and silence where there was silence', async () => {
    const plan = await readGivenPlan(readFileSync(join(out, 'northmoor-2027-01-11.csv')));
    const newest = plan.updates.filter((update) => update.column === '2027-01-11');
    const count = (kind: string) => newest.filter((update) => update.kind === kind).length;
    const { counts } = JSON.parse(readFileSync(join(out, 'demo-status.json'), 'utf8')) as {
      counts: Record<string, number>;
    };
    expect({ answered: count('text'), noChange: count('noChange'), late: count('none'), pending: 0 }).toEqual(counts);
    expect(newest.filter((update) => update.text.includes('the count is 41, not 40'))).toHaveLength(1);
    expect(count('noChange')).toBeGreaterThan(0);
    expect(count('none')).toBeGreaterThan(0);
  });

  it('takes its reminders over the weekends and the Christmas bank holidays', () => {
    const days = unpromptedIn(ledger, chatOf('lead')).filter((each) => each.conversation === chatOf('people'));
    expect(days.map((each) => each.day)).toEqual(['2026-12-02', '2026-12-16', '2026-12-22', '2026-12-29']);
  });
});

describe('The check at the end of the demo', () => {
  /** What the witnesses of the story above would say of it, reduced to one person and their asks. */
  const witnesses = (entries: readonly LedgerEntry[], said: Partial<Witnesses> = {}): Witnesses => ({
    ledger: entries.filter((entry) => [chatOf('lead'), chatOf('people')].includes(entry.conversation)),
    leadConversation: chatOf('lead'),
    expected: new Map([
      [chatOf('lead'), { asks: [], notes: ['2026-12-29'] }],
      [chatOf('people'), { asks: ['2026-12-02', '2026-12-16', '2026-12-22', '2026-12-29'], notes: [] }],
    ]),
    pressed: new Map([['1', { kind: 'text', text: 'Done.' }]]),
    store: {
      counts: { answered: 1, noChange: 0, pending: 0, late: 0 },
      requirements: [{ ref: '1', state: 'answered' }],
    },
    file: new Map([['1', { kind: 'text', text: 'Done.' }]]),
    statusCard: new Map(Object.entries({ Asked: 1, Answered: 1, 'No change': 0, Late: 0 })),
    ...said,
  });
  const isAsk = (entry: LedgerEntry) =>
    entry.kind === 'send' && entry.conversation === chatOf('people') && asksForUpdate(entry.activity);

  it('finds nothing in the story as it was', () => {
    expect(differences(witnesses(ledger))).toEqual([]);
  });

  it('finds a reminder that came twice, and one that never came', () => {
    const twice = ledger.flatMap((entry) => (isAsk(entry) ? [entry, entry] : [entry]));
    expect(differences(witnesses(twice)).join()).toContain('was asked on 2026-12-02, 2026-12-02');
    expect(differences(witnesses(ledger.filter((entry) => !isAsk(entry)))).join()).toContain('was asked on no day');
  });

  it('finds a message on a bank holiday and one at night', () => {
    const at = (shown: string) =>
      JSON.parse(JSON.stringify(ledger).replaceAll(/Wednesday 16 December 2026, \d\d:\d\d/g, shown)) as LedgerEntry[];
    const found = (shown: string) => differences(witnesses(at(shown))).join();
    expect(found('Monday 28 December 2026, 10:00')).toContain('2026-12-28, which is no working day');
    expect(found('Wednesday 16 December 2026, 18:05')).toContain('at 18:05');
  });

  it('finds an answer that the store or the file does not have as it was pressed', () => {
    const other = { kind: 'text', text: 'Something else.' };
    expect(differences(witnesses(ledger, { file: new Map([['1', other]]) }))).toHaveLength(1);
    const lost = {
      counts: { answered: 0, noChange: 0, pending: 0, late: 1 },
      requirements: [{ ref: '1', state: 'late' }],
    };
    expect(differences(witnesses(ledger, { store: lost })).length).toBeGreaterThan(0);
    expect(differences(witnesses(ledger, { statusCard: new Map() })).length).toBeGreaterThan(0);
  });
});
