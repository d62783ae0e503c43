import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { NO_BROWSER, quarterdeck, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

const RELAY = 'the relay will be working by 30 October 2026';
const PLAN = 'northmoor';

/** What `quarterdeck promises --json` prints of one. */
interface Listed {
  readonly id: string;
  readonly ref: string;
  readonly words: string;
  readonly state: string;
  readonly due: string;
  readonly moved: number;
  readonly unanswered: boolean;
}

/** What becomes of a promise, from the owner's card to the lead's page, told in order. */
describe.skipIf(NO_BROWSER !== '')(`A promise in the client${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-promise-'));
  let running: RunningQuarterdeck;
  let browser: Browser;
  let owner: PlaygroundPage;
  let lead: PlaygroundPage;

  beforeAll(async () => {
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    owner = await openPlayground(browser, running.ownerUrl);
    await owner.cardSaying('0 of 7 answered');
    lead = await openPlayground(browser, running.leadUrl);
    await lead.messageSaying('Quarterdeck');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    rmSync(data, { recursive: true });
  });

  async function answerTo(command: string, words: string | RegExp): Promise<string> {
    const cards = await lead.cardCount();
    await lead.say(command);
    await lead.newestCard(cards);
    return (await lead.cardSaying(words)).text();
  }
  const listed = async (...more: readonly string[]): Promise<readonly Listed[]> => {
    const { stdout, stderr, code } = await quarterdeck(data, 'promises', '--plan', PLAN, '--json', ...more);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Listed[];
  };
  /** The number of the lead's `/status` note; 0 where it says nothing of promises. */
  const noted = async () =>
    Number(/Promises (\d+) have come due/.exec(await answerTo('/status', / answered/))?.[1] ?? 0);

  let before = 0;

  it('stands on the card of its requirement with the question what became of it', async () => {
    const card = await owner.cardSaying('Promised earlier');
    const text = await card.text();
    expect(text).toContain(RELAY);
    expect(text).toContain('promised for 30 October 2026');
    before = await noted();
    expect(before).toBeGreaterThan(1);
  });

  it('with "not yet" and a day that has passed is asked about again, with all that was entered', async () => {
    const form = await owner.newestCard();
    await form.choose('What became of it?', 'Not yet: give the new date');
    await form.fill('New date', '2026-11-30');
    await form.choose('Status (optional)', 'At risk');
    await form.fill('Your update', 'The bracket has still not come.');
    await form.press('Submit');
    const card = await owner.cardSaying('The new date must be after today');
    expect(await card.text()).toContain('0 of 7 answered');
    expect(await card.valueOf('What became of it?')).toBe('Not yet: give the new date');
    expect(await card.valueOf('New date')).toBe('30 November 2026');
    expect(await card.valueOf('Your update')).toBe('The bracket has still not come.');
  });

  it('takes the new date with the mouse, and goes on to the next requirement', async () => {
    const form = await owner.newestCard();
    await form.fill('New date', '2027-02-26');
    await form.press('Submit');
    const card = await owner.cardSaying('1 of 7 answered');
    expect(await card.text()).toContain('The promise: new date 26 February 2027.');
    expect(await card.text()).toContain('2.2 ·');
  });

  it('takes "done" with the keyboard alone, together with "No change"', async () => {
    const other = await owner.cardSaying('1 of 7 answered');
    await other.fill('Your update', 'Nine of the eleven posts have been looked at.');
    await other.press('Submit');
    await (await owner.cardSaying('6.1 ·')).press('No change');
    const form = await owner.cardSaying('3 of 7 answered');
    expect(await form.text()).toContain('replace the chargers on the west quay by the end of November 2026');
    await takeFirstByKeyboard(owner, 'What became of it?');
    expect(await form.valueOf('What became of it?')).toBe('Done');
    await owner.page.getByRole('button', { name: 'No change', exact: true }).last().focus();
    await owner.read();
    await owner.page.keyboard.press('Enter');
    const card = await owner.cardSaying('4 of 7 answered');
    expect(await card.text()).toContain('The promise: done.');
  });

  it('is no longer among those that /status and /promises count', async () => {
    expect(await noted()).toBe(before - 2);
    const text = await answerTo('/promises', 'No answer yet');
    expect(text).not.toContain('the relay will be working');
    expect(text).not.toContain('chargers');
    expect(text).toContain(`${before - 2} promises have come due`);
    expect((await listed('--due')).length).toBe(before - 2);
  });

  it('stands in the list, the review and the change log as it was answered', async () => {
    const all = await listed();
    const relay = all.find((each) => each.words.includes(RELAY));
    expect(relay).toMatchObject({ ref: '2.1', state: 'late', due: '2027-02-26', moved: 1, unanswered: false });
    expect(all.find((each) => each.words.includes('chargers'))).toMatchObject({ state: 'done' });

    const review = await quarterdeck(data, 'review', '--plan', PLAN, '--json');
    const { findings } = JSON.parse(review.stdout) as { findings: { rule: string; words: string }[] };
    const goneBy = findings.filter((each) => each.rule === 'commitment-gone-by').map((each) => each.words);
    expect(goneBy.join('\n')).not.toContain(RELAY);
    expect(goneBy.join('\n')).not.toContain('chargers');
    expect(goneBy.length).toBeGreaterThan(0);

    const changes = await quarterdeck(data, 'changes', '--plan', PLAN, '--out', join(data, 'out'), '--json');
    const { notes } = JSON.parse(changes.stdout) as { notes: { promises: Record<string, Listed[]> } };
    expect(notes.promises['kept']?.map((each) => each.state)).toEqual(['done']);
    expect(notes.promises['moved']).toMatchObject([{ due: '2027-02-26' }]);
  });

  it('is answered by the lead on the command line, and the owner’s next card does not ask', async () => {
    const due = await listed('--due');
    const route = due.find((each) => each.words.includes('closed by 20 November 2026'));
    expect(route?.ref).toBe('8.1');
    const words = ['promise', route?.id ?? '', 'withdrawn', '--plan', PLAN];
    expect((await quarterdeck(data, ...words)).code).toBe(2);
    const said = await quarterdeck(data, ...words, '--reason', 'The railway builds it.');
    expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('will not happen: The railway builds it.') });
    expect((await quarterdeck(data, ...words, '--reason', 'The railway builds it.')).stdout).toContain(
      'stands so already',
    );
    expect((await listed('--due')).length).toBe(before - 3);
    const cards = await owner.cardCount();
    await owner.say('hello');
    await owner.newestCard(cards);
    await (await owner.cardSaying('4 of 7 answered')).press('No change');
    // whichever comes next, none asks about the trench again
    expect(await owner.page.locator('.ac-adaptiveCard').last().innerText()).not.toContain('20 November 2026 (due');
  });
});

/** Opens a list by the keyboard and takes its first option. */
async function takeFirstByKeyboard({ page }: PlaygroundPage, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).and(page.locator('input')).last().focus();
  for (const key of ['Enter', 'Home', 'Enter']) await page.keyboard.press(key);
}
