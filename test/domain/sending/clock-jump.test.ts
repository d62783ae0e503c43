import { describe, expect, it } from 'vitest';
import { instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { hasJumped, mustAskFirst, nextReading, type Passage } from '../../../src/domain/sending/clock-jump.js';
import { at } from '../builders.js';

const HOUR = 3_600_000;
const passage = (over: Partial<Passage> = {}): Passage => ({
  before: at('2026-12-02T09:30:00Z'),
  now: at('2026-12-12T09:30:00Z'),
  livedMs: 60_000,
  ...over,
});

describe('A clock has jumped', () => {
  it('when it ran ahead of the time that really passed', () => {
    expect(hasJumped(passage())).toBe(true);
    expect(hasJumped(passage({ livedMs: 10 * 24 * HOUR }))).toBe(false);
  });

  it('and not at the first sweep of all', () => {
    expect(hasJumped(passage({ before: null }))).toBe(false);
  });

  it('after a restart only when the process was away for more than a week and a day', () => {
    expect(hasJumped(passage({ livedMs: null, now: at('2026-12-09T09:30:00Z') }))).toBe(false);
    expect(hasJumped(passage({ livedMs: null }))).toBe(true);
  });

  it('and not when it was set back', () => {
    expect(hasJumped(passage({ now: at('2026-11-02T09:30:00Z') }))).toBe(false);
  });

  it('when it was set a day ahead, and not when it was set by a night', () => {
    const ahead = (hours: number) => instantOf(millisecondsOf(at('2026-12-02T09:31:00Z')) + hours * HOUR);
    expect(hasJumped(passage({ now: ahead(24) }))).toBe(true);
    expect(hasJumped(passage({ now: ahead(6) }))).toBe(false);
  });
});

describe('The lead is asked first', () => {
  const ahead = (people: number, asked: number, closes = 0) => ({ people, asked, closes });

  it('when more than the set share of the people would be messaged, and more than a few', () => {
    expect(mustAskFirst(ahead(4, 4))).toBe(false);
    expect(mustAskFirst(ahead(6, 12))).toBe(false);
    expect(mustAskFirst(ahead(7, 12))).toBe(true);
    expect(mustAskFirst(ahead(7, 12), 0.9)).toBe(false);
  });

  it('when a cycle would be closed, however few people would be messaged', () => {
    expect(mustAskFirst(ahead(0, 12, 1))).toBe(true);
    expect(mustAskFirst(ahead(0, 12))).toBe(false);
  });
});

describe('The reading that the next sweep is compared with', () => {
  const NOON = at('2026-12-02T12:00:00Z');
  const first = nextReading(null, NOON, 1_000);
  const after = (ms: number) => instantOf(millisecondsOf(NOON) + ms);

  it('is what the clock shows, as long as it goes forward', () => {
    expect(nextReading(first, after(60_000), 61_000)).toMatchObject({ shown: after(60_000), steadyMs: 61_000 });
    expect(nextReading(first, after(9 * HOUR), 61_000)).toMatchObject({ shown: after(9 * HOUR) });
  });

  it('is what it should show, while it is set back, and what it shows after a day of that', () => {
    const back = nextReading(first, at('2025-12-02T12:01:00Z'), 61_000);
    expect(back).toMatchObject({ shown: after(60_000), steadyMs: 61_000 });
    const dayLater = nextReading(back, at('2025-12-03T12:01:00Z'), 1_001 + 24 * HOUR);
    expect(dayLater).toMatchObject({ shown: at('2025-12-03T12:01:00Z') });
  });
});
