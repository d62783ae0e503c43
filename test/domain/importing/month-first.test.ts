import { describe, expect, it } from 'vitest';
import { planIn } from './reading.js';

const file = (heading: string, ...rows: readonly (readonly [deadline: string, update: string])[]) =>
  [
    ['Rec #', 'Recommendation', 'Responsible Unit', 'Due Date', 'Status', heading].join('\t'),
    ...rows.map(([deadline, update], at) =>
      [`${at + 1}`, `Inventory the equipment of hall ${at + 1}.`, 'Logistics Chief', deadline, 'On track', update].join(
        '\t',
      ),
    ),
  ].join('\n');
const deadlinesOf = (read: ReturnType<typeof planIn>) => read.recommendations.map(({ deadline }) => deadline?.date);
const asked = (read: ReturnType<typeof planIn>) =>
  read.questions.map(({ what }) => what).filter((what) => /month first/.test(what));

describe('a document that writes the month first', () => {
  it('is read so in its deadlines and headings, the lead is asked once, and no sentence is altered', () => {
    const read = planIn(
      file(
        'Update 3/4/2026',
        ['6/15/2026', 'Counted on 2/18/2026 and 3/2/2026.'],
        ['4/30/2026', 'Begun.'],
        ['7/8/2026', ''],
      ),
    );
    expect(read.columns).toEqual(['2026-03-04']);
    expect(deadlinesOf(read)).toEqual(['2026-06-15', '2026-04-30', '2026-07-08']);
    expect(read.updates.map(({ text }) => text)).toEqual(['Counted on 2/18/2026 and 3/2/2026.', 'Begun.']);
    expect(asked(read)).toEqual([expect.stringContaining('"3/4/2026" too')]);
    expect(read.lostCharacters).toBe(0);
  });

  it('is turned in the dates before entries', () => {
    const read = planIn(file('Progress log', ['6/15/2026', '3/4/2026: Sent.'], ['4/30/2026', '3/4/2026: Begun.']));
    expect(read.updates.map(({ column, text }) => [column, text])).toEqual([
      ['2026-03-04', 'Sent.'],
      ['2026-03-04', 'Begun.'],
    ]);
  });

  it('stays day first where one date alone could be a slip, or another contradicts it, and is asked about', () => {
    const slip = planIn(file('Update 3/4/2026', ['6/15/2026', 'Sent.'], ['5/6/2026', 'Begun.']));
    expect([slip.columns, deadlinesOf(slip)[1]]).toEqual([['2026-04-03'], '2026-06-05']);
    expect(asked(slip)).toHaveLength(1);
    const mixed = planIn(
      file('Update 3/4/2026', ['6/15/2026', 'Sent.'], ['4/30/2026', 'Begun.'], ['30/6/2026', 'Done.']),
    );
    expect([mixed.columns, asked(mixed).length]).toEqual([['2026-04-03'], 1]);
  });

  it('is not asked about where no date can only have its month first', () => {
    expect(asked(planIn(file('Update 3/4/2026', ['5/6/2026', 'Sent.'], ['30/6/2026', 'Begun.'])))).toEqual([]);
  });
});
