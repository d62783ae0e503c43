import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { deadlineIn, plainDate } from '../../../src/domain/importing/words/deadline-words.js';

const NEAR = civilDate('2026-06-30');

describe('A deadline of which nobody can say the day', () => {
  it.each(['spring 2027', 'mid-January 2027', 'early 2027', 'late March 2027'])('is asked about: %s', (words) => {
    const { deadline, others } = deadlineIn(`By ${words}, light the steps.`, NEAR);
    expect(deadline).toBeNull();
    expect(others.length).toBeLessThan(2);
    expect(plainDate(`By ${words}`, NEAR)).toBeNull();
  });

  it('is asked about beside one that is plain', () => {
    expect(deadlineIn('By spring 2027, and no later than 30 June 2027, light the steps.', NEAR)).toMatchObject({
      deadline: { date: '2027-06-30' },
      others: ['spring 2027'],
    });
  });

  it('is not confused with a month', () => {
    expect(deadlineIn('By March 2027, light the steps.', NEAR).deadline?.date).toBe('2027-03-31');
    expect(plainDate('By March 2027', NEAR)).toBe('2027-03-31');
  });
});

describe('A day that other words than those of time part from "by"', () => {
  it.each([
    'By letter of 3 March 2027 the board asked for lamps.',
    'Light the steps, as agreed by the board on 3 March 2027.',
    'Follow the report made by Mr Lamp of 3 March 2027.',
  ])('is asked about, and no deadline: %s', (text) => {
    expect(deadlineIn(text, NEAR)).toMatchObject({ deadline: null, others: ['3 March 2027'] });
  });

  it.each([
    'By the end of 3 March 2027 light the steps.',
    'Light the steps by 5pm on Wednesday 3 March 2027.',
    'Light the steps (deadline: 3 March 2027).',
    'Light the steps no later than close of business on 3 March 2027.',
    'On 3 March 2027, light the steps.',
  ])('but it is one behind words of time: %s', (text) => {
    expect(deadlineIn(text, NEAR).deadline?.date).toBe('2027-03-03');
  });
});
