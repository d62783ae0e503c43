import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { executiveReport } from '../../../../../src/adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../../../../src/adapters/documents/reports/lead-change-log-report.js';
import { writeReportDocx } from '../../../../../src/adapters/documents/reports/report-docx.js';
import { writeReportHtml } from '../../../../../src/adapters/documents/reports/report-html.js';
import type { Changes } from '../../../../../src/app/publishing/see-changes.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import type { Commitment } from '../../../../../src/domain/commitments/commitment.js';
import type { PublishedPlan, Status } from '../../../../../src/domain/plan/plan.js';
import { changesBetween } from '../../../../../src/domain/publishing/change-log.js';
import { executivePage } from '../../../../../src/domain/publishing/executive-page.js';
import { leadNotes } from '../../../../../src/domain/publishing/lead-notes.js';
import { aPlan, aRequirement, at } from '../../../../domain/builders.js';

const CHROMIUM = '/usr/bin/chromium';
/** LibreOffice, where it is installed. */
const OFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));
const noOffice = OFFICE === undefined ? ' (skipped: LibreOffice is not installed)' : '';
const noBrowser = existsSync(CHROMIUM) ? '' : ` (skipped: no browser at ${CHROMIUM})`;
const NOW = civilDate('2026-09-18');

/** A quarter in which everything happens to each of `count` rows, in `words` wherever a person may write. */
function busyQuarter(count: number, words: string): Changes {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...aRequirement(`${index + 100}.17`, { owner: `${index} ${words}`, text: words }),
    deadline: {
      date: civilDate('2026-08-01'),
      original: civilDate('2026-07-01'),
      moves:
        index % 7 === 0
          ? [
              {
                from: civilDate('2026-07-01'),
                to: civilDate('2026-08-01'),
                agreedBy: `${index} ${words}`,
                reason: words,
                on: civilDate('2026-06-30'),
              },
            ]
          : [],
    },
  }));
  const before: readonly Status[] = ['complete', 'onTrack', 'notStated', 'notStated', 'atRisk', 'waiting'];
  const after: readonly Status[] = ['offTrack', 'atRisk', 'offTrack', 'atRisk', 'onTrack', 'waiting', 'complete'];
  const statuses = (of: readonly Status[]) =>
    Object.fromEntries(rows.map(({ id }, index) => [id, of[index % of.length] ?? 'notStated']));
  const was = { ...aPlan(rows), statuses: statuses(before) };
  const is: PublishedPlan = {
    ...was,
    plan: { ...was.plan, title: words, organisation: words },
    columns: [...was.columns, NOW],
    updates: rows.map(({ id }, index) => ({
      requirement: id,
      column: NOW,
      kind: index % 3 === 0 ? 'none' : 'text',
      text: index % 3 === 0 ? 'No update received' : `${index} awaits ${words}`,
    })),
    statuses: statuses(after),
    discharges: Object.fromEntries(rows.slice(0, 9).map(({ id }) => [id, { by: words, on: NOW, reference: words }])),
  };
  const promise = (index: number): Commitment => ({
    id: `c${index}`,
    requirement: rows[index % rows.length]?.id ?? '',
    column: NOW,
    start: 0,
    length: 10,
    words,
    due: civilDate('2026-08-01'),
    promised: civilDate('2026-07-01'),
    moves: [civilDate('2026-08-01')],
    precision: 'day',
    kind: 'promise',
    state: 'open',
    reason: null,
    answeredOn: null,
    answeredIn: null,
    version: 1,
    spokenOf: null,
  });
  const promises = Array.from({ length: 2 * count }, (_, index) => promise(index));
  const log = changesBetween(was, is);
  const changes = { kept: promises, moved: promises, withdrawn: promises, goneBy: promises };
  return {
    published: {
      log,
      name: 'Draft 3',
      isRevision: false,
      zone: 'Europe/London',
      at: at('2026-09-18T10:00:00Z'),
      promises: [],
    },
    notes: leadNotes(log, { before: was, after: is }, { decisions: [], promises: changes }),
    stem: 'draft-3',
    marking: 'M'.repeat(80),
    hash: 'ab'.repeat(32),
  };
}

const LONG = 'The harbour committee and every one of its working groups along the northern quays waits for approval. ';
const QUARTERS = {
  'of 300 rows with long texts': busyQuarter(300, LONG.repeat(40)),
  'of 300 rows in wide letters': busyQuarter(300, 'WHARF MOORING MAMMOTH '.repeat(150)),
  'of 300 rows in one word': busyQuarter(300, 'W'.repeat(2400)),
  'of a few rows': busyQuarter(7, 'Lamps are mended.'),
};

function pagesOf(pdf: Uint8Array): number {
  return [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Type\s*\/Page(?![a-z])/g),
  ].length;
}

describe.each(Object.entries(QUARTERS))('the executive lead’s page of a quarter %s', (_, changes) => {
  it.skipIf(noOffice !== '')(
    `is one page in Word${noOffice}`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'one-page-'));
      try {
        await writeFile(
          join(folder, 'page.docx'),
          await writeReportDocx(executiveReport(changes), changes.published.at),
        );
        const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
        const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'page.docx')];
        await promisify(execFile)(OFFICE ?? '', args);
        expect(pagesOf(await readFile(join(folder, 'page.pdf')))).toBe(1);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );

  it.skipIf(noBrowser !== '')(
    `is one page in print${noBrowser}`,
    async () => {
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      try {
        const page = await browser.newPage();
        await page.setContent(new TextDecoder().decode(writeReportHtml(executiveReport(changes))));
        expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it('says of each part how many more there are, and counts what the change log counts', () => {
    const { parts, summary } = executivePage(changes.published.log, changes.notes);
    for (const { lines, more } of parts) if (lines.length === 0) expect(more).toBe(0);
    const { goneBy } = changes.notes.promises;
    expect(summary.join(' ')).toContain(`${goneBy.length} gone by without an answer`);
    const log = JSON.stringify(leadChangeLogReport(changes).blocks);
    expect(log).toContain(`"Promises gone by without an answer","${goneBy.length}"`);
  });
});
