import { describe, expect, it } from 'vitest';
import { doubtfulPaths, understoodOf } from '../../../src/domain/importing/understood.js';
import { planIn } from './reading.js';

const HEAD = 'Safe Parks\nCouncil: Elmbridge Town\n\n';
const plan = (table: string) => planIn(`${HEAD}No.,Recommendation,Owner,Status,Update 31 March 2031\n${table}`);

describe('what was understood of a plan', () => {
  it('gives each value under the name by which it is compared', () => {
    const read = plan('1,Mend the gate.,Warden,Green,Mended.\n2,Light the path.,Clerk,Red,Not begun.');
    expect(understoodOf(read)).toMatchObject({
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
        { requirement: 0, column: '2031-03-31', kind: 'text', text: 'Mended.' },
        { requirement: 1, column: '2031-03-31', kind: 'text', text: 'Not begun.' },
      ],
    });
  });

  it('marks the cell that a question is about, and no other', () => {
    const read = plan('1,Mend the gate.,Warden,Shelved,Mended.\n2,Light the path.,,Red,Not begun.');
    expect([...doubtfulPaths(read)].sort()).toEqual([
      'requirements.0.status',
      'requirements.0.statusWords',
      'requirements.1.owner',
    ]);
  });
});
