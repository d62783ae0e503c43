import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeChangeSettings } from '../../../src/app/plan/change-settings.js';
import type { Table } from '../../../src/app/store/ports.js';
import { failing, MOST_TRIES, retryOnConflict, sayBusy } from '../../../src/app/store/retry-on-conflict.js';
import { before } from '../fakes.js';
import { aWorld, OPENING, openQuarter, PLAN, TENANT } from '../world.js';

/** An attempt that meets somebody else so many times, and then says how often it was made. */
function overtaken(times: number) {
  let made = 0;
  const attempt = async () => {
    made += 1;
    return made > times ? made : 'conflict';
  };
  return { attempt, made: () => made };
}

describe('A write that is tried again', () => {
  it('is made once where nobody else was first', async () => {
    expect(await retryOnConflict(sayBusy, overtaken(0).attempt)).toBe(1);
  });

  it('is made again until it comes through, the last time that is allowed included', async () => {
    expect(await retryOnConflict(sayBusy, overtaken(3).attempt)).toBe(4);
    expect(await retryOnConflict(sayBusy, overtaken(MOST_TRIES - 1).attempt)).toBe(MOST_TRIES);
  });

  it('is given up after that, in words to whoever asked for it', async () => {
    const { attempt, made } = overtaken(MOST_TRIES);
    expect(await retryOnConflict(sayBusy, attempt)).toEqual({
      kind: 'refused',
      reason: 'Somebody else was changing the same thing at the same moment. Nothing was saved. Please try again.',
    });
    expect(made()).toBe(MOST_TRIES);
  });

  it('is given up with an error that names it, where it must not be left undone', async () => {
    const { attempt, made } = overtaken(MOST_TRIES);
    await expect(retryOnConflict(failing('The asks could not be told'), attempt)).rejects.toThrow(
      'The asks could not be told: somebody else was first 20 times in a row.',
    );
    expect(made()).toBe(MOST_TRIES);
  });

  it('is not made again over an error', async () => {
    const error = new Error('The store cannot be used.');
    let made = 0;
    const attempt = async () => {
      made += 1;
      throw error;
    };
    await expect(retryOnConflict(sayBusy, attempt)).rejects.toBe(error);
    expect(made).toBe(1);
  });
});

describe('A change of a plan’s head', () => {
  const about = { tenant: TENANT, plan: PLAN, by: 'lead' };

  /** A world in which somebody else changes the plan's marking right before each of the first so many batches. */
  async function contested(times: number) {
    const table: Table = memoryTable();
    const other = aWorld(table);
    await openQuarter(other);
    let met = 0;
    const world = aWorld(
      before(table, async (call) => {
        if (call !== 'batch' || met >= times) return;
        met += 1;
        await makeChangeSettings(other)(about, { protectiveMarking: `OFFICIAL ${met}` }, OPENING);
      }),
    );
    return { world, met: () => met };
  }

  it('reads the head again each time, so that nothing of what others wrote is lost', async () => {
    const { world, met } = await contested(5);
    const outcome = await makeChangeSettings(world)(about, { signOff: 'executive' }, OPENING);
    expect(met()).toBe(5);
    expect(outcome).toMatchObject({ kind: 'set', settings: { signOff: 'executive', protectiveMarking: 'OFFICIAL 5' } });
    expect((await world.plan.head())?.value.settings).toMatchObject({
      signOff: 'executive',
      protectiveMarking: 'OFFICIAL 5',
    });
  });

  it('is refused, and not made, where others never leave off', async () => {
    const { world, met } = await contested(Number.POSITIVE_INFINITY);
    expect(await makeChangeSettings(world)(about, { signOff: 'executive' }, OPENING)).toEqual(sayBusy());
    expect(met()).toBe(MOST_TRIES);
    expect((await world.plan.head())?.value.settings.signOff).toBe('lead');
  });
});
