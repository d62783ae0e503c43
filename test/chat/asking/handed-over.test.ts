import { beforeEach, expect, it } from 'vitest';
import { historyMessage } from '../../../src/chat/commands/standing/show-history.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  line,
  OPENING,
  openQuarter,
  PLAN,
  TENANT,
  USUAL_LINES,
  type World,
} from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { anOwner, type CardInHand, type Owner } from './owner.js';

const noon = at('2026-11-30T12:00:00Z');
let world: World;
let ada: Owner;
const words = ({ lines }: CardInHand) => lines.join('\n');
const refsOf = async (id: string) => (await world.deckOf(id)).items.map(({ value }) => value.ref);

beforeEach(async () => {
  world = aWorld();
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', CAT, 'contributor')] });
  await world.sweep(OPENING);
  ada = anOwner(world, ADA);
});

it('A row that is handed over says to whoever receives it who gave it, when and why', async () => {
  await ada.press('Hand it over', noon, { input_person: BEN, input_note: 'The rail is on your quay.' });
  expect(await refsOf(BEN)).toEqual(['4.1', '4.3']);
  const ben = anOwner(world, BEN);
  await ben.say('hello', noon);
  expect(words(ben.card())).toContain(
    'Ada Moss handed this to you on 30 November 2026 until 31 December 2026: The rail is on your quay.',
  );
  await ben.press('Skip', noon);
  expect(words(ben.card())).not.toContain('handed this to you');
});

it('The history of the row says in words who gave it to whom, until when and why', async () => {
  await ada.press('Hand it over', noon, { input_person: BEN, input_note: 'The rail is on your quay.' });
  const seen = await world.seePlan(TENANT, PLAN, noon);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  for (const ref of ['4.1', '']) {
    const history = JSON.stringify(await historyMessage(world.stores, seen.picture, ref));
    expect(history).toContain('Ada Moss handed over 4.1 to Ben Reed');
    expect(history).toContain('until 31 December 2026: The rail is on your quay.');
  }
});

it('Without a reason nothing moves, and what was typed stays', async () => {
  const card = await ada.press('Hand it over', noon, { input_person: BEN, input_note: ' ', input_text: 'Half a' });
  expect(words(card)).toContain('Please check: say in a few words why Ben Reed should answer this');
  expect(card.inputs['input_text']).toBe('Half a');
  expect(await refsOf(BEN)).toEqual(['4.3']);
});

it('To somebody whom no message would reach nothing moves, and the giver is told why', async () => {
  const record = await world.stores.person(TENANT, CAT).record();
  if (record === null) throw new Error('Cat is not known');
  const gone = { why: 'blocked', since: noon } as const;
  await world.stores.person(TENANT, CAT).writeRecord({ ...record.value, unreachable: gone }, record.etag, 'gone');
  const card = await ada.press('Hand it over', noon, { input_person: CAT, input_note: 'You know the rail.' });
  expect(words(card)).toContain('Cat Pell has blocked Quarterdeck in Teams, so 4.1 stays with you.');
  expect(card.inputs['input_note']).toBe('You know the rail.');
  expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
});

it('It can be given to anybody in a team that has the app, by name', async () => {
  const person = '00000000-0000-4000-8000-000000000077';
  const entry = { account: '29:x', addresses: [], guest: false, teams: ['t1'], seenAt: OPENING };
  await world.stores.roster(TENANT).write([
    { ...entry, person, name: 'Dora Finch' },
    { ...entry, person: '00000000-0000-4000-8000-000000000078', name: 'Dora Fenn' },
  ]);
  const several = await ada.press('Hand it over', noon, { input_name: 'dora', input_note: 'The rail is hers.' });
  expect(words(several)).toContain('Several people are called like "dora": Dora Finch, Dora Fenn.');
  const nobody = await ada.press('Hand it over', noon, { input_name: 'Zed', input_note: 'The rail is his.' });
  expect(words(nobody)).toContain('Nobody called "Zed" is in a team that has Quarterdeck.');
  expect(await refsOf(ADA)).toEqual(['4.1', '4.2']);
  await ada.press('Hand it over', noon, { input_name: ' Dora  finch', input_note: 'The rail is hers.' });
  expect(await refsOf(person)).toEqual(['4.1']);
  expect(await refsOf(ADA)).toEqual(['4.2']);
});
