import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan, Recommendation, Status } from '../../../src/domain/plan/plan.js';

/** A row of a plan to review: what each column prints, oldest first. */
export interface RowSketch {
  readonly updates: Readonly<Record<string, string>>;
  readonly status?: Status;
  /** The recommendation's text; null when the plan prints none. */
  readonly recommendation?: string | null;
}

/** A published plan with one requirement per row, numbered 1.1, 2.1 and so on. */
export function aPlan(rows: readonly RowSketch[]): PublishedPlan {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.updates)))].sort().map(civilDate);
  return {
    plan: {
      id: 'sample',
      title: 'Sample',
      organisation: 'Northshire Police',
      executiveLead: null,
      operationalLead: null,
    },
    columns,
    recommendations: rows.map((row, index): Recommendation => {
      const text = row.recommendation === undefined ? 'Improve the response.' : row.recommendation;
      return { number: String(index + 1), text, deadline: null };
    }),
    requirements: rows.map((_, index) => ({
      id: `r${index + 1}`,
      ref: `${index + 1}.1`,
      refFrom: 'source',
      recommendation: String(index + 1),
      text: null,
      owner: 'Chief Constable',
      deadline: null,
      withdrawn: false,
    })),
    updates: rows.flatMap((row, index) =>
      Object.entries(row.updates).map(([column, text]) => ({
        requirement: `r${index + 1}`,
        column: civilDate(column),
        kind: /^(?:as (?:per )?previous|no change\.)/i.test(text) ? ('noChange' as const) : ('text' as const),
        text,
      })),
    ),
    statuses: Object.fromEntries(rows.flatMap((row, index) => (row.status ? [[`r${index + 1}`, row.status]] : []))),
    discharges: {},
    corrections: [],
  };
}
