import { addressAfter } from '../html/read-text.js';
import { struck } from '../text/struck.js';
import { raised } from '../text/superscript.js';
import type { ListNumbers } from './numbered-lists.js';
import type { ParagraphStyle } from './read-styles.js';

/** One paragraph as a reader of the document sees it, tracked changes accepted. */
export interface WordParagraph {
  readonly text: string;
  readonly level: number | null;
  /** Stands in a text box, apart from the text around it. */
  readonly boxed: boolean;
  /** An item of a list of points, which have no numbers. */
  readonly listed: boolean;
}

/** Receives the events of a document's XML that make up its words. */
export interface WordCollector {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
  /** Tracked insertions and deletions that were taken as accepted. */
  readonly changes: () => number;
}

interface Open {
  text: string;
  style: string | null;
  list: { id: string; level: number } | null;
  /** The mark at its end is deleted, so the next paragraph goes on in it (ECMA-376 part 1, 17.13.5.15). */
  joined: boolean;
}

/** Content that a reader does not see: what was moved away, the second form of a drawing, pronunciation. */
const UNSEEN = new Set(['moveFrom', 'Fallback', 'rt', 'instrText', 'delInstrText']);
const STRUCK = new Set(['strike', 'dstrike']);

/** What stands beside the text and is referred to in it. */
export type NoteKind = 'footnote' | 'endnote' | 'comment';

/** A field of the text (a link, a number of a page) while it is read; `from` is where its result begins. */
interface Field {
  instruction: string;
  from: number;
}

const LINK = /^\s*HYPERLINK\s+(?!\\)"?([^"\s]+)/i;

/**
 * Collects paragraphs. `paragraph` is told each that ends, `hidden` what Word hides, `note` the ids of notes and comments
 * where they are referred to, `picture` how a picture describes itself. `addressOf` knows the links of the part by id.
 */
export function wordCollector(to: {
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
  readonly lists: ListNumbers;
  readonly paragraph: (paragraph: WordParagraph) => void;
  readonly hidden: (text: string) => void;
  readonly note: (kind: NoteKind, id: string) => void;
  readonly picture: (description: string) => void;
  readonly addressOf: (id: string) => string | null;
}): WordCollector {
  const paragraphs: Open[] = [];
  let begun: Open | null = null;
  let unseen = 0;
  let changes = 0;
  let inText = false;
  let vanished = false;
  let crossed = false;
  let superscript = false;
  let deleted = 0;
  let inParagraphProperties = 0;
  let inRunProperties = 0;
  let boxes = 0;
  let inInstruction = false;
  const links: { readonly from: number; readonly address: string | null }[] = [];
  const fields: Field[] = [];
  const current = () => paragraphs.at(-1);
  const add = (text: string) => {
    const paragraph = current();
    if (unseen > 0 || paragraph === undefined) return;
    if (vanished) to.hidden(text);
    else paragraph.text += crossed || deleted > 0 ? struck(text) : text;
  };
  /** The address behind a link that says something else, as on a page. */
  const endLink = (from: number, address: string | null) => {
    const paragraph = current();
    if (paragraph !== undefined && unseen === 0) paragraph.text += addressAfter(paragraph.text.slice(from), address);
  };
  const field = (kind: string) => {
    const open = fields.at(-1);
    if (kind === 'begin') fields.push({ instruction: '', from: 0 });
    else if (kind === 'separate' && open !== undefined) open.from = current()?.text.length ?? 0;
    else if (kind === 'end') {
      const { instruction = '', from = 0 } = fields.pop() ?? {};
      endLink(from, LINK.exec(instruction)?.[1] ?? null);
    }
  };
  const finish = (paragraph: Open) => {
    if (paragraph.joined) {
      begun = paragraph;
      return;
    }
    const style = to.styles.get(paragraph.style ?? '');
    const list = paragraph.list ?? style?.list ?? null;
    const number = list === null || list.id === '0' ? '' : to.lists.next(list.id, list.level);
    const text = number === '' ? paragraph.text : `${number} ${paragraph.text}`;
    const listed = list !== null && list.id !== '0' && number === '';
    to.paragraph({ text, level: style?.level ?? null, boxed: boxes > 0, listed });
  };
  return {
    changes: () => changes,
    open: (name, attributes) => {
      if (UNSEEN.has(name)) {
        // A deleted mark or row is a property and holds nothing; only deleted content is passed over.
        if (inParagraphProperties === 0 && inRunProperties === 0) unseen += 1;
      }
      if (name === 'del' && inParagraphProperties === 0 && inRunProperties === 0) deleted += 1;
      if (name === 'p') {
        paragraphs.push(
          begun === null ? { text: '', style: null, list: null, joined: false } : { ...begun, joined: false },
        );
        begun = null;
      } else if (name === 'pPr') inParagraphProperties += 1;
      else if (name === 'rPr') inRunProperties += 1;
      else if (name === 'r') {
        vanished = false;
        crossed = false;
        superscript = false;
      } else if (name === 't' || name === 'delText') inText = true;
      else if (name === 'instrText') inInstruction = true;
      else if (name === 'txbxContent') boxes += 1;
      else if (name === 'docPr' && unseen === 0) to.picture(attributes.descr ?? '');
      const paragraph = current();
      if (name === 'hyperlink')
        links.push({ from: paragraph?.text.length ?? 0, address: to.addressOf(attributes.id ?? '') });
      if (name === 'fldSimple')
        links.push({ from: paragraph?.text.length ?? 0, address: LINK.exec(attributes.instr ?? '')?.[1] ?? null });
      if (paragraph === undefined) return;
      const value = attributes.val ?? '';
      if (inParagraphProperties > 0) {
        if (name === 'pStyle') paragraph.style ??= value;
        if (name === 'numId') paragraph.list = { id: value, level: paragraph.list?.level ?? 0 };
        if (name === 'ilvl') paragraph.list = { id: paragraph.list?.id ?? '0', level: Number(value) || 0 };
        if (name === 'del' && inRunProperties > 0) paragraph.joined = true;
      } else if (inRunProperties > 0) {
        if (name === 'vanish') vanished = !/^(?:0|false|off)$/.test(value);
        else if (name === 'vertAlign') superscript = value === 'superscript';
        else if (STRUCK.has(name)) crossed ||= !/^(?:0|false|off)$/.test(value);
      } else if (name === 'tab') add('\t');
      else if (name === 'br' || name === 'cr') add('\n');
      else if (name === 'noBreakHyphen') add('\u2011');
      else if (name === 'sym') add(symbol(attributes.font ?? '', attributes.char ?? ''));
      else if (name === 'fldChar') field(attributes.fldCharType ?? '');
      else if (name === 'commentReference' && unseen === 0) to.note('comment', attributes.id ?? '');
      else if (name === 'footnoteReference' && unseen === 0) to.note('footnote', attributes.id ?? '');
      else if (name === 'endnoteReference' && unseen === 0) to.note('endnote', attributes.id ?? '');
      if (name === 'ins' || name === 'del' || name === 'moveFrom') changes += 1;
    },
    close: (name) => {
      if (name === 'pPr') inParagraphProperties -= 1;
      else if (name === 'rPr') inRunProperties -= 1;
      else if (name === 't' || name === 'delText') inText = false;
      else if (name === 'del' && inParagraphProperties === 0 && inRunProperties === 0) deleted -= 1;
      else if (name === 'instrText') inInstruction = false;
      else if (name === 'txbxContent') boxes -= 1;
      else if (name === 'hyperlink' || name === 'fldSimple') {
        const link = links.pop();
        if (link !== undefined) endLink(link.from, link.address);
      } else if (name === 'r') {
        vanished = false;
        crossed = false;
      } else if (name === 'p') {
        const paragraph = paragraphs.pop();
        if (paragraph !== undefined) finish(paragraph);
      }
      if (UNSEEN.has(name) && inParagraphProperties === 0 && inRunProperties === 0) unseen -= 1;
    },
    text: (text) => {
      if (inText) add(superscript ? raised(text) : text);
      const open = fields.at(-1);
      if (inInstruction && open !== undefined) open.instruction += text;
    },
  };
}

/** Ticks and crosses of the symbol fonts that people use as status marks. */
const SYMBOLS: Readonly<Record<string, string>> = {
  fc: '✓',
  fb: '✗',
  fe: '☑',
  fd: '☒',
  a8: '☐',
  b7: '•',
  e0: '→',
  f0: '⇨',
};

function symbol(font: string, char: string): string {
  const code = Number.parseInt(char, 16);
  if (!Number.isFinite(code) || code > 0x10ffff) return '';
  const known = /wingdings/i.test(font) ? SYMBOLS[char.slice(-2).toLowerCase()] : undefined;
  return known ?? String.fromCodePoint(code);
}
