import { longDate, parseCivilDate } from '../../../domain/calendar/civil-date.js';
import type { PlanDifference } from '../../../domain/importing/plan-difference.js';
import { counted } from '../../../domain/text/counted.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { StatusGroup } from '../../messages.js';

type Line = StatusGroup['lines'][number];

/** More rows of a kind than this stand on no card; how many more is said. */
const MOST_LINES = 25;
const LONGEST = 160;

/** What an import would make of a plan, as groups of a card. */
export function differenceGroups(difference: PlanDifference): readonly StatusGroup[] {
  const { plan, columns, added, changed, withdrawn, returned, altered } = difference;
  const row = ({ ref, text }: { readonly ref: string; readonly text: string }): Line => ({
    ref,
    text: shortened(text.replace(/\s+/g, ' ').trim() || '(no text of its own)', LONGEST),
    detail: '',
  });
  const change = (ref: string, old: string, now: string, field: string): Line => ({
    ref: ref === '' ? field : ref,
    text: `${ref === '' ? '' : `${field}: `}${said(now)}`,
    detail: `until now ${said(old)}`,
  });
  return [
    ...group(
      'Of the plan itself',
      plan.map((each) => change('', each.old, each.new, each.field)),
    ),
    ...group(`Withdrawn (${withdrawn.length})`, withdrawn.map(row)),
    ...group(`Added (${added.length})`, added.map(row)),
    ...group(
      `Changed (${changed.length})`,
      changed.flatMap(({ ref, changes }) => changes.map((each) => change(ref, each.old, each.new, each.field))),
    ),
    ...group(
      `Published words that would read otherwise (${altered.length})`,
      altered.map((each) => change(each.ref, each.old, each.new, dayWords(each.column))),
    ),
    ...group(
      'New columns',
      columns.map((column) => ({ ref: dayWords(column), text: 'updates of that day', detail: '' })),
    ),
    ...group(
      'Printed again after they were withdrawn',
      returned.map((ref) => ({ ref, text: 'is asked about again', detail: '' })),
    ),
  ];
}

function dayWords(column: string): string {
  const day = parseCivilDate(column);
  return day === undefined ? column : longDate(day);
}

function said(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? 'nothing' : `"${shortened(line, LONGEST)}"`;
}

/** Lines under a heading, as many as a card holds. */
export function group(heading: string, lines: readonly Line[]): readonly StatusGroup[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_LINES;
  const rest = more > 0 ? [{ ref: 'More', text: `${counted(more, 'other line')}, not shown here.`, detail: '' }] : [];
  return [{ heading, lines: [...lines.slice(0, MOST_LINES), ...rest] }];
}
