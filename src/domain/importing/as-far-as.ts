import { cellsOf } from './account/ledger.js';
import type { Question, ReadPlan, SourceDocument, UnreadablePlan } from './account/reading.js';
import { sourceWords } from './account/source-words.js';
import { readFront } from './header/front.js';

/**
 * What is known of a document that is not understood, for a person to complete: the reading that came nearest, or else
 * its head alone. Everything is in doubt, and the reason stands first among the questions.
 */
export function asFarAs(source: SourceDocument, nearest: ReadPlan | null, problem: UnreadablePlan): ReadPlan {
  const why: Question = {
    line: 1,
    ref: null,
    what: `This document was not understood. ${problem.reason} Please compare each line with it, and write "Right" under "Your answer" when all is in its place.`,
  };
  const read = nearest ?? headOf(source);
  return { ...read, questions: [why, ...read.questions] };
}

function headOf(source: SourceDocument): ReadPlan {
  const table = source.blocks.find((block) => block.kind === 'rows');
  const first = table?.kind === 'rows' ? table.rows[0]?.line : undefined;
  const front = readFront(source, first ?? Number.POSITIVE_INFINITY);
  const missing = [
    ...(front.title === null ? ['The plan has no title above its table. What is it called?'] : []),
    ...(front.organisation === null ? ['No line above the table names the organisation. Whose plan is it?'] : []),
  ];
  return {
    title: front.title ?? '',
    organisation: front.organisation ?? '',
    executiveLead: front.executiveLead,
    operationalLead: front.operationalLead,
    columns: [],
    recommendations: [],
    requirements: [],
    updates: [],
    repairs: [],
    questions: missing.map((what) => ({ line: 1, ref: null, what })),
    leftOut: cellsOf(source)
      .filter((cell) => !front.read.includes(cell))
      .flatMap((cell) => sourceWords(cell, cell.text)),
    frame: front.read,
    lostCharacters: 0,
  };
}
