import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { inspectionReport } from '../../../src/adapters/documents/reports/inspection-report.js';
import { writeInspectionXlsx } from '../../../src/adapters/documents/reports/inspection-xlsx.js';
import { paperReport, yearReport } from '../../../src/adapters/documents/reports/paper-report.js';
import type { Report } from '../../../src/adapters/documents/reports/report.js';
import { writeReportDocx } from '../../../src/adapters/documents/reports/report-docx.js';
import { pageName, readPageName } from '../../../src/app/publishing/draft-links.js';
import { seeYear } from '../../../src/app/standing/see-paper.js';
import { readPaperWanted } from '../../../src/chat/commands/paper-message.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { FakeMessenger } from '../../app/fakes.js';
import { EXECUTIVE, spoiled } from '../../app/redacting/spoiled.js';
import { ADA, aWorld, PLAN, TENANT, type World } from '../../app/world.js';
import { at } from '../../domain/builders.js';
import { aLeadChat, noticeIn, shownIn } from './changes/lead-chat.js';

const NOW = at('2027-01-20T10:00:00Z');
let world: World;
let chat: ReturnType<typeof aLeadChat>;

beforeEach(async () => {
  const messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  chat = aLeadChat(world, messenger);
  await spoiled(world);
});

async function picture() {
  const seen = await world.seePlan(TENANT, PLAN, NOW);
  if (seen.kind === 'refused') throw new Error(seen.reason);
  return seen.picture;
}

/** Keeps a file for whoever wants to look at it. */
async function kept(name: string, report: Report): Promise<string> {
  const bytes = await writeReportDocx(report, NOW);
  const folder = process.env['LOOKS_FOLDER'];
  if (folder !== undefined) writeFileSync(join(folder, `${name}.docx`), bytes);
  return new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
}

describe('/paper', () => {
  it('says in a card and in two Word pages what changed, what is stuck, what is promised and what waits', async () => {
    const status = shownIn(await chat.typed('paper', 'since 19 June 2026 until 31 July 2027', NOW));
    expect(status.title).toBe('A paper on what changed since 19 June 2026');
    expect(status.groups.map(({ heading }) => heading)).toEqual([
      'Changed',
      'Stuck, and why',
      'Promised before the next meeting',
      'Decisions needed',
    ]);
    expect(JSON.stringify(status.buttons)).toContain('page:paper:2026-06-19:2027-07-31');
    const wanted = { since: civilDate('2026-06-19'), until: civilDate('2027-07-31') };
    const seen = await world.seePaper(await picture(), wanted);
    if (seen.kind === 'refused') throw new Error(seen.reason);
    const words = await kept('paper', paperReport(seen));
    expect(words).toContain('Promised before the next meeting');
    expect(words).toContain('30 June 2027: Zytá Kowálska will open the quay');
    expect(seen.paper.parts.find(({ heading }) => heading === 'Changed')?.lines.map(({ ref }) => ref)).toContain('4.1');
  });

  it('compares the revisions of a year', async () => {
    const year = await seeYear(await picture());
    if (year.kind === 'refused') throw new Error(year.reason);
    expect(year.columns.map(({ column }) => column)).toEqual(['2026-06-19', '2027-01-06']);
    expect(year.moved).toEqual([{ ref: '4.2', from: 'notStated', to: 'onTrack' }]);
    expect(await kept('year', yearReport(year))).toContain('on track now');
    expect(shownIn(await chat.typed('paper', 'year', NOW)).title).toBe('The year in revisions');
  });

  it.each([
    ['', null, null],
    ['since 1 October', '2026-10-01', null],
    ['1 October 2026', '2026-10-01', null],
    ['until 15 March', null, '2027-03-15'],
    ['since 2026-10-01 until 2027-02-01', '2026-10-01', '2027-02-01'],
  ])('reads the days of "%s"', (typed, since, until) => {
    expect(readPaperWanted(typed, civilDate('2027-01-20'))).toEqual({ kind: 'read', since, until });
  });

  it('says what it cannot read, and how to write it', async () => {
    expect(noticeIn(await chat.typed('paper', 'since the flood', NOW))).toContain('I cannot read “the flood” as a day');
  });

  it('is for the lead and the executive lead', async () => {
    expect(shownIn(await chat.typed('paper', '', NOW, EXECUTIVE)).title).toContain('A paper');
    expect(noticeIn(await chat.typed('paper', '', NOW, ADA))).toContain('Only the portfolio lead can have a paper');
    expect(noticeIn(await chat.typed('inspection', '', NOW, ADA))).toContain(
      'Only the portfolio lead can see what is kept',
    );
  });
});

describe('/paper in the chat', () => {
  it('shows the first lines of each part in their words, and counts those that are left', async () => {
    const status = shownIn(await chat.typed('paper', '', NOW));
    const seen = await world.seePaper(await picture(), { since: null, until: null });
    if (seen.kind === 'refused') throw new Error(seen.reason);
    const { paper } = seen;
    expect(status.groups.map(({ heading }) => heading)).toEqual(paper.parts.map(({ heading }) => heading));
    for (const [at, { none, lines, more }] of paper.parts.entries()) {
      const shown = status.groups[at]?.lines ?? [];
      const own = shown.filter(({ ref }) => ref !== '');
      expect(own.map(({ ref, text }) => ({ ref, words: text }))).toEqual(lines.slice(0, own.length));
      const left = lines.length + more - own.length;
      const last = shown.at(-1)?.text;
      if (lines.length === 0) expect(last).toBe(none);
      else if (left > 0) expect(last).toContain(`${left} more line`);
      else expect(shown).toEqual(own);
    }
  });
});

describe('/help', () => {
  it('takes every number from the plan itself', async () => {
    const [own, typed] = [await picture(), noticeIn(await chat.typed('help', '', NOW))];
    const refs = (await own.plan.published()).requirements.map(({ ref }) => ref);
    const named = [...typed.matchAll(/\/(?:inspection|reissue|redact|history|nudge|assign) (\d[\d.]*)/g)];
    expect(typed).not.toMatch(/\/\w+ introduction|"introduction no change"/);
    expect(named.length).toBeGreaterThanOrEqual(5);
    expect(named.map(([, ref]) => ref).filter((ref) => !refs.includes(ref ?? ''))).toEqual([]);
  });
});

describe('/inspection', () => {
  it('gathers what was asked, what was said by whom and when, statuses, promises and evidence', async () => {
    const seen = await world.seeInspection(await picture(), '4');
    if (seen.kind === 'refused') throw new Error(seen.reason);
    const row = seen.rows.find(({ requirement }) => requirement.ref === '4.2');
    expect(row?.said.map(({ kind, by, on }) => `${on} ${kind} ${by}`)).toEqual([
      '2026-06-19 published Harbour Master',
      '2026-11-27 answered Ada Moss',
      '2027-01-06 published Harbour Master',
    ]);
    expect(row?.evidence).toEqual([
      { what: 'https://x.example/zyta-kowalska', use: 'kept', by: 'Ada Moss', on: '2026-11-27' },
    ]);
    expect(row?.statuses).toEqual([
      { column: '2026-06-19', status: null },
      { column: '2027-01-06', status: 'onTrack' },
    ]);
    expect(await kept('inspection', inspectionReport(seen))).toContain('Rows without any evidence');
    const sheets = unzipSync(await writeInspectionXlsx(seen, NOW));
    expect(Object.keys(sheets).filter((name) => /sheet\d\.xml$/.test(name))).toHaveLength(5);
    expect(new TextDecoder().decode(sheets['xl/sharedStrings.xml'])).toContain('https://x.example/zyta-kowalska');
  });

  it('names the rows without any evidence, and what is not there', async () => {
    const status = shownIn(await chat.typed('inspection', '', NOW));
    expect(status.summary).toContain('No evidence was named for 2 rows: 4.1, 4.3.');
    expect(status.buttons).toHaveLength(3);
    expect(noticeIn(await chat.typed('inspection', '99', NOW))).toContain('Nothing in this plan is called "99"');
  });
});

it('the names of pages are read back as they were written', () => {
  for (const page of [
    { kind: 'paper', since: '', until: '' },
    { kind: 'paper', since: '2026-10-01', until: '2027-01-15' },
    { kind: 'year' },
    { kind: 'inspection', ref: '' },
    { kind: 'inspection', ref: '7.1' },
    { kind: 'review' },
    { kind: 'differences', draft: 3 },
  ] as const) {
    expect(readPageName(pageName(page))).toEqual(page);
  }
});
