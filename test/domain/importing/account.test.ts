import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/adapters/documents/plan-file.js';
import { cellsOf } from '../../../src/domain/importing/account/ledger.js';
import type { SourcePlace } from '../../../src/domain/importing/account/reading.js';
import { inkOf } from '../../../src/domain/importing/words/words.js';
import { corpus } from '../../../src/local/bench/reading/truth.js';

/** The published cases lie beside the project, where they are at hand at all. */
const CASES = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url));
const CASE_FILES = existsSync(CASES)
  ? readdirSync(CASES, { recursive: true, encoding: 'utf8' })
      .filter((file) => /input\.\w+$|^layouts\/.*\.(?!md)\w+$/.test(file))
      .map((name) => ({ name, path: join(CASES, name) }))
  : [];

function keyOf({ line, column }: SourcePlace): string {
  return `${line}:${column ?? ''}`;
}

describe('The account of a reading, by places alone', () => {
  it.each([...corpus(), ...CASE_FILES])('of $name adds up to the document', async ({ path }) => {
    const reading = await readPlanFile(readFileSync(path));
    if (reading.kind === 'unreadable' || reading.source === undefined) return;
    const { places = new Map(), leftOut, frame } = reading.plan;
    // what is struck through stands in a cell of its own at the same place
    const source = new Map<string, string>();
    for (const { place, text } of cellsOf(reading.source)) {
      source.set(keyOf(place), (source.get(keyOf(place)) ?? '') + inkOf(text));
    }
    const said = [...[...places.values()].flat(), ...leftOut];
    const strangers = said.filter(({ place, text }) => !source.get(keyOf(place))?.includes(inkOf(text)));
    expect(strangers).toEqual([]);
    const accounted = new Set([...said, ...frame].map(({ place }) => keyOf(place)));
    const lost = cellsOf(reading.source).filter(
      ({ place, text, spanned }) => text !== '' && spanned !== true && !accounted.has(keyOf(place)),
    );
    expect(lost).toEqual([]);
  });
});
