import type { Compared } from './compared.js';
import type { Truth } from './truth.js';
import { allows, alternatives, spaced } from './values.js';

/** For each row of the truth the index of the row that was understood in its place, or null. */
export interface MatchedRows {
  readonly recommendations: readonly (number | null)[];
  readonly requirements: readonly (number | null)[];
}

/** Pairs rows by number and text, never by place alone, so that one missed row does not make all later ones wrong. */
export function matchedRows(truth: Truth, seen: Compared): MatchedRows {
  const recommendations = paired(truth.recommendations, seen.recommendations, (row, got) => {
    const texts = [
      got.text,
      ...seen.requirements.filter((each) => each.recommendation === got.key).map((each) => each.text),
    ];
    const text = Math.max(...texts.map((each) => alike(row.text, each)));
    return 2 * like(row.number ?? null, got.number) + 3 * text + like(row.group, got.group);
  });
  const requirements = paired(truth.requirements, seen.requirements, (row, got) => {
    const parent = truth.recommendations.findIndex((each) => each.key === row.recommendation);
    const found = recommendations[parent];
    const sameParent = typeof found === 'number' && seen.recommendations[found]?.key === got.recommendation;
    const wording = alternatives(row.text).includes(null) && got.text === null ? 0.3 : alike(row.text, got.text);
    const ref = row.ref === undefined ? 0 : like(row.ref, got.ref);
    return (sameParent ? 2 : 0) + 1.5 * ref + 3 * wording + 0.3 * like(row.owner, got.owner);
  });
  return { recommendations, requirements };
}

/** A pair that is less alike than this is none: neither the number nor most of the text is the same. */
const ENOUGH = 1.8;

/** The likeliest pairs first; of pairs that are as likely, the one whose rows stand nearest to each other. */
function paired<T, G extends Compared['recommendations' | 'requirements'][number]>(
  rows: readonly T[],
  seen: readonly G[],
  likeness: (row: T, got: G) => number,
): (number | null)[] {
  const pairs = rows.flatMap((row, at) =>
    seen.map((got, index) => ({ at, index, likeness: likeness(row, got), apart: Math.abs(at - index) })),
  );
  pairs.sort((one, other) => other.likeness - one.likeness || one.apart - other.apart || one.at - other.at);
  const result: (number | null)[] = rows.map(() => null);
  const taken = new Set<number>();
  for (const pair of pairs) {
    if (pair.likeness < ENOUGH || result[pair.at] !== null || taken.has(pair.index)) continue;
    result[pair.at] = pair.index;
    taken.add(pair.index);
  }
  return result;
}

function like(expected: string | null | readonly (string | null)[], got: string | null): number {
  return got !== null && allows(expected, got) ? 1 : 0;
}

/** Share of words in common, from 0 to 1, with the nearest of the right texts. */
function alike(expected: string | null | readonly (string | null)[], got: string | null): number {
  return Math.max(...alternatives(expected).map((each) => inCommon(words(each), words(got))));
}

function words(text: string | null): string[] {
  return spaced(text ?? '')
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const left = [...other];
  let common = 0;
  for (const word of one) {
    const at = left.indexOf(word);
    if (at === -1) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (one.length + other.length);
}
