import { deflateRawSync } from 'node:zlib';
import type { Deadline, IntroductionPart } from '../../../../domain/plan/plan.js';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import { type DataText, lineData, textData } from './text-data.js';

/** The version of the form; a reader takes no other. */
export const DATA_FORM = 'quarterdeck-data-1';

/** The layouts in which a reader can find our words again; `xlsx` is the workbook of earlier versions, with every original deadline. */
export type DataLayout = 'wide' | 'public' | 'page' | 'csv' | 'xlsx' | 'workbook';

/**
 * What a document does not show and a reader needs to take it for the same published plan: ids, dates as data, and how
 * its words differ from those shown. The words themselves are not in it, so that whoever strikes a name out of the
 * document has struck it out: `texts` holds a shape for each text, in the order of `withTexts`.
 */
export interface PlanData {
  readonly form: typeof DATA_FORM;
  readonly layout: DataLayout;
  /** The document with every text of the plan replaced by its place in `texts`, in figures. */
  readonly document: RevisionDocument;
  readonly texts: readonly DataText[];
}

/** The data of a document as one line of base64, to be put where a program that edits the document leaves it alone. */
export function planData(document: RevisionDocument, layout: DataLayout): string {
  const texts: DataText[] = [];
  const put = (data: DataText) => String(texts.push(data) - 1);
  // what a draft alone shows is nothing to be read back
  const { notForPublication: _, ...shown } = document;
  const shaped = withTexts(shown, layout, {
    text: (text) => put(textData(text, !ofCells(layout))),
    line: (text) => put(lineData(text)),
    unshown: (text) => put(text),
  });
  const data: PlanData = { form: DATA_FORM, layout, document: shaped, texts };
  return deflateRawSync(JSON.stringify(data)).toString('base64');
}

/** What becomes of the texts of a document. */
interface TextReplacement {
  /** Printed in paragraphs. */
  readonly text: (text: string) => string;
  /** Printed in one line. */
  readonly line: (text: string) => string;
  /** Not printed in this layout. */
  readonly unshown: (text: string) => string;
}

/** The document with each text replaced, in the order in which `PlanData` numbers them. */
export function withTexts(document: RevisionDocument, layout: DataLayout, to: TextReplacement): RevisionDocument {
  const orNull = (replace: (text: string) => string, text: string | null) => (text === null ? null : replace(text));
  const deadline = (its: Deadline | null, shown: boolean): Deadline | null => {
    if (its === null) return null;
    const words = shown && layout !== 'wide' ? to.line : to.unshown;
    const moves = its.moves.map((move) => ({ ...move, agreedBy: words(move.agreedBy), reason: words(move.reason) }));
    return { ...its, moves };
  };
  const line = (each: RevisionLine): RevisionLine => ({
    ...each,
    text: orNull(to.text, each.text),
    owner: to.line(each.owner),
    deadline: deadline(each.deadline, true),
    cells: each.cells.map((cell) => ({ ...cell, text: to.text(cell.text) })),
    ...(each.statusWords === undefined ? {} : { statusWords: to.line(each.statusWords) }),
    discharge:
      each.discharge === null
        ? null
        : { ...each.discharge, by: to.line(each.discharge.by), reference: to.line(each.discharge.reference) },
  });
  const section = (each: RevisionSection): RevisionSection => ({
    ...each,
    text: orNull(to.text, each.text),
    deadline: deadline(each.deadline, isDeadlineShown(each, layout)),
    lines: each.lines.map(line),
  });
  const part = (each: IntroductionPart): IntroductionPart => {
    const words = each.kind === 'paragraph' ? to.text : to.line;
    return { ...each, text: words(each.text) };
  };
  return {
    ...document,
    title: to.line(document.title),
    organisation: to.line(document.organisation),
    executiveLead: orNull(to.line, document.executiveLead),
    operationalLead: orNull(to.line, document.operationalLead),
    ...(document.introduction === undefined ? {} : { introduction: document.introduction.map(part) }),
    sections: document.sections.map(section),
    seal:
      document.seal.kind === 'draft'
        ? document.seal
        : { ...document.seal, signedBy: orNull(to.line, document.seal.signedBy) },
  };
}

/** Whether the layout is cells for a spreadsheet: a row a requirement, lists as they were typed. */
function ofCells(layout: DataLayout): boolean {
  return layout === 'csv' || layout === 'xlsx' || layout === 'workbook';
}

/** Rows of a table print the deadline that counts for them, so a recommendation's may stand in none. */
function isDeadlineShown({ lines }: RevisionSection, layout: DataLayout): boolean {
  return !ofCells(layout) || lines.length === 0 || lines.some(({ deadline }) => deadline === null);
}
