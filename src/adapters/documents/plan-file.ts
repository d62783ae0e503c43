import type {
  AnsweredDates,
  PlanReading,
  ReadPlan,
  SourceBlock,
  SourceCell,
  SourceDocument,
} from '../../domain/importing/account/reading.js';
import { readPlan } from '../../domain/importing/read-plan.js';
import { updateKindOf } from '../../domain/importing/words/update-kind.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import { pageInMhtml } from './formats/html/mhtml.js';
import { LARGEST_FILE, readSourceDocument } from './formats/source-document.js';
import { isSealLine } from './formats/text/marks-of-ours.js';
import { withColumnsApart } from './own/read/layout-wide.js';
import { readOwnDocument } from './own/read/own-document.js';
import { readOwnLayout } from './own/read/own-layout.js';
import { isReviewWorkbook, readReviewWorkbook } from './own/workbook/read-workbook.js';
import { standsForNothing } from './own/write/words.js';

/**
 * Reads a plan from the bytes of any file: one that Quarterdeck wrote to exactly what was written, a review workbook as
 * it was corrected, any other by the rules of `readPlan`. A page that a browser saved whole, as one file, is that page. `answered` are days that the lead names for headings without one.
 */
export async function readPlanFile(given: Uint8Array, answered?: AnsweredDates): Promise<PlanReading> {
  const bytes = given.length > LARGEST_FILE ? given : (pageInMhtml(given) ?? given);
  const own = await readOwnDocument(bytes);
  const dated = answered !== undefined && answered.size > 0;
  if (own.kind === 'ours') return dated ? NEEDS_NO_DATES : { kind: 'plan', plan: readPlanOf(own.document) };
  const source = readSourceDocument(bytes);
  if (source.kind === 'unreadable') return source;
  if (isReviewWorkbook(source.document)) return dated ? NEEDS_NO_DATES : readReviewWorkbook(source.document);
  const ours = readOwnLayout(source.document);
  const reading: PlanReading =
    ours === null
      ? readPlan(withoutOurWords(withColumnsApart(source.document) ?? source.document), answered)
      : { kind: 'plan', plan: ours };
  if (reading.kind === 'unreadable' || own.kind === 'foreign') return reading;
  const near = own.words === '' ? '' : ` (noticed at "${own.words.replace(/\s+/g, ' ').slice(0, 60)}")`;
  const what = `Quarterdeck wrote this document, and more than its texts was changed since${near}. It was read like any other, so please compare the numbers and dates.`;
  return {
    ...reading,
    plan: { ...reading.plan, questions: [{ line: 1, ref: null, what }, ...reading.plan.questions] },
  };
}

const NEEDS_NO_DATES: PlanReading = {
  kind: 'unreadable',
  problem: {
    line: null,
    column: null,
    reason:
      'This document gives the dates of its columns itself. Correct them there, and leave the dates of headings away.',
  },
};

/** Without what our own documents print where there is nothing, and without their seal: neither is of the plan. */
function withoutOurWords(document: SourceDocument): SourceDocument {
  const cell = (each: SourceCell): SourceCell =>
    standsForNothing(each.text) || isSealLine(each.text) ? { ...each, text: '' } : each;
  const blocks = document.blocks.map(
    (block): SourceBlock =>
      block.kind === 'text'
        ? { ...block, paragraphs: block.paragraphs.map(cell) }
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(cell) })) },
  );
  return { ...document, blocks };
}

/** A document of ours as a reading: nothing was mended, nothing is in doubt. */
function readPlanOf(document: RevisionDocument): ReadPlan {
  const lines = document.sections.flatMap((section) => section.lines.map((line) => ({ section, line })));
  return {
    title: document.title,
    organisation: document.organisation,
    executiveLead: document.executiveLead,
    operationalLead: document.operationalLead,
    introduction: document.introduction ?? [],
    columns: document.columns,
    recommendations: document.sections.map(({ number, text, deadline }) => ({ number, text, deadline })),
    requirements: lines.map(({ section, line }, index) => ({
      key: line.id,
      id: line.id,
      ref: line.ref,
      refFrom: line.refFrom,
      recommendation: section.number,
      text: line.text,
      owner: line.owner,
      deadline: line.deadline,
      line: index + 1,
      status: line.status,
      statusWords: line.statusWords ?? null,
      ...(line.statusDate === undefined ? {} : { statusDate: line.statusDate }),
      discharge: line.discharge,
    })),
    updates: lines.flatMap(({ line }) =>
      line.cells
        .filter(({ text }) => text !== '')
        .map(({ column, text }) => ({ requirement: line.id, column, kind: updateKindOf(text, column), text })),
    ),
    repairs: [],
    questions: [],
    leftOut: [],
    frame: [],
    lostCharacters: 0,
  };
}
