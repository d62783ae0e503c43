import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Card, leaveUnchanged, openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { startQuarterdeck } from './running-quarterdeck.js';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
/** Those that the README shows. */
const PICTURES = ['answered', 'ask', 'compile', 'reminder', 'status', 'status-late', 'summary'];
/** Tall enough for the longest card, so that no part of it lies under the client's own bars. */
const WINDOW = { width: 1000, height: 1700 };

/** `npm run pictures`: the pictures of the README, from the sample plan. */
it('takes the pictures of the README', async () => {
  mkdirSync(FOLDER, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-pictures-'));
  const running = await startQuarterdeck(data);
  const browser = await openBrowser();
  try {
    const owner = await openPlayground(browser, running.ownerUrl, WINDOW);
    const ask = await owner.cardSaying('0 of 7 answered');
    await take(ask, 'ask');
    await ask.choose('Status (optional)', 'On track');
    await ask.fill('Your update', 'The second relay was fitted on 9 November and answers every test call.');
    await ask.fill(
      'Evidence (optional), one a line: kept for inspection, or printed if it begins with Public:',
      'https://northmoor.example/night-safety/relay',
    );
    await ask.press('Submit');
    const next = await owner.cardSaying('1 of 7 answered');
    await take(next, 'answered');
    await leaveUnchanged(owner, 1);
    await owner.cardSaying('2 of 7 answered');

    const lead = await openPlayground(browser, running.leadUrl, WINDOW);
    await lead.cardSaying('Quarterdeck');
    await take(await said(lead, '/status', 'Who holds what now'), 'status');
    await said(lead, '/clock +10', 'has moved');
    await owner.cardSaying('still open');
    await takeChat(owner, join(FOLDER, 'reminder.png'));
    for (let answered = 2; answered < 7; answered += 1) {
      await leaveUnchanged(owner, answered);
    }
    await take(await owner.cardSaying('Correct 15'), 'summary');
    await said(lead, '/clock +6', 'has moved');
    await take(await said(lead, '/status late', 'Replies that are late'), 'status-late');
    await take(await said(lead, '/compile', 'Draft 1'), 'compile');
    expect(readdirSync(FOLDER).sort()).toEqual(PICTURES.map((name) => `${name}.png`).sort());
  } finally {
    await browser.close();
    await running.end();
    rmSync(data, { recursive: true });
  }
});

async function said(lead: PlaygroundPage, command: string, words: string): Promise<Card> {
  const cards = await lead.cardCount();
  await lead.say(command);
  await lead.newestCard(cards);
  return lead.cardSaying(words);
}

function take(card: Card, name: string): Promise<void> {
  return card.screenshot(join(FOLDER, `${name}.png`));
}

/** The last two messages of a chat: the folded card and the newest. */
async function takeChat({ page }: PlaygroundPage, path: string): Promise<void> {
  const messages = page.locator('.fai-OutputCard');
  // the client draws every card again when a message comes
  await page.waitForTimeout(500);
  const newest = await messages.last().boundingBox();
  const before = await messages.nth((await messages.count()) - 2).boundingBox();
  if (newest === null || before === null) throw new Error('The chat shows no two messages');
  const MARGIN = 8;
  await page.screenshot({
    path,
    clip: {
      x: before.x - MARGIN,
      y: before.y - MARGIN,
      width: before.width + 2 * MARGIN,
      height: newest.y + newest.height - before.y + 2 * MARGIN,
    },
  });
}
