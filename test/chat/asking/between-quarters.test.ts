import { beforeEach, describe, expect, it } from 'vitest';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  LEAD,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  type REVISION,
  TENANT,
  type World,
  who,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { aLeadChat, noticeIn, shownIn } from '../commands/changes/lead-chat.js';
import { anOwner, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
const CLOSED = at('2027-01-04T10:00:00Z');
const SENTENCE = 'The log of the quay is kept by two people now.';
let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
});

const itemOf = async (ref: string) => (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value;
const words = () => ada.card().lines.join('\n');

describe('After the close', () => {
  beforeEach(async () => {
    await world.sweep(OPENING);
    ada = anOwner(world, ADA);
  });

  it('the card says so before anything is typed, whether its date closed the quarter or the lead', async () => {
    await world.sweep(CLOSED);
    expect(words()).toContain('closed on Thursday 31 December');
    expect(words()).toContain('write the number first, such as "4.1: …"');
    expect([ada.card().inputs, ada.card().buttons]).toEqual([{}, []]);
    const updates = messenger.updates.length;
    await world.sweep(CLOSED);
    expect(messenger.updates).toHaveLength(updates);
  });

  it('by the lead it says so as well', async () => {
    mustBe('closed', await world.closed(noon));
    await world.sweep(at('2026-11-30T12:01:00Z'));
    expect(words()).toContain('closed on Monday 30 November');
    expect(ada.card().inputs).toEqual({});
  });

  it('what is answered is kept, and the lead is told once', async () => {
    const copy = ada.card();
    mustBe('closed', await world.closed(noon));
    await ada.press('Submit', noon, { input_text: SENTENCE }, copy);
    await world.sweep(at('2026-11-30T12:01:00Z'));
    await world.sweep(at('2026-11-30T12:02:00Z'));
    const told = messenger
      .to(LEAD)
      .filter(({ message }) => JSON.stringify(message).includes('answered after the close'));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain(SENTENCE);
  });
});

describe('Between quarters', () => {
  it('an update waits for the next one, says so, and is offered there', async () => {
    await world.sweep(OPENING);
    ada = anOwner(world, ADA);
    await world.accepted(noon);
    mustBe('made', await world.finalised(noon));
    await ada.say(`4.1: ${SENTENCE}`, noon);
    expect(words()).toContain('This would be kept, and offered for the next revision.');
    await ada.press('Yes, save', noon);
    expect(words()).toContain('it is offered for the next revision');
    const next = { tenant: TENANT, plan: PLAN, by: 'lead', revision: '2027-03-31' as typeof REVISION, given: {} };
    mustBe('opened', await world.openCycle(next, at('2027-01-11T10:00:00Z')));
    expect((await itemOf('4.1'))?.carried).toMatchObject({ text: SENTENCE });
  });

  it('one for a quarter that has not opened waits for it, counts there, and says so', async () => {
    ada = anOwner(world, ADA);
    const before = at('2026-11-23T12:00:00Z');
    expect(await ada.say('We have begun with the second quay now', before)).toContain('To give one early');
    await ada.say(`4.1: ${SENTENCE}`, before);
    expect(words()).toContain('The quarter opens on');
    await ada.pressOn(ada.card(), 'Yes, save', before, {});
    expect(ada.lastWords()).toContain('It counts in the quarter that opens on');
    expect((await itemOf('4.1'))?.answer).toMatchObject({ timing: 'onTime', reply: { text: SENTENCE } });
  });
});

it('/help, /mine and /privacy are short and name the rows of whoever asks', async () => {
  await world.sweep(OPENING);
  const chat = aLeadChat(world, messenger);
  const help = noticeIn(await chat.typed('help', '', noon, ADA));
  expect(help).toContain('such as "4.1 no change"');
  expect(help.split('\n')).toHaveLength(5);
  const mine = shownIn(await chat.typed('mine', '', noon, ADA));
  expect(mine.groups).toMatchObject([{ heading: 'Yours to answer', lines: [{ ref: '4.1' }, { ref: '4.2' }] }]);
  const privacy = noticeIn(await chat.typed('privacy', '', noon, ADA));
  for (const part of ['Stored:', 'Seen:', 'For how long:', 'To stop:', 'Lea Dunn']) expect(privacy).toContain(part);
  expect(privacy).toContain('The rest stays until an administrator removes it.');
  const onCommand = makeOnCommand({
    ...world,
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: makeResume(world),
    retentionMonths: 18,
  });
  const [kept] = (await onCommand(who(ADA), { name: 'privacy', argument: '' }, noon)).replies;
  expect(noticeIn(kept)).toContain('go 18 months after');
});
