import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYOUTS, WRITTEN_FORMATS } from '../../src/adapters/documents/own/write/formats.js';
import { readPlanFile } from '../../src/adapters/documents/plan-file.js';
import { makeMarkPublication } from '../../src/app/plan/amend-plan.js';
import { makeLoadCompiled } from '../../src/app/publishing/draft-links.js';
import { type ChangesOf, makeSeeChanges } from '../../src/app/publishing/see-changes.js';
import { makeVerifyDocument } from '../../src/app/publishing/verify-document.js';
import { writeChanges } from '../../src/cli/commands/changes.js';
import { writeFormats } from '../../src/cli/commands/compile.js';
import { writeWhole } from '../../src/cli/output/write-whole.js';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { everyByteOf } from '../adapters/documents/own/write/every-byte.js';
import { ADA, aWorld, BEN, LEAD, line, mustBe, OPENING, PLAN, REVISION, TENANT, type World } from '../app/world.js';
import { aPlan, aReadingOf, aRequirement, at } from '../domain/builders.js';

/** Every word of the rows that are not for publication holds this name. */
const NAME = 'Zebulon';
const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
const NOON = at('2026-12-01T12:00:00Z');
const FORMATS = [...WRITTEN_FORMATS, ...LAYOUTS];
const rows = [
  aRequirement('4.1'),
  aRequirement('4.2', { text: `${NAME} Text`, owner: `${NAME} Owner` }),
  aRequirement('9.1', { text: `${NAME} Alone`, recommendation: '9' }),
  aRequirement('9.2', { text: `${NAME} Asked`, recommendation: '9' }),
  aRequirement('9.3', { text: `${NAME} Also`, recommendation: '9' }),
];
const plan = aPlan(rows, {
  recommendations: [
    { number: '4', text: 'Look after quay 4.', deadline: null },
    { number: '9', text: `${NAME} Recommendation`, deadline: null },
  ],
  updates: aPlan(rows).updates.map((each, index) =>
    index === 0 ? each : { ...each, text: `${NAME} Promise will come by 1 March 2027.` },
  ),
  discharges: {
    [rows[2]?.id ?? '']: { by: `${NAME} Inspector`, on: civilDate('2026-06-01'), reference: `${NAME} Letter` },
  },
});

let folder = '';
let world: World;
const files = { draft: [] as string[], revision: [] as string[] };
const searched = (file: string) => everyByteOf(new Uint8Array(readFileSync(file)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-hidden-'));
  world = aWorld();
  const early = at('2026-11-20T10:00:00Z');
  mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(plan), dryRun: false }, early));
  const lines = [line('4', ADA), line('9', BEN), line('plan', LEAD, 'lead')];
  mustBe('assigned', await world.assign({ ...about, lines }, early));
  const mark = makeMarkPublication(world);
  const hidden = { ...about, hidden: true, reason: `${NAME} Reason` };
  mustBe('amended', await mark({ ...hidden, refs: ['4.2', '9'] }, early));
  for (const id of [ADA, BEN, LEAD]) await world.signOfLife(id, early);
  mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given: {} }, early));
  await world.sweep(OPENING);
  mustBe('saved', await world.reply(ADA, '4.1', 'The gate was oiled.', NOON));
  mustBe('saved', await world.reply(ADA, '4.2', `${NAME} Answer, ready on 5 May 2027.`, NOON));
  const draft = await world.compileRevision(about, NOON);
  if (draft.kind !== 'compiled') throw new Error(JSON.stringify(draft));
  files.draft = await write(draft.compiled.id, { kind: 'draft', number: 1 }, 'draft');
  const last = at('2027-01-04T10:00:00Z');
  await world.accepted(last);
  const made = await world.finalised(last);
  if (made.kind !== 'made') throw new Error(JSON.stringify(made));
  const all = await write(made.compiled.id, { kind: 'revision', number: 1 }, 'revision');
  files.revision = all.filter((file) => !file.includes('not-for-publication'));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that can be written of a draft or revision, as the commands write it. */
async function write(id: string, of: ChangesOf, stem: string): Promise<string[]> {
  const document = await makeLoadCompiled(world)(TENANT, PLAN, id);
  const seen = await makeSeeChanges(world)(TENANT, PLAN, of, NOON);
  if (document === null || seen.kind === 'refused') throw new Error('There is nothing to write.');
  return [
    ...(await writeFormats(document, folder, stem, FORMATS, writeWhole)),
    ...(await writeChanges(seen.changes, folder, stem, writeWhole)),
  ];
}

describe('Rows that are not for publication', () => {
  it('are asked about like all others, unless they are discharged', async () => {
    const { items } = await world.deckOf(ADA);
    expect(items.map((each) => each.value.ref)).toEqual(['4.1', '4.2']);
    expect((await world.deckOf(BEN)).items.map((each) => each.value.ref)).toEqual(['9.2', '9.3']);
  });

  it('stand in no byte of any public file, neither their words nor their refs nor a count of them', () => {
    expect(files.revision).toHaveLength(FORMATS.length + 2);
    for (const file of files.revision) {
      const find = searched(file);
      const found = [
        NAME,
        'Requirement 4.2',
        'to 4.2',
        'Recommendation 9',
        '5 requirements',
        'notForPublication',
      ].flatMap(find);
      expect([basename(file), found]).toEqual([basename(file), []]);
      if (/\.(?:html|docx)$/.test(file)) expect([basename(file), find('gate was oiled')]).not.toContainEqual([]);
    }
  });

  it('are shown apart and marked in the draft for the lead, and in no file of it that could be published', () => {
    const names = ['draft.docx', 'draft.html'].map((name) => join(folder, name));
    for (const file of names) {
      for (const words of [
        'Row 4.2, not for publication',
        `${NAME} Text`,
        `${NAME} Answer`,
        `${NAME} Recommendation`,
      ]) {
        expect([words, searched(file)(words)]).not.toContainEqual([]);
      }
    }
    const others = files.draft.filter((file) => !names.includes(file) && !/(?:lead-changes|one-page)/.test(file));
    expect(others).toHaveLength(FORMATS.length);
    for (const file of others) expect([basename(file), searched(file)(NAME)]).toEqual([basename(file), []]);
  });

  it('leave the public file word for word what was published, and stay in the plan when it is imported', async () => {
    for (const name of ['revision.docx', 'revision.html', 'revision.csv']) {
      const reading = await readPlanFile(new Uint8Array(readFileSync(join(folder, name))));
      if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
      const verify = makeVerifyDocument({ stores: world.stores, standsForNothing: () => false });
      expect(await verify(TENANT, PLAN, reading.plan, null)).toMatchObject({ kind: 'verified', deviations: [] });
      const again = await world.importPlan({ ...about, read: reading.plan, dryRun: true }, NOON);
      expect(again).toMatchObject({
        kind: 'imported',
        difference: { withdrawn: [], added: [], changed: [], plan: [] },
      });
      if (again.kind !== 'imported') continue;
      const { requirements, recommendations } = again.published;
      expect(requirements.map((each) => [each.ref, each.withdrawn])).toEqual([
        ['4.1', false],
        ['4.2', false],
        ['9.1', false],
        ['9.2', false],
        ['9.3', false],
      ]);
      expect(recommendations.map((each) => each.number)).toEqual(['4', '9']);
    }
  });

  it('stand in the history with who marked them, when and why', async () => {
    expect((await world.plan.history('plan')).map((each) => each.payload)).toContainEqual({
      who: 'lead',
      at: at('2026-11-20T10:00:00Z'),
      what: 'marked as not for publication',
      about: '4.2, 9.1, 9.2, 9.3',
      old: null,
      new: `${NAME} Reason`,
    });
  });

  it('are published again when the mark is taken away, which is told as new', async () => {
    const mark = makeMarkPublication(world);
    const input = { ...about, hidden: false, reason: 'Agreed.' };
    expect(await mark({ ...input, refs: ['4.7'] }, NOON)).toMatchObject({ kind: 'refused' });
    expect(await mark({ ...input, refs: ['4.1'] }, NOON)).toMatchObject({ kind: 'refused' });
    expect(await mark({ ...input, refs: ['4.2'], reason: ' ' }, NOON)).toMatchObject({ kind: 'refused' });
    expect(await mark({ ...input, refs: ['4.2'] }, NOON)).toMatchObject({ kind: 'amended', ref: '4.2' });
    const next = { ...about, revision: civilDate('2027-04-09'), given: {} };
    mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
    const seen = await makeSeeChanges(world)(TENANT, PLAN, { kind: 'next' }, at('2027-02-26T11:00:00Z'));
    expect(seen).toMatchObject({ kind: 'changes', changes: { published: { log: { added: ['4.2'], withdrawn: [] } } } });
  });
});
