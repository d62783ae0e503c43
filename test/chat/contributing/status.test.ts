import { beforeEach, expect, it } from 'vitest';
import { ownStandingMessage, statusMessage } from '../../../src/chat/commands/standing/status-messages.js';
import type { Message } from '../../../src/chat/messages.js';
import {
  ADA,
  aWorld,
  CAT,
  LEAD,
  line,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';

const now = at('2026-12-03T12:00:00Z');
let world: World;
const status = async () => {
  const seen = await world.seeStatus(TENANT, PLAN, now);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  return seen.status;
};
const words = (message: Message) => JSON.stringify(message);
const linesOf = (message: Message) =>
  message.kind === 'status'
    ? message.status.groups.flatMap(({ lines }) => lines.map(({ ref, text }) => `${ref}: ${text}`))
    : [];

beforeEach(async () => {
  world = aWorld();
  const lines = [...USUAL_LINES, line('4.1', CAT, 'contributor'), line('4.2', CAT, 'contributor')];
  await openQuarter(world, { lines });
  const legal = { ...line('4.1', '', 'contributor'), name: 'Legal' };
  await world.assign({ tenant: TENANT, plan: PLAN, by: 'lead', lines: [...lines, legal] }, OPENING);
  await world.sweep(OPENING);
});

it('The status of a row says who gave words and when, who did not yet, and who holds it', async () => {
  const cycle = await world.cycleId();
  const about = { tenant: TENANT, plan: PLAN, cycle, person: CAT, ref: '4.1', basedOn: '', shown: '' };
  await world.giveWords({ ...about, text: 'The contract was checked.' }, now);
  const message = statusMessage(await status(), '4.1', new Map());
  expect(linesOf(message)).toEqual([
    expect.stringMatching(/^4\.1: /),
    'Cat Pell: given 3 December 2026',
    'Legal: not yet: asked on a return sheet',
  ]);
  expect(words(message)).toContain('with Ada Moss; ');
  expect(linesOf(statusMessage(await status(), '4.2', new Map()))).toContain('Cat Pell: asked, not yet');
  expect(words(statusMessage(await status(), '', new Map()))).toContain(
    'Of contributors, 2 of 3 have not given their words yet.',
  );
});

it('A contributor sees on which rows words are asked of them; an owner and a lead do not', async () => {
  expect(words(ownStandingMessage(await status(), CAT, ''))).toContain('You are asked for words on 4.1 and 4.2');
  for (const id of [ADA, LEAD])
    expect(words(ownStandingMessage(await status(), id, ''))).not.toContain('asked for words');
});
