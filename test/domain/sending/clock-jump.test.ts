import { describe, expect, it } from 'vitest';
import { instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { type BeforeSending, mustAskFirst, nextReading } from '../../../src/domain/sending/clock-jump.js';
import { at } from '../builders.js';

const HOUR = 3_600_000;
const known = (over: Partial<BeforeSending> = {}): BeforeSending => ({
  before: at('2026-12-02T09:30:00Z'),
  now: at('2026-12-12T09:30:00Z'),
  livedMs: 60_000,
  people: 10,
  asked: 12,
  closes: 0,
  ...over,
});

describe('A sweep asks the lead before it sends', () => {
  it('when the clock ran ahead of the process and most people would be messaged', () => {
    expect(mustAskFirst(known())).toBe(true);
  });

  it('and not when the process lived through that time', () => {
    expect(mustAskFirst(known({ livedMs: 10 * 24 * HOUR }))).toBe(false);
  });

  it('and not at the first sweep of all', () => {
    expect(mustAskFirst(known({ before: null }))).toBe(false);
  });

  it('and not for a few people, nor for no more than the set share of them', () => {
    expect(mustAskFirst(known({ people: 4, asked: 4 }))).toBe(false);
    expect(mustAskFirst(known({ people: 6, asked: 12 }))).toBe(false);
    expect(mustAskFirst(known({ people: 7, asked: 12 }))).toBe(true);
    expect(mustAskFirst(known({ people: 7, asked: 12 }), 0.9)).toBe(false);
  });

  it('after a restart only when it was away for more than a week and a day', () => {
    expect(mustAskFirst(known({ livedMs: null, now: at('2026-12-09T09:30:00Z') }))).toBe(false);
    expect(mustAskFirst(known({ livedMs: null }))).toBe(true);
  });

  it('and not when the clock was set back', () => {
    expect(mustAskFirst(known({ now: at('2026-11-02T09:30:00Z') }))).toBe(false);
  });

  it('for a clock that was set a day ahead, and not for one that was set by a night', () => {
    const ahead = (hours: number) => known(dayAhead(hours));
    expect(mustAskFirst(ahead(24))).toBe(true);
    expect(mustAskFirst(ahead(6))).toBe(false);
  });

  it('when a cycle would be closed, however few people would be messaged', () => {
    expect(mustAskFirst(known({ people: 0, closes: 1 }))).toBe(true);
    expect(mustAskFirst(known({ people: 0, closes: 1, livedMs: 10 * 24 * HOUR }))).toBe(false);
  });
});

const dayAhead = (hours: number) => ({
  before: at('2026-12-02T09:30:00Z'),
  now: instantOf(millisecondsOf(at('2026-12-02T09:31:00Z')) + hours * HOUR),
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
