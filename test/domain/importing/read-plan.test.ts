import { describe, expect, it } from 'vitest';
import { linesOf, planIn, problemIn, tabbed } from './reading.js';

const HEADINGS = [
  'Rec. No.',
  'Recommendation',
  'Evidence requirement',
  'Owner',
  '4 May 2031',
  '7 August 2031',
  'Status',
];
const REPORT = 'The old kiosk was taken down in spring, and the path is open again to everyone.';
const LATER = 'The bench has been ordered from the joiner and is due in the autumn of the year.';
const row = (number: string, text: string, ...rest: string[]) => [number, text, ...rest];
const plan = (...rows: string[][]) =>
  planIn(tabbed(['Park Plan: our answer'], [], ['Organisation: Elm Town Council'], [], HEADINGS, ...rows));
const asked = (read: ReturnType<typeof plan>) => read.questions.map(({ line, ref }) => `${line} ${ref}`);

describe('A plan whose rows follow the headings', () => {
  const usual = plan(
    row(
      '3',
      'By 9 June 2031, open the park.',
      'A path that is open',
      'Head of Parks',
      REPORT,
      'As per previous update.',
      'On track',
    ),
    row('4', 'Mend the bench.', 'A bench that holds', 'Head of Parks', '', LATER, ''),
  );

  it('gives each recommendation its requirement under the printed number', () => {
    expect(linesOf(usual)).toEqual([
      {
        ref: '3',
        recommendation: '3',
        text: 'A path that is open',
        owner: 'Head of Parks',
        updates: [`2031-05-04 text ${REPORT}`, '2031-08-07 noChange As per previous update.'],
        status: 'onTrack',
      },
      {
        ref: '4',
        recommendation: '4',
        text: 'A bench that holds',
        owner: 'Head of Parks',
        updates: [`2031-08-07 text ${LATER}`],
        status: 'notStated',
      },
    ]);
    expect(usual.recommendations.map((each) => each.deadline?.date ?? null)).toEqual(['2031-06-09', null]);
  });

  it('raises no noise', () => {
    expect(usual.repairs).toEqual([]);
    expect(usual.questions).toEqual([]);
    expect(usual.leftOut).toEqual([]);
  });
});

describe('What is asked about', () => {
  it('is a text that stands in no row', () => {
    const read = plan(
      row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, ''),
      [],
      ['Contact the park office for copies.'],
    );
    expect(asked(read)).toEqual(['8 null']);
    expect(read.leftOut).toEqual([{ place: { line: 8, column: 1 }, text: 'Contact the park office for copies.' }]);
    expect(read.lostCharacters).toBe(0);
  });

  it('are two recommendations with one number, of which none is lost', () => {
    const read = plan(
      row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, ''),
      row('3', 'Close the park.', 'A gate', 'Head of Parks', REPORT, LATER, ''),
    );
    expect(read.recommendations).toEqual([
      { number: '3', text: 'Open the park.', deadline: null },
      { number: '3 (2)', printed: '3', text: 'Close the park.', deadline: null },
    ]);
    expect(asked(read)).toEqual(['7 3 (2)']);
    expect(read.leftOut).toEqual([]);
  });

  it('is a status that nobody knows, once for all rows, and its words are kept', () => {
    const rows = ['3', '4', '5'].map((number) =>
      row(number, `Open gate ${number}.`, 'A gate', 'Head of Parks', REPORT, LATER, 'Simmering'),
    );
    const read = plan(...rows);
    expect(read.requirements.map((each) => each.statusWords)).toEqual(['Simmering', 'Simmering', 'Simmering']);
    expect(asked(read)).toEqual(['6 3']);
  });

  it('is a status that can mean something else, which is read and told all the same', () => {
    const read = plan(row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, 'In progress'));
    expect(read.requirements[0]?.status).toBe('onTrack');
    expect([read.repairs.length, read.questions.length]).toEqual([1, 1]);
  });

  it('is a missing owner', () => {
    const read = plan(
      row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, ''),
      row('4', 'Mend the bench.', 'A bench that holds', '', REPORT, LATER, ''),
      row('5', 'Sweep the square.', 'A clean square', 'Head of Parks', REPORT, LATER, ''),
    );
    expect(read.requirements.map((each) => each.owner)).toEqual(['Head of Parks', '', 'Head of Parks']);
    expect(asked(read)).toEqual(['7 4']);
  });

  it('is "no change" where nothing was said before', () => {
    expect(asked(plan(row('3', 'Open the park.', 'A path', 'Head of Parks', 'No change.', REPORT, '')))).toEqual([
      '6 3',
    ]);
  });

  it('is a date in a recommendation that no calendar has', () => {
    const read = plan(row('3', 'By 31 February 2031, open the park.', 'A path', 'Head of Parks', REPORT, LATER, ''));
    expect(read.recommendations[0]?.deadline).toBeNull();
    expect(asked(read)).toEqual(['6 3']);
  });

  it('is a column that nobody knows, whose cells are left out with their place', () => {
    const read = planIn(
      tabbed(
        [...HEADINGS.slice(0, 4), 'Colour of folder', ...HEADINGS.slice(4)],
        row('3', 'Open the park.', 'A path', 'Head of Parks', 'Teal', REPORT, LATER, ''),
      ),
    );
    expect(read.leftOut).toEqual([{ place: { line: 2, column: 5 }, text: 'Teal' }]);
    expect(read.questions.some(({ what }) => what.includes('Colour of folder'))).toBe(true);
    expect(linesOf(read)[0]?.updates).toHaveLength(2);
  });

  it('is a plan without title and organisation', () => {
    const read = planIn(tabbed(HEADINGS, row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, '')));
    expect([read.title, read.organisation, read.executiveLead]).toEqual(['', '', null]);
    expect(read.questions).toHaveLength(2);
  });
});

describe('A point of a recommendation, marked with a letter', () => {
  it('keeps what its row says in the place of the recommendation beside its own text', () => {
    const read = plan(
      row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, ''),
      row('a', 'Mend the bench.', 'A bench', 'Head of Parks', REPORT, LATER, ''),
    );
    expect(read.requirements.map(({ ref, text }) => [ref, text])).toEqual([
      ['3', 'A path'],
      ['3(a)', 'A bench'],
    ]);
    expect(read.leftOut.map(({ text }) => text)).toEqual(['Mend the bench.']);
    expect(asked(read)).toEqual(['7 3']);
    expect(read.lostCharacters).toBe(0);
  });
});

describe('A row out of line with its page', () => {
  const page = [
    row('3', 'Open the park.', '3', 'Head of Parks', REPORT, LATER, ''),
    row('', '', '3', 'Head of Parks', REPORT, LATER, ''),
    row('', '', '3', 'Head of Roads', LATER, REPORT, ''),
  ];

  it('whose cells from the requirement on stand one too far right is put in place without a question', () => {
    const read = plan(
      ...page,
      row('', '', '3', 'Head of Roads', 'Makes the gate wide enough for a wheelchair.', REPORT, LATER),
    );
    expect(linesOf(read)[3]).toMatchObject({
      text: 'Makes the gate wide enough for a wheelchair.',
      updates: [`2031-05-04 text ${REPORT}`, `2031-08-07 text ${LATER}`],
    });
    expect(read.repairs.some(({ ref }) => ref === '3.4')).toBe(true);
    expect(read.questions.some(({ ref }) => ref === '3.4')).toBe(false);
  });

  it('whose requirement stands in the first update is put in place and asked about', () => {
    const read = plan(
      ...page,
      row('', '', '3', 'Head of Roads', 'Makes the gate wide enough for a wheelchair.', REPORT, ''),
    );
    expect(linesOf(read)[3]).toMatchObject({
      text: 'Makes the gate wide enough for a wheelchair.',
      updates: [`2031-08-07 text ${REPORT}`],
    });
    expect(read.repairs.some(({ ref }) => ref === '3.4')).toBe(true);
    expect(read.questions.filter(({ ref }) => ref === '3.4')).toHaveLength(1);
  });

  it('is left alone where its first update reads like an update', () => {
    const read = plan(
      ...page,
      row('', '', '3', 'Head of Roads', 'The gate was widened in May for wheelchairs.', REPORT, ''),
    );
    expect(linesOf(read)[3]).toMatchObject({
      text: null,
      updates: ['2031-05-04 text The gate was widened in May for wheelchairs.', `2031-08-07 text ${REPORT}`],
    });
  });

  it('that lost its cell for the requirement is known by its owner', () => {
    const full = [
      row('3', 'Open the park.', 'A path for all', 'Head of Parks', REPORT, LATER, ''),
      row('4', 'Mend the bench.', 'A bench that holds', 'Head of Parks', LATER, REPORT, ''),
      row('5', 'Sweep the square.', 'A clean square', 'Head of Roads', LATER, REPORT, ''),
    ];
    const read = plan(...full, row('6', 'Light the lamps.', 'Head of Roads', REPORT, LATER, '', ''));
    expect(linesOf(read)[3]).toMatchObject({
      text: null,
      owner: 'Head of Roads',
      updates: [`2031-05-04 text ${REPORT}`, `2031-08-07 text ${LATER}`],
    });
    expect(read.repairs.some(({ ref }) => ref === '6')).toBe(true);
  });

  it('with a cell too many keeps every character', () => {
    const read = plan(
      row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, 'On track', 'A note at the edge'),
    );
    expect(read.leftOut).toEqual([{ place: { line: 6, column: 8 }, text: 'A note at the edge' }]);
    expect(asked(read)).toEqual(['6 3']);
  });
});

describe('A page with exactly as many cells as headings is not shifted', () => {
  const posts = ['Head of Parks', 'Director of Roads', 'Chief Gardener', 'Clerk to the Council'];
  const numbered = (update: (index: number) => string[]) =>
    posts.map((post, index) => row(String(index + 3), `Open gate ${index}.`, '', post, ...update(index), ''));

  it('where every first update says the same and every owner is another', () => {
    const read = plan(...numbered(() => ['Gate mended', LATER]));
    expect(linesOf(read).map(({ owner, text, updates }) => [owner, text, updates[0]])).toEqual(
      posts.map((post) => [post, null, '2031-05-04 text Gate mended']),
    );
    expect(read.questions.map(({ what }) => what).filter((what) => /more than one way/.test(what))).toEqual([]);
  });

  it('where all updates say the same', () => {
    const read = plan(...numbered(() => ['In hand', 'In hand']));
    expect(linesOf(read).map(({ owner }) => owner)).toEqual(posts);
    expect(linesOf(read)[0]?.updates).toEqual(['2031-05-04 text In hand', '2031-08-07 text In hand']);
  });

  it('and a row of it that names nothing but its owner is a row of the plan', () => {
    const read = plan(...numbered(() => [REPORT, LATER]), row('', '', '', 'Warden of the Pond', '', '', ''));
    expect(linesOf(read).at(-1)).toMatchObject({ ref: '6.2', owner: 'Warden of the Pond', text: null, updates: [] });
    expect(read.leftOut).toEqual([]);
  });
});

describe('Refs', () => {
  const numbered = (...numbers: string[]) =>
    plan(
      ...numbers.map((number, index) =>
        row(
          index === 0 ? '3' : '',
          index === 0 ? 'Open the park.' : '',
          number,
          `Gate ${index} of it`,
          'Head of Parks',
          REPORT,
          LATER,
          '',
        ),
      ),
    ).requirements.map((each) => `${each.ref} ${each.refFrom}`);

  it('are the numbers of the source where they are unique', () => {
    expect(numbered('3.1', '3.2', '3(c)')).toEqual(['3.1 source', '3.2 source', '3(c) source']);
  });

  it('are counted in the order of the document where a number is shared', () => {
    expect(numbered('3', '3', '3')).toEqual(['3.1 ours', '3.2 ours', '3.3 ours']);
  });

  it('never take one that the source has given to another row', () => {
    expect(numbered('3', '3', '3.1')).toEqual(['3.2 ours', '3.3 ours', '3.1 source']);
  });
});

describe('A document that is no plan is refused with its place and what to do', () => {
  const good = row('3', 'Open the park.', 'A path', 'Head of Parks', REPORT, LATER, '');
  const heads = (...dates: string[]) => tabbed(['Park Plan'], [...HEADINGS.slice(0, 4), ...dates, 'Status'], good);
  it.each([
    ['an empty file', '', 1, 1, /empty/],
    ['a file of blank lines', '\n \n\t\n', 1, 1, /empty/],
    ['a letter', 'Dear all,\nthe park opens on Monday.\nYours', 1, 1, /does not look like an action plan/],
    [
      'a table of something else',
      tabbed(['Bird', 'Seen', 'Where'], ['Wren', '4', 'Pond'], ['Coot', '2', 'Lake']),
      1,
      1,
      /no row of column headings/,
    ],
    [
      'two different rows of headings',
      tabbed(HEADINGS, good, [], [...HEADINGS.slice(0, 5), '9 August 2031', 'Status'], good),
      4,
      6,
      /second row of column headings/,
    ],
    ['two rows of headings with nothing between them', tabbed(HEADINGS, HEADINGS, good), 2, 1, /once more/],
    ['a day that no calendar has', heads('4 May 2031', '31 February 2031'), 2, 6, /"31 February 2031".*calendar/],
    ['a date with the month first', heads('05/27/2031'), 2, 5, /calendar.*day first/],
    ['the same date twice', heads('4 May 2031', '04/05/2031'), 2, 6, /same date/],
    ['headings without rows', tabbed(['Park Plan'], HEADINGS), 2, 1, /no rows/],
  ])('%s', (_, file, line, column, reason) => {
    expect(problemIn(file)).toMatchObject({ line, column });
    expect(problemIn(file).reason).toMatch(reason);
  });

  it('but dates out of order are put in order and asked about', () => {
    const read = planIn(heads('4 May 2031', '7 August 2030', '9 September 2031'));
    expect(read.columns).toEqual(['2030-08-07', '2031-05-04', '2031-09-09']);
    expect(read.questions.map(({ what }) => what).join('\n')).toMatch(/2030-08-07 stands after a later one/);
  });

  it('but a date without a year only makes its updates wait for one', () => {
    const read = planIn(heads('4 May', '7 August 2031'));
    expect(read.columns).toEqual(['2031-08-07']);
    expect(read.undated?.map(({ heading }) => heading)).toEqual(['4 May']);
    expect(read.questions.map(({ what }) => what).join('\n')).toMatch(/The heading "4 May" .*names no date/);
  });

  it('but headings without a date only make their updates wait for one', () => {
    const read = planIn(heads('Update', 'Latest update'));
    expect(read.columns).toEqual([]);
    expect(read.updates).toEqual([]);
    expect(read.undated?.map(({ heading, texts }) => [heading, texts.length])).toEqual([
      ['Update', 1],
      ['Latest update', 1],
    ]);
    expect(read.questions.filter(({ what }) => what.includes('names no date'))).toHaveLength(2);
    expect(read.lostCharacters).toBe(0);
  });

  it('but headings that stand again word for word are a page header, dropped and told', () => {
    const read = planIn(
      tabbed(HEADINGS, good, [], HEADINGS, row('4', 'Mend the bench.', 'A bench', 'Head of Parks', REPORT, LATER, '')),
    );
    expect(read.requirements).toHaveLength(2);
    expect(read.repairs.map(({ line }) => line)).toEqual([4]);
    expect(read.lostCharacters).toBe(0);
  });

  it('and three or more dates that run backwards throughout are newest first, turned round and told', () => {
    const cells = row(
      '3',
      'Open the park.',
      'A path',
      'Head of Parks',
      'Third of all.',
      'Second of all.',
      'First of all.',
      '',
    );
    const read = planIn(
      tabbed([...HEADINGS.slice(0, 4), '9 September 2031', '7 August 2031', '4 May 2031', 'Status'], cells),
    );
    expect(read.columns).toEqual(['2031-05-04', '2031-08-07', '2031-09-09']);
    expect(linesOf(read)[0]?.updates[0]).toBe('2031-05-04 text First of all.');
    expect(read.repairs).toHaveLength(1);
  });
});
