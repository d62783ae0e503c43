import { describe, expect, it } from 'vitest';
import { measuredOf } from '../../../src/local/bench/reading/measure.js';
import { corpus } from '../../../src/local/bench/reading/truth.js';

describe('Of the open documents of the corpus', () => {
  it.each(corpus().filter(({ truth }) => !truth.held))('$name has 95 of 100 cells right', async (document) => {
    const { right, all, wrong } = await measuredOf(document);
    expect(right / all, JSON.stringify(wrong, null, 2)).toBeGreaterThanOrEqual(0.95);
  });
});
