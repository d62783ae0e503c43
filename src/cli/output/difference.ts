import { diffWordsWithSpace } from 'diff';
import type { AlteredCell } from '../../domain/importing/corrections.js';
import { type FieldChange, isSame, type PlanDifference } from '../../domain/importing/plan-difference.js';

/** Words of unchanged text shown on each side of a change. */
const CONTEXT = 6;

/** The difference that an import makes, as lines to print. */
export function differenceLines(difference: PlanDifference): readonly string[] {
  if (isSame(difference)) return ['Nothing differs from what is published.'];
  const { plan, columns, added, changed, withdrawn, returned, altered } = difference;
  const list = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [title, ...lines]);
  const change = ({ field, old, new: now }: FieldChange) => `${field}: ${changedWords(old, now)}`;
  return [
    'Against what is published ([-words gone-], {+words new+}):',
    ...plan.map((each) => `  ${change(each)}`),
    ...(columns.length === 0 ? [] : [`  New columns: ${columns.join(', ')}`]),
    ...list(
      `Added (${added.length}):`,
      added.map(({ ref, text }) => `  ${ref}: ${beginning(text)}`),
    ),
    ...list(
      `Changed (${changed.length}):`,
      changed.flatMap(({ ref, changes }) => changes.map((each) => `  ${ref}: ${change(each)}`)),
    ),
    ...list(
      `Withdrawn (${withdrawn.length}):`,
      withdrawn.map(({ ref, text }) => `  ${ref}: ${beginning(text)}`),
    ),
    ...(returned.length === 0 ? [] : [`Printed again after it was withdrawn: ${returned.join(', ')}`]),
    ...alteredLines(altered),
  ];
}

/** Published cells that would read otherwise, a line each. */
export function alteredLines(altered: readonly AlteredCell[]): readonly string[] {
  if (altered.length === 0) return [];
  return [
    `Altered cells of columns that are published already (${altered.length}):`,
    ...altered.map(({ ref, column, old, new: now }) => `  ${ref}@${column}: ${changedWords(old, now)}`),
  ];
}

/** "The log is [-begun-]{+kept+} weekly." on one line; long stretches that stay are cut. */
export function changedWords(old: string, now: string): string {
  const parts = diffWordsWithSpace(old, now);
  return parts
    .map(({ removed, added, value }, index) => {
      if (removed) return `[-${value}-]`;
      if (added) return `{+${value}+}`;
      return cut(value, index > 0, index < parts.length - 1);
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function cut(text: string, after: boolean, before: boolean): string {
  const words = text.split(/(?<=\s)(?=\S)/);
  const kept = (after ? CONTEXT : 0) + (before ? CONTEXT : 0);
  if (words.length <= kept + 1) return text;
  const start = after ? words.slice(0, CONTEXT).join('') : '';
  const end = before ? ` ${words.slice(-CONTEXT).join('')}` : '';
  return `${start}…${end}`;
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '(no text of its own)';
  return line.length > 100 ? `${line.slice(0, 100).replace(/\s+\S*$/, '')}…` : line;
}
