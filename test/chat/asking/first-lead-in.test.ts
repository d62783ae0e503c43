import { describe, expect, it } from 'vitest';
import { askLeadIn } from '../../../src/chat/asking/deck-messages.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aWorld, openQuarter, PLAN } from '../../app/world.js';
import { anItem } from '../../domain/builders.js';

const published = anItem();
const unpublished = anItem({ previousText: null });
/** Two quarters have passed without a change: the third takes a sentence why. */
const unchanged = anItem({ unchanged: 2 });

describe('The sentences above the first card', () => {
  it.each([
    ['every open row was published', [published, published], /Nothing changed\? One tap\./],
    ['some were', [unpublished, published], /Nothing changed since something was published\? One tap\./],
    ['one asks for more', [unchanged, published], /Nothing changed\? One tap, unless the row asks for more\./],
    ['each asks for more', [unchanged], /for publication\. You can correct/],
    ['none was', [unpublished], /for publication\. You can correct/],
  ] as const)('speak of one tap as far as “No change” is offered: %s', async (_, open, words) => {
    const world = aWorld();
    await openQuarter(world);
    const deck = (await world.plan.decks(await world.cycleId()))[0];
    if (deck === undefined) throw new Error(`No deck of ${PLAN}`);
    expect(askLeadIn(deck.head.value, open, civilDate('2026-11-27'))).toMatch(words);
  });
});
