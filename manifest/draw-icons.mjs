// Draws color.png (192 × 192) and outline.png (32 × 32, transparent) from the SVG files beside it, in Chromium.
// Run by hand after changing an SVG: node manifest/draw-icons.mjs [path of Chromium]
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const executablePath = process.argv[2] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const [name, size] of [
  ['color', 192],
  ['outline', 32],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(new URL(`${name}.svg`, import.meta.url), 'utf8');
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)), omitBackground: true });
}
await browser.close();
