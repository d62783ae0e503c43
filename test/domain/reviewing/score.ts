import type { Finding, RuleName } from '../../../src/domain/reviewing/review.js';

/** Something that a careful reader says should be found, or that was found: where, and by which rule. */
export interface Spot {
  readonly rule: RuleName;
  /** What tells one text from another: a case's number, or ref and column. */
  readonly place: string;
  readonly start: number;
  readonly length: number;
}

export interface Score {
  readonly rule: string;
  readonly labels: number;
  readonly found: number;
  readonly missed: readonly Spot[];
  readonly wrong: readonly Spot[];
  readonly precision: number;
  readonly recall: number;
}

export function spotOf(finding: Finding, place: string): Spot {
  return { rule: finding.rule, place, start: finding.start, length: finding.length };
}

/** A finding meets a label of its rule and place when their words overlap (or both point at an empty text). */
function meet(a: Spot, b: Spot): boolean {
  if (a.rule !== b.rule || a.place !== b.place) return false;
  return (a.start < b.start + b.length && b.start < a.start + a.length) || a.length + b.length === 0;
}

function scoreOf(rule: string, labels: readonly Spot[], found: readonly Spot[]): Score {
  const missed = labels.filter((label) => !found.some((each) => meet(label, each)));
  const wrong = found.filter((each) => !labels.some((label) => meet(label, each)));
  return {
    rule,
    labels: labels.length,
    found: found.length,
    missed,
    wrong,
    precision: found.length === 0 ? 1 : (found.length - wrong.length) / found.length,
    recall: labels.length === 0 ? 1 : (labels.length - missed.length) / labels.length,
  };
}

/** One line per rule, and one over all. */
export function score(labels: readonly Spot[], found: readonly Spot[]): Score[] {
  const rules = [...new Set([...labels, ...found].map((each) => each.rule))].sort();
  const of = (spots: readonly Spot[], rule: string) => spots.filter((each) => each.rule === rule);
  return [...rules.map((rule) => scoreOf(rule, of(labels, rule), of(found, rule))), scoreOf('all', labels, found)];
}

export function table(scores: readonly Score[]): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(28) : cell.padStart(10))).join('');
  const rows = scores.map(({ rule, labels, found, precision, recall }) =>
    line([rule, String(labels), String(found), precision.toFixed(2), recall.toFixed(2)]),
  );
  return [line(['rule', 'labels', 'found', 'precision', 'recall']), ...rows].join('\n');
}
