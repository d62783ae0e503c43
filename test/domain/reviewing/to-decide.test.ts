import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/reviewing/review.js';
import type { FindingState } from '../../../src/domain/reviewing/sign-off.js';
import { groupsToDecide, inContext, nextToDecide } from '../../../src/domain/reviewing/to-decide.js';

function aState(id: string, rule: Finding['rule'], over: Partial<Finding & FindingState> = {}): FindingState {
  const { state = 'open', severity = 'mustDecide' } = over;
  const place = { requirement: `r${id}`, ref: id, column: null, start: 0, length: 3 };
  const finding: Finding = { id, rule, ...place, words: 'abc', what: 'x', suggestion: 'y', severity };
  return { finding, state, words: null, byName: null };
}

describe('what is still to be decided', () => {
  it('is grouped by rule, what must be decided first, then as the rules stand; accepted ones are left out', () => {
    const groups = groupsToDecide([
      aState('1', 'approved-spelling', { severity: 'look' }),
      aState('2', 'commitment-gone-by'),
      aState('3', 'personal-name', { state: 'asked' }),
      aState('4', 'personal-name'),
      aState('5', 'e-mail-address', { state: 'accepted' }),
    ]);
    expect(groups.map(({ rule, states }) => [rule, states.map(({ finding }) => finding.id)])).toEqual([
      ['personal-name', ['4', '3']],
      ['commitment-gone-by', ['2']],
      ['approved-spelling', ['1']],
    ]);
  });

  it('comes one after the other, round to the start, and what waits for its owner last', () => {
    const groups = groupsToDecide([
      aState('1', 'personal-name', { state: 'asked' }),
      aState('2', 'commitment-gone-by'),
      aState('3', 'commitment-gone-by'),
    ]);
    const after = (id: string | null) => nextToDecide(groups, id)?.finding.id ?? null;
    expect([after(null), after('2'), after('3'), after('gone')]).toEqual(['2', '3', '2', '2']);
    expect(nextToDecide(groupsToDecide([aState('1', 'personal-name', { state: 'asked' })]), null)?.finding.id).toBe(
      '1',
    );
    expect(nextToDecide(groupsToDecide([aState('1', 'personal-name')]), '1')).toBeNull();
  });
});

describe('the words of a finding in their text', () => {
  it('stand whole in at most so many characters, wherever they are', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (before, after) => {
        const text = `${'so '.repeat(before)}MARKED${' it'.repeat(after)}`;
        const shown = inContext(text, { start: before * 3, length: 6 }, 60);
        expect(shown).toContain('MARKED');
        expect(shown.length).toBeLessThanOrEqual(64);
        expect(text).toContain(shown.replace(/^… /, '').replace(/ …$/, ''));
      }),
    );
  });
});
