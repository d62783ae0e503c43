import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePacer, TEAMS_LIMITS } from '../../../../src/adapters/teams/outbound/pacing.js';
import { makeTeamsLimiter } from '../../../../src/local/stand-ins/teams-limiter.js';
import { makeSkippingTime } from './skipping-time.js';

/** Sends `count` messages at once into each chat, and notes when each was let go. */
async function paced(chats: readonly { tenant: string; thread: string; count: number }[], longestWaitMs = 1e9) {
  const time = makeSkippingTime();
  const pacer = makePacer(time, TEAMS_LIMITS, longestWaitMs);
  const went: { tenant: string; thread: string; at: number; admission: string }[] = [];
  await Promise.all(
    chats.flatMap(({ tenant, thread, count }) =>
      Array.from({ length: count }, async () => {
        const admission = await pacer.admit(tenant, thread);
        went.push({ tenant, thread, at: time.now(), admission: admission.kind });
        if (admission.kind === 'go') admission.arrived();
      }),
    ),
  );
  return went;
}

const crowd = (tenant: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ tenant, thread: `${tenant}/${n}`, count: 1 }));

describe('pacing', () => {
  it('lets a burst of seven into one chat, and the eighth only when Teams takes it', async () => {
    const times = (await paced([{ tenant: 't', thread: 'a', count: 9 }])).map(({ at }) => at);
    expect(times.slice(0, 7)).toEqual(times.slice(0, 7).map(() => 0));
    expect(times[7]).toBeGreaterThanOrEqual(1_000);
    expect(times[7]).toBeLessThan(1_100);
    expect(times[8]).toBeGreaterThanOrEqual(2_000);
  });

  it('is never refused by a service that counts as Teams does, and loses little against it', async () => {
    const shape = fc.array(
      fc.record({ tenant: fc.constantFrom('t', 'u'), thread: fc.constantFrom('a', 'b', 'c'), count: fc.nat(90) }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(shape, async (chats) => {
        const service = makeTeamsLimiter();
        for (const { tenant, thread, at } of await paced(chats))
          expect(service.refuses(tenant, `${tenant} ${thread}`, at)).toBeNull();
      }),
      { numRuns: 20 },
    );
  }, 240_000);

  it('uses at least 95 in 100 of what a tenant is permitted', async () => {
    const last = Math.max(...(await paced(crowd('t', 1_000))).map(({ at }) => at));
    const permitted = 50 * (last / 1_000 + 1);
    expect(1_000 / permitted).toBeGreaterThan(0.95);
  });

  it('lets no tenant and no chat wait for the backlog of another', async () => {
    const went = await paced([
      { tenant: 't', thread: 'busy', count: 60 },
      ...crowd('u', 300),
      { tenant: 't', thread: 'quiet', count: 1 },
      { tenant: 'v', thread: 'one', count: 1 },
    ]);
    for (const thread of ['quiet', 'one']) expect(went.find((each) => each.thread === thread)?.at).toBe(0);
  });

  it('counts a message from when it has arrived, not from when it left', async () => {
    const time = makeSkippingTime();
    const pacer = makePacer(time);
    const first = await Promise.all(Array.from({ length: 7 }, () => pacer.admit('t', 'a')));
    await new Promise<void>((done) => time.after(200, done));
    const eighth = pacer.admit('t', 'a').then(() => time.now());
    for (const admission of first) if (admission.kind === 'go') admission.arrived();
    expect(await eighth).toBeGreaterThanOrEqual(1_200);
  });

  it('does not wait for one that hangs', async () => {
    const time = makeSkippingTime();
    const pacer = makePacer(time);
    for (let n = 0; n < 8; n++) await pacer.admit('t', 'a');
    expect(time.now()).toBeLessThan(4_000);
  });

  it('keeps the order within a chat', async () => {
    const time = makeSkippingTime();
    const pacer = makePacer(time);
    const order: number[] = [];
    const admitted = Array.from({ length: 20 }, async (_, n) => {
      const admission = await pacer.admit('t', 'a');
      order.push(n);
      if (admission.kind === 'go') admission.arrived();
    });
    await Promise.all(admitted);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('gives up on what would have to wait too long', async () => {
    const went = await paced([{ tenant: 't', thread: 'a', count: 100 }], 10_000);
    expect(went.filter(({ admission }) => admission === 'go').length).toBeLessThan(60);
    expect(went.filter(({ admission }) => admission === 'tooLong').length).toBeGreaterThan(40);
    expect(Math.max(...went.map(({ at }) => at))).toBeLessThan(12_000);
  });

  it('rests a chat that the service asked to rest, and only that', async () => {
    const time = makeSkippingTime();
    const pacer = makePacer(time);
    pacer.hold('t', 'a', 5_000);
    await pacer.admit('t', 'b');
    expect(time.now()).toBe(0);
    await pacer.admit('t', 'a');
    expect(time.now()).toBe(5_000);
  });
});
