import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../domain/publishing/revision.js';
import { standingWords } from './words.js';

/** The version of the form; `revision.schema.json` beside this file describes it. */
const FORM = 'quarterdeck-revision-1';

/** A value that JSON can hold. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The revision as canonical JSON (RFC 8785: names sorted, no white space; UTF-8), so that equal documents are equal
 * bytes. `plan` is what is published, `seal` what stands apart from it. Described by `revision.schema.json`.
 */
export function writeJson(document: RevisionDocument): Uint8Array {
  const { title, organisation, executiveLead, operationalLead, introduction, date, columns } = document;
  const plan = {
    title,
    organisation,
    executiveLead,
    operationalLead,
    ...(introduction === undefined ? {} : { introduction: introduction.map((part) => ({ ...part })) }),
    date,
    columns,
    recommendations: document.sections.map((section) => recommendation(section)),
  };
  return new TextEncoder().encode(canonical({ form: FORM, plan, seal: standing(document) }));
}

/** The seal; a draft says in words that it is one, and not for publication. */
function standing(document: RevisionDocument): Json {
  const { seal } = document;
  if (seal.kind === 'draft') return { ...seal, standing: standingWords(document) };
  const { issues, ...rest } = seal;
  return issues === undefined ? rest : { ...rest, issues: issues.map((each) => ({ ...each })) };
}

function recommendation(section: RevisionSection): Json {
  const { number, text, deadline, lines } = section;
  return { number, text, deadline: copied(deadline), requirements: lines.map((line) => requirement(line)) };
}

function requirement(line: RevisionLine): Json {
  const { id, ref, refFrom, text, owner, deadline, status, statusWords, statusDate, discharge } = line;
  const updates = line.cells.map((cell) => ({ column: cell.column, text: cell.text }));
  return {
    id,
    ref,
    refFrom,
    text,
    owner,
    deadline: copied(deadline),
    status,
    ...(statusWords === undefined ? {} : { statusWords }),
    ...(statusDate === undefined ? {} : { statusDate }),
    discharge: discharge === null ? null : { by: discharge.by, on: discharge.on, reference: discharge.reference },
    updates,
  };
}

function copied(deadline: RevisionSection['deadline']): Json {
  if (deadline === null) return null;
  const moves = deadline.moves.map(({ from, to, agreedBy, reason, on }) => ({ from, to, agreedBy, reason, on }));
  return { date: deadline.date, original: deadline.original, moves };
}

/** Names sorted by UTF-16 code units, as RFC 8785 wants; all our numbers are whole, which JSON.stringify prints as it does. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [name: string]: Json }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}
