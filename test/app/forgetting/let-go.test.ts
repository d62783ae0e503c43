import { describe, expect, it } from 'vitest';
import { makeLetGo } from '../../../src/app/forgetting/let-go.js';
import { checkChains } from '../../../src/app/standing/check-chains.js';
import { withoutBegun } from '../../../src/domain/people/retention.js';
import { at } from '../../domain/builders.js';
import { ADDS, spoiled } from '../redacting/spoiled.js';
import { ADA, aWorld, LEAD, person, TENANT, type World } from '../world.js';

const GONE = person(77);
const SOON = at('2027-02-20T10:00:00Z');
const LATER = at('2028-02-20T10:00:00Z');

/** A quarter that is over, with something begun in it, and somebody who has left. */
async function over(world: World): Promise<void> {
  await spoiled(world);
  const thing = (await world.plan.everything()).find(
    ({ area, value }) => area === 'ask' && 'item' in (value as object),
  );
  if (thing === undefined) throw new Error('Nothing was asked.');
  const { item, ...rest } = thing.value as { readonly item: object };
  const words = { id: 'w1', person: ADA, status: '', text: 'Half a sentence', evidence: '', note: '', promises: [] };
  await world.plan.replaceThing(thing, { ...rest, item: { ...item, typed: [words] } }, 'typed');
  const head = await world.plan.head();
  if (head === null) throw new Error('No plan.');
  await world.plan.writeHead({ ...head.value, cycle: null }, head.etag, [], 'over');
  await world.stores.roster(TENANT).write([
    {
      person: GONE,
      name: 'Gil Gone',
      account: '29:gone',
      addresses: [],
      guest: false,
      teams: [],
      seenAt: at('2027-01-01T10:00:00Z'),
    },
  ]);
  await world.stores.directory.addAddress(TENANT, 'gil@harbour.example', GONE, 'Gil Gone');
}

const words = async (world: World) => JSON.stringify(await world.plan.everything()).includes('Half a sentence');

describe('what is older than the setting says', () => {
  it('goes: what was begun, what was sent, and who is gone; and the record of the plan stays whole', async () => {
    const world = aWorld();
    await over(world);
    const letGo = makeLetGo(world);
    const record = async () => (await world.plan.everything()).filter(({ area }) => area !== 'ask');
    const before = await record();
    const intents = async (id: string) =>
      (await world.stores.person(TENANT, id).everything()).filter(({ key }) => /^(?:int|did)~/.test(key)).length;
    expect([await words(world), (await intents(ADA)) > 0]).toEqual([true, true]);

    expect(await letGo(12, SOON)).toEqual({ begun: 0, notes: 0, people: 0 });
    expect([await words(world), (await intents(ADA)) > 0]).toEqual([true, true]);

    const gone = await letGo(12, LATER);
    expect(gone).toMatchObject({ begun: 1, people: 1 });
    expect(gone.notes).toBeGreaterThan(2);
    expect([await words(world), await intents(ADA), await intents(ADDS)]).toEqual([false, 0, 0]);
    expect(await world.stores.roster(TENANT).of(GONE)).toBe(null);
    expect(await world.stores.directory.personByAddress(TENANT, 'gil@harbour.example')).toBe(null);
    expect(await record()).toEqual(before);
    const head = (await world.plan.head())?.value;
    if (head === undefined) throw new Error('No plan.');
    expect((await checkChains(world.plan, head)).broken).toEqual([]);
    expect(await letGo(12, LATER)).toEqual({ begun: 0, notes: 0, people: 0 });
  });

  it('stays where it is of somebody with a part in a plan, however long they are silent', async () => {
    const world = aWorld();
    await over(world);
    const known = async () => (await world.stores.person(TENANT, LEAD).record()) !== null;
    const before = await known();
    await makeLetGo(world)(12, LATER);
    expect(await known()).toBe(before);
    expect((await world.stores.person(TENANT, ADA).everything()).map(({ key }) => key)).toContain('record');
  });

  it('is nothing of a quarter that is the newest', async () => {
    const world = aWorld();
    await over(world);
    const head = await world.plan.head();
    const [ask] = (await world.plan.everything()).filter(({ area }) => area === 'ask');
    const id = ask?.key.split('~')[1] ?? '';
    if (head === null) throw new Error('No plan.');
    const [deck] = await world.plan.decks(id);
    await world.plan.writeHead({ ...head.value, cycle: deck?.head.value.cycle ?? null }, head.etag, [], 'again');
    expect(await makeLetGo(world)(12, LATER)).toMatchObject({ begun: 0 });
    expect(await words(world)).toBe(true);
  });
});

describe('an ask without what was begun', () => {
  it('is the same where nothing was begun, and keeps all else', () => {
    const thing = { item: { ref: '4.1', contributors: [{ person: 'a', typed: [{ text: 'x' }] }] }, tip: { seq: 1 } };
    expect(withoutBegun(thing)).toEqual({ item: { ref: '4.1', contributors: [{ person: 'a' }] }, tip: { seq: 1 } });
    const clean = withoutBegun(thing);
    expect(withoutBegun(clean)).toBe(clean);
  });
});
