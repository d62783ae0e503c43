import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { NO_BROWSER, quarterdeck, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

const SAMPLE = fileURLToPath(new URL('../../src/local/sample-assignments.csv', import.meta.url));
const LEAD = '31f89313-0132-4edf-863a-4f5922a59802';
const QUESTION = 'Has the contract for the relay been checked?';
const WORDS = 'The contract was checked on 12 November and needs no change.';
/** Where the pictures of a phone go, for whoever wants to look at them. */
const PICTURES = process.env['LOOKS_FOLDER'] ?? '';

/** Words from a contributor to the update of whoever answers, told in order. */
describe.skipIf(NO_BROWSER !== '')(`A contributor in the client${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-contributor-'));
  let running: RunningQuarterdeck;
  let browser: Browser;
  let owner: PlaygroundPage;
  let contributor: PlaygroundPage;

  async function look({ page }: PlaygroundPage, name: string): Promise<void> {
    if (PICTURES === '') return;
    mkdirSync(PICTURES, { recursive: true });
    await page.addStyleTag({ content: '.ac-adaptiveCard { max-width: 390px !important; width: 390px !important; }' });
    await page.waitForTimeout(300);
    await page
      .locator('.ac-adaptiveCard')
      .last()
      .screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  beforeAll(async () => {
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    owner = await openPlayground(browser, running.ownerUrl, { width: 1280, height: 1700 });
    await owner.cardSaying('0 of 7 answered');
    contributor = await openPlayground(browser, running.leadUrl, { width: 1280, height: 1700 });
    await contributor.messageSaying('Quarterdeck');
    const [head = '', ...lines] = readFileSync(SAMPLE, 'utf8').trim().split('\n');
    const contributes = (ref: string, question: string) => `${ref},${LEAD},Marian Holt,contributor,,${question}`;
    const file = join(data, 'assignments.csv');
    const rows = [
      `${head},question`,
      ...lines.map((line) => `${line},`),
      contributes('2.1', QUESTION),
      contributes('2.2', ''),
    ];
    writeFileSync(file, `${rows.join('\n')}\n`);
    const { code, stderr, stdout } = await quarterdeck(data, 'assign', file, '--plan', 'northmoor');
    if (code !== 0) throw new Error(stderr);
    expect(stdout).toContain('1 contributor is asked first.');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    rmSync(data, { recursive: true });
  });

  it('is asked the question of the lead, with one box', async () => {
    await contributor.say('hello');
    const card = await contributor.cardSaying('What we ask you');
    const text = await card.text();
    expect(text).toMatch(/2 rows of the plan need a word from you by \w+ \d+ December/);
    expect(text).toContain(QUESTION);
    expect(await card.buttons()).toContain('Save my words');
    await look(contributor, 'asked');
  });

  it('gives their words with one press, and goes on to the next row', async () => {
    const form = await contributor.newestCard();
    await form.fill('Your words', WORDS);
    await contributor.read();
    await form.press('Save my words');
    const card = await contributor.cardSaying('Saved for 2.1. Isla Pender sees them first.');
    expect(await card.text()).toMatch(/What has changed on 2\.2 since/);
    await look(contributor, 'given');
  });

  it('writes in the chat about the other, and sees it before it is saved', async () => {
    await contributor.say('2.2: Nine posts were looked at in October.');
    const card = await contributor.cardSaying('Save this for 2.2? It is not saved yet.');
    expect(await card.valueOf('Your words')).toBe('Nine posts were looked at in October.');
    await look(contributor, 'typed');
    await card.press('Yes, save');
    await contributor.cardSaying('That is all. Thank you.');
    await look(contributor, 'all-given');
  });

  it('is named to whoever answers, who uses the words as the update and submits them', async () => {
    await owner.say('hello');
    const card = await owner.cardSaying('Marian Holt,');
    expect(await card.text()).toContain(WORDS);
    await look(owner, 'owner-sees');
    await card.press('Use as the update');
    const filled = await owner.cardSaying('Nothing is saved until you press Submit.');
    expect(await filled.valueOf('Your update')).toBe(WORDS);
    await look(owner, 'owner-uses');
    await filled.press('Submit');
    await owner.cardSaying('1 of 7 answered');
  });

  it('stands in the status of the row', async () => {
    await contributor.say('/status 2.1');
    const card = await contributor.cardSaying('Contributors to 2.1');
    expect(await card.text()).toMatch(/Marian Holt given \d+ \w+ 2026/);
    await look(contributor, 'status');
  });
});
