/** A piece of a text: an address of a web page, or what stands between two. */
export interface Piece {
  readonly text: string;
  readonly isAddress: boolean;
}

/** Ends before the stop or bracket that belongs to the sentence around it. At most 2,000 characters, as browsers take. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”]{1,2000}(?<![.,;:!?)\]'’])/gi;

/** A text cut where addresses of web pages (http, https) begin and end; nothing is left out, and no piece is empty. */
export function addressesIn(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!URL.canParse(address)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), isAddress: false });
    pieces.push({ text: address, isAddress: true });
    from = index + address.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), isAddress: false });
  return pieces;
}
