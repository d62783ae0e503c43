import { afterAll, describe, expect, it } from 'vitest';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import type { Table } from '../../../../src/app/store/ports.js';
import type { AskHead, PlanStore } from '../../../../src/app/store/stores.js';
import type { Update } from '../../../../src/domain/asking/update.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import type { Commitment } from '../../../../src/domain/commitments/commitment.js';
import { checkChain } from '../../../../src/domain/plan/history.js';
import { forgetfulTable } from '../../../app/fakes.js';
import { aCycle, anItem, at } from '../../../domain/builders.js';
import { engines } from '../engines/engines.js';

function promise(id: string, over: Partial<Commitment> = {}): Commitment {
  return {
    id: id.padStart(16, '0'),
    requirement: 'id4x1',
    column: civilDate('2026-06-19'),
    start: 0,
    length: 40,
    words: 'The rail will be painted by 1 October.',
    due: civilDate('2026-10-01'),
    precision: 'day',
    kind: 'promise',
    promised: civilDate('2026-10-01'),
    moves: [],
    state: 'open',
    reason: null,
    answeredOn: null,
    answeredIn: null,
    version: 0,
    spokenOf: null,
    ...over,
  };
}

const note = { who: 'k1', at: at('2026-12-01T10:00:00Z'), what: 'noted', about: '4.1', old: null, new: null };
const CYCLE = { ...aCycle(), id: 'cycle1', state: 'open' } as const;
const PERSON = 'aaaaaaaa-0000-4000-8000-000000000000';
const head: AskHead = {
  person: PERSON,
  name: 'Ada Moss',
  whoKey: 'k1',
  ask: 'ask1',
  cycle: CYCLE,
  planTitle: 'Quays',
  zone: 'Europe/London',
  colleagues: [],
  handledThrough: null,
  sent: 0,
  uncertain: false,
  card: null,
};
const update: Update = {
  id: 'u1',
  requirement: 'id4x1',
  cycle: 'cycle1',
  reply: {
    kind: 'text',
    text: 'Painted.',
    status: null,
    evidence: null,
    promises: [{ id: promise('1').id, version: 0, answer: { kind: 'late', due: civilDate('2027-02-01') } }],
  },
  by: 'k1',
  door: 'card',
  at: at('2026-12-02T10:00:00Z'),
  timing: 'onTime',
  basedOn: '',
};

describe.each(engines)('commitments kept by %s', async (_name, open) => {
  const { table, end } = await open();
  afterAll(end);
  let plans = 0;
  const aStore = (on: Table = table): PlanStore =>
    openStores(on).plan('11111111-0000-4000-8000-000000000000', `plan-${plans}`);
  const fresh = () => {
    plans += 1;
    return aStore();
  };
  const valuesOf = async (store: PlanStore, requirement?: string) =>
    (await store.commitments(requirement)).map((each) => each.value);
  const add = (store: PlanStore, commitment: Commitment, operation = `add-${commitment.id}`) =>
    store.changeCommitments(commitment.requirement, [{ commitment, etag: null }], null, [note], operation);
  const asked = async (store: PlanStore, commitments: readonly Commitment[]) => {
    const item = anItem({ commitments });
    await store.changeAsks(
      'cycle1',
      [
        { kind: 'head', head, etag: null },
        { kind: 'item', person: PERSON, item, etag: null },
      ],
      'ask',
    );
  };
  const itemOf = async (store: PlanStore) => {
    const held = (await store.deck('cycle1', PERSON))?.items[0];
    if (held === undefined) throw new Error('nothing was asked');
    return held;
  };

  it('come back as they were written, by plan and by requirement', async () => {
    const store = fresh();
    const whole = promise('2', {
      state: 'late',
      moves: [civilDate('2026-12-01'), civilDate('2027-02-01')],
      due: civilDate('2027-02-01'),
      reason: 'Rain.',
      answeredOn: civilDate('2026-12-01'),
      answeredIn: 'cycle1',
      version: 3,
      spokenOf: civilDate('2026-09-18'),
      kind: 'notBefore',
      precision: 'quarter',
    });
    const other = promise('3', { requirement: 'id5x1' });
    for (const each of [promise('1'), whole, other]) expect(await add(store, each)).toBe('done');
    expect(await valuesOf(store, 'id4x1')).toEqual([promise('1'), whole]);
    expect(await valuesOf(store)).toEqual([promise('1'), whole, other]);
  });

  it('may quote as long a sentence as there is, and go whole', async () => {
    const store = fresh();
    const long = promise('1', { words: `${'🚢 and the rail, '.repeat(20_000)}by 1 October.` });
    expect(await add(store, long)).toBe('done');
    expect(await valuesOf(store)).toEqual([long]);
    await store.removeCommitments(await store.commitments());
    expect(await valuesOf(store)).toEqual([]);
    expect(await add(store, promise('1'))).toBe('done');
    expect(await valuesOf(store)).toEqual([promise('1')]);
  });

  it('are inserted once, and replaced only as they were read', async () => {
    const store = fresh();
    expect(await add(store, promise('1'))).toBe('done');
    expect(await add(store, promise('1', { state: 'done' }), 'another')).toBe('conflict');
    const [held] = await store.commitments();
    const done = { commitment: promise('1', { state: 'done', version: 1 }), etag: held?.etag ?? '' };
    expect(await store.changeCommitments('id4x1', [done], null, [note], 'op1')).toBe('done');
    const late = { commitment: promise('1', { state: 'late', version: 1 }), etag: held?.etag ?? '' };
    expect(await store.changeCommitments('id4x1', [late], null, [note], 'op2')).toBe('conflict');
    expect(await valuesOf(store)).toEqual([done.commitment]);
    expect(await store.history('id4x1')).toHaveLength(2);
  });

  it('stay when they are to be removed but were written again', async () => {
    const store = fresh();
    await add(store, promise('1'));
    const read = await store.commitments();
    const again = { commitment: promise('1', { state: 'done' }), etag: read[0]?.etag ?? '' };
    await store.changeCommitments('id4x1', [again], null, [note], 'op1');
    await store.removeCommitments(read);
    expect(await valuesOf(store)).toEqual([again.commitment]);
  });

  it('change together with the item that asks about them, or not at all', async () => {
    const store = fresh();
    await add(store, promise('1'));
    await asked(store, [promise('1')]);
    const stale = await itemOf(store);
    const done = promise('1', { state: 'done', version: 1 });
    const holder = { cycle: 'cycle1', person: PERSON, item: { ...stale, value: anItem({ commitments: [done] }) } };
    const change = { commitment: done, etag: (await store.commitments())[0]?.etag ?? '' };
    expect(await store.changeCommitments('id4x1', [change], holder, [note], 'op1')).toBe('done');
    expect((await itemOf(store)).value.commitments).toEqual([done]);

    // a second hand with the item as it was before: neither the item nor the row changes
    const late = promise('1', { state: 'late', version: 1 });
    const second = { ...holder, item: { ...stale, value: anItem({ commitments: [late] }) } };
    const fresher = { commitment: late, etag: (await store.commitments())[0]?.etag ?? '' };
    expect(await store.changeCommitments('id4x1', [fresher], second, [note], 'op2')).toBe('conflict');
    expect(await valuesOf(store)).toEqual([done]);
    expect((await itemOf(store)).value.commitments).toEqual([done]);
  });

  it('are answered in the batch of the reply, with all of its history, however many there are', async () => {
    const store = fresh();
    const many = Array.from({ length: 40 }, (_, n) =>
      promise(`${n}`, { words: `Part ${n} ${'will open '.repeat(60)}` }),
    );
    await asked(store, many.slice(0, 10));
    const held = await itemOf(store);
    const answered = { ...held, value: anItem({ commitments: many }) };
    const history = Array.from({ length: 23 }, (_, n) => ({ ...note, new: `entry ${n}` }));
    expect(await store.recordReply('cycle1', PERSON, answered, update, many, history, 'u1')).toBe('done');
    expect(await valuesOf(store)).toEqual(many);
    expect((await itemOf(store)).value.commitments).toEqual(many);
    expect(await store.updates('id4x1')).toEqual([update]);
    const chain = await store.history('id4x1');
    expect([checkChain(chain).kind, chain.length]).toEqual(['whole', 23]);

    // somebody with the item as it was before has changed nothing, not even a promise
    const other = promise('0', { state: 'withdrawn' });
    const late = await store.recordReply('cycle1', PERSON, answered, { ...update, id: 'u2' }, [other], history, 'u2');
    expect(late).toBe('conflict');
    expect(await valuesOf(store)).toEqual(many);
  });

  it('are written once when the answer of the store was lost and the batch is sent again', async () => {
    const store = fresh();
    await asked(store, [promise('1')]);
    const forgetful = aStore(forgetfulTable(table, () => true));
    const held = await itemOf(store);
    const done = promise('1', { state: 'done', version: 1 });
    const reply = { ...held, value: anItem({ commitments: [done] }) };
    expect(await forgetful.recordReply('cycle1', PERSON, reply, update, [done], [note], 'u1')).toBe('done');
    expect(await add(forgetful, promise('2'))).toBe('done');
    expect(await valuesOf(store)).toEqual([done, promise('2')]);
    expect(await store.history('id4x1')).toHaveLength(2);
  });
});

describe('an item that was written before promises were followed', () => {
  it('holds none', async () => {
    const { askedItemSchema } = await import('../../../../src/adapters/tables/rows/ask-schemas.js');
    const { commitments: _, otherCommitments: __, ...old } = anItem();
    expect(askedItemSchema.parse(old)).toEqual(anItem());
  });
});
