import { describe, expect, it } from 'vitest';
import { planIn, tabbed } from './reading.js';

const table = (...rows: readonly string[][]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const page = (...parts: readonly string[]) => `<!doctype html><html><body>${parts.join('\n')}</body></html>`;

describe('facts', () => {
  it('stand with their labels within the cell of the action', () => {
    const plan = planIn(
      page(
        '<h1>Mill action plan</h1><p>Organisation: Lox Council</p>',
        table(
          ['', 'Issue', 'Recommendation', 'Agreed action, officer and date'],
          [
            '1.',
            'Nobody counts the sacks.',
            'Count the sacks each year.',
            'Agreed. The miller will count them.<br>Responsible officer: Head Miller<br>Agreed date: 31 March 2032',
          ],
          [
            '2.',
            'The books came late.',
            'Send the books five days ahead.',
            'Agreed. A list is up.<br>Responsible officer: Clerk<br>Agreed date: 31 December 2031',
          ],
        ),
      ),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual([
      'Count the sacks each year.',
      'Send the books five days ahead.',
    ]);
    expect(plan.requirements.map(({ text, owner }) => [text, owner])).toEqual([
      ['Agreed. The miller will count them.', 'Head Miller'],
      ['Agreed. A list is up.', 'Clerk'],
    ]);
    const deadlines = plan.requirements.map(({ deadline, recommendation }) => {
      const above = plan.recommendations.find(({ number }) => number === recommendation);
      return (deadline ?? above?.deadline)?.date;
    });
    expect(deadlines).toEqual(['2032-03-31', '2031-12-31']);
    expect(plan.lostCharacters).toBe(0);
  });

  it('stand in brackets behind a numbered line', () => {
    const plan = planIn(
      [
        'Boats: what we are doing',
        '',
        '1) Teach crews to row (Owner: Boatswain; due 28/02/2032)',
        '10/10/2031: Four were taught.',
        '',
        '2) Carry two oars on each boat (Owner: Mate; due 30/11/2031)',
        '10/10/2031: They are ordered.',
      ].join('\n'),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual(['Teach crews to row', 'Carry two oars on each boat']);
    expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Boatswain', 'Mate']);
    expect(plan.recommendations.map(({ deadline }) => deadline?.date)).toEqual(['2032-02-28', '2031-11-30']);
  });

  it('stand in lines, of which one says what they hold', () => {
    const plan = planIn(
      [
        'Ward review actions',
        '(number - action - who - by when - status)',
        '',
        '1 - Lock the well - Warden - 28 February 2032 - On track',
        '2 - Stop the paper slips - Clerk - 30 April 2032 - At risk',
      ].join('\n'),
    );
    expect(plan.requirements.map(({ ref, text, owner, status }) => [ref, text, owner, status])).toEqual([
      ['1', 'Lock the well', 'Warden', 'onTrack'],
      ['2', 'Stop the paper slips', 'Clerk', 'atRisk'],
    ]);
  });

  it('have the number in the label of the text', () => {
    const form = (number: number, text: string, by: string) =>
      table(
        [`Area for improvement ${number}`, text],
        ['Responsible person', 'Matron'],
        ['To be completed by', by],
        ['RAG', 'Green'],
      );
    const plan = planIn(
      page(
        '<h1>Quality improvement plan</h1><p>Organisation: Lox Home</p>',
        form(1, 'Keep the lounge clear.', '30 June 2032'),
        form(2, 'Write each dose down.', '31 July 2032'),
      ),
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['1', 'Keep the lounge clear.'],
      ['2', 'Write each dose down.'],
    ]);
    expect(plan.requirements.map(({ status }) => status)).toEqual(['onTrack', 'onTrack']);
  });
});

describe('headings', () => {
  it('call what is recommended a matter of concern', () => {
    const plan = planIn(
      page(
        '<h1>Answer of the trust</h1><p>Action plan</p><p>Organisation: Lox Trust</p>',
        table(
          ['Concern', 'Matter of concern', 'Action taken or proposed', 'Responsible', 'Timescale'],
          ['1', 'Nobody heard the bell.', 'The bell rings in the hall now.', 'Porter', '31 January 2032'],
          ['2', 'The lounge has no list.', 'A list will hang there.', 'Matron', 'End of April 2032'],
        ),
      ),
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['1', 'Nobody heard the bell.'],
      ['2', 'The lounge has no list.'],
    ]);
    expect(plan.requirements.map(({ text }) => text)).toEqual([
      'The bell rings in the hall now.',
      'A list will hang there.',
    ]);
  });

  it('name first what is required, and then the action that meets it', () => {
    const plan = planIn(
      page(
        '<h1>Compliance plan</h1><p>Organisation: Lox House</p>',
        table(
          [
            'Regulation',
            'Regulatory requirement',
            'Judgment',
            'Risk rating',
            'Action to comply',
            'Responsible person',
            'Date to be complied with',
          ],
          [
            'Regulation 15(1)',
            'The house shall have a cook.',
            'Not met',
            'Orange',
            'A cook has been hired.',
            'Matron',
            '31/08/2032',
          ],
          [
            'Regulation 23(c)',
            'The house shall have a roof.',
            'Not met',
            'Red',
            'A slater comes in May.',
            'Clerk',
            '30/09/2032',
          ],
        ),
      ),
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ['Regulation 15(1)', 'The house shall have a cook.'],
      ['Regulation 23(c)', 'The house shall have a roof.'],
    ]);
    expect(plan.requirements.map(({ text, status }) => [text, status])).toEqual([
      ['A cook has been hired.', 'notStated'],
      ['A slater comes in May.', 'notStated'],
    ]);
  });

  it('are those of a board of tasks, whose identifiers are no numbers', () => {
    const plan = planIn(
      tabbed(
        [
          'Task ID',
          'Task Name',
          'Bucket Name',
          'Progress',
          'Priority',
          'Assigned To',
          'Created By',
          'Due date',
          'Late',
          'Description',
        ],
        [
          'kQ0xP-9a',
          'Agree the terms of the board',
          'Rules',
          'Completed',
          'Medium',
          'Secretary',
          'Clerk',
          '16/01/2032',
          'false',
          'Agreed by post.',
        ],
        [
          'kQ1xP-9b',
          'Write down what we risk',
          'Rules',
          'In progress',
          'Medium',
          'Head of Risk',
          'Clerk',
          '27/02/2032',
          'false',
          'A draft is out.',
        ],
      ),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual([
      'Agree the terms of the board',
      'Write down what we risk',
    ]);
    expect(plan.undated?.map(({ heading }) => heading)).toEqual(['Description']);
  });

  it('say "Priority" over what is to be done, where no other column does', () => {
    const plan = planIn(
      tabbed(
        ['No', 'Priority', 'Who', 'By when', 'RAG', '12 December 2031'],
        ['1', 'Raise attendance in the lower school', 'Deputy Head', '17 July 2032', 'Amber', 'It is up by two.'],
        ['2', 'Teach reading alike in all classes', 'English Lead', '22 May 2032', 'Green', 'Books are bought.'],
      ),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual([
      'Raise attendance in the lower school',
      'Teach reading alike in all classes',
    ]);
  });

  it('stand below each other in a form whose days have other words around them in the next', () => {
    const form = (number: number, text: string, day: string) =>
      `<table><tr><th>Recommendation ${number}</th><td colspan="3">${text}</td></tr><tr><th>Owner</th><td>Mate</td><th>RAG</th><td>Red</td></tr><tr><th>${day}</th><td colspan="3">It has begun.</td></tr></table>`;
    const plan = planIn(
      page('<h1>Action plan</h1>', form(1, 'Mend it.', '30 April 2031'), form(2, 'Count it.', 'Update 30 April 2031')),
    );
    expect(plan.updates.map(({ column }) => column)).toEqual(['2031-04-30', '2031-04-30']);
  });

  it('say "Response" below each recommendation, and nothing else', () => {
    const part = (number: number, text: string, response: string) =>
      `<h2>Recommendation ${number}</h2><p>${text}</p><h3>Response</h3><p>${response}</p>`;
    const plan = planIn(
      page(
        '<h1>Response of the ministry to the third report</h1>',
        part(1, 'The ministry should count its lamps.', 'Accepted. They will be counted.'),
        part(2, 'The ministry should light the stairs.', 'Accepted in part. One stair will be lit.'),
      ),
    );
    expect(plan.recommendations.map(({ text }) => text)).toEqual([
      'The ministry should count its lamps.',
      'The ministry should light the stairs.',
    ]);
    expect(plan.requirements.map(({ text }) => text)).toEqual([
      'Accepted. They will be counted.',
      'Accepted in part. One stair will be lit.',
    ]);
  });
});
