import { Document, PageOrientation } from 'docx';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import { type BodyPart, bodyPlace, packedDocument } from '../../formats/docx/write-package.js';
import { type DocxLayout, docxStyles, MARGIN, mm, PAGE, STYLE } from '../../formats/docx/write-styles.js';
import { printable } from '../../formats/text/printable.js';
import { firstPageHeader, hiddenAnnex, introduction, pageFooter, pageHeader, titleBlock, words } from './docx-parts.js';
import { annexOfEarlierUpdates, contents, recommendationSections } from './docx-public.js';
import { wideTable } from './docx-wide.js';
import { coreProperties } from './office-properties.js';
import { planData } from './plan-data.js';
import { countsWords, sealedAt, titleWords } from './words.js';

/** Dated columns printed beside the plan; earlier ones stand in an annex. */
const RECENT_COLUMNS = 4;
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The revision as a Word document (OOXML, A4, en-GB). `wide` is the familiar table on landscape pages for work
 * inside the organisation; `public` is laid out for the website: a section a recommendation, headings, simple
 * tables without merged or empty cells (WCAG 2.2). A draft is marked at the top and on every page.
 */
export async function writeDocx(
  document: RevisionDocument,
  { layout = 'wide' }: { readonly layout?: DocxLayout } = {},
): Promise<Uint8Array> {
  const file = new Document({
    title: titleWords(document),
    creator: printable(document.organisation),
    styles: docxStyles(layout),
    sections: [
      {
        // the first page has the mark of a draft above its title
        properties: { page: pageOf(layout), titlePage: true },
        headers: { default: pageHeader(document), first: firstPageHeader(document) },
        footers: { default: pageFooter(document, layout), first: pageFooter(document, layout) },
        children: [bodyPlace()],
      },
    ],
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(document) };
  // A custom XML part with a relationship from the document: Word and LibreOffice keep it when they save.
  const target = '../customXml/item1.xml';
  file.Document.Relationships.addRelationship('quarterdeck', `${RELATIONSHIPS}/customXml`, target);
  const data = { path: 'customXml/item1.xml', data: dataPart(planData(document, layout)) };
  const body = layout === 'wide' ? wideBody(document) : publicBody(document);
  return packedDocument(file, body, [properties, data], sealedAt(document));
}

/** As `writeDocx`, in the layout for the website. */
export function writePublicDocx(document: RevisionDocument): Promise<Uint8Array> {
  return writeDocx(document, { layout: 'public' });
}

function dataPart(data: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<quarterdeck xmlns="urn:quarterdeck:plan-data:1">${data}</quarterdeck>`;
}

function* wideBody(document: RevisionDocument): Iterable<BodyPart> {
  const from = Math.max(0, document.columns.length - RECENT_COLUMNS);
  yield* titleBlock(document);
  yield* introduction(document);
  yield wideTable(document, from);
  yield* annexOfEarlierUpdates(document, from, 'wide');
  yield* hiddenAnnex(document);
}

function* publicBody(document: RevisionDocument): Iterable<BodyPart> {
  const from = Math.max(0, document.columns.length - RECENT_COLUMNS);
  yield* titleBlock(document);
  yield words(countsWords(document), STYLE.fact);
  yield* introduction(document);
  yield* contents(document);
  yield* recommendationSections(document, from);
  yield* annexOfEarlierUpdates(document, from, 'public');
}

function pageOf(layout: DocxLayout) {
  const side = MARGIN[layout];
  return {
    size: { ...PAGE, orientation: layout === 'wide' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
    margin: { top: mm(17), bottom: mm(15), left: side, right: side, header: mm(8), footer: mm(7) },
  };
}
