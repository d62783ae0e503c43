import { beforeEach, describe, expect, it } from 'vitest';
import { makeReviewDraft } from '../../../src/app/reviewing/review-draft.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, BEN, OPENING, openQuarter, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const LATE_DATE = 'The rail was mended on 30 June 2028.';
let world: World;
let ada: Owner;

beforeEach(async () => {
  world = aWorld(undefined, new FakeMessenger());
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const itemOf = async (ref: string) => (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value;
const words = () => ada.card().lines.join('\n');
const states = async () => {
  const outcome = await makeReviewDraft(world)(TENANT, PLAN);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.states;
};

describe('A check of the review, while the card is open', () => {
  it.each([
    [LATE_DATE, '“30 June 2028” is later than this update'],
    ['Call the harbour office on 0161 496 0123 for the log.', 'It would be published.'],
    ['Ben Reed has mended the rail.', '“Ben Reed” looks like the name of a person. It would be published.'],
  ])('stands beside the answer on the next card, which is saved all the same: %s', async (text, question) => {
    await ada.press('Submit', noon, { input_text: text });
    expect((await itemOf('4.1'))?.answer?.reply).toMatchObject({ text });
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.2' } } });
    expect(words()).toContain('4.1 is saved. One question about it:');
    expect(words()).toContain(question);
    expect(ada.card().buttons).toEqual(expect.arrayContaining(['Change it', 'It is right as it stands']));
  });

  it('asks of "complete" with work open', async () => {
    await ada.press('Submit', noon, {
      input_text: 'The second rail is still to be mended.',
      input_status: 'complete',
    });
    expect(words()).toContain('Called complete');
  });

  it('is not there over an answer in which nothing is to be asked, nor over "No change"', async () => {
    await ada.press('Submit', noon, { input_text: 'The rail was mended on 12 November 2026.' });
    expect(ada.card().buttons).not.toContain('It is right as it stands');
    await ada.press('No change', noon);
    expect(ada.card().buttons.join()).not.toContain('right as it stands');
  });

  it('answered with "It is right as it stands" is asked no more, and the lead finds that in the review', async () => {
    await ada.press('Submit', noon, { input_text: LATE_DATE });
    await ada.press('It is right as it stands', noon, { input_text: 'Half a sentence' });
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.2', values: { text: 'Half a sentence' } } } });
    expect(words()).toContain('Noted for 4.1: it is right as it stands.');
    const late = (await states()).find(({ finding }) => finding.rule === 'date-after-revision');
    expect(late).toMatchObject({ state: 'open', ownerStands: 'Ada Moss', finding: { ref: '4.1' } });
    await ada.press('Submit', noon, { input_text: 'The log is kept.' });
    expect(words()).not.toContain('30 June 2028” is later');
    expect(JSON.stringify(await world.plan.history((await itemOf('4.1'))?.requirement ?? ''))).toContain(
      'said it is right as it stands:',
    );
  });

  it('answered with "Change it" opens the answer again', async () => {
    await ada.press('Submit', noon, { input_text: LATE_DATE });
    await ada.press('Change it', noon);
    expect(ada.card().message).toMatchObject({ deck: { item: { ref: '4.1', values: { text: LATE_DATE } } } });
  });

  it('comes again for other words', async () => {
    await ada.press('Submit', noon, { input_text: LATE_DATE });
    await ada.press('It is right as it stands', noon);
    await ada.say('4.1: The rail was mended on 30 July 2028.', noon);
    await ada.press('Yes, save', noon);
    expect(words()).toContain('“30 July 2028” is later');
  });

  it('about the last row stands with it in the summary, until it is answered', async () => {
    await ada.press('No change', noon);
    await ada.press('Submit', noon, { input_text: LATE_DATE });
    expect(ada.card().message.kind).toBe('summary');
    expect(words()).toContain('“30 June 2028” is later');
    await ada.press('4.2 is right as it stands', noon);
    expect(words()).not.toContain('“30 June 2028” is later');
  });

  it('on an old copy says nothing of an answer that came since, and is nobody else’s to answer', async () => {
    await ada.press('Submit', noon, { input_text: LATE_DATE });
    const old = ada.card();
    await world.reply(ADA, '4.1', 'The rail was mended on 30 July 2028.', noon, (await itemOf('4.1'))?.current);
    await ada.pressOn(old, 'It is right as it stands', noon, {});
    expect((await itemOf('4.1'))?.confirmed).toBeUndefined();
    const ben = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: BEN, ref: '4.1', basedOn: '' };
    expect(await world.confirmAnswer(ben, noon)).toMatchObject({ kind: 'notTheirs' });
  });
});
