import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './looks.js';
import {
  addressesBehind,
  leaveUnchanged,
  openBrowser,
  openPlayground,
  type PlaygroundPage,
} from './playground-page.js';
import { NO_BROWSER, quarterdeck, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

const REQUIREMENTS = 24;
/** A confirmation that is pressed sooner than anybody could read it is not taken. */
const READING_MS = 1_100;
const FOLDED = 'This card has moved to the end of the chat';

/** One quarter as the lead sees it, told in order: each step goes on from the one before. */
describe.skipIf(NO_BROWSER !== '')(`The lead in the client${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-lead-'));
  let running: RunningQuarterdeck;
  let browser: Browser;
  let owner: PlaygroundPage;
  let lead: PlaygroundPage;

  beforeAll(async () => {
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    owner = await openPlayground(browser, running.ownerUrl);
    await leaveUnchanged(owner, 0);
    await owner.cardSaying('1 of 7 answered');
    lead = await openPlayground(browser, running.leadUrl);
    await lead.messageSaying('Quarterdeck');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    rmSync(data, { recursive: true });
  });

  /** Types a command and returns the text of the card that answers it. */
  async function answerTo(command: string, words: string | RegExp): Promise<string> {
    const cards = await lead.cardCount();
    await lead.say(command);
    await lead.newestCard(cards);
    return (await lead.cardSaying(words)).text();
  }

  it('types /status and sees replies and deadlines apart', async () => {
    const text = await answerTo('/status', 'Who holds what now');
    expect(text).toContain('1 of 24 answered (1 of them “no change”), 23 open, none late.');
    expect(text).toMatch(/Updates are due on Wednesday 23 December, in \d+ days/);
    expect(text.slice(text.indexOf('Who holds what now'))).toContain('Isla Pender');
    expect(text.slice(text.indexOf('Deadlines'))).toMatch(/\d+ passed before this quarter, and not complete/);
    await look(lead, 'status');
  });

  it('asks for one recommendation, and is told when there is none of that number', async () => {
    const two = await answerTo('/status 2', 'Recommendation 2');
    expect(two).toMatch(/2\.1 no change/);
    expect(two).toMatch(/2\.2 not answered yet/);
    expect(two).not.toContain('4.1');
    expect(await answerTo('/status 10', 'Nothing that was asked')).toContain('"10"');
  });

  it('moves the clock to the reminder: it comes at the end of the owner’s chat, and the older card is folded', async () => {
    const cards = await owner.cardCount();
    expect(await answerTo('/clock +10', 'has moved')).toContain('Wednesday 16 December 2026');
    const reminder = await owner.newestCard(cards);
    expect(await reminder.text()).toMatch(/6 updates are still open/);
    expect(await reminder.text()).toContain('2.2 ·');
    await owner.cardSaying(FOLDED);
    expect(await owner.page.getByRole('button', { name: 'No change', exact: true }).count()).toBe(1);
  });

  it('reminds by hand with /nudge, and reads who could not be reached', async () => {
    const cards = await owner.cardCount();
    const text = await answerTo('/nudge', 'Remind 1 person now?');
    expect(text).toContain('Isla Pender');
    expect(text).toMatch(/Tomasz Wrenfield has not opened Quarterdeck/);
    expect(await owner.cardCount()).toBe(cards);
    await setTimeout(READING_MS);
    await (await lead.cardSaying('Remind 1 person now?')).press('Send the reminder');
    expect(await (await lead.cardSaying(/\d (person was|people were) reminded/)).text()).toContain('Isla Pender');
    expect(await (await owner.newestCard(cards)).text()).toContain('1 of 7 answered');
  });

  it('sees that nobody is reminded who has answered', async () => {
    for (let answered = 1; answered < 7; answered += 1) {
      await leaveUnchanged(owner, answered);
    }
    await owner.cardSaying('Correct 15');
    const cards = await owner.cardCount();
    await answerTo('/clock +8', 'has moved');
    // the note to the lead belongs to the last rung of the ladder: the others were passed on the way
    const note = await (await lead.cardSaying('Updates outstanding')).text();
    expect(note).toContain('Tomasz Wrenfield');
    expect(note).not.toContain('Isla Pender');
    expect(await answerTo('/nudge', /remind \d/)).not.toContain('Isla Pender');
    expect(await owner.cardCount()).toBe(cards);
  });

  it('types /status late after the due date and sees late replies and passed deadlines under headings of their own', async () => {
    const text = await answerTo('/status late', 'Replies that are late: 17');
    const [late = '', passed = ''] = text.split(/Deadlines passed and not complete: \d+/);
    expect(late).toContain('4.1');
    expect(late).not.toContain('2.1');
    expect(passed).toContain('2.1');
  });

  it('compiles a draft whose links give the document, the page and the table that our own importer reads back', async () => {
    const text = await answerTo('/compile', 'Draft 1 of the revision');
    expect(text).toContain('11 January 2027');
    const [docx, html, csv] = await filesOf('Draft 1 of the revision');
    expect(docx?.subarray(0, 2).toString()).toBe('PK');
    expect(html?.toString()).toMatch(/^<!doctype html>[\s\S]*<html lang="en-GB"[\s\S]*Draft 1/i);

    const file = join(data, 'draft.csv');
    await writeFile(file, csv ?? '');
    const read = await quarterdeck(join(data, 'again'), 'import', file, '--plan', 'again', '--dry-run', '--json');
    expect(read).toMatchObject({ code: 0 });
    const report = JSON.parse(read.stdout) as { requirements: number; revisions: string[]; lostCharacters: number };
    expect(report).toMatchObject({ requirements: REQUIREMENTS, lostCharacters: 0 });
    expect(report.revisions).toContain('2027-01-11');
  });

  it('is shown by /compile final what stands in the way, and makes nothing', async () => {
    const text = await answerTo('/compile final', 'cannot be made yet');
    expect(text).toMatch(/open until Wednesday 6 January, \d+ days from today/);
    expect(text).toContain('findings of the review must be decided');
    expect(text).toMatch(/Tomasz Wrenfield\s+6 requirements: 5\.1/);
    const names = await (await lead.cardSaying('cannot be made yet')).buttons();
    expect(names).toEqual(['See what closing does', '/status', '/compile']);
  });

  it('closes the quarter by a button of its own, after reading whose answers are open', async () => {
    const cards = await lead.cardCount();
    await (await lead.cardSaying('cannot be made yet')).press('See what closing does');
    await lead.newestCard(cards);
    const card = await lead.cardSaying('Close the quarter now?');
    expect(await card.text()).toMatch(/17 updates are still open[\s\S]*Tomasz Wrenfield\s+6 requirements:/);
    await setTimeout(READING_MS);
    await card.press('Close the quarter now');
    await lead.cardSaying('The quarter is closed');
    expect(await answerTo('/compile final', 'cannot be made yet')).toContain('closed before its last day');
  });

  it('makes the revision by a button, once its findings are decided; it is no draft any more', async () => {
    const plan = ['--plan', 'northmoor'];
    const { stdout } = await quarterdeck(data, 'review', ...plan, '--json');
    const { findings } = JSON.parse(stdout) as { findings: readonly { id: string }[] };
    const ids = findings.map(({ id }) => id);
    expect(await quarterdeck(data, 'review', 'accept', ...ids, ...plan, '--reason', 'Read.')).toMatchObject({
      code: 0,
    });
    expect(await answerTo('/compile final', 'final?')).toContain('It cannot be changed afterwards.');
    await setTimeout(READING_MS);
    await (await lead.cardSaying('final?')).press('Make it final: 11 January 2027');
    await lead.cardSaying('The revision of 11 January 2027 is made');
    const [, html] = await filesOf('The revision of 11 January 2027');
    expect(html?.toString()).toContain('Revision 1 of 11 January 2027');
    expect(html?.toString()).not.toContain('Draft 1');
  });

  it('opens the next quarter: proposed dates, one of them moved on the card, and nothing until that is confirmed', async () => {
    await (await lead.cardSaying('The revision of 11 January 2027 is made')).press('Open the next quarter');
    const card = await lead.cardSaying(/Open the quarter for the revision of \d+ April 2027/);
    const text = await card.text();
    expect(text).toContain('3 people would be asked for 22 updates');
    expect(text).toMatch(
      /2 people cannot be reached as things stand[\s\S]*Tomasz Wrenfield has not opened Quarterdeck/,
    );
    await card.fill('Date of the revision', '2027-04-21');
    const cards = await lead.cardCount();
    await setTimeout(READING_MS);
    await card.press('Open the quarter');
    await lead.newestCard(cards);
    const again = await lead.cardSaying('Open the quarter for the revision of 21 April 2027?');
    expect(await again.valueOf('Updates are due on')).toBe('7 April 2027');
    await setTimeout(READING_MS);
    await again.press('Open the quarter');
    await lead.cardSaying('The quarter for the revision of 21 April 2027 is open');
    expect(await answerTo('/open', 'A quarter is open already')).toContain('closes on Friday 16 April');
  });

  /** What the download buttons of the newest card with these words lead to: Word, web page, table. */
  async function filesOf(words: string): Promise<readonly Buffer[]> {
    const card = await lead.cardSaying(words);
    const addresses = await addressesBehind(lead, card, ['Word document', 'Web page', 'CSV']);
    return Promise.all(
      addresses.map(async (address) => {
        const answer = await fetch(address);
        expect(answer.status).toBe(200);
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
  }
});
