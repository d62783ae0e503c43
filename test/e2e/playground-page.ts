import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { LEAST_TO_READ_MS } from '../../src/domain/text/fingerprint.js';

const ANSWER_WITHIN_MS = 60_000;
/** A little longer than the service wants a row to have been in sight. */
const READING_MS = LEAST_TO_READ_MS + 150;
const CARD = '.ac-adaptiveCard';
const MESSAGE = '.fai-OutputCard';

/** Where Chromium (or Chrome) is on this machine: a path, or undefined when there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), '/usr/bin/chromium'];
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a headless browser without calls home. Each has a fresh profile that goes with it.
 * @throws when the machine has none: ask `findChromium` first.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('There is no Chromium on this machine.');
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person's Agents Playground in the browser, worked as a person does: by label, by name, by mouse and keyboard. */
export interface PlaygroundPage {
  /** For what this driver does not offer. */
  readonly page: Page;
  /** Takes the time that a row wants to be read. */
  read(): Promise<void>;
  /** Types into the composer and presses Send. */
  say(text: string): Promise<void>;
  /** How many cards the chat shows now; take it before an action and give it to `newestCard`. */
  cardCount(): Promise<number>;
  /** The newest card, once there are more than `after` of them. */
  newestCard(after?: number): Promise<Card>;
  /** The newest card, once its text contains `words`: for a card that changes in place. */
  cardSaying(words: string | RegExp): Promise<Card>;
  /** The text of the newest message of the bot that contains `words`, card or not. */
  messageSaying(words: string | RegExp): Promise<string>;
  /** Saves a picture of the whole window (PNG). */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A card in the chat. It is found anew at every step, because a new message draws all cards again. */
export interface Card {
  /** What is written on the card, as a reader sees it; inputs' values are not in it. */
  text(): Promise<string>;
  /** Fills the text, number or date input with that label (a date as YYYY-MM-DD). */
  fill(label: string, value: string): Promise<void>;
  /** What stands in the input with that label. */
  valueOf(label: string): Promise<string>;
  /** Chooses by what is written: from a drop-down list with that label, or from radio buttons. */
  choose(label: string, option: string): Promise<void>;
  /** Whether that radio button is chosen. */
  isChosen(option: string): Promise<boolean>;
  /** Presses the button with exactly that name; "Submit" and "No change" as somebody does who has read the row first. */
  press(name: string): Promise<void>;
  /** Presses it at once. */
  tap(name: string): Promise<void>;
  /** The names of the buttons, in order. */
  buttons(): Promise<readonly string[]>;
  screenshot(path: string): Promise<void>;
}

/**
 * Opens a Playground. Requests to anywhere but this machine are cut off (the page asks a CDN for fonts).
 * Every opening makes the client tell the bot again that it was installed, and forgets what the chat showed.
 * @param size of the window in pixels; the Playground is not laid out for a phone (below about 900 it is cut off)
 */
export async function openPlayground(
  browser: Browser,
  url: string,
  size: { readonly width: number; readonly height: number } = { width: 1280, height: 900 },
): Promise<PlaygroundPage> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/London' });
  context.setDefaultTimeout(ANSWER_WITHIN_MS);
  await context.route('**/*', (route) =>
    new URL(route.request().url()).hostname === '127.0.0.1' ? route.continue() : route.abort(),
  );
  const page = await context.newPage();
  await page.goto(url);
  const composer = page.locator('div[role=textbox]').last();
  await composer.waitFor();
  const cards = page.locator(CARD);
  // The developer's log takes a quarter of the window; its buttons have no names, the last one closes it.
  const logPanel = page.getByText('Log Panel', { exact: true }).locator('xpath=ancestor::*[.//button][1]');
  await logPanel.getByRole('button').last().click();

  return {
    page,
    read: () => page.waitForTimeout(READING_MS),
    async say(text) {
      await composer.click();
      await page.keyboard.insertText(text);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    cardCount: () => cards.count(),
    async newestCard(after = 0) {
      await cards.nth(after).waitFor();
      return cardAt(page, cards.last());
    },
    async cardSaying(words) {
      const card = cards.filter({ hasText: words }).last();
      await card.waitFor();
      return cardAt(page, card);
    },
    async messageSaying(words) {
      const message = page.locator(MESSAGE).filter({ hasText: words }).last();
      await message.waitFor();
      return message.innerText();
    },
    async screenshot(path) {
      await page.screenshot({ path });
    },
    close: () => context.close(),
  };
}

function cardAt(page: Page, card: Locator): Card {
  // A drop-down list's arrow bears the label too; the input is what a person fills.
  const input = (label: string) => card.getByLabel(label, { exact: true }).and(card.locator('input, textarea'));
  const tap = async (name: string) => {
    // a button that opens a page is announced as a link
    await card
      .getByRole('button', { name, exact: true })
      .or(card.getByRole('link', { name, exact: true }))
      .click();
  };
  return {
    text: () => card.innerText(),
    async fill(label, value) {
      await input(label).fill(value);
    },
    valueOf: (label) => input(label).inputValue(),
    async choose(label, option) {
      const radio = card.getByRole('radio', { name: option, exact: true });
      if ((await radio.count()) > 0) {
        await radio.click();
        return;
      }
      await input(label).click();
      // The list is drawn at the end of the page, outside the card.
      await page.getByRole('option', { name: option, exact: true }).click();
    },
    isChosen: (option) => card.getByRole('radio', { name: option, exact: true }).isChecked(),
    async press(name) {
      if (/^(?:No change|Submit|Yes,)/.test(name)) await page.waitForTimeout(READING_MS);
      await tap(name);
    },
    tap,
    buttons: () => card.locator('button').allInnerTexts(),
    async screenshot(path) {
      await card.screenshot({ path });
    },
  };
}

/**
 * Presses "No change" on the card that says so many are answered, and answers what it asks: whatever was promised gets a
 * new day, and the rest is still to come.
 */
export async function leaveUnchanged(owner: PlaygroundPage, answered: number): Promise<void> {
  const card = await owner.cardSaying(`${answered} of 7 answered`);
  const days = await owner.page
    .locator(CARD)
    .last()
    .getByLabel(/New date$/)
    .and(owner.page.locator('input'))
    .all();
  for (const day of days) await day.fill('2027-02-26');
  await card.press('No change');
  if (days.length > 0) return;
  const next = await owner.cardSaying(/Yes, still to come|(?:Saved|saved) for/);
  if ((await next.buttons()).includes('Yes, still to come')) await next.press('Yes, still to come');
}

/** Presses buttons that lead to a page or a file, and returns the addresses instead of opening them. */
export async function addressesBehind(
  shown: PlaygroundPage,
  card: Card,
  buttons: readonly string[],
): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const button of buttons) {
    await shown.page.evaluate(() => {
      window.name = '';
      window.open = (address) => {
        window.name = String(address);
        return null;
      };
    });
    await card.press(button);
    await shown.page.waitForFunction(() => window.name.startsWith('http'));
    addresses.push(await shown.page.evaluate(() => window.name));
  }
  return addresses;
}
