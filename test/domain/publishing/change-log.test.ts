import { describe, expect, it } from 'vitest';
import { type CivilDate, civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Commitment } from '../../../src/domain/commitments/commitment.js';
import { NO_PROMISE_CHANGES } from '../../../src/domain/commitments/commitment-changes.js';
import { PRINTED_UNSET, type PublishedPlan, type PublishedUpdate, type Status } from '../../../src/domain/plan/plan.js';
import { changesBetween, movementOf, type RowChange } from '../../../src/domain/publishing/change-log.js';
import { executivePage } from '../../../src/domain/publishing/executive-page.js';
import { leadNotes } from '../../../src/domain/publishing/lead-notes.js';
import { publicPromises } from '../../../src/domain/publishing/public-promises.js';
import type { Decision } from '../../../src/domain/reviewing/decision.js';
import { aPlan, aRequirement, at } from '../builders.js';

const REFS = ['4.1', '4.2', '4.3', '4.4', '5.1'] as const;
const [MARCH, JUNE, SEPTEMBER] = ['2026-03-19', '2026-06-19', '2026-09-18'].map(civilDate) as [
  CivilDate,
  CivilDate,
  CivilDate,
];
const idOf = (ref: string) => aRequirement(ref).id;

type Said = readonly [PublishedUpdate['kind'], string];
const text = (words: string): Said => ['text', words];
const noChange: Said = ['noChange', 'As per previous update (19 March 2026).'];
const silence: Said = ['none', 'No update received'];

/** A plan with these columns; `said` has one entry a column for each ref, oldest first. */
function planOf(
  columns: readonly CivilDate[],
  said: Readonly<Record<string, readonly (Said | null)[]>>,
  over: Partial<PublishedPlan> = {},
): PublishedPlan {
  const updates = Object.entries(said).flatMap(([ref, cells]) =>
    cells.flatMap((cell, index): PublishedUpdate[] =>
      cell === null
        ? []
        : [{ requirement: idOf(ref), column: columns[index] as CivilDate, kind: cell[0], text: cell[1] }],
    ),
  );
  return aPlan(
    REFS.map((ref) => aRequirement(ref)),
    { columns, updates, ...over },
  );
}

const first = text('The log of the quay was begun in March.');
const before = planOf([MARCH, JUNE], {
  '4.1': [first, text('The log of the quay is kept weekly.')],
  '4.2': [first, noChange],
  '4.3': [first, silence],
  '4.4': [first, text('Lamps were counted and nine of them mended.')],
  '5.1': [first, null],
});
const row = (log: { readonly rows: readonly RowChange[] }, ref: string) => {
  const found = log.rows.find((each) => each.ref === ref);
  if (found === undefined) throw new Error(`No row ${ref}`);
  return found;
};

describe('what changed between two published plans', () => {
  const after = planOf([MARCH, JUNE, SEPTEMBER], {
    '4.1': [first, text('The log of the quay is kept weekly.'), text('The log of the quay is kept daily.')],
    '4.2': [first, noChange, noChange],
    '4.3': [first, silence, silence],
    '4.4': [
      first,
      text('Lamps were counted and nine of them mended.'),
      text('Lamps were counted and nine of them mended.'),
    ],
    '5.1': [first, null, null],
  });
  const log = changesBetween(before, after);

  it('is told apart as answered, unchanged, silent and not asked', () => {
    expect(log.rows.map((each) => each.answer)).toEqual(['answered', 'unchanged', 'silent', 'unchanged', 'notAsked']);
  });

  it('shows the words that changed against the text before', () => {
    const { difference, previous } = row(log, '4.1');
    expect(previous?.column).toBe(JUNE);
    expect(difference?.filter((each) => each.kind !== 'same')).toEqual([
      { kind: 'gone', text: 'weekly' },
      { kind: 'new', text: 'daily' },
    ]);
  });

  it('counts how often a row said the same running: the repeated text too, but not a text before silence', () => {
    expect(REFS.map((ref) => row(log, ref).running)).toEqual([0, 3, 2, 2, 0]);
  });

  it('is nothing between a plan and itself', () => {
    const same = changesBetween(after, after);
    expect(same.corrections).toEqual([]);
    expect(same.rows.every((each) => each.movement === 'same' && each.moves.length === 0)).toBe(true);
  });
});

describe('a status between two published plans', () => {
  it.each<[Status, Status, RowChange['movement']]>([
    ['onTrack', 'complete', 'completed'],
    ['complete', 'atRisk', 'reopened'],
    ['complete', 'notStated', 'reopened'],
    ['atRisk', 'onTrack', 'better'],
    ['onTrack', 'waiting', 'worse'],
    ['atRisk', 'waiting', 'same'],
    ['notStated', 'offTrack', 'firstStated'],
    ['onTrack', 'notStated', 'unsaid'],
    ['onTrack', 'transferred', 'same'],
    ['offTrack', 'offTrack', 'same'],
  ])('from %s to %s is %s', (was, is, movement) => {
    expect(movementOf(was, is)).toBe(movement);
  });
});

describe('the change log', () => {
  const deadline = { date: civilDate('2026-07-01'), original: civilDate('2026-07-01'), moves: [] };
  const move = {
    from: civilDate('2026-07-01'),
    to: civilDate('2027-01-29'),
    agreedBy: 'the Inspectorate',
    reason: 'the yard burnt down',
    on: civilDate('2026-08-03'),
  };
  const was = { ...before, recommendations: before.recommendations.map((each) => ({ ...each, deadline })) };
  const moved = { ...deadline, date: move.to, moves: [move] };
  const is: PublishedPlan = {
    ...was,
    columns: [MARCH, JUNE, SEPTEMBER],
    recommendations: was.recommendations.map((each) => ({ ...each, deadline: moved })),
    updates: [
      ...was.updates.map((each) =>
        each.requirement === idOf('4.4') && each.column === JUNE
          ? { ...each, text: 'Lamps were counted and ten of them mended.' }
          : each,
      ),
      { requirement: idOf('4.1'), column: SEPTEMBER, kind: 'text', text: 'The log is complete.' },
    ],
    statuses: { [idOf('4.1')]: 'complete' },
    discharges: { [idOf('4.2')]: { by: 'the Inspectorate', on: civilDate('2026-08-20'), reference: 'I/7' } },
    corrections: [
      {
        requirement: idOf('4.4'),
        column: JUNE,
        old: '',
        new: '',
        reason: 'Ten were mended, not nine.',
        on: civilDate('2026-09-01'),
      },
    ],
  };
  const decisions: readonly Decision[] = [
    {
      kind: 'complete',
      requirement: idOf('4.1'),
      ref: '4.1',
      update: 'u1',
      agreedBy: 'S. Ode',
      by: 'k',
      byName: 'S. Ode',
      at: at('2026-09-10T10:00:00Z'),
    },
    {
      kind: 'wording',
      requirement: idOf('4.1'),
      update: 'u1',
      answered: 'Log done!!',
      published: 'The log is complete.',
      why: 'Plainer.',
      by: 'k',
      byName: 'S. Ode',
      at: at('2026-09-10T09:00:00Z'),
    },
  ];
  const log = changesBetween(was, is);
  const notes = leadNotes(log, { before: was, after: is }, { decisions });

  it('has each move of a deadline with its original date, and more time does not clear what is overdue', () => {
    expect(row(log, '4.3')).toMatchObject({
      moves: [move],
      deadline: { original: '2026-07-01' },
      overdue: true,
      newlyOverdue: true,
    });
  });

  it('keeps our own completion and the discharge by the inspecting body apart', () => {
    expect(row(log, '4.1')).toMatchObject({ movement: 'completed', discharge: null });
    expect(row(log, '4.2')).toMatchObject({
      movement: 'same',
      after: 'notStated',
      newlyDischarged: true,
    });
    expect(notes.agreed).toMatchObject({ [idOf('4.1')]: { agreedBy: 'S. Ode' } });
    expect([row(log, '4.1').overdue, row(log, '4.2').overdue]).toEqual([false, false]);
  });

  it('has beside it, for the lead, what was answered before the wording, and why an earlier cell was corrected', () => {
    expect(notes.wordings).toMatchObject([
      { ref: '4.1', wording: { answered: 'Log done!!', published: 'The log is complete.' } },
    ]);
    expect(notes.corrections).toMatchObject([{ ref: '4.4', column: JUNE, reason: 'Ten were mended, not nine.' }]);
    expect(log.corrections).toEqual([
      { requirement: idOf('4.4'), ref: '4.4', column: JUNE, text: 'Lamps were counted and ten of them mended.' },
    ]);
  });

  it('names what came and went', () => {
    const wider = { ...is, requirements: [...is.requirements, aRequirement('6.1')] };
    expect(changesBetween(is, wider)).toMatchObject({ added: ['6.1'], withdrawn: [] });
    expect(changesBetween(wider, is)).toMatchObject({ added: [], withdrawn: ['6.1'] });
  });

  it('comes to a page of five parts with the worst first', () => {
    const page = executivePage(log, notes);
    expect(page.parts.map((part) => part.heading)).toEqual([
      'What got worse',
      'What is new',
      'What was not answered',
      'What waits on others',
      'What got better',
    ]);
    const [worse] = page.parts;
    const better = page.parts.at(-1);
    expect(worse?.lines.map((line) => line.words).join('\n')).toContain('first published as 1 July 2026, moved once');
    expect(better?.lines.map((line) => line.words)).toEqual([
      'Discharged by the Inspectorate on 20 August 2026 (I/7).',
      'Complete, agreed by S. Ode.',
    ]);
    expect(page.summary.join(' ')).toContain('1 we consider complete; 1 the inspecting body has discharged.');
  });

  it('tells apart what the lead agreed, what the lead closed and what only an owner calls complete', () => {
    const without = leadNotes(log, { before: was, after: is }, { decisions: [] });
    const unsaid = executivePage(log, without);
    expect(unsaid.parts.at(-1)?.lines.map((line) => line.words)).toContain(
      'Complete, says its owner; not yet agreed by the lead.',
    );
    expect(unsaid.summary.join(' ')).toContain(
      '0 we consider complete, and 1 more only their owners do; 1 the inspecting body has discharged.',
    );
    const requirements = is.requirements.map((each) =>
      each.ref === '4.1' ? { ...each, finished: 'closed' as const } : each,
    );
    const closed = leadNotes(log, { before: was, after: { ...is, requirements } }, { decisions: [] });
    const page = executivePage(log, closed);
    expect(page.parts.at(-1)?.lines.map((line) => line.words)).toContain(
      'Complete by its published words; closed by the lead.',
    );
    expect(page.summary.join(' ')).toContain('1 we consider complete; 1');
  });

  it('never grows past its page, however much happened', () => {
    const many = Array.from({ length: 200 }, (_, index) => aRequirement(`7.${index}`, { owner: `Post ${index}` }));
    const silent = many.map(({ id }) => ({
      requirement: id,
      column: SEPTEMBER,
      kind: 'none' as const,
      text: 'No update received',
    }));
    const huge = { ...is, requirements: many, updates: silent };
    const page = executivePage(changesBetween(was, huge), notes);
    expect(Math.max(...page.parts.map((part) => part.lines.length))).toBeLessThanOrEqual(6);
    expect(page.parts[2]?.more).toBe(194);
  });
});

describe('promises in the public change log', () => {
  const { id } = aRequirement('4.1');
  const words = 'We will mend the lamps by 1 May 2026.';
  const promise: Commitment = {
    id: 'c1',
    requirement: id,
    column: MARCH,
    words,
    due: JUNE,
    promised: JUNE,
    moves: [],
    precision: 'day',
    start: 0,
    length: words.length,
    kind: 'promise',
    state: 'withdrawn',
    reason: 'Said inside only.',
    answeredOn: null,
    answeredIn: null,
    version: 1,
    spokenOf: null,
  };
  const before = aPlan([aRequirement('4.1')]);
  const promises = { ...NO_PROMISE_CHANGES, withdrawn: [promise] };
  const printed = (on: boolean, text: string) => {
    const log = changesBetween(before, {
      ...before,
      columns: [...before.columns, SEPTEMBER],
      updates: [...before.updates, { requirement: id, column: SEPTEMBER, kind: 'text', text }],
      printed: { ...PRINTED_UNSET, promises: on },
    });
    return JSON.stringify(publicPromises(log, promises));
  };

  it('are told only where the body prints them and their own words are published', () => {
    expect(printed(true, words)).toContain('mend the lamps');
    expect(printed(true, words)).not.toContain('inside');
    expect([printed(false, words), printed(true, 'The lamps are mended.')]).toEqual(['[]', '[]']);
  });
});

describe('The introduction', () => {
  const said = (text: string) => planOf([MARCH], {}, { introduction: [{ kind: 'paragraph', text }] });
  const none = planOf([MARCH], {});

  it.each([
    ['same', said('Quays.'), said('Quays.')],
    ['same', none, planOf([MARCH], {}, { introduction: [] })],
    ['added', none, said('Quays.')],
    ['changed', said('Quays.'), said('Quays and steps.')],
    ['removed', said('Quays.'), none],
  ] as const)('is told as %s', (became, earlier, now) => {
    expect(changesBetween(earlier, now).introduction).toBe(became);
  });
});
