import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './looks.js';
import { openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { NO_BROWSER, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

/** What somebody might type who wants to see what happens. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be evaluated
const HOSTILE = 'See <at>x</at> **bold** ${1+1} [a](http://x.example) <script>alert(1)</script>';
const HALF = 'Eleven posts have a rule, and the';
const REPORT = 'Both relays have worked without a fault since 12 October.';

/** One owner's quarter from the ask to the summary, told in order: each step goes on from the one before. */
const EVIDENCE = 'Evidence (optional), one a line: kept for inspection, or printed if it begins with Public:';

describe.skipIf(NO_BROWSER !== '')(`An owner in the client${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-owner-'));
  let running: RunningQuarterdeck;
  let browser: Browser;
  let owner: PlaygroundPage;

  beforeAll(async () => {
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    owner = await openPlayground(browser, running.ownerUrl);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    rmSync(data, { recursive: true });
  });

  it('sees at once what is asked, by when, and what was published last time', async () => {
    const card = await owner.cardSaying('0 of 7 answered');
    const text = await card.text();
    expect(text).toMatch(/7 updates needed by Wednesday 23 December/);
    expect(text).toContain('2.1');
    expect(text).toContain('Published on 4 September 2026');
    expect((await card.buttons()).slice(-4)).toEqual(['Submit', 'No change', 'Later', 'Hand over']);
  });

  it('has what is asked, until when and what was published last time on one screen of a phone', async () => {
    const PHONE_SCREEN = 600;
    const style = await owner.page.addStyleTag({ content: '.ac-adaptiveCard { width: 390px !important; }' });
    const card = owner.page.locator('.ac-adaptiveCard').last();
    const top = await card.boundingBox();
    const below = await card.getByText('Promised earlier', { exact: true }).boundingBox();
    expect(top?.width).toBe(390);
    expect((below?.y ?? PHONE_SCREEN) - (top?.y ?? 0)).toBeLessThan(PHONE_SCREEN);
    await style.evaluate((element) => element.parentNode?.removeChild(element));
    await look(owner, 'ask');
  });

  it('is told what to mend about an empty update, on the same card', async () => {
    const cards = await owner.cardCount();
    await (await owner.newestCard()).press('Submit');
    const card = await owner.cardSaying('Please check');
    expect(await card.text()).toContain('Please check: write your update.');
    expect(await card.text()).toContain('0 of 7 answered');
    expect(await owner.cardCount()).toBe(cards);
  });

  it('finds the result of a press beside the buttons, not only at the top', async () => {
    const result = await owner.page
      .locator('.ac-richTextBlock')
      .filter({ hasText: 'Please check' })
      .last()
      .boundingBox();
    const button = await owner.page.getByRole('button', { name: 'Submit', exact: true }).last().boundingBox();
    const distance = (button?.y ?? 0) - ((result?.y ?? 0) + (result?.height ?? 0));
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThan(40);
  });

  it('is told what to mend about evidence, and finds what was typed still there', async () => {
    const form = await owner.newestCard();
    await form.choose('Status (optional)', 'At risk');
    await form.fill('Your update', REPORT);
    await form.fill(EVIDENCE, 'Public:');
    await form.press('Submit');
    const card = await owner.cardSaying('write behind "Public:"');
    expect(await card.text()).toContain('0 of 7 answered');
    expect(await card.valueOf('Your update')).toBe(REPORT);
    expect(await card.isChosen('At risk')).toBe(true);
    expect(await card.valueOf(EVIDENCE)).toBe('Public:');
  });

  it('answers with status, text and link, and the same card turns to the next requirement', async () => {
    const cards = await owner.cardCount();
    const form = await owner.newestCard();
    await form.choose('Status (optional)', 'On track');
    await form.fill(EVIDENCE, 'https://northmoor.example/relay');
    await form.press('Submit');
    const card = await owner.cardSaying('1 of 7 answered');
    expect(await card.text()).toMatch(/Saved for 2\.1\. Status: on track\./);
    expect(await card.buttons()).toContain('Undo 2.1');
    await look(owner, 'saved');
    expect(await card.text()).toContain('2.2 ·');
    expect(await card.valueOf('Your update')).toBe('');
    expect(await owner.cardCount()).toBe(cards);
  });

  it('undoes what was just saved, finds the words in the box, and submits them again', async () => {
    await (await owner.newestCard()).tap('Undo 2.1');
    const open = await owner.cardSaying('Undone: 2.1 is not answered');
    expect(await open.text()).toContain('0 of 7 answered');
    expect(await open.valueOf('Your update')).toBe(REPORT);
    expect(await open.valueOf(EVIDENCE)).toBe('https://northmoor.example/relay');
    await look(owner, 'undone');
    await open.press('Submit');
    const card = await owner.cardSaying('1 of 7 answered');
    expect(await card.text()).toContain('2.2 ·');
  });

  it('sees all rows without a press, opens any of them, and goes back and on', async () => {
    const card = await owner.newestCard();
    await card.tap('All 7 rows');
    await look(owner, 'rows');
    await card.tap('Change 2.1');
    const earlier = await owner.cardSaying('Correct your answer for 2.1');
    expect(await earlier.valueOf('Your update')).toBe(REPORT);
    await earlier.tap('Skip');
    const there = await owner.cardSaying('Your update for 2.2');
    await there.tap('Back');
    await (await owner.cardSaying('Correct your answer for 2.1')).tap('Skip');
    await owner.cardSaying('Your update for 2.2');
  });

  it('says "No change" with a new date for what was promised, and a second tap is not taken from the row that nobody has read', async () => {
    const form = await owner.newestCard();
    await form.press('No change');
    const held = await owner.cardSaying('that day has passed. Please give the new date');
    expect(await held.text()).toContain('1 of 7 answered');
    await held.fill('New date', '2027-02-26');
    await held.press('No change');
    const card = await owner.cardSaying('2 of 7 answered');
    expect(await card.text()).toContain('No change since 24 April 2026');
    expect(await card.text()).toContain('6.1 ·');
    await card.tap('No change');
    const told = await owner.cardSaying('Your last press was not taken');
    expect(await told.text()).toContain('2 of 7 answered');
    expect(await told.text()).toContain('Please read 6.1, then press again.');
  });

  it('puts one off to a day with half a sentence in the box, and is asked about the others first', async () => {
    const form = await owner.newestCard();
    await form.fill('Your update', HALF);
    await form.press('Later');
    await owner.cardSaying(/Up to Wednesday 23 December it is on time. After that, up to .*more days for this answer/);
    await look(owner, 'later');
    await form.fill('Ask me again on', '2026-12-09');
    await form.press('Ask me then');
    const card = await owner.cardSaying('It comes back on Wednesday 9 December');
    expect(await card.text()).toContain('2 of 7 answered');
    expect(await card.text()).toContain('6.2 ·');
  });

  it('hands one over to a colleague, and has one less', async () => {
    const form = await owner.newestCard();
    await form.press('Hand over');
    await form.choose('Who should answer instead', 'Tomasz Wrenfield');
    await form.fill('Reason', 'The night shift checks are his now.');
    await form.press('Hand it over');
    // nobody gets a row whom no message would reach
    await owner.cardSaying(/Tomasz Wrenfield has not opened Quarterdeck in Teams yet.*so 6\.2 stays with you/);
    const lead = await openPlayground(browser, running.leadUrl);
    await lead.messageSaying('Quarterdeck');
    await lead.close();
    const again = await owner.newestCard();
    await again.press('Hand over');
    expect(await again.valueOf('Reason')).toBe('The night shift checks are his now.');
    await again.choose('Who should answer instead', 'Marian Holt');
    await again.press('Hand it over');
    const card = await owner.cardSaying('6.2 is now with Marian Holt');
    expect(await card.text()).toContain('2 of 6 answered');
  });

  it('goes through to a summary, where what was typed stands as it was typed', async () => {
    const form = await owner.cardSaying('8.1 ·');
    await form.fill('Your update', HOSTILE);
    await form.press('Submit');
    await (await owner.cardSaying('3 of 6 answered')).press('No change');
    await (await owner.cardSaying('4 of 6 answered')).press('No change');
    // the one that was put off comes last, with what was written
    const last = await owner.cardSaying('5 of 6 answered');
    expect(await last.text()).toContain('6.1 ·');
    expect(await last.valueOf('Your update')).toBe(HALF);
    await last.press('No change');
    const question = await owner.cardSaying('Which did you mean?');
    expect(await question.valueOf('Your update')).toBe(HALF);
    expect((await question.buttons()).slice(-2)).toEqual(['Submit what I wrote', 'No change, leave my words out']);
    expect(await question.buttons()).not.toContain('Later');
    await question.press('No change, leave my words out');

    const summary = await owner.cardSaying('Correct 2.1');
    const text = await summary.text();
    expect(text).toContain(REPORT);
    expect(text).toContain('You also wrote something that is not part of this answer');
    expect(text).not.toContain(HALF);
    expect(text).toContain('Status: On track');
    expect(text).toContain(HOSTILE);
    expect(text).not.toContain('6.2');
    // the row that was answered last can be undone as well
    expect((await summary.buttons()).filter((title) => !title.startsWith('Undo '))).toEqual(
      ['2.1', '2.2', '6.1', '8.1', '14.2', '15'].map((ref) => `Correct ${ref}`),
    );
    expect((await summary.buttons()).filter((title) => title.startsWith('Undo '))).toEqual(['Undo 6.1']);
    await look(owner, 'summary');
    for (const made of ['a', 'script', 'at', 'strong', 'em'])
      expect(await owner.page.locator(`.ac-adaptiveCard ${made}`).count(), made).toBe(0);
  });

  it('corrects an answer from the summary, and the correction is kept', async () => {
    await (await owner.newestCard()).press('Correct 2.1');
    const form = await owner.cardSaying('Correct your answer for 2.1');
    expect(await form.valueOf('Your update')).toBe(REPORT);
    expect(await form.valueOf(EVIDENCE)).toBe('https://northmoor.example/relay');
    await form.fill('Your update', 'One relay failed on 14 November and was mended the same day.');
    await form.choose('Status (optional)', 'At risk');
    await form.press('Submit');
    const summary = await owner.cardSaying('Your correction for 2.1 is saved');
    expect(await summary.text()).toContain('One relay failed on 14 November');
    expect(await summary.text()).toContain('Status: At risk');
    expect(await summary.text()).not.toContain(REPORT);
  });

  it('types answers into the chat, sees what would be saved, and saves or changes it', async () => {
    await owner.say('15 no change');
    const card = await owner.cardSaying('Save this for 15?');
    expect(await card.text()).toMatch(/No change since \d+ \w+ \d{4}\./);
    await card.press('Yes, save');
    await owner.cardSaying('Correct 2.1');
    await owner.say(`14.2: ${HOSTILE}`);
    const other = await owner.cardSaying('Save this for 14.2?');
    // of what a client marks as a mention, the name stays
    const asRead = HOSTILE.replace('<at>x</at>', 'x');
    expect(await other.text()).toContain('This replaces your answer:');
    await other.press('Change');
    const form = await owner.cardSaying('Correct your answer for 14.2');
    expect(await form.valueOf('Your update')).toBe(asRead);
    await form.press('No change');
    await (await owner.cardSaying('Which did you mean?')).press('No change, leave my words out');
    await owner.cardSaying('Correct 2.1');
  });

  it('writes hello and has the card back at the end of the chat, the older one folded', async () => {
    const cards = await owner.cardCount();
    await owner.say('hello');
    const card = await owner.newestCard(cards);
    expect(await card.text()).toContain('One relay failed on 14 November');
    await owner.cardSaying('This card has moved to the end of the chat');
    expect(await owner.page.getByRole('button', { name: 'Correct 2.1', exact: true }).count()).toBe(1);
  });

  it('is told kindly that reminders are for the lead', async () => {
    await owner.say('/nudge');
    const card = await owner.cardSaying('That is for the portfolio lead');
    expect(await card.text()).toContain('Please ask Marian Holt');
  });

  it('types status without a slash and sees their own standing only', async () => {
    const cards = await owner.cardCount();
    await owner.say('status');
    const text = await (await owner.newestCard(cards)).text();
    expect(text).toMatch(/Asked of you\s+6/);
    expect(text).toMatch(/Still open\s+0/);
    expect(text).not.toContain('4.1');
  });
});
