import { cellsOf } from '../../../../domain/importing/account/ledger.js';
import type { SourceRow } from '../../../../domain/importing/account/reading.js';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import { isAroundPages } from '../../formats/docx/beside.js';
import { readSourceDocument } from '../../formats/source-document.js';
import { writeCsv } from '../write/csv.js';
import { writeDocx } from '../write/docx.js';
import { writeHtml } from '../write/html.js';
import { type DataLayout, type PlanData, withTexts } from '../write/plan-data.js';
import { meantText } from '../write/text-data.js';
import { writeXlsx } from '../write/xlsx.js';
import { ownDataOf } from './own-data.js';
import { revisionFileSchema, revisionOfFile } from './revision-schema.js';
import { type FilledSlots, fillSlots, slotsOf } from './text-slots.js';

/** What became of looking for a document of ours. */
export type OwnReading =
  | { readonly kind: 'ours'; readonly document: RevisionDocument }
  /** Ours once, and more than its texts was changed since; `words` is where it was noticed. */
  | { readonly kind: 'changed'; readonly words: string }
  | { readonly kind: 'foreign' };

const writersByLayout: Readonly<Record<DataLayout, (document: RevisionDocument) => Uint8Array | Promise<Uint8Array>>> =
  {
    wide: (document) => writeDocx(document, { layout: 'wide' }),
    public: (document) => writeDocx(document, { layout: 'public' }),
    page: writeHtml,
    csv: writeCsv,
    xlsx: (document) => writeXlsx(document, { layout: 'xlsx' }),
    workbook: (document) => writeXlsx(document),
  };

/**
 * Reads a document that Quarterdeck wrote, in any of its formats, to exactly the document that was written: ids, dates
 * and forms of texts come from the data beside the words, the words from what is shown, also where somebody corrected
 * them. To find them, the document is written once more with places instead of texts and the two are laid side by side.
 */
export async function readOwnDocument(bytes: Uint8Array): Promise<OwnReading> {
  const file = ownFile(bytes);
  if (file !== null) return { kind: 'ours', document: file };
  const data = ownDataOf(bytes);
  if (data === null) return { kind: 'foreign' };
  const pieces = piecesOf(bytes);
  const places = piecesOf(await writersByLayout[data.layout](placeholders(data)));
  if (pieces === null || places === null) return { kind: 'changed', words: '' };
  const filled = fillSlots(places, pieces, data.texts);
  if (filled.kind === 'differs') return { kind: 'changed', words: filled.words };
  return { kind: 'ours', document: documentOf(data, filled) };
}

/** A json file of ours, whose words are all data. */
function ownFile(bytes: Uint8Array): RevisionDocument | null {
  if (bytes[0] !== 0x7b) return null;
  try {
    const parsed = revisionFileSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? revisionOfFile(parsed.data) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function placeholders(data: PlanData): RevisionDocument {
  const place = (index: string) => {
    const text = data.texts[Number(index)];
    return text === undefined ? index : slotsOf(Number(index), text);
  };
  return withTexts(data.document, data.layout, { text: place, line: place, unshown: place });
}

function documentOf(data: PlanData, filled: Extract<FilledSlots, { kind: 'filled' }>): RevisionDocument {
  const text = (index: string) => {
    const shape = data.texts[Number(index)];
    if (shape === undefined) return index;
    return meantText((filled.texts.get(Number(index)) ?? []).join('\n'), shape);
  };
  return withTexts(data.document, data.layout, { text, line: text, unshown: text });
}

function piecesOf(bytes: Uint8Array): string[] | null {
  const source = readSourceDocument(bytes);
  if (source.kind !== 'document') return null;
  // A spreadsheet that saves csv makes all rows as long as the longest one.
  const blocks = source.document.blocks.map((block) =>
    block.kind === 'text' ? block : { ...block, rows: block.rows.map(withoutEmptyEnd) },
  );
  return cellsOf({ ...source.document, blocks })
    .filter(({ place }) => !isAroundPages(place.where))
    .map((cell) => cell.text);
}

function withoutEmptyEnd(row: SourceRow): SourceRow {
  return { ...row, cells: row.cells.slice(0, row.cells.findLastIndex((cell) => cell.text !== '') + 1) };
}
