import { beforeEach, describe, expect, it } from 'vitest';
import { makeAskAboutFinding } from '../../../src/app/reviewing/decide-finding.js';
import { makeReviewDraft } from '../../../src/app/reviewing/review-draft.js';
import { civilDate, type Instant } from '../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  type World,
} from '../../app/world.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const WORDS = 'We have trained everybody at the gate.';
const LAMPS = 'All lamps here were mended';
const NAMES_SOMEBODY = 'Mr Albert Stone keeps the log of the quay.';
const CHANGED = 'Something has changed since this was shown, so it was not saved. Please read it again.';

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

const about = { tenant: TENANT, plan: PLAN, by: 'system' };
const items = async () => (await world.deckOf(ADA)).items.map((each) => each.value);
const saved = async () => (await items()).map(({ answer }) => answer?.reply ?? null);
const said = () => ada.card().lines.join('\n');
const everything = () => JSON.stringify([...messenger.to(ADA), ...messenger.updates]);

async function imported(plan: PublishedPlan): Promise<void> {
  await world.importPlan({ ...about, read: aReadingOf(plan), dryRun: false }, noon);
}
async function reassigned(): Promise<void> {
  const lines = [line('4.1', BEN), line('4.2', ADA), line('4.3', BEN), line('plan', LEAD, 'lead')];
  mustBe('assigned', await world.assign({ ...about, lines }, noon));
}
/** The lead's review sends a question about 4.1 back. */
async function asked(question: string, now: Instant): Promise<void> {
  const reviewDraft = makeReviewDraft(world);
  const seen = await reviewDraft(TENANT, PLAN);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  const found = seen.states.find(({ finding }) => finding.rule === 'personal-name');
  const ask = makeAskAboutFinding({ ...world, reviewDraft });
  const decider = { by: 'lead', byName: 'Lea Dunn' };
  const of = { tenant: TENANT, plan: PLAN, finding: found?.finding.id ?? '', decider };
  mustBe('asked', await ask(of, question, now));
}

describe('"Yes, save" saves what was shown, or shows it again', () => {
  it('where the status would be another by now', async () => {
    await ada.say(`4.2: ${WORDS}`, noon);
    const card = ada.card();
    const requirements = [aRequirement('4.1'), aRequirement('4.2'), aRequirement('4.3')];
    await imported(aPlan(requirements, { statuses: { id4x2: 'atRisk' } }));
    await ada.pressOn(card, 'Yes, save', noon, {});
    expect(await saved()).toEqual([null, null]);
    expect(ada.card().lines).toEqual(expect.arrayContaining([CHANGED, 'Status: At risk']));
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([null, { text: WORDS, status: 'atRisk' }]);
  });

  it('where "no change" would be about another text by now', async () => {
    await ada.say('4.1 no change', noon);
    const card = ada.card();
    const plan = harbourPlan();
    const column = civilDate('2026-10-02');
    const updates = plan.updates.map((each) => ({ ...each, column, text: 'Entirely other words.' }));
    await imported({ ...plan, columns: [...plan.columns, column], updates: [...plan.updates, ...updates] });
    await ada.pressOn(card, 'Yes, save', noon, {});
    expect(await saved()).toEqual([null, null]);
    expect(ada.card().lines).toEqual(expect.arrayContaining([CHANGED, 'No change since 2 October 2026.']));
  });

  it('where the review has asked about the answer that it would replace', async () => {
    await world.reply(ADA, '4.1', NAMES_SOMEBODY, OPENING);
    await ada.say('4.1: Mr Albert Stone keeps the log still.', noon);
    const card = ada.card();
    await asked('May we name him?', noon);
    await ada.pressOn(card, 'Yes, save', noon, {});
    expect((await items())[0]?.question).toBe('May we name him?');
    expect(ada.card().lines).toContain('Asked before this is published: May we name him?');
  });

  it('where its words were added to, and somebody else has answered', async () => {
    await ada.say('4.1: The first words were these', noon);
    const card = ada.card();
    await ada.say('4.1: and some more were added', noon);
    await world.reply(ADA, '4.1', 'What the lead entered for her.', noon);
    await ada.pressOn(card, 'Yes, save', noon, {});
    expect(said()).not.toContain('saved already');
    expect(ada.card().lines).toEqual(expect.arrayContaining([CHANGED, 'The first words were these']));
  });
});

describe('a row that left between the card and "Yes, save"', () => {
  it('is told beside the one that was saved, and its words are given back', async () => {
    await ada.say(`4.1: ${WORDS}\n4.2: ${LAMPS}`, noon);
    await reassigned();
    await ada.press('Yes, save', noon);
    expect(said()).toContain('4.1 is not with you any more, so it was not saved.');
    expect(said()).toContain('Saved for 4.2.');
    expect(everything()).toContain(WORDS);
    expect(ada.lastWords()).toContain(WORDS);
  });

  it('is told alone as well', async () => {
    await ada.say(`4.1: ${WORDS}`, noon);
    await reassigned();
    await ada.press('Yes, save', noon);
    expect(ada.lastWords()).toContain(WORDS);
  });
});

describe('several rows in one message', () => {
  it('name each that is not on the card', async () => {
    await ada.press('Submit', noon, { input_text: 'First answer.' });
    await ada.say(`4.1: done\n4.2: ${LAMPS}`, noon);
    expect(ada.card().lines[0]).toBe('4.1 cannot be saved so: please look at the card of its own.');
    await ada.press('Yes, save', noon);
    expect(await saved()).toMatchObject([{ text: 'First answer.' }, { text: LAMPS }]);
  });

  it('with one of somebody else among them ask which is meant, and none is put into another', async () => {
    await ada.say('4.1 no change\n4.3 no change\n4.2 no change', noon);
    expect(ada.card().lines[0]).toBe('Which row is this about?');
    expect((await items()).map((each) => each.typed)).toEqual([undefined, undefined]);
  });
});

describe('words typed in the chat', () => {
  it('keep the status that was said last', async () => {
    await ada.press('Submit', noon, { input_status: 'atRisk', input_text: 'Kept.' });
    await ada.say('4.1 complete, all lamps were mended', noon);
    await ada.say('4.1 at risk, the gate broke again', noon);
    // both together are read on the card of the row first
    expect(ada.card().inputs).toMatchObject({
      input_status: 'atRisk',
      input_text: 'All lamps were mended\nThe gate broke again',
    });
  });

  it('that nobody can see are no answer', async () => {
    await ada.say('4.1: \u200b\u200b', noon);
    expect(ada.card().buttons).not.toContain('Yes, save');
    await ada.press('Submit', noon, { input_text: '\u200b' });
    expect(await saved()).toEqual([null, null]);
  });

  it('that are saved already are said to be', async () => {
    await ada.say(`4.1: ${WORDS}`, noon);
    await ada.press('Yes, save', noon);
    await ada.say(`4.1: ${WORDS}`, noon);
    expect(ada.card().lines[0]).toBe('4.1 is saved with these words already.');
  });

  it('as "no change" are not joined with others that wait', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-08', input_text: 'Half a' });
    await ada.say('4.1 no change', noon);
    expect(ada.card().lines[0]).toBe('Something is written for 4.1 already. If nothing has changed, press No change.');
    expect(ada.card().inputs['input_text']).toBe('Half a');
  });

  it('replace no answer of the same moment without a word', async () => {
    const deck = ada.card();
    await ada.say(`4.1: ${WORDS}`, noon);
    const card = ada.card();
    await Promise.all([
      ada.pressOn(deck, 'Submit', noon, { input_text: 'Words X.' }),
      ada.pressOn(card, 'Yes, save', noon, {}),
    ]);
    expect(JSON.stringify(await saved()) + everything()).toContain('Words X.');
  });
});

describe('a card of typed words after the close', () => {
  it('goes into the new quarter, where that is open, and says so', async () => {
    await ada.say(`4.1: ${WORDS}`, noon);
    const old = ada.card();
    mustBe('made', await world.finalised(at('2026-12-03T10:00:00Z')));
    const next = { ...about, given: {}, revision: civilDate('2027-04-09') };
    mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
    const day = at('2027-03-03T10:00:00Z');
    await world.sweep(day);
    await ada.press('Submit', day, { input_text: 'Other words.' });
    await ada.pressOn(old, 'Yes, save', day, {});
    for (const each of [
      'That quarter is over. This would be saved in the new one.',
      WORDS,
      '"replaces":"Other words."',
    ])
      expect(everything()).toContain(each);
    expect((await items())[0]).toMatchObject({ answer: { reply: { text: 'Other words.' } } });
  });

  it('says that it counts in this revision where it answers a question of the review', async () => {
    await world.reply(ADA, '4.1', NAMES_SOMEBODY, OPENING);
    mustBe('closed', await world.closed(at('2027-01-04T17:10:00Z')));
    await asked('Who keeps it?', at('2027-01-04T20:00:00Z'));
    await ada.say('4.1: The berthing officer keeps the log.', at('2027-01-05T10:00:00Z'));
    expect(said()).not.toContain('offered for the next revision');
    expect(ada.card().lines).toEqual(
      expect.arrayContaining([
        `This replaces your answer: ${NAMES_SOMEBODY}`,
        'Asked before this is published: Who keeps it?',
      ]),
    );
  });
});
