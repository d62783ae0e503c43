import { beforeEach, describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/adapters/teams/cards/cards.js';
import { NO_WORDS } from '../../../src/domain/asking/typed-words.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, BEN, harbourPlan, mustBe, openQuarter, PLAN, TENANT, type World } from '../world.js';

const NOON = at('2026-12-02T12:00:00Z');
const NIGHT = at('2026-12-02T20:00:00Z');
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };

let messenger: FakeMessenger;
let world: World;

/** Ada has begun an update about 4.1, and has not sent it. */
beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
  await world.sweep(NOON);
  const asked = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.1' };
  const words = { ...NO_WORDS, text: 'Six of nine lamps are mended.', evidence: 'https://harbour.example/lamps' };
  mustBe('kept', await world.keepWords(asked, { words, shown: '' }, NOON));
});

/** A file without a row. */
async function withdrawn(now: typeof NOON, ref = '4.1') {
  const read = aReadingOf(harbourPlan());
  const gone = read.requirements.find((each) => each.ref === ref);
  const requirements = read.requirements.filter((each) => each !== gone);
  const updates = read.updates.filter(({ requirement }) => requirement !== gone?.key);
  mustBe(
    'imported',
    await world.importPlan({ ...about, read: { ...read, requirements, updates }, dryRun: false }, now),
  );
}

const noticesTo = (person: string) =>
  messenger.to(person).flatMap(({ message }) => (message.kind === 'notice' ? [message.notice] : []));

describe('Words begun about a row that leaves the plan', () => {
  it('are given back to whoever wrote them, once', async () => {
    await withdrawn(NOON);
    await world.sweep(NOON);
    await world.sweep(NOON);
    expect(noticesTo(ADA)).toMatchObject([
      {
        heading: '4.1 needs no update any more',
        paragraphs: [
          'It was taken out of the plan. You had begun to write:',
          'Six of nine lamps are mended.',
          'https://harbour.example/lamps',
        ],
      },
    ]);
    expect(noticesTo(BEN)).toEqual([]);
  });

  it('are given back to the last line, in as many messages as they need', async () => {
    const lines = Array.from({ length: 700 }, (_, index) => `line${index}x`);
    const asked = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.2' };
    mustBe('kept', await world.keepWords(asked, { words: { ...NO_WORDS, text: lines.join('\n') }, shown: '' }, NOON));
    await withdrawn(NOON, '4.2');
    await world.sweep(NOON);
    const cards = messenger.to(ADA).map(({ message }) => JSON.stringify(renderMessage(message)));
    expect(lines.filter((line) => !cards.some((card) => card.includes(line)))).toEqual([]);
  });

  it('are given back to whoever wrote them, though somebody else holds the row by then', async () => {
    const lines = [{ line: 2, target: '4.1', person: BEN, name: 'Ben Reed', role: 'owner', until: '' }];
    mustBe('assigned', await world.assign({ ...about, lines }, NOON));
    await withdrawn(NOON);
    await world.sweep(NOON);
    expect(noticesTo(ADA)).toHaveLength(1);
    expect(noticesTo(BEN)).toEqual([]);
  });

  it('are given back in the next quarter, where the row left after the close', async () => {
    await world.closed(NOON);
    await withdrawn(NOON);
    const input = { ...about, revision: civilDate('2027-04-09'), given: {} };
    mustBe('opened', await world.openCycle(input, at('2027-02-26T10:00:00Z')));
    await world.sweep(at('2027-03-03T10:00:00Z'));
    expect(noticesTo(ADA)).toMatchObject([{ heading: '4.1 needs no update any more' }]);
  });

  it('wait for working hours', async () => {
    await withdrawn(NIGHT);
    await world.sweep(NIGHT);
    expect(noticesTo(ADA)).toEqual([]);
    await world.sweep(at('2026-12-03T09:00:00Z'));
    expect(noticesTo(ADA)).toHaveLength(1);
  });

  it('stay where they are when the row stays', async () => {
    const read = aReadingOf(harbourPlan());
    mustBe('imported', await world.importPlan({ ...about, read, dryRun: false }, NOON));
    await world.sweep(NOON);
    expect(noticesTo(ADA)).toEqual([]);
    expect((await world.deckOf(ADA)).items[0]?.value.typed).toHaveLength(1);
  });
});
