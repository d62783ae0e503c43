import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { meaningOf } from '../../../src/adapters/teams/outbound/connector-answers.js';
import type { SendOutcome } from '../../../src/app/store/ports.js';
import { type Instant, instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, BEN, OPENING, openQuarter, type World } from '../world.js';

const OWNERS = [ADA, BEN];
/** The second working day. */
const OVER = at('2026-11-30T11:00:00Z');
const LATER = at('2026-12-01T17:00:00Z');
const FIVE_MINUTES = 5 * 60_000;

/** Teams in trouble until `OVER`: every request ends alike. */
class TroubledMessenger extends FakeMessenger {
  outcome: SendOutcome = { kind: 'sent', activityId: '' };
  /** Requests in all, by which something is said and by which nothing is. */
  requests = 0;

  override async open(to: Parameters<FakeMessenger['open']>[0]) {
    this.requests += 1;
    if (this.now !== null && this.now < OVER && this.outcome.kind !== 'sent') return this.outcome as never;
    return super.open(to);
  }

  override async send(...[to, message]: Parameters<FakeMessenger['send']>): Promise<SendOutcome> {
    this.requests += 1;
    if (this.now !== null && this.now < OVER) this.script.set(to.person, [this.outcome]);
    return super.send(to, message);
  }
}

let messenger: TroubledMessenger;
let world: World;

beforeEach(async () => {
  messenger = new TroubledMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world);
});

async function sweepsBetween(from: Instant, to: Instant): Promise<void> {
  for (let now = millisecondsOf(from); now < millisecondsOf(to); now += FIVE_MINUTES) {
    const time = instantOf(now).slice(11, 16);
    if (time >= '09:00' && time <= '17:00') await world.sweep(instantOf(now));
  }
}

const STATUSES = [408, 500, 502, 504].map((status) => [`${status}`, meaningOf({ kind: 'answer', status })] as const);
const HANG = ['a hang', meaningOf({ kind: 'silence', stage: 'left', code: 'time limit' })] as const;

describe('A first ask that meets the same trouble for days', () => {
  it.each([...STATUSES, HANG])(
    '(%s) is repeated once, as soon as it is over; until then one request asks for all whether it is',
    async (_, outcome) => {
      messenger.outcome = outcome as SendOutcome;
      await sweepsBetween(OPENING, OVER);
      expect(messenger.posts.map((post) => post.person).sort()).toEqual([...OWNERS].sort());
      // the first asks, and then one every five minutes of the working days at the most
      expect(messenger.requests).toBeLessThanOrEqual(OWNERS.length + 2 * 8 * 12);
      await sweepsBetween(OVER, LATER);
      const asked = messenger.posts.filter((post) => post.at !== null && post.at >= OVER);
      expect(asked.map((post) => `${post.person} ${post.outcome} ${post.at?.slice(0, 10)}`).sort()).toEqual(
        OWNERS.map((person) => `${person} sent 2026-11-30`).sort(),
      );
    },
  );

  it.each([
    ['a sign-in that is refused', meaningOf({ kind: 'answer', status: 401 })],
    ['a service that cannot be reached', meaningOf({ kind: 'silence', stage: 'signed', code: 'ECONNREFUSED' })],
  ])('(%s) is brought once when it is over', async (_, outcome) => {
    messenger.outcome = outcome as SendOutcome;
    await sweepsBetween(OPENING, OVER);
    await sweepsBetween(OVER, LATER);
    const arrived = messenger.posts.filter((post) => post.outcome === 'sent');
    expect(arrived.map((post) => `${post.person} ${post.at?.slice(0, 13)}`).sort()).toEqual(
      OWNERS.map((person) => `${person} 2026-11-30T11`).sort(),
    );
  });
});
