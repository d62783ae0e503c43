import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A part of a Word document as a tree; throws where it is missing or is not well-formed XML. */
export function partOf(docx: Uint8Array, path: string): Element {
  const bytes = unzipSync(docx)[path];
  if (bytes === undefined) throw new Error(`The document has no ${path}`);
  return parsedXml(strFromU8(bytes));
}

/** Well-formed XML as a tree; throws at any other. */
export function parsedXml(xml: string): Element {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  return parser.parseFromString(xml, 'text/xml').documentElement;
}

/** Every element of that name (with prefix) under another, in document order. */
export function all(element: Element, name: string): Element[] {
  return Array.from(element.getElementsByTagName(name));
}

/** The words under an element. */
export function wordsOf(element: Element): string {
  return all(element, 'w:t')
    .map((text) => text.textContent ?? '')
    .join('');
}

/** The tables of a document as the words of their cells, paragraphs apart by "\n". */
export function tablesOf(body: Element): string[][][] {
  return all(body, 'w:tbl').map((table) =>
    all(table, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => all(cell, 'w:p').map(wordsOf).join('\n'))),
  );
}

/** Paragraphs of a style, as words. */
export function paragraphsInStyle(body: Element, style: string): string[] {
  return all(body, 'w:p')
    .filter((paragraph) => all(paragraph, 'w:pStyle').some((named) => named.getAttribute('w:val') === style))
    .map(wordsOf);
}

/** A file with the first of some words in one of its parts changed; throws where they are not there. */
export function spoilt(file: Uint8Array, path: string, from: string | RegExp, to: string): Uint8Array {
  const parts = unzipSync(file);
  const before = strFromU8(parts[path] ?? new Uint8Array());
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} holds no ${String(from)}`);
  return zipSync({ ...parts, [path]: strToU8(after) });
}
