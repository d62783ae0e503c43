import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYOUTS, WRITTEN_FORMATS } from '../../../src/adapters/documents/own/write/formats.js';
import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeNoteSignOfLife } from '../../../src/app/people/sign-of-life.js';
import { makeChangeSettings } from '../../../src/app/plan/change-settings.js';
import { makeLoadCompiled } from '../../../src/app/publishing/draft-links.js';
import type { ChangesOf } from '../../../src/app/publishing/see-changes.js';
import { makeConfirmComplete } from '../../../src/app/reviewing/confirm-complete.js';
import { makeAcceptFinding, makeAskAboutFinding } from '../../../src/app/reviewing/decide-finding.js';
import { makeRecordCheck } from '../../../src/app/reviewing/record-check.js';
import { makeSignRevision } from '../../../src/app/reviewing/sign-revision.js';
import type { Table } from '../../../src/app/store/ports.js';
import { writeChanges } from '../../../src/cli/commands/changes.js';
import { writeFormats } from '../../../src/cli/commands/compile.js';
import { writeWhole } from '../../../src/cli/output/write-whole.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { everyByteOf } from '../../adapters/documents/own/write/every-byte.js';
import { entered, press, promising, promisingPlan } from '../../app/commitments/promising.js';
import { FakeMessenger } from '../../app/fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  CAT,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  PLAN,
  person,
  REVISION,
  TENANT,
  who,
} from '../../app/world.js';
import { aReadingOf, at } from '../../domain/builders.js';

/** Every word that must not get out holds this name; the word beside it says by which way it came in. */
const NAME = 'Zebulon';
const LINK = 'https://zebulon-link.example/internal';
const EVE = person(9);
const about = { tenant: TENANT, plan: PLAN };
const decider = { by: 'lead', byName: `${NAME} Decider` };
const NOON = at('2026-12-01T12:00:00Z');
const FORMATS = [...WRITTEN_FORMATS, ...LAYOUTS];

/** Ways by which words came in that nobody published, in the first quarter and between the two. */
const IN_THE_FIRST = [
  'Owner',
  'Teams',
  'Answered',
  'Promise',
  'First',
  'Drafted',
  'Handed',
  'Withdrawal',
  'Question',
  'Accepted',
  'Checked',
  'Note',
  'Returned',
  'Agreed',
  'Why',
  'Decider',
  'Late',
  'Marking',
  'Spelling',
];
const IN_BETWEEN = ['Published', 'Correction', 'Gone'];

let folder = '';
let written = '';
/** By what they are: the files of the last draft and of both revisions, and what is for the lead. */
const files = { draft: [] as string[], first: [] as string[], second: [] as string[], lead: [] as string[] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-public-'));
  const world = await twoQuarters();
  await world.done();
}, 240_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function twoQuarters() {
  const memory = memoryTable();
  const table: Table = {
    ...memory,
    get: (...args) => memory.get(...args),
    range: (...args) => memory.range(...args),
    close: () => memory.close(),
    batch(partition, writes) {
      written += JSON.stringify(writes);
      return memory.batch(partition, writes);
    },
  };
  const messenger = new FakeMessenger();
  const world = aWorld(table, messenger);
  const lead = promising(world);
  const reviewDraft = lead.review;
  const deps = { ...world, reviewDraft };
  const correct = (ref: string, text: string) =>
    lead.correctWording({ ...about, ref, text, why: `${NAME} Why asked for it.`, decider }, NOON);

  // the plan, with a promise in 4.2, a name in 4.5 that is corrected after the first revision, and 4.6, which goes
  const plan = promisingPlan();
  const six = harbourPlan(6);
  const texts = [
    ...plan.updates.map(({ text }) => text),
    'The lamps burn.',
    `${NAME} Published lit the lamp.`,
    `${NAME} Gone left.`,
  ];
  const first = { ...six, updates: six.updates.map((each, index) => ({ ...each, text: texts[index] ?? each.text })) };
  const lines = [
    ...['4.1', '4.2', '4.5', '4.6'].map((ref) => ({ ...line(ref, ADA), name: `${NAME} Owner` })),
    line('4.3', BEN),
    line('4.4', BEN),
    line('plan', CAT, 'contributor'),
    line('plan', EVE, 'executive'),
    line('plan', LEAD, 'lead'),
  ];
  const early = at('2026-11-20T10:00:00Z');
  mustBe('imported', await world.importPlan({ ...about, by: 'system', read: aReadingOf(first), dryRun: false }, early));
  mustBe('assigned', await world.assign({ ...about, by: 'system', lines }, early));
  for (const id of [BEN, CAT, EVE, LEAD]) await world.signOfLife(id, early);
  await makeNoteSignOfLife({ ...world, steadyMs: () => 0 }).note(who(ADA, `${NAME} Teams`), early);
  await makeChangeSettings(world)(
    { ...about, by: 'lead' },
    { protectiveMarking: `${NAME} Marking`, approvedSpellings: [`${NAME} Spelling`] },
    early,
  );
  mustBe('opened', await world.openCycle({ ...about, by: 'lead', revision: REVISION, given: {} }, early));
  await world.sweep(OPENING);

  // what was answered, and what became of it
  mustBe('saved', await world.reply(ADA, '4.1', `${NAME} First said so.`, NOON));
  const said = `The rail is ordered, says ${NAME} Answered (${LINK}). ${NAME} Promise will paint it by 1 March 2027.`;
  const current = (await lead.itemOf('4.1')).current;
  mustBe(
    'saved',
    await world.reply(
      ADA,
      '4.1',
      { kind: 'text', text: said, status: 'onTrack', evidence: `${LINK}/evidence` },
      NOON,
      current,
    ),
  );
  const made = (await lead.rows()).find((each) => each.words.includes(`${NAME} Promise`));
  mustBe('answered', await lead.lead(made?.id ?? '', { kind: 'withdrawn', reason: `${NAME} Withdrawal said no.` }));
  mustBe(
    'saved',
    await world.reply(
      BEN,
      '4.3',
      { kind: 'text', text: 'Done.', status: 'complete', evidence: `https://zebulon-evidence.example/3` },
      NOON,
    ),
  );
  mustBe(
    'handedOver',
    await world.handOver(
      { ...about, cycle: await world.cycleId(), person: ADA, ref: '4.5', to: CAT, note: `${NAME} Handed knows.` },
      NOON,
    ),
  );
  await press(world, ADA, { text: 'The gate was oiled.' }, [
    entered((await lead.rowOf(plan.updates[1]?.text ?? '')).id, { became: 'late', until: '2027-05-01' }),
  ]);
  mustBe('saved', await world.reply(BEN, '4.4', `${NAME} Drafted counts the lamps.`, NOON));
  mustBe('compiled', await world.compileRevision({ ...about, by: 'lead' }, NOON));

  // what was decided about it
  const findings = await reviewDraft(TENANT, PLAN);
  if (findings.kind === 'refused') throw new Error(findings.reason);
  const own = findings.states
    .filter(({ finding }) => ['4.1', '4.4'].includes(finding.ref))
    .map(({ finding }) => finding.id);
  mustBe(
    'decided',
    await makeAcceptFinding(deps)({ ...about, finding: own[0] ?? '', decider }, `${NAME} Accepted it.`, NOON),
  );
  mustBe(
    'asked',
    await makeAskAboutFinding(deps)({ ...about, finding: own.at(-1) ?? '', decider }, `${NAME} Question?`, NOON),
  );
  const check = {
    ...about,
    draft: 1,
    check: 'legal',
    checkedBy: `${NAME} Checked`,
    note: `${NAME} Note`,
    decider,
  } as const;
  mustBe('recorded', await makeRecordCheck(world)(check, NOON));
  const back = { ...about, draft: 1, person: EVE, accept: [], comment: `${NAME} Returned it.` };
  mustBe('returned', await makeSignRevision(world)(back, NOON));
  mustBe(
    'agreed',
    await makeConfirmComplete(world)({ ...about, ref: '4.3', agreedBy: `${NAME} Agreed`, decider }, NOON),
  );
  mustBe('corrected', await correct('4.1', 'The rail is ordered.'));
  mustBe('corrected', await correct('4.4', 'The lamps are counted.'));

  const load = makeLoadCompiled(world);
  /** Everything that can be written of a draft or revision, as the commands write it. */
  async function write(id: string, of: ChangesOf, stem: string): Promise<string[]> {
    const document = await load(TENANT, PLAN, id);
    const seen = await lead.changes(TENANT, PLAN, of, NOON);
    if (document === null || seen.kind === 'refused') throw new Error('There is nothing to write.');
    return [
      ...(await writeFormats(document, folder, stem, FORMATS, writeWhole)),
      ...(await writeChanges(seen.changes, folder, stem, writeWhole)),
    ];
  }
  const isForLead = (file: string) => file.includes('not-for-publication');
  const draft = await world.compileRevision({ ...about, by: 'lead' }, NOON);
  if (draft.kind === 'refused') throw new Error(draft.reason);
  files.draft = await write(draft.compiled.id, { kind: 'draft', number: 2 }, 'draft');
  mustBe('closed', await world.closed(at('2027-01-01T10:00:00Z')));
  await world.reply(CAT, '4.5', `${NAME} Late came too late.`, at('2027-01-02T10:00:00Z'));
  const one = await world.finalised(at('2027-01-04T10:00:00Z'));
  if (one.kind !== 'made') throw new Error(JSON.stringify(one));
  const ofFirst = await write(one.compiled.id, { kind: 'revision', number: 1 }, 'first');
  files.first = ofFirst.filter((file) => !isForLead(file));
  files.lead = ofFirst.filter(isForLead);

  // a published name is corrected away, a row goes, and the next revision is made
  const published = await world.plan.published((await world.plan.head())?.value.generation ?? '');
  const rest = { ...published, requirements: published.requirements.filter(({ ref }) => ref !== '4.6') };
  const kept = new Set(rest.requirements.map(({ id }) => id));
  const read = aReadingOf({
    ...rest,
    updates: rest.updates
      .filter((each) => kept.has(each.requirement))
      .map((each) => ({ ...each, text: each.text.replace(`${NAME} Published`, 'The keeper') })),
  });
  const corrections = [{ ref: '4.5', column: civilDate('2026-06-19'), reason: `${NAME} Correction wished it.` }];
  const between = at('2027-02-01T10:00:00Z');
  mustBe('imported', await world.importPlan({ ...about, by: 'lead', read, dryRun: false, corrections }, between));
  const next = { ...about, by: 'lead', revision: civilDate('2027-04-09'), given: {} };
  mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
  await world.sweep(at('2027-03-03T10:00:00Z'));
  await world.accepted(at('2027-04-08T09:00:00Z'));
  const two = await world.finalised(at('2027-04-08T10:00:00Z'));
  if (two.kind !== 'made') throw new Error(JSON.stringify(two));
  const ofSecond = await write(two.compiled.id, { kind: 'revision', number: 2 }, 'second');
  files.second = ofSecond.filter((file) => !isForLead(file));
  files.lead.push(...ofSecond.filter(isForLead));
  return { done: async () => memory.close() };
}

const searched = (file: string) => everyByteOf(new Uint8Array(readFileSync(file)));

describe('Words that nobody published', () => {
  it.each([...IN_THE_FIRST, ...IN_BETWEEN])('were planted: %s', (way) => {
    expect(written).toContain(`${NAME} ${way}`);
  });

  it('stand in no byte of any file of a revision but where they were published', () => {
    expect(files.first.length).toBe(FORMATS.length + 2);
    expect(files.second.length).toBe(FORMATS.length + 2);
    for (const file of [...files.first, ...files.second]) {
      const find = searched(file);
      const found = [...IN_THE_FIRST, 'link', 'evidence', ...(file.includes('second') ? IN_BETWEEN : [])].flatMap(
        (way) => find(`${NAME} ${way}`).map((place) => `${way}: ${place}`),
      );
      expect([basename(file), found]).toEqual([basename(file), []]);
    }
  });

  it('are all out of the second revision: not even the name alone is in it', () => {
    for (const file of files.second) expect([basename(file), searched(file)(NAME)]).toEqual([basename(file), []]);
  });

  it('are told to the lead, in files that say on themselves and in their names that they are not for publication', () => {
    expect(files.lead).toHaveLength(8);
    for (const file of files.lead)
      expect([basename(file), searched(file)('Not for publication')]).not.toContainEqual([]);
    const log = files.lead.filter((file) => file.includes('lead-changes'));
    for (const file of log.filter((each) => basename(each).startsWith('first'))) {
      for (const way of ['Answered', 'link', 'evidence', 'Why', 'Decider', 'Withdrawal', 'Agreed']) {
        expect([way, searched(file)(`${NAME} ${way}`)]).not.toContainEqual([]);
      }
    }
    for (const file of log.filter((each) => basename(each).startsWith('second'))) {
      for (const way of ['Published', 'Correction'])
        expect([way, searched(file)(`${NAME} ${way}`)]).not.toContainEqual([]);
    }
  });

  it('may stand in a draft, and every file of a draft is marked', () => {
    expect(files.draft).toHaveLength(FORMATS.length + 6);
    for (const file of files.draft)
      expect([basename(file), searched(file)('not for publication')]).not.toContainEqual([]);
  });
});

describe('The change log for the public', () => {
  it('says what changed, and of a corrected cell only how it reads now', () => {
    const page = readFileSync(files.second.find((file) => file.endsWith('second-changes.html')) ?? '', 'utf8');
    expect(page).toContain('The keeper lit the lamp.');
    expect(page).toContain('<h2>Earlier columns corrected</h2>');
    expect(page).not.toMatch(/not for publication|noindex/i);
  });
});
