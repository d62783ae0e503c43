import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { reachWords, readReach } from '../../../src/app/people/reach.js';
import type { ChatOutcome, ServiceAddress, Stranger } from '../../../src/app/store/ports.js';
import type { OnRoster } from '../../../src/domain/people/roster.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import { ADA, aWorld, CAT, LEAD, line, OPENING, openQuarter, PLAN, TENANT, type World } from '../world.js';

/** Opens chats as it is told; the same chat for the same person. */
class OpeningMessenger extends FakeMessenger {
  readonly opened: { readonly to: Stranger; readonly via: ServiceAddress }[] = [];
  answers: Exclude<ChatOutcome, { kind: 'opened' }>[] = [];

  override async open(to: Stranger, via?: ServiceAddress): Promise<never> {
    if (via !== undefined) this.opened.push({ to, via });
    const answer = this.answers.shift();
    return (answer ?? (await super.open(to))) as never;
  }
}

const about = { tenant: TENANT, plan: PLAN, by: 'system' };
const NOT_THERE = { kind: 'unreachable', why: 'notInstalled', reason: '403 BotNotInConversationRoster' } as const;
const NEXT_DAY = at('2026-11-30T09:10:00Z');
let messenger: OpeningMessenger;
let world: World;

/** Cat is assigned 4.3 and has never written to the bot. */
async function withCat(): Promise<void> {
  await openQuarter(world);
  const lines = [line('4.1', ADA), line('4.2', ADA), line('4.3', CAT), line('plan', LEAD, 'lead')];
  await world.assign({ ...about, lines }, at('2026-11-20T11:00:00Z'));
}

const store = () => world.stores.person(TENANT, CAT);
const record = async () => (await store().record())?.value;
const reach = () => readReach(world.stores, TENANT, CAT);
const lineOf = (report: Awaited<ReturnType<World['sweep']>>) => report.lines.find((each) => each.person === CAT);

function onRoster(over: Partial<OnRoster> = {}): OnRoster {
  const account = '29:cat';
  const known = { person: CAT, name: 'Cat Pell', account, addresses: ['cat@northmoor.example'], guest: false };
  return { ...known, teams: ['t1'], seenAt: at('2026-11-20T09:00:00Z'), ...over };
}

beforeEach(async () => {
  messenger = new OpeningMessenger();
  world = aWorld(memoryTable(), messenger);
  await withCat();
});

describe('somebody who never wrote', () => {
  it('is asked in a chat that is opened through what is known of the tenant, and once', async () => {
    for (const now of [OPENING, at('2026-11-27T09:20:00Z'), NEXT_DAY]) await world.sweep(now);
    expect(messenger.opened).toEqual([
      {
        to: { tenant: TENANT, person: CAT, account: null },
        via: { serviceUrl: 'https://teams.example', botId: 'bot', channelId: 'msteams' },
      },
    ]);
    expect(messenger.to(CAT)).toHaveLength(1);
    expect(await record()).toMatchObject({
      reference: { conversationId: `chat-${CAT}` },
      opening: { outcome: 'opened', on: '2026-11-27' },
      lastSeen: null,
    });
    expect((await world.deckOf(CAT)).head.value).toMatchObject({ sent: 1 });
  });

  it('is opened with the account of the roster where there is one', async () => {
    await world.stores.roster(TENANT).write([onRoster()]);
    expect(await reach()).toEqual({ kind: 'reachable', by: 'team' });
    await world.sweep(OPENING);
    expect(messenger.opened[0]?.to.account).toBe('29:cat');
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it('is never tried in a dry run', async () => {
    await world.sweep(OPENING, null);
    expect(messenger.opened).toEqual([]);
    expect((await record())?.opening).toBeUndefined();
  });

  it('who has no app is tried once a day until it is there', async () => {
    messenger.answers = [NOT_THERE, NOT_THERE];
    for (const time of ['09:10', '09:40', '11:00', '16:00']) {
      // whatever else makes the plan due again
      await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: at(`2026-11-27T${time}:00Z`) });
      expect(lineOf(await world.sweep(at(`2026-11-27T${time}:00Z`)))).toMatchObject({ outcome: 'unreachable' });
    }
    expect(messenger.opened).toHaveLength(1);
    expect(reachWords(await reach())).toBe(
      'has not opened Quarterdeck in Teams yet, and on Friday 27 November no chat could be opened',
    );
    await world.sweep(NEXT_DAY);
    expect(messenger.opened).toHaveLength(2);
    await world.sweep(at('2026-12-01T09:10:00Z'));
    expect(messenger.opened).toHaveLength(3);
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it('who joins a team after a failed try is tried again the same day', async () => {
    messenger.answers = [NOT_THERE];
    await world.sweep(OPENING);
    const seenAt = at('2026-11-27T10:00:00Z');
    await world.stores.roster(TENANT).write([onRoster({ seenAt })]);
    await world.stores.directory.addDue({ tenant: TENANT, plan: PLAN, at: seenAt });
    await world.sweep(at('2026-11-27T10:01:00Z'));
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it.each([
    ['blocked', 'has blocked Quarterdeck in Teams'],
    ['disabledByAdmin', 'cannot be reached: an administrator has switched the app off'],
  ] as const)('and is %s is said so', async (why, words) => {
    messenger.answers = [{ kind: 'unreachable', why, reason: '403' }];
    expect(lineOf(await world.sweep(OPENING))).toMatchObject({ outcome: 'unreachable', reason: words });
    expect(await reach()).toEqual({ kind: 'unreachable', why, since: OPENING });
  });

  it('is tried again soon where the service was busy, and it counts for nothing', async () => {
    messenger.answers = [{ kind: 'notNow', why: 'busy', reason: '429' }];
    expect(lineOf(await world.sweep(OPENING))).toMatchObject({ outcome: 'waiting' });
    expect((await record())?.opening).toBeUndefined();
    await world.sweep(at('2026-11-27T09:16:00Z'));
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it('is tried the next day where nobody knows whether the chat was opened', async () => {
    messenger.answers = [{ kind: 'uncertain', reason: '502' }];
    await world.sweep(OPENING);
    await world.sweep(NEXT_DAY);
    expect(messenger.opened).toHaveLength(2);
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it.each([
    ['a guest', onRoster({ guest: true }), 'is a guest from another organisation'],
    ['somebody who left', onRoster({ teams: [] }), 'has left the team that has Quarterdeck'],
  ])('and is %s is left alone', async (_, entry, reason) => {
    await world.stores.roster(TENANT).write([entry]);
    expect(lineOf(await world.sweep(OPENING))).toMatchObject({ outcome: 'unreachable', reason });
    expect(messenger.opened).toEqual([]);
  });

  it('is asked once by two processes that open the chat at the same time', async () => {
    await Promise.all([world.sweep(OPENING), world.sweep(OPENING), world.sweep(OPENING)]);
    await world.sweep(at('2026-11-27T09:20:00Z'));
    expect(messenger.to(CAT)).toHaveLength(1);
  });

  it('and turns out to be unreachable in the chat that was opened is marked so', async () => {
    messenger.script.set(CAT, [{ kind: 'unreachable', why: 'blocked', reason: '403' }]);
    await world.sweep(OPENING);
    expect(await record()).toMatchObject({ unreachable: { why: 'blocked', since: OPENING } });
  });

  it('but writes before the ask is asked in that chat, and no other is opened', async () => {
    await world.signOfLife(CAT, at('2026-11-20T12:00:00Z'));
    await world.sweep(OPENING);
    expect(messenger.opened).toEqual([]);
    expect(messenger.to(CAT)).toHaveLength(1);
  });
});

describe('a sign of life', () => {
  it('that is the echo of our own opening is no second install', async () => {
    await world.sweep(OPENING);
    expect(await world.signOfLife(CAT, at('2026-11-27T09:10:20Z'))).toMatchObject({ repeated: true });
    expect(await record()).toMatchObject({ opening: { outcome: 'opened' }, lastSeen: at('2026-11-27T09:10:20Z') });
    expect(await world.signOfLife(CAT, at('2026-11-27T10:00:00Z'))).toMatchObject({ repeated: false });
  });

  it('after a failed try brings the ask, and clears what was known', async () => {
    messenger.answers = [NOT_THERE];
    await world.sweep(OPENING);
    await world.signOfLife(CAT, at('2026-11-27T10:00:00Z'));
    await world.sweep(at('2026-11-27T10:00:30Z'));
    expect(messenger.to(CAT)).toHaveLength(1);
    expect(await reach()).toEqual({ kind: 'reachable', by: 'chat' });
  });
});

describe('opening a cycle', () => {
  it('tells who cannot be reached, and what to do, before anybody is asked', async () => {
    await world.closed(at('2026-11-20T12:00:00Z'));
    await world.stores.roster(TENANT).write([onRoster({ teams: [], person: ADA, seenAt: at('2026-11-20T12:00:00Z') })]);
    const outcome = await world.openCycle(
      { ...about, revision: '2027-01-06' as never, given: {} },
      at('2026-11-20T13:00:00Z'),
    );
    expect(outcome).toMatchObject({
      kind: 'opened',
      people: 2,
      unreachable: [
        {
          name: 'Ada Moss',
          reason: 'has left the team that has Quarterdeck',
          remedy: 'Assign their post to whoever follows them.',
        },
        { name: 'Cat Pell', reason: 'has not opened Quarterdeck in Teams yet' },
      ],
    });
    expect(messenger.posts).toEqual([]);
  });
});
