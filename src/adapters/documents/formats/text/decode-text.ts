import type { UnreadablePlan } from '../../../../domain/importing/account/reading.js';
import { isHtml, saysWindows1252 } from './html-kind.js';

/** The text of a file, or why it is none. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly problem: UnreadablePlan };

const SAVE_AGAIN =
  'Save the plan as a Word document, as a workbook, or as text (UTF-8, separated by tabs or commas) and import that file.';
const AND_IMPORT = 'and import that file.';
const PICTURE = 'The file is a picture, which cannot be read. Import the document that it shows, not a picture of it.';

/** First bytes of files that are no text (as listed by their formats' own specifications), and what to do instead. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly refusal: string }[] = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    refusal:
      'The file is a PDF, which cannot be read. Import the Word document, workbook or web page that it was made from.',
  },
  {
    bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    refusal: `The file is a rich text (RTF) file. Open it in Word or LibreOffice, save it as a Word document (.docx) ${AND_IMPORT}`,
  },
  { bytes: [0x1f, 0x8b], refusal: 'The file is a gzip archive. Unpack it and import the plan itself.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], refusal: 'The file is a 7z archive. Unpack it and import the plan itself.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], refusal: 'The file is a rar archive. Unpack it and import the plan itself.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], refusal: PICTURE },
  { bytes: [0xff, 0xd8, 0xff], refusal: PICTURE },
  { bytes: [0x47, 0x49, 0x46, 0x38], refusal: PICTURE },
  { bytes: [0x49, 0x49, 0x2a, 0x00], refusal: PICTURE },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], refusal: PICTURE },
];

/**
 * Decodes the bytes of a text file: UTF-8 with or without its mark, UTF-16 with its mark or plainly that, and Windows-1252
 * only where every byte is plainly that, or a page says so. Anything else is refused with the line and the column (in UTF-16 units) of the first
 * byte that does not fit.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const known = SIGNATURES.find(({ bytes: first }) => first.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return refused(1, 1, known.refusal);
  if (startsWith(bytes, 0xff, 0xfe)) return decoded(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decoded(bytes.subarray(2), 'utf-16be');
  const unmarked = nullsInTurn(bytes);
  if (unmarked !== null) return decoded(bytes, unmarked);
  const marked = startsWith(bytes, 0xef, 0xbb, 0xbf);
  return decoded(marked ? bytes.subarray(3) : bytes, 'utf-8');
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): DecodedText {
  const strict = strictly(bytes, encoding);
  if (strict !== null) return checked(strict);
  if (encoding === 'utf-8' && (isPlainlyWindows1252(bytes) || isWindows1252Page(bytes)))
    return checked(windows1252(bytes));
  if (encoding === 'utf-8' && isBinary(bytes)) {
    return refused(
      1,
      1,
      `The file is damaged, or of another kind than its name says: it is no Word document, no workbook and no text. ${SAVE_AGAIN}`,
    );
  }
  const [line, column] = placeAfter(validStart(bytes, encoding));
  const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16';
  const reason = `The file is not in one encoding: at line ${line}, character ${column}, it stops being ${name}. Open it in the program that made it, save it as UTF-8 and import that file.`;
  return refused(line, column, reason);
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The longest start of the bytes that decodes, found by halving. */
function validStart(bytes: Uint8Array, encoding: string): string {
  // A streaming decoder keeps an unfinished character for later instead of refusing it.
  const upTo = (end: number) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end), {
        stream: true,
      });
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  };
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (upTo(middle) === null) bad = middle;
    else good = middle;
  }
  return upTo(good) ?? '';
}

/** Tab, line feed, vertical tab (Word's line break), form feed and carriage return are the only controls of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]/;

/** Programs leave marks of their own in pages (LibreOffice one at the end of each list to choose from); no browser shows them. */
function checked(text: string): DecodedText {
  const control = CONTROL.exec(text);
  if (control === null) return { kind: 'text', text };
  if (isHtml(text)) return { kind: 'text', text: text.replace(new RegExp(CONTROL, 'g'), '') };
  const [line, column] = placeAfter(text.slice(0, control.index));
  return refused(
    line,
    column,
    `The file is no text: line ${line}, character ${column}, holds a character that no text has. ${SAVE_AGAIN}`,
  );
}

/** Controls that no text has are 27 of 256 bytes by chance; in a text with a damaged character there is hardly one. */
function isBinary(bytes: Uint8Array): boolean {
  const controls = bytes.reduce((sum, byte) => sum + (byte < 0x09 || (byte > 0x0d && byte < 0x20) ? 1 : 0), 0);
  return controls > bytes.length / 100;
}

/** Every other of the first bytes is a null: Latin text in UTF-16 without its mark. */
function nullsInTurn(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const first = [...bytes.subarray(0, 8)];
  const nullsAt = (parity: number) => first.every((byte, index) => (byte === 0) === (index % 2 === parity));
  if (first.length < 8) return null;
  return nullsAt(1) ? 'utf-16le' : nullsAt(0) ? 'utf-16be' : null;
}

/** 0x80 to 0x9f of Windows-1252 (whatwg.org/specs/encoding, index windows-1252); the rest is Latin-1. */
const WINDOWS_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Node's own decoder for Windows-1252 leaves these bytes as control characters (seen in Node 20). */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (each) => WINDOWS_HIGH[each.charCodeAt(0) - 0x80] ?? each);
}

/** Bytes above ASCII that English documents from Windows use for punctuation and signs. */
const WINDOWS_SIGNS = new Set([
  0x80, 0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa3, 0xa7, 0xa9, 0xab,
  0xae, 0xb0, 0xb1, 0xb2, 0xb3, 0xb7, 0xbb, 0xbc, 0xbd, 0xbe,
]);
const WINDOWS_LETTERS = new Set([0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f]);

/**
 * Plainly Windows-1252: a sprinkling of bytes above ASCII, each a sign that English uses or a letter beside another
 * letter, and no sequence that would be a character in UTF-8 (which would make it a damaged UTF-8 file).
 */
function isPlainlyWindows1252(bytes: Uint8Array): boolean {
  let high = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    high += 1;
    const next = bytes[index + 1] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4 && next >= 0x80 && next <= 0xbf) return false;
    const letter = WINDOWS_LETTERS.has(byte) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7 && byte !== 0xff);
    const fits = WINDOWS_SIGNS.has(byte) || (letter && (isAsciiLetter(bytes[index - 1] ?? 0) || isAsciiLetter(next)));
    if (!fits) return false;
  }
  return high > 0 && high <= bytes.length / 10;
}

function isWindows1252Page(bytes: Uint8Array): boolean {
  const start = windows1252(bytes.subarray(0, 4_000));
  return isHtml(start) && saysWindows1252(start);
}

function isAsciiLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Line and character, both from 1, of what comes after a text. */
function placeAfter(text: string): [line: number, column: number] {
  const lines = text.split(/\r\n|\r|\n/);
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}

function startsWith(bytes: Uint8Array, ...first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}

function refused(line: number, column: number, reason: string): DecodedText {
  return { kind: 'unreadable', problem: { line, column, reason } };
}
