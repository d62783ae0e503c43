import type { SourceBlock, SourceCell, SourceDocument } from '../account/reading.js';

/** How letters and mails end; below it stands who wrote them. */
const CLOSING =
  /^(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)|regards|thank you|yours (?:faithfully|sincerely|truly|ever))[,.]?$/i;
/** What stands below the last row of a plan: about the document, and never about a row. */
const COLOPHON =
  /^(?:next (?:review|update|report|meeting)\b|contact(?: us)?:|last (?:updated|reviewed|modified)\b|version \d|date (?:of|for) (?:next|last)\b|for (?:more|further) information\b|enquiries\b)/i;
const LONGEST_COLOPHON = 100;
/** Lines from there to the end, in words; a plan that goes on has more. */
const MOST_LINES = 6;

/** A document in which the end of a letter, and what is said of the document itself below its rows, stands around the content. */
export function withClosingsAside(document: SourceDocument): SourceDocument {
  const last = document.blocks.at(-1);
  if (last?.kind !== 'text') return document;
  const at = endOf(last.paragraphs);
  if (at === last.paragraphs.length) return document;
  const paragraphs = last.paragraphs.map((cell, index): SourceCell => (index < at ? cell : { ...cell, aside: true }));
  const closed: SourceBlock = { ...last, paragraphs };
  return { ...document, blocks: [...document.blocks.slice(0, -1), closed] };
}

/** Where the content of the last paragraphs ends. */
function endOf(paragraphs: readonly SourceCell[]): number {
  const closing = paragraphs.findLastIndex(({ text }) => CLOSING.test(text.trim()));
  const end = closing < 0 || paragraphs.length - closing > MOST_LINES ? paragraphs.length : closing;
  const before = paragraphs.slice(0, end).findLastIndex((cell) => !isColophon(cell, paragraphs));
  return before + 1;
}

/** What stands below each row ("Contact: …") is the row's. */
function isColophon({ text, level }: SourceCell, all: readonly SourceCell[]): boolean {
  const begin = level === undefined && text.length <= LONGEST_COLOPHON ? COLOPHON.exec(text)?.[0] : undefined;
  return begin !== undefined && all.filter((each) => each.text.startsWith(begin)).length === 1;
}
