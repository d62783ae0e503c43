import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_UPDATE } from '../../../src/domain/asking/update.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { answerCommitment, findCommitments, openCommitment } from '../../../src/domain/commitments/commitment.js';
import { type Finding, type ReviewInput, review, reviewAllColumns } from '../../../src/domain/reviewing/review.js';
import { aPlan, type RowSketch } from './a-plan.js';

const spring = civilDate('2031-03-20');
const summer = civilDate('2031-06-20');

function reviewOf(rows: readonly RowSketch[], more: Partial<ReviewInput> = {}): Finding[] {
  return review({
    plan: aPlan(rows),
    column: summer,
    knownPeople: [],
    approvedSpellings: [],
    commitments: [],
    ...more,
  });
}

const rulesOf = (findings: readonly Finding[]) => findings.map((each) => each.rule);

describe('a finding', () => {
  it('says where it is, what was seen and what to do', () => {
    const [found] = reviewOf([{ updates: { [summer]: 'Ask DC Harriet Volmer for it.' } }]);
    expect(found).toEqual({
      id: createHash('sha256')
        .update(['personal-name', 'r1', summer, 'DC Harriet Volmer'].join('\u0000'))
        .digest('hex')
        .slice(0, 16),
      rule: 'personal-name',
      requirement: 'r1',
      ref: '1.1',
      column: summer,
      start: 4,
      length: 17,
      words: 'DC Harriet Volmer',
      what: '“DC Harriet Volmer” looks like the name of a person.',
      suggestion: 'Write the post or role instead, or accept it if the person agreed to be named.',
      severity: 'mustDecide',
    });
  });

  it('keeps its id while its words stay, wherever they move in the text', () => {
    const before = reviewOf([{ updates: { [summer]: 'Ask DC Harriet Volmer.' } }]);
    const after = reviewOf([{ updates: { [summer]: 'The panel met. Ask DC Harriet Volmer.' } }]);
    expect(after.map((each) => each.id)).toEqual(before.map((each) => each.id));
  });

  it('gets another id with other words, in another row and in another column', () => {
    const text = 'Ask DC Harriet Volmer.';
    const ids = [
      reviewOf([{ updates: { [summer]: text } }]),
      reviewOf([{ updates: { [summer]: 'Ask DC Harriet Vollmer.' } }]),
      reviewOf([{ updates: {} }, { updates: { [summer]: text } }]),
      reviewOf([{ updates: { [spring]: text } }], { column: spring }),
    ].map((findings) => findings[0]?.id);
    expect(new Set(ids).size).toBe(4);
  });

  it('counts once when one rule sees the same words twice in a cell', () => {
    const findings = reviewOf([{ updates: { [summer]: 'DC Harriet Volmer met DC Harriet Volmer.' } }]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.start).toBe(0);
  });

  it('is listed in document order, recommendations first', () => {
    const findings = reviewOf([
      { updates: { [summer]: 'Numbers TBC by Mrs Oduya.' } },
      { updates: { [summer]: 'Numbers TBC.' }, recommendation: null },
    ]);
    expect(findings.map((each) => `${each.ref} ${each.rule}`)).toEqual([
      '2 recommendation-without-text',
      '1.1 working-note',
      '1.1 personal-name',
      '2.1 working-note',
    ]);
  });
});

describe('the review of a column', () => {
  it('never looks at later columns', () => {
    const early: RowSketch = { updates: { [spring]: 'The kit will be ready in May 2031.' } };
    const late: RowSketch = { updates: { ...early.updates, [summer]: 'Numbers TBC.' } };
    expect(reviewOf([late], { column: spring })).toEqual(reviewOf([early], { column: spring }));
  });

  it('leaves withdrawn requirements out', () => {
    const plan = aPlan([{ updates: { [summer]: 'Numbers TBC.' } }]);
    const withdrawn = { ...plan, requirements: plan.requirements.map((each) => ({ ...each, withdrawn: true })) };
    expect(reviewOf([], { plan: withdrawn })).toEqual([]);
  });

  it.each(['Aa-Bb', 'A. B. C. ', 'Van De La Von Der ', 'and (', '1/2/', 'a.b@', '• '])(
    'stays quick over the longest update, made of “%s” again and again',
    (piece) => {
      const text = piece.repeat(LONGEST_UPDATE / piece.length);
      // a rule whose cost grows with the square or the cube of a text would not come back within the time of a test
      expect(Array.isArray(reviewOf([{ updates: { [summer]: text } }]))).toBe(true);
    },
  );

  it('says nothing about an empty plan', () => {
    expect(reviewOf([])).toEqual([]);
  });

  it('of every column of an imported plan gives each finding once', () => {
    const plan = aPlan([
      { updates: { [spring]: 'The kit will be ready in May 2031.', [summer]: 'Ring TBC.' }, recommendation: null },
    ]);
    const findings = reviewAllColumns({ plan, knownPeople: [], approvedSpellings: [], commitments: [] });
    expect(rulesOf(findings)).toEqual(['recommendation-without-text', 'commitment-gone-by', 'working-note']);
  });

  it('quotes the words that stand at its place, whatever the text', () => {
    const piece = fc.constantFrom(
      'DC Volmer',
      'TBC',
      '31/02/31',
      '🚓',
      '•',
      '\n',
      'will end in May 2032.',
      '12%',
      'a@b.example',
      '01632 960 417',
      'and',
      'Complete.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        for (const each of reviewOf([{ updates: { [summer]: text } }])) {
          expect(text.slice(each.start, each.start + each.length)).toBe(each.words);
          expect(each.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('a commitment that has gone by', () => {
  const promise = 'The kit will be ready in May 2031.';
  const rows: RowSketch[] = [{ updates: { [spring]: promise, [summer]: 'Patrols went on.' } }];
  const [found] = findCommitments(promise, spring);
  if (found === undefined) throw new Error('the sample sentence holds a promise');
  const open = openCommitment(found, 'r1', spring);

  it('is raised where it was promised, until somebody says something about it', () => {
    const [finding] = reviewOf(rows, { commitments: [open] });
    expect(finding).toMatchObject({ rule: 'commitment-gone-by', column: spring, words: promise });
    expect(reviewOf([{ updates: { [spring]: promise, [summer]: 'The kit came in April.' } }])).toHaveLength(1);
    expect(reviewOf([{ updates: { [spring]: promise, [summer]: 'The kit is ready.' } }])).toEqual([]);
  });

  it.each([
    { kind: 'done' as const },
    { kind: 'withdrawn' as const, reason: 'No money.' },
    { kind: 'late' as const, due: civilDate('2031-12-01') },
  ])('is not raised again when it was answered: $kind', (answer) => {
    const outcome = answerCommitment(open, answer, summer);
    if (outcome.kind !== 'answered') throw new Error('the sample answer is accepted');
    expect(reviewOf(rows, { commitments: [outcome.commitment] })).toEqual([]);
  });
});

describe('a date in a sentence about the past', () => {
  it('is no mistake where it is the day of what the work was done for', () => {
    const rows = (text: string): RowSketch[] => [{ updates: { [summer]: text } }];
    expect(reviewOf(rows('Three lamps were added for the night survey in November 2031.'))).toEqual([]);
    expect(rulesOf(reviewOf(rows('Three lamps were added in November 2031.')))).toEqual(['date-after-revision']);
  });
});

describe('one thing', () => {
  const silent = 'Patrols go on as they did.';

  it('that two rules see in the same words is raised once, by the rule that says more', () => {
    const promise = 'The Safe Rooms Scheme will start on 4 May 2031.';
    const rows: RowSketch[] = [
      { updates: { [summer]: promise } },
      { updates: { [spring]: 'The Safe Rooms Scheme has started in two towns.' } },
    ];
    expect(rulesOf(reviewOf(rows))).toEqual(['rows-contradict']);
    expect(rulesOf(reviewOf(rows.slice(0, 1)))).toEqual(['commitment-gone-by']);
  });

  it('that is true of a row in several columns is raised at the newest of them', () => {
    const columns = ['2030-09-20', '2030-12-20', spring, summer].map(civilDate);
    const plan = aPlan([{ updates: Object.fromEntries(columns.map((column) => [column, silent])) }]);
    const found = reviewAllColumns({ plan, knownPeople: [], approvedSpellings: [], commitments: [] });
    expect(found.map(({ rule, column }) => [rule, column])).toEqual([['silent-row', summer]]);
  });

  it('that two rows say in the same words is raised at the first, which names the others', () => {
    const said = 'Every station holds a monthly debrief at which crews raise what went wrong and what went well.';
    const rows = [1, 2, 3].map((): RowSketch => ({ updates: { [summer]: said } }));
    expect(reviewOf(rows).map(({ rule, ref, what }) => [rule, ref, what])).toEqual([
      ['repeated-text', '1.1', 'Rows 2.1, 3.1 say the same in this column.'],
      ['repeated-text', '2.1', 'Row 3.1 says the same in this column.'],
    ]);
  });
});

describe('the title block', () => {
  const named = (rows: readonly RowSketch[], plan: object) => {
    const sketched = aPlan(rows);
    return reviewOf([], { plan: { ...sketched, plan: { ...sketched.plan, ...plan } } });
  };
  const row = (text: string): RowSketch[] => [{ updates: { [summer]: text } }];

  it('names people who are public already, by any form of their rank', () => {
    const lead = { operationalLead: 'Superintendent Lucy Farrow' };
    expect(named(row('Supt Farrow chairs it.'), lead)).toEqual([]);
    expect(rulesOf(named(row('Supt Farrow chairs it.'), {}))).toEqual(['personal-name']);
  });

  it.each([
    ['PC Farrow chairs it.', 'another rank'],
    ['Supt Adam Farrow chairs it.', 'another first name'],
    ['Supt Marlow chairs it.', 'another surname'],
  ])('does not make “%s” public: %s', (text) => {
    expect(rulesOf(named(row(text), { operationalLead: 'Superintendent Lucy Farrow' }))).toEqual(['personal-name']);
  });
});

describe('settings', () => {
  it('name people whose names are not known as names', () => {
    const rows: RowSketch[] = [{ updates: { [summer]: 'The form came from Zephrine Quill.' } }];
    expect(reviewOf(rows)).toEqual([]);
    expect(rulesOf(reviewOf(rows, { knownPeople: ['Zephrine Quill'] }))).toEqual(['personal-name']);
  });

  it('name bodies called after people, which are then no personal names', () => {
    const rows: RowSketch[] = [{ updates: { [summer]: 'The course is by Helen Marsh.' } }];
    expect(rulesOf(reviewOf(rows))).toEqual(['personal-name']);
    expect(reviewOf(rows, { approvedSpellings: ['Helen Marsh Trust'] })).toEqual([]);
  });

  it.each([
    ['Refuge Centre', 'Refuge Centr', 'a letter left out'],
    ['Refuge Centre', 'Refuge Center', 'American spelling'],
    ['Refuge Centre', 'Refuge centre', 'a small letter'],
    ['Refuge Centre', 'refuge centre', 'small letters'],
    ["Women's Refuge Centre", 'Womens Refuge Centre', 'no apostrophe'],
    ["Women's Refuge Centre", "Womens' Refuge Centre", 'the apostrophe in the wrong place'],
    ["Women's Refuge Centre", 'Womans Refuge Centre', 'another number'],
    ["Barnardo's", 'Barnardos', 'no apostrophe in one word'],
    ['SafeLives', 'Safelives', 'a capital inside that is left out'],
    ['MARAC', 'Marac', 'an abbreviation written as a word'],
    ['MARAC', 'MARRAC', 'an abbreviation with a letter too many'],
  ])('approve %s: “%s” is found and the right name is suggested (%s)', (name, wrong) => {
    const rows: RowSketch[] = [{ updates: { [summer]: `We met with the ${wrong} in spring.` } }];
    const findings = reviewOf(rows, { approvedSpellings: [name] });
    expect(findings.map(({ rule, words, suggestion }) => [rule, words, suggestion])).toEqual([
      ['approved-spelling', wrong, `Write “${name}”.`],
    ]);
  });

  it.each([
    ["Women's Refuge Centre", 'Women’s Refuge Centre', 'a curly apostrophe is the same name'],
    ['Refuge Centre', 'a refuge and a centre', 'other words between'],
    ['Refuge', 'refuge', 'a common word'],
    ['Hollis Trust', 'Wells Trust', 'another body'],
    ['MARAC', 'marac', 'a link or an address in small letters'],
  ])('approve %s: “%s” is no misspelling (%s)', (name, right) => {
    const rows: RowSketch[] = [{ updates: { [summer]: `We met with the ${right} in spring.` } }];
    expect(reviewOf(rows, { approvedSpellings: [name] })).toEqual([]);
  });
});
