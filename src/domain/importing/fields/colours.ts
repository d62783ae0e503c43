import type { Status } from '../../plan/plan.js';
import { cellsOf, type Ledger } from '../account/ledger.js';
import type { SourceCell, SourceDocument, SourceRow } from '../account/reading.js';
import type { PlanLine } from '../layout/lines.js';
import { statusIn } from '../words/status-words.js';

/** What a document itself says that its colours, letters ("R") and signs ("🟢") mean; letters stand under their colours. */
export type Legend = ReadonlyMap<string, Status>;

/** "Green – on track; Red: behind". */
const SAID = /\b(red|amber|orange|yellow|green|blue|purple)\b\s*(?:[:=–—-]|means|is)\s*([^;,.|\n]{2,40})/gi;
/** "R = off track; A = on track". */
const LETTERED = /(?<![\p{L}\p{N}])([RAYGBP])\s*(?:[:=–—-]|means|is)\s*([^;,.|\n]{2,40})/gu;
/** "🟢 on track  🔴 off track". */
const SIGNED = /(\p{Extended_Pictographic}|[✓✔✗✘])\uFE0F?\s*(?:[:=–—-]\s*|means\s|is\s)?(\p{L}[\p{L} ]{1,40})/gu;

const COLOURS: Readonly<Record<string, string>> = {
  R: 'red',
  A: 'amber',
  Y: 'yellow',
  G: 'green',
  B: 'blue',
  P: 'purple',
};

/** What a status cell has in a legend: the colour that it names or stands for, or the sign; null for words. */
export function keyInLegend(words: string): string | null {
  const bare = words.trim().replace(/\uFE0F$/u, '');
  if (/^(?:red|amber|orange|yellow|green|blue|purple)$/i.test(bare)) return bare.toLowerCase();
  return COLOURS[bare] ?? (/^(?:\p{Extended_Pictographic}|[✓✔✗✘])$/u.test(bare) ? bare : null);
}

/**
 * The legend of a document: lines that name a colour and a status, and, where no row of the plan stands, a coloured cell
 * with a status in it or beside it. A colour of which two statuses are said has none.
 */
export function legendOf(document: SourceDocument, lines: readonly PlanLine[]): Legend {
  const rows = new Set(lines.map(({ line }) => line));
  const found = new Map<string, Set<Status>>();
  const add = (colour: string, words: string) => {
    const reading = statusIn(words.trim());
    if (reading !== null) found.set(colour, (found.get(colour) ?? new Set()).add(reading.status));
  };
  for (const { place, text } of cellsOf(document)) {
    if (rows.has(place.line)) continue;
    for (const [, colour = '', words = ''] of text.matchAll(SAID)) add(colour.toLowerCase(), words);
    for (const [, letter = '', words = ''] of text.matchAll(LETTERED)) add(COLOURS[letter] ?? letter, words);
    for (const [, sign = '', words = ''] of text.matchAll(SIGNED)) add(sign, words);
  }
  for (const block of document.blocks)
    for (const cells of block.kind === 'rows'
      ? block.rows.filter(({ line }) => !rows.has(line)).map(filled)
      : [block.paragraphs])
      for (const [at, { fill, text }] of cells.entries())
        if (fill !== undefined) add(fill, text === '' ? (cells[at + 1]?.text ?? '') : text);
  return new Map(
    [...found].flatMap(([colour, [first, ...others]]) =>
      first === undefined || others.length > 0 ? [] : [[colour, first] as const],
    ),
  );
}

function filled({ cells }: SourceRow): readonly SourceCell[] {
  return cells.filter(({ text, fill }) => text !== '' || fill !== undefined);
}

/** The colour of a cell without words; null where its whole row has it, as in every second row of a table. */
export function colourIn(cell: SourceCell, { cells }: SourceRow): string | null {
  if (cell.fill === undefined || cell.text !== '') return null;
  return cells.some((other) => other.text !== '' && other.fill === cell.fill) ? null : cell.fill;
}

/** Asks once about a column in which grounds differ, where the plan has no statuses: a colour by itself says nothing. */
export function askAboutColours(lines: readonly PlanLine[], ledger: Ledger): void {
  if (lines.some(({ cells }) => cells.status !== undefined)) return;
  const columns = new Map<number, Set<string>>();
  for (const { aligned } of lines) {
    const { cells } = aligned.row;
    for (const [at, { fill }] of cells.entries()) {
      if (fill === undefined || cells.some((other, index) => index !== at && other.fill === fill)) continue;
      columns.set(at, (columns.get(at) ?? new Set()).add(fill));
    }
  }
  const [found] = [...columns].filter(([, colours]) => colours.size > 1);
  const [first] = lines;
  if (found === undefined || first === undefined) return;
  const [at, colours] = found;
  ledger.ask(
    first.line,
    null,
    `The cells of column ${at + 1} are coloured (${[...colours].join(', ')}). No status was taken from that. Do the colours say how the work stands?`,
  );
}
