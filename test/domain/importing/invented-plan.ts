import fc from 'fast-check';
import { type CivilDate, civilDateOf } from '../../../src/domain/calendar/civil-date.js';
import type { Status, UpdateKind } from '../../../src/domain/plan/plan.js';

/** The truth about an invented plan, and the cells in which it is printed. */
export interface InventedPlan {
  readonly title: string;
  readonly organisation: string;
  readonly executiveLead: string | null;
  readonly columns: readonly CivilDate[];
  readonly recommendations: readonly InventedRecommendation[];
  readonly requirements: readonly InventedRequirement[];
  /** Lines of cells; an empty line separates pages. */
  readonly lines: readonly (readonly string[])[];
}

export interface InventedRecommendation {
  readonly number: string;
  readonly text: string | null;
  readonly deadline: CivilDate | null;
}

export interface InventedRequirement {
  readonly number: string;
  readonly recommendation: string;
  readonly text: string | null;
  readonly owner: string;
  readonly updates: readonly { readonly kind: UpdateKind | 'empty'; readonly text: string }[];
  readonly status: { readonly printed: string; readonly meant: Status };
}

const WORDS =
  'lantern ledger orchard tram kettle quarry bridge parcel meadow signal harvest cellar market pump ferry archive bell canal depot engine'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (min: number, max: number) =>
  fc.array(word, { minLength: min, maxLength: max }).map((words) => `${capital(words.join(' '))}.`);
/** Reports have several sentences or one long one, as published updates do. */
const report = fc
  .tuple(
    sentence(6, 14),
    sentence(4, 12),
    fc.constantFrom('The work was done.', 'It has been "put right".', 'A < b & c.'),
  )
  .map((parts) => parts.join(' '));
const shortReport = fc.constantFrom('Gate mended', 'Lamps ordered, two fitted.', 'Done in part', 'Not started.');
const demand = fc
  .tuple(fc.constantFrom('Makes', 'Ensuring', 'How', 'Provide', 'Records of'), sentence(4, 14))
  .map(([first, rest]) => `${first} ${rest.toLowerCase()}`);
const post = fc
  .tuple(fc.constantFrom('Head of', 'Director of', 'Chief'), word, word)
  .map(([rank, first, second]) => `${rank} ${capital(first)} and ${capital(second)}`);
const pointer = fc.constantFrom(
  'As per previous update.',
  'No change.',
  'AS PER PREVIOUS UPDATE.',
  'As per last update (3 May 2031).',
  'As per previous updates',
  'As per pervious update.',
  'No change since previous update.',
);
const day = fc
  .tuple(fc.integer({ min: 2021, max: 2039 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, of]) => civilDateOf(year, month, of) as CivilDate);

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A date as headings print it. */
const printed = (date: CivilDate) => {
  const [year, month, of] = date.split('-').map(Number) as [number, number, number];
  const name = MONTHS[month - 1] ?? '';
  const nth = `${of}${of % 10 === 1 && of !== 11 ? 'st' : of % 10 === 2 && of !== 12 ? 'nd' : of % 10 === 3 && of !== 13 ? 'rd' : 'th'}`;
  return fc.constantFrom(
    `${name} ${nth} ${year}`,
    `${of} ${name} ${year}`,
    `Update ${of} ${name} ${year}`,
    `Body Update: Published ${name} ${nth} ${year}`,
    date,
    `${date.slice(8)}/${date.slice(5, 7)}/${year}`,
    `Progress at ${of} ${name.slice(0, 3)} ${year}`,
  );
};

const HEADINGS = {
  number: ['Rec. No.', 'Recommendation number', 'Rec no', 'Recomendation No.'],
  recommendation: ['Recommendation:', 'Recommendation', 'Recomendation text'],
  requirement: [
    'Evidence requirements of progress /completion:',
    'Evidence requirement',
    'Evidense required',
    'Sub-recommendation',
  ],
  owner: ['Recommendation Owner:', 'Owner', 'Lead', 'Action owner'],
  status: ['Status', 'RAG status', 'Current status'],
} as const;

const status = fc.constantFrom(
  { printed: '', meant: 'notStated' as const },
  { printed: '', meant: 'notStated' as const },
  { printed: 'Complete', meant: 'complete' as const },
  { printed: 'on track', meant: 'onTrack' as const },
  { printed: 'Amber', meant: 'atRisk' as const },
);

/** How the whole plan is laid out. */
interface Style {
  readonly order: 'usual' | 'ownerFirst' | 'statusFirst';
  /** Requirements' numbers have a heading, none (and stand all the same), or are not printed. */
  readonly ownNumbers: 'headed' | 'unheaded' | 'absent';
  /** The recommendation's number and text stand in every row, or in one of them as in merged cells. */
  readonly repeated: boolean;
}

/** How one page stands against the headings. */
interface Page {
  readonly textCell: boolean;
  readonly statusCell: boolean;
  readonly blankAfterNumber: boolean;
  readonly header: boolean;
  /** Empty cells at the end of a row are not written. */
  readonly trimmed: boolean;
  readonly html: 'none' | 'paragraphs' | 'unclosed';
}

const requirementOf = (number: string, recommendation: string, owners: readonly string[], columns: number) =>
  fc.record({
    number: fc.constant(number),
    recommendation: fc.constant(recommendation),
    text: fc.option(demand, { nil: null, freq: 4 }),
    owner: fc.constantFrom(...owners),
    updates: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: report.map((text) => ({ kind: 'text' as const, text })) },
        { weight: 1, arbitrary: shortReport.map((text) => ({ kind: 'text' as const, text })) },
        { weight: 2, arbitrary: pointer.map((text) => ({ kind: 'noChange' as const, text })) },
        { weight: 1, arbitrary: fc.constant({ kind: 'empty' as const, text: '' }) },
      ),
      { minLength: columns, maxLength: columns },
    ),
    status,
  });

/**
 * Plans with any numbers, dates, posts, pages, widths and markup, each with the truth about it. `sparse` ones have pages
 * of one row and rows without their last empty cells, so that even a person must sometimes guess.
 */
export const inventedPlans = ({ sparse }: { readonly sparse: boolean }): fc.Arbitrary<InventedPlan> =>
  fc
    .record({
      title: sentence(3, 8).map((text) => `Action Plan: ${text}`),
      organisation: word.map((each) => `${capital(each)} Authority`),
      executiveLead: fc.option(post, { nil: null }),
      columns: fc.uniqueArray(day, { minLength: 1, maxLength: 6 }).map((dates) => [...dates].sort()),
      owners: fc.uniqueArray(post, { minLength: 1, maxLength: 3 }),
      numbers: fc
        .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 7 })
        .map((all) => all.sort((a, b) => a - b)),
    })
    .chain((base) =>
      fc.record({
        base: fc.constant(base),
        headings: fc.tuple(
          fc.record({
            number: fc.constantFrom(...HEADINGS.number),
            recommendation: fc.constantFrom(...HEADINGS.recommendation),
            requirement: fc.constantFrom(...HEADINGS.requirement),
            owner: fc.constantFrom(...HEADINGS.owner),
            status: fc.constantFrom(...HEADINGS.status),
          }),
          fc.tuple(...base.columns.map(printed)),
        ),
        groups: fc.tuple(...base.numbers.map((number) => groupOf(String(number), base.owners, base.columns.length))),
        style: fc.record({
          order: fc.constantFrom('usual' as const, 'usual' as const, 'ownerFirst' as const, 'statusFirst' as const),
          ownNumbers: fc.constantFrom('headed' as const, 'unheaded' as const, 'unheaded' as const, 'absent' as const),
          repeated: fc.boolean(),
        }),
        pages: fc.array(
          fc.record({
            rows: fc.integer({ min: sparse ? 1 : 3, max: 7 }),
            trimmed: sparse ? fc.boolean() : fc.constant(false),
            textCell: fc.boolean(),
            statusCell: fc.boolean(),
            blankAfterNumber: fc.integer({ min: 0, max: 5 }).map((each) => each === 0 && !sparse),
            header: fc.boolean(),
            html: fc.constantFrom('none' as const, 'paragraphs' as const, 'unclosed' as const),
          }),
          { minLength: 8, maxLength: 8 },
        ),
      }),
    )
    .map(({ base, headings: [names, dates], groups, pages, style }) => {
      const header = ordered(style, {
        recommendation: [names.number, names.recommendation],
        own: style.ownNumbers === 'headed' ? ['Ref'] : [],
        text: [names.requirement],
        owner: [names.owner],
        updates: dates,
        status: [names.status],
      });
      // Without numbers of their own, rows belong to the recommendation above them, which must come first.
      const at = (group: { textAt: number; requirements: readonly unknown[] }) =>
        style.ownNumbers === 'absent' ? 0 : group.textAt % group.requirements.length;
      const rows = groups.flatMap((group) =>
        group.requirements.map((requirement, index) => ({
          requirement,
          recommendation: group.recommendation,
          shown: style.repeated || index === at(group),
        })),
      );
      const requirements: InventedRequirement[] = [];
      const lines: string[][] = [
        [base.title],
        [],
        [`Organisation: ${base.organisation}`],
        [],
        ...(base.executiveLead === null ? [] : [[`Executive Lead: ${base.executiveLead}`], []]),
        header,
      ];
      let from = 0;
      for (const [index, page] of pages.entries()) {
        const last = index === pages.length - 1 || (!sparse && rows.length - from - page.rows < 3);
        const on = rows.slice(from, last ? undefined : from + page.rows);
        if (on.length === 0) break;
        if (index > 0) lines.push([], ...(page.header ? [header] : []));
        // The first page follows the headings as far as their width goes.
        for (const row of on) {
          const truth: InventedRequirement = {
            ...row.requirement,
            number: style.ownNumbers === 'absent' ? row.requirement.recommendation : row.requirement.number,
            text: page.textCell ? row.requirement.text : null,
            status: page.statusCell ? row.requirement.status : { printed: '', meant: 'notStated' },
          };
          requirements.push(truth);
          lines.push(cellsOf(truth, row.shown ? row.recommendation : null, page, style));
        }
        from += on.length;
      }
      return { ...base, recommendations: groups.map((group) => group.recommendation), requirements, lines };
    });

function groupOf(number: string, owners: readonly string[], columns: number) {
  const deadline = fc.option(day, { nil: null });
  const recommendation: fc.Arbitrary<InventedRecommendation> = fc
    .tuple(deadline, fc.constantFrom('By ', 'No later than ', ''), sentence(5, 14), fc.integer({ min: 0, max: 9 }))
    .map(([date, lead, text, chance]) => {
      if (chance === 0) return { number, text: null, deadline: null };
      if (date === null) return { number, text, deadline: null };
      const [year, month, of] = date.split('-').map(Number) as [number, number, number];
      return { number, text: `${lead}${of} ${MONTHS[month - 1]} ${year}, ${text.toLowerCase()}`, deadline: date };
    });
  return fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()).chain(([count, dotted]) =>
    fc.record({
      recommendation,
      textAt: fc.integer({ min: 0, max: 3 }),
      requirements: fc.tuple(
        ...Array.from({ length: count }, (_, index) =>
          requirementOf(dotted ? `${number}.${index + 1}` : number, number, owners, columns),
        ),
      ),
    }),
  );
}

function cellsOf(
  row: InventedRequirement,
  recommendation: InventedRecommendation | null,
  page: Page,
  style: Style,
): string[] {
  const numbered = recommendation !== null && (recommendation.text !== null || style.ownNumbers === 'absent');
  const cells = ordered(style, {
    recommendation: [numbered ? row.recommendation : '', recommendation?.text ?? ''],
    own: [...(style.ownNumbers === 'absent' ? [] : [row.number]), ...(page.blankAfterNumber ? [''] : [])],
    text: page.textCell ? [row.text ?? ''] : [],
    owner: [row.owner],
    updates: row.updates.map((update) => marked(update.text, page.html)),
    status: page.statusCell ? [row.status.printed] : [],
  });
  return page.trimmed ? cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1) : cells;
}

interface Parts {
  readonly recommendation: readonly string[];
  readonly own: readonly string[];
  readonly text: readonly string[];
  readonly owner: readonly string[];
  readonly updates: readonly string[];
  readonly status: readonly string[];
}

function ordered(style: Style, parts: Parts): string[] {
  const { recommendation, own, text, owner, updates, status } = parts;
  switch (style.order) {
    case 'usual':
      return [...recommendation, ...own, ...text, ...owner, ...updates, ...status];
    case 'ownerFirst':
      return [...recommendation, ...owner, ...own, ...text, ...updates, ...status];
    case 'statusFirst':
      return [...recommendation, ...own, ...text, ...owner, ...status, ...updates];
  }
}

function marked(text: string, html: Page['html']): string {
  if (text === '' || html === 'none') return text;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return html === 'paragraphs' ? `<p>${escaped}</p>` : `<p class="x">${escaped}`;
}

/** The lines as a file: tab-separated as a copy from the web, else quoted where needed (RFC 4180). */
export function asFile(lines: readonly (readonly string[])[], delimiter: string): string {
  const quote = (cell: string) =>
    /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return lines
    .map((cells) => cells.map((cell) => (delimiter === '\t' ? cell : quote(cell))).join(delimiter))
    .join('\n');
}
