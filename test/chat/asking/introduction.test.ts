import { beforeEach, describe, expect, it } from 'vitest';
import { makeSeePromises } from '../../../src/app/commitments/see-promises.js';
import { publishedBefore } from '../../../src/app/store/candidate.js';
import { loadPlan } from '../../../src/app/store/load-plan.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import type { IntroductionPart } from '../../../src/domain/plan/plan.js';
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
  USUAL_LINES,
  type World,
  who,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, inHand, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const AFTER = at('2027-01-04T10:00:00Z');
const PARTS: readonly IntroductionPart[] = [
  { kind: 'heading', level: 1, text: 'Why we have this plan' },
  { kind: 'paragraph', text: 'We asked for a review of our quays.' },
  { kind: 'paragraph', text: 'A new dashboard will be launched by 31 March 2027.' },
];
const TEXT =
  '# Why we have this plan\n\nWe asked for a review of our quays.\n\nA new dashboard will be launched by 31 March 2027.';

let world: World;
let lea: Owner;

async function opened(lines = USUAL_LINES, introduction = PARTS) {
  world = aWorld(undefined, new FakeMessenger());
  await openQuarter(world, { plan: { ...harbourPlan(), introduction }, lines });
  await world.sweep(OPENING);
  lea = anOwner(world, LEAD);
}

beforeEach(() => opened());

async function command(name: 'assign' | 'status', argument: string) {
  const onCommand = makeOnCommand({
    ...world,
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: async () => ({}) as never,
  });
  const [message] = (await onCommand(who(LEAD, 'Lea Dunn'), { name, argument }, noon)).replies;
  if (message === undefined) throw new Error('Nothing was said');
  return inHand(message);
}

const publicNow = async () => {
  const loaded = await loadPlan(world.stores, TENANT, PLAN);
  if (loaded.kind === 'refused') throw new Error(loaded.reason);
  return (await publishedBefore(loaded)).at(-1);
};
const itemOf = async (id: string) => (await world.deckOf(id)).items.find(({ value }) => value.ref === 'introduction');

async function aBigChange(text: string): Promise<Owner> {
  await opened();
  await lea.press('Save the change', noon, { input_text: text });
  return lea;
}

describe('The introduction of a plan', () => {
  it('is asked of the lead where nobody has it, whole and in its box, with its own two answers', () => {
    const card = lea.card();
    expect(card.lines.join('\n')).toContain('The introduction: is it still true?');
    expect(card.inputs).toMatchObject({ input_text: TEXT });
    expect(card.buttons).toEqual(expect.arrayContaining(['Save the change', 'Still true']));
    expect(Object.keys(card.inputs)).not.toContain('input_status');
    expect(Object.keys(card.inputs)).not.toContain('input_evidence');
  });

  it('said to be true in one tap stays as it is, and makes no row and no column text', async () => {
    await lea.press('Still true', noon);
    expect((await itemOf(LEAD))?.value.answer?.reply).toEqual({ kind: 'noChange' });
    await world.accepted(AFTER);
    mustBe('made', await world.finalised(AFTER));
    const now = await publicNow();
    expect(now?.introduction).toEqual(PARTS);
    expect(now?.updates.map(({ requirement }) => requirement)).not.toContain('introduction');
  });

  it('sent back as it came is still true', async () => {
    await lea.press('Save the change', noon);
    expect((await itemOf(LEAD))?.value.answer?.reply).toEqual({ kind: 'noChange' });
  });

  it('changed is published in its new words, as headings, paragraphs and lists', async () => {
    await lea.press('Save the change', noon, { input_text: '# Our plan\n\nThe quays are lit. We will:\n- keep a log' });
    await world.accepted(AFTER);
    mustBe('made', await world.finalised(AFTER));
    expect((await publicNow())?.introduction).toEqual([
      { kind: 'heading', level: 1, text: 'Our plan' },
      { kind: 'paragraph', text: 'The quays are lit. We will:' },
      { kind: 'item', text: 'keep a log' },
    ]);
  });

  it('that nobody looked at stays as it is, and is no row without an update', async () => {
    await world.closed(AFTER);
    const input = { tenant: TENANT, plan: PLAN, by: 'lead', byName: 'Lea Dunn', confirmed: null };
    const shown = await world.finaliseRevision(input, AFTER);
    if (shown.kind !== 'shown') throw new Error(shown.kind);
    expect(JSON.stringify(shown.finalising.silent)).not.toContain('introduction');
    await world.accepted(AFTER);
    mustBe('made', await world.finalised(AFTER));
    expect((await publicNow())?.introduction).toEqual(PARTS);
  });

  it('makes promises that are followed, asked about and answered like any other', async () => {
    const seen = await makeSeePromises(world)(TENANT, PLAN, false, noon);
    if (seen.kind === 'refused') throw new Error(seen.reason);
    expect(seen.promises).toMatchObject([
      { ref: 'introduction', promise: { words: 'A new dashboard will be launched by 31 March 2027.' } },
    ]);
  });

  it('is reviewed by the same rules, and what was decided holds while its words do', async () => {
    await lea.press('Save the change', noon, { input_text: 'Mr Albert Stone presents this plan.' });
    expect(lea.card().lines.join('\n')).toContain('looks like the name of a person');
    const outcome = await world.seeReview({ tenant: TENANT, plan: PLAN });
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    const found = outcome.next?.states.find(({ finding }) => finding.rule === 'personal-name');
    expect(found?.finding).toMatchObject({ requirement: 'introduction', ref: 'introduction', column: null });
  });

  it('is given to somebody like a row, moves to their deck at once and stands in /status', async () => {
    const shown = await command('assign', 'introduction Ben Reed');
    expect(shown.lines.join('\n')).toContain('Give introduction to Ben Reed?');
    const about = { tenant: TENANT, plan: PLAN, by: 'lead', adds: true };
    mustBe('assigned', await world.assign({ ...about, lines: [line('introduction', BEN)] }, noon));
    expect(await itemOf(BEN)).toBeDefined();
    expect(await world.plan.deck(await world.cycleId(), LEAD).then((deck) => deck?.items ?? [])).toEqual([]);
    const status = await command('status', 'introduction');
    expect(status.lines.join('\n')).toContain('The introduction');
    expect(status.lines.join('\n')).toContain('Ben Reed');
  });

  it('belongs to the owner of the whole plan, if there is one', async () => {
    await opened([...USUAL_LINES, line('plan', ADA)]);
    expect(await itemOf(ADA)).toBeDefined();
  });

  it('takes more words than a row, and says how many are too many', async () => {
    const paragraph = 'The harbour is looked after by day and by night. ';
    await lea.press('Save the change', noon, { input_text: paragraph.repeat(200) });
    expect((await itemOf(LEAD))?.value.answer?.reply.kind).toBe('text');
    const owner = await aBigChange(paragraph.repeat(260));
    expect(owner.card().lines.join('\n')).toContain('characters too long. The most is 12,000.');
  });

  it('is not there where a plan has none', async () => {
    await opened(USUAL_LINES, []);
    expect(await world.plan.deck(await world.cycleId(), LEAD).then((deck) => deck?.items ?? [])).toEqual([]);
  });
});
