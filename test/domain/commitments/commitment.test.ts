import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  answerCommitment,
  type Commitment,
  type CommitmentAnswer,
  findCommitments,
  openCommitment,
  takenBack,
} from '../../../src/domain/commitments/commitment.js';
import { isToBeAsked } from '../../../src/domain/commitments/commitment-standing.js';
import { looksAhead, sentencesOf } from '../../../src/domain/text/sentences.js';

const column = civilDate('2031-06-20');

function read(text: string): string[] {
  return findCommitments(text, column).map(({ due, kind, precision }) => `${due} ${precision} ${kind}`);
}

describe('a dated promise in an update', () => {
  it.each([
    ['The new form will go live on 14 July 2031.', '2031-07-14 day promise'],
    ['The new form is due in July 2031.', '2031-07-31 month promise'],
    ['A second audit is planned for the end of September.', '2031-09-30 month promise'],
    ['Lawyers to be briefed by 4th August.', '2031-08-04 day promise'],
    ['Timescale for the toolkit: October 2031.', '2031-10-31 month promise'],
    ['The supplier gives a timeline not before March 2032.', '2032-03-31 month notBefore'],
    ['Awaiting sign-off, expected Q4 31/32.', '2032-03-31 quarter promise'],
    ['Refreshed leaflets by end of August 2031.', '2031-08-31 month promise'],
    ['It has been agreed that all call takers will be trained in early 2032.', '2032-04-30 quarter promise'],
    ['Three more sessions are booked for 3, 4 and 9 July 2031.', '2031-07-09 day promise'],
    ['We aim to double the number of champions within 12 months.', '2032-06-20 month promise'],
    ['The portal will open in January.', '2032-01-31 month promise'],
    ['Courses will run on 2nd July, 9th July and 16th July.', '2031-07-16 day promise'],
    ['Go-live date 1st October.', '2031-10-01 day promise'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'The new form went live on 14 May 2031.',
    'Training was delivered from January to March 2031.',
    'The panel will meet again when staff are in post.',
    'Demand is forecast to rise by a fifth over the next 5 years.',
    'The licences run until March 2033.',
    'We will look back over the winter of 2032 to 2033.',
    'As planned, the audit was held in May 2031.',
    'The workshop on 3 June 2031 will be remembered.',
    'Ring 101 to be put through to the team.',
  ])('is not found in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('is quoted as its whole sentence, in its place', () => {
    const text = 'The first audit is done.\nThe second audit will follow in August 2031. Staff were told.';
    const [found] = findCommitments(text, column);
    expect(found?.words).toBe('The second audit will follow in August 2031.');
    expect(text.slice(found?.start, (found?.start ?? 0) + (found?.length ?? 0))).toBe(found?.words);
  });

  it('is quoted as its clause when the sentence is long', () => {
    const long = 'a checklist, a leaflet and a poster for every counter, '.repeat(5);
    const [found] = findCommitments(`The kit has ${long}the film will be shown in August 2031, and so on.`, column);
    expect(found?.words).toBe('the film will be shown in August 2031');
  });

  it('two promises in one sentence stay apart when other words govern them', () => {
    expect(read('Drafting is due in July 2031 and the policy will be published in October 2031.')).toHaveLength(2);
  });

  it('quotes exactly what stands in the text, whatever surrounds it', () => {
    const piece = fc.constantFrom(
      'We will meet in July 2031.',
      'Done.',
      '\n',
      '• Film by 3 May 2032',
      'a, b',
      'will',
      '(August 2031)',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join(' ');
        for (const each of findCommitments(text, column)) {
          expect(text.slice(each.start, each.start + each.length)).toBe(each.words);
          expect(each.due > column).toBe(true);
        }
      }),
    );
  });
});

describe('sentences', () => {
  it('end at a full stop before a capital, not at an abbreviation', () => {
    const text = 'Dr. Brown met Insp. Hill at 10.30 a.m. today. They agreed: e.g. posters. (May 2031) Next one';
    expect(sentencesOf(text).map((each) => each.text)).toEqual([
      'Dr. Brown met Insp. Hill at 10.30 a.m. today.',
      'They agreed: e.g. posters. (May 2031) Next one',
    ]);
  });

  it('look ahead only where their words do', () => {
    expect(looksAhead('The review is done. A second one will follow.')).toBe(true);
    expect(looksAhead('The review was held and staff have been told.')).toBe(false);
    expect(looksAhead('Delays were due to a lack of staff.')).toBe(false);
  });
});

function commitment(due: string, id = 'x'): Commitment {
  const found = findCommitments('The kit will be ready in July 2031.', column)[0];
  if (found === undefined) throw new Error('the sample sentence holds a promise');
  return { ...openCommitment(found, 'requirement', column), due: civilDate(due), id };
}

describe('the life of a commitment', () => {
  const today = civilDate('2031-09-01');
  const open = commitment('2031-07-31');

  it('comes due on its last day, and no longer once answered', () => {
    const done = { ...open, state: 'done' as const };
    expect([open, done].map((each) => isToBeAsked(each, civilDate('2031-07-31')))).toEqual([true, false]);
    expect(isToBeAsked(open, civilDate('2031-07-30'))).toBe(false);
  });

  it('has the same id whenever the same words are read again', () => {
    const [found] = findCommitments('The kit will be ready in July 2031.', column);
    if (found === undefined) throw new Error('the sample sentence holds a promise');
    expect(openCommitment(found, 'a', column).id).toBe(openCommitment(found, 'a', column).id);
    expect(openCommitment(found, 'a', column).id).not.toBe(openCommitment(found, 'b', column).id);
  });

  it('moves to a new date, and keeps the one first promised', () => {
    const outcome = answerCommitment(open, { kind: 'late', due: civilDate('2031-12-01') }, today);
    expect(outcome).toMatchObject({
      kind: 'answered',
      commitment: { state: 'late', due: '2031-12-01', promised: '2031-07-31', answeredOn: '2031-09-01' },
    });
  });

  it('refuses a new date that has passed or comes no later', () => {
    expect(answerCommitment(open, { kind: 'late', due: today }, today).kind).toBe('invalid');
    const far = commitment('2032-01-31');
    expect(answerCommitment(far, { kind: 'late', due: civilDate('2031-12-01') }, today).kind).toBe('invalid');
  });

  it('is withdrawn only with a reason', () => {
    expect(answerCommitment(open, { kind: 'withdrawn', reason: '  ' }, today).kind).toBe('invalid');
    expect(answerCommitment(open, { kind: 'withdrawn', reason: 'No money.' }, today)).toMatchObject({
      commitment: { state: 'withdrawn', reason: 'No money.' },
    });
  });

  it('takes another answer after done only when it was reopened', () => {
    const done = { ...open, state: 'done' as const };
    expect(answerCommitment(done, { kind: 'withdrawn', reason: 'Why not.' }, today).kind).toBe('invalid');
    expect(answerCommitment(done, { kind: 'reopened' }, today)).toMatchObject({ commitment: { state: 'open' } });
  });

  it('remembers every date that it was moved to, and the last can be taken back', () => {
    const [first, second] = [civilDate('2031-12-01'), civilDate('2032-03-01')];
    const once = answerCommitment(open, { kind: 'late', due: first }, today);
    if (once.kind !== 'answered') throw new Error('a later date is accepted');
    const twice = answerCommitment(once.commitment, { kind: 'late', due: second }, today);
    if (twice.kind !== 'answered') throw new Error('a later date is accepted');
    expect(twice.commitment).toMatchObject({ state: 'late', due: second, moves: [first, second], version: 2 });
    expect(takenBack(twice.commitment)).toMatchObject({ state: 'late', due: first, moves: [first] });
    expect(takenBack(takenBack(twice.commitment))).toMatchObject({ state: 'open', due: open.promised, moves: [] });
  });

  it('takes no answer when the words that made it were corrected', () => {
    const gone = { ...open, state: 'superseded' as const };
    expect(answerCommitment(gone, { kind: 'done' }, today).kind).toBe('invalid');
    expect(answerCommitment(gone, { kind: 'reopened' }, today).kind).toBe('invalid');
  });

  it('stands the same however often the same answer arrives', () => {
    const answers = fc.oneof(
      fc.constant<CommitmentAnswer>({ kind: 'done' }),
      fc.constant<CommitmentAnswer>({ kind: 'withdrawn', reason: 'No money.' }),
      fc.constant<CommitmentAnswer>({ kind: 'reopened' }),
      fc.integer({ min: 1, max: 400 }).map((n): CommitmentAnswer => ({ kind: 'late', due: addDays(today, n) })),
    );
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 8 }), (list) => {
        let now = open;
        for (const answer of list) {
          const first = answerCommitment(now, answer, today);
          if (first.kind !== 'answered') continue;
          now = first.commitment;
          expect(answerCommitment(now, answer, today).kind).toBe('already');
          expect(now.promised).toBe(open.promised);
          expect(now.due >= now.promised).toBe(true);
        }
      }),
    );
  });
});
