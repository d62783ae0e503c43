import { beforeEach, describe, expect, it } from 'vitest';
import { review } from '../../../src/domain/reviewing/review.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter, REVISION, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { aLeadChat, confirmIn, shownIn } from '../commands/changes/lead-chat.js';
import { anOwner, type Owner } from './owner.js';

const NOON = at('2026-11-30T12:00:00Z');
const ODD = 'Paid to \u202eecila\u202c by\u200b post\u0007.';
const PLAIN = 'Paid to ecila by post.';
const LEFT_OUT = 'Letters in it that nobody can see were left out.';

let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const item = async () => (await world.deckOf(ADA)).items[0]?.value;

describe('letters that nobody can see', () => {
  it('are left out of an answer on a card, whoever typed them is told, and what they typed is kept', async () => {
    const card = await ada.press('Submit', NOON, { input_text: ODD });
    expect((await item())?.answer?.reply).toMatchObject({ text: PLAIN });
    expect(card.lines.join('\n')).toContain(LEFT_OUT);
    const [update] = await world.plan.updates((await item())?.requirement ?? '');
    expect(update?.typed).toBe(ODD);
  });

  it('are left out of an answer that is typed in the chat', async () => {
    await ada.say(`4.1 ${ODD}`, NOON);
    const card = await ada.press('Yes, save', NOON);
    expect((await item())?.answer?.reply).toMatchObject({ text: PLAIN });
    expect(card.lines.join('\n')).toContain(LEFT_OUT);
  });

  it.each([
    ['answer', `4.1 ${ODD}`],
    ['discharge', '4.1 by the In\u202espectorate on 12 November 2026 reference letter\u200b 31/44'],
  ] as const)('are left out of what a lead types: /%s', async (name, argument) => {
    const chat = aLeadChat(world, messenger);
    const shown = await chat.typed(name, argument, NOON);
    expect(shownIn(shown).summary).toContain(LEFT_OUT);
    await chat.press(confirmIn(shown), NOON);
    const head = (await world.plan.head())?.value;
    const published = await world.plan.published(head?.generation ?? '');
    const saved = JSON.stringify([published, (await item())?.answer?.reply]);
    expect(saved).toMatch(/Paid to ecila by post\.|the Inspectorate.*letter 31\/44/);
    expect(saved).not.toMatch(/[\u202a-\u202e\u200b]/);
  });

  it.each([
    ['Paid to \u202eecila.', 'mustDecide'],
    ['Paid by\u200b post.', 'look'],
    [PLAIN, undefined],
  ])('in a plan that was published already are found by the review: %j', async (text, severity) => {
    const head = (await world.plan.head())?.value;
    const plan = await world.plan.published(head?.generation ?? '');
    const [first] = plan.updates;
    const updates = first === undefined ? [] : [{ ...first, text }];
    const column = first?.column ?? REVISION;
    const findings = review({
      plan: { ...plan, updates },
      column,
      knownPeople: [],
      approvedSpellings: [],
      commitments: [],
    });
    expect(findings.find(({ rule }) => rule === 'unseen-letters')?.severity).toBe(severity);
  });
});
