import {
  Bookmark,
  BorderStyle,
  Footer,
  Header,
  HeadingLevel,
  type IParagraphOptions,
  type ITableCellOptions,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { printedIntroduction } from '../../../../domain/plan/printed.js';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import { LinkField } from '../../formats/docx/write-link.js';
import { BULLETS, type LongTable } from '../../formats/docx/write-package.js';
import { ALARM, type DocxLayout, INK, mm, RULE, STYLE, textWidth } from '../../formats/docx/write-styles.js';
import { addressesIn } from '../../formats/text/addresses.js';
import { laidOut } from '../../formats/text/list-items.js';
import { paragraphsOr, printable, runsRightToLeft } from '../../formats/text/printable.js';
import {
  factsOf,
  hiddenRows,
  markingOf,
  ownReferencesWords,
  shortened,
  signatureWords,
  standingWords,
  titleWords,
} from './words.js';

/** One paragraph of a person's words in a style: never empty runs, right to left where the script is, addresses as links. */
export function words(text: string, style: string, more: Partial<IParagraphOptions> = {}): Paragraph {
  const clean = printable(text);
  const rightToLeft = runsRightToLeft(clean);
  const children = addressesIn(clean).map((piece) =>
    piece.isAddress
      ? new LinkField(piece.text)
      : new TextRun(rightToLeft ? { text: piece.text, rightToLeft } : piece.text),
  );
  return new Paragraph({ style, children, ...(rightToLeft ? { bidirectional: true } : {}), ...more });
}

/** The paragraphs of a person's words in a style, its lists as lists; `nothing` where there are no words. */
export function texts(
  text: string | null,
  nothing: string,
  style: string,
  more: { readonly keepNext?: boolean } = {},
): readonly Paragraph[] {
  return laidOut(text, nothing).map((part) =>
    part.isItem ? listItem(part.text, style, more) : words(part.text, style, more),
  );
}

/** A paragraph "Label: value" with the label in bold. */
export function fact(
  label: string,
  value: string,
  style: string,
  more: { readonly keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    style,
    children: [new TextRun({ text: `${label}: `, bold: true }), new TextRun(printable(value))],
    ...more,
  });
}

/** A heading in Word's own heading style, kept with what follows; `anchor` is a bookmark to link to. */
export function heading(
  text: string,
  level: 'HEADING_1' | 'HEADING_2',
  { anchor, pageBreakBefore = false }: { readonly anchor?: string; readonly pageBreakBefore?: boolean } = {},
): Paragraph {
  const run = new TextRun(printable(text));
  const children = anchor === undefined ? [run] : [new Bookmark({ id: anchor, children: [run] })];
  return new Paragraph({ heading: HeadingLevel[level], children, pageBreakBefore });
}

/** The bookmark of a requirement in the annex, by its place: an id or a ref may hold what a bookmark cannot. */
export function annexAnchor(section: number, line: number): string {
  return `annex_${section + 1}_${line + 1}`;
}

/** Title, draft mark, organisation, leads, date and seal. */
export function titleBlock(document: RevisionDocument): readonly Paragraph[] {
  const own = ownReferencesWords(document);
  return [
    ...(document.seal.kind === 'draft' ? [words(standingWords(document), STYLE.draft, { keepNext: true })] : []),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(titleWords(document))] }),
    ...factsOf(document).map(({ label, value }) => fact(label, value, STYLE.fact)),
    ...(document.seal.kind === 'revision' ? [words(standingWords(document), STYLE.fact)] : []),
    ...signatureWords(document).map((line) => words(line, STYLE.note)),
    ...(own === null ? [] : [words(own, STYLE.note)]),
  ];
}

/** What presents the plan, in its own words: headings, paragraphs, lists. */
export function* introduction(document: RevisionDocument): Iterable<Paragraph> {
  for (const part of printedIntroduction(document.introduction)) {
    if (part.kind === 'heading') yield heading(part.text, part.level === 1 ? 'HEADING_1' : 'HEADING_2');
    else if (part.kind === 'paragraph') yield* texts(part.text, '', STYLE.body);
    else yield listItem(part.text, STYLE.body);
  }
}

/** An item of a list in a style, with Word's own bullet. */
function listItem(text: string, style: string, more: { readonly keepNext?: boolean } = {}): Paragraph {
  const indent = style === STYLE.cell ? { left: mm(3), hanging: mm(3) } : { left: mm(5), hanging: mm(4) };
  return words(text, style, { numbering: { reference: BULLETS, level: 0 }, indent, ...more });
}

/** Of a draft: the rows that are not for publication, on pages of their own behind everything that is. */
export function* hiddenAnnex(document: RevisionDocument): Iterable<Paragraph> {
  const hidden = hiddenRows(document);
  if (hidden === null) return;
  yield heading(hidden.heading, 'HEADING_1', { pageBreakBefore: true });
  yield words(hidden.note, STYLE.draft);
  for (const row of hidden.rows) {
    yield heading(row.heading, 'HEADING_2');
    for (const { label, value } of row.facts) {
      const [first = '', ...others] = paragraphsOr(value, '');
      yield fact(label, first, STYLE.fact);
      yield* others.map((paragraph) => words(paragraph, STYLE.fact));
    }
  }
}

/** On the first page: nothing of a draft, whose mark stands above the title there; else as on the others. */
export function firstPageHeader(document: RevisionDocument): Header {
  return document.seal.kind === 'draft'
    ? new Header({ children: [new Paragraph({ style: STYLE.margin })] })
    : pageHeader(document);
}

/** On every page but a draft's first: the mark of a draft, or the revision's number and date. */
export function pageHeader(document: RevisionDocument): Header {
  const draft = document.seal.kind === 'draft';
  const run = new TextRun({ text: standingWords(document), ...(draft ? { color: ALARM } : {}) });
  return new Header({ children: [new Paragraph({ style: STYLE.margin, spacing: { after: 120 }, children: [run] })] });
}

/** On every page: what this is a page of, and "Page x of y". */
export function pageFooter(document: RevisionDocument, layout: DocxLayout): Footer {
  const marked = markingOf(document);
  // a marking stands at the top and at the bottom of every page
  const marking =
    marked === null
      ? []
      : [
          new Paragraph({
            style: STYLE.margin,
            children: [new TextRun({ text: printable(marked), bold: true, color: ALARM })],
          }),
        ];
  const title = shortened(printable(`${document.organisation}: ${titleWords(document)}`), layout === 'wide' ? 150 : 95);
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.margin,
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: RULE } },
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth(layout) }],
        children: [
          new TextRun(title),
          new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
      ...marking,
    ],
  });
}

/** A table of fixed widths (twips), its first row marked as header and repeated on every page. */
export function dataTable(widths: readonly number[], titles: readonly string[], rows: readonly TableRow[]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true, noVBand: true },
    margins: { top: mm(0.8), bottom: mm(0.6), left: mm(1.3), right: mm(1.3) },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [headerRow(widths, titles), ...rows],
  });
}

/** As `dataTable`, of so many rows that none should be kept. */
export function longTable(widths: readonly number[], titles: readonly string[], rows: Iterable<TableRow>): LongTable {
  return { head: dataTable(widths, titles, []), rows };
}

/** A row of cells; `short` rows are kept on one page, long ones flow over. */
export function dataRow(
  widths: readonly number[],
  cells: readonly (readonly Paragraph[])[],
  options: { readonly short: boolean; readonly opens?: boolean },
): TableRow {
  // A heavier line where a new recommendation opens lets the eye find the group.
  const opening = { borders: { top: { style: BorderStyle.SINGLE, size: 12, color: INK } } } as const;
  return new TableRow({
    ...(options.short ? { cantSplit: true } : {}),
    children: cells.map((children, index) => cell(widths[index] ?? 0, children, options.opens ? opening : {})),
  });
}

function headerRow(widths: readonly number[], titles: readonly string[]): TableRow {
  const shading = { type: ShadingType.CLEAR, color: 'auto', fill: INK };
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: titles.map((title, index) =>
      cell(widths[index] ?? 0, [words(title, STYLE.cellHeading, { keepNext: true })], {
        shading,
        verticalAlign: VerticalAlign.BOTTOM,
      }),
    ),
  });
}

function cell(width: number, children: readonly Paragraph[], options: Partial<ITableCellOptions>): TableCell {
  return new TableCell({ ...options, width: { size: width, type: WidthType.DXA }, children: [...children] });
}
