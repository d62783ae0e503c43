import { type CivilDate, parseCivilDate } from '../calendar/civil-date.js';
import { shortened } from '../text/shortened.js';
import { cellsOf } from './account/ledger.js';
import type {
  PerhapsField,
  Question,
  ReadPlan,
  SourceCell,
  SourceDocument,
  UnreadablePlan,
} from './account/reading.js';
import { sourceWords } from './account/source-words.js';
import { readFront } from './header/front.js';
import { dayIn, type Heading, headingOf } from './words/headings.js';
import type { HeadingRole } from './words/vocabulary.js';

/**
 * What is known of a document that is not understood, for a person to complete: the reading that came nearest, or else
 * its head alone. Everything is in doubt, and the reason stands first among the questions.
 */
export function asFarAs(source: SourceDocument, nearest: ReadPlan | null, problem: UnreadablePlan): ReadPlan {
  const why: Question = {
    line: 1,
    ref: null,
    what: `This document was not understood. ${problem.reason} Please compare each line with it, and write "Right" under "Your answer" when all is in its place.`,
  };
  const read = nearest ?? headOf(source);
  return { ...read, questions: [why, ...read.questions] };
}

/** In characters, of words that are told back. */
const LONGEST_NAMED = 80;

function headOf(source: SourceDocument): ReadPlan {
  const table = source.blocks.find((block) => block.kind === 'rows');
  const first = table?.kind === 'rows' ? table.rows[0]?.line : undefined;
  const front = readFront(source, first ?? Number.POSITIVE_INFINITY);
  const doubtful = [
    front.title === null
      ? 'The plan has no title above its table. What is it called?'
      : `The words "${shortened(front.title, LONGEST_NAMED)}" were taken for the title. What is the plan called?`,
    ...(front.organisation === null ? ['No line above the table names the organisation. Whose plan is it?'] : []),
  ];
  const { headings, fields } = belowHeadings(source);
  const columns = [...new Set([...fields.values()].flatMap((field) => dayOf(field) ?? []))].sort();
  return {
    title: front.title ?? '',
    organisation: front.organisation ?? '',
    executiveLead: front.executiveLead,
    operationalLead: front.operationalLead,
    columns,
    recommendations: [],
    requirements: [],
    updates: [],
    repairs: [],
    questions: doubtful.map((what) => ({ line: 1, ref: null, what })),
    leftOut: cellsOf(source)
      .filter((cell) => !front.read.includes(cell) && !headings.has(cell))
      .flatMap((cell) => {
        const perhaps = fields.get(cell);
        return sourceWords(cell, cell.text).map((words) => (perhaps === undefined ? words : { ...words, perhaps }));
      }),
    frame: [...front.read, ...headings],
    lostCharacters: 0,
  };
}

/** The headings that are known, wherever they stand, and what each cell below them could be. */
function belowHeadings({ blocks }: SourceDocument): {
  readonly headings: ReadonlySet<SourceCell>;
  readonly fields: ReadonlyMap<SourceCell, PerhapsField>;
} {
  const headings = new Set<SourceCell>();
  const fields = new Map<SourceCell, PerhapsField>();
  for (const block of blocks) {
    let over: readonly (PerhapsField | null)[] = [];
    for (const { cells } of block.kind === 'rows' ? block.rows : []) {
      const filled = cells.filter(({ text }) => text !== '');
      const read = cells.map(({ text }) => fieldOf(headingOf(text)));
      const known = new Set(read.filter((field) => field !== null));
      if (known.size >= LEAST_KNOWN && known.size * 2 >= filled.length) {
        over = read.map((field, index) => (field !== null && read.indexOf(field) === index ? field : null));
        for (const [index, cell] of cells.entries()) if (over[index]) headings.add(cell);
        continue;
      }
      for (const [index, cell] of cells.entries()) {
        const field = over[index];
        if (field && cell.text !== '') fields.set(cell, field);
      }
    }
  }
  return { headings, fields };
}

/** So many different headings make a row of them. */
const LEAST_KNOWN = 2;

const FIELDS: Readonly<Partial<Record<HeadingRole, PerhapsField>>> = {
  number: 'number',
  recommendationNumber: 'number',
  recommendation: 'recommendation',
  finding: 'recommendation',
  requirement: 'requirement',
  managementResponse: 'requirement',
  owner: 'owner',
  deadline: 'deadline',
  revisedDeadline: 'deadline',
  status: 'status',
};

function fieldOf(heading: Heading | null): PerhapsField | null {
  if (heading === null || heading.share < 0.5) return null;
  const day = dayIn(heading);
  return heading.role === 'update' && day !== null ? `update:${day}` : (FIELDS[heading.role] ?? null);
}

function dayOf(field: PerhapsField): CivilDate | undefined {
  return field.startsWith('update:') ? parseCivilDate(field.slice('update:'.length)) : undefined;
}
