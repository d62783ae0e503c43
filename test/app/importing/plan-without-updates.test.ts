import { beforeEach, describe, expect, it } from 'vitest';
import { LAYOUTS, layoutWriters, WRITTEN_FORMATS, writers } from '../../../src/adapters/documents/own/write/formats.js';
import { standsForNothing } from '../../../src/adapters/documents/own/write/words.js';
import { readPlanFile } from '../../../src/adapters/documents/plan-file.js';
import { makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { makeVerifyDocument } from '../../../src/app/publishing/verify-document.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../src/domain/importing/account/reading.js';
import type { RevisionDocument } from '../../../src/domain/publishing/revision.js';
import { asDocx, asHtml, asXlsx, type WrittenPart } from '../../adapters/documents/foreign/layouts.js';
import { withoutData } from '../../adapters/documents/own/read/own-files.js';
import { at } from '../../domain/builders.js';
import { FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  LEAD,
  line,
  mustBe,
  OPENING,
  PLAN,
  pressed,
  REVISION,
  TENANT,
  type World,
  who,
} from '../world.js';

const ROWS = [
  ['Rec. No.', 'Recommendation', 'Evidence requirement', 'Owner', 'Deadline', 'Status'],
  ['1', 'By 30 June 2031, light every path.', 'A survey of all lamps.', 'Harbour Master', '30/06/2031', 'On track'],
  ['2', 'By 30 June 2031, mend every gate.', 'A list of gates.', 'Head of Gates', '30/06/2031', ''],
];
const parts = (rows: readonly (readonly string[])[]): readonly WrittenPart[] => [
  { kind: 'paragraph', paragraph: { text: 'Quay plan', level: 1 } },
  { kind: 'paragraph', paragraph: { text: 'Organisation: Northmoor Harbour Authority' } },
  { kind: 'table', rows: rows.map((row) => row.map((text) => ({ text }))) },
];
const asCsv = (all: readonly WrittenPart[]) =>
  new TextEncoder().encode(
    all
      .flatMap((part) =>
        part.kind === 'table'
          ? part.rows.map((row) => row.map(({ text }) => `"${text}"`).join(','))
          : [part.paragraph.text],
      )
      .join('\n'),
  );
const FORMATS = { docx: asDocx, xlsx: asXlsx, html: asHtml, csv: asCsv };

async function readIn(bytes: Uint8Array): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

describe.each(Object.entries(FORMATS))('A plan without updates, as %s', (_, write) => {
  it('is read whole', async () => {
    const read = await readIn(write(parts(ROWS)));
    expect(read).toMatchObject({ columns: [], updates: [], lostCharacters: 0, title: 'Quay plan' });
    expect(read.requirements).toMatchObject([
      { ref: '1', text: 'A survey of all lamps.', owner: 'Harbour Master', status: 'onTrack' },
      { ref: '2', text: 'A list of gates.', owner: 'Head of Gates', status: 'notStated' },
    ]);
    expect(read.recommendations.map(({ number, deadline }) => [number, deadline?.date])).toEqual([
      ['1', '2031-06-30'],
      ['2', '2031-06-30'],
    ]);
    expect(read.leftOut.map(({ text }) => text).filter((text) => text !== 'A page')).toEqual([]);
    expect(read.questions).toEqual([]);
    expect(read.undated).toBeUndefined();
  });
});

describe('The first quarter of a plan without updates', () => {
  const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
  const early = at('2026-11-20T10:00:00Z');
  let world: World;
  let messenger: FakeMessenger;

  beforeEach(async () => {
    messenger = new FakeMessenger();
    world = aWorld(undefined, messenger);
    mustBe(
      'imported',
      await world.importPlan({ ...about, read: await readIn(asCsv(parts(ROWS))), dryRun: false }, early),
    );
    mustBe(
      'assigned',
      await world.assign({ ...about, lines: [line('1', ADA), line('2', BEN), line('plan', LEAD, 'lead')] }, early),
    );
    for (const id of [ADA, BEN, LEAD]) await world.signOfLife(id, early);
    mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given: {} }, early));
    await world.sweep(OPENING);
  });

  const cardTo = (id: string) => {
    const message = messenger.to(id).at(-1)?.message;
    if (message?.kind !== 'deck') throw new Error(`No card: ${JSON.stringify(message)}`);
    return message;
  };
  /** Ada answers, Ben does not, and the revision is made. */
  async function firstRevision(): Promise<RevisionDocument> {
    mustBe('saved', await world.reply(ADA, '1', 'Half of the lamps are counted.', OPENING));
    const made = await world.finalised(at('2027-01-04T10:00:00Z'));
    if (made.kind !== 'made') throw new Error(JSON.stringify(made));
    return made.document;
  }
  const isPublished = async (read: ReadPlan) => {
    const verify = makeVerifyDocument({ ...world, standsForNothing });
    expect(await verify(TENANT, PLAN, read, null)).toMatchObject({ kind: 'verified', deviations: [] });
  };

  it('asks with a card on which nothing was published, and “No change” is neither offered nor taken', async () => {
    const card = cardTo(ADA);
    expect(card.deck.item).toMatchObject({ ref: '1', previous: null, noChangeOffered: false });
    const said = await world.onClick(who(ADA), pressed(card, 'noChange'), OPENING);
    await said.after?.();
    expect((await world.deckOf(ADA)).items[0]?.value.answer).toBeNull();
    expect(JSON.stringify([said.replies, messenger.updates.at(-1)])).toContain('no earlier update');
  });

  it('does not speak of one tap on its first card, and does on the card of the second quarter', async () => {
    expect(cardTo(ADA).deck.leadIn).toContain('1 update needed by');
    expect(cardTo(ADA).deck.leadIn).not.toMatch(/nothing changed|one tap/i);
    await firstRevision();
    mustBe(
      'opened',
      await world.openCycle({ ...about, revision: civilDate('2027-04-09'), given: {} }, at('2027-02-26T10:00:00Z')),
    );
    await world.sweep(at('2027-03-03T10:00:00Z'));
    expect(cardTo(ADA).deck.leadIn).toContain('Nothing changed? One tap.');
  });

  it.each(['No change', 'No change.', 'As per previous update.', 'There is no further update'])(
    'takes no %j for an answer, says why and keeps it in the box',
    async (text) => {
      const card = cardTo(ADA);
      const said = await world.onClick(
        who(ADA),
        pressed(card, 'submit', { text, status: 'atRisk', evidence: 'https://harbour.example/log' }),
        OPENING,
      );
      await said.after?.();
      expect((await world.deckOf(ADA)).items[0]?.value.answer).toBeNull();
      const turned = messenger.updates.at(-1)?.message;
      expect(turned).toMatchObject({
        deck: {
          item: {
            problem:
              'Nothing was published about 1 yet, so readers could not know what is unchanged. Please write in one sentence where it stands.',
            values: { text, status: 'atRisk', evidence: 'https://harbour.example/log' },
          },
        },
      });
    },
  );

  it('does not send somebody who types it in the chat to a button that is not there', async () => {
    const said = await world.onText(who(ADA), 'No change', OPENING);
    await said.after?.();
    expect(cardTo(ADA).deck.result).toContain('nothing was published about it yet, so please write where it stands');
    // the words are a kind of answer, and no text that could be published
    expect(cardTo(ADA).deck.item.values.text).toBe('');
  });

  it('ends with a revision of one column, of which everything is new', async () => {
    const document = await firstRevision();
    expect(document.columns).toEqual([REVISION]);
    expect(document.sections.flatMap(({ lines }) => lines.map(({ cells }) => cells.map(({ text }) => text)))).toEqual([
      ['Half of the lamps are counted.'],
      ['No update received'],
    ]);
    const changes = await makeSeeChanges(world)(TENANT, PLAN, { kind: 'revision', number: 1 }, OPENING);
    expect(changes).toMatchObject({ changes: { published: { log: { from: null, to: REVISION } } } });
  });

  it.each([
    ...WRITTEN_FORMATS.map((format) => [format, writers[format]] as const),
    ...LAYOUTS.filter((layout) => layout !== 'fragment').map(
      (layout) => [layout, layoutWriters[layout].write] as const,
    ),
    ...Object.entries(withoutData).map(([layout, write]) => [`${layout} that has lost its data`, write] as const),
  ])('whose %s reads back as published, and is imported over it without a difference', async (_, write) => {
    const read = await readIn(await write(await firstRevision()));
    expect(read.columns).toEqual([REVISION]);
    await isPublished(read);
    const later = at('2027-02-01T10:00:00Z');
    const over = await world.importPlan({ ...about, read, dryRun: false }, later);
    expect(over).toMatchObject({
      kind: 'imported',
      over: true,
      difference: { columns: [], added: [], withdrawn: [], altered: [] },
    });
    await isPublished(read);
    mustBe(
      'opened',
      await world.openCycle({ ...about, revision: civilDate('2027-04-09'), given: {} }, at('2027-02-26T10:00:00Z')),
    );
    await world.sweep(at('2027-03-03T10:00:00Z'));
    expect(cardTo(ADA).deck.item).toMatchObject({
      previous: { column: REVISION, text: 'Half of the lamps are counted.' },
      noChangeOffered: true,
    });
  });

  it('begins again when the plan is imported once more before its first revision', async () => {
    const mended = ROWS.map((row) => row.map((cell) => cell.replace('all lamps', 'all the lamps')));
    const over = await world.importPlan({ ...about, read: await readIn(asCsv(parts(mended))), dryRun: false }, OPENING);
    expect(over).toMatchObject({
      kind: 'imported',
      published: { columns: [] },
      difference: { added: [], withdrawn: [] },
    });
  });

  it('is not undone: a file without updates is refused once there are some', async () => {
    await firstRevision();
    const head = await world.plan.head();
    const over = await world.importPlan(
      { ...about, read: await readIn(asCsv(parts(ROWS))), dryRun: false },
      at('2027-02-01T10:00:00Z'),
    );
    expect(over).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(`the whole column of ${REVISION} is missing`),
    });
    expect(await world.plan.head()).toEqual(head);
  });
});
