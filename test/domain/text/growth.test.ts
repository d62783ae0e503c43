import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { review } from '../../../src/domain/reviewing/review.js';
import { aPlan, aRequirement } from '../builders.js';

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

const ANOTHER = 'Harbour lamps 2027, mended by the pilot';
/** What an exported function takes besides its text. Those that are not here take nothing more. */
const MORE: Readonly<Record<string, readonly unknown[]>> = {
  shortened: [100],
  datesIn: ['2027-01-06'],
  deadlineIn: ['2027-01-06'],
  findCommitments: ['2027-01-06'],
  updateKindOf: ['2027-01-06'],
  misspellingsIn: [['Refuge Centre', 'Harbour Desk']],
  readChatWords: [['9', '10.2', 'A', 'B(2)']],
  promisesOf: ['r1', '2027-01-06'],
  wordDifference: [ANOTHER],
  likeness: [ANOTHER],
  sameWords: [ANOTHER],
  sameThing: [ANOTHER],
  samePost: [ANOTHER],
};
/** Called with a word, a key or a pattern of ours, never with a whole text that somebody wrote. */
const NOT_OF_TEXTS = new Set([
  ...['matches', 'countOf', 'partOf', 'followsOn', 'monthNumber', 'yearOf', 'checksOf', 'signatureInForce', 'rolesOf'],
  ...['civilDate', 'timeOfDay', 'stemOf', 'isUnder', 'recommendationOf', 'editDistance', 'isNear'],
]);

const big = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Processor time of one call, in milliseconds. */
function costOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Below this a measure is noise. */
const FLOOR_MS = 2;
/** 10 is linear, 100 is the square. */
const MOST_GROWTH = 15;

/** Time at 30,000 characters ÷ time at 3,000. Measured again only when it is too much: other work disturbs it upwards. */
function growthOf(run: (text: string) => void, piece: string): number {
  const [short, long] = [big(piece, 3_000), big(piece, 30_000)];
  run(short);
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least > MOST_GROWTH; tries += 1) {
    const base = costOf(() => run(short));
    least = Math.min(least, costOf(() => run(long)) / Math.max(base, FLOOR_MS));
  }
  return least;
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
      const run = (text: string) => {
        try {
          each(text, ...(MORE[name] ?? []));
        } catch {
          // a text that it refuses has been read as well
        }
      };
      const growing = PIECES.find((piece) => growthOf(run, piece) > MOST_GROWTH);
      expect(growing, 'the piece whose repetition costs too much').toBeUndefined();
    },
    120_000,
  );
});

describe('The review of a plan', () => {
  const column = civilDate('2027-01-06');
  const requirements = Array.from({ length: 6 }, (_, index) => aRequirement(`4.${index + 1}`));
  const reviewOf = (text: string) =>
    review({
      plan: {
        ...aPlan(requirements),
        columns: [column],
        updates: requirements.map(({ id }) => ({ requirement: id, column, kind: 'text' as const, text })),
      },
      column,
      knownPeople: [],
      approvedSpellings: [],
      commitments: [],
    });

  it.each([
    ...[
      '1% and ',
      '5% of a target of 9% and ',
      'Aa-',
      'a.b@',
      'AAA',
      '.',
      'and ',
      '• ',
      '12 June 2027 ',
      'June to July to ',
    ],
    ...['by Jo and Al ', 'The Safe Room Scheme was finished. ', 'The HARBOUR pilot will begin by 3 June 2028. '],
  ])(
    'grows with six texts that repeat %j',
    (piece) => {
      expect(growthOf(reviewOf, piece)).toBeLessThanOrEqual(MOST_GROWTH);
    },
    120_000,
  );
});
