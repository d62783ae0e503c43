import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaygroundPage } from './playground-page.js';

/** Where pictures go, for whoever wants to look at them; none are taken where it is not set. */
const PICTURES = process.env['LOOKS_FOLDER'] ?? '';
const PHONE = 390;

/** Takes pictures of the newest card: as wide as on a phone, and as the client shows it on a desktop. */
export async function look({ page }: PlaygroundPage, name: string): Promise<void> {
  if (PICTURES === '') return;
  mkdirSync(PICTURES, { recursive: true });
  const card = page.locator('.ac-adaptiveCard').last();
  await page.waitForTimeout(300);
  await card.screenshot({ path: join(PICTURES, `${name}-desktop.png`) });
  const style = await page.addStyleTag({
    content: `.ac-adaptiveCard { max-width: ${PHONE}px !important; width: ${PHONE}px !important; }`,
  });
  await page.waitForTimeout(300);
  await card.screenshot({ path: join(PICTURES, `${name}-phone.png`) });
  await style.evaluate((element) => element.parentNode?.removeChild(element));
}
