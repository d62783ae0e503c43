import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/adapters/documents/plan-file.js';
import { writeWebsitePackage } from '../../../src/adapters/documents/website-package.js';
import { makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { makeSeePackage, type WebsitePackage } from '../../../src/app/publishing/see-package.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { deviationsFrom } from '../../../src/domain/publishing/published-match.js';
import { aWorld, harbourPlan, mustBe, openQuarter, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';

const FIRST = at('2027-01-05T10:00:00Z');
const SECOND = at('2027-04-07T10:00:00Z');
const PAGE = 'https://www.harbour.example/quays';
const NAMES = [
  'READ-ME-FIRST.txt',
  'plan.html',
  'plan-fragment.html',
  'plan-fragment-plain.html',
  'plan.docx',
  'changes.html',
  'plan.csv',
  'plan.json',
  'plan.schema.json',
  'SHA256SUMS.txt',
];
let world: World;

beforeEach(async () => {
  world = aWorld();
  const plan = harbourPlan();
  const statuses = Object.fromEntries(plan.requirements.map(({ id }) => [id, 'onTrack' as const]));
  await openQuarter(world, { plan: { ...plan, statuses } });
  mustBe(
    'set',
    await world.changeSettings({ tenant: TENANT, plan: PLAN, by: 'lead' }, { contact: 'plan@harbour.example' }, FIRST),
  );
});

async function answered(status: 'onTrack' | 'atRisk' | 'complete', text: string, now = at('2026-12-01T10:00:00Z')) {
  const decks = await world.plan.decks(await world.cycleId());
  const holder = decks.find(({ items }) => items.some(({ value }) => value.ref === '4.1'))?.head.value.person ?? '';
  mustBe('saved', await world.reply(holder, '4.1', { kind: 'text', text, status, evidence: null }, now));
}

async function made(now: typeof FIRST) {
  await world.accepted(now);
  const outcome = await world.finalised(now);
  if (outcome.kind !== 'made') throw new Error(JSON.stringify(outcome));
  return outcome.compiled;
}

async function contentsOf(id: string): Promise<WebsitePackage> {
  const seen = await makeSeePackage({ ...world, seeChanges: makeSeeChanges(world) })(TENANT, PLAN, id);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  return seen.contents;
}

/** Two quarters: 4.1 is on track, then at risk. */
async function twoRevisions() {
  await answered('onTrack', 'The rail is ordered.');
  await made(FIRST);
  const about = { tenant: TENANT, plan: PLAN, by: 'lead', byName: 'Lea Dunn' };
  mustBe('recorded', await world.recordPublication(about, { address: PAGE, day: civilDate('2027-01-05') }, FIRST));
  const opens = at('2027-02-20T10:00:00Z');
  mustBe('opened', await world.openCycle({ ...about, revision: civilDate('2027-04-07'), given: {} }, opens));
  await answered('atRisk', 'The rail has not come.', at('2027-03-10T10:00:00Z'));
  return made(SECOND);
}

describe('The package for the website', () => {
  it('holds the same names in every quarter, each with its checksum', async () => {
    const { id } = await twoRevisions();
    const files = unzipSync(await writeWebsitePackage(await contentsOf(id)));
    expect(Object.keys(files)).toEqual(NAMES);
    const sums = strFromU8(files['SHA256SUMS.txt'] ?? new Uint8Array())
      .trimEnd()
      .split('\n');
    expect(sums).toEqual(
      NAMES.slice(0, -1).map(
        (name) =>
          `${createHash('sha256')
            .update(files[name] ?? '')
            .digest('hex')}  ${name}`,
      ),
    );
    const note = strFromU8(files['READ-ME-FIRST.txt'] ?? new Uint8Array());
    for (const name of NAMES.slice(1)) expect(note).toContain(name);
    expect(JSON.parse(strFromU8(files['plan.schema.json'] ?? new Uint8Array()))).toHaveProperty('$schema');
  });

  it('is the same bytes however often it is made', async () => {
    const { id } = await twoRevisions();
    const [one, other] = [
      await writeWebsitePackage(await contentsOf(id)),
      await writeWebsitePackage(await contentsOf(id)),
    ];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it('says on its page whom to ask, what came before, what a status means and how each has stood', async () => {
    const { id } = await twoRevisions();
    const contents = await contentsOf(id);
    const page = strFromU8(unzipSync(await writeWebsitePackage(contents))['plan.html'] ?? new Uint8Array());
    expect(page).toContain('<b>Contact:</b> plan@harbour.example');
    expect(page).toContain('The next revision is expected in July 2027.');
    expect(page).toContain(`<a href="${PAGE}">Revision 1 of 6 January 2027</a>`);
    expect(page).toContain('Something may keep the work from being done in time.');
    expect(page).toContain('On track from 19 June 2026, then At risk since 7 April 2027');
    expect(page).toContain('aria-hidden="true"');
  });

  it.each(['plan.html', 'plan.docx', 'plan.csv', 'plan.json', 'plan-fragment.html'])(
    'reads back from %s word for word as it was signed',
    async (name) => {
      const { id, published } = await twoRevisions();
      const bytes = unzipSync(await writeWebsitePackage(await contentsOf(id)))[name] ?? new Uint8Array();
      const reading = await readPlanFile(bytes);
      if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
      expect(deviationsFrom(published, reading.plan, () => false)).toEqual([]);
    },
  );

  it('of a draft says in its note and on every file that it is not for publication', async () => {
    await answered('onTrack', 'The rail is ordered.');
    const outcome = await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'lead' }, FIRST);
    if (outcome.kind !== 'compiled') throw new Error(outcome.kind);
    const files = unzipSync(await writeWebsitePackage(await contentsOf(outcome.compiled.id)));
    expect(strFromU8(files['READ-ME-FIRST.txt'] ?? new Uint8Array())).toContain('THIS IS A DRAFT');
    for (const name of ['plan.html', 'plan-fragment.html', 'changes.html'])
      expect(strFromU8(files[name] ?? new Uint8Array()).toLowerCase()).toContain('not for publication');
  });
});
