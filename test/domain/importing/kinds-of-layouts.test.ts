import { describe, expect, it } from 'vitest';
import type { SourceBlock, SourceDocument } from '../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../src/domain/importing/read-plan.js';
import { linesOf, planIn, problemIn, tabbed } from './reading.js';

const table = (...rows: readonly string[][]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const page = (...parts: readonly string[]) => `<!doctype html><html><body>${parts.join('\n')}</body></html>`;

describe('columns', () => {
  it('leaves a column of deadlines empty, and takes the sentence beside it for the update', () => {
    const plan = planIn(
      page(
        '<h1>Ferry review: action plan</h1><p>Organisation: Loxshire Ferries</p>',
        table(
          ['No', 'Recommendation', 'Officer', 'Deadline', 'Update 31 May 2031', 'Status'],
          ['1', 'Count each boat.', 'Fleet Manager', '', 'Eleven were counted.', 'Waiting for paint'],
          ['2', 'Mend the ramp.', 'Fleet Manager', '', 'The ramp still leaks.', 'Nearly there'],
          ['3', 'Light the slip.', 'Fleet Manager', '', 'A lamp was bought.', 'To be scoped'],
        ),
      ),
    );
    expect(linesOf(plan).map(({ updates }) => updates)).toEqual([
      ['2031-05-31 text Eleven were counted.'],
      ['2031-05-31 text The ramp still leaks.'],
      ['2031-05-31 text A lamp was bought.'],
    ]);
    expect(plan.requirements.map(({ statusWords }) => statusWords)).toEqual([
      'Waiting for paint',
      'Nearly there',
      'To be scoped',
    ]);
  });

  it('reads what must and should be done as what is recommended', () => {
    const plan = planIn(
      tabbed(
        ['Ref', 'Must do / should do', 'Action', 'Lead', 'Due', 'Status'],
        ['MD1', 'The hospice must count its keys.', 'Buy a key safe', 'Head Nurse', '30/04/2031', 'On track'],
        ['SD1', 'The hospice should name its rooms.', 'Print the signs', 'Estates Lead', '31/05/2031', 'At risk'],
      ),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual([
      'The hospice must count its keys.',
      'The hospice should name its rooms.',
    ]);
  });

  it('puts actions with letters under the recommendation that stands beside all of them', () => {
    const plan = planIn(
      tabbed(
        ['No', 'Recommendation', 'Action', 'Owner', 'Status', 'Update 31 May 2031'],
        ['1(a)', 'Watch the tenders.', 'Print a guide', 'Buyer', 'On track', 'The guide is drafted.'],
        ['1(b)', 'Watch the tenders.', 'Look at ten contracts', 'Auditor', 'On track', 'Four were looked at.'],
        ['2(a)', 'Report each year.', 'Write the report', 'Clerk', 'Complete', 'It is out.'],
      ),
    );
    expect(linesOf(plan).map(({ ref, recommendation }) => [ref, recommendation])).toEqual([
      ['1(a)', '1'],
      ['1(b)', '1'],
      ['2(a)', '2'],
    ]);
    expect(plan.recommendations.map(({ number }) => number)).toEqual(['1', '2']);
  });

  it('takes the owner from the column that says who answers, not from that of the bodies', () => {
    const plan = planIn(
      tabbed(
        ['No', 'Recommendation', 'Body', 'Owner', 'Status', 'Update 31 May 2031'],
        ['1', 'Train two pilots.', 'Port of Lox', 'Chief Pilot', 'On track', 'One began.'],
        ['2', 'Light the bar.', 'Lights Board', 'Engineer', 'At risk', 'No money yet.'],
      ),
    );
    expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Chief Pilot', 'Engineer']);
    expect(plan.questions.map(({ what }) => what).join()).toContain(
      'Two columns say who answers. The one called "Body"',
    );
  });

  it('reads a column of sentences under "Status as of" a date with its month first', () => {
    const plan = planIn(
      page(
        '<h1>Corrective action plan</h1><p>Organisation: Lox County</p>',
        table(
          ['Rec. No.', 'Recommendation', 'Owner', 'Target date', 'Status', 'Status as of 03/31/2031'],
          ['1', 'Write a policy for gifts.', 'Clerk', '09/30/2031', 'Open', 'A draft is with the lawyers.'],
          ['2', 'Get the money back.', 'Treasurer', '12/15/2031', 'Closed', 'Two of five have paid by now.'],
        ),
      ),
    );
    expect(plan.columns).toEqual(['2031-03-31']);
    expect(plan.updates.map(({ text }) => text)).toEqual([
      'A draft is with the lawyers.',
      'Two of five have paid by now.',
    ]);
  });
});

describe('headings over rows', () => {
  const headings = ['Ref', 'Evidence', 'Owner', 'Update 30 June 2031', 'Status'];

  it('takes the heading above each table for what its numbered rows are about', () => {
    const plan = planIn(
      page(
        '<h1>Harbour review: progress</h1><p>Organisation: Loxshire</p>',
        '<h2>Tell each skipper what happens.</h2>',
        table(headings, ['4.1', 'A letter goes out.', 'Clerk', 'In nine of ten cases.', 'On track']),
        '<h2>Search boats sooner.</h2>',
        table(headings, ['6.1', 'The queue is short.', 'Harbour Master', 'It is 44 days.', 'At risk']),
      ),
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['4', 'Tell each skipper what happens.'],
      ['6', 'Search boats sooner.'],
    ]);
  });

  it('knows a theme that is called as a column could be', () => {
    const row = (number: string, text: string) => [number, text, 'Clerk', 'It has begun.', 'On track'];
    const under = ['No.', 'Recommendation', 'Owner', 'Update 30 June 2031', 'Status'];
    const plan = planIn(
      page(
        '<h1>Lox improvement plan</h1><p>Organisation: Loxshire</p>',
        `<h2>Money</h2>${table(under, row('1', 'Sell the mill.'), row('2', 'Count the coins.'))}`,
        `<h2>People</h2>${table(under, row('1', 'Name a deputy.'), row('2', 'Meet each month.'))}`,
      ),
    );
    expect(plan.recommendations.map(({ printed, number, group }) => [printed ?? number, group])).toEqual([
      ['1', 'Money'],
      ['2', 'Money'],
      ['1', 'People'],
      ['2', 'People'],
    ]);
    expect(plan.questions).toEqual([]);
  });

  it('tells numbers that begin again apart by the sheets of a workbook', () => {
    const rows = (...lines: readonly string[][]) => lines;
    const sheet = (name: string, from: number, lines: readonly string[][]): SourceBlock => ({
      kind: 'rows',
      sheet: name,
      rows: lines.map((cells, at) => ({
        line: from + at,
        cells: cells.map((text, column) => ({ place: { line: from + at, column: column + 1 }, raw: text, text })),
      })),
    });
    const head = ['No', 'Recommendation', 'Lead', 'Deadline', 'Status', 'Update 30 June 2031'];
    const source: SourceDocument = {
      format: 'xlsx',
      blocks: [
        sheet('Boats', 1, rows(head, ['1', 'Paint the hulls', 'Mate', '31 May 2032', 'On track', 'Two are done.'])),
        sheet('Crews', 3, rows(head, ['1', 'Hire a cook', 'Purser', '31 May 2032', 'At risk', 'Nobody came.'])),
      ],
    };
    const reading = readPlan(source);
    if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
    expect(reading.plan.recommendations.map(({ printed, number, group }) => [printed ?? number, group])).toEqual([
      ['1', 'Boats'],
      ['1', 'Crews'],
    ]);
    expect(reading.plan.questions.filter(({ what }) => what.includes('has the number'))).toEqual([]);
  });

  it('makes no column of a day in a sentence above the rows', () => {
    const plan = planIn(
      page(
        '<h1>Coach review: action plan</h1><p>Organisation: Lox Borough</p><p>This plan answers the review of March 2031.</p>',
        '<h2>Recommendation 1: Tar the yard</h2><p>Lead: Roads Manager</p><p>Status: At risk</p>',
        '<h2>Recommendation 2: Build a shed</h2><p>Lead: Roads Manager</p><p>Status: On track</p>',
        '<p>30 June 2031 update: The slab is laid.</p>',
      ),
    );
    expect(plan.columns).toEqual(['2031-06-30']);
  });
});

describe('forms and lines', () => {
  it('takes a form of which nothing is told yet for a row like the others', () => {
    const form = (number: string, text: string, ...updates: readonly string[][]) =>
      table(['No', number], ['Agreed action', text], ['Lead', 'Gaoler'], ['RAG', 'Green'], ...updates);
    const plan = planIn(
      page(
        '<h1>Gate action plan</h1><p>Organisation: Lox Courts</p>',
        form('1', 'Search each cart.', ['30 April 2031', 'Searched since May.']),
        form('2', 'Mend the gate.'),
        form('3', 'Light the yard.', ['30 April 2031', 'Half is lit.']),
      ),
    );
    expect(linesOf(plan).map(({ ref, owner, updates }) => [ref, owner, updates.length])).toEqual([
      ['1', 'Gaoler', 1],
      ['2', 'Gaoler', 0],
      ['3', 'Gaoler', 1],
    ]);
  });

  it('keeps what is said under "Progress" below numbered lines, and the end of a letter out of it', () => {
    const plan = planIn(
      [
        'Subject: Nursery action plan',
        '',
        '1. Publish the letter',
        'Owner: Press Officer',
        'Due: 5 December 2031',
        'Status: Complete',
        'Progress: It went out the same day.',
        '',
        '2. Meet the parents',
        'Owner: Head of Nursery',
        'Due: 22 January 2032',
        'Status: On track',
        'Progress: The hall is booked.',
        '',
        'Kind regards',
        'Head of Nursery',
      ].join('\n'),
    );
    expect(plan.undated?.map(({ heading, texts }) => [heading, texts.map(({ text }) => text)])).toEqual([
      ['Progress', ['It went out the same day.', 'The hall is booked.']],
    ]);
  });

  it('ends what is said with the line that is drawn below it', () => {
    const block = (number: string, text: string, update: string) => [
      '----------------------',
      `Reference: ${number}`,
      `Recommendation: ${text}`,
      'Responsible: Warden',
      'RAG: On track',
      `Update 31 October 2031: ${update}`,
    ];
    const plan = planIn(
      [
        'Pond inquiry: agreed actions',
        ...block('P-3', 'Fence the pond', 'The fence is ordered.'),
        ...block('P-4', 'Put up signs', 'They are at the printer.'),
        '----------------------',
      ].join('\n'),
    );
    expect(plan.updates.map(({ text }) => text)).toEqual(['The fence is ordered.', 'They are at the printer.']);
  });
});

describe('marks', () => {
  it('of plain text are read as headings and labels', () => {
    const part = (number: number, text: string) =>
      [
        `## Recommendation ${number}`,
        '',
        text,
        '',
        '- **Owner:** Clerk',
        '- **Due:** 31 May 2032',
        '- **30 April 2031:** It has begun.',
      ].join('\n');
    const plan = planIn(
      ['# Pond action plan', '', part(1, 'Fence the pond.'), '', part(2, 'Light the path.')].join('\n'),
    );
    expect(plan.title).toBe('Pond action plan');
    expect(plan.recommendations.map(({ text }) => text)).toEqual(['Fence the pond.', 'Light the path.']);
    expect(plan.updates.map(({ text }) => text)).toEqual(['It has begun.', 'It has begun.']);
  });

  it('that nobody sees are in no owner, number or day', () => {
    const plan = planIn(
      tabbed(
        ['No', 'Recommendation', 'Ow\u00adner', 'Dead\u200bline', 'Status', 'Update 31\u00a0May\u200b 2031'],
        ['1\u200b', 'Mend the gate', 'Chief\u00a0Clerk\u200b', '\u200e30 June 2032', 'On\u00a0track', 'It has begun.'],
        ['2', 'Count the keys', 'Port\u00ader', '30 June 2032', 'At risk', 'Nine were found.'],
      ),
    );
    expect(linesOf(plan).map(({ ref, owner, status }) => [ref, owner, status])).toEqual([
      ['1', 'Chief Clerk', 'onTrack'],
      ['2', 'Porter', 'atRisk'],
    ]);
    expect(plan.columns).toEqual(['2031-05-31']);
  });
});

it('keeps what is said of the document below its last row out of that row', () => {
  const item = (text: string) =>
    `<li>${text}<ul><li>Owner: Clerk</li><li>Due: 31 May 2032</li><li>30 April 2031: It has begun.</li></ul></li>`;
  const plan = planIn(
    page(
      '<h1>Pond action plan</h1><p>Organisation: Loxshire</p>',
      `<ol>${item('Fence the pond')}${item('Light the path')}</ol><p>Next review: October 2031</p>`,
    ),
  );
  expect(plan.updates.map(({ text }) => text)).toEqual(['It has begun.', 'It has begun.']);
});

it('is no plan where the only news are figures and nothing was recommended', () => {
  const problem = problemIn(
    page(
      '<title>Plan</title><h1>What you can count on</h1><p>Lox Council</p>',
      table(
        ['Ref', 'Standard', 'Service', 'Target', 'Result March 2031', 'Rating'],
        ['S1', 'Answer the bell within a minute', 'Front Desk', '80%', '74%', 'Amber'],
        ['S2', 'Reply to letters in ten days', 'Front Desk', '95%', '97%', 'Green'],
      ),
    ),
  );
  expect(problem.reason).toContain('This does not look like an action plan');
});
