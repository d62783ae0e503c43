import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryResult } from '../../../../src/app/sending/deliver.js';
import type { PlanDue } from '../../../../src/app/sending/sweep/load-due.js';
import { type Look, makeReschedule } from '../../../../src/app/sending/sweep/reschedule.js';
import type { Sent } from '../../../../src/app/sending/sweep/send-due.js';
import type { NewsReport } from '../../../../src/app/sending/sweep/tell-news.js';
import { at } from '../../../domain/builders.js';
import { LEAVE } from '../../fakes.js';
import { ADA, aWorld, OPENING, openQuarter, PLAN, TENANT, type World } from '../../world.js';
import { dueNow, looksAt } from './a-look.js';

const NOTHING_SENT: Sent = { results: [], failed: [], wouldSend: [] };
const NO_NEWS: NewsReport = { told: [], again: null };

let world: World;
let due: PlanDue;

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world);
  due = await dueNow(world, OPENING);
});

const looked = (as: PlanDue, news: NewsReport = NO_NEWS): Look => ({ kind: 'looked', due: as, news });
const reschedule = async (look: Look, sent = NOTHING_SENT) => {
  await makeReschedule(world)(look, sent, OPENING, LEAVE);
  return looksAt(world, PLAN);
};

/** What came of the one message to Ada. */
function toAda(result: DeliveryResult): Sent {
  if (due.kind !== 'send') throw new Error(due.kind);
  const person = { tenant: TENANT, person: ADA, name: 'Ada Moss', slot: '', wishes: [], plans: [due.picture] };
  return { ...NOTHING_SENT, results: [[person, [result]]] };
}

describe('When a plan is looked at again', () => {
  it('is the next day of the ladder, where everything went out', async () => {
    expect(await reschedule(looked(due), toAda({ kind: 'settled', wishes: [], intent: {} as never }))).toEqual([
      '2026-12-11T09:00:00.000Z',
    ]);
  });

  it.each<[string, DeliveryResult, string]>([
    [
      'in five minutes, where something could not be sent just now',
      { kind: 'waiting', wishes: [], again: 'soon' },
      '2026-11-27T09:15:00.000Z',
    ],
    [
      'in an hour, where nobody knows whether it arrived',
      { kind: 'uncertain', wishes: [], reason: '' },
      '2026-11-27T10:10:00.000Z',
    ],
    [
      'the next working day, where the slot of today is taken',
      { kind: 'waiting', wishes: [], again: 'nextDay' },
      '2026-11-30T09:00:00.000Z',
    ],
    [
      'the next working day, where Teams refused it',
      { kind: 'failed', wishes: [], reason: '', again: 'nextDay' },
      '2026-11-30T09:00:00.000Z',
    ],
  ])('is %s', async (_, result, time) => {
    expect(await reschedule(looked(due), toAda(result))).toEqual([time]);
  });

  it('is soon, where an unexpected error kept a person from being served, or the plan from being looked at', async () => {
    const [served] = toAda({ kind: 'waiting', wishes: [], again: 'soon' }).results;
    if (served === undefined) throw new Error('nobody');
    expect(await reschedule(looked(due), { ...NOTHING_SENT, failed: [served[0]] })).toEqual([
      '2026-11-27T09:15:00.000Z',
    ]);
    due = await dueNow(world, at('2026-11-27T09:15:00Z'));
    expect(await reschedule({ kind: 'failed', rows: due.rows })).toEqual(['2026-11-27T09:15:00.000Z']);
  });

  it('is when work begins, where it was too early', async () => {
    const time = at('2026-11-30T09:00:00Z');
    if (due.kind !== 'send') throw new Error(due.kind);
    const early: PlanDue = { kind: 'notBefore', rows: due.rows, picture: due.picture, at: time };
    expect(await reschedule(looked(early))).toEqual([time]);
  });

  it('is never, where nothing is left to do, unless news is owed', async () => {
    const stray: PlanDue = { kind: 'nothing', rows: due.rows, picture: null };
    const tomorrow = at('2026-11-30T09:00:00Z');
    expect(await reschedule(looked(stray, { told: [], again: tomorrow }))).toEqual([tomorrow]);
    due = await dueNow(world, tomorrow);
    expect(await reschedule(looked({ kind: 'nothing', rows: due.rows, picture: null }))).toEqual([]);
  });

  it('is at the next sweep, where a cycle that is over could not be closed', async () => {
    if (due.kind !== 'send') throw new Error(due.kind);
    const { rows, picture } = due;
    const before = await looksAt(world, PLAN);
    expect(await reschedule(looked({ kind: 'over', rows, picture, isClosed: false }))).toEqual(before);
    expect(await reschedule(looked({ kind: 'over', rows, picture, isClosed: true }))).toEqual([]);
  });
});

describe('A row of the directory', () => {
  it('is written before the old one is taken away, so that a crash in between leaves more, never none', async () => {
    const calls: string[] = [];
    const { directory } = world.stores;
    const stores = {
      ...world.stores,
      directory: {
        ...directory,
        addDue: async (row: Parameters<typeof directory.addDue>[0]) => {
          calls.push(`add ${row.at}`);
          await directory.addDue(row);
        },
        removeDue: async (row: Parameters<typeof directory.removeDue>[0]) => {
          calls.push(`remove ${row.at}`);
          await directory.removeDue(row);
        },
      },
    };
    const owed = at('2026-11-30T09:00:00Z');
    await makeReschedule({ stores })(looked(due, { told: [], again: owed }), NOTHING_SENT, OPENING, LEAVE);
    expect(calls).toEqual([
      `add ${owed}`,
      'add 2026-12-11T09:00:00.000Z',
      ...due.rows.map((row) => `remove ${row.at}`),
    ]);
  });

  it('that was written again since it was read stays: somebody wants the plan looked at once more', async () => {
    for (const row of due.rows) await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: row.at });
    expect(await reschedule(looked({ kind: 'nothing', rows: due.rows, picture: null }))).toEqual(
      due.rows.map((row) => row.at),
    );
  });

  it('is left alone in a dry run', async () => {
    const before = await looksAt(world, PLAN);
    await makeReschedule(world)(looked(due), NOTHING_SENT, OPENING, null);
    expect(await looksAt(world, PLAN)).toEqual(before);
  });
});
