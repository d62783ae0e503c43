import { SaxesParser } from 'saxes';
import { RefusedFile } from '../text/refused-file.js';

/** What a reader of one XML part is told, in document order. Names, of attributes too, are without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Characters that the parser is given at a time. */
const CHUNK = 65_536;
/** No part of a Word document or workbook nests so deep; each level would cost memory. */
const DEEPEST = 400;

/**
 * Reads one XML part as a stream of events. A document type (the door to entities and to other files) is refused, so
 * nothing is ever expanded or fetched. Throws `RefusedFile` where the part is not well-formed.
 */
export function readXml(bytes: Uint8Array, part: string, events: XmlEvents): void {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let depth = 0;
  const broken = (why: string): never => {
    throw new RefusedFile(
      `The file is damaged: its part ${part} ${why}. Open it in the program that made it, save it again and import that file.`,
    );
  };
  parser.on('doctype', () => broken('holds a document type declaration, which these files never have'));
  parser.on('error', (error) => broken(`is not well-formed XML (${error.message.replace(/[.\s]+$/, '')})`));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) broken('nests deeper than any document does');
    events.open(localName(name), localNames(attributes));
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    events.close(localName(name));
  });
  const text = events.text?.bind(events);
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = decoderOf(bytes);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  }
  parser.write(decoder.decode());
  parser.close();
}

/** Office files are UTF-8, or UTF-16 with its mark (ECMA-376 part 2, 10.1.2). */
function decoderOf(bytes: Uint8Array) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  return new TextDecoder(bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8');
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

function localNames(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let local: Record<string, string> | null = null;
  for (const name in attributes) {
    local ??= {};
    local[localName(name)] = attributes[name] ?? '';
  }
  return local ?? NO_ATTRIBUTES;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
