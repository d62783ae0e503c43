import { type FilledItem, type FilledSheet, SHEET_LABELS } from '../../../../domain/asking/return-sheet.js';
import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceRow,
  UnreadablePlan,
} from '../../../../domain/importing/account/reading.js';
import { readSourceDocument } from '../../formats/source-document.js';
import { isPageFooter, isSheetText, REFERENCE } from './words.js';

export type SheetReading =
  | { readonly kind: 'sheet'; readonly sheet: FilledSheet }
  | { readonly kind: 'unreadable'; readonly problem: UnreadablePlan };

type Field = keyof typeof SHEET_LABELS;
type Answers = { -readonly [K in keyof FilledItem]: FilledItem[K] };

const FIELDS = Object.entries(SHEET_LABELS) as readonly [Field, string][];
const KEPT: ReadonlySet<string> = new Set(['status', 'update', 'evidence', 'noChange', 'previous']);

/**
 * Reads a return sheet that came back, whatever program it went through: Word, Excel, LibreOffice, Google Docs, or
 * saved as a web page or as text. Places for answers are found by their labels, so changed fonts, deleted rows and
 * added lines do no harm; text that stands in none of them is handed back with its place.
 */
export function readReturnSheet(bytes: Uint8Array): SheetReading {
  const reading = readSourceDocument(bytes);
  if (reading.kind === 'unreadable') return isPlainText(bytes) ? PLAIN_TEXT : reading;
  if (reading.document.format === 'txt' && isPlainText(bytes)) return PLAIN_TEXT;
  return { kind: 'sheet', sheet: filledSheet(reading.document) };
}

const PLAIN_TEXT: SheetReading = {
  kind: 'unreadable',
  problem: {
    line: null,
    column: null,
    reason:
      'The sheet was saved as plain text, in which nobody can tell the answers from the rest. Save it as a Word document, a workbook or a web page and import that file.',
  },
};

/** A sheet of ours whose tables are gone: its reference stands there, and no file of an office program has it in plain. */
function isPlainText(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return !text.startsWith('%PDF') && !text.startsWith('{\\rtf') && REFERENCE.test(text);
}

/** As `readReturnSheet`, of a document that is read already. */
export function filledSheet(document: SourceDocument): FilledSheet {
  const items: Answers[] = [];
  const elsewhere: { where: string; text: string }[] = [];
  let reference: string | null = null;
  const stray = (cell: SourceCell, text = cell.text) => {
    if (text.trim() === '' || isSheetText(text) || (cell.aside === true && isPageFooter(text))) return;
    elsewhere.push({ where: cell.place.where ?? `line ${cell.place.line}`, text });
  };
  // the label above goes on: in Word a row that is added below has none
  let field: Field | null = null;
  let columns: ReadonlyMap<number, Field> | null = null;
  const takeCell = (item: Answers, into: Field, cell: SourceCell) => {
    if (!isKept(into)) return;
    const before = item[into];
    item[into] = before === '' || cell.text === '' ? before + cell.text : `${before}\n${cell.text}`;
  };
  const listRow = (row: SourceRow, labels: ReadonlyMap<number, Field>) => {
    const cellOf = (wanted: Field) => row.cells.find((_, index) => labels.get(index) === wanted);
    const ref = cellOf('ref')?.text.trim() ?? '';
    if (ref === '' || /\s\S+\s/.test(ref)) {
      for (const cell of row.cells) stray(cell);
      return;
    }
    const item: Answers = { ref, status: '', update: '', evidence: '', noChange: '', previous: '' };
    items.push(item);
    for (const [index, cell] of row.cells.entries()) {
      const into = labels.get(index);
      if (into === undefined) stray(cell);
      else takeCell(item, into, cell);
    }
  };
  const formRow = (row: SourceRow) => {
    const [first, ...others] = row.cells.filter((cell, index) => index === 0 || cell.text !== '');
    if (first === undefined) return;
    const label = fieldOf(first.text);
    if (label === 'ref') {
      const ref = others[0]?.text.trim() ?? '';
      items.push({ ref, status: '', update: '', evidence: '', noChange: '', previous: '' });
      field = null;
      return;
    }
    const item = items.at(-1);
    if (label !== null) {
      field = label;
      // below the label stand our hints; anything else was typed there
      for (const line of first.text.split('\n').slice(1)) stray(first, line);
    }
    if (label === null && first.text !== '') {
      // a row of their own: kept apart from the answers, and told
      for (const cell of [first, ...others]) stray(cell);
      return;
    }
    for (const cell of others) {
      if (item === undefined || field === null) stray(cell);
      else takeCell(item, field, cell);
    }
  };
  for (const cell of textsOf(document.blocks)) {
    reference ??= REFERENCE.exec(cell.text.replace(/[\s\u00ad\u200b]+/g, ''))?.[0] ?? null;
  }
  for (const block of document.blocks) {
    if (block.kind === 'text') {
      for (const cell of block.paragraphs) stray(cell);
      continue;
    }
    for (const row of block.rows) {
      const labels = labelsOf(row, columns);
      if (labels !== null) columns = labels;
      else if (columns !== null && !isFormRow(row)) listRow(row, columns);
      else formRow(row);
    }
  }
  return { reference, items, elsewhere, notes: (document.notes ?? []).map(({ what }) => what) };
}

function isKept(field: Field): field is 'status' | 'update' | 'evidence' | 'noChange' | 'previous' {
  return KEPT.has(field);
}

/**
 * A row of column labels: "Ref" and, to the right of it, "Your update". In a form "Your update" stands on the left, and
 * whatever stands to the right of a label is an answer, also where it is the word of another label. Below column labels
 * only the same ones, at the same places, are labels again.
 */
function labelsOf(row: SourceRow, known: ReadonlyMap<number, Field> | null): ReadonlyMap<number, Field> | null {
  const labels = new Map<number, Field>();
  for (const [index, cell] of row.cells.entries()) {
    const field = fieldOf(cell.text);
    if (field !== null && ![...labels.values()].includes(field)) labels.set(index, field);
  }
  const fields = [...labels.values()];
  if (fields.indexOf('ref') < 0 || fields.indexOf('update') < fields.indexOf('ref')) return null;
  const again = known === null || [...known].every(([index, field]) => labels.get(index) === field);
  return again ? labels : null;
}

/** A row of a form has its label on the left and something, or nothing, beside it. */
function isFormRow(row: SourceRow): boolean {
  return fieldOf(row.cells[0]?.text ?? '') !== null && row.cells.length <= 3;
}

/** The field that a label names; what follows the label (a hint in brackets, a date) does not count. */
function fieldOf(text: string): Field | null {
  const [line = ''] = text.trim().split('\n');
  const words = plain(line);
  return (
    FIELDS.find(([, label]) => words === plain(label) || plain(line.split(/[(:,]/)[0] ?? '') === plain(label))?.[0] ??
    null
  );
}

function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function textsOf(blocks: readonly SourceBlock[]): readonly SourceCell[] {
  return blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : block.rows.flatMap((row) => row.cells)));
}
