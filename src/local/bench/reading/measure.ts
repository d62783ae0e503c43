import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readPlanFile } from '../../../adapters/documents/plan-file.js';
import { doubtfulPaths, type Standing, type Understood, understoodOf } from '../../../domain/importing/understood.js';
import { printTable } from '../printing/table.js';
import { compare, type WrongCell } from './compare.js';
import { type CorpusDocument, corpus } from './truth.js';

/** How well one document was read. */
interface Measured {
  readonly name: string;
  readonly held: boolean;
  readonly right: number;
  readonly all: number;
  /** Wrong cells that no question is about. */
  readonly sureButWrong: number;
  readonly questions: number;
  /** Cells that were understood, and of these those that a question is about. */
  readonly understood: number;
  readonly marked: number;
  readonly standing: string;
  readonly wrong: readonly WrongCell[];
  /** Why there is no reading, or what is asked. */
  readonly said: readonly string[];
}

const STANDINGS: Readonly<Record<Standing, string>> = {
  sure: 'sure',
  check: 'check',
  notUnderstood: 'not understood',
};

/** So much of a document's cells must be right for it to count as read well, with no more than so many questions. */
const WELL = { share: 0.95, questions: 10 };

/** The published cases lie beside the project, where they are at hand at all. */
const CASES = fileURLToPath(new URL('../../../../../shared/cases/', import.meta.url));

/**
 * Reads the corpus, and the cases beside the project, and prints how well. `about`, the beginning of a name or numbers as
 * "361-420", prints the wrong cells of those documents instead.
 */
export async function reading(about: string | undefined): Promise<void> {
  const documents = corpus().filter(({ name }) => about === undefined || isAbout(about, name));
  const measured: Measured[] = [];
  for (const document of documents) measured.push(await measuredOf(document));
  const cases = (existsSync(CASES) ? await casesIn(CASES) : []).filter(
    ({ name }) => about === undefined || isAbout(about, name),
  );
  if (about !== undefined) {
    for (const each of [...measured, ...cases]) tellWrongCells(each);
    return;
  }
  const head = ['document', 'right', 'cells', 'share', 'sure but wrong', 'questions', 'standing'];
  const row = ({ name, right, all, sureButWrong, questions, standing }: Measured) => [
    name,
    String(right),
    String(all),
    percent(right, all),
    String(sureButWrong),
    String(questions),
    standing,
  ];
  const open = measured.filter(({ held }) => !held);
  const held = measured.filter((each) => each.held);
  printTable('The corpus, the part on which rules and thresholds are set', head, open.map(row));
  printTable('The cases beside the project', head, cases.map(row));
  const parts = [
    ['corpus', open],
    ['corpus, held back', held],
    ['cases', cases],
  ] as const;
  const sums = parts.map(([name, list]) => {
    const sum = (of: (each: Measured) => number) => list.reduce((total, each) => total + of(each), 0);
    const well = list.filter((each) => each.right >= WELL.share * each.all && each.questions <= WELL.questions);
    return [
      name,
      `${well.length} of ${list.length}`,
      `${sum(({ right }) => right)} of ${sum(({ all }) => all)}`,
      percent(
        sum(({ right }) => right),
        sum(({ all }) => all),
      ),
      String(sum(({ sureButWrong }) => sureButWrong)),
      percent(
        sum(({ marked }) => marked),
        sum((each) => each.understood),
      ),
      (sum(({ questions }) => questions) / Math.max(1, list.length)).toFixed(1),
    ];
  });
  printTable(
    'Reading',
    ['part', 'read well', 'cells right', 'share', 'sure but wrong', 'marked', 'questions each'],
    sums,
  );
}

function isAbout(about: string, name: string): boolean {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(about) ?? [];
  if (from === undefined) return name.startsWith(about);
  const number = Number.parseInt(name, 10);
  return number >= Number(from) && number <= Number(to);
}

/** Reads one document and counts its cells. */
export async function measuredOf({ name, path, truth }: CorpusDocument): Promise<Measured> {
  const result = await readPlanFile(readFileSync(path));
  const read = result.kind === 'plan' ? result.plan : null;
  const understood = understoodOf(result);
  const comparison = compare(truth, understood);
  const doubtful = read === null ? new Map<string, unknown>() : doubtfulPaths(read);
  const sure = comparison.wrong.filter(
    ({ understoodPath }) =>
      understoodPath === null ||
      ![understoodPath, columnOf(understoodPath, understood)].some((path) => doubtful.has(path)),
  );
  return {
    name,
    held: truth.held,
    right: comparison.right,
    all: comparison.all,
    sureButWrong: read === null ? 0 : sure.length,
    questions: read?.questions.length ?? 0,
    understood: cellCount(understood),
    marked: doubtful.size,
    standing: STANDINGS[understood.standing],
    wrong: comparison.wrong,
    said: saidBy(result),
  };
}

/** Cells as `compare` counts them. */
function cellCount({ plan, columns, recommendations, requirements, updates }: Understood): number {
  return plan === null ? 0 : 4 + columns.length + 4 * recommendations.length + 7 * requirements.length + updates.length;
}

/** The path of the column under which an update stands: a mark there is about its day. */
function columnOf(path: string, { columns, updates }: Understood): string {
  const [kind, at] = path.split('.');
  const column = kind === 'updates' ? updates[Number(at)]?.column : undefined;
  return column === undefined ? path : `columns.${columns.indexOf(column)}`;
}

function saidBy(result: Awaited<ReturnType<typeof readPlanFile>>): readonly string[] {
  if (result.kind === 'unreadable') return [result.problem.reason];
  return result.plan.questions.map(({ line, where, ref, what }) => `${where ?? line} ${ref ?? ''}: ${what}`);
}

function tellWrongCells({ name, right, all, standing, wrong, said }: Measured): void {
  const lines = wrong.map(
    ({ path, row, expected, got }) => `  ${path} (${row.slice(0, 40)}): ${shown(expected)}\n      not ${shown(got)}`,
  );
  process.stdout.write(`\n${name}: ${right} of ${all}, ${standing}\n${[...lines, ...said].join('\n')}\n`);
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 300) ?? 'undefined';
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}

const byName = z.record(z.string(), z.string().nullable());
const expectedSchema = z.object({
  recommendations: z.number().optional(),
  requirements: z.number().optional(),
  updates: z.union([z.number(), z.string()]).optional(),
  undated_updates: z.number().optional(),
  columns: z.union([z.array(z.string()), z.string()]).optional(),
  numbers: z.array(z.string()).optional(),
  recommendation_texts: z.array(z.string()).optional(),
  statuses: z.union([byName, z.string()]).optional(),
  owners: byName.optional(),
  deadlines: byName.optional(),
});

/** The cases that have a file and right values; these are counts and single cells. */
async function casesIn(folder: string): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const name of readdirSync(folder).sort()) {
    const own = join(folder, name);
    if (!existsSync(join(own, 'expected.json'))) continue;
    const input = readdirSync(own).find((file) => /^input\.\w+$/.test(file));
    if (input === undefined) continue;
    const expected = expectedSchema.safeParse(JSON.parse(readFileSync(join(own, 'expected.json'), 'utf8')));
    if (!expected.success) continue;
    const result = await readPlanFile(readFileSync(join(own, input)));
    const read = result.kind === 'plan' ? result.plan : null;
    const understood = understoodOf(result);
    const cells = cellsOf(expected.data, understood);
    const wrong = cells.flatMap(([path, right, got]): WrongCell[] =>
      right === got ? [] : [{ path, understoodPath: path, row: '', expected: right, got }],
    );
    measured.push({
      name,
      held: false,
      right: cells.length - wrong.length,
      all: cells.length,
      sureButWrong: read === null ? 0 : wrong.length,
      questions: read?.questions.length ?? 0,
      understood: cellCount(understood),
      marked: read === null ? 0 : doubtfulPaths(read).size,
      standing: STANDINGS[understood.standing],
      wrong,
      said: saidBy(result),
    });
  }
  return measured;
}

/** "onTrack? (In progress)" is likely that, and asked; "asked (Keep Under Review)" is none of ours. */
function statusMeant(right: string | null): string | null {
  if (right === null) return null;
  return /^asked\b/.test(right) ? 'notStated' : (/^\w+/.exec(right)?.[0] ?? right).replace(/^not$/, 'notStated');
}

function cellsOf(
  expected: z.infer<typeof expectedSchema>,
  understood: Understood,
): (readonly [path: string, right: unknown, got: unknown])[] {
  const seen = understood.plan === null ? null : understood;
  const cells: [string, unknown, unknown][] = [];
  const add = (path: string, right: unknown, got: unknown) => {
    if (right !== undefined) cells.push([path, right, got ?? null]);
  };
  add('recommendations', expected.recommendations, seen?.recommendations.length);
  add('requirements', expected.requirements, seen?.requirements.length);
  const undated = seen?.undated.flatMap(({ texts }) => texts).length;
  const waiting = typeof expected.columns === 'string' || typeof expected.updates === 'string';
  const updates = Number.parseInt(String(expected.updates), 10);
  if (waiting) add('updates, undated', Number.isNaN(updates) ? undefined : updates, undated);
  else
    add(
      'updates',
      expected.updates,
      (seen?.updates.length ?? 0) + (expected.columns === undefined ? (undated ?? 0) : 0),
    );
  add('undated', expected.undated_updates, undated);
  if (typeof expected.columns === 'object') add('columns', expected.columns.join(' '), seen?.columns.join(' '));
  add('numbers', expected.numbers?.join(' '), seen?.recommendations.map(({ number }) => number).join(' '));
  add('texts', expected.recommendation_texts?.join(' '), seen?.recommendations.map(({ text }) => text).join(' '));
  const rowOf = (ref: string) =>
    ref === 'first' ? seen?.requirements[0] : seen?.requirements.find((row) => row.ref === ref);
  if (typeof expected.statuses === 'object') {
    for (const [ref, right] of Object.entries(expected.statuses)) {
      add(`status ${ref}`, statusMeant(right), rowOf(ref)?.status);
    }
  }
  for (const [ref, right] of Object.entries(expected.owners ?? {})) add(`owner ${ref}`, right, rowOf(ref)?.owner);
  for (const [ref, right] of Object.entries(expected.deadlines ?? {})) {
    const above = seen?.recommendations.find(({ number }) => number === (rowOf(ref)?.recommendation ?? ref));
    add(`deadline ${ref}`, right?.slice(0, 10) ?? null, rowOf(ref)?.deadline ?? above?.deadline);
  }
  return cells;
}
