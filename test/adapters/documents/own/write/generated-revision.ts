import fc from 'fast-check';
import { type CivilDate, civilDateOf, instantOf } from '../../../../../src/domain/calendar/civil-date.js';
import { STATUSES } from '../../../../../src/domain/plan/plan.js';
import type { RevisionDocument } from '../../../../../src/domain/publishing/revision.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { SIGNED } from './sample-revision.js';

const hostile = fc.constantFrom(...Object.values(HOSTILE_TEXTS));
const words = fc.oneof(
  { weight: 3, arbitrary: hostile },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('No update published', 'Recommendation 1, as above', 'Deadline: 1 May 2031', 'Owner: x'),
  },
  { weight: 2, arbitrary: fc.lorem({ mode: 'sentences', maxCount: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '\n', '\u00a0', '□', '\uFFFD', 'a  b\t c', 'x\n\n \ny ', '\uFEFFz'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '• the slip\n• the steps',
      'Mended:\n- the lamp\n-  the rail\nand one to come',
      '– a dash alone',
      '* one\n* two\n\n– three\n•\n• ',
      '- - nested\n- • marks',
      'It is at https://example.org/log?a=1&b=2.\n• https://example.org/\u05d0',
    ),
  },
  { weight: 1, arbitrary: fc.array(hostile, { minLength: 2, maxLength: 4 }).map((all) => all.join('\n')) },
);
const day = fc
  .tuple(fc.integer({ min: 2021, max: 2039 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, of]) => civilDateOf(year, month, of) as CivilDate);
const move = fc.record({ from: day, to: day, agreedBy: words, reason: words, on: day });
const deadline = fc.option(fc.record({ date: day, original: day, moves: fc.array(move, { maxLength: 2 }) }));
type GeneratedLine = RevisionDocument['sections'][number]['lines'][number] & {
  readonly stated: { readonly words: string | null; readonly on: CivilDate | null };
};
type GeneratedSection = Omit<RevisionDocument['sections'][number], 'lines'> & {
  readonly lines: readonly GeneratedLine[];
};

const line = (columns: readonly CivilDate[]) =>
  fc.record({
    id: fc.constant(''),
    ref: fc.constant(''),
    refFrom: fc.constantFrom('source' as const, 'ours' as const),
    text: fc.option(words),
    owner: words,
    deadline,
    cells: fc.tuple(...columns.map((column) => words.map((text) => ({ column, text })))),
    status: fc.constantFrom(...STATUSES),
    discharge: fc.option(fc.record({ by: words, on: day, reference: words })),
    stated: fc.record({
      words: fc.option(fc.constantFrom('Amber', 'Red / amber', 'On  track soon')),
      on: fc.option(day),
    }),
  });
const presenting = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 2 }),
  fc.constantFrom('<b>Quays</b> & "piers" will be lit.', '=1+1 is a sum in this plan.', '# marks no heading here.'),
);
const introduction = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('heading' as const),
      text: fc.lorem({ maxCount: 3 }),
      level: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('paragraph' as const, 'item' as const), text: presenting }),
  ),
  { minLength: 1, maxLength: 5 },
);

/** A revision as no careful person would write it, with the edges of every format; ids and refs are unique. */
export const generatedRevision: fc.Arbitrary<RevisionDocument> = fc
  .uniqueArray(day, { minLength: 1, maxLength: 6 })
  .map((dates) => [...dates].sort())
  .chain((columns) =>
    fc.record({
      title: words,
      organisation: words,
      executiveLead: fc.option(words),
      operationalLead: fc.option(words),
      date: fc.constant(columns.at(-1) as CivilDate),
      columns: fc.constant(columns),
      sections: fc.uniqueArray(
        fc.record({
          number: fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constantFrom('A.1', '<b>', '=1+1')),
          text: fc.option(words),
          deadline,
          lines: fc.array(line(columns), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3, selector: ({ number }) => number },
      ),
      seal: fc.constantFrom<RevisionDocument['seal']>(SIGNED, {
        kind: 'draft',
        number: 3,
        compiledAt: instantOf(Date.UTC(2031, 0, 5, 9, 0)),
      }),
    }),
  )
  .map((document): RevisionDocument => ({ ...document, sections: document.sections.map(numbered) }))
  .chain((document) => fc.boolean().map((printed) => (printed ? document : withoutStatuses(document))))
  .chain((document) =>
    fc.option(introduction).map((parts) => (parts === null ? document : { ...document, introduction: parts })),
  );

/** As a plan that prints no statuses. */
function withoutStatuses(document: RevisionDocument): RevisionDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    lines: section.lines.map(({ statusWords: _words, statusDate: _date, ...each }) => ({
      ...each,
      status: 'notStated' as const,
    })),
  }));
  return { ...document, sections };
}

/** Ids and refs are unique in a plan, and words and a day are those of a status. */
function numbered(section: GeneratedSection, at: number) {
  const lines = section.lines.map(({ stated: { words: own, on }, ...each }, index) => ({
    ...each,
    ...(own !== null && each.status === 'notStated' ? { statusWords: own } : {}),
    ...(on !== null && (own !== null || each.status !== 'notStated') ? { statusDate: on } : {}),
    id: `id-${at}-${index}`,
    ref: `${at}.${index}`,
  }));
  return { ...section, lines };
}
