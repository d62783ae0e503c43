import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchOutcome, RangeQuery, StoredRow, Table, TableWrite } from '../../../../src/app/store/ports.js';
import { HOSTILE_TEXTS } from '../rows/row-texts.js';
import type { EngineUnderTest } from './contract.js';

/** The trivial truth: the values by key. */
type Model = Map<string, StoredRow['values']>;
interface Trial {
  readonly table: Table;
  readonly partition: string;
  /** The etags that the table gave to each key so far, oldest first. */
  readonly etags: Map<string, string[]>;
}

/** One write as drawn: `fresh` says whether it names the version stored now or one from before. */
interface DrawnWrite {
  readonly kind: TableWrite['kind'];
  readonly key: string;
  readonly values: StoredRow['values'];
  readonly fresh: boolean;
}

const keys = fc.constantFrom('a', 'a~', 'a.1', 'a.10', 'a.2', 'B', "b'", 'b c', 'z%', '~');
const values = fc.dictionary(
  fc.constantFrom('text', 'count', 'done', 'note'),
  fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    fc.integer(),
    fc.boolean(),
  ),
  { noNullPrototype: true },
);
const write: fc.Arbitrary<DrawnWrite> = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'put', 'remove'),
  key: keys,
  values,
  fresh: fc.boolean(),
});
const batch = fc.uniqueArray(write, { selector: ({ key }) => key, minLength: 1, maxLength: 6 });
const query = fc.record(
  { prefix: fc.oneof(keys, fc.constant('')), from: keys, before: keys, limit: fc.integer({ min: 1, max: 4 }) },
  { requiredKeys: [] },
);

class Batch implements fc.AsyncCommand<Model, Trial> {
  readonly drawn: readonly DrawnWrite[];
  constructor(drawn: readonly DrawnWrite[]) {
    this.drawn = drawn;
  }
  check = (): boolean => true;
  async run(model: Model, trial: Trial): Promise<void> {
    const writes = this.drawn.map((one) => named(one, trial));
    expect(await trial.table.batch(trial.partition, writes)).toEqual(expected(this.drawn, model));
    if (expected(this.drawn, model).kind === 'conflict') return;
    for (const one of this.drawn) {
      if (one.kind === 'remove') model.delete(one.key);
      else model.set(one.key, one.values);
      const row = await trial.table.get(trial.partition, one.key);
      expect(row?.values).toEqual(model.get(one.key));
      if (!row) continue;
      const seen = trial.etags.get(one.key) ?? [];
      expect(seen).not.toContain(row.etag);
      trial.etags.set(one.key, [...seen, row.etag]);
    }
  }
  toString = (): string => `batch ${JSON.stringify(this.drawn)}`;
}

class Range implements fc.AsyncCommand<Model, Trial> {
  readonly asked: Omit<RangeQuery, 'partition'>;
  constructor(asked: Omit<RangeQuery, 'partition'>) {
    this.asked = asked;
  }
  check = (): boolean => true;
  async run(model: Model, { table, partition }: Trial): Promise<void> {
    const found: [string, StoredRow['values']][] = [];
    let continuation: string | undefined;
    do {
      const page = await table.range({ partition, ...this.asked, ...(continuation ? { continuation } : {}) });
      found.push(...page.rows.map((row): [string, StoredRow['values']] => [row.key, row.values]));
      continuation = page.continuation;
    } while (continuation);
    const { prefix = '', from = '', before } = this.asked;
    const inRange = (key: string): boolean => key.startsWith(prefix) && key >= from && !(before && key >= before);
    const wanted = [...model.keys()].filter(inRange).sort((one, other) => (one < other ? -1 : 1));
    expect(found).toEqual(wanted.map((key) => [key, model.get(key)]));
  }
  toString = (): string => `range ${JSON.stringify(this.asked)}`;
}

function named({ kind, key, values, fresh }: DrawnWrite, trial: Trial): TableWrite {
  if (kind === 'insert' || kind === 'put') return { kind, key, values };
  // The last etag of a row that is there is its version; of a row that was removed, one from before.
  const etag = trial.etags.get(key)?.at(fresh ? -1 : -2) ?? 'W/"never"';
  return kind === 'remove' ? { kind, key, etag } : { kind, key, values, etag };
}

function expected(drawn: readonly DrawnWrite[], model: Model): BatchOutcome {
  for (const [index, { kind, key, fresh }] of drawn.entries()) {
    if (kind === 'insert' && model.has(key)) return { kind: 'conflict', index, reason: 'exists' };
    const conditional = kind === 'replace' || kind === 'remove';
    if (conditional && !(model.has(key) && fresh)) return { kind: 'conflict', index, reason: 'changed' };
  }
  return { kind: 'done' };
}

/** Random histories of batches and ranges agree with a plain map. */
export function modelContract({ name, open }: EngineUnderTest, { runs }: { readonly runs: number }): void {
  describe(`Any history of a table kept by ${name}`, () => {
    let table: Table;
    let trials = 0;
    beforeAll(async () => {
      table = await open();
    });
    afterAll(() => table.close());

    it(`agrees with a plain map (${runs} histories)`, { timeout: 240_000 }, async () => {
      const command = fc.oneof(
        batch.map((drawn) => new Batch(drawn)),
        query.map((asked) => new Range(asked)),
      );
      const history = fc.asyncProperty(fc.commands([command], { maxCommands: 20 }), async (commands) => {
        trials += 1;
        const trial: Trial = { table, partition: `tenant~trial-${trials}`, etags: new Map() };
        await fc.asyncModelRun(() => ({ model: new Map(), real: trial }), commands);
      });
      await fc.assert(history, { numRuns: runs });
    });
  });
}
