import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceNote,
} from '../../../../domain/importing/account/reading.js';

/** Private characters around words that are struck through or deleted, between a reader of files and `withoutStruck`. */
const FROM = '\ue0f0';
const TO = '\ue0f1';
const STRUCK = new RegExp(`${FROM}([^${FROM}${TO}]*)${TO}`, 'g');
const SEAM = new RegExp(`${TO}(\\s*)${FROM}`, 'g');

/** Marks words of a document as struck through or deleted. */
export function struck(text: string): string {
  return text === '' ? '' : `${FROM}${text}${TO}`;
}

/** Whether some words of a text are marked so. */
export function isStruckInPart(text: string): boolean {
  return text.includes(FROM);
}

/**
 * A document without its struck words, which are never current text. They stand aside, each with its place, so that
 * they are told as left out.
 */
export function withoutStruck(document: SourceDocument): SourceDocument {
  const aside: SourceCell[] = [];
  const cleared = (cell: SourceCell): SourceCell => {
    if (!isStruckInPart(cell.text)) return cell;
    const joined = cell.text.replace(SEAM, '$1');
    for (const [, words = ''] of joined.matchAll(STRUCK)) {
      if (words.trim() !== '') aside.push({ place: cell.place, raw: words, text: words.trim(), aside: true });
    }
    const text = tidied(joined.replace(STRUCK, ''));
    return { ...cell, raw: cell.raw.replace(STRUCK, '$1'), text };
  };
  const blocks = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.map(cleared).filter(({ text }) => text !== '') }
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(cleared) })) },
  );
  const [first] = aside;
  if (first === undefined) return document;
  const what = `Words are struck through or deleted in ${aside.length === 1 ? 'one place' : `${aside.length} places`}. They were left out, as no words of the plan.`;
  const note: SourceNote = { kind: 'repair', line: first.place.line, what };
  return {
    ...document,
    blocks: [...blocks, { kind: 'text', paragraphs: aside }],
    notes: [...(document.notes ?? []), note],
  };
}

function tidied(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/ {2,}/g, ' ')
        .replace(/ +(?=[.,;:!?](?:\s|$))/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}
