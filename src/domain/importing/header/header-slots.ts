import { civilDate } from '../../calendar/civil-date.js';
import type { SourceCell } from '../account/reading.js';
import { plainDate } from '../words/deadline-words.js';
import { dayIn, type Heading } from '../words/headings.js';
import { isUnder, numberCellOf, numberInColumn, stemOf } from '../words/numbers.js';
import type { Slot } from '../words/slots.js';
import { statusIn } from '../words/status-words.js';

const ANY_DAY = civilDate('2025-01-01');

/** A column of a table: its heading as printed and as read, and the cells below it. */
export interface HeadedColumn {
  readonly words: string;
  readonly heading: Heading | null;
  readonly cells: readonly SourceCell[];
}

/** What the cells below each heading are for. Of two headings with one meaning the first has it. */
export function slotsUnder(columns: readonly HeadedColumn[]): readonly Slot[] {
  const slots: Slot[] = [];
  for (const column of columns) slots.push(slotFor(column, slots, columns));
  return withDescriptions(withOnlyActions(withNamelessText(slots, columns)));
}

/** What describes each line that has a text is what is known of it, where no other column tells news. */
function withDescriptions(slots: readonly Slot[]): readonly Slot[] {
  const kinds = new Set(slots.map(({ kind }) => kind));
  if (kinds.has('update') || kinds.has('undated') || !kinds.has('recommendation')) return slots;
  return slots.map(
    (slot, at): Slot =>
      slot.kind === 'other' && /^(?:descriptions?|details?|remarks?)$/i.test(slot.heading)
        ? { kind: 'undated', heading: slot.heading, at }
        : slot,
  );
}

/** Actions beside which neither recommendations nor numbers stand are what is recommended. */
function withOnlyActions(slots: readonly Slot[]): readonly Slot[] {
  const others = ['recommendation', 'recommendationNumber', 'ownNumber'];
  if (slots.some(({ kind }) => others.includes(kind))) return slots;
  return slots.map((slot): Slot => (slot.kind === 'requirement' ? { kind: 'recommendation' } : slot));
}

/** A column that nobody headed in known words is the recommendations' where no other is, and each row has its own text there. */
function withNamelessText(slots: readonly Slot[], columns: readonly HeadedColumn[]): readonly Slot[] {
  if (slots.some(({ kind }) => kind === 'recommendation' || kind === 'requirement')) return slots;
  const lengths = columns.map(({ words, heading, cells }, index): number => {
    // "Priority" stands over levels, and also over what comes first
    if (slots[index]?.kind !== 'other' || words === '' || !NAMELESS.has(heading?.role)) return 0;
    const texts = cells.flatMap(({ text }) => (text === '' ? [] : [text]));
    const own = new Set(texts).size >= SHARE_OF_OWN * texts.length && texts.length >= SHARE_OF_OWN * cells.length;
    return own ? lengthOf(cells) : 0;
  });
  const longest = Math.max(...lengths);
  if (longest < SHORTEST_TEXT) return slots;
  const at = lengths.indexOf(longest);
  const kind = columns.some(({ cells }, index) => slots[index]?.kind === 'ownNumber' && haveLevels(cells))
    ? 'requirement'
    : 'recommendation';
  return slots.map((slot, index): Slot => (index === at ? { kind } : slot));
}

/** "1.1" below "1": what is done below what it is for. */
function haveLevels(cells: readonly SourceCell[]): boolean {
  const numbers = new Set(cells.flatMap(({ text }) => numberInColumn(text)?.number ?? []));
  return [...numbers].some((number) => numbers.has(stemOf(number) ?? ''));
}

/** The letters of the filled cells on average. */
function lengthOf(cells: readonly SourceCell[]): number {
  const filled = cells.filter(({ text }) => text !== '');
  return filled.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, filled.length);
}

const NAMELESS: ReadonlySet<Heading['role'] | undefined> = new Set([undefined, 'unknown', 'priority']);
/** So many of the cells of such a column are filled, and differ. */
const SHARE_OF_OWN = 0.8;
/** Their letters on average; names and words for a status are shorter. */
const SHORTEST_TEXT = 16;

function slotFor(
  { words, heading, cells }: HeadedColumn,
  before: readonly Slot[],
  columns: readonly HeadedColumn[],
): Slot {
  const taken = (kind: Slot['kind']) => before.some((slot) => slot.kind === kind);
  const headed = (role: Heading['role']) => columns.filter((each) => each.heading?.role === role).length;
  const firstIsAbove = headed('recommendation') + headed('finding') === 0 && headed('requirement') > 1;
  const other: Slot = { kind: 'other', heading: words };
  const unless = (slot: Slot): Slot => (taken(slot.kind) ? other : slot);
  switch (heading?.role) {
    case 'update':
      // "Latest note date" is no news
      if (dayIn(heading) === null && areNumbers(cells, dayAlone)) return other;
      return slotOfUpdates(heading, words, before.length);
    case 'recommendationNumber':
      // below a heading that has the recommendation's number, such a column holds those of its requirements
      return taken('recommendationNumber') && areNumbers(cells, numberInColumn)
        ? unless({ kind: 'ownNumber' })
        : unless({ kind: 'recommendationNumber' });
    case 'requirementNumber':
      if (!cells.some(({ text }) => numberInColumn(text) !== null)) return other;
      return unless({ kind: 'ownNumber' });
    case 'recommendation':
      // "Recommendation" over figures or bare letters, beside "Recommendation text" or alone, is the number's column.
      return areNumbers(cells, numberInColumn) && !taken('recommendationNumber')
        ? { kind: 'recommendationNumber' }
        : unless({ kind: 'recommendation' });
    case 'finding': {
      if (areNumbers(cells, numberInColumn) && headed('number') + headed('recommendationNumber') === 0)
        return unless({ kind: 'recommendationNumber' });
      const texts = columns.some(
        (each) => each.heading?.role === 'recommendation' && !areNumbers(each.cells, numberInColumn),
      );
      return texts ? other : unless({ kind: 'recommendation' });
    }
    case 'number':
      if (areOfOneText(cells, columns)) return unless({ kind: 'ownNumber' });
      if (headed('requirement') === 0 && areForeign(cells, columns, before)) return other;
      return headed('recommendationNumber') > 0 ||
        taken('recommendationNumber') ||
        (headed('recommendation') === 0 && !firstIsAbove)
        ? unless({ kind: 'ownNumber' })
        : { kind: 'recommendationNumber' };
    case 'managementResponse':
      // "Agreed" is an answer, and no action
      if (headed('requirement') > 0 || lengthOf(cells) < SHORTEST_TEXT) return other;
      // of recommendations that have a status it is told what was done
      return headed('status') > 0 && headed('update') === 0
        ? slotOfUpdates(heading, words, before.length)
        : unless({ kind: 'requirement' });
    case 'deadline':
      // "Due date" beside "Revised date" is the first one.
      return headed('revisedDeadline') > 0 && headed('originalDeadline') === 0
        ? unless({ kind: 'originalDeadline' })
        : unless({ kind: 'deadline' });
    case 'revisedDeadline':
      return unless({ kind: 'deadline' });
    case 'status':
      return tellsNews(cells, columns)
        ? slotOfUpdates(heading, words, before.length)
        : newestStatus(columns, before.length, other);
    case 'requirement':
      // "Evidence received" over days is no demand
      if (areNumbers(cells, dayAlone)) return other;
      // of two actions the first is what the second is for
      if (firstIsAbove && !taken('recommendation')) return { kind: 'recommendation' };
      return areNumbers(cells, numberInColumn) &&
        (columns[before.length + 1]?.words === '' || headed('requirement') > 1)
        ? unless({ kind: 'ownNumber' })
        : unless({ kind: 'requirement' });
    case 'owner':
      return nameOwners(words) || !columns.some((each) => each.heading?.role === 'owner' && nameOwners(each.words))
        ? unless({ kind: 'owner' })
        : other;
    case 'originalDeadline':
    case 'deadlineMoves':
      return unless({ kind: heading.role });
    default:
      if (words !== '') return other;
      if (
        columns[before.length - 1]?.heading?.role === 'recommendation' &&
        before.at(-1)?.kind === 'recommendationNumber'
      )
        return unless({ kind: 'recommendation' });
      if (columns[before.length - 1]?.heading?.role === 'requirement' && before.at(-1)?.kind === 'ownNumber')
        return unless({ kind: 'requirement' });
      // signs that are all that a cell says tell how the work stands
      if (headed('status') === 0 && !taken('status') && areNumbers(cells, signAlone)) return { kind: 'status' };
      // the first column may well go without a heading over numbers of any kind
      if (before.length === 0 && headed('recommendation') === 1 && areNumbers(cells, numberInColumn))
        return { kind: 'recommendationNumber' };
      if (before.at(-1)?.kind === 'ownNumber' && lengthOf(cells) >= SHORTEST_TEXT && headed('requirement') === 0)
        return unless({ kind: 'requirement' });
      return areNumbers(cells, numberCellOf) && !taken('ownNumber') ? { kind: 'ownNumber' } : { kind: 'blank' };
  }
}

/** "Owner" and "Lead officer" say who answers; "Body" and "Agency" only where nothing else does. */
function nameOwners(heading: string): boolean {
  return /own|lead|responsib|accountab|assign|officer|who/i.test(heading);
}

/** "1(a)" and "1(b)" beside one recommendation, and an action each, are the actions' numbers. */
function areOfOneText(numbers: readonly SourceCell[], columns: readonly HeadedColumn[]): boolean {
  const textsOf = (role: Heading['role']) => columns.find(({ heading }) => heading?.role === role)?.cells;
  const [above, below] = [textsOf('recommendation'), textsOf('requirement')];
  if (above === undefined || below === undefined) return false;
  const texts = new Map<string, Set<string>>();
  let again = false;
  for (const [at, { text }] of numbers.entries()) {
    const stem = stemOf(numberInColumn(text)?.number ?? '');
    if (stem === null) return false;
    again ||= texts.has(stem);
    texts.set(stem, (texts.get(stem) ?? new Set()).add(above[at]?.text ?? ''));
  }
  return again && [...texts.values()].every((each) => each.size === 1);
}

/** Numbers of some other system: beside the recommendations' own, and none of them stands under the one beside it. */
function areForeign(
  numbers: readonly SourceCell[],
  columns: readonly HeadedColumn[],
  before: readonly Slot[],
): boolean {
  const above = columns[before.findIndex(({ kind }) => kind === 'recommendationNumber')]?.cells;
  if (above === undefined) return false;
  const pairs = numbers.flatMap(({ text }, at): [string, string][] => {
    const [own, recommendation] = [numberInColumn(text), numberInColumn(above[at]?.text ?? '')];
    return own === null || recommendation === null ? [] : [[own.number, recommendation.number]];
  });
  return pairs.length > 1 && pairs.every(([own, recommendation]) => !isUnder(own, recommendation));
}

function slotOfUpdates(heading: Heading, words: string, at: number): Slot {
  const column = dayIn(heading);
  return column === null ? { kind: 'undated', heading: words, at } : { kind: 'update', column };
}

/**
 * "Position" and "Status" also stand over sentences, which say more than a status does. Beside dated updates such
 * sentences are a page that slid by a column.
 */
function tellsNews(cells: readonly SourceCell[], columns: readonly HeadedColumn[]): boolean {
  if (columns.some(({ heading }) => heading?.role === 'update' && dayIn(heading) !== null)) return false;
  const filled = cells.filter((cell) => cell.text !== '');
  const sentences = new Set(filled.flatMap(({ text }) => (statusIn(text) === null && isSentence(text) ? [text] : [])));
  return filled.length > 1 && filled.length * 2 >= cells.length && sentences.size >= SHARE_OF_OWN * filled.length;
}

/** Words for a status are fewer, and have no full stop. */
function isSentence(text: string): boolean {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= (text.endsWith('.') ? 3 : 5);
}

/**
 * Of several columns of ratings the newest is the status: by the dates of their headings, or of the updates beside which
 * they stand; of those beside updates without dates the last.
 */
function newestStatus(columns: readonly HeadedColumn[], at: number, other: Slot): Slot {
  const ratings = columns.flatMap(({ heading, cells }, index) =>
    heading?.role === 'status' && !tellsNews(cells, columns) ? [{ index, rated: ratedOn(columns, index) }] : [],
  );
  const newest = ratings.reduce((best, each) => (each.rated > best.rated ? each : best));
  return newest.index === at ? { kind: 'status' } : other;
}

/** For putting ratings in order: a day, or, for updates without one, how many of them stand before. */
function ratedOn(columns: readonly HeadedColumn[], index: number): string {
  const own = dayIn(columns[index]?.heading ?? null);
  if (own !== null) return own;
  const updates = columns.map(({ heading }) => (heading?.role === 'update' ? (dayIn(heading) ?? '') : null));
  const before = updates.slice(0, index).filter((day) => day !== null);
  return before.at(-1) || String(before.length);
}

/** The coloured sign that is all that a cell says. */
function signAlone(text: string): unknown {
  return /^(?:[\u{1F7E0}-\u{1F7E9}\u{1F534}\u{1F535}✅❌⚠]\uFE0F?)$/u.test(text) ? text : null;
}

/** The day that is all that a cell says. */
function dayAlone(text: string): unknown {
  return plainDate(text, ANY_DAY);
}

/** Nearly all filled cells are numbers, or what else `read` takes. */
function areNumbers(cells: readonly SourceCell[], read: (text: string) => unknown): boolean {
  const filled = cells.filter((cell) => cell.text !== '');
  const numbers = filled.filter((cell) => read(cell.text) !== null);
  return filled.length > 0 && numbers.length / filled.length >= 0.8;
}
