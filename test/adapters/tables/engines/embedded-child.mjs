// A process of its own upon an embedded table, for the tests that kill it or race it.
// node embedded-child.mjs write|apart|count|fill|squeeze|cut FOLDER [NAME]; it prints a line for each thing that was acknowledged.
import { statSync, truncateSync, writeSync } from 'node:fs';
import { embeddedTable } from '../../../../dist/adapters/tables/engines/embedded-table.js';

const [, , task, folder, name = 'child'] = process.argv;
// Straight to the pipe: a line that waits in a buffer would be lost with the process.
const say = (line) => writeSync(1, `${line}\n`);

/** Batches of three rows without end, several at once, each key said once its batch is acknowledged. */
async function write(table) {
  const series = async (lane) => {
    for (let number = 0; ; number += 1) {
      const keys = ['a', 'b', 'c'].map((part) => `${lane}-${number}-${part}`);
      const values = { text: 'x'.repeat(200 + ((number * 977) % 5_000)) };
      const outcome = await table.batch(
        'tenant~crash',
        keys.map((key) => ({ kind: 'insert', key, values })),
      );
      say(outcome.kind === 'done' ? keys.join(' ') : `conflict ${keys.join(' ')}`);
    }
  };
  await Promise.all(['p', 'q', 'r', 's'].map((lane) => series(`${name}.${lane}`)));
}

/** Five batches one after another, each said before and after. */
async function apart(table) {
  for (let batch = 0; batch < 5; batch += 1) {
    say(`asked ${batch}`);
    await table.batch('tenant~apart', [{ kind: 'put', key: 'row', values: { batch } }]);
    say(`said ${batch}`);
  }
}

/** 200 increments of one number, each conditional on the version read. */
async function count(table) {
  for (let done = 0; done < 200; ) {
    const row = await table.get('tenant~count', 'number');
    const outcome = await table.batch('tenant~count', [
      { kind: 'replace', key: 'number', etag: row.etag, values: { value: row.values.value + 1 } },
      { kind: 'insert', key: `by-${name}-${done}-${row.values.value}`, values: {} },
    ]);
    if (outcome.kind === 'done') done += 1;
    else say('conflict');
  }
}

/** Rows until the disk takes no more; then whether the table still answers. */
async function fill(table) {
  for (let number = 0; ; number += 1) {
    const values = { text: 'x'.repeat(30_000) };
    try {
      await table.batch('tenant~fill', [{ kind: 'insert', key: `row-${String(number).padStart(6, '0')}`, values }]);
      say(`row-${String(number).padStart(6, '0')}`);
    } catch (error) {
      say(`refused ${error.name}: ${error.message}`);
      break;
    }
  }
  const { rows } = await table.range({ partition: 'tenant~fill', limit: 1 });
  say(`still reads ${rows[0]?.key}`);
}

/** Batches of many shapes, made from the name, that go on when the disk takes no more. */
async function squeeze(table) {
  let state = Number(name);
  const below = (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const counts = { done: 0, refused: 0 };
  for (let number = 0; number < 150; number += 1) {
    const shape = below(3);
    const rows = shape === 0 ? 1 + below(60) : 1 + below(3);
    const long = shape === 0 ? 200 : 30_000;
    const values = () => ({
      a: 'x'.repeat(below(long)),
      b: (below(2) === 0 ? '\u0001' : 'é').repeat(below(long / 10)),
    });
    const writes = Array.from({ length: rows }, (_, row) => ({
      kind: 'put',
      key: `row-${below(400)}-${row}`,
      values: values(),
    }));
    try {
      await table.batch(`plan-${below(3)}`, writes);
      counts.done += 1;
    } catch (error) {
      if (error.name !== 'TableUnavailableError') throw error;
      counts.refused += 1;
    }
  }
  say(JSON.stringify(counts));
}

/** What is said of a write into a file that was cut short, and how long the file is then. Reading it would end us. */
async function cut(table) {
  const values = { text: 'x'.repeat(30_000) };
  await table.batch('tenant~cut', [{ kind: 'insert', key: 'one', values }]);
  truncateSync(`${folder}/table.mdb`, 16_384);
  await table.batch('tenant~cut', [{ kind: 'insert', key: 'two', values }]).catch((error) => say(error.message));
  say(statSync(`${folder}/table.mdb`).size);
  process.exit();
}

const table = await embeddedTable(folder);
say('ready');
await { write, apart, count, fill, squeeze, cut }[task](table);
await table.close();
say('closed');
