import { describe, expect, it } from 'vitest';
import { doubtfulPaths, understoodOf } from '../../../src/domain/importing/understood.js';
import { planIn } from './reading.js';

const HEAD = 'Safe Parks\nCouncil: Elmbridge Town\n\n';
const plan = (table: string) => planIn(`${HEAD}No.,Recommendation,Owner,Status,Update 31 March 2031\n${table}`);

describe('what was understood of a plan', () => {
  it('gives each value under the name by which it is compared', () => {
    const read = plan('1,Mend the gate.,Warden,Green,Mended.\n2,Light the path.,Clerk,Red,Not begun.');
    expect(understoodOf({ kind: 'plan', plan: read })).toMatchObject({
      plan: { title: 'Safe Parks', organisation: 'Elmbridge Town', executiveLead: null },
      columns: ['2031-03-31'],
      recommendations: [
        { key: '1', number: '1', text: 'Mend the gate.' },
        { key: '2', number: '2', text: 'Light the path.' },
      ],
      requirements: [
        { ref: '1', recommendation: '1', owner: 'Warden', status: 'onTrack', statusWords: 'Green' },
        { ref: '2', recommendation: '2', owner: 'Clerk', status: 'offTrack', statusWords: 'Red' },
      ],
      updates: [
        { ref: '1', column: '2031-03-31', kind: 'text', text: 'Mended.' },
        { ref: '2', column: '2031-03-31', kind: 'text', text: 'Not begun.' },
      ],
    });
  });

  it('marks the cell that a question is about, and no other', () => {
    const read = plan('1,Mend the gate.,Warden,Shelved,Mended.\n2,Light the path.,,Red,Not begun.');
    expect([...doubtfulPaths(read).keys()].sort()).toEqual(['requirements.0.status', 'requirements.1.owner']);
  });

  it('marks a heading that names only a month, and not the words below it', () => {
    const read = planIn(
      `${HEAD}No.,Recommendation,Owner,Status,Update March 2031\n1,Mend the gate.,Warden,Green,Mended.`,
    );
    expect([...doubtfulPaths(read).keys()]).toEqual(['columns.0']);
  });

  it('marks every row that one question is about', () => {
    const read = plan('1,Mend the gate.,Warden,Shelved,Mended.\n2,Light the path.,Clerk,Shelved,Not begun.');
    expect(read.questions.map(({ ref, also }) => [ref, also])).toEqual([['1', ['2']]]);
    expect([...doubtfulPaths(read).keys()]).toContain('requirements.1.status');
  });

  it('gives each value with the words that say it and their place', () => {
    const read = plan(
      '1,"By 30 June 2032, mend the gate.",Warden,Green,Mended.\n1,Light the path.,Clerk,Red,Not begun.',
    );
    const { plan: front, recommendations, requirements, updates } = understoodOf({ kind: 'plan', plan: read });
    expect(front?.at).toMatchObject({
      title: [{ line: 1, words: 'Safe Parks' }],
      organisation: [{ line: 2, words: 'Elmbridge Town' }],
      columns: [[{ line: 4, column: 5, words: 'Update 31 March 2031' }]],
    });
    expect(recommendations[0]).toMatchObject({
      number: '1',
      deadline: '2032-06-30',
      at: {
        number: [{ line: 5, column: 1, words: '1' }],
        text: [{ line: 5, column: 2, words: 'By 30 June 2032, mend the gate.' }],
        deadline: [{ line: 5, column: 2, words: '30 June 2032' }],
      },
    });
    expect(recommendations[1]).toMatchObject({ number: '1 (2)', at: { number: [{ line: 6, column: 1, words: '1' }] } });
    expect(requirements[1]?.at).toMatchObject({
      owner: [{ line: 6, column: 3, words: 'Clerk' }],
      status: [{ line: 6, column: 4, words: 'Red' }],
      deadline: [],
    });
    expect(updates[1]?.at).toMatchObject({
      column: [{ line: 4, column: 5 }],
      text: [{ line: 6, column: 5, words: 'Not begun.' }],
    });
  });

  it('is nothing of a document that is no plan, with the reason and every word left out', () => {
    const source = { format: 'csv', blocks: [{ kind: 'text' as const, paragraphs: [cell('Minutes'), cell('')] }] };
    const problem = { line: 1, column: null, reason: 'It has no row of headings.' };
    expect(understoodOf({ kind: 'unreadable', problem, source })).toMatchObject({
      plan: null,
      recommendations: [],
      leftOut: [{ text: 'Minutes', at: { line: 1 } }],
      questions: [{ what: 'It has no row of headings.' }],
      standing: 'notUnderstood',
    });
  });
});

function cell(text: string) {
  return { place: { line: 1 }, raw: text, text };
}
