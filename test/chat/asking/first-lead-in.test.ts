import { describe, expect, it } from 'vitest';
import { askLeadIn } from '../../../src/chat/asking/deck-messages.js';
import { askMessage } from '../../../src/chat/sending/ladder-messages.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aWorld, openQuarter, PLAN, TENANT } from '../../app/world.js';
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

describe('The sentences above a reminder', () => {
  it.each([
    ['one row', [published], 1, /Not yours\? Choose Hand over\. Away\?/],
    ['several rows, whose first card may be a list', [published, published], 1, /Open the row and choose Hand over\./],
    ['nobody to hand it to', [published], 0, /23 December\.\nAway\? Write when/],
  ] as const)('name no button that is not there: %s', async (_, open, colleagues, words) => {
    const world = aWorld();
    await openQuarter(world);
    const head = (await world.plan.decks(await world.cycleId()))[0]?.head.value;
    if (head === undefined) throw new Error(`No deck of ${PLAN}`);
    const due = civilDate('2026-12-23');
    const asked = {
      ...head,
      sent: 1,
      cycle: { ...head.cycle, due },
      colleagues: [{ id: 'b', name: 'Bea Orr' }].slice(0, colleagues),
    };
    expect(askLeadIn(asked, open, civilDate('2026-12-16'))).toMatch(words);
  });

  it.each([
    ['2026-12-23', undefined],
    ['2026-12-24', true],
  ])('on %s, the card of one that is due on 23 December is marked as late: %s', async (today, late) => {
    const world = aWorld();
    await openQuarter(world);
    const deck = (await world.plan.decks(await world.cycleId()))[0];
    if (deck === undefined) throw new Error(`No deck of ${PLAN}`);
    const { etag, value } = deck.head;
    const head = { etag, value: { ...value, cycle: { ...value.cycle, due: civilDate('2026-12-23') } } };
    const ask = { tenant: TENANT, plan: PLAN, deck: { ...deck, head }, today: civilDate(today) };
    const message = askMessage([ask], 'key');
    expect(message).toMatchObject({
      kind: 'deck',
      deck: { leadIn: expect.stringMatching(late ? /We still need/ : /./) },
    });
    expect(message.kind === 'deck' && message.deck.late).toBe(late);
  });
});
