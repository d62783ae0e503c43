import { describe, expect, it } from 'vitest';
import { closingOf, mayClose } from '../../../src/domain/asking/closing.js';
import { civilDate, daysBetween } from '../../../src/domain/calendar/civil-date.js';
import type { Cycle } from '../../../src/domain/plan/cycle.js';
import { finalisingOf, mayFinalise, type Unmade } from '../../../src/domain/publishing/finalising.js';
import type { Decision } from '../../../src/domain/reviewing/decision.js';
import type { Finding } from '../../../src/domain/reviewing/review.js';
import type { FindingState } from '../../../src/domain/reviewing/sign-off.js';
import { couldBeRead, fingerprintOf, readShown, shownAsText } from '../../../src/domain/text/fingerprint.js';
import { aCycle, anItem, at } from '../builders.js';

const OPENING = civilDate('2026-11-27');
const LAST_DAY = civilDate('2026-12-31');
const DAY_AFTER = civilDate('2027-01-01');
const open: Cycle = { ...aCycle(), state: 'open' };
const closed: Cycle = { ...open, state: 'closed' };

const answer = {
  update: 'u1',
  reply: { kind: 'text', text: 'Kept.', status: null, evidence: null },
  at: at('2026-12-01T10:00:00Z'),
  timing: 'onTime',
} as const;
const answered = anItem({ answer });
const rows = [
  anItem({ ref: '5.1', order: 3, owner: 'Ferry Company' }),
  anItem({ ref: '4.3', order: 2 }),
  anItem({ ref: '6', order: 4, owner: '' }),
  anItem({ ref: '4.2', order: 1 }),
  answered,
];

function aFinding(state: FindingState['state'], over: Partial<Finding> = {}): FindingState {
  const finding: Finding = {
    id: '0123456789abcdef',
    rule: 'personal-name',
    requirement: 'id4x1',
    ref: '4.1',
    column: civilDate('2027-01-06'),
    start: 0,
    length: 3,
    words: 'Mr X',
    what: 'A name.',
    suggestion: 'Take it out.',
    severity: 'mustDecide',
    ...over,
  };
  return { finding, state, words: null, byName: null };
}

const signed: Decision = {
  kind: 'signed',
  draft: 1,
  hash: 'h1',
  accepted: [],
  by: 'k1',
  byName: 'R. Vale',
  at: at('2027-01-04T10:00:00Z'),
};

function unmade(over: Partial<Unmade> = {}): Unmade {
  const nothing = { states: [], decisions: [], signOff: 'lead' } as const;
  return {
    cycle: closed,
    held: [{ holder: null, sent: 0, items: rows }],
    hash: 'h1',
    takes: ['u1'],
    ...nothing,
    ...over,
  };
}

const against = (given: Unmade, day = DAY_AFTER) => finalisingOf(given, day).against.map(({ kind }) => kind);

describe('making the revision', () => {
  it.each([
    ['on the opening day', open, OPENING, ['cycleOpen']],
    ['on the last day', open, LAST_DAY, ['cycleOpen']],
    ['on the day after it', open, DAY_AFTER, []],
    ['once the lead has closed the quarter', closed, OPENING, []],
  ])('%s', (_, cycle, day, reasons) => expect(against(unmade({ cycle }), day)).toEqual(reasons));

  it('is stopped by a finding that must be decided until it is accepted', () => {
    expect(against(unmade({ states: [aFinding('open')] }))).toEqual(['undecided']);
    expect(against(unmade({ states: [aFinding('asked')] }))).toEqual(['undecided']);
    expect(against(unmade({ states: [aFinding('accepted')] }))).toEqual([]);
    expect(against(unmade({ states: [aFinding('open', { severity: 'look' })] }))).toEqual([]);
  });

  it('is stopped by a missing signature where the executive lead signs, and only there', () => {
    expect(against(unmade({ signOff: 'executive' }))).toEqual(['unsigned']);
    expect(against(unmade({ signOff: 'executive', decisions: [{ ...signed, hash: 'h2' }] }))).toEqual(['unsigned']);
    const made = unmade({ signOff: 'executive', decisions: [signed] });
    expect(finalisingOf(made, DAY_AFTER)).toMatchObject({ against: [], signature: { byName: 'R. Vale' } });
    expect(finalisingOf(unmade({ decisions: [signed] }), DAY_AFTER)).toMatchObject({ against: [], signature: null });
  });

  it('names everything that stops it at once', () => {
    const given = unmade({ cycle: open, states: [aFinding('open')], signOff: 'executive' });
    expect(against(given, OPENING)).toEqual(['cycleOpen', 'undecided', 'unsigned']);
  });

  it('shows the silent rows that nobody holds by the post that the plan prints, in document order, and the days to the close', () => {
    expect(finalisingOf(unmade({ cycle: open }), OPENING)).toMatchObject({
      asked: 5,
      daysToClose: 34,
      silent: [
        { name: 'Harbour Master', assigned: false, refs: ['4.2', '4.3'] },
        { name: 'Ferry Company', assigned: false, refs: ['5.1'] },
        { name: '', assigned: false, refs: ['6'] },
      ],
    });
    expect(finalisingOf(unmade(), DAY_AFTER).daysToClose).toBe(-1);
  });

  const shown = finalisingOf(unmade(), DAY_AFTER);

  it('needs the confirmation of exactly what was shown', () => {
    expect(mayFinalise(shown, shown.fingerprint)).toBe(true);
    expect(mayFinalise(shown, null)).toBe(false);
    expect(mayFinalise(shown, '')).toBe(false);
    const stopped = finalisingOf(unmade({ states: [aFinding('open')] }), DAY_AFTER);
    expect(mayFinalise(stopped, stopped.fingerprint)).toBe(false);
  });

  it.each<[string, Partial<Unmade>]>([
    ['another text', { hash: 'h2' }],
    ['the same text in another update', { takes: ['u2'] }],
    ['another quarter', { cycle: { ...closed, id: 'cycle2' } }],
    ['a new finding', { states: [aFinding('open')] }],
    ['a signature that is asked for now', { signOff: 'executive' }],
    ['another signature', { signOff: 'executive', decisions: [signed] }],
  ])('is shown anew after %s', (_, change) => {
    expect(finalisingOf(unmade(change), DAY_AFTER).fingerprint).not.toBe(shown.fingerprint);
  });

  it('stays confirmed while days pass, and when the date has closed the quarter in between', () => {
    expect(finalisingOf(unmade(), civilDate('2027-01-05')).fingerprint).toBe(shown.fingerprint);
    expect(finalisingOf(unmade({ cycle: open }), DAY_AFTER).fingerprint).toBe(shown.fingerprint);
  });
});

describe('closing the quarter', () => {
  const decks = [
    { holder: 'Ada Moss', sent: 1, items: [answered, anItem({ ref: '4.2' })] },
    { holder: 'Ben Reed', sent: 0, items: [anItem({ ref: '4.3', answer, question: 'Is it?' })] },
    { holder: 'Cat Pell', sent: 0, items: [answered] },
    { holder: null, sent: 0, items: [anItem({ ref: '6' })] },
  ];
  const shown = closingOf(open, OPENING, decks);

  it('shows who still has something open, a question about an answer included', () => {
    expect(shown).toMatchObject({
      asked: 5,
      daysToClose: 34,
      waiting: [
        { name: 'Ada Moss', assigned: true, refs: ['4.2'] },
        { name: 'Ben Reed', assigned: true, refs: ['4.3'] },
        { name: 'Harbour Master', assigned: false, refs: ['6'] },
      ],
    });
  });

  it('lists a row that is not answered under the same name as the revision does: whoever holds it now', () => {
    const held = [{ holder: 'Cat Pell', sent: 1, items: [anItem({ ref: '4.2', owner: 'Harbour Master' })] }];
    expect(closingOf(open, OPENING, held).waiting).toEqual([{ name: 'Cat Pell', assigned: true, refs: ['4.2'] }]);
    expect(finalisingOf(unmade({ held }), DAY_AFTER).silent).toEqual(closingOf(open, OPENING, held).waiting);
  });

  it('knows whether anybody was asked: by a message, or else by an answer', () => {
    const deck = { holder: 'Ada Moss', sent: 0, items: [anItem({ ref: '4.2' })] };
    expect(closingOf(open, OPENING, [deck]).begun).toBe(false);
    expect(closingOf(open, OPENING, [{ ...deck, sent: 1 }]).begun).toBe(true);
    expect(closingOf(open, OPENING, [{ ...deck, items: [answered] }]).begun).toBe(true);
  });

  it('needs the confirmation of exactly this through its last day, and none afterwards', () => {
    for (const day of [OPENING, LAST_DAY]) {
      expect(mayClose(shown, day, null)).toBe(false);
      expect(mayClose(shown, day, shown.fingerprint)).toBe(true);
      expect(mayClose(shown, day, finalisingOf(unmade({ cycle: open }), day).fingerprint)).toBe(false);
    }
    expect(mayClose(shown, DAY_AFTER, null)).toBe(true);
  });

  it('is shown anew when somebody has answered, or another quarter is open', () => {
    expect(closingOf(open, OPENING, decks.slice(1)).fingerprint).not.toBe(shown.fingerprint);
    expect(closingOf({ ...open, id: 'cycle2' }, OPENING, decks).fingerprint).not.toBe(shown.fingerprint);
    expect(closingOf(open, LAST_DAY, decks).fingerprint).toBe(shown.fingerprint);
  });
});

it('days between two dates are counted in the calendar, over a change of the clocks', () => {
  expect(daysBetween(civilDate('2026-10-24'), civilDate('2026-10-26'))).toBe(2);
  expect(daysBetween(LAST_DAY, LAST_DAY)).toBe(0);
  expect(daysBetween(DAY_AFTER, OPENING)).toBe(-35);
});

describe('what a confirming button carries', () => {
  const shown = { fingerprint: fingerprintOf(['anything']), at: at('2027-01-04T10:00:00.000Z') };

  it('is read back, fits the card, and nothing else is taken for it', () => {
    expect(readShown(shownAsText(shown))).toEqual(shown);
    expect(shownAsText(shown).length).toBeLessThanOrEqual(64);
    for (const text of ['', '@', 'u1', shown.fingerprint, `x@${shown.at}`, `${shownAsText(shown)}@`]) {
      expect(readShown(text), text).toBeNull();
    }
  });

  it.each([
    ['2027-01-04T10:00:00.000Z', false],
    ['2027-01-04T10:00:00.999Z', false],
    ['2027-01-04T10:00:01.000Z', true],
    ['2027-01-05T10:00:00.000Z', true],
    ['2027-01-04T09:59:00.000Z', true],
  ])('pressed at %s could have been read: %s', (now, could) => {
    expect(couldBeRead(shown, at(now))).toBe(could);
  });
});
