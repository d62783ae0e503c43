import { civilDate } from '../../calendar/civil-date.js';
import type { SourceCell } from '../account/reading.js';
import { numberCellOf, numberInColumn } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import { looksLikeStatus, statusLetterOf } from '../words/status-words.js';
import { updateKindOf } from '../words/update-kind.js';
import { wordsOf } from '../words/words.js';

/** What a cell looks like, before anybody knows where it belongs. */
export interface CellLook {
  readonly form: 'empty' | 'number' | 'pointer' | 'status' | 'short' | 'long';
  /** Could be a number where the column says so: "A", "IA/31/07". */
  readonly numeral: boolean;
  /** Could be a status where the column says so: "R", "A", "G". */
  readonly statusLetter: boolean;
  /** Reads like a demand ("Makes use of …", "How the body …") and not like a report of what was done. */
  readonly demands: boolean;
  /** Tells what was done or is coming, as updates do and requirements seldom. */
  readonly reports: boolean;
  /** For comparing with the owners that recur in the plan. */
  readonly words: string;
}

/** A post or a body fits in this; sentences are longer. */
const LONGEST_POST = 80;

/** "As per previous update" is known without its column's date. */
const ANY_COLUMN = civilDate('2025-01-01');

export function lookOf(cell: SourceCell | undefined): CellLook {
  const text = cell?.text ?? '';
  return {
    form: formOf(text),
    numeral: numberInColumn(text) !== null,
    statusLetter: statusLetterOf(text) !== null,
    demands: demands(text),
    reports: text.length > LONGEST_POST && REPORTED.test(text),
    words: text.length <= 2 * LONGEST_POST ? wordsOf(text).join(' ') : '',
  };
}

function formOf(text: string): CellLook['form'] {
  if (text === '') return 'empty';
  if (numberCellOf(text) !== null) return 'number';
  if (updateKindOf(text, ANY_COLUMN) !== 'text') return 'pointer';
  if (looksLikeStatus(text)) return 'status';
  return text.length <= LONGEST_POST && !/[.!?]\s+\S|[.!?;]$|\n/.test(text) ? 'short' : 'long';
}

/** How much it tells between a requirement and an update that a text reads like a demand. */
const DEMAND_COUNTS = 0.4;
/** The same that it reads like a report. */
const REPORT_COUNTS = 0.25;

/** How well a look fits a slot: higher is better, below −1 speaks against it. `owners` are the posts that recur. */
export function fitOf(look: CellLook, slot: Slot, owners: ReadonlySet<string>): number {
  const owner = look.words !== '' && owners.has(look.words);
  const demand = look.demands ? DEMAND_COUNTS : look.reports ? -REPORT_COUNTS : 0;
  switch (slot.kind) {
    case 'recommendationNumber':
      return look.numeral ? numeralFits(look) : look.form === 'empty' ? 0.5 : -4;
    case 'ownNumber':
      return look.numeral ? numeralFits(look) : look.form === 'empty' ? -0.5 : -4;
    case 'owner':
      return owner ? 3 : { empty: -1, number: -4, pointer: -4, status: -2, short: 0.5, long: -3 }[look.form];
    case 'recommendation':
      return owner ? -4 : { empty: 0, number: -4, pointer: -3, status: -2, short: 0.5, long: 1 }[look.form];
    case 'requirement':
      return owner
        ? -4
        : { empty: -0.3, number: -3, pointer: -3, status: -2, short: 0.5, long: 0.5 }[look.form] + demand;
    case 'update':
    case 'undated':
      return owner
        ? -4
        : { empty: 0, number: -3, pointer: 1, status: 0.3, short: 0.5, long: 0.5 }[look.form] - Math.max(0, demand);
    case 'status':
      if (look.statusLetter) return 2;
      return owner ? -4 : { empty: 0.3, number: -1, pointer: -2, status: 2, short: -1.25, long: -3.5 }[look.form];
    case 'deadline':
    case 'originalDeadline':
    case 'deadlineMoves':
      // a sentence is no date, and a column of dates may well be empty
      return owner || look.form === 'number' || look.form === 'long' ? -3 : 0;
    case 'other':
      return 0;
    case 'blank':
      return look.form === 'empty' ? 0 : -6;
  }
}

/** "AFI 1" is a number where the headings say so; by itself it might as well be a team ("Area 1"). */
function numeralFits({ words }: CellLook): number {
  return /\p{L}{3,} .*\d$/u.test(words) ? 0.5 : 3;
}

const DEMANDS =
  'adopt agree allow apply appoint arrange assess carry check collect conduct confirm consider contribute create define demonstrate describe design develop draw embed enable encourage engage ensure establish evaluate explain explore follow give have hold identify implement improve include introduce invite issue keep maintain make manage measure monitor name offer prepare produce promote protect provide publish put recognise record reduce reflect report require review seek set share show specify support take teach tell test train understand undertake update use work write'.split(
    ' ',
  );
const QUESTIONS = ['how', 'whether', 'which', 'who', 'what', 'where', 'that', 'ways'];
const REPORTED =
  /\b(?:has|have had|have been|was|were|been|is being|are being|will|completed|commenced|delivered|awaiting|continues?|continued|ongoing|currently|remains?|agreed|took|taken place|is due|are due|we|our)\b|\b(?:19|20)\d{2}\b/i;

/** Third person, -ing form or plain: "makes", "making", "make". */
const DEMAND_FORMS = new Set(DEMANDS.flatMap((verb) => formsOf(verb)));

function demands(text: string): boolean {
  if (text === '' || text.length > 400 || text.includes('\n') || REPORTED.test(text)) return false;
  const [first = '', second = ''] = wordsOf(text);
  if (/\b(?:should|must)\b/i.test(text)) return true;
  return QUESTIONS.includes(first) || (DEMAND_FORMS.has(first) && !/^(?:is|are|has|have)$/.test(second));
}

function formsOf(verb: string): string[] {
  const base = verb.endsWith('e') ? verb.slice(0, -1) : verb;
  const third =
    verb === 'have'
      ? 'has'
      : /[^aeiou]y$/.test(verb)
        ? `${verb.slice(0, -1)}ies`
        : /(?:s|sh|ch|x)$/.test(verb)
          ? `${verb}es`
          : `${verb}s`;
  return [verb, third, `${base}ing`, `${base}${base.at(-1) ?? ''}ing`];
}
