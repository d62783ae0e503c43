import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What is repeated to make a text that a person would not write, or that merely goes on and on. */
const PIECES = [
  ...['1', '1 ', '1,', '1.', '1%', '1% and ', '1 of ', '12:', '1/2', '1-2-', '0 (', '07', '£1', '1st ', '20', '2027 '],
  ...['.', '. ', '...', '-', ' - ', '(', '[', '"', '“', '”', '_', '//', ' ', '\n', '\t', '•', '; ', ', ', '…'],
  ...['a', 'a ', 'A', 'A ', 'Aa ', 'Aa-', "Aa'", 'A’', 'A-', 'A.A', 'AAA', 'a1', 'Ab, ', 'aB', 'é', '🟢', 'x@', 'a.b@'],
  ...['12 June 2027 ', 'June ', 'June to July to ', 'by ', 'by the end of ', 'Q1 ', 'first quarter ', 'spring '],
  ...['and ', 'the ', 'Mr ', 'Mr. A. ', 'PC ', 'Sgt Aa ', 'Jo Hall ', 'by Jo and Al ', 'will be mended, ', 'hundred '],
  ...[
    'will ',
    'was ',
    'not ',
    'no change ',
    'as per previous ',
    'complete ',
    'https://',
    'www.',
    '\\\\a',
    '+44 ',
    'e.g. ',
  ],
  ...[
    'between 1 and ',
    'week ',
    'in two weeks ',
    'target 9 ',
    'Safe Room Scheme ',
    'HARBOUR pilot ',
    `1${' '.repeat(300)}`,
  ],
] as const;

type OfText = (text: string, ...more: unknown[]) => unknown;

/** What an exported function takes besides its text. Those that are not here take nothing more, or another text. */
const MORE: Readonly<Record<string, readonly unknown[]>> = {
  shortened: [100],
  datesIn: ['2027-01-06'],
  deadlineIn: ['2027-01-06'],
  findCommitments: ['2027-01-06'],
  updateKindOf: ['2027-01-06'],
  misspellingsIn: [['Refuge Centre', 'Harbour Desk']],
  promisesOf: ['r1', '2027-01-06'],
  recommendationOf: [{ recommendations: new Set(['1', '2']), requirements: new Set(['1.1']) }],
};
/** Called with one word, key or pattern of ours, never with what somebody wrote. */
const NOT_OF_TEXTS = new Set([
  ...['matches', 'countOf', 'partOf', 'followsOn', 'monthNumber', 'yearOf', 'checksOf', 'signatureInForce', 'rolesOf'],
  ...['civilDate', 'timeOfDay', 'stemOf', 'isUnder', 'recommendationOf'],
]);

const big = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Processor time of one call in milliseconds: the least of three, which other work on the machine disturbs least. */
function costOf(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Below this a measure is noise. */
const FLOOR_MS = 2;

/** Time at 30,000 characters ÷ time at 3,000; up to three tries, the best counts. 10 is linear, 100 is the square. */
function growthOf(run: (text: string) => void, piece: string): number {
  const [short, long] = [big(piece, 3_000), big(piece, 30_000)];
  run(short);
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && best > 15; tries += 1) {
    const base = Math.max(
      costOf(() => run(short)),
      FLOOR_MS,
    );
    best = Math.min(best, costOf(() => run(long)) / base);
  }
  return best;
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
}

/** Every exported function of the domain whose first argument is a text, and those that show typed words in a chat. */
async function functionsOfTexts(): Promise<readonly (readonly [string, OfText])[]> {
  const files = [
    ...sourcesIn('src/domain'),
    'src/adapters/teams/inbound/commands.ts',
    'src/adapters/documents/formats/text/printable.ts',
  ];
  const found: (readonly [string, OfText])[] = [];
  for (const file of files) {
    const names = [
      ...readFileSync(file, 'utf8').matchAll(
        /^export (?:function|const) (\w+)(?: = )?\(\s*\w+: string(?: \| \w+)?[,)]/gm,
      ),
    ];
    if (names.length === 0) continue;
    const module = (await import(`../../../${file.replace(/\.ts$/, '.js')}`)) as Record<string, OfText>;
    for (const [, name = ''] of names) {
      const each = module[name];
      if (each !== undefined && !NOT_OF_TEXTS.has(name)) found.push([name, each]);
    }
  }
  return found;
}

const FUNCTIONS = await functionsOfTexts();

describe('What reads a text', () => {
  it('is found in the source', () => {
    expect(FUNCTIONS.map(([name]) => name)).toEqual(
      expect.arrayContaining(['figuresIn', 'sentencesOf', 'datesIn', 'thingsIn', 'namesInContext', 'looksAhead']),
    );
    expect(FUNCTIONS.length).toBeGreaterThan(25);
  });

  it.each(FUNCTIONS)(
    '%s grows with the length of its text, whatever the text',
    (name, each) => {
      const twoTexts = /^(?:wordDifference|editDistance|likeness|sameThing|sameWords|isNear|samePost)$/.test(name);
      const worst = PIECES.map((piece) => {
        const run = (text: string) => {
          try {
            each(text, ...(MORE[name] ?? (twoTexts ? ['Harbour lamps 2027, mended by the pilot'] : [])));
          } catch {
            // a text that it refuses has been read as well
          }
        };
        return { piece, growth: growthOf(run, piece) };
      }).sort((a, b) => b.growth - a.growth)[0];
      expect(worst?.growth, `repeating ${JSON.stringify(worst?.piece)}`).toBeLessThanOrEqual(15);
    },
    120_000,
  );
});
