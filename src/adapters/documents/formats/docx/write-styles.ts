import { convertMillimetersToTwip, type IStylesOptions, LineRuleType } from 'docx';

/** Dark enough on white, and white on it, for 7:1 (WCAG 2.2, 1.4.6). */
export const INK = '12304F';
/** For words of second rank: 7.4:1 on white. */
const QUIET = '4A5560';
/** For the mark of a draft: 7.9:1 on white. */
export const ALARM = '8F1414';
export const RULE = 'B4BEC8';
const FONT = 'Arial';
const LANGUAGE = { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' } as const;

/** Twips of a length in millimetres. */
export const mm = convertMillimetersToTwip;

export type DocxLayout = 'public' | 'wide';

/** A4 in twips, the short side first, and the margins; `docx` turns the page for landscape. */
export const PAGE = { width: mm(210), height: mm(297) } as const;
export const MARGIN = { public: mm(20), wide: mm(11) } as const;

/** Width of the text between the margins, in twips. */
export function textWidth(layout: DocxLayout): number {
  return (layout === 'wide' ? PAGE.height : PAGE.width) - 2 * MARGIN[layout];
}

/** Names of the paragraph styles of our own; headings, title and table of contents are Word's. */
export const STYLE = {
  body: 'PlanText',
  fact: 'PlanFact',
  lastFact: 'PlanLastFact',
  draft: 'PlanDraftMark',
  note: 'PlanNote',
  contents: 'PlanContents',
  cell: 'PlanCell',
  cellHeading: 'PlanCellHeading',
  margin: 'PlanHeaderFooter',
} as const;

/** True styles for everything, so that a reader can change the look in one place and move by headings. Sizes are half-points. */
export function docxStyles(layout: DocxLayout): IStylesOptions {
  const wide = layout === 'wide';
  const cell = wide ? 15 : 20;
  const heading = { font: FONT, bold: true, color: INK } as const;
  return {
    default: {
      document: {
        run: { font: FONT, size: wide ? 18 : 22, language: LANGUAGE },
        paragraph: { spacing: spaced({ after: 120, line: 264 }) },
      },
      title: {
        run: { ...heading, size: wide ? 32 : 44 },
        paragraph: { spacing: spaced({ before: 0, after: wide ? 80 : 200, line: 252 }), keepNext: true },
      },
      heading1: {
        run: { ...heading, size: wide ? 26 : 30 },
        paragraph: { spacing: spaced({ before: 360, after: 100 }), keepNext: true, keepLines: true, outlineLevel: 0 },
      },
      heading2: {
        run: { ...heading, size: wide ? 20 : 24 },
        paragraph: { spacing: spaced({ before: 280, after: 60 }), keepNext: true, keepLines: true, outlineLevel: 1 },
      },
    },
    paragraphStyles: [
      style(STYLE.body, 'Plan text', { size: wide ? 18 : 22 }, { after: 100 }),
      style(STYLE.fact, 'Plan fact', { size: wide ? 17 : 22 }, { after: 30 }),
      style(STYLE.lastFact, 'Plan last fact', { size: wide ? 17 : 22 }, { after: 110 }),
      style(STYLE.draft, 'Plan draft mark', { size: wide ? 19 : 24, bold: true, color: ALARM }, { after: 120 }),
      style(STYLE.note, 'Plan note', { size: wide ? 15 : 19, color: QUIET }, { before: 40, after: 80 }),
      style(STYLE.cell, 'Plan cell', { size: cell }, { after: wide ? 40 : 60, line: wide ? 240 : 259 }),
      style(
        STYLE.cellHeading,
        'Plan cell heading',
        { size: cell, bold: true, color: 'FFFFFF' },
        { after: 0, line: 245 },
      ),
      style(STYLE.margin, 'Plan header and footer', { size: 15, color: QUIET }, { after: 0, line: 240 }),
      style(STYLE.contents, 'Plan contents', { size: 20 }, { after: 60 }),
    ],
  };
}

function style(
  id: string,
  name: string,
  run: { readonly size: number; readonly bold?: boolean; readonly color?: string },
  spacing: { readonly before?: number; readonly after: number; readonly line?: number },
) {
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run: { font: FONT, ...run },
    paragraph: { spacing: spaced(spacing) },
  };
}

/** Line spacing in 240ths of a line; the rule is named because LibreOffice takes a missing one for a fixed height. */
function spaced(spacing: { readonly before?: number; readonly after: number; readonly line?: number }) {
  return { ...spacing, line: spacing.line ?? 252, lineRule: LineRuleType.AUTO };
}
