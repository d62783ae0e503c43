import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  type IStylesOptions,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { ALARM, docxStyles, MARGIN, mm, PAGE, RULE, STYLE } from '../formats/docx/write-styles.js';
import { corePropertiesOf } from '../formats/package/core-properties.js';
import { paragraphsOf, printable } from '../formats/text/printable.js';
import { dataRow, dataTable, fact, heading, words } from '../own/write/docx-parts.js';
import { shortened } from '../own/write/words.js';
import { markOf, type Report, type ReportBlock, type Rich } from './report.js';

/** 7.1:1 on white. */
const CAME = '0B5230';
/** Rows up to this many characters are kept on one page. */
const SHORT_ROW = 600;

/** A report as a Word document (OOXML, A4, en-GB); what is not public is marked on every page. `at` is when it was made. */
export async function writeReportDocx(report: Report, at: Instant): Promise<Uint8Array> {
  const compact = report.onePage;
  const side = compact ? mm(16) : MARGIN.public;
  const file = new Document({
    title: printable(`${report.kind}: ${report.title}`),
    creator: printable(report.organisation),
    styles: compact ? onePageStyles() : docxStyles('public'),
    sections: [
      {
        properties: {
          page: {
            size: { ...PAGE },
            margin: { top: mm(17), bottom: mm(15), left: side, right: side, header: mm(8), footer: mm(7) },
          },
        },
        headers: { default: new Header({ children: [marginLine(report)] }) },
        footers: { default: footerOf(report, PAGE.width - 2 * side) },
        children: [...opening(report), ...report.blocks.flatMap((each) => block(each, PAGE.width - 2 * side))],
      },
    ],
  });
  const { kind, title, organisation } = report;
  const subject = markOf(report) ?? kind;
  const properties = corePropertiesOf({ title: `${kind}: ${title}`, subject, organisation, at });
  return new Uint8Array(await Packer.toArrayBuffer(file, undefined, [{ path: 'docProps/core.xml', data: properties }]));
}

/** Between the two layouts of the plan: large enough to read, small enough for one sheet. Sizes are half-points. */
function onePageStyles(): IStylesOptions {
  const styles = docxStyles('wide');
  const sizes: Readonly<Record<string, number>> = { [STYLE.body]: 19, [STYLE.fact]: 19, [STYLE.note]: 17 };
  return {
    ...styles,
    paragraphStyles: (styles.paragraphStyles ?? []).map((style) => {
      const size = sizes[style.id];
      return size === undefined ? style : { ...style, run: { ...style.run, size } };
    }),
  };
}

function opening(report: Report): readonly FileChild[] {
  return [
    words(report.kind, STYLE.note, { keepNext: true }),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      children: [new TextRun(paragraphsOf(report.title).join(' '))],
    }),
    words(report.organisation, STYLE.fact, { keepNext: true }),
    ...report.standing.map((line) => words(line, STYLE.note)),
  ];
}

function block(each: ReportBlock, width: number): readonly FileChild[] {
  switch (each.kind) {
    case 'heading':
      return [heading(each.text, each.level === 2 ? 'HEADING_1' : 'HEADING_2')];
    case 'note':
      return [words(each.text, STYLE.note)];
    case 'text':
      return text(each.text, each.label);
    case 'lines':
      return each.lines.map(({ about, text: said }) => fact(about, said, STYLE.fact));
    case 'table': {
      const whole = each.shares.reduce((sum, share) => sum + share, 0);
      const widths = each.shares.map((share) => Math.floor((width * share) / whole));
      const rows = each.rows.map((row) =>
        dataRow(
          widths,
          row.map((cell) => paragraphsOf(cell).map((paragraph) => words(paragraph, STYLE.cell))),
          { short: row.join('').length <= SHORT_ROW },
        ),
      );
      return [dataTable(widths, each.titles, rows)];
    }
  }
}

function text(rich: Rich, label: string | undefined): readonly FileChild[] {
  if (typeof rich === 'string') {
    const [first = '', ...rest] = paragraphsOf(rich);
    const opens = label === undefined ? words(first, STYLE.body) : fact(label, first, STYLE.body);
    return [opens, ...rest.map((paragraph) => words(paragraph, STYLE.body))];
  }
  const runs = rich.flatMap(({ kind, text: said }) =>
    printable(said)
      .split('\n')
      .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}), ...LOOK[kind] })),
  );
  const labelled = label === undefined ? [] : [new TextRun({ text: `${label}: `, bold: true })];
  return [new Paragraph({ style: STYLE.body, children: [...labelled, ...runs] })];
}

/** Told by a line through or under; colour only repeats it. */
const LOOK = {
  same: {},
  gone: { strike: true, color: ALARM },
  new: { underline: {}, color: CAME },
} as const;

function marginLine(report: Report): Paragraph {
  const mark = markOf(report);
  const kind = printable(report.kind);
  return new Paragraph({
    style: STYLE.margin,
    spacing: { after: 120 },
    children: [mark === null ? new TextRun(kind) : markRun(`${mark} — ${kind}`)],
  });
}

function footerOf(report: Report, width: number): Footer {
  const title = shortened(printable(`${report.organisation}: ${report.title}`), 95);
  const mark = markOf(report);
  const marking = mark === null ? [] : [new Paragraph({ style: STYLE.margin, children: [markRun(mark)] })];
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.margin,
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: RULE } },
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [
          new TextRun(title),
          new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
      ...marking,
    ],
  });
}

function markRun(mark: string): TextRun {
  return new TextRun({ text: printable(mark), bold: true, color: ALARM });
}
