import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOwnDocument } from '../../../../src/adapters/documents/own/read/own-document.js';
import { readReturnSheet } from '../../../../src/adapters/documents/own/return-sheet/read-return-sheet.js';
import { writeHtml } from '../../../../src/adapters/documents/own/write/html.js';
import { replyOf } from '../../../../src/domain/asking/return-sheet.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { importOver } from '../../../../src/domain/importing/import-over.js';
import type { PageAbout } from '../../../../src/domain/publishing/website/page-about.js';
import { changed, deviations, planIn, publishedIn } from './read/own-files.js';
import { SIGNED, sampleRevision } from './write/sample-revision.js';

/**
 * Files that we wrote and LibreOffice 7.4 opened and saved again (`soffice --convert-to`), with the signed plan as json
 * beside them. They stay as they are when our layouts change: people hand back what they were given once.
 */
const saved = (name: string) => new Uint8Array(readFileSync(new URL(`saved-by-libreoffice/${name}`, import.meta.url)));

describe.each(['wide.docx', 'public.docx', 'plan.xlsx', 'plan.csv', 'public.html'])(
  '%s, saved by LibreOffice',
  async (name) => {
    const merge = importOver(null, await planIn(saved('plan.json')), 'plan', () => 'a new id');
    if (merge.kind === 'refused') throw new Error(merge.reason);
    const { published } = merge;

    it('says word for word what was signed', async () => {
      expect(await deviations(published, saved(name))).toEqual([]);
      expect(await planIn(saved(name))).toMatchObject({ questions: [], lostCharacters: 0 });
    });

    it('shows a changed word, and where', async () => {
      const edited = changed(saved(name), (text) => text.replace(/fourteen(\s+)members/, 'forty$1members'));
      expect(await deviations(published, edited)).toMatchObject([
        { ref: '4.1', field: 'Update', difference: expect.arrayContaining([{ kind: 'new', text: 'forty' }]) },
      ]);
    });
  },
);

describe.each(['sheet.docx', 'sheet-by-odt.docx', 'sheet-workbook.xlsx', 'sheet.html'])(
  'The return sheet %s, saved by LibreOffice',
  (name) => {
    it('gives every answer', () => {
      const reading = readReturnSheet(saved(name));
      if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
      const { sheet } = reading;
      expect(sheet.reference).toBe('QDS1.abc_-1.def_-2');
      expect(sheet.elsewhere).toEqual([]);
      expect(sheet.items.map((item) => ({ ref: item.ref, ...replyOf(item) }))).toEqual([
        {
          ref: '4.1',
          kind: 'reply',
          reply: {
            kind: 'text',
            text: 'The rail is on order.\nIt comes in May.',
            status: 'atRisk',
            evidence: 'https://example.org/rail',
          },
        },
        { ref: '4.2', kind: 'reply', reply: { kind: 'noChange' } },
        { ref: '4.10', kind: 'reply', reply: { kind: 'text', text: 'Ref', status: 'complete', evidence: null } },
      ]);
    });
  },
);

/** What stands on the page behind the plan, and is none of it. */
const ABOUT: PageAbout = {
  contact: 'plans@northmouth.example',
  next: 'is expected in April 2026',
  earlier: [{ number: 1, date: civilDate('2025-10-10'), address: 'https://www.northmouth.example/october' }],
  standings: [
    {
      recommendation: '4',
      ref: '4.1',
      times: [{ column: civilDate('2026-01-30'), status: 'onTrack', words: 'On track' }],
    },
  ],
};
const CHROMIUM = '/usr/bin/chromium';
const missing = !existsSync(CHROMIUM);

describe.skipIf(missing)(
  `The page, saved from Chromium${missing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    });
    afterAll(() => browser.close());
    const document = sampleRevision({ seal: SIGNED });

    /** What the browser has of the page after a script of the website worked on it. */
    async function content(script: string | null, wholeIn: 'html' | 'mhtml' = 'html'): Promise<Uint8Array> {
      // A website serves the page in its own frame and without our policy, which lets no script run.
      const html = new TextDecoder()
        .decode(writeHtml(document, ABOUT))
        .replace(/<meta http-equiv="Content-Security[^>]*>/, '');
      const page = await browser.newPage();
      await page.setContent(html);
      if (script !== null) await page.evaluate(script);
      const session = await page.context().newCDPSession(page);
      // what "Save as, web page, single file" writes
      const text =
        wholeIn === 'html'
          ? await page.content()
          : (await session.send('Page.captureSnapshot', { format: 'mhtml' })).data;
      await page.close();
      return new TextEncoder().encode(text);
    }

    const WRAP = `
    const main = document.createElement('div');
    main.append(...document.body.childNodes);
    document.body.innerHTML = '<div id="cookie-consent"><p>We use cookies.</p><button>Yes</button></div>' +
      '<header><nav><a href="/">Home</a> <a href="/plans">Recommendation 4</a></nav></header>' +
      '<article></article><aside><h2>Latest news</h2><p>The ferry is late.</p></aside><footer><p>Contact</p></footer>';
    document.querySelector('article').append(main);
    document.title = 'Safe quays | Northmouth';`;
    const STRIP = `
    for (const each of document.querySelectorAll('*'))
      for (const name of each.getAttributeNames()) if (name !== 'href') each.removeAttribute(name);
    for (const each of document.querySelectorAll('style, script, meta, caption')) each.remove();`;

    it.each([
      ['as it was published', null],
      ['in the navigation and cookie text of a website', WRAP],
      ['after an editor took every attribute and style away', STRIP],
      ['after both', `${STRIP}${WRAP}`],
    ])('%s says what was signed, and shows a changed word', async (_, script) => {
      const published = await publishedIn(document);
      const bytes = await content(script);
      expect(await deviations(published, bytes)).toEqual([]);
      const edited = changed(bytes, (text) => text.replace('fourteen members', 'forty members'));
      expect(edited).not.toEqual(bytes);
      expect(await deviations(published, edited)).toMatchObject([
        { field: 'Update', difference: expect.arrayContaining([{ kind: 'new', text: 'forty' }]) },
      ]);
    });

    it.each([
      ['as it was published', ''],
      ['in a website', `${STRIP}${WRAP}`],
    ])('saved as one file, %s, says what was signed, and shows a changed word', async (_, script) => {
      const published = await publishedIn(document);
      expect(await deviations(published, await content(script, 'mhtml'))).toEqual([]);
      const edit = `${script};document.body.innerHTML = document.body.innerHTML.replace('fourteen members', 'forty members')`;
      expect(await deviations(published, await content(edit, 'mhtml'))).toMatchObject([
        { field: 'Update', difference: expect.arrayContaining([{ kind: 'new', text: 'forty' }]) },
      ]);
    });

    it('still carries its ids where the website kept its attributes', async () => {
      expect((await readOwnDocument(await content(WRAP))).kind).toBe('ours');
    });
  },
);
