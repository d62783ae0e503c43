import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHtml, writeHtmlFragment } from '../../../../../src/adapters/documents/own/write/html.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const missing = !existsSync(CHROMIUM);

const hostile = Object.values(HOSTILE_TEXTS);
const hostilePage = aRevision(
  [
    aSection(
      '1',
      hostile.map((text, index) => aLine(`1.${index + 1}`, [text, text, text, text], { text, owner: text })),
    ),
  ],
  { title: hostile.join(' '), organisation: HOSTILE_TEXTS.longWord, seal: SIGNED },
);

// Zoom of 200 % halves the CSS pixels of a window of 1,280: 640 at a device scale of 2.
const VIEWS = [
  { name: 'at desktop width', width: 1280, deviceScaleFactor: 1 },
  { name: 'at phone width', width: 375, deviceScaleFactor: 1 },
  { name: 'at 320 CSS pixels', width: 320, deviceScaleFactor: 1 },
  { name: 'at 200 % zoom', width: 640, deviceScaleFactor: 2 },
];
/** A page of somebody else's website around the fragment: breaking an endless word is up to its style, for the fragment has none. */
function hosted(fragment: Uint8Array): Uint8Array {
  const head =
    '<!doctype html><html lang="en"><head><title>Safe quays</title><style>body { overflow-wrap: anywhere }</style></head>';
  const foot = '</main><footer><p>Northmouth Harbour Authority</p></footer></body></html>';
  return new TextEncoder().encode(
    `${head}<body><header><a href="#top">Home</a></header><main id="top"><h1>Safe quays</h1>${new TextDecoder().decode(fragment)}${foot}`,
  );
}

const PAGES = [
  { what: 'a draft', html: writeHtml(sampleRevision()) },
  { what: 'a revision', html: writeHtml(sampleRevision({ seal: SIGNED })) },
  { what: 'a page of hostile texts', html: writeHtml(hostilePage) },
  { what: 'the fragment of a draft in a page of somebody else', html: hosted(writeHtmlFragment(sampleRevision())) },
  { what: 'the fragment of hostile texts in a page of somebody else', html: hosted(writeHtmlFragment(hostilePage)) },
];

describe.skipIf(missing)(`the page in a browser${missing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') });
  });
  afterAll(async () => {
    await browser.close();
  });

  describe.each(PAGES)('$what', ({ html }) => {
    it.each(VIEWS)(
      'has no fault that axe knows and nothing wider than the page $name',
      async ({ width, deviceScaleFactor }) => {
        // The page's own policy forbids scripts; axe is let in past it, and nothing else is asked for.
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          deviceScaleFactor,
          bypassCSP: true,
        });
        const asked: string[] = [];
        await context.route('**/*', (route) => {
          asked.push(route.request().url());
          return route.fulfill({ contentType: 'text/html; charset=utf-8', body: Buffer.from(html) });
        });
        const page = await context.newPage();
        await page.goto('http://page.invalid/');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await page.evaluate('window.broken')).toBeUndefined();
        await page.evaluate(axe.source);
        const result = await page.evaluate(() =>
          (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          }),
        );
        expect(result.violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html])).toEqual([]);
        expect(result.passes.length).toBeGreaterThan(10);
        expect(asked).toEqual(['http://page.invalid/']);
        await context.close();
      },
    );
  });

  it('keeps to its own policy and applies its style', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html', body: Buffer.from(writeHtml(sampleRevision())) }),
    );
    await page.goto('http://page.invalid/');
    expect(
      await page
        .locator('thead th')
        .first()
        .evaluate((cell) => getComputedStyle(cell).backgroundColor),
    ).toBe('rgb(18, 48, 79)');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('stays within the page when the reader doubles the size of the text', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.setContent(Buffer.from(writeHtml(sampleRevision())).toString());
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    await page.close();
  });
});
