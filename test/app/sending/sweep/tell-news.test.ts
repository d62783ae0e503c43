import { beforeEach, describe, expect, it } from 'vitest';
import type { Leave } from '../../../../src/app/sending/leave.js';
import { makeTellNews, type NewsReport } from '../../../../src/app/sending/sweep/tell-news.js';
import { at } from '../../../domain/builders.js';
import { FakeMessenger, LEAVE } from '../../fakes.js';
import { ADA, aWorld, BEN, LEAD, mustBe, OPENING, openQuarter, PLAN, TENANT, type World } from '../../world.js';

const NOON = at('2026-12-02T12:00:00Z');
const NIGHT = at('2026-12-02T20:00:00Z');

let messenger: FakeMessenger;
let world: World;

/** Ada handed 4.1 over to Ben, who has answered it: that is news for her. */
beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  await openQuarter(world);
  const about = { tenant: TENANT, plan: PLAN, cycle: await world.cycleId(), person: ADA, ref: '4.1' };
  mustBe('handedOver', await world.handOver({ ...about, to: BEN, note: 'On leave.' }, OPENING));
  mustBe('saved', await world.reply(BEN, '4.1', 'The log is kept.', OPENING));
});

async function tell(now: typeof NOON, leave: Leave | null = LEAVE): Promise<NewsReport> {
  const seen = await world.seePlan(TENANT, PLAN, now);
  const report = await makeTellNews(world)(seen.kind === 'picture' ? seen.picture : null, now, leave);
  return { ...report, told: report.told.filter(({ person }) => person === ADA) };
}

it('A lead is told once who handed over what to whom, and why', async () => {
  const seen = async () => {
    const picture = await world.seePlan(TENANT, PLAN, NOON);
    return makeTellNews(world)(picture.kind === 'picture' ? picture.picture : null, NOON, LEAVE);
  };
  await seen();
  await seen();
  expect(messenger.to(LEAD)).toMatchObject([
    {
      message: {
        notice: {
          heading: '4.1 is handed over',
          paragraphs: [
            'Ada Moss gave it to Ben Reed until Thursday 31 December, on Friday 27 November. The reason:',
            'On leave.',
          ],
        },
      },
    },
  ]);
});

describe('News about an answer', () => {
  it('is told in working hours, once, and then nothing is owed any more', async () => {
    const report = await tell(NOON);
    expect(report).toMatchObject({
      told: [{ person: ADA, name: 'Ada Moss', ref: '4.1', outcome: 'sent' }],
      again: null,
    });
    expect(messenger.to(ADA)).toMatchObject([{ message: { kind: 'notice', notice: { heading: '4.1 is answered' } } }]);
    expect(await tell(NOON)).toEqual({ told: [], again: null });
    expect(messenger.to(ADA)).toHaveLength(1);
  });

  it('waits outside working hours, and says when to look again', async () => {
    expect(await tell(NIGHT)).toMatchObject({ told: [{ outcome: 'later' }], again: '2026-12-03T09:00:00.000Z' });
    expect(messenger.posts).toEqual([]);
  });

  it('is looked for again soon where it could not be sent, and the next working day where it was refused', async () => {
    messenger.script.set(ADA, [{ kind: 'notNow', why: 'busy', reason: 'too many messages' }]);
    expect(await tell(NOON)).toMatchObject({ told: [{ outcome: 'waiting' }], again: '2026-12-02T12:05:00.000Z' });
    messenger.script.set(ADA, [{ kind: 'refused', reason: '400' }]);
    expect(await tell(NOON)).toMatchObject({ told: [{ outcome: 'failed' }], again: '2026-12-03T09:00:00.000Z' });
  });

  it('is named, and not told, in a dry run', async () => {
    expect(await tell(NOON, null)).toMatchObject({ told: [{ person: ADA, outcome: 'wouldSend' }], again: null });
    expect(messenger.posts).toEqual([]);
    expect(await tell(NOON)).toMatchObject({ told: [{ outcome: 'sent' }] });
  });

  it('is none where there is no plan, nor before the first cycle', async () => {
    expect(await makeTellNews(world)(null, NOON, LEAVE)).toEqual({ told: [], again: null });
    const seen = await world.seePlan(TENANT, PLAN, NOON);
    if (seen.kind !== 'picture') throw new Error(seen.reason);
    const { picture } = seen;
    const before = { ...picture, head: { ...picture.head, cycle: null } };
    expect(await makeTellNews(world)(before, NOON, LEAVE)).toEqual({ told: [], again: null });
    expect(messenger.to(LEAD)).toEqual([]);
  });
});
