import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { deadlineIn } from '../../../src/domain/importing/words/deadline-words.js';
import { headingOf } from '../../../src/domain/importing/words/headings.js';
import {
  knownNumbers,
  numberCellOf,
  numberInColumn,
  recommendationOf,
} from '../../../src/domain/importing/words/numbers.js';
import { statusOf } from '../../../src/domain/importing/words/status-words.js';
import { updateKindOf } from '../../../src/domain/importing/words/update-kind.js';

const NEAR = civilDate('2031-08-07');

describe('A heading tells what its column is about', () => {
  it.each([
    ['Rec. No.', 'recommendationNumber'],
    ['Recomendation:', 'recommendation'],
    ['Evidense requirments', 'requirement'],
    ['Sub-recommendation', 'requirement'],
    ['Ref', 'number'],
    ['Requirement no.', 'requirementNumber'],
    ['Recommendation Owner:', 'owner'],
    ['Lead officer', 'owner'],
    ['RAG rating', 'status'],
    ['Target date', 'deadline'],
    ['Original deadline', 'originalDeadline'],
    ['Due date', 'deadline'],
    ['Revised implementation date', 'revisedDeadline'],
    ['Managment response', 'managementResponse'],
    ['Finding', 'finding'],
    ['Agreed action', 'requirement'],
    ['Initial action plan response', 'update'],
    ['Progress against actions', 'update'],
    ['Evidence requirements of progress /completion:', 'requirement'],
    ['Colour of folder', 'unknown'],
  ])('%s', (words, role) => {
    expect(headingOf(words)?.role).toBe(role);
  });

  it.each([
    ['Body Update: Published March 3rd 2031', '2031-03-03'],
    ['June 22nd 2031', '2031-06-22'],
    ['03/06/2031', '2031-06-03'],
    ['2031-06-03', '2031-06-03'],
    ['3.6.2031', '2031-06-03'],
    ['Update 3 June 2031', '2031-06-03'],
    ['Febuary 3rd 2031', '2031-02-03'],
    ['June 2031 update', '2031-06-30'],
    ['March 2031 update', '2031-03-31'],
    ['Q3 30/31', '2030-12-31'],
    ['Q4 2030/31', '2031-03-31'],
    ['Progress update Sept 2031', '2031-09-30'],
  ])('%s is dated', (words, date) => {
    expect(headingOf(words)).toMatchObject({ role: 'update', date: { date } });
  });

  it.each(['No change.', 'As per previous update', 'Complete', 'Amber', '12', ''])('"%s" is no heading', (words) => {
    expect(headingOf(words)).toBeNull();
  });
});

describe('An update that only points backwards is no change', () => {
  it.each([
    'As per previous update.',
    'AS PER PREVIOUS UPDATES',
    'As per pervious update',
    'as per the last update (3 June 2031)',
    'As per previous update [June 2031].',
    'See previous update.',
    'No change',
    'No changes since last update.',
    'No further update.',
    'Unchanged.',
    'As previously reported.',
  ])('%s', (words) => {
    expect(updateKindOf(words, NEAR)).toBe('noChange');
  });

  it.each([
    'As per previous update. The gate was mended as well.',
    'As per previous update, but the gate is open.',
    'No change to the gate, the path is open.',
    'As the gate was mended.',
    'Complete',
  ])('%s says something', (words) => {
    expect(updateKindOf(words, NEAR)).toBe('text');
  });

  it.each(['No update received', 'No update provided.', 'No update'])('%s is silence', (words) => {
    expect(updateKindOf(words, NEAR)).toBe('none');
  });
});

describe('A deadline is the date that opens a recommendation or follows "by"', () => {
  it.each([
    ['By 9 June 2031, open the park.', '2031-06-09', []],
    ['9 June 2031, open the park.', '2031-06-09', []],
    ['Open the park by the end of June 2031.', '2031-06-30', []],
    ['No later than 9 June 2031 open the park, and by 4 July 2031 the gate.', '2031-06-09', ['4 July 2031']],
    ['In the light of the report of 2 March 2030, open the park by 9 June 2031.', '2031-06-09', ['2 March 2030']],
    ['Follow the code of 2 March 2030.', null, ['2 March 2030']],
    ['Open the park within six months.', null, []],
    ['Open the park.', null, []],
  ])('%s', (text, date, others) => {
    const reading = deadlineIn(text, NEAR);
    expect([reading.deadline?.date ?? null, reading.others]).toEqual([date, others]);
  });
});

describe('Numbers', () => {
  it.each([
    ['7', '7', ''],
    ['7.1', '7.1', ''],
    ['7.', '7', '.'],
    ['Rec. 12(a)', '12(a)', 'Rec.'],
    ['A3', 'A3', ''],
  ])('"%s" is one', (cell, number, spare) => {
    expect(numberCellOf(cell)).toEqual({ number, spare });
  });

  it.each(['2031-06-03', 'Seven', '7 gates', '', 'Gate 7'])('"%s" is none', (cell) => {
    expect(numberCellOf(cell)).toBeNull();
  });

  it.each([
    ['A', 'A', ''],
    ['b.', 'b', '.'],
    ['(c)', 'c', '()'],
    ['Recommendation D', 'D', 'Recommendation'],
    ['A.1', 'A.1', ''],
    ['iv', 'iv', ''],
    ['2030/31-07', '2030/31-07', ''],
    ['IA/31/07', 'IA/31/07', ''],
    ['Ref: AUD/2031/004.2', 'AUD/2031/004.2', 'Ref:'],
    ['7.1', '7.1', ''],
  ])('"%s" is one in a column of numbers', (cell, number, spare) => {
    expect(numberInColumn(cell)).toEqual({ number, spare });
  });

  it.each(['A leaflet', 'No', 'N/A', 'and/or', '03/06/2031', '2030/31', '06/2031', 'TBC', 'None', ''])(
    '"%s" is none there either',
    (cell) => {
      expect(numberInColumn(cell)).toBeNull();
    },
  );

  it.each(['A', 'Recommendation A', 'IA/31/07', '2030/31-07'])('"%s" is none elsewhere', (cell) => {
    expect(numberCellOf(cell)).toBeNull();
  });

  it.each([
    ['A.1', ['A', 'B'], 'A'],
    ['A1', ['A', 'B'], 'A'],
    ['A1', ['A1', 'A2'], 'A1'],
    ['2030/31-07', ['2030/31-07'], '2030/31-07'],
    ['2030/31-07', [], '2030/31-07'],
    ['IA/31/07.2', ['IA/31/07'], 'IA/31/07'],
    ['7.1', ['7', '8'], '7'],
    ['7.1', ['7.1', '7'], '7.1'],
    ['9.4', ['7', '8'], '9'],
    ['3.3', ['3.1', '3.2'], '3.3'],
    ['3.3.1', ['3.1', '3.3'], '3.3'],
    ['12b', ['12'], '12'],
  ])('%s among %j names %s', (number, known, recommendation) => {
    expect(recommendationOf(number, knownNumbers(known))).toBe(recommendation);
  });
});

describe('Words of a status', () => {
  it.each([
    ['Complete', 'complete', true],
    ['completed.', 'complete', true],
    ['AMBER', 'atRisk', true],
    ['Waiting on another body', 'waiting', true],
    ['Ongoing', 'onTrack', false],
  ] as const)('"%s" means %s', (words, status, sure) => {
    expect(statusOf(words)).toEqual({ status, sure });
  });

  it('are not guessed', () => {
    expect(statusOf('Mostly complete')).toBeNull();
  });
});
