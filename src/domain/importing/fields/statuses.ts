import type { CivilDate } from '../../calendar/civil-date.js';
import { type Discharge, STATUS_WORDS, type Status } from '../../plan/plan.js';
import { datesIn } from '../../text/dates/dates-in-text.js';
import type { Ledger } from '../account/ledger.js';
import type { PlanLine } from '../layout/lines.js';
import { statusIn } from '../words/status-words.js';
import { sameWords, wordsOf } from '../words/words.js';
import { askAboutColours, colourIn, keyInLegend, type Legend } from './colours.js';

export interface ReadStatus {
  readonly status: Status;
  /** Words that fit no known status. */
  readonly statusWords: string | null;
  /** As printed, known or not. */
  readonly printedStatus?: string;
  readonly discharge: Discharge | null;
}

const DISCHARGED = /^Discharged by (.+?) on (\d{1,2} \p{L}+ \d{4})(?: \((.+)\))?\.?$/iu;

/** More distinct words than this are asked about at once. */
const MOST_QUESTIONS = 4;

/**
 * Reads the status of each line, by line key. Words that are not plainly a status, and colours of which `legend` says
 * nothing, are asked about once each.
 */
export function readStatuses(
  lines: readonly PlanLine[],
  near: CivilDate,
  legend: Legend,
  ledger: Ledger,
): ReadonlyMap<string, ReadStatus> {
  const asked = new Map<string, Asked>();
  const found = new Map(
    lines.map((line) => [
      line.key,
      statusByColour(line, legend, ledger) ??
        statusByKey(line, legend, ledger) ??
        readStatus(line, near, ledger, asked),
    ]),
  );
  askAboutColours(lines, ledger);
  const [first, ...others] = asked.values();
  if (first !== undefined && asked.size > MOST_QUESTIONS) {
    const list = [first, ...others].map(
      ({ words, meant }) => `"${words}"${meant === null ? '' : ` (read as "${meant}")`}`,
    );
    ledger.ask(
      first.line.line,
      first.line.key,
      `The status "…": these words are not plainly one of ours: ${list.join(', ')}. Those that were not read are kept as printed. Which status does each mean?`,
      [...first.keys, ...others.flatMap(({ line, keys }) => [line.key, ...keys])],
    );
  } else {
    for (const { line, words, meant, keys } of asked.values()) {
      const what =
        meant === null
          ? `The status "${words}" is none that Quarterdeck knows. It was kept as printed. Which status is meant?`
          : `The status "${words}" was read as "${meant}". Is that right?`;
      ledger.ask(line.line, line.key, what, keys);
    }
  }
  return found;
}

/** The status of a line that has only a colour for one, by the document's legend; asked about where that says nothing. */
function statusByColour(line: PlanLine, legend: Legend, ledger: Ledger): ReadStatus | null {
  const cell = line.cells.status;
  if (cell === undefined || cell.text !== '') return null;
  const colour = colourIn(cell, line.aligned.row);
  const status = colour === null ? 'notStated' : (legend.get(colour) ?? 'notStated');
  if (colour !== null && legend.has(colour))
    ledger.repair(
      line.line,
      line.key,
      `The colour ${colour} was read as "${STATUS_WORDS[status]}", as the document itself says.`,
    );
  else if (colour !== null)
    ledger.ask(
      line.line,
      line.key,
      `The status is only a colour, ${colour}. A colour by itself says nothing, so no status was taken. Which status does it mean?`,
    );
  return { status, statusWords: null, discharge: null };
}

/** The status of a line that says it in a letter, a colour or a sign of which the document itself says what it means. */
function statusByKey(line: PlanLine, legend: Legend, ledger: Ledger): ReadStatus | null {
  const cell = line.cells.status;
  const key = cell === undefined ? null : keyInLegend(cell.text);
  const status = key === null ? undefined : legend.get(key);
  if (cell === undefined || status === undefined) return null;
  ledger.mean(cell, cell.text, `status:${line.key}:${status}`);
  ledger.mean(cell, cell.text, `status:${line.key}`);
  const meant = STATUS_WORDS[status];
  ledger.repair(line.line, line.key, `The status "${cell.text}" was read as "${meant}", as the document itself says.`);
  return { status, statusWords: null, printedStatus: cell.text, discharge: null };
}

/** Words to be asked about: the first line that has them, what they were read as, and the keys of the other lines. */
interface Asked {
  readonly line: PlanLine;
  readonly words: string;
  readonly meant: string | null;
  readonly keys: string[];
}

function readStatus(line: PlanLine, near: CivilDate, ledger: Ledger, asked: Map<string, Asked>): ReadStatus {
  const cell = line.cells.status;
  if (cell === undefined) return { status: 'notStated', statusWords: null, discharge: null };
  const ask = (said: string, meant: string | null) => {
    // symbols are told apart though they have no letters
    const key = wordsOf(said).join(' ') || said;
    const before = asked.get(key);
    if (before === undefined) asked.set(key, { line, words: said.slice(0, 60), meant, keys: [] });
    else before.keys.push(line.key);
  };
  const paragraphs = cell.text.split('\n');
  const discharge = dischargeIn(paragraphs.at(-1) ?? '', near);
  const words = (discharge === null ? paragraphs : paragraphs.slice(0, -1)).join('\n');
  if (discharge !== null) ledger.mean(cell, paragraphs.at(-1) ?? '', `discharge:${line.key}`);
  const reading = statusIn(words);
  if (reading === null) {
    if (words === '') return { status: 'notStated', statusWords: null, discharge };
    ledger.place(cell, words, `status words:${line.key}`);
    ledger.mean(cell, words, `status:${line.key}`);
    ask(words, null);
    return { status: 'notStated', statusWords: words, printedStatus: words, discharge };
  }
  const meant = STATUS_WORDS[reading.status];
  ledger.mean(cell, words, `status:${line.key}:${reading.status}`);
  ledger.mean(cell, words, `status:${line.key}`);
  if (!sameWords(words, meant)) ledger.repair(line.line, line.key, `The status "${words}" was read as "${meant}".`);
  if (!reading.sure) ask(words, meant);
  return { status: reading.status, statusWords: null, printedStatus: words, discharge };
}

function dischargeIn(words: string, near: CivilDate): Discharge | null {
  const found = DISCHARGED.exec(words);
  const [mention] = datesIn(found?.[2] ?? '', near);
  if (found === null || mention?.kind !== 'date') return null;
  return { by: found[1] ?? '', on: mention.last, reference: found[3] ?? '' };
}
