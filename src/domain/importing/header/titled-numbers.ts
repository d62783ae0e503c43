import type { SourceCell } from '../account/reading.js';
import { headingOf } from '../words/headings.js';
import { numberInColumn } from '../words/numbers.js';
import type { OutlineLine } from './outline-lines.js';

/** A reference alone is one of several. */
const LEAST = 2;
const OF_A_REQUIREMENT = /^(?:evidence|requirement|sub)/i;

/**
 * Headings of the file's own that are references, or begin with one ("IA-01", "HS10: Light the stairs", "Action 3.1 – …"),
 * as recommendations, where several of one level are.
 */
export function withTitledNumbers(cells: readonly SourceCell[], lines: readonly OutlineLine[]): readonly OutlineLine[] {
  // below recommendations that are named as such, "A.1 – …" is a requirement
  const named = lines.some((line) => line.kind === 'recommendation' && line.number !== null);
  const isOther = (kind?: OutlineLine['kind']) => kind !== 'recommendation' && !(named && kind === 'requirement');
  const found = cells.map((cell, index) => (isOther(lines[index]?.kind) ? titledNumber(cell) : null));
  const levels = cells.flatMap(({ level }, index) => (found[index] == null ? [] : [level]));
  return lines.map((line, index): OutlineLine => {
    const [title, cell] = [found[index], cells[index]];
    if (title == null || cell === undefined || levels.filter((level) => level === cell.level).length < LEAST)
      return line;
    return {
      kind: 'recommendation',
      number: title.number,
      label: title.label,
      rest: cell.text.slice(title.label.length),
    };
  });
}

function titledNumber({ text, level, aside, label: isLabel }: SourceCell): { label: string; number: string } | null {
  if (level === undefined || level < 1 || aside === true || isLabel === true) return null;
  const label = /^\S.{0,23}?(?:\s*:\s+|\s+[–—-]\s+|$)/.exec(text)?.[0] ?? '';
  const name = label.replace(/\s*[:–—-]\s*$/, '');
  const named = /\d$|\d\)$/.test(name) && headingOf(name)?.role !== 'update' && !OF_A_REQUIREMENT.test(name);
  const found = named ? numberInColumn(name) : null;
  return found === null ? null : { label, number: found.number };
}
