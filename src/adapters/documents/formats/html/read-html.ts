import { defaultTreeAdapter, parse } from 'parse5';
import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceNote,
} from '../../../../domain/importing/account/reading.js';
import { RefusedFile } from '../text/refused-file.js';
import { raised } from '../text/superscript.js';
import { tableRowsOf } from '../text/table-grid.js';
import { cellElements, gridRowsOf, hiddenRows, isLayout, pairRow, rowElements, termRows } from './read-table.js';
import {
  addressAfter,
  attributeOf,
  BLOCK_ELEMENTS,
  collapsed,
  type HtmlElement,
  type HtmlNode,
  hiddenIn,
  isElement,
  isHidden,
  NO_TEXT,
  numberOf,
  textOfHtml,
} from './read-text.js';

/** Elements, roles and names of what stands around the content of a page. */
const ASIDE_ELEMENTS = new Set(['nav', 'aside', 'footer', 'dialog', 'button', 'select', 'menu', 'search']);
const ASIDE_ROLES = /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar)$/;
const ASIDE_NAMES =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|skip|skiplink|share|social|sidebar|menu|navbar|nav|newsletter|modal|popup)(?:$|[\s_-])/i;

/** A browser keeps to about this depth too. */
const DEEPEST = 512;
/** The parser looks up through the open elements at each new one. A page of 10,000 requirements comes to a tenth of this. */
const MOST_WORK = 60_000_000;
/** A page of 10,000 requirements has fewer; the parser makes an object of each. */
const MOST_ELEMENTS = 600_000;
const TOO_LONG =
  'The page is larger than any plan: it has more than 600,000 headings, paragraphs, cells and other parts. Copy the plan into a Word document of its own and import that file.';
const TOO_DEEP =
  'The page nests deeper than any browser shows. Copy its table into a Word document and import that file.';

/**
 * The parser puts a text together word by word and keeps every piece, which doubles the room of a page. Testing a text
 * makes it one piece (V8 flattens it), and at the end of its element it is whole. So is the list of what is in it, which
 * grows by more than it holds.
 */
const compact = (open: { depth: number; work: number; elements: number }): typeof defaultTreeAdapter => ({
  ...defaultTreeAdapter,
  createElement: (name, namespace, attributes) => {
    open.elements += 1;
    if (open.elements > MOST_ELEMENTS) throw new RefusedFile(TOO_LONG);
    return defaultTreeAdapter.createElement(name, namespace, attributes);
  },
  // A page of nothing but opened elements is refused before it is a tree.
  onItemPush: () => {
    open.depth += 1;
    open.work += open.depth;
    if (open.depth > DEEPEST || open.work > MOST_WORK) throw new RefusedFile(TOO_DEEP);
  },
  onItemPop: ({ childNodes }) => {
    open.depth -= 1;
    for (const child of childNodes) if (child.nodeName === '#text' && 'value' in child) /^/.test(child.value);
  },
});

/**
 * Reads a web page or a saved one into the neutral form: tables of data as rows, all other text as paragraphs, what
 * stands around the content (navigation, cookie notice, footer, hidden text) marked as aside. Scripts and styles are
 * no text; nothing is run, fetched or followed. Lines are paragraphs and rows in order.
 */
export function readHtml(text: string): SourceDocument {
  const page = parse(withinBounds(text), { treeAdapter: compact({ depth: 0, work: 0, elements: 0 }) });
  const blocks: SourceBlock[] = [];
  const notes: SourceNote[] = [];
  let free: SourceCell[] = [];
  let line = 0;
  let tables = 0;
  let unread = 0;
  let merged = 0;
  let words = '';
  let level: number | null = null;
  let pre = 0;
  let items = 0;
  let pairs: Extract<SourceBlock, { readonly kind: 'rows' }> | undefined;
  const flush = (aside: boolean, label = false) => {
    const clean = words
      .split('\n')
      .map((each) => each.replace(/ {2,}/g, ' ').replace(/^ +| +$/g, ''))
      .filter((each) => each.trim() !== '')
      .join('\n')
      .trim();
    const raw = words;
    words = '';
    if (clean === '') return;
    line += 1;
    const place = { line, where: `paragraph ${line} of the page` };
    free.push({
      place,
      raw,
      text: clean,
      ...(level === null ? {} : { level }),
      ...(items > 0 ? { listed: true } : {}),
      ...(aside ? { aside: true } : {}),
      ...(label ? { label: true } : {}),
    });
  };
  const closeFree = () => {
    if (free.length > 0) blocks.push({ kind: 'text', paragraphs: free });
    free = [];
  };
  const table = (element: HtmlElement, aside: boolean, depth: number) => {
    for (const child of element.childNodes) {
      if (isElement(child) && child.tagName === 'caption') {
        walk(child.childNodes, aside, depth + 1);
        flush(aside, true);
      }
    }
    if (isLayout(element)) {
      for (const row of rowElements(element)) {
        for (const cell of cellElements(row)) {
          walk(cell.childNodes, aside, depth + 1);
          flush(aside);
        }
      }
      return;
    }
    tables += 1;
    const hidden = aside ? [] : hiddenRows(element);
    if (hidden.length > 0) {
      const what = `${hidden.length === 1 ? 'A row of table' : `${hidden.length} rows of table`} ${tables} that the page does not show ${hidden.length === 1 ? 'was' : 'were'} read all the same. Does the plan have ${hidden.length === 1 ? 'it' : 'them'}?`;
      notes.push({ kind: 'question', line: line + 1 + (hidden[0] ?? 0), what });
    }
    const read = tableRowsOf(gridRowsOf(element, tables, line + 1));
    line += read.rows.length;
    merged += read.merged;
    const rows = read.rows.filter((row) => row.cells.some((cell) => cell.text !== ''));
    const unseen = hiddenIn(element.childNodes).map((each) => textOfHtml(each.childNodes));
    for (const text of unseen.filter((each) => each !== '')) {
      words = text;
      flush(true);
    }
    if (rows.length === 0) return;
    closeFree();
    if (aside)
      blocks.push({
        kind: 'text',
        paragraphs: rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, aside: true as const }))),
      });
    else blocks.push({ kind: 'rows', rows });
  };
  const walk = (nodes: readonly HtmlNode[], aside: boolean, depth: number) => {
    if (depth > DEEPEST) throw new RefusedFile(TOO_DEEP);
    for (const node of nodes) {
      if (node.nodeName === '#text' && 'value' in node) words += pre > 0 ? node.value : collapsed(node.value);
      else if (isElement(node)) element(node, aside, depth);
    }
  };
  const element = (node: HtmlElement, around: boolean, depth: number) => {
    const { tagName } = node;
    if (NO_TEXT.has(tagName)) {
      unread += 1;
      return;
    }
    if (tagName === 'br') {
      words += '\n';
      return;
    }
    const aside = around || isAside(node);
    const block = BLOCK_ELEMENTS.has(tagName) || (aside && !around);
    if (block) flush(around);
    if (tagName === 'table') {
      table(node, aside, depth);
      return;
    }
    if (tagName === 'dl' && !aside) {
      const terms = termRows(node, line + 1);
      line += terms.length;
      closeFree();
      if (terms.length > 0) blocks.push({ kind: 'rows', rows: terms });
      return;
    }
    const pair = aside ? null : pairRow(node, line + 1);
    if (pair !== null) {
      line += 1;
      closeFree();
      const last = blocks.at(-1);
      if (last !== undefined && last === pairs) blocks.pop();
      pairs = { kind: 'rows', rows: [...(last === pairs ? (pairs?.rows ?? []) : []), pair] };
      blocks.push(pairs);
      return;
    }
    const heading = /^h([1-6])$/.exec(tagName)?.[1];
    if (heading !== undefined) level = Number(heading);
    const number = tagName === 'li' ? numberOf(node) : '';
    words += number;
    // an item that says its own number is no item of a list of points
    if (tagName === 'li' && number === '') items += 1;
    const from = words.length;
    if (tagName === 'pre') pre += 1;
    walk(node.childNodes, aside, depth + 1);
    if (tagName === 'sup') words = words.slice(0, from) + raised(words.slice(from));
    if (tagName === 'pre') pre -= 1;
    if (tagName === 'a' && !aside) words += addressAfter(words.slice(from), attributeOf(node, 'href'));
    if (block) flush(aside);
    if (tagName === 'li' && number === '') items -= 1;
    if (heading !== undefined) level = null;
  };
  const title = titleOf(page.childNodes);
  if (title !== null) {
    words = collapsed(title);
    flush(false);
  }
  walk(page.childNodes, false, 0);
  flush(false);
  closeFree();
  if (merged > 0) {
    const what = `${merged} places stand in merged cells. The text of a merged cell counts for each of its rows.`;
    notes.push({ kind: 'repair', line: 1, what });
  }
  // One head is in every page.
  if (unread > 1) {
    const what = `The page holds ${unread - 1} scripts, styles or embedded objects. They are no text and were not read.`;
    notes.push({ kind: 'repair', line: 1, what });
  }
  return { format: 'html', blocks, notes };
}

function isAside(element: HtmlElement): boolean {
  if (ASIDE_ELEMENTS.has(element.tagName) || ASIDE_ROLES.test(attributeOf(element, 'role') ?? '')) return true;
  if (isHidden(element)) return true;
  // LibreOffice puts what stands above and below each page into boxes so called.
  if (element.tagName === 'div' && /^(?:header|footer)$/.test(attributeOf(element, 'title') ?? '')) return true;
  if (element.tagName === 'body' || element.tagName === 'html' || element.tagName === 'main') return false;
  return ASIDE_NAMES.test(attributeOf(element, 'id') ?? '') || ASIDE_NAMES.test(attributeOf(element, 'class') ?? '');
}

/** The page's own title, which stands in its head. */
function titleOf(nodes: readonly HtmlNode[]): string | null {
  for (const node of nodes) {
    if (!isElement(node) || node.tagName === 'body') continue;
    if (node.tagName === 'title') return node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
    const inside = titleOf(node.childNodes);
    if (inside !== null) return inside;
  }
  return null;
}

/** So many characters without markup are no text of a plan, and cost the parser many times their size. */
const LONGEST_TEXT = 4_000_000;

/** The page without the pictures that are written into it; refused where a text has no end. */
function withinBounds(text: string): string {
  const page = text.replace(/(?<==\s*["'])data:[a-z][^"']{1000,}/gi, 'data:,');
  for (let from = 0; from >= 0; ) {
    const next = page.indexOf('<', from + 1);
    if ((next < 0 ? page.length : next) - from > LONGEST_TEXT) {
      throw new RefusedFile(
        'The page holds a text of more than four million characters, which no plan has. Copy the plan into a Word document and import that file.',
      );
    }
    from = next;
  }
  return page;
}
