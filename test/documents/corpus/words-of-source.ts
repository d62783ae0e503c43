import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/**
 * All words of an input file, put in a row by means of its own: enough to see that a truth says nothing that the
 * file does not, and apart from the product's reader on purpose. `current` lacks what is struck through or deleted.
 */
export function wordsOfSource(path: string): { readonly all: string; readonly current: string } {
  const bytes = readFileSync(path);
  if (path.endsWith('.docx')) {
    const xml = partsOf(bytes, /^word\/(document|header\d|footer\d|footnotes)\.xml$/);
    return { all: stripped(xml, WORD_BREAK), current: stripped(xml.replaceAll(WORD_STRUCK, ''), WORD_BREAK) };
  }
  if (path.endsWith('.xlsx')) {
    const xml = partsOf(bytes, /^xl\/(sharedStrings|workbook|worksheets\/sheet\d+)\.xml$/).replaceAll(PHONETIC, '');
    return { all: stripped(xml, /<\/(si|is|v)>/g), current: stripped(xml.replaceAll(SHEET_STRUCK, ''), /<\/si>/g) };
  }
  const text = decoded(bytes);
  if (path.endsWith('.html')) {
    const shown = text.replaceAll(/<(script|style)\b.*?<\/\1>|<!--.*?-->/gs, ' ');
    return { all: stripped(shown, HTML_BREAK), current: stripped(shown.replaceAll(HTML_STRUCK, ''), HTML_BREAK) };
  }
  const plain = text.replaceAll('""', '"');
  return { all: plain, current: plain };
}

const WORD_BREAK = /<\/w:(p|tc|tr)>|<w:(br|tab)\b[^>]*>/g;
const WORD_STRUCK =
  /<w:delText\b[^>]*>.*?<\/w:delText>|<w:r>(?:(?!<\/w:r>).)*?<w:d?strike(?: w:val="(?:true|1)")?\/>.*?<\/w:r>/gs;
const SHEET_STRUCK = /<r><rPr>(?:(?!<\/rPr>).)*?<strike(?: val="(?:true|1)")?\/>.*?<\/r>/gs;
const PHONETIC = /<rPh\b.*?<\/rPh>/gs;
const HTML_BREAK = /<\/?(p|div|li|td|th|tr|h\d|dt|dd|br|summary|section|caption|title|ul|ol|button)\b[^>]*>/g;
const HTML_STRUCK = /<(del|s|strike)>.*?<\/\1>/gs;

function partsOf(zip: Uint8Array, wanted: RegExp): string {
  const parts = unzipSync(zip, { filter: (file) => wanted.test(file.name) });
  return Object.values(parts)
    .map((part) => strFromU8(part))
    .join('\n');
}

function stripped(markup: string, breaks: RegExp): string {
  return unescaped(markup.replaceAll(breaks, ' ').replaceAll(/<[^>]*>/g, ''));
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  pound: '£',
  hellip: '…',
  eacute: 'é',
};

function unescaped(text: string): string {
  return text.replaceAll(/&(#x?)?([0-9a-zA-Z]+);/g, (whole, mark: string | undefined, name: string) => {
    if (mark === undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(Number.parseInt(name, mark === '#x' ? 16 : 10));
  });
}

/** What windows-1252 has from 0x80 on where Unicode has control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'.split('');

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => WINDOWS[byte - 0x80] ?? String.fromCharCode(byte)).join('');
  }
}
