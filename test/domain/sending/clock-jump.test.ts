import { describe, expect, it } from 'vitest';
import { type BeforeSending, mustAskFirst } from '../../../src/domain/sending/clock-jump.js';
import { at } from '../builders.js';

const HOUR = 3_600_000;
const known = (over: Partial<BeforeSending> = {}): BeforeSending => ({
  before: at('2026-12-02T09:30:00Z'),
  now: at('2026-12-12T09:30:00Z'),
  livedMs: 60_000,
  people: 10,
  asked: 12,
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
});
