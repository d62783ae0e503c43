import { describe, expect, it } from 'vitest';
import { makeKeepToRetention } from '../../../src/app/forgetting/keep-to-retention.js';
import { at } from '../../domain/builders.js';
import { silentLog } from '../fakes.js';

const NONE = { begun: 0, notes: 0, people: 0 };

function kept(months: number | null, answers: readonly (() => typeof NONE)[] = []) {
  const calls: number[] = [];
  const told: string[] = [];
  const letGo = async (given: number) => {
    calls.push(given);
    return (answers[calls.length - 1] ?? (() => NONE))();
  };
  const log = {
    ...silentLog,
    info: (event: string) => void told.push(event),
    error: (event: string) => void told.push(event),
  };
  return { calls, told, keep: makeKeepToRetention({ letGo, months, log }) };
}

describe('The retention that is set', () => {
  it('is kept to at the start and once a day after that', async () => {
    const { calls, told, keep } = kept(18);
    for (const now of ['2027-01-01T10:00:00Z', '2027-01-01T23:00:00Z', '2027-01-02T10:00:00Z']) await keep(at(now));
    expect([calls, told]).toEqual([
      [18, 18],
      ['retention', 'retention'],
    ]);
  });

  it('removes nothing where none is set', async () => {
    const { calls, keep } = kept(null);
    await keep(at('2027-01-01T10:00:00Z'));
    expect(calls).toEqual([]);
  });

  it('is tried again after a failure, which is logged and stops nothing', async () => {
    const failing = () => {
      throw new Error('the store is away');
    };
    const { calls, told, keep } = kept(18, [failing]);
    await keep(at('2027-01-01T10:00:00Z'));
    await keep(at('2027-01-01T10:01:00Z'));
    expect([calls.length, told]).toEqual([2, ['retention.failed', 'retention']]);
  });
});
