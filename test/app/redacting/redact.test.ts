import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeApplyAllRemovals } from '../../../src/app/redacting/apply-removals.js';
import { checkChains } from '../../../src/app/standing/check-chains.js';
import { hashOf } from '../../../src/domain/publishing/compile.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { atEveryMoment } from '../every-moment.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, BEN, harbourPlan, LEAD, mustBe, PLAN, TENANT, type World } from '../world.js';
import { EXECUTIVE, filesOf, NAME, NOW, remembering, SPOILS, spoiled } from './spoiled.js';

const about = { tenant: TENANT, plan: PLAN, ref: '4.1', words: NAME, by: 'lead' };
const MARK = '[Removed on 12 January 2027]';
const everything = async (world: World) => JSON.stringify((await world.plan.everything()).map(({ value }) => value));

/** The words in a file, packed or not. */
function wordsOf(bytes: Uint8Array): string {
  const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts = isPacked ? Object.values(unzipSync(bytes)) : [bytes];
  return parts.map((part) => new TextDecoder().decode(part)).join('\n');
}

describe('words that are removed', () => {
  it('stand in no row of the store, no file that is made again and no card', async () => {
    const store = remembering(memoryTable());
    const messenger = new FakeMessenger();
    const world = aWorld(store.table, messenger);
    await spoiled(world);
    await world.sweep(at('2027-03-05T10:00:00Z'));
    expect((await store.rows()).filter((row) => SPOILS.test(row)).length).toBeGreaterThan(15);
    mustBe('removed', await world.redact(about, NOW));
    const later = messenger.updates.length;
    await world.sweep(at('2027-03-05T10:01:00Z'));
    expect((await store.rows()).filter((row) => SPOILS.test(row))).toEqual([]);
    const files = await filesOf(world);
    expect(files.size).toBe(16);
    for (const [name, bytes] of files) {
      expect(wordsOf(bytes), name).not.toMatch(SPOILS);
      expect(wordsOf(bytes), name).toContain('Removed on 12 January 2027');
    }
    const cards = messenger.updates.slice(later);
    // the lead is asked about the introduction, in which they stood as well
    expect(new Set(cards.map(({ person }) => person))).toEqual(new Set([ADA, BEN, LEAD]));
    expect(JSON.stringify(cards)).not.toMatch(SPOILS);
    expect(JSON.stringify(cards)).toContain(MARK);
  });

  it('leave the chains of the history whole, with who did what and when', async () => {
    const world = aWorld();
    await spoiled(world);
    const before = (await world.plan.history('plan')).length;
    mustBe('removed', await world.redact(about, NOW));
    const head = (await world.plan.head())?.value;
    if (head === undefined) throw new Error('No plan');
    const { broken, chains } = await checkChains(world.plan, head);
    expect(broken).toEqual([]);
    const redacted = chains.flatMap(({ entries }) => entries).filter((each) => each.redacted === true);
    expect(redacted.length).toBeGreaterThan(3);
    expect(redacted.every(({ payload }) => payload !== null && payload.who !== '')).toBe(true);
    const own = (await world.plan.history('plan')).slice(before);
    expect(own.map(({ payload }) => `${payload?.what} ${payload?.about}`)).toEqual([
      'noted what is left after words were removed, seen in 4.1',
      'removed words seen in 4.1',
    ]);
  });

  it('leave what was compiled with the hash of the words that are left, and the one before', async () => {
    const world = aWorld();
    await spoiled(world);
    const head = (await world.plan.head())?.value;
    const id = head?.revisions[0] ?? '';
    const before = await world.plan.compiled(id);
    mustBe('removed', await world.redact(about, NOW));
    const after = await world.plan.compiled(id);
    expect(after?.redacted).toEqual([{ on: '2027-01-12', hash: before?.hash }]);
    expect(after?.hash).toBe(hashOf(after?.published as never));
    expect(after?.hash).not.toBe(before?.hash);
    const word = [...(await filesOf(world))].find(([name]) => name === `${id}.html`)?.[1] as Uint8Array;
    expect(wordsOf(word)).toContain('Words were removed from this revision on 12 January 2027, after it was signed');
  });

  it('are kept apart from the plan by their hash alone, and removed again from an older state that is put back', async () => {
    const table = memoryTable();
    const world = aWorld(table);
    await spoiled(world);
    const old = await world.plan.everything();
    mustBe('removed', await world.redact(about, NOW));
    const [removal] = await world.plan.removals();
    expect(JSON.stringify(removal)).not.toMatch(SPOILS);
    expect(removal).toMatchObject({ plan: PLAN, count: 2, ref: '4.1', settled: false });
    const now = new Map((await world.plan.everything()).map((thing) => [thing.key, thing]));
    for (const { key, value } of old) {
      const thing = now.get(key);
      if (thing !== undefined) await world.plan.replaceThing(thing, value, 'an older state');
    }
    expect(await everything(world)).toMatch(SPOILS);
    expect(await makeApplyAllRemovals(world)(TENANT)).toBeGreaterThan(10);
    expect(await everything(world)).not.toMatch(SPOILS);
  });

  it('are not brought back by an old file, nor printed when somebody writes them again', async () => {
    const world = aWorld();
    await spoiled(world);
    mustBe('removed', await world.redact(about, NOW));
    await world.sweep(at('2027-03-05T10:00:00Z'));
    await world.reply(BEN, '4.3', `${NAME} once more.`, at('2027-03-06T10:00:00Z'));
    const compiled = await world.compileRevision(
      { tenant: TENANT, plan: PLAN, by: 'lead' },
      at('2027-03-08T10:00:00Z'),
    );
    expect(JSON.stringify(compiled)).toContain(`${MARK} once more.`);
    const plan = harbourPlan();
    const [first] = plan.updates;
    const read = aReadingOf({
      ...plan,
      updates: plan.updates.map((each) =>
        each === first ? { ...each, text: `Begun by ${NAME.toUpperCase()}.` } : each,
      ),
    });
    const other = aWorld();
    await spoiled(other);
    mustBe('removed', await other.redact(about, NOW));
    const imported = await other.importPlan({ tenant: TENANT, plan: PLAN, by: 'lead', read, dryRun: true }, NOW);
    expect(JSON.stringify(imported)).not.toMatch(SPOILS);
  });

  it('stay in another plan', async () => {
    const world = aWorld();
    await spoiled(world);
    const plan = harbourPlan();
    const read = aReadingOf({ ...plan, plan: { ...plan.plan, id: 'pier', title: `The pier of ${NAME}` } });
    mustBe('imported', await world.importPlan({ tenant: TENANT, plan: 'pier', by: 'lead', read, dryRun: false }, NOW));
    mustBe('removed', await world.redact(about, NOW));
    expect((await world.stores.plan(TENANT, 'pier').head())?.value.plan.title).toBe(`The pier of ${NAME}`);
  });

  it('leave the promises that were made with them as they are, each once', async () => {
    const world = aWorld();
    await spoiled(world);
    const before = await world.plan.commitments();
    mustBe('removed', await world.redact(about, NOW));
    const after = await world.plan.commitments();
    expect(after.length).toBe(before.length);
    const open = after.find(({ value }) => value.words.includes(MARK))?.value;
    expect(open).toMatchObject({ due: '2027-06-30', state: 'open' });
    const rows = (await world.deckOf(ADA)).items.flatMap(({ value }) => [
      ...value.commitments.map(({ id }) => id),
      ...value.otherCommitments,
    ]);
    expect(rows).toContain(open?.id);
  });

  it('are told to the executive lead, who is not told which they were', async () => {
    const messenger = new FakeMessenger();
    const world = aWorld(undefined, messenger);
    await spoiled(world);
    mustBe('removed', await world.redact(about, at('2027-01-12T22:00:00Z')));
    await world.sweep(at('2027-01-12T22:01:00Z'));
    expect(messenger.to(EXECUTIVE)).toEqual([]);
    for (const time of ['2027-01-13T09:30:00Z', '2027-01-13T09:40:00Z', '2027-01-14T10:00:00Z'])
      await world.sweep(at(time));
    const told = messenger.to(EXECUTIVE).map(({ message }) => JSON.stringify(message));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Words were removed from the plan');
    expect(told[0]).not.toMatch(SPOILS);
    expect((await world.plan.removals()).map(({ settled }) => settled)).toEqual([true]);
  });
});

describe('a process that dies while it removes words, at any moment', () => {
  it('leaves nothing that the next sweep does not end', { timeout: 120_000 }, async () => {
    const moments = await atEveryMoment(
      spoiled,
      (world) => world.redact(about, NOW),
      async (world, _messenger, moment) => {
        const begun = (await world.plan.removals()).length > 0;
        for (const time of ['2027-01-12T10:01:00Z', '2027-01-12T10:10:00Z']) await world.sweep(at(time));
        if (begun) expect(await everything(world), `moment ${moment}`).not.toMatch(SPOILS);
        const head = (await world.plan.head())?.value;
        if (head === undefined) throw new Error('No plan');
        expect((await checkChains(world.plan, head)).broken, `moment ${moment}`).toEqual([]);
        const said = (await world.plan.history('plan')).filter(({ payload }) =>
          payload?.what.startsWith('removed words'),
        );
        expect(said.length, `moment ${moment}`).toBe(begun ? 1 : 0);
      },
    );
    expect(moments).toBeGreaterThan(20);
  });
});

it('two leads who remove words at once both succeed', async () => {
  const world = aWorld();
  await spoiled(world);
  const both = await Promise.all([world.redact(about, NOW), world.redact({ ...about, words: 'the log' }, NOW)]);
  expect(both.map(({ kind }) => kind)).toEqual(['removed', 'removed']);
  expect(await everything(world)).not.toMatch(SPOILS);
  expect(await everything(world)).not.toMatch(/the log/i);
});

it('words that nothing in the plan is called after, or none, are refused', async () => {
  const world = aWorld();
  await spoiled(world);
  expect(await world.redact({ ...about, ref: '99' }, NOW)).toMatchObject({ kind: 'refused' });
  expect(await world.redact({ ...about, words: '.' }, NOW)).toMatchObject({ kind: 'refused' });
  expect(await world.redact({ ...about, plan: 'pier' }, NOW)).toMatchObject({ kind: 'refused' });
  expect((await world.plan.removals()).length).toBe(0);
  expect(LEAD).not.toBe('');
});
