import { misspellingsIn } from '../matching/approved-spelling.js';
import { cellsNow, type Raised, type Review, raise } from '../matching/finding.js';
import { overlaps } from '../matching/pattern-rule.js';
import { type NamesOfPlan, namesOfPlan, nearlyTheSameName, spelledNamesIn } from '../matching/spelled-names.js';

/** How often the other spelling must be there before the rarer one is held against it. The plan's title counts so much. */
const COMMON = 2;

/** A name that the document spells in more than one way: raised where it is spelt in a way that is rarer. */
export function spellingDiffers(review: Review): Raised[] {
  const names = namesOfPlan(review, COMMON);
  const byShape = shapes(names);
  return cellsNow(review).flatMap((cell) => {
    const approved = misspellingsIn(cell.text, review.approvedSpellings);
    return spelledNamesIn(cell.text).flatMap(({ name, start, length }) => {
      if (approved.some((each) => overlaps(each, { start, length }))) return [];
      const own = names.counts.get(name) ?? 0;
      const better = (byShape.get(shapeOf(name)) ?? []).find(
        (other) =>
          (names.counts.get(other) ?? 0) >= COMMON &&
          (names.counts.get(other) ?? 0) > own &&
          nearlyTheSameName(name, other, names),
      );
      if (better === undefined) return [];
      return [
        raise(cell, {
          rule: 'spelling-differs',
          start,
          length,
          what: `“${cell.text.slice(start, start + length)}” is spelt “${better}” elsewhere in this plan.`,
          suggestion: 'Find out which is right and spell it so everywhere.',
          severity: 'look',
        }),
      ];
    });
  });
}

/** Names that can be one another's misspelling have as many words, and the same first letters. */
const shapeOf = (name: string) =>
  name
    .split(/[ -]/)
    .map((word) => word[0])
    .join('');

function shapes(names: NamesOfPlan): ReadonlyMap<string, readonly string[]> {
  const byShape = new Map<string, string[]>();
  for (const name of names.counts.keys()) {
    const shape = shapeOf(name);
    const known = byShape.get(shape);
    if (known === undefined) byShape.set(shape, [name]);
    else known.push(name);
  }
  return byShape;
}
