import { type CivilDate, longDate } from '../../../../src/domain/calendar/civil-date.js';
import type { WrittenCell, WrittenPart } from './layouts.js';

/** A plan as tests lay it out in many ways: the oracle's truth. */
export interface LaidOutPlan {
  readonly title: string;
  readonly organisation: string;
  readonly columns: readonly CivilDate[];
  readonly recommendations: readonly { readonly number: string; readonly text: string | null }[];
  readonly requirements: readonly LaidOutRequirement[];
}

export interface LaidOutRequirement {
  /** As printed, also where several share one. */
  readonly number: string;
  readonly recommendation: string;
  readonly text: string | null;
  readonly owner: string;
  /** One a column, "" where nothing was printed. */
  readonly updates: readonly string[];
  readonly status: string;
}

/** How a table is laid out. */
export interface TableStyle {
  /** Number and text of a recommendation: merged over its rows, or printed in each. */
  readonly merged: boolean;
  /** Rows a table; the headings stand in the first, or in each. */
  readonly rowsPerTable: number;
  readonly headingsRepeated: boolean;
  readonly headings: readonly [string, string, string, string, string, string];
  readonly dates: (column: CivilDate) => string;
}

const paragraph = (text: string, level?: number): WrittenPart => ({
  kind: 'paragraph',
  paragraph: level === undefined ? { text } : { text, level },
});

function front(plan: LaidOutPlan): WrittenPart[] {
  return [paragraph(plan.title, 1), paragraph(`Organisation: ${plan.organisation}`)];
}

/** The plan as one or several tables. */
export function inTables(plan: LaidOutPlan, style: TableStyle): WrittenPart[] {
  const [number, recommendation, ref, requirement, owner, status] = style.headings;
  const titles = [number, recommendation, ref, requirement, owner, ...plan.columns.map(style.dates), status];
  const heading = titles.map((text): WrittenCell => ({ text }));
  const texts = new Map(plan.recommendations.map((each) => [each.number, each.text ?? '']));
  const parts = front(plan);
  for (let from = 0; from < plan.requirements.length; from += style.rowsPerTable) {
    const page = plan.requirements.slice(from, from + style.rowsPerTable);
    const rows = page.map((row, index): WrittenCell[] => {
      const first = page[index - 1]?.recommendation !== row.recommendation;
      const same = page.slice(index).findIndex((each) => each.recommendation !== row.recommendation);
      const down = same < 0 ? page.length - index : same;
      const shared = (text: string): WrittenCell => {
        if (!style.merged) return { text };
        return first ? { text, down } : { text: '', down: 'above' };
      };
      return [
        shared(row.recommendation),
        shared(texts.get(row.recommendation) ?? ''),
        { text: row.number },
        { text: row.text ?? '' },
        { text: row.owner },
        ...row.updates.map((text) => ({ text })),
        { text: row.status },
      ];
    });
    parts.push({ kind: 'table', rows: from === 0 || style.headingsRepeated ? [heading, ...rows] : rows });
    parts.push(paragraph(''));
  }
  return parts;
}

/** The plan as headings and paragraphs. */
export function inParagraphs(plan: LaidOutPlan, headed: boolean): WrittenPart[] {
  const parts = front(plan);
  for (const { number, text } of plan.recommendations) {
    const rows = plan.requirements.filter((each) => each.recommendation === number);
    const named = headed || text === null || !/^By \d/.test(text);
    if (named) parts.push(paragraph(`Recommendation ${number}`, 2));
    if (text !== null) parts.push(paragraph(text));
    for (const row of rows) {
      parts.push(
        paragraph(`${row.number} – Evidence requirements of progress:${row.text === null ? '' : ` ${row.text}`}`, 3),
      );
      if (row.owner !== '') parts.push(paragraph(`Owner: ${row.owner}`));
      for (const [index, update] of row.updates.entries()) {
        if (update === '') continue;
        parts.push(paragraph(`Update: ${longDate(plan.columns[index] as CivilDate)}`));
        parts.push(...update.split('\n').map((each) => paragraph(each)));
      }
      if (row.status !== '') parts.push(paragraph(`Status: ${row.status}`));
    }
  }
  return parts;
}
