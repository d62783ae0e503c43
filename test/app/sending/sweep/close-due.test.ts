import { beforeEach, describe, expect, it } from 'vitest';
import { makeCloseDue } from '../../../../src/app/sending/sweep/close-due.js';
import { at } from '../../../domain/builders.js';
import { LEAVE } from '../../fakes.js';
import { aWorld, OPENING, openQuarter, type World } from '../../world.js';
import { dueNow } from './a-look.js';

const AFTER = at('2027-01-02T10:00:00Z');

let world: World;
const stateNow = async () => (await world.plan.head())?.value.cycle?.state;

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world);
});

describe('A cycle whose last day has passed', () => {
  it('is closed, and every ask of it is told', async () => {
    const due = await dueNow(world, AFTER);
    expect(await makeCloseDue(world)(due, AFTER, LEAVE)).toEqual({ ...due, isClosed: true });
    expect(await stateNow()).toBe('closed');
    const told = (await world.plan.decks(await world.cycleId())).map((deck) => deck.head.value.cycle.state);
    expect(told).toEqual(['closed', 'closed']);
  });

  it('counts as closed where somebody else was first', async () => {
    const due = await dueNow(world, AFTER);
    await makeCloseDue(world)(await dueNow(world, AFTER), AFTER, LEAVE);
    expect(await makeCloseDue(world)(due, AFTER, LEAVE)).toMatchObject({ isClosed: true });
    const history = await world.plan.history('plan');
    expect(history.filter((entry) => entry.payload?.what === 'closed the cycle')).toHaveLength(1);
  });

  it('stays as it is in a dry run', async () => {
    const due = await dueNow(world, AFTER);
    expect(await makeCloseDue(world)(due, AFTER, null)).toBe(due);
    expect(await stateNow()).toBe('open');
  });
});

describe('Any other plan', () => {
  it('is handed on as it is', async () => {
    const due = await dueNow(world, OPENING);
    expect(due.kind).toBe('send');
    expect(await makeCloseDue(world)(due, OPENING, LEAVE)).toBe(due);
    expect(await stateNow()).toBe('open');
  });
});
