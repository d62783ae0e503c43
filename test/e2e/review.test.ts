import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './looks.js';
import { addressesBehind, type Card, openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { NO_BROWSER, quarterdeck, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

const SAMPLE = fileURLToPath(new URL('../../src/local/sample-assignments.csv', import.meta.url));
const LEAD = '31f89313-0132-4edf-863a-4f5922a59802';
const NAMED = 'Mr Albert Stone keeps the register of the relay, and can be reached at albert.stone@northmoor.example.';
const CORRECTED = 'The register of the relay is kept by the night desk.';
/** A confirmation that is pressed sooner than anybody could read it is not taken. */
const READING_MS = 1_200;

/** The review of a quarter by card, told in order. */
describe.skipIf(NO_BROWSER !== '')(`The review in the client${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-review-'));
  let running: RunningQuarterdeck;
  let browser: Browser;
  let owner: PlaygroundPage;
  let lead: PlaygroundPage;

  beforeAll(async () => {
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    owner = await openPlayground(browser, running.ownerUrl);
    const card = await owner.cardSaying('0 of 7 answered');
    await card.fill('Your update', NAMED);
    await card.press('Submit');
    await owner.cardSaying('1 of 7 answered');
    const file = join(data, 'assignments.csv');
    writeFileSync(file, `${readFileSync(SAMPLE, 'utf8').trim()}\nplan,${LEAD},Marian Holt,executive,\n`);
    for (const words of [
      ['assign', file],
      ['settings', '--sign-off', 'executive'],
    ]) {
      const { code, stderr } = await quarterdeck(data, ...words, '--plan', 'northmoor');
      if (code !== 0) throw new Error(stderr);
    }
    lead = await openPlayground(browser, running.leadUrl, { width: 1280, height: 1700 });
    await lead.messageSaying('Quarterdeck');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    rmSync(data, { recursive: true });
  });

  async function answerTo(command: string, words: string | RegExp): Promise<Card> {
    const cards = await lead.cardCount();
    await lead.say(command);
    await lead.newestCard(cards);
    return lead.cardSaying(words);
  }

  it('shows what must be decided, worst first, with the full list as a page', async () => {
    const card = await answerTo('review', 'Must be decided, worst first');
    const text = await card.text();
    expect(text).toMatch(/\d+ findings must be decided before this can be published/);
    expect(text).toContain('Personal name 1 finding: 2.1');
    await look(lead, 'review');
    const [address = ''] = await addressesBehind(lead, card, ['The full list']);
    const page = await (await fetch(address)).text();
    expect(page).toContain('Albert Stone');
    expect(page).toContain('Not for publication');
  });

  it('corrects words in print with a reason, and turns to the next finding', async () => {
    const overview = await lead.newestCard();
    await overview.press('Begin with the first');
    const finding = await lead.cardSaying('Personal name, 2.1');
    await look(lead, 'finding');
    await finding.press('Correct the words');
    const box = await lead.cardSaying('Correct the words of 2.1?');
    expect(await box.valueOf('The words to be printed')).toBe(NAMED);
    await look(lead, 'correct');
    await box.fill('The words to be printed', CORRECTED);
    await box.fill('Why', 'No names and addresses of private people.');
    await lead.page.waitForTimeout(READING_MS);
    await box.press('Print these words');
    const next = await lead.cardSaying('2.1 is printed in your words.');
    expect(await next.text()).toContain('Isla Pender is told');
    await look(lead, 'next');
    expect(await (await answerTo('/review', 'The review of')).text()).not.toContain('Personal name 1 finding: 2.1');
  });

  it('accepts several alike with one reason, and nothing without one', async () => {
    const overview = await lead.newestCard();
    await overview.press('Begin with the first');
    const finding = await lead.cardSaying('Why it stays as it is');
    const alike = (await finding.buttons()).find((name) => /^Accept \d+ alike$/.test(name));
    await finding.press(alike ?? 'Accept it');
    if (alike !== undefined) {
      const all = await lead.cardSaying('All of these stay as they are');
      await look(lead, 'alike');
      const button = (await all.buttons()).find((name) => /^Accept all \d+$/.test(name)) ?? '';
      await lead.page.waitForTimeout(READING_MS);
      await all.press(button);
    }
    const missing = await lead.cardSaying('please write in a few words why it stays as it is');
    await look(lead, 'missing');
    const again = (await missing.buttons())[0] ?? '';
    await missing.fill(
      alike === undefined ? 'Why it stays as it is' : 'Why they stay as they are',
      'Read with the desk.',
    );
    await lead.page.waitForTimeout(READING_MS);
    await missing.press(again);
    expect(await lead.messageSaying(/findings? accepted\.|Accepted: /)).toContain('must be decided before this can be');
    await look(lead, 'accepted');
  });

  it('signs a draft that was looked at as one page and word by word, by whoever is the executive lead as well', async () => {
    for (const rule of ['recommendation-without-text', 'e-mail-address', 'no-change-over-future']) {
      await lead.say(`/accept ${rule} Read with the desk.`);
      const card = await lead.messageSaying(/Accept \d+ finding|say which finding|No finding has/);
      if (!/^Accept/.test(card.trim())) continue;
      await lead.page.waitForTimeout(READING_MS);
      const shown = await lead.newestCard();
      await shown.press((await shown.buttons())[0] ?? '');
      await lead.messageSaying(/findings? accepted\.|Accepted: /);
    }
    await answerTo('/compile', 'Draft 1');
    await look(lead, 'compiled');
    const card = await answerTo('/sign', 'draft 1');
    await look(lead, 'sign');
    expect(await card.text()).toContain('Sign draft 1 of the revision of 11 January 2027?');
    const [page = '', words = ''] = await addressesBehind(lead, card, ['The one page', 'Word by word']);
    expect(await (await fetch(page)).text()).toContain('For the executive lead');
    expect(await (await fetch(words)).text()).toContain(CORRECTED);
    await card.press('Return with a comment');
    await lead.cardSaying('Return draft 1?');
    await look(lead, 'return');
    const again = await answerTo('/sign', 'Sign draft 1');
    await lead.page.waitForTimeout(READING_MS);
    await again.press('Sign draft 1');
    expect(await lead.messageSaying('Draft 1 is signed')).toContain('can make the revision now');
  });
});
