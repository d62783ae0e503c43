import type { ReadPlan } from './account/reading.js';
import { doubtsOf } from './review-workbook.js';

/** How sure a reading is. A document that is not understood has no reading, and so none of these. */
export type Standing = 'sure' | 'check';

/** A reading as it is shown to somebody who compares it with its source; rows name each other by key and place. */
export interface UnderstoodPlan {
  readonly plan: {
    readonly title: string | null;
    readonly organisation: string | null;
    readonly executiveLead: string | null;
    readonly operationalLead: string | null;
    /** The paragraphs that present the plan. */
    readonly introduction: readonly string[];
  };
  /** ISO dates, as all dates here. */
  readonly columns: readonly string[];
  readonly recommendations: readonly {
    readonly key: string;
    readonly group: string | null;
    /** As printed; null where none is. */
    readonly number: string | null;
    readonly text: string | null;
    readonly deadline: string | null;
  }[];
  readonly requirements: readonly {
    readonly ref: string;
    /** A recommendation's key. */
    readonly recommendation: string;
    readonly text: string | null;
    readonly owner: string | null;
    readonly deadline: string | null;
    readonly status: string;
    /** As printed. */
    readonly statusWords: string | null;
  }[];
  readonly updates: readonly {
    /** The place of its requirement in the list, from 0. */
    readonly requirement: number;
    readonly column: string;
    readonly kind: string;
    readonly text: string;
  }[];
  readonly undated: readonly { readonly heading: string; readonly texts: readonly string[] }[];
  readonly leftOut: readonly { readonly text: string }[];
  readonly standing: Standing;
}

/** What was understood of a document, without the places. */
export function understoodOf(read: ReadPlan): UnderstoodPlan {
  const places = new Map(read.requirements.map(({ key }, at) => [key, at]));
  return {
    plan: {
      title: orNull(read.title),
      organisation: orNull(read.organisation),
      executiveLead: read.executiveLead,
      operationalLead: read.operationalLead,
      introduction: [],
    },
    columns: read.columns,
    recommendations: read.recommendations.map(({ number, printed, group, text, deadline }) => ({
      key: number,
      group: group ?? null,
      number: printed === undefined ? number : printed,
      text,
      deadline: deadline?.date ?? null,
    })),
    requirements: read.requirements.map((each) => ({
      ref: each.ref,
      recommendation: each.recommendation,
      text: each.text,
      owner: orNull(each.owner),
      deadline: each.deadline?.date ?? null,
      status: each.status,
      statusWords: each.printedStatus ?? each.statusWords,
    })),
    updates: read.updates.map(({ requirement, column, kind, text }) => ({
      requirement: places.get(requirement) ?? -1,
      column,
      kind,
      text,
    })),
    undated: (read.undated ?? []).map(({ heading, texts }) => ({ heading, texts: texts.map(({ text }) => text) })),
    leftOut: read.leftOut.map(({ text }) => ({ text })),
    standing: read.questions.length === 0 ? 'sure' : 'check',
  };
}

/** One line that says how sure a reading is. */
export function standingWords({ questions }: ReadPlan): string {
  if (questions.length === 0) return 'How sure: sure.';
  return `How sure: please check ${questions.length === 1 ? 'one place' : `${questions.length} places`}.`;
}

/** The paths in `understoodOf` of the cells that a question is about: `requirements.3.owner`, `updates.7`. */
export function doubtfulPaths(read: ReadPlan): ReadonlySet<string> {
  const paths = new Set<string>();
  const updatesWhere = (fits: (each: ReadPlan['updates'][number]) => boolean) => {
    for (const [at, each] of read.updates.entries()) if (fits(each)) paths.add(`updates.${at}`);
  };
  for (const { row, field } of doubtsOf(read)) {
    const at = read.requirements.findIndex(({ key }) => key === row);
    const parent = read.recommendations.findIndex(({ number }) => number === read.requirements[at]?.recommendation);
    const own = (...names: readonly string[]) => {
      if (at >= 0) for (const name of names) paths.add(`requirements.${at}.${name}`);
    };
    const above = (name: string) => {
      if (parent >= 0) paths.add(`recommendations.${parent}.${name}`);
    };
    const [kind, about] = field.split(':');
    if (kind === 'title' || kind === 'organisation') paths.add(`plan.${kind}`);
    else if (kind === 'requirement') own('text');
    else if (kind === 'owner' || kind === 'deadline') own(kind);
    else if (kind === 'status') own('status', 'statusWords');
    else if (kind === 'recommendation') above('text');
    else if (kind === 'recommendationDeadline') above('deadline');
    else if (kind === 'ref') {
      own('ref', 'recommendation');
      above('number');
    } else if (kind === 'update') updatesWhere(({ requirement, column }) => requirement === row && column === about);
    else if (kind === 'heading') {
      paths.add(`columns.${read.columns.findIndex((column) => column === about)}`);
      updatesWhere(({ column }) => column === about);
    } else if (kind === 'undated') {
      paths.add(`undated.${(read.undated ?? []).findIndex(({ column }) => String(column) === about)}`);
    } else if (kind === 'line') {
      own('ref', 'recommendation', 'text', 'owner', 'deadline', 'status', 'statusWords');
      updatesWhere(({ requirement }) => requirement === row);
    }
  }
  return paths;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
