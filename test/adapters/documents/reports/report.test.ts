import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLogReport } from '../../../../src/adapters/documents/reports/change-log-report.js';
import { executiveReport } from '../../../../src/adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../../../src/adapters/documents/reports/lead-change-log-report.js';
import { writeReportDocx } from '../../../../src/adapters/documents/reports/report-docx.js';
import { writeReportHtml } from '../../../../src/adapters/documents/reports/report-html.js';
import type { Changes } from '../../../../src/app/publishing/see-changes.js';
import type { PublishedPlan, Status } from '../../../../src/domain/plan/plan.js';
import { changesBetween } from '../../../../src/domain/publishing/change-log.js';
import { aPlan, aRequirement } from '../../../domain/builders.js';
import { aQuarter, NOW } from '../own/write/a-quarter.js';
import { HOSTILE_TEXTS } from '../own/write/hostile-texts.js';
import { all, partOf, tablesOf, wordsOf } from '../own/write/word-parts.js';

const CHROMIUM = '/usr/bin/chromium';
const missing = !existsSync(CHROMIUM);

const usual = aQuarter('The council has yet to agree. The log of 4.2 is kept.');
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the lead’s change log as a page', () => {
  const page = decode(writeReportHtml(leadChangeLogReport(usual)));

  it('says what it is, of which draft, and that it is not for publication', () => {
    expect(page).toContain('Draft 3, 11 September 2026. Changes from 19 June 2026 to 18 September 2026.');
    expect(page.match(/OFFICIAL\. Not for publication/g)).toHaveLength(2);
    expect(page).toContain('<meta name="robots" content="noindex">');
  });

  it('marks what came word by word, and prints moved deadlines, both closures and both wordings', () => {
    expect(page).toContain('The log of 4.1 was begun<ins> and is full</ins>.');
    for (const words of [
      '1 July 2026',
      'the yard burnt down',
      'We consider it complete',
      'Discharged by the inspecting body',
      'I/7',
      'as it was answered',
      'Earlier columns corrected',
      'https://harbour.example/log',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('prints nothing that a person typed as markup', () => {
    for (const hostile of Object.values(HOSTILE_TEXTS)) {
      const written = decode(writeReportHtml(leadChangeLogReport(aQuarter(hostile))));
      expect(written).not.toMatch(/<(?:script|img|svg|iframe|a)\b/i);
    }
  });
});

describe('a change log, whoever reads it,', () => {
  it('tells that the introduction is another one, and nothing of one that is as it was', () => {
    const log = { ...usual.published.log, introduction: 'changed' as const };
    const changed: Changes = { ...usual, published: { ...usual.published, log } };
    const pagesOf = (changes: Changes) => [
      decode(writeReportHtml(changeLogReport({ ...changes.published, isRevision: true }, changes.marking))),
      decode(writeReportHtml(leadChangeLogReport(changes))),
    ];
    for (const page of pagesOf(changed)) expect(page).toContain('The introduction of the plan was changed.');
    for (const page of pagesOf(usual)) expect(page).not.toContain('ntroduction');
  });
});

describe('the change log for the public', () => {
  const pageOf = (isRevision: boolean) =>
    decode(writeReportHtml(changeLogReport({ ...usual.published, isRevision }, usual.marking)));

  it('has what is published and nothing of what was answered, agreed or decided', () => {
    const page = pageOf(true);
    for (const words of [
      'was begun<ins> and is full</ins>',
      'the yard burnt down',
      'I/7',
      'The log of 5.1 was begun. Corrected.',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toMatch(
      /as it was answered|plainer|harbour\.example|S\. Ode|Agreed by the lead|OFFICIAL|for publication|noindex/i,
    );
  });

  it('is marked while it is of a draft', () => {
    expect(pageOf(false).match(/OFFICIAL\. Not for publication/g)).toHaveLength(2);
    expect(pageOf(false)).toContain('noindex');
  });
});

describe('the executive lead’s page', () => {
  it('has its four parts, the hash, and what is accepted by name', () => {
    const page = decode(writeReportHtml(executiveReport(usual)));
    for (const heading of [
      'What got worse',
      'What is new',
      'What was not answered',
      'What waits on others',
      'What got better',
    ]) {
      expect(page).toContain(`<h2>${heading}</h2>`);
    }
    expect(page).toContain('ab'.repeat(32));
    expect(page).toContain('stated for the first time for 4.1, 4.2, 4.4');
    expect(page).toContain('The council has yet to agree.');
  });
});

describe('the reports as Word documents', () => {
  it('carry the marking at the top and the bottom of every page', async () => {
    for (const report of [leadChangeLogReport(usual), executiveReport(usual)]) {
      const docx = await writeReportDocx(report, usual.published.at);
      for (const part of ['word/header1.xml', 'word/footer1.xml'])
        expect(wordsOf(partOf(docx, part))).toContain('OFFICIAL');
    }
  });

  it('strike through what went and underline what came', async () => {
    const docx = await writeReportDocx(leadChangeLogReport(usual), usual.published.at);
    const runs = all(partOf(docx, 'word/document.xml'), 'w:r');
    const came = runs.filter((run) => all(run, 'w:u').length > 0).map(wordsOf);
    expect(came).toContain(' and is full');
  });

  it('have no empty cell in any table, and well-formed parts whatever was typed', async () => {
    for (const text of ['Usual words.', ...Object.values(HOSTILE_TEXTS)]) {
      const docx = await writeReportDocx(leadChangeLogReport(aQuarter(text)), usual.published.at);
      const tables = tablesOf(partOf(docx, 'word/document.xml'));
      expect(tables.length).toBeGreaterThan(3);
      expect(tables.flat(2).filter((cell) => cell.trim() === '')).toEqual([]);
    }
  });
});

describe.skipIf(missing)(`the reports in a browser${missing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each([
    ['the public change log', (changes: Changes) => changeLogReport({ ...changes.published, isRevision: true }, null)],
    ['the lead’s change log', leadChangeLogReport],
    ['the executive lead’s page', executiveReport],
  ])('%s has no fault that axe knows and nothing wider than a phone', async (_, report) => {
    for (const width of [1280, 375]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      await page.setContent(decode(writeReportHtml(report(usual))));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.evaluate(axe.source);
      const result = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
      );
      expect(result.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await context.close();
    }
  });

  it('the executive lead’s page prints on one sheet of A4 when much happened', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aRequirement(`7.${index + 1}`, { owner: `Post of the ${index}th harbour district` }),
    );
    const statuses: readonly Status[] = ['offTrack', 'complete', 'waiting', 'atRisk', 'onTrack'];
    const was: PublishedPlan = {
      ...aPlan(many),
      statuses: Object.fromEntries(many.map(({ id }, index) => [id, statuses[(index + 1) % 5] as Status])),
    };
    const long =
      'We are waiting for the approval of the county’s highways committee, which meets again in the spring of next year. ';
    const is: PublishedPlan = {
      ...was,
      columns: [...was.columns, NOW],
      statuses: Object.fromEntries(many.map(({ id }, index) => [id, statuses[index % 5] as Status])),
      updates: [
        ...was.updates,
        ...many.map(({ id }, index) => ({
          requirement: id,
          column: NOW,
          ...(index % 7 === 0
            ? { kind: 'none' as const, text: 'No update received' }
            : { kind: 'text' as const, text: long + index }),
        })),
      ],
    };
    const page = await browser.newPage();
    await page.setContent(
      decode(
        writeReportHtml(executiveReport({ ...usual, published: { ...usual.published, log: changesBetween(was, is) } })),
      ),
    );
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  });
});
