import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  readCompletion,
  readDeadlineMove,
  readDischarge,
  readTransfer,
} from '../../../src/domain/plan/typed-amendment.js';

const today = civilDate('2026-11-29');

describe('A new deadline as typed', () => {
  it.each([
    '10.2 30 June 2027 agreed by the Inspectorate because the works begin in May',
    '10.2 to 30 June 2027, agreed by the Inspectorate, because the works begin in May',
    '10.2: 30/06/2027; agreed by: the Inspectorate; reason: the works begin in May',
  ])('%s', (typed) => {
    expect(readDeadlineMove(typed, today)).toEqual({
      kind: 'read',
      ref: '10.2',
      said: { to: '2027-06-30', agreedBy: 'the Inspectorate', reason: 'the works begin in May' },
    });
  });

  it('has all of a reason that holds the leading words again', () => {
    const typed =
      '4 30 June 2027 agreed by Ada because it was agreed by Ben, for the reason that the quay is shut because of ice';
    expect(readDeadlineMove(typed, today)).toMatchObject({
      said: { reason: 'it was agreed by Ben, for the reason that the quay is shut because of ice' },
    });
  });

  it.each([
    ['', 'which recommendation or requirement, the new date, who agreed to it: "agreed by …", and why: "because …"'],
    ['10.2', 'the new date, who agreed to it: "agreed by …", and why: "because …"'],
    ['10.2 soon agreed by Ada because of ice', 'the new date ("soon" is none that I can read)'],
    ['10.2 30 June 2027', 'who agreed to it: "agreed by …", and why: "because …"'],
    ['10.2 30 June 2027 agreed by Ada', 'why: "because …"'],
  ])('"%s" lacks something', (typed, missing) => {
    expect(readDeadlineMove(typed, today)).toEqual({ kind: 'missing', missing });
  });
});

describe('A discharge as typed', () => {
  it('says by whom, when and under which reference, in any order', () => {
    const said = { by: 'the Inspectorate', on: '2026-05-12', reference: 'letter 31/44' };
    for (const typed of [
      '10.2 by the Inspectorate on 12 May 2026 reference letter 31/44',
      '10.2, reference: letter 31/44, on 12 May 2026, by the Inspectorate',
    ]) {
      expect(readDischarge(typed, today)).toEqual({ kind: 'read', ref: '10.2', said });
    }
  });

  it.each([
    ['10.2 on 12 May 2026 reference x', 'which body discharged it: "by …"'],
    ['10.2 by them reference x', 'the day on which it did: "on …"'],
    ['10.2 by them on 12 May 2026', 'under which reference it is recorded: "reference …"'],
  ])('"%s" lacks something', (typed, missing) => {
    expect(readDischarge(typed, today)).toEqual({ kind: 'missing', missing });
  });
});

it('A completion as typed says who agrees', () => {
  expect(readCompletion('10.2 agreed by the Harbour Master')).toEqual({
    kind: 'read',
    ref: '10.2',
    said: { agreedBy: 'the Harbour Master' },
  });
  expect(readCompletion('10.2')).toMatchObject({ kind: 'missing' });
});

describe('A transfer as typed', () => {
  it.each([
    '22 to the Fire Authority watched by its Harbour Board look again on 30 June 2027',
    '22: to the Fire Authority, watched there by its Harbour Board, to be looked at again on 30 June 2027',
    '22 look again 30/06/2027, to the Fire Authority, watched by: its Harbour Board',
  ])('%s', (typed) => {
    expect(readTransfer(typed, today)).toEqual({
      kind: 'read',
      ref: '22',
      said: { to: 'the Fire Authority', watchedBy: 'its Harbour Board', lookAgain: '2027-06-30' },
    });
  });

  it('is taken back in one word', () => {
    expect(readTransfer('22 back', today)).toEqual({ kind: 'read', ref: '22', said: null });
  });

  it('names all that is missing at once', () => {
    expect(readTransfer('22', today)).toEqual({
      kind: 'missing',
      missing:
        'where the work goes: "to …", who watches it there: "watched by …", and the day to look again: "look again on …"',
    });
  });
});
