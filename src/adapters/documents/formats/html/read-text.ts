import type { DefaultTreeAdapterMap } from 'parse5';
import { struck } from '../text/struck.js';
import { raised } from '../text/superscript.js';

export type HtmlNode = DefaultTreeAdapterMap['childNode'];
export type HtmlElement = DefaultTreeAdapterMap['element'];

/** Elements that begin and end a line of their own. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Elements whose content is no text of the page. */
export const NO_TEXT: ReadonlySet<string> = new Set(
  'script style template noscript head svg math iframe object embed canvas audio video map'.split(' '),
);

/** Elements whose words are no longer said. */
const STRUCK: ReadonlySet<string> = new Set(['del', 's', 'strike']);

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function attributeOf(element: HtmlElement, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

/** Whether a page holds an element back from everybody who reads it. */
export function isHidden(element: HtmlElement): boolean {
  if (attributeOf(element, 'hidden') !== null) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributeOf(element, 'style') ?? '');
}

/** Rows that a page folds away are rows all the same. */
const ROWS: ReadonlySet<string> = new Set(['tr', 'thead', 'tbody', 'tfoot']);

/** The elements among these, and in them, that are hidden, also within each other: `textOfHtml` passes over those inside. */
export function hiddenIn(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || NO_TEXT.has(node.tagName)) return [];
    const within = hiddenIn(node.childNodes);
    return isHidden(node) && !ROWS.has(node.tagName) ? [node, ...within] : within;
  });
}

/** White space as a browser shows it: runs are one space. Other kinds of space are characters like any other. */
export function collapsed(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, ' ');
}

/**
 * What a reader sees of a cell: blocks, list items and breaks as lines, numbers of numbered lists as typed, rows of a
 * table inside it as lines with tabs. Where a link's address is not its own text, it follows in brackets.
 */
export function textOfHtml(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => textOf(node, false))
    .join('')
    .split('\n')
    .map((line) => line.replace(/ *\t */g, '\t').replace(/^[ \t]+|[ \t]+$/g, ''))
    .map((line) => line.replace(/ {2,}/g, ' '))
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}

function textOf(node: HtmlNode, kept: boolean): string {
  if (node.nodeName === '#text' && 'value' in node) return kept ? node.value : collapsed(node.value);
  if (!isElement(node) || NO_TEXT.has(node.tagName) || isHidden(node)) return '';
  const { tagName } = node;
  if (tagName === 'br' || tagName === 'hr') return '\n';
  const text = node.childNodes.map((child) => textOf(child, kept || tagName === 'pre')).join('');
  if (tagName === 'td' || tagName === 'th') return `${text.trim().replace(/\n+/g, ' ')}\t`;
  if (tagName === 'sup') return raised(text);
  if (STRUCK.has(tagName)) return text.trim() === '' ? text : struck(text);
  if (tagName === 'a') return text + addressAfter(text, attributeOf(node, 'href'));
  if (tagName === 'li') return `\n${numberOf(node)}${text.trim()}\n`;
  return BLOCK_ELEMENTS.has(tagName) ? `\n${text}\n` : text;
}

/** The number that a browser draws before an item of a numbered list: "3. ", else nothing. */
export function numberOf(item: HtmlElement): string {
  const list = item.parentNode;
  if (list === null || !('tagName' in list) || list.tagName !== 'ol') return '';
  const start = Number(attributeOf(list, 'start') ?? 1) || 1;
  return `${start + (placesIn(list).get(item) ?? 0)}. `;
}

/** Looked up once for each list: it may be as long as the page. */
const places = new WeakMap<HtmlElement, ReadonlyMap<HtmlNode, number>>();

function placesIn(list: HtmlElement): ReadonlyMap<HtmlNode, number> {
  const items = list.childNodes.filter((each) => isElement(each) && each.tagName === 'li');
  const known = places.get(list) ?? new Map(items.map((each, index) => [each, index]));
  places.set(list, known);
  return known;
}

/** " (https://…)" behind a link that says something else. */
export function addressAfter(text: string, address: string | null): string {
  if (address === null || !/^(?:https?|mailto):/i.test(address)) return '';
  const bare = (each: string) =>
    each
      .trim()
      .toLowerCase()
      .replace(/^(?:https?:\/\/|mailto:)/, '')
      .replace(/\/$/, '');
  return bare(address) === bare(text) || text.trim() === '' ? '' : ` (${address})`;
}
