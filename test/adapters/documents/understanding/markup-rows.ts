import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** The rows of a page's table body as texts, and all of its text. */
export function readMarkup(page: Uint8Array): { readonly rows: readonly (readonly string[])[]; readonly text: string } {
  const document = parse(new TextDecoder().decode(page));
  const rows = all(document, 'tbody').flatMap((body) => all(body, 'tr'));
  return { rows: rows.map((row) => all(row, 'td').map((cell) => textOf(cell).trim())), text: textOf(document) };
}

function all(node: Node, name: string): readonly Node[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap((child) => all(child, name)) : [];
  return node.nodeName === name ? [node, ...below] : below;
}

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
