import { describe, expect, it } from 'vitest';
import { closingShown, finalisingShown } from '../../../../src/chat/commands/changes/shown-first.js';
import { shortTitle } from '../../../../src/chat/deck/deck-drawing.js';
import { closingOf } from '../../../../src/domain/asking/closing.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import type { Cycle } from '../../../../src/domain/plan/cycle.js';
import { finalisingOf } from '../../../../src/domain/publishing/finalising.js';
import type { FindingState } from '../../../../src/domain/reviewing/sign-off.js';
import { aCycle, anItem } from '../../../domain/builders.js';

const open: Cycle = { ...aCycle(), state: 'open' };
const OPENING = civilDate('2026-11-27');
const AFTER = civilDate('2027-01-04');
const held = [{ holder: 'Ada Moss', sent: 0, items: [anItem({ ref: '4.2' })] }];

/** The two plans of one body, as only what follows the colon tells them apart. */
const named = (id: string, what: string) =>
  ({
    plan: {
      id,
      title: `Northmoor Harbour Authority: ${what} Action Plan`,
      organisation: 'Northmoor Harbour Authority',
      executiveLead: null,
      operationalLead: null,
    },
    settings: { zone: 'Europe/London' },
  }) as Parameters<typeof closingShown>[1];

const finding = (ref: string, number: number) =>
  ({
    finding: { id: `f${number}`, ref, rule: 'recommendation-without-text', severity: 'mustDecide' },
    state: 'open',
  }) as FindingState;

function finalising(states: readonly FindingState[] = []) {
  const nothing = { hash: 'h', takes: [], decisions: [], signOff: 'lead' } as const;
  return finalisingOf({ cycle: { ...open, state: 'closed' }, held, states, ...nothing }, AFTER);
}

describe('what is shown before it cannot be undone', () => {
  const complaints = named('complaints', 'Complaints');

  it('names the plan by its whole title and by what commands call it, and then says that there is no way back', () => {
    const title = 'Northmoor Harbour Authority: Complaints Action Plan (complaints)';
    expect(closingShown(closingOf(open, OPENING, held), complaints).sentences.slice(0, 2)).toEqual([
      title,
      expect.stringContaining('cannot be opened again'),
    ]);
    expect(finalisingShown(finalising(), complaints).sentences.slice(0, 2)).toEqual([
      title,
      expect.stringContaining('cannot be changed afterwards'),
    ]);
  });

  it('is not the same for two plans of one body', () => {
    const moorings = named('moorings', 'Moorings');
    const closing = closingOf(open, OPENING, held);
    expect(closingShown(closing, moorings)).not.toEqual(closingShown(closing, complaints));
    expect(finalisingShown(finalising(), moorings)).not.toEqual(finalisingShown(finalising(), complaints));
  });

  it('says that nobody has been asked, where that is so', () => {
    const sentencesOf = (sent: number) =>
      closingShown(closingOf(open, OPENING, [{ holder: 'Ada Moss', sent, items: [anItem({})] }]), complaints).sentences;
    expect(sentencesOf(0)).toContainEqual(
      expect.stringMatching(/^Nobody has been asked yet: the asking begins on \w+ \d+ \w+\.$/),
    );
    expect(sentencesOf(1).join(' ')).not.toContain('Nobody has been asked');
  });

  it('lists refs in order, and apart from how many findings there are', () => {
    const { groups } = finalisingShown(finalising([finding('10', 1), finding('9', 2)]), complaints);
    expect(groups[0]?.lines).toEqual([{ ref: 'Recommendation without text', text: '2 findings: 9, 10', detail: '' }]);
  });
});

describe('what a card calls a plan', () => {
  it.each([
    ['Northmoor Harbour Authority: Complaints Action Plan', 'Northmoor Harbour Authority: Complaints Action Plan'],
    ['Action Plan: complaints of 2026', 'Action Plan: complaints of 2026'],
    ['Our Improvement Plan: moorings', 'Our Improvement Plan: moorings'],
    ['Safe Quays Action Plan: our answer to the joint inspection', 'Safe Quays Action Plan'],
    ['Safe Quays Action Plan', 'Safe Quays Action Plan'],
  ])('"%s" is "%s"', (title, called) => {
    expect(shortTitle(title)).toBe(called);
  });
});
