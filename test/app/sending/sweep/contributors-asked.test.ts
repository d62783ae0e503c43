import { beforeEach, expect, it } from 'vitest';
import { civilDate, type Instant } from '../../../../src/domain/calendar/civil-date.js';
import { at } from '../../../domain/builders.js';
import type { FakeMessenger } from '../../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../world.js';

let world: World;
const times = (id: string) => (world.messenger as FakeMessenger).to(id).map((post) => post.at);
const LINES = [...USUAL_LINES, line('4.1', CAT, 'contributor'), line('4.1', BEN, 'contributor')];
const give = async (id: string, ref: string, now: Instant) =>
  world.giveWords(
    {
      tenant: TENANT,
      plan: PLAN,
      cycle: await world.cycleId(),
      person: id,
      ref,
      text: 'Done.',
      basedOn: '',
      shown: '',
    },
    now,
  );
/** Sweeps at ten every day, weekends included, and each night. */
async function days(from: string, count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    const date = new Date(Date.parse(`${from}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
    await world.sweep(at(`${date}T03:00:00Z`));
    await world.sweep(at(`${date}T10:00:00Z`));
  }
}

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world, { lines: LINES });
  await world.sweep(OPENING);
});

it('A contributor hears of the quarter twice: when it opens, and the day before they are due', async () => {
  await days('2026-11-28', 40);
  expect(times(CAT)).toEqual([OPENING, at('2026-12-14T10:00:00Z')]);
});

it('Who has given their words is not reminded', async () => {
  expect(await give(CAT, '4.1', at('2026-12-01T10:00:00Z'))).toMatchObject({ kind: 'given' });
  await days('2026-12-02', 36);
  expect(times(CAT)).toEqual([OPENING]);
});

it('Who answers rows as well gets one message a day, and the reminders of both', async () => {
  await days('2026-11-28', 40);
  expect(times(BEN).map((time) => time?.slice(0, 10))).toEqual([
    '2026-11-27',
    '2026-12-11',
    '2026-12-14',
    '2026-12-17',
    '2026-12-22',
  ]);
  expect(new Set(times(BEN)).size).toBe(5);
});

it('Who is named in the middle of a quarter is asked at once, and nobody else once more', async () => {
  const before = [times(ADA).length, times(CAT).length];
  const lines = [...LINES, line('4.2', BEN, 'contributor')];
  await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines }, at('2026-12-01T09:30:00Z'));
  await world.sweep(at('2026-12-01T10:00:00Z'));
  await world.sweep(at('2026-12-01T11:00:00Z'));
  expect(times(BEN)).toEqual([OPENING, at('2026-12-01T10:00:00Z')]);
  expect([times(ADA).length, times(CAT).length]).toEqual(before);
});

it('Two who give words at once are both kept, and an answer at the same time stands', async () => {
  const now = at('2026-12-01T10:00:00Z');
  await Promise.all([give(CAT, '4.1', now), give(BEN, '4.1', now), world.reply(ADA, '4.1', 'The rail is up.', now)]);
  const item = (await world.deckOf(ADA)).items[0]?.value;
  expect(item?.contributions?.map(({ person }) => person).sort()).toEqual([BEN, CAT].sort());
  expect(item?.answer?.reply).toMatchObject({ text: 'The rail is up.' });
});

it('Words move with their row to whoever answers it now', async () => {
  const now = at('2026-12-01T10:00:00Z');
  await give(CAT, '4.1', now);
  await world.assign(
    { tenant: TENANT, plan: PLAN, by: 'lead', lines: [line('plan', BEN), line('4.1', CAT, 'contributor')] },
    now,
  );
  const item = (await world.deckOf(BEN)).items.find(({ value }) => value.ref === '4.1')?.value;
  expect(item?.contributions?.map(({ text }) => text)).toEqual(['Done.']);
});

it('With more time for the quarter a contributor hears the new day, the day before it', async () => {
  await days('2026-11-28', 17);
  const given = { due: civilDate('2026-12-24'), closes: civilDate('2027-01-04') };
  mustBe(
    'extended',
    await world.extendCycle({ tenant: TENANT, plan: PLAN, given, by: 'lead' }, at('2026-12-15T11:00:00Z')),
  );
  await days('2026-12-16', 20);
  expect(times(CAT)).toEqual([OPENING, at('2026-12-14T10:00:00Z'), at('2026-12-18T10:00:00Z')]);
  const said = (world.messenger as FakeMessenger).to(CAT).map(({ message }) => JSON.stringify(message));
  expect(said.map((each) => /word from you by (\w+ \d+ \w+)/.exec(each)?.[1])).toEqual([
    'Tuesday 15 December',
    'Tuesday 15 December',
    'Monday 21 December',
  ]);
});
