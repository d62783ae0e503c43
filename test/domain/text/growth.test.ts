import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { review } from '../../../src/domain/reviewing/review.js';
import { LONGEST_STRETCH } from '../../../src/domain/text/stretches.js';
import { wordDifference } from '../../../src/domain/text/word-difference.js';
import { anyPiece, big, growthOf, MOST_GROWTH, PIECES } from '../../growth.js';
import { aPlan, aRequirement } from '../builders.js';

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
    async (name, each) => {
      const run = (text: string) => {
        try {
          each(text, ...(MORE[name] ?? []));
        } catch {
          // a text that it refuses has been read as well
        }
      };
      for (const piece of PIECES) expect(await growthOf(run, piece), piece).toBeLessThanOrEqual(MOST_GROWTH);
      await fc.assert(
        fc.asyncProperty(anyPiece, async (piece) => {
          expect(await growthOf(run, piece)).toBeLessThanOrEqual(MOST_GROWTH);
        }),
        { numRuns: 10 },
      );
    },
    120_000,
  );
});

describe('The difference of two long texts', () => {
  it.each([
    ['a b c ', 'c b a '],
    ['a ', 'b '],
    ['.-', '-.,'],
    ['50% ', '51% 50% '],
  ])('that repeat %j and %j grows with their length', async (before, after) => {
    const run = (text: string) => wordDifference(text, big(after, text.length));
    expect(await growthOf(run, before, { floorMs: 20 })).toBeLessThanOrEqual(MOST_GROWTH);
  });
});

describe('The review of a plan', () => {
  const columns = [civilDate('2026-09-18'), civilDate('2027-01-06')] as const;
  const requirements = ['4.1', '5.1'].map((ref) => aRequirement(ref));
  const reviewOf = (before: string, now: string) =>
    review({
      plan: {
        ...aPlan(requirements),
        columns,
        recommendations: ['4', '5'].map((number) => ({ number, text: now, deadline: null })),
        statuses: { [requirements[0]?.id ?? '']: 'complete' },
        updates: requirements.flatMap(({ id }) => [
          { requirement: id, column: columns[0], kind: 'text' as const, text: before },
          { requirement: id, column: columns[1], kind: 'text' as const, text: now },
        ]),
      },
      column: columns[1],
      knownPeople: ['Jo Hall'],
      approvedSpellings: ['Refuge Centre', 'Harbour Desk'],
      commitments: [],
    });

  it.each([
    ...['50% ', '1% and ', '5% of a target of 9% and ', 'Aa-', 'a.b@', '.', '• ', '**', 'January ', 'December**'],
    ...['Q4 2027 ', 'until March ', '12 June 2027 ', 'June to July to ', 'by Jo and Al ', 'Will end by 3 June 2026. '],
    ...['The Safe Room Scheme was finished. ', 'The HARBOUR pilot will begin by 3 June 2028. '],
    'By 3 June 2027 (40 days from publication) ',
  ])(
    'grows with its texts, all of which repeat %j',
    async (piece) => {
      expect(await growthOf((text) => reviewOf(text, text), piece)).toBeLessThanOrEqual(MOST_GROWTH);
    },
    120_000,
  );

  it('grows with its texts, whatever they and those of the column before repeat', async () => {
    await fc.assert(
      fc.asyncProperty(anyPiece, anyPiece, async (before, now) => {
        const run = (text: string) => reviewOf(big(before, text.length), text);
        expect(await growthOf(run, now)).toBeLessThanOrEqual(MOST_GROWTH);
      }),
      { numRuns: 12 },
    );
  }, 240_000);

  it.each([
    'The Safe Room Scheme was finished on 3 June 2027 by Jo Hall, at 50% of a target of 60%. ',
    'will be done by 3 June 2027 50% ',
    'Complete. Still in draft, see https://a.b and ask x@y.zz by March. ',
    '\n• by Mr. A. Hall',
  ])('tries no pattern but plain ones on more than a stretch of a text that repeats %j', (piece) => {
    const longest = longestRead(() => reviewOf(big(piece, 9_000), big(piece, 9_000)));
    expect(longest.size).toBeGreaterThan(70);
    const unbounded = [...longest].filter(([, length]) => length > LONGEST_STRETCH).map(([pattern]) => pattern);
    expect(unbounded.filter((pattern) => !PLAIN.has(pattern))).toEqual([]);
  });
});

/** These read a text of any length: from wherever they begin, they go through it once, or no further than a sign or two. */
const PLAIN = new Set([
  String.raw`/(?<![.!?])[.!?]+["'”’)\]]*(?=\s+(?:["'“‘[•]|\d|[A-Z]))|\n+|\s(?=•)/g`,
  String.raw`/\p{L}[\p{L}'’&-]+/gu`,
  String.raw`/[\p{L}\p{N}]+/gu`,
  String.raw`/^(?:complete|discharged|closed|transferred)\b/i`,
  // looks at one letter
  String.raw`/(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu`,
]);

/** The longest text that each pattern was tried on while `run` ran, in UTF-16 units. */
function longestRead(run: () => void): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    const pattern = String(this);
    longest.set(pattern, Math.max(longest.get(pattern) ?? 0, text.length));
    return exec.call(this, text);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return longest;
}
