import type { AnsweredDates, PlanReading, SourceDocument } from './account/reading.js';
import { beyondAnyPlan } from './account/size.js';
import { asFarAs } from './as-far-as.js';
import { judged } from './judging/judge.js';
import { readTable } from './read-table.js';
import { arrangementsOf } from './shapes/shapes.js';
import { withWordsWhole } from './tidying/broken-words.js';
import { withClosingsAside } from './tidying/closings-aside.js';
import { withDaysFirst } from './tidying/days-first.js';
import { withMarksApart } from './tidying/marks-apart.js';
import { withPageNumbersAside } from './tidying/page-numbers.js';
import { withRulesAside } from './tidying/rules-aside.js';
import { withTotalsAside } from './tidying/totals.js';

/** What is put right before a document is looked at in any way. */
const TIDYING: readonly ((document: SourceDocument) => SourceDocument)[] = [
  withMarksApart,
  withWordsWhole,
  withDaysFirst,
  withPageNumbersAside,
  withClosingsAside,
  withRulesAside,
  withTotalsAside,
];

const NO_ANSWERS: AnsweredDates = new Map();

/**
 * Reads a published action plan from what any reader of files hands over: in every way in which it can be looked at,
 * of which the reading that explains the document best counts. `answered` are the days that the lead named for
 * headings that name none. Never throws for what a document says; a document that is no plan is `unreadable` with its
 * place and what to do, and so is one that is larger than any plan.
 */
export function readPlan(given: SourceDocument, answered: AnsweredDates = NO_ANSWERS): PlanReading {
  const problem = beyondAnyPlan(given);
  if (problem !== null) return { kind: 'unreadable', problem };
  const source = TIDYING.reduce((document, tidied) => tidied(document), given);
  const found = arrangementsOf(source).map(({ shape, document }) => ({
    shape,
    reading: readTable(document, answered, source),
  }));
  const reading = judged(source, found);
  if (reading.kind === 'plan') return { ...reading, source };
  return { ...reading, source, asFar: asFarAs(source, reading.asFar ?? null, reading.problem) };
}
