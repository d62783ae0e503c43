import { type Finding, RULES, type RuleName } from './matching/finding.js';
import type { FindingState } from './sign-off.js';

/** The findings of one rule that nobody has accepted yet: those with the owner last. */
export interface FindingGroup {
  readonly rule: RuleName;
  readonly severity: Finding['severity'];
  readonly states: readonly FindingState[];
}

/** What is still to be looked at, worst first: what must be decided before what is worth a look, then as the rules stand. */
export function groupsToDecide(states: readonly FindingState[]): readonly FindingGroup[] {
  const groups = RULES.flatMap((rule) =>
    (['mustDecide', 'look'] as const).flatMap((severity): FindingGroup[] => {
      const own = states.filter(
        ({ finding, state }) => finding.rule === rule && finding.severity === severity && state !== 'accepted',
      );
      const of = (wanted: FindingState['state']) => own.filter(({ state }) => state === wanted);
      return own.length === 0 ? [] : [{ rule, severity, states: [...of('open'), ...of('asked')] }];
    }),
  );
  const of = (severity: Finding['severity']) => groups.filter((each) => each.severity === severity);
  return [...of('mustDecide'), ...of('look')];
}

/**
 * The finding to look at next: in the order of the groups, after the one named (or from the start), round to the start
 * again. One that waits for its owner comes up only where nothing else is left. Null where nothing is.
 */
export function nextToDecide(groups: readonly FindingGroup[], after: string | null): FindingState | null {
  const all = groups.flatMap(({ states }) => states);
  const place = all.findIndex(({ finding }) => finding.id === after);
  const round = [...all.slice(place + 1), ...all.slice(0, place + 1)].filter(({ finding }) => finding.id !== after);
  return round.find(({ state }) => state === 'open') ?? round[0] ?? null;
}

/** The words of a finding with what stands around them in their text, cut between words; `most` UTF-16 units. */
export function inContext(text: string, { start, length }: Pick<Finding, 'start' | 'length'>, most: number): string {
  if (text.length <= most) return text;
  const spare = Math.max(0, most - length);
  const from = Math.max(0, Math.min(start - Math.floor(spare / 2), text.length - most));
  const piece = text.slice(from, from + most);
  const begun = from === 0 ? piece : `… ${piece.replace(/^\S*\s/, '')}`;
  return from + most >= text.length ? begun : `${begun.replace(/\s\S*$/, '')} …`;
}
