import type {
  SourceBlock,
  SourceCell,
  SourceDocument,
  SourceNote,
} from '../../../../domain/importing/account/reading.js';
import { type OfficePackage, relationshipsOf, savedDay } from '../package/office-package.js';
import { readXml } from '../package/xml.js';
import { RefusedFile } from '../text/refused-file.js';
import { aroundPages, type Beside, notesOf } from './beside.js';
import { listNumbers } from './numbered-lists.js';
import { paragraphStyles } from './read-styles.js';
import { cellTextOf, flattened, openTable, rowsOfTable, tableProperty, type WordTable } from './read-table.js';
import { type NoteKind, wordCollector } from './read-words.js';

interface NoteReference {
  readonly kind: NoteKind;
  readonly id: string;
  readonly line: number;
}

/**
 * Reads a Word document (ECMA-376 part 1, 17) into the neutral form. Tracked changes are taken as accepted, numbers of
 * lists as typed, merged cells as standing in each of their rows, tables inside cells as lines, the address of a link
 * behind its words. Footnotes, comments, text boxes, descriptions of pictures, headers and footers of pages, hidden text
 * and text covered by a merge follow at the end, as text that has no place in the plan. Lines are paragraphs and rows
 * in order. Nothing outside the file is followed.
 */
export function readDocx(office: OfficePackage): SourceDocument {
  const { parts, main } = office;
  const byId = relationshipsOf(parts, main);
  const related = [...byId.values()];
  const partOf = (type: string) => related.find((each) => each.type === type)?.target ?? null;
  const blocks: SourceBlock[] = [];
  const notes: SourceNote[] = [];
  const extra: Beside[] = [];
  const references: NoteReference[] = [];
  const tables: WordTable[] = [];
  let free: SourceCell[] = [];
  let line = 0;
  let paragraphCount = 0;
  let tableCount = 0;
  let merged = 0;
  const closeFree = () => {
    if (free.length > 0) blocks.push({ kind: 'text', paragraphs: free });
    free = [];
  };
  const collector = wordCollector({
    styles: paragraphStyles(parts, partOf('styles')),
    lists: listNumbers(parts, partOf('numbering')),
    paragraph: ({ text, level, boxed, listed }) => {
      if (boxed) {
        if (text.trim() !== '') extra.push({ where: `text box near line ${line}`, text, asks: true });
        return;
      }
      const cell = tables.at(-1)?.rows.at(-1)?.cells.at(-1);
      if (cell !== undefined) {
        cell.paragraphs.push(text);
        return;
      }
      paragraphCount += 1;
      const clean = cellTextOf([text]);
      if (clean === '') return;
      line += 1;
      const place = { line, where: `paragraph ${paragraphCount}` };
      free.push({ place, raw: text, text: clean, ...(level === null ? {} : { level }), ...(listed ? { listed } : {}) });
    },
    hidden: (text) => void extra.push({ where: `hidden text near line ${line}`, text }),
    note: (kind, id) => void references.push({ kind, id, line }),
    picture: (text) => void extra.push({ where: `description of a picture near line ${line}`, text }),
    addressOf: (id) => byId.get(id)?.address ?? null,
  });
  const closeTable = () => {
    const table = tables.pop();
    if (table === undefined) return;
    const outer = tables.at(-1);
    if (outer !== undefined) {
      outer.inner += 1 + table.inner;
      outer.rows
        .at(-1)
        ?.cells.at(-1)
        ?.paragraphs.push(...flattened(table));
      return;
    }
    const read = rowsOfTable(table);
    merged += read.merged;
    if (read.rows.length > 0) blocks.push({ kind: 'rows', rows: read.rows });
    for (const { line: at, text } of read.covered)
      extra.push({ where: `covered by the merged cell in line ${at}`, text });
    if (table.inner > 0) {
      const what = `${table.inner} ${table.inner === 1 ? 'table stands' : 'tables stand'} inside cells of table ${table.number}. Their rows were read as lines of text. Is that right?`;
      notes.push({ kind: 'question', line: read.rows[0]?.line ?? line, what });
    }
  };
  const bytes = parts.read(main);
  if (bytes === null) throw new RefusedFile('The file is damaged: its main part is missing.');
  let inRowProperties = false;
  let boxes = 0;
  readXml(bytes, main, {
    open: (name, attributes) => {
      const table = tables.at(-1);
      if (name === 'txbxContent') boxes += 1;
      // A table in a text box is lines of it.
      if (boxes > 0) {
        collector.open(name, attributes);
        return;
      }
      if (name === 'tbl') {
        if (table === undefined) {
          closeFree();
          tableCount += 1;
        }
        tables.push(openTable(tableCount));
      } else if (name === 'tr' && table !== undefined) {
        if (tables.length === 1) line += 1;
        table.rows.push({ line, before: 0, dropped: false, cells: [] });
      } else if (name === 'tc' && table !== undefined) {
        table.rows.at(-1)?.cells.push({ paragraphs: [], fill: null, across: 1, above: false, dropped: false });
      } else if (name === 'trPr') inRowProperties = true;
      else if (inRowProperties && name === 'del') {
        const row = table?.rows.at(-1);
        if (row !== undefined) row.dropped = true;
        return;
      } else if (inRowProperties && name === 'ins') return;
      else if (table !== undefined) tableProperty(table, name, attributes);
      collector.open(name, attributes);
    },
    close: (name) => {
      if (boxes > 0) {
        collector.close(name);
        if (name === 'txbxContent') boxes -= 1;
        return;
      }
      if (name === 'trPr') inRowProperties = false;
      if (inRowProperties && (name === 'del' || name === 'ins')) return;
      collector.close(name);
      if (name === 'tbl') closeTable();
    },
    text: (text) => collector.text(text),
  });
  closeFree();
  if (collector.changes() > 0) {
    const what = `The document has tracked changes (${collector.changes()}). They were read as accepted: added words are in, deleted words are out.`;
    notes.push({ kind: 'repair', line: 1, what });
  }
  if (merged > 0) {
    const what = `${merged} places stand in merged cells. The text of a merged cell counts for each of its rows.`;
    notes.push({ kind: 'repair', line: 1, what });
  }
  for (const { kind, id, line: at } of references) {
    const { text = '', author = '' } = notesOf(office, partOf(`${kind}s`), kind).get(id) ?? {};
    const by = author === '' ? '' : ` by ${author}`;
    const where = kind === 'comment' ? `comment${by} near line ${at}` : `${kind} ${id}, referred to in line ${at}`;
    if (text !== '') extra.push({ where, text, asks: kind !== 'comment' });
  }
  extra.push(...aroundPages(office, related));
  return { format: 'docx', blocks: [...blocks, ...extraBlock(extra, line)], notes, ...savedDay(parts) };
}

/** Text that no row can take, after everything else so that it is reported with its place. */
function extraBlock(extra: readonly Beside[], last: number): SourceBlock[] {
  const paragraphs = extra
    .filter(({ text }) => text.trim() !== '')
    .map(
      ({ where, text, asks }, index): SourceCell => ({
        place: { line: last + index + 1, where },
        raw: text,
        text: text.trim(),
        ...(asks === true ? {} : { aside: true }),
      }),
    );
  return paragraphs.length === 0 ? [] : [{ kind: 'text', paragraphs }];
}
