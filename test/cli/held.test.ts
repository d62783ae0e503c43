import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/adapters/ids.js';
import { makeRecordUpdate } from '../../src/app/asking/record-update.js';
import { NOBODY } from '../../src/app/store/stores.js';
import { makeUseCases, openClock, openTable, type UseCases } from '../../src/host/wiring.js';
import { readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN, seedSample } from '../../src/local/cast/seed-sample.js';
import { at } from '../domain/builders.js';
import { folderWith, runCommand } from './commands-of-a-pond.js';

const HOLD = { from: at('2020-12-01T10:00:00Z'), to: at('2020-12-21T10:00:00Z'), people: 20, released: false };
const cast = readCast();

const folder = folderWith('');
const store = () => join(folder(), 'store');
const run = (...args: readonly string[]) => runCommand([...args, '--data', store()]);

/** Looks into the store between two commands. */
async function inStore<T>(work: (useCases: UseCases) => Promise<T>): Promise<T> {
  const table = await openTable({ kind: 'embedded', folder: store() });
  try {
    return await work(makeUseCases(table));
  } finally {
    await table.close();
  }
}

let answered: { readonly person: string; readonly name: string; readonly ref: string };

beforeEach(() =>
  inStore(async (useCases) => {
    const clock = await openClock(useCases, true);
    await seedSample(useCases, clock, cast);
    const plan = useCases.stores.plan(cast.tenant, SAMPLE_PLAN);
    const cycle = (await plan.head())?.value.cycle?.id ?? '';
    const deck = (await plan.decks(cycle)).find((each) => each.head.value.person !== NOBODY && each.items.length > 0);
    const { person = '', name = '' } = deck?.head.value ?? {};
    const ref = deck?.items[0]?.value.ref ?? '';
    answered = { person, name, ref };
    const reply = { kind: 'text', text: 'The quay is mended.', status: null, evidence: null } as const;
    const about = { tenant: cast.tenant, plan: SAMPLE_PLAN, cycle, person, ref, basedOn: '', door: 'card' } as const;
    const outcome = await makeRecordUpdate({ ...useCases, newId })({ ...about, reply }, await clock.now());
    expect(outcome.kind).toBe('saved');
    await useCases.stores.service.saveHold(HOLD);
  }),
);

describe('While messages are held because the clock jumped, the command line', () => {
  it('refuses to sweep in one line that says what to do; a dry run still looks', async () => {
    const { code, out, err } = await run('sweep');
    expect([code, out]).toEqual([1, expect.not.stringContaining('Dealt with')]);
    expect(err).toMatch(/^Nothing was sent: .*messages to 20 people are held.*"quarterdeck resume"[^\n]*\n$/);
    expect(await run('sweep', '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('Would send') });
    expect(await inStore(({ stores }) => stores.service.hold())).toEqual(HOLD);
  });

  it('tells no owner that a wording was changed, and says when they will be told', async () => {
    const file = join(folder(), 'wording.txt');
    writeFileSync(file, 'The quay was mended.');
    const about = ['--plan', SAMPLE_PLAN, '--ref', answered.ref, '--text-file', file, '--reason', 'House style'];
    const { code, out, err } = await run('review', 'correct', ...about);
    expect({ code, err, out }).toEqual({
      code: 0,
      err: '',
      out: expect.stringContaining(`${answered.name} will be told when messages go out again: they are held`),
    });
  });

  it('lets the next sweep go on once it is told that the time is right', async () => {
    expect(await run('resume')).toMatchObject({ code: 0, out: expect.stringContaining('Messages to 20 people') });
    expect(await run('sweep')).toMatchObject({ code: 0, out: expect.stringContaining('Dealt with') });
    expect(await run('resume')).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is held back.') });
  });
});
