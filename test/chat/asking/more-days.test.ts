import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { FakeMessenger } from '../../app/fakes.js';
import { ADA, aWorld, LEAD, OPENING, openQuarter, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type Owner } from './owner.js';

// due on Friday 18 December, closed after Thursday 31 December
const noon = at('2026-12-14T12:00:00Z');
const needed = '2026-12-23';
let messenger: FakeMessenger;
let world: World;
let ada: Owner;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  await openQuarter(world);
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

const itemOf = async (ref: string) => (await world.deckOf(ADA)).items.find(({ value }) => value.ref === ref)?.value;
const toldLead = () => messenger.to(LEAD).map(({ message }) => JSON.stringify(message));
async function standingOf(ref: string, day: string) {
  const outcome = await world.seeStatus(TENANT, PLAN, at(`${day}T12:00:00Z`));
  if (outcome.kind !== 'status') throw new Error(outcome.kind);
  return outcome.status.standing.requirements.find((each) => each.ref === ref);
}
const bothPutOff = async (when = noon) => {
  await ada.press('Ask me then', when, { input_until: needed });
  return ada.press('Ask me then', when, { input_until: needed });
};

describe('More days for an answer than until the due date', () => {
  it('are shown with what they cost, and named back with the day', async () => {
    expect(JSON.stringify(ada.card().message)).toContain(
      'Up to Friday 18 December it is on time. After that, up to Thursday 31 December',
    );
    const next = await ada.press('Ask me then', noon, { input_until: needed });
    expect(next.lines.join('\n')).toContain(
      '4.1 is put off. It comes back on Wednesday 23 December. After Friday 18 December it counts as late, and the portfolio lead is told.',
    );
  });

  it('pause the reminders until then, and never the lateness', async () => {
    await bothPutOff();
    const before = messenger.to(ADA).length;
    for (const day of ['2026-12-17', '2026-12-18', '2026-12-21', '2026-12-22'])
      await world.sweep(at(`${day}T10:00:00Z`));
    expect(messenger.to(ADA)).toHaveLength(before);
    expect(await standingOf('4.1', '2026-12-18')).toMatchObject({ state: 'pending' });
    expect(await standingOf('4.1', '2026-12-21')).toMatchObject({ state: 'late' });
    await world.sweep(at('2026-12-23T10:00:00Z'));
    expect(messenger.to(ADA)).toHaveLength(before + 1);
    await ada.press('Submit', at('2026-12-23T11:00:00Z'), { input_text: 'The lamps on the quay are mended.' });
    expect((await itemOf('4.1'))?.answer).toMatchObject({ timing: 'late' });
  });

  it('are told to the lead once, stand in the note of what is outstanding, and in the history', async () => {
    await ada.press('Ask me then', noon, { input_until: needed });
    for (const hour of [13, 14, 15]) await world.sweep(at(`2026-12-14T${hour}:00:00Z`));
    const told = toldLead().filter((each) => each.includes('More days for 4.1'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Ada Moss needs until Wednesday 23 December');
    await world.sweep(at('2026-12-22T10:00:00Z'));
    expect(toldLead().find((each) => each.includes('outstanding'))).toContain('4.1 needs until Wednesday 23 December.');
    const history = await world.plan.history((await itemOf('4.1'))?.requirement ?? '');
    expect(history.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ what: 'asked for more days', about: '4.1', old: null, new: needed }),
    );
  });

  it('can be asked for when it is late already, and not once the quarter is closed', async () => {
    await world.sweep(at('2026-12-22T10:00:00Z'));
    const next = await ada.press('Ask me then', at('2026-12-22T11:00:00Z'), { input_until: '2026-12-29' });
    expect(next.lines.join('\n')).toContain('It comes back on Tuesday 29 December');
    expect(await standingOf('4.1', '2026-12-22')).toMatchObject({ state: 'late' });
    const after = await ada.press('Ask me then', at('2027-01-02T11:00:00Z'), { input_until: '2027-01-05' });
    expect(after.lines.join('\n')).toContain('cannot be put off any more');
  });

  it('move neither a promise nor a deadline, and a day before the due date tells nobody', async () => {
    const published = async () =>
      JSON.stringify(await world.plan.published((await world.plan.head())?.value.generation ?? ''));
    const promises = async () => JSON.stringify(await world.plan.commitments());
    const before = [await published(), await promises()];
    await bothPutOff();
    expect([await published(), await promises()]).toEqual(before);
    expect(toldLead().filter((each) => each.includes('More days'))).toEqual([]);
  });

  it('are not what a day before the due date is: nobody is told of that', async () => {
    await ada.press('Ask me then', noon, { input_until: '2026-12-16' });
    await world.sweep(at('2026-12-15T10:00:00Z'));
    expect((await itemOf('4.1'))?.later).toBe('2026-12-16');
    expect(toldLead().filter((each) => each.includes('More days'))).toEqual([]);
  });
});
