import type { Status } from '../plan/plan.js';
import { cellsOf } from './account/ledger.js';
import type { Places, PlanReading, Question, ReadPlan, Repair, SourcePlace, SourceWords } from './account/reading.js';
import { type Doubt, doubtsOf } from './review-workbook.js';

/** How sure a reading is. What is not understood never becomes a plan. */
export type Standing = 'sure' | 'check' | 'notUnderstood';

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  sure: 'sure',
  check: 'please check',
  notUnderstood: 'not understood',
};

/** A place of the source that says a value, with its words there. */
export interface SaidAt extends SourcePlace {
  readonly words: string;
}

/** A value is said by no place where it is null or where the document is one of ours, by several where its words stand apart. */
type At<Names extends string> = Readonly<Record<Names, readonly SaidAt[]>>;

/** Everything as it was understood, to be compared with the source. Dates are ISO dates. docs/understood.schema.json says it too. */
export interface Understood {
  /** Null where nothing was understood; then every word of the source is left out. */
  readonly plan: {
    readonly title: string | null;
    readonly organisation: string | null;
    readonly executiveLead: string | null;
    readonly operationalLead: string | null;
    /** The paragraphs that present the plan. */
    readonly introduction: readonly string[];
    /** `columns`: of each column in turn. */
    readonly at: At<'title' | 'organisation' | 'executiveLead' | 'operationalLead' | 'introduction'> & {
      readonly columns: readonly (readonly SaidAt[])[];
    };
  } | null;
  readonly columns: readonly string[];
  readonly recommendations: readonly {
    readonly key: string;
    /** The heading under which it stands with others. */
    readonly group: string | null;
    /** As printed, unique within its group; null where none is printed. */
    readonly number: string | null;
    readonly text: string | null;
    readonly deadline: string | null;
    readonly at: At<'group' | 'number' | 'text' | 'deadline'>;
  }[];
  readonly requirements: readonly {
    /** Unique in the plan. */
    readonly ref: string;
    /** A recommendation's key. */
    readonly recommendation: string;
    readonly text: string | null;
    readonly owner: string | null;
    /** Null where nothing says one for this row alone. */
    readonly deadline: string | null;
    readonly status: Status;
    /** As printed. */
    readonly statusWords: string | null;
    readonly at: At<'ref' | 'text' | 'owner' | 'deadline' | 'status'>;
  }[];
  readonly updates: readonly {
    /** A requirement's ref. */
    readonly ref: string;
    readonly column: string;
    readonly kind: string;
    readonly text: string;
    readonly at: At<'column' | 'text'>;
  }[];
  /** Columns of updates that wait for their date; their texts are left out as well. */
  readonly undated: readonly { readonly heading: string; readonly texts: readonly string[] }[];
  readonly leftOut: readonly { readonly text: string; readonly at: SourcePlace }[];
  readonly questions: readonly Question[];
  readonly repairs: readonly Repair[];
  readonly standing: Standing;
}

/** What was understood of a document, each value with the places that say it. */
export function understoodOf(reading: PlanReading): Understood {
  if (reading.kind === 'unreadable') return nothingOf(reading);
  const read = reading.plan;
  const at = sayings(read.places ?? new Map());
  const refs = new Map(read.requirements.map(({ key, ref }) => [key, ref]));
  return {
    plan: {
      title: orNull(read.title),
      organisation: orNull(read.organisation),
      executiveLead: read.executiveLead,
      operationalLead: read.operationalLead,
      introduction: (read.introduction ?? []).map(({ text }) => text),
      at: {
        title: at('title'),
        organisation: at('organisation'),
        executiveLead: at('executiveLead'),
        operationalLead: at('operationalLead'),
        introduction: at('introduction'),
        columns: read.columns.map((column) => at(`column:${column}`)),
      },
    },
    columns: read.columns,
    recommendations: read.recommendations.map(({ number, printed, group, text, deadline }, index) => ({
      key: number,
      group: group ?? null,
      number: printed === undefined || isTwin(index, read.recommendations) ? number : printed,
      text,
      deadline: deadline?.date ?? null,
      at: {
        group: group === undefined ? [] : at(`group:${group}`),
        number: at(`number of:${number}`),
        text: at(`recommendation:${number}`),
        deadline: at(`deadline of:${number}`),
      },
    })),
    requirements: read.requirements.map((each) => ({
      ref: each.ref,
      recommendation: each.recommendation,
      text: each.text,
      owner: orNull(each.owner),
      deadline: each.deadline?.date ?? null,
      status: each.status,
      statusWords: each.printedStatus ?? each.statusWords,
      at: {
        ref: at(`number:${each.key}`),
        text: at(`requirement:${each.key}`),
        owner: at(`owner:${each.key}`),
        deadline: each.deadline === null ? [] : at(`deadline:${each.key}`),
        status: at(`status:${each.key}`),
      },
    })),
    updates: read.updates.map(({ requirement, column, kind, text }) => {
      const day = at(`day of:${requirement}:${column}`);
      return {
        ref: refs.get(requirement) ?? requirement,
        column,
        kind,
        text,
        at: {
          column: day.length > 0 ? day : at(`column:${column}`),
          text: at(`update:${requirement}:${column}`),
        },
      };
    }),
    undated: (read.undated ?? []).map(({ heading, texts }) => ({ heading, texts: texts.map(({ text }) => text) })),
    leftOut: read.leftOut.map(leftAt),
    questions: read.questions,
    repairs: read.repairs,
    standing: standingOfReading(read),
  };
}

/** Of a document that is not understood: why, and every word of it as left out. */
function nothingOf({ problem, source }: Extract<PlanReading, { kind: 'unreadable' }>): Understood {
  const cells = source === undefined ? [] : cellsOf(source).filter(({ text }) => text !== '');
  return {
    plan: null,
    columns: [],
    recommendations: [],
    requirements: [],
    updates: [],
    undated: [],
    leftOut: cells.map(leftAt),
    questions: [{ line: problem.line ?? 1, ref: null, what: problem.reason }],
    repairs: [],
    standing: 'notUnderstood',
  };
}

/** Whether a recommendation above prints the same number under the same heading. */
function isTwin(index: number, all: ReadPlan['recommendations']): boolean {
  const called = ({ number, printed }: ReadPlan['recommendations'][number]) =>
    printed === undefined ? number : printed;
  const own = all[index];
  if (own?.printed == null) return false;
  return all.slice(0, index).some((each) => called(each) === own.printed && each.group === own.group);
}

function leftAt({ place, text }: SourceWords): Understood['leftOut'][number] {
  return { text, at: place };
}

function sayings(places: Places): (value: string) => readonly SaidAt[] {
  return (value) => (places.get(value) ?? []).map(({ place, text }) => ({ ...place, words: text }));
}

/** A reading with nothing to ask is sure. */
export function standingOfReading({ questions }: ReadPlan): Standing {
  return questions.length === 0 ? 'sure' : 'check';
}

/** One line that says how sure a reading is. */
export function standingWords({ questions }: ReadPlan): string {
  if (questions.length === 0) return 'How sure: sure.';
  return `How sure: please check ${questions.length === 1 ? 'one place' : `${questions.length} places`}.`;
}

/** The paths in `understoodOf` of the cells that a question is about (`requirements.3.owner`, `updates.7`), each with the questions. */
export function doubtfulPaths(read: ReadPlan): ReadonlyMap<string, ReadonlySet<Question>> {
  const found = new Map<string, Set<Question>>();
  for (const doubt of doubtsOf(read)) {
    for (const path of pathsOf(doubt, read)) found.set(path, (found.get(path) ?? new Set()).add(doubt.question));
  }
  return found;
}

function pathsOf({ row, field }: Doubt, read: ReadPlan): ReadonlySet<string> {
  const paths = new Set<string>();
  const updatesWhere = (fits: (each: ReadPlan['updates'][number]) => boolean) => {
    for (const [at, each] of read.updates.entries()) if (fits(each)) paths.add(`updates.${at}`);
  };
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
  // the words are as printed: what they mean is asked
  else if (kind === 'status') own('status');
  else if (kind === 'recommendation') above('text');
  else if (kind === 'recommendationDeadline') above('deadline');
  else if (kind === 'ref') {
    own('ref', 'recommendation');
    above('number');
  } else if (kind === 'update') updatesWhere(({ requirement, column }) => requirement === row && column === about);
  else if (kind === 'heading') {
    // the day is asked once, where the heading says it: the words below it are sure
    paths.add(`columns.${read.columns.findIndex((column) => column === about)}`);
  } else if (kind === 'undated') {
    paths.add(`undated.${(read.undated ?? []).findIndex(({ column }) => String(column) === about)}`);
  } else if (kind === 'line') {
    own('ref', 'recommendation', 'text', 'owner', 'deadline', 'status', 'statusWords');
    updatesWhere(({ requirement }) => requirement === row);
  }
  return paths;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
