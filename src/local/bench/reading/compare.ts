import type { Compared } from './compared.js';
import { matchedRows } from './match-rows.js';
import type { Truth } from './truth.js';
import { allows, alternatives, type Expected, sameText, spaced } from './values.js';

/** One cell that is not right. `expected` is null for what the document does not say, `got` for what is missing. */
export interface WrongCell {
  /** In the truth (`requirements.3.deadline`), or, for what was invented, in what was understood (`+updates.7`). */
  readonly path: string;
  /** The same path for what was understood; null where it has no such row. Tells whether a cell was marked. */
  readonly understoodPath: string | null;
  /** The row as a person would name it. */
  readonly row: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface Comparison {
  readonly right: number;
  /** The cells of the truth and those that were invented. */
  readonly all: number;
  readonly wrong: readonly WrongCell[];
  /** Whether the standing is one that the truth allows. */
  readonly standingRight: boolean;
}

/** Compares what was understood of a document with the truth, cell by cell; pure. README.md says what a cell is. */
export function compare(truth: Truth, understood: Compared): Comparison {
  const cells = new Cells();
  const standingRight = alternatives(truth.standing).includes(understood.standing);
  if (truth.plan === null) {
    cells.check('standing', 'document', standingRight, truth.standing, understood.standing, 'standing');
    if (!standingRight) countInvented(cells, understood);
    return cells.counted(standingRight);
  }
  const seen = understood;
  comparePlan(cells, truth.plan, seen.plan);
  const columns = new Set(seen.columns);
  for (const [at, column] of truth.columns.entries()) {
    const got = alternatives(column).find((each) => each !== null && columns.delete(each)) ?? null;
    cells.value(`columns.${at}`, 'columns', column, got, got === null ? null : `columns.${seen.columns.indexOf(got)}`);
  }
  for (const column of columns) cells.invented(`columns.${seen.columns.indexOf(column)}`, 'columns', column);
  compareRows(cells, truth, seen);
  compareTexts(cells, truth, seen);
  return cells.counted(standingRight);
}

class Cells {
  private right = 0;
  private readonly wrong: WrongCell[] = [];

  check(path: string, row: string, right: boolean, expected: unknown, got: unknown, understoodPath: string | null) {
    if (right) this.right += 1;
    else this.wrong.push({ path, understoodPath, row, expected, got });
  }

  value(path: string, row: string, expected: Expected, got: string | null | undefined, understoodPath: string | null) {
    this.check(path, row, got !== undefined && allows(expected, got), expected, got ?? null, understoodPath);
  }

  invented(understoodPath: string, row: string, got: unknown) {
    this.check(`+${understoodPath}`, row, false, null, got, understoodPath);
  }

  counted(standingRight: boolean): Comparison {
    return { right: this.right, all: this.right + this.wrong.length, wrong: this.wrong, standingRight };
  }
}

function countInvented(cells: Cells, understood: Compared): void {
  for (const part of ['recommendations', 'requirements', 'updates'] as const) {
    for (const [at, got] of understood[part].entries()) cells.invented(`${part}.${at}`, part, got);
  }
}

function comparePlan(cells: Cells, truth: NonNullable<Truth['plan']>, seen: Compared['plan']): void {
  for (const field of ['title', 'organisation', 'executiveLead', 'operationalLead'] as const) {
    const got = seen === null ? undefined : (seen[field] ?? null);
    cells.value(`plan.${field}`, 'plan', truth[field], got, `plan.${field}`);
  }
}

function compareRows(cells: Cells, truth: Truth, seen: Compared): void {
  const { recommendations, requirements } = matchedRows(truth, seen);
  const left = new Set(seen.updates.keys());
  for (const [at, row] of truth.recommendations.entries()) {
    const found = recommendations[at] ?? null;
    const got = found === null ? undefined : seen.recommendations[found];
    const only = onlyRow(truth, row.key);
    const name = `${alternatives(row.number ?? null)[0] ?? ''} ${alternatives(row.text)[0] ?? ''}`.trim();
    const cell = (field: 'group' | 'number' | 'deadline', value: Expected) => {
      const place = found === null ? null : `recommendations.${found}.${field}`;
      cells.value(`recommendations.${at}.${field}`, name, value, got?.[field], place);
    };
    cell('group', row.group);
    if (row.number !== undefined) cell('number', row.number);
    if (only === null) cell('deadline', row.deadline);
    // a row that is its recommendation and its only requirement may keep its text on either
    const own = only === null || got === undefined || got.text !== null ? null : requirements[only];
    const text = typeof own === 'number' ? seen.requirements[own]?.text : got?.text;
    cells.value(
      `recommendations.${at}.text`,
      name,
      row.text,
      text,
      found === null ? null : `recommendations.${found}.text`,
    );
  }
  for (const [at, row] of truth.requirements.entries()) {
    const found = requirements[at] ?? null;
    const got = found === null ? undefined : seen.requirements[found];
    const parent = truth.recommendations.findIndex((each) => each.key === row.recommendation);
    const parentRow = truth.recommendations[parent];
    const seenParent = seen.recommendations.find((each) => each.key === got?.recommendation);
    const first = alternatives(row.text)[0] ?? (parentRow === undefined ? null : alternatives(parentRow.text)[0]);
    const name = `${row.ref === undefined ? '' : (alternatives(row.ref)[0] ?? '')} ${first ?? ''}`.trim();
    const path = (field: string) => `requirements.${at}.${field}`;
    const place = (field: string) => (found === null ? null : `requirements.${found}.${field}`);
    const single = onlyRow(truth, row.recommendation) === at;

    if (row.ref !== undefined) cells.value(path('ref'), name, row.ref, got?.ref, place('ref'));
    const linked = seenParent !== undefined && seen.recommendations.indexOf(seenParent) === recommendations[parent];
    cells.check(
      path('recommendation'),
      name,
      linked,
      parentRow?.number,
      seenParent?.number ?? null,
      place('recommendation'),
    );
    const repeated = single && parentRow !== undefined && got?.text != null && allows(parentRow.text, got.text);
    cells.value(path('text'), name, row.text, repeated ? null : got?.text, place('text'));
    cells.value(path('owner'), name, row.owner, got?.owner, place('owner'));
    if (single && parentRow !== undefined && got !== undefined) {
      const dates = said([got.deadline, seenParent?.deadline ?? null]);
      const right = alternatives(row.deadline).some((own) =>
        alternatives(parentRow.deadline).some((its) => said([own, its]) === dates),
      );
      cells.check(path('deadline'), name, right, [row.deadline, parentRow.deadline], dates, place('deadline'));
    } else cells.value(path('deadline'), name, row.deadline, got?.deadline, place('deadline'));
    cells.value(path('status'), name, row.status, got?.status, place('status'));
    cells.value(path('statusWords'), name, row.statusWords, got?.statusWords, place('statusWords'));
  }
  for (const [at, row] of seen.recommendations.entries()) {
    if (!recommendations.includes(at)) cells.invented(`recommendations.${at}`, row.number ?? '', row.text);
  }
  for (const [at, row] of seen.requirements.entries()) {
    if (!requirements.includes(at)) cells.invented(`requirements.${at}`, row.ref ?? '', row.text);
  }
  compareUpdates(cells, truth, seen, requirements, left);
}

/** The index of a recommendation's only requirement, if that has no text of its own. */
function onlyRow(truth: Truth, key: string): number | null {
  const rows = [...truth.requirements.entries()].filter(([, row]) => row.recommendation === key);
  const [first] = rows;
  return rows.length === 1 && first !== undefined && alternatives(first[1].text).includes(null) ? first[0] : null;
}

function said(dates: readonly (string | null)[]): string {
  return [...new Set(dates.filter((each) => each !== null))].sort().join(' ');
}

function compareUpdates(
  cells: Cells,
  truth: Truth,
  seen: Compared,
  rows: readonly (number | null)[],
  left: Set<number>,
): void {
  const undated = seen.undated.flatMap((each, at) => each.texts.map((text) => ({ text, heading: each.heading, at })));
  const take = (fits: (each: { text: string; heading: string }) => boolean) => {
    const at = undated.findIndex(fits);
    return at === -1 ? undefined : undated.splice(at, 1)[0];
  };
  for (const { heading, texts } of truth.undated) {
    for (const [at, text] of texts.entries()) {
      const path = `undated.${truth.undated.findIndex((each) => each.heading === heading)}.texts.${at}`;
      const found = take((each) => allows(heading, each.heading) && sameText(text, each.text));
      cells.value(path, 'undated', text, found?.text, found === undefined ? null : `undated.${found.at}`);
    }
  }
  for (const [at, update] of truth.updates.entries()) {
    const row = rows[update.requirement];
    const own = [...left].filter((index) => rowOf(seen, seen.updates[index]) === row && typeof row === 'number');
    const inColumn = own.filter((index) => alternatives(update.column).includes(seen.updates[index]?.column ?? null));
    const isRight = (index: number) => {
      const got = seen.updates[index];
      return got !== undefined && allows(update.kind, got.kind) && allows(update.text, got.text);
    };
    const found = inColumn.find(isRight) ?? inColumn[0];
    const path = `updates.${at}`;
    const name = `update of requirement ${update.requirement}`;
    if (found !== undefined) {
      left.delete(found);
      cells.check(path, name, isRight(found), update, seen.updates[found], `updates.${found}`);
    } else if (alternatives(update.column).includes(null)) {
      const standsUndated = take((each) => allows(update.text, each.text));
      cells.value(path, name, update.text, standsUndated?.text, standsUndated ? `undated.${standsUndated.at}` : null);
    } else cells.check(path, name, alternatives(update.kind).includes('none'), update, null, null);
  }
  for (const index of left) {
    if (seen.updates[index]?.kind !== 'none') cells.invented(`updates.${index}`, 'updates', seen.updates[index]);
  }
  for (const each of undated) cells.invented(`undated.${each.at}`, each.heading, each.text);
}

/** The index of the requirement that an update belongs to. */
function rowOf(seen: Compared, update: Compared['updates'][number] | undefined): number | null {
  if (update === undefined) return null;
  const at = seen.requirements.findIndex((row) => row.ref === update.ref);
  return at === -1 ? null : at;
}

/** Texts that stand in no cell: the introduction, and what is left out of the plan but told. */
function compareTexts(cells: Cells, truth: Truth, seen: Compared): void {
  const introduction = spaced((seen.plan?.introduction ?? []).join('\n'));
  const leftOut = spaced(seen.leftOut.map((each) => each.text).join('\n'));
  for (const [at, text] of (truth.plan?.introduction ?? []).entries()) {
    const found = introduction.includes(spaced(text));
    cells.check(`plan.introduction.${at}`, 'introduction', found, text, null, 'plan.introduction');
  }
  for (const [at, text] of truth.leftOut.entries()) {
    const found = leftOut.includes(spaced(text)) && !introduction.includes(spaced(text));
    cells.check(`leftOut.${at}`, 'left out', found, text, null, null);
  }
}
