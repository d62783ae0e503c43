import type { Table } from '../../app/store/ports.js';
import { writeWhole } from './write-whole.js';

/** What a command has done, to be told truly when it ends before its end. */
export interface DoneSoFar {
  /** The table, with every write counted. */
  readonly table: Table;
  /** Writes a file whole or not at all and remembers it. Throws `FileNotWritten`. */
  readonly writeFile: (path: string, bytes: Uint8Array | string) => Promise<void>;
  /** In sentences for whoever gave the command. */
  readonly words: () => readonly string[];
}

/** Follows what one command does to a store and to files. */
export function followCommand(table: Table): DoneSoFar {
  const files: string[] = [];
  let saved = 0;
  let inDoubt = 0;
  return {
    table: {
      get: (partition, key) => table.get(partition, key),
      range: (query) => table.range(query),
      proveWritable: () => table.proveWritable(),
      close: () => table.close(),
      async batch(partition, writes) {
        inDoubt += 1;
        const outcome = await table.batch(partition, writes);
        inDoubt -= 1;
        if (outcome.kind === 'done') saved += 1;
        return outcome;
      },
    },
    async writeFile(path, bytes) {
      await writeWhole(path, bytes);
      files.push(path);
    },
    words: () => [storeWords(saved, inDoubt), ...(files.length === 0 ? [] : [`Written: ${files.join(', ')}.`])],
  };
}

/** A write that failed without an answer may have been made all the same. */
function storeWords(saved: number, inDoubt: number): string {
  const look = '"quarterdeck history" shows what counts of it.';
  if (saved > 0) return `It had written to the store by then; ${look}`;
  return inDoubt > 0 ? `It may have written to the store; ${look}` : 'Nothing was changed in the store.';
}
