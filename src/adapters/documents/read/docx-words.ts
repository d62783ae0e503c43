import type { ParagraphStyle } from './docx-styles.js';
import type { ListNumbers } from './numbered-lists.js';

/** One paragraph as a reader of the document sees it, tracked changes accepted. */
export interface WordParagraph {
  readonly text: string;
  readonly level: number | null;
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

/** Content that a reader does not see: what was moved away or deleted, the second form of a drawing, pronunciation. */
const UNSEEN = new Set(['moveFrom', 'del', 'Fallback', 'rt', 'instrText', 'delText', 'delInstrText']);

/**
 * Collects paragraphs. `paragraph` is told each that ends, `hidden` what Word hides, `note` the ids of footnotes and
 * endnotes where they are referred to.
 */
export function wordCollector(to: {
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
  readonly lists: ListNumbers;
  readonly paragraph: (paragraph: WordParagraph) => void;
  readonly hidden: (text: string) => void;
  readonly note: (kind: 'footnote' | 'endnote', id: string) => void;
}): WordCollector {
  const paragraphs: Open[] = [];
  let begun: Open | null = null;
  let unseen = 0;
  let changes = 0;
  let inText = false;
  let vanished = false;
  let inParagraphProperties = 0;
  let inRunProperties = 0;
  const current = () => paragraphs.at(-1);
  const add = (text: string) => {
    const paragraph = current();
    if (unseen > 0 || paragraph === undefined) return;
    if (vanished) to.hidden(text);
    else paragraph.text += text;
  };
  const finish = (paragraph: Open) => {
    if (paragraph.joined) {
      begun = paragraph;
      return;
    }
    const style = to.styles.get(paragraph.style ?? '');
    const list = paragraph.list ?? style?.list ?? null;
    const number = list === null || list.id === '0' ? '' : to.lists.next(list.id, list.level);
    to.paragraph({ text: number === '' ? paragraph.text : `${number} ${paragraph.text}`, level: style?.level ?? null });
  };
  return {
    changes: () => changes,
    open: (name, attributes) => {
      if (UNSEEN.has(name)) {
        // A deleted mark or row is a property and holds nothing; only deleted content is passed over.
        if (inParagraphProperties === 0 && inRunProperties === 0) unseen += 1;
      }
      if (name === 'p') {
        paragraphs.push(
          begun === null ? { text: '', style: null, list: null, joined: false } : { ...begun, joined: false },
        );
        begun = null;
      } else if (name === 'pPr') inParagraphProperties += 1;
      else if (name === 'rPr') inRunProperties += 1;
      else if (name === 'r') vanished = false;
      else if (name === 't') inText = true;
      const paragraph = current();
      if (paragraph === undefined) return;
      const value = attributes.val ?? '';
      if (inParagraphProperties > 0) {
        if (name === 'pStyle') paragraph.style ??= value;
        if (name === 'numId') paragraph.list = { id: value, level: paragraph.list?.level ?? 0 };
        if (name === 'ilvl') paragraph.list = { id: paragraph.list?.id ?? '0', level: Number(value) || 0 };
        if (name === 'del' && inRunProperties > 0) paragraph.joined = true;
      } else if (inRunProperties > 0) {
        if (name === 'vanish') vanished = !/^(?:0|false|off)$/.test(value);
      } else if (name === 'tab') add('\t');
      else if (name === 'br' || name === 'cr') add('\n');
      else if (name === 'noBreakHyphen') add('\u2011');
      else if (name === 'sym') add(symbol(attributes.font ?? '', attributes.char ?? ''));
      else if (name === 'footnoteReference' && unseen === 0) to.note('footnote', attributes.id ?? '');
      else if (name === 'endnoteReference' && unseen === 0) to.note('endnote', attributes.id ?? '');
      if (name === 'ins' || name === 'del' || name === 'moveFrom') changes += 1;
    },
    close: (name) => {
      if (name === 'pPr') inParagraphProperties -= 1;
      else if (name === 'rPr') inRunProperties -= 1;
      else if (name === 't') inText = false;
      else if (name === 'r') vanished = false;
      else if (name === 'p') {
        const paragraph = paragraphs.pop();
        if (paragraph !== undefined) finish(paragraph);
      }
      if (UNSEEN.has(name) && inParagraphProperties === 0 && inRunProperties === 0) unseen -= 1;
    },
    text: (text) => {
      if (inText) add(text);
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
