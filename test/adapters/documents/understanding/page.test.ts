import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../../src/adapters/documents/plan-file.js';
import { writeUnderstandingPage } from '../../../../src/adapters/documents/understanding/page.js';
import { readMarkup } from './markup-rows.js';

const PLAN = [
  'Safe Parks',
  'Council: Elmbridge Town',
  '',
  'No.,Recommendation,Owner,Status,Priority,Update 31 March 2031',
  '1,"By 30 June 2032, mend the <gate>.",Warden,Shelved,High,Mended.',
  '2,Light the path.,,Red,Low,Not begun.',
].join('\n');

async function rowsOf(text: string) {
  return readMarkup(writeUnderstandingPage(await readPlanFile(new TextEncoder().encode(text))));
}

describe('The page of what was understood', () => {
  it('shows each cell of the document with the values that it says', async () => {
    const { rows } = await rowsOf(PLAN);
    expect(rows).toContainEqual([
      'line 5, column 2',
      'By 30 June 2032, mend the <gate>.',
      'Text of recommendation 1Deadline of recommendation 1: 30 June 2032',
    ]);
    expect(rows).toContainEqual(['line 2, column 1', 'Council: Elmbridge Town', 'Organisation: Elmbridge Town']);
    expect(rows).toContainEqual(['line 5, column 3', 'Warden', 'Owner of 1']);
    expect(rows).toContainEqual(['line 5, column 5', 'High', 'Left out']);
    expect(rows).toContainEqual(['line 6, column 6', 'Not begun.', 'Update of 2, 31 March 2031']);
  });

  it('marks what is in doubt by a sign, also what stands nowhere, and nothing else', async () => {
    const { rows, text } = await rowsOf(PLAN);
    const marked = rows.filter(([, , what]) => what?.includes('⚠'));
    expect(marked).toEqual([
      ['line 5, column 4', 'Shelved', '⚠ Status of 1: kept as printed, not yet one of ours (question 1)'],
      ['', '', '⚠ Owner of 2 (question 2)'],
    ]);
    expect(text).toContain('How sure: please check.');
    expect(text).toContain('No owner is printed. Who answers for it?');
  });

  it('shows a document that was not understood with the reason, every word left out', async () => {
    const { rows, text } = await rowsOf('Dear all,\n\nPlease find the plan attached.\n');
    expect(text).toContain('How sure: not understood.');
    expect(rows.map(([, words, what]) => [words, what])).toEqual([
      ['Dear all,', 'Left out'],
      ['Please find the plan attached.', 'Left out'],
    ]);
  });
});
