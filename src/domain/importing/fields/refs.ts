import type { PlanLine } from '../layout/lines.js';

/** What people call a requirement, and whether the source or we gave that name. */
export interface GivenRef {
  readonly ref: string;
  readonly refFrom: 'source' | 'ours';
  /** The number as the source prints it. */
  readonly number: string;
}

/**
 * Refs by line key: the source's number where it is unique in the plan, else `number.n` in document order, past any
 * ref that the source itself uses.
 */
export function givenRefs(lines: readonly PlanLine[]): ReadonlyMap<string, GivenRef> {
  const numberOf = (line: PlanLine) => line.own ?? line.printed ?? line.recommendation;
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(numberOf(line), (counts.get(numberOf(line)) ?? 0) + 1);
  const taken = new Set([...counts].filter(([, count]) => count === 1).map(([number]) => number));
  const last = new Map<string, number>();
  return new Map(
    lines.map((line): [string, GivenRef] => {
      const number = numberOf(line);
      if (counts.get(number) === 1) return [line.key, { ref: number, refFrom: 'source', number }];
      let count = (last.get(number) ?? 0) + 1;
      while (taken.has(`${number}.${count}`)) count += 1;
      last.set(number, count);
      taken.add(`${number}.${count}`);
      return [line.key, { ref: `${number}.${count}`, refFrom: 'ours', number }];
    }),
  );
}
