import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A value, or, where the truth is a matter of opinion, the list of all values that are right. */
function one<T extends z.ZodType>(value: T) {
  return z.union([value, z.array(value).min(2)]);
}

const date = z.iso.date();
const words = z.string().regex(/\S/);
const status = z.enum(['notStated', 'onTrack', 'atRisk', 'offTrack', 'waiting', 'complete', 'transferred']);
const standing = z.enum(['sure', 'check', 'notUnderstood']);

const recommendation = z.strictObject({
  key: words,
  group: one(words.nullable()),
  /** Absent where the document prints none: it gets one of ours. */
  number: one(words).optional(),
  text: one(words.nullable()),
  deadline: one(date.nullable()),
});

const requirement = z.strictObject({
  /** Absent where the document prints none. */
  ref: one(words.nullable()).optional(),
  /** A recommendation's key. */
  recommendation: words,
  text: one(words.nullable()),
  owner: one(words.nullable()),
  deadline: one(date.nullable()),
  status: one(status),
  /** As printed. */
  statusWords: one(words.nullable()),
});

const update = z.strictObject({
  /** The place of its requirement in the list, from 0. */
  requirement: z.int().min(0),
  /** Null among alternatives: it may also stand under a heading that has no date. */
  column: one(date.nullable()),
  kind: one(z.enum(['text', 'noChange', 'none'])),
  text: one(words),
});

const plan = z.strictObject({
  title: one(words.nullable()),
  organisation: one(words.nullable()),
  executiveLead: one(words.nullable()),
  operationalLead: one(words.nullable()),
  /** Paragraphs that present the plan. */
  introduction: z.array(words),
});

/** The right understanding of one document: README.md beside this file says how it is written. */
export const truthSchema = z.strictObject({
  note: words,
  held: z.boolean(),
  /** Null where the document is not to be understood. */
  plan: plan.nullable(),
  columns: z.array(one(date.nullable())),
  recommendations: z.array(recommendation),
  requirements: z.array(requirement),
  updates: z.array(update),
  undated: z.array(z.strictObject({ heading: one(words), texts: z.array(words) })),
  leftOut: z.array(words),
  standing: one(standing),
  questionsAtMost: z.int().min(0),
  /** Paths of cells that are honestly doubtful; `*` stands for every index. */
  maySayCheck: z.array(z.string().regex(/^[a-zA-Z]+(\.(\*|\d+|[a-zA-Z]+))*$/)),
});

export type Truth = z.infer<typeof truthSchema>;

/** One folder of the corpus. */
export interface CorpusDocument {
  /** The folder's name: `NN-kind-name`. */
  readonly name: string;
  readonly kind: string;
  /** Of the input file, without the dot. */
  readonly format: string;
  /** Path of the input file. */
  readonly path: string;
  readonly truth: Truth;
}

const FOLDER = fileURLToPath(new URL('../../../../test/documents/corpus/', import.meta.url));

/** Every document of the corpus, in the order of the folders' names. Throws where a truth has not its form. */
export function corpus(): CorpusDocument[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders
    .map((folder) => folder.name)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => {
      const inputs = readdirSync(join(FOLDER, name)).filter((file) => file.startsWith('input.'));
      const [input] = inputs;
      if (input === undefined || inputs.length > 1) throw new Error(`${name}: there must be one input file`);
      const truth = truthSchema.parse(JSON.parse(readFileSync(join(FOLDER, name, 'truth.json'), 'utf8')));
      const kind = name.split('-')[1] ?? '';
      return { name, kind, format: input.slice('input.'.length), path: join(FOLDER, name, input), truth };
    });
}
