import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import type { StoredRow, Table, TableWrite } from '../../../src/app/store/ports.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, BEN, harbourPlan, LEAD, mustBe, openQuarter, PLAN, TENANT } from '../world.js';

/** A field that no version of today knows. */
const LATER = 'aFieldOfALaterVersion';

/**
 * Objects that are another thing each time they are written, so that there is nothing to keep: a tip of a chain, the place of
 * a chat, what the plan says at the moment. The frame of an asked item holds the item and the tip, and nothing else.
 */
const WRITTEN_ANEW = [
  'ask item',
  'ask item.tip',
  'ask item.item.previousText',
  'ask.colleagues[]',
  'head.historyTip',
  'record.reference',
];

/** The rows that were replaced, and those of them that lost a field, with the places where it had stood. */
interface Seen {
  readonly replaced: Set<string>;
  readonly lost: Set<string>;
}

/** A table whose rows were all written by a later version: each object in them has a field that nobody here knows. */
function writtenLater(table: Table, seen: Seen): Table {
  const newest = new Map<string, unknown>();
  const later = (row: StoredRow): StoredRow => {
    const json = row.values['d0'];
    if (typeof json !== 'string' || row.values['rows'] !== 1) return row;
    const value = withLater(JSON.parse(json));
    newest.set(`${row.partition} ${row.key}`, value);
    return { ...row, values: { ...row.values, d0: JSON.stringify(value) } };
  };
  const judge = (partition: string, write: TableWrite) => {
    const read = newest.get(`${partition} ${write.key}`);
    if (write.kind !== 'replace' || read === undefined || write.values['rows'] !== 1) return;
    const kind = write.key
      .split('~')
      .slice(0, 1)
      .concat(write.key.split('~').length > 3 ? ['item'] : [])
      .join(' ');
    seen.replaced.add(kind);
    for (const place of lostIn(read, JSON.parse(String(write.values['d0'])), kind)) seen.lost.add(place);
  };
  return {
    get: async (partition, key) => {
      const row = await table.get(partition, key);
      return row === undefined ? undefined : later(row);
    },
    range: async (query) => {
      const page = await table.range(query);
      return { ...page, rows: page.rows.map(later) };
    },
    batch: async (partition, writes) => {
      const outcome = await table.batch(partition, writes);
      if (outcome.kind === 'done') for (const write of writes) judge(partition, write);
      return outcome;
    },
    proveWritable: () => table.proveWritable(),
    close: () => table.close(),
  };
}

function withLater(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLater);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, each]) => [name, withLater(each)]);
  return { ...Object.fromEntries(fields), [LATER]: 'kept' };
}

/** Where an object of the row as read stands in the row as written, without its field. */
function lostIn(read: unknown, written: unknown, place: string): readonly string[] {
  if (typeof read !== 'object' || read === null || typeof written !== 'object' || written === null) return [];
  // lists are written anew, and their members may stand elsewhere: those that stand where they stood are compared
  if (Array.isArray(read) !== Array.isArray(written)) return [];
  const own = LATER in read && !(LATER in written) ? [place] : [];
  const below = Object.entries(read).flatMap(([name, value]) =>
    lostIn(value, (written as Record<string, unknown>)[name], Array.isArray(read) ? `${place}[]` : `${place}.${name}`),
  );
  return [...own, ...below];
}

describe('A row that a later version wrote', () => {
  it('keeps the fields that this version does not know when it is written back, through a whole quarter', async () => {
    const seen: Seen = { replaced: new Set(), lost: new Set() };
    const world = aWorld(writtenLater(memoryTable(), seen), new FakeMessenger());
    await openQuarter(world, { plan: harbourPlan(3) });
    await world.sweep(at('2026-11-27T09:10:00Z'));
    mustBe('saved', await world.reply(ADA, '4.1', 'The log will be kept by 1 March 2027.', at('2026-11-30T09:00:00Z')));
    const about = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.2' };
    const later = {
      ...about,
      typing: { shown: null, words: { status: '', text: 'Begun', evidence: '', note: '', promises: [] } } as const,
    };
    await world.putOff(later, civilDate('2026-12-07'), at('2026-11-30T09:01:00Z'));
    mustBe('saved', await world.reply(ADA, '4.2', { kind: 'noChange' }, at('2026-12-08T09:00:00Z')));
    await world.signOfLife(ADA, at('2026-12-09T10:00:00Z'));
    const lead = { tenant: TENANT, plan: PLAN, by: LEAD };
    const extended = await world.extendCycle(
      { ...lead, given: { closes: civilDate('2027-01-04') } },
      at('2026-12-10T09:00:00Z'),
    );
    expect(extended.kind).not.toBe('refused');
    await world.sweep(at('2026-12-11T09:10:00Z'));
    mustBe('saved', await world.reply(BEN, '4.3', 'Done.', at('2026-12-14T09:00:00Z')));
    await world.accepted(at('2027-01-05T09:00:00Z'));
    await world.finalised(at('2027-01-05T10:00:00Z'));

    expect([...seen.replaced].sort()).toEqual(expect.arrayContaining(['ask', 'ask item', 'head', 'record']));
    expect([...seen.lost].filter((place) => !WRITTEN_ANEW.includes(place)).sort()).toEqual([]);
  });
});
