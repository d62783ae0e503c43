import { beforeEach, describe, expect, it } from 'vitest';
import { makeImportReturnSheet } from '../../../src/app/asking/import-return-sheet.js';
import { makeReturnSheet } from '../../../src/app/asking/make-return-sheet.js';
import { newestAnswer } from '../../../src/domain/asking/ask.js';
import type { Author } from '../../../src/domain/asking/update.js';
import type { Instant } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  type World,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { aLeadChat, confirmIn, shownIn } from '../commands/changes/lead-chat.js';
import { anOwner, type CardInHand, type Owner } from './owner.js';

const NOON = at('2026-11-30T12:00:00Z');
const SOON = at('2026-11-30T12:05:00Z');
const THEN = at('2026-11-30T12:10:00Z');
const LATER = at('2026-11-30T12:20:00Z');

let messenger: FakeMessenger;
let world: World;
let ada: Owner;
let old: CardInHand;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  const lines = [line('4.1', ADA), line('4.3', BEN), line('4.1', BEN, 'contributor'), line('plan', LEAD, 'lead')];
  await openQuarter(world, { lines });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
  old = ada.card();
});

const item = async () => {
  const found = (await world.plan.decks(await world.cycleId()))
    .flatMap(({ items }) => items)
    .find(({ value }) => value.ref === '4.1');
  if (found === undefined) throw new Error('4.1 is not asked about');
  return found.value;
};
const saysNow = async () => {
  const reply = newestAnswer(await item())?.reply;
  return reply?.kind === 'text' ? reply.text : reply?.kind;
};
/** What somebody's chat holds, as it was sent. */
const chatOf = (id: string) => JSON.stringify(messenger.to(id).map(({ message }) => message));
const inHistory = async () =>
  JSON.stringify((await world.plan.history((await item()).requirement)).map(({ payload }) => payload?.new));
const filledSheet = async (text: string) => {
  const made = await makeReturnSheet(world)(TENANT, PLAN, { kind: 'person', person: ADA }, OPENING);
  if (made.kind === 'refused') throw new Error(made.reason);
  const rest = { status: '', evidence: '', noChange: '', previous: '' } as const;
  return { reference: made.sheet.reference, items: [{ ref: '4.1', update: text, ...rest }], elsewhere: [], notes: [] };
};

/** One way to answer 4.1: everything that it is based on was shown before the other came. */
interface Way {
  readonly person: string;
  readonly door: Author['door'];
  /** Tries it; gives what whoever came second reads. */
  readonly answer: (words: string, now: Instant) => Promise<string>;
  /** Once more, having read it. */
  readonly insist: (words: string, now: Instant) => Promise<void>;
}

async function ways(): Promise<Record<'owner' | 'contributed' | 'lead' | 'sheet', Way>> {
  const chat = aLeadChat(world, messenger);
  const sheet = await filledSheet('From the sheet.');
  const byLead = async (words: string, now: Instant) => {
    const message = await chat.typed('answer', `4.1 ${words}`, now);
    await chat.press(confirmIn(message), now);
    return shownIn(message).summary;
  };
  const onCard = async (words: string, now: Instant, card?: CardInHand) =>
    (await ada.press('Submit', now, { input_text: words }, card)).lines.join('\n');
  return {
    owner: {
      person: ADA,
      door: 'card',
      answer: async (words, now) => onCard(words, now, old),
      insist: async (words, now) => void (await onCard(words, now)),
    },
    contributed: {
      person: ADA,
      door: 'card',
      answer: async (words, now) =>
        (await ada.press('Submit', now, { input_text: words }, ada.card())).lines.join('\n'),
      insist: async (words, now) => void (await onCard(words, now)),
    },
    lead: { person: LEAD, door: 'lead', answer: byLead, insist: async () => undefined },
    sheet: {
      person: LEAD,
      door: 'returnSheet',
      answer: async (words, now) => {
        const items = sheet.items.map((each) => ({ ...each, update: words }));
        const filled = { ...sheet, items };
        const outcome = await makeImportReturnSheet(world)(
          { tenant: TENANT, plan: PLAN, sheet: filled, by: LEAD },
          now,
        );
        return JSON.stringify(outcome);
      },
      insist: async (words, now) => void (await byLead(words, now)),
    },
  };
}

describe('two people answer one row', () => {
  it.each([
    ['lead', 'owner'],
    ['owner', 'lead'],
    ['sheet', 'owner'],
    ['owner', 'sheet'],
    ['lead', 'sheet'],
    ['sheet', 'lead'],
  ] as const)(
    '%s, then %s: the second reads the first before it is replaced, both are told, the history has both',
    async (one, other) => {
      const by = await ways();
      await by[one].answer('What the first said.', NOON);
      expect(await saysNow()).toBe('What the first said.');
      const read = await by[other].answer('What the second said.', SOON);
      expect(read).toContain('What the first said.');
      if (other !== 'lead') {
        expect(await saysNow()).toBe('What the first said.');
        await by[other].insist('What the second said.', THEN);
      }
      expect(await saysNow()).toBe('What the second said.');
      expect(await inHistory()).toMatch(/What the first said\..*What the second said\./);
      await world.sweep(LATER);
      const told = by[one].person;
      if (told !== by[other].person) {
        expect(chatOf(told)).toMatch(/4\.1 was answered again.*What the second said\..*What the first said\./);
      }
    },
  );

  it('keeps what the owner had typed on the card that was older, and shows the answer beside it', async () => {
    const by = await ways();
    await by.lead.answer('on track, the lead said so.', NOON);
    const card = await ada.press('Submit', SOON, { input_text: 'Mine.', input_status: 'complete' }, old);
    expect(card.inputs).toMatchObject({ input_text: 'Mine.', input_status: 'complete' });
    expect(card.lines.join('\n')).toMatch(
      /has answered 4\.1 since this was shown to you[\s\S]*On track\. The lead said so\./,
    );
  });

  it.each(['No change', 'Submit'])(
    'asks before "%s" on an older card takes the place of what the lead said',
    async (title) => {
      await (await ways()).lead.answer('the lead said so.', NOON);
      await ada.press(title, SOON, { input_text: title === 'Submit' ? 'Mine.' : '' }, old);
      expect(await saysNow()).toBe('the lead said so.');
    },
  );

  it('shows the answer also where words of a contributor are used in its place', async () => {
    const about = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: BEN, ref: '4.1' };
    mustBe('given', await world.giveWords({ ...about, text: 'Ben says.', basedOn: '', shown: '' }, OPENING));
    await ada.say('hello', NOON);
    const withWords = ada.card();
    await (await ways()).lead.answer('the lead said so.', NOON);
    const card = await ada.press('Use as the update', SOON, {}, withWords);
    expect(card.inputs['input_text']).toContain('Ben says.');
    expect(card.lines.join('\n')).toContain('the lead said so.');
  });

  it('takes the same words from both without asking', async () => {
    await (await ways()).lead.answer('The same.', NOON);
    const card = await ada.press('Submit', SOON, { input_text: 'The same.' }, old);
    expect(card.lines.join('\n')).toContain('4.1 is saved already.');
  });

  it('leaves a person who answers twice on two devices as it was: the newer counts, and the older is given back', async () => {
    await ada.press('Submit', NOON, { input_text: 'One.' }, old);
    await ada.press('Submit', SOON, { input_text: 'Two.' }, old);
    expect(await saysNow()).toBe('Two.');
    expect(ada.lastWords()).toContain('One.');
  });
});
