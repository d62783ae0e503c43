import type { CivilDate } from '../../calendar/civil-date.js';
import { type Discharge, STATUS_WORDS, type Status } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import type { Ledger } from '../account/ledger.js';
import type { PlanLine } from '../layout/lines.js';
import { statusIn } from '../words/status-words.js';
import { sameWords, wordsOf } from '../words/words.js';

export interface ReadStatus {
  readonly status: Status;
  /** Words that fit no known status. */
  readonly statusWords: string | null;
  /** As printed, known or not. */
  readonly printedStatus?: string;
  readonly discharge: Discharge | null;
}

const DISCHARGED = /^Discharged by (.+?) on (\d{1,2} \p{L}+ \d{4})(?: \((.+)\))?\.?$/iu;

/** Reads the status of each line, by line key. Words that are not plainly a status are asked about once each. */
export function readStatuses(
  lines: readonly PlanLine[],
  near: CivilDate,
  ledger: Ledger,
): ReadonlyMap<string, ReadStatus> {
  const asked = new Set<string>();
  const once = (line: PlanLine, words: string, what: string) => {
    const key = wordsOf(words).join(' ');
    if (!asked.has(key)) ledger.ask(line.line, line.key, what);
    asked.add(key);
  };
  return new Map(lines.map((line) => [line.key, readStatus(line, near, ledger, once)]));
}

function readStatus(
  line: PlanLine,
  near: CivilDate,
  ledger: Ledger,
  once: (line: PlanLine, words: string, what: string) => void,
): ReadStatus {
  const cell = line.cells.status;
  if (cell === undefined) return { status: 'notStated', statusWords: null, discharge: null };
  const paragraphs = cell.text.split('\n');
  const discharge = dischargeIn(paragraphs.at(-1) ?? '', near);
  const words = (discharge === null ? paragraphs : paragraphs.slice(0, -1)).join('\n');
  if (discharge !== null) ledger.mean(cell, paragraphs.at(-1) ?? '', `discharge:${line.key}`);
  const reading = statusIn(words);
  if (reading === null) {
    if (words === '') return { status: 'notStated', statusWords: null, discharge };
    ledger.place(cell, words, `status words:${line.key}`);
    ledger.mean(cell, words, `status:${line.key}`);
    once(
      line,
      words,
      `The status "${words.slice(0, 60)}" is none that Quarterdeck knows. It was kept as printed. Which status is meant?`,
    );
    return { status: 'notStated', statusWords: words, printedStatus: words, discharge };
  }
  const meant = STATUS_WORDS[reading.status];
  ledger.mean(cell, words, `status:${line.key}:${reading.status}`);
  ledger.mean(cell, words, `status:${line.key}`);
  if (!sameWords(words, meant)) ledger.repair(line.line, line.key, `The status "${words}" was read as "${meant}".`);
  if (!reading.sure) once(line, words, `The status "${words}" was read as "${meant}". Is that right?`);
  return { status: reading.status, statusWords: null, printedStatus: words, discharge };
}

function dischargeIn(words: string, near: CivilDate): Discharge | null {
  const found = DISCHARGED.exec(words);
  const [mention] = datesIn(found?.[2] ?? '', near);
  if (found === null || mention?.kind !== 'date') return null;
  return { by: found[1] ?? '', on: mention.last, reference: found[3] ?? '' };
}
