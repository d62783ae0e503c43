import { describe, expect, it } from 'vitest';
import { planIn, tabbed } from './reading.js';

const plan = (statuses: readonly string[], ...key: readonly string[]) =>
  planIn(
    tabbed(
      ['Ward plan'],
      ...key.map((line) => [line]),
      ['No', 'Recommendation', 'Owner', 'Due', 'RAG', 'Update 31 March 2026'],
      ...statuses.map((status, at) => [
        `${at + 1}`,
        `Mend bay ${at + 1}.`,
        'Matron',
        '30/06/2026',
        status,
        'Begun there.',
      ]),
    ),
  );
const statusesOf = (read: ReturnType<typeof planIn>) => read.requirements.map(({ status }) => status);
const asked = (read: ReturnType<typeof planIn>) => read.questions.filter(({ what }) => what.startsWith('The status'));

describe('the key that a document prints itself', () => {
  it('says what letters mean, also where they mean something else than usual', () => {
    const read = plan(['R', 'A', 'G'], 'Key: R = off track; A = on track; G = complete');
    expect(statusesOf(read)).toEqual(['offTrack', 'onTrack', 'complete']);
    expect(read.requirements.map(({ printedStatus }) => printedStatus)).toEqual(['R', 'A', 'G']);
    expect(asked(read)).toEqual([]);
    expect(read.repairs.map(({ what }) => what)).toContain(
      'The status "A" was read as "On track", as the document itself says.',
    );
  });

  it('says what colour words mean that its letters stand for', () => {
    expect(statusesOf(plan(['R', 'A', 'Green'], 'Red: off track', 'Amber: on track', 'Green: complete'))).toEqual([
      'offTrack',
      'onTrack',
      'complete',
    ]);
  });

  it('says what signs mean', () => {
    expect(statusesOf(plan(['🔴', '🟢', '✅'], '🟢 on track   🔴 off track   ✅ complete'))).toEqual([
      'offTrack',
      'onTrack',
      'complete',
    ]);
  });

  it('says nothing where two statuses are said of one, or the words are none of ours', () => {
    const usual = statusesOf(plan(['R', 'A', 'G']));
    expect(statusesOf(plan(['R', 'A', 'G'], 'A = on track', 'A = complete'))).toEqual(usual);
    expect(statusesOf(plan(['R', 'A', 'G'], 'A - the first wing; G is the ground floor'))).toEqual(usual);
  });
});
