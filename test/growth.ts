import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

/** What is repeated to make a text that a person would not write, or that merely goes on and on. */
export const PIECES = [
  ...['1', '1 ', '1,', '1.', '1%', '1% and ', '1 of ', '12:', '1/2', '1-2-', '0 (', '07', '£1', '1st ', '20', '2027 '],
  ...['.', '. ', '...', '-', ' - ', '(', '[', '"', '“', '”', '_', '//', ' ', '\n', '\t', '•', '; ', ', ', '…'],
  ...['**', '** ', '?', '?%', '%', '!', '<', '>', '&', '&amp;', '\u00a0', '\u2003 ', "'", '\\', '$', '{{'],
  ...['a', 'a ', 'A', 'A ', 'Aa ', 'Aa-', "Aa'", 'A’', 'A-', 'A.A', 'AAA', 'a1', 'Ab, ', 'aB', 'é', '🟢', 'x@', 'a.b@'],
  ...['12 June 2027 ', 'June ', 'June to July to ', 'by ', 'by the end of ', 'Q1 ', 'first quarter ', 'spring '],
  ...['January ', 'until March ', 'Q4 2027 ', '50% ', 'December**', 'Will end by 3 June 2026. ', '(40 days from May) '],
  ...['and ', 'the ', 'Mr ', 'Mr. A. ', 'PC ', 'Sgt Aa ', 'Jo Hall ', 'by Jo and Al ', 'will be mended, ', 'hundred '],
  ...['will ', 'was ', 'not ', 'no change ', 'as per previous ', 'complete ', 'https://', 'www.', '\\\\a', '+44 '],
  ...['e.g. ', 'between 1 and ', 'week ', 'in two weeks ', 'target 9 ', 'Safe Room Scheme ', 'HARBOUR pilot '],
  `1${' '.repeat(300)}`,
] as const;

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
}

/** The words that the rules themselves look for: whatever their source spells out, prose of its comments included. */
const VOCABULARY: readonly string[] = [
  ...new Set(
    ['src/domain/reviewing', 'src/domain/text', 'src/domain/commitments']
      .flatMap(sourcesIn)
      .flatMap((file) => readFileSync(file, 'utf8').match(/[A-Za-z]{2,}/g) ?? []),
  ),
].sort();

const piece = fc.constantFrom<string>(...PIECES);
const word = fc
  .constantFrom(...VOCABULARY)
  .chain((each) => fc.constantFrom(' ', '. ', ', ', '-', '% ', '').map((end) => each + end));

/** One to three of these pieces and words, one after the other: what to repeat. */
export const anyPiece = fc.array(fc.oneof(piece, word), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));

export const big = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Below this many milliseconds a measure is noise. */
const FLOOR_MS = 5;
/** 10 is linear, 100 is the square. */
export const MOST_GROWTH = 15;

/** Processor time of one call, in milliseconds. */
async function costOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * Time for a text of `length` characters ÷ time for a tenth of them. Measured again only when it is too much: other work
 * disturbs it upwards.
 */
export async function growthOf(
  run: (text: string) => unknown,
  piece: string,
  { length = 30_000, floorMs = FLOOR_MS } = {},
): Promise<number> {
  const [short, long] = [big(piece, length / 10), big(piece, length)];
  await run(short);
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && least > MOST_GROWTH; tries += 1) {
    const base = await costOf(() => run(short));
    least = Math.min(least, (await costOf(() => run(long))) / Math.max(base, floorMs));
  }
  return least;
}
