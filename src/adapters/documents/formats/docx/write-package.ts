import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { type Document, Packer, Paragraph, TextRun, type XmlComponent } from 'docx';
import { strFromU8, unzipSync, Zip, type ZipInputFile } from 'fflate';
import type { Instant } from '../../../../domain/calendar/civil-date.js';
import { inZip } from '../package/write-zip.js';
import { xmlOf } from './write-xml.js';

/** A table whose rows are made and written one after the other. */
export interface LongTable {
  /** Its properties and its header row. */
  readonly head: XmlComponent;
  readonly rows: Iterable<XmlComponent>;
}

/** What stands between the beginning of a document and its last section's properties. */
export type BodyPart = XmlComponent | LongTable;

/** The list of bullets that the library gives every document, under the number 1. */
export const BULLETS = 'default-bullet-numbering';
const BULLETS_BY_NAME = /<w:numId w:val="\{default-bullet-numbering-0\}"\/>/g;
const BOOKMARK = /(<w:bookmark(?:Start|End)(?: w:name="[^"]*")? w:id=")(\d+)"/g;
const BULLETS_BY_NUMBER = '<w:numId w:val="1"/>';
const DOCUMENT = 'word/document.xml';
const TYPES = '[Content_Types].xml';
const PLACE = 'quarterdeck-body';
/** Characters that are written at a time. */
const PIECE = 1 << 16;

/** What a document is given in place of its body, which `packedDocument` puts there. */
export function bodyPlace(): Paragraph {
  return new Paragraph({ children: [new TextRun(PLACE)] });
}

/**
 * The bytes of a document whose body comes piece by piece. The library keeps a body whole, in three forms at once,
 * which is a gigabyte at 10,000 requirements; here it makes each paragraph and row, and forgets it. Every part
 * is dated `at`, so that the same document is the same bytes. `more` are parts of our own, or in place of the library's.
 */
export async function packedDocument(
  file: Document,
  body: Iterable<BodyPart>,
  more: readonly { readonly path: string; readonly data: string }[],
  at: Instant,
): Promise<Uint8Array> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(file, undefined, more)));
  const [before, after, ...others] = strFromU8(parts[DOCUMENT] ?? new Uint8Array()).split(placeInXml());
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error('The library wrote the place of the body in a way that is not known');
  }
  const written: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    written.push(data);
  });
  // first the types of the parts, by which programs know the file for a Word document
  const names = Object.keys(parts).sort((one, other) => Number(other === TYPES) - Number(one === TYPES));
  const add = (
    name: string,
    deflated: Uint8Array<ArrayBuffer>,
    { size, crc }: { readonly size: number; readonly crc: number },
  ) => {
    const part: ZipInputFile = { filename: name, size, crc, compression: 8, mtime: inZip(at) };
    zip.add(part);
    part.ondata?.(null, deflated, true);
  };
  for (const name of names) {
    const part = parts[name] ?? new Uint8Array();
    if (name !== DOCUMENT) add(name, deflateRawSync(part), { size: part.length, crc: crc32(part) });
    else {
      const measured = { size: 0, crc: 0 };
      const pieces = inPieces(bodyXml(file, before, body, after), measured);
      add(name, await pipeline(pieces, createDeflateRaw(), (stream) => buffer(stream)), measured);
    }
  }
  zip.end();
  return new Uint8Array(Buffer.concat(written));
}

function placeInXml(): RegExp {
  return new RegExp(`<w:p>(?:(?!<w:p>).)*?${PLACE}.*?</w:p>`);
}

function* bodyXml(file: Document, before: string, body: Iterable<BodyPart>, after: string): Iterable<string> {
  // the library counts bookmarks on from one document to the next: here each has its own numbers
  const bookmarks = new Map<string, number>();
  const numberOf = (id: string) => {
    bookmarks.set(id, bookmarks.get(id) ?? bookmarks.size + 1);
    return bookmarks.get(id);
  };
  const written = (part: XmlComponent) =>
    xmlOf(part.prepForXml({ file, viewWrapper: file.Document, stack: [] }))
      .replaceAll(BULLETS_BY_NAME, BULLETS_BY_NUMBER)
      .replaceAll(BOOKMARK, (_whole, mark: string, id: string) => `${mark}${numberOf(id)}"`);
  yield before;
  for (const part of body) {
    if (!('head' in part)) yield written(part);
    else {
      const [head = ''] = written(part.head).split(/<\/w:tbl>$/);
      yield head;
      for (const row of part.rows) yield written(row);
      yield '</w:tbl>';
    }
  }
  yield after;
}

/** Texts as bytes, so many at a time; `measured` tells of all that were given so far. */
function* inPieces(texts: Iterable<string>, measured: { size: number; crc: number }): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  const bytesOf = (text: string) => {
    const bytes = encoder.encode(text);
    measured.size += bytes.length;
    measured.crc = crc32(bytes, measured.crc);
    return bytes;
  };
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield bytesOf(piece);
    piece = '';
  }
  yield bytesOf(piece);
}
