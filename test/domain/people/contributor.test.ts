import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Assignment } from '../../../src/domain/people/assignment.js';
import {
  contributorsIn,
  contributorsOf,
  isOutside,
  LONGEST_QUESTION,
  outsideId,
  questionFor,
  questionProblem,
} from '../../../src/domain/people/contributor.js';
import { aRequirement } from '../builders.js';

const day = civilDate('2026-12-01');
const requirement = aRequirement('4.1');

function adding(person: string, target: Assignment['target'], more: Partial<Assignment> = {}): Assignment {
  return { target, person, name: person, role: 'contributor', until: null, ...more };
}
const onRow = { kind: 'requirement', id: requirement.id } as const;

describe('who adds to a requirement', () => {
  it('is everybody who is a contributor of it, each with their own question', () => {
    const list = [
      adding('legal', onRow, { question: 'Has the guidance changed?' }),
      adding('training', { kind: 'recommendation', number: '4' }),
      adding('elsewhere', { kind: 'recommendation', number: '5' }),
      adding('owner', onRow, { role: 'owner' }),
    ];
    expect(contributorsOf(requirement, list, day)).toEqual([
      { person: 'legal', name: 'legal', question: 'Has the guidance changed?' },
      { person: 'training', name: 'training', question: null },
    ]);
  });

  it('is asked the question of their narrowest part, in whatever order the parts are written', () => {
    const wide = adding('legal', { kind: 'post', post: requirement.owner }, { question: 'wide' });
    const narrow = adding('legal', onRow, { question: 'narrow' });
    for (const list of [
      [wide, narrow],
      [narrow, wide],
    ])
      expect(contributorsOf(requirement, list, day)).toMatchObject([{ question: 'narrow' }]);
  });

  it('is nobody of the whole plan who has no question, and nobody after their last day', () => {
    const list = [
      adding('all', { kind: 'plan' }),
      adding('asked', { kind: 'plan' }, { question: 'Anything new?' }),
      adding('over', onRow, { until: civilDate('2026-11-30') }),
      adding('last', onRow, { until: day }),
    ];
    expect(contributorsOf(requirement, list, day).map(({ person }) => person)).toEqual(['asked', 'last']);
  });
});

describe('a cell of contributors', () => {
  it('names one a line, with the question behind the first colon', () => {
    const cell = 'Legal: What has changed: the policy, or the guidance?\r\n- Cat Pell <cat@quay.example>:\n\n• OPCC';
    expect(contributorsIn(cell)).toEqual([
      { who: 'Legal', question: 'What has changed: the policy, or the guidance?' },
      { who: 'Cat Pell <cat@quay.example>', question: '' },
      { who: 'OPCC', question: '' },
    ]);
  });

  it('keeps every letter of a line, whatever it is', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]|^\s*[-•*]\s/.test(text));
    fc.assert(
      fc.property(fc.array(plain), (lines) => {
        const letters = (text: string) => text.replace(/[\s:]/g, '');
        const read = contributorsIn(lines.join('\n')).map(({ who, question }) => who + question);
        expect(letters(read.join(''))).toBe(letters(lines.join('')));
      }),
    );
  });
});

it('A name without an account stands for the same contributor however it is spaced and written', () => {
  expect(outsideId(' legal  Services')).toBe(outsideId('Legal services'));
  expect(outsideId('Legal')).not.toBe(outsideId('OPCC'));
  expect([isOutside(outsideId('Legal')), isOutside('31f89313-0132-4edf-863a-4f5922a59802')]).toEqual([true, false]);
});

it('The plain question asks what has changed since something was published', () => {
  const previousText = { column: civilDate('2025-06-27') };
  expect(questionFor({ ref: '10.2', previousText }, null)).toBe('What has changed on 10.2 since 27 June 2025?');
  expect(questionFor({ ref: '10.2', previousText: null }, null)).toBe('What has been done on 10.2 so far?');
  expect(questionFor({ ref: '10.2', previousText }, 'How many were trained?')).toBe('How many were trained?');
});

it('A question of 500 characters is taken, and one of 501 says by how much it is too long', () => {
  expect(questionProblem('q'.repeat(LONGEST_QUESTION))).toBeNull();
  expect(questionProblem('q'.repeat(LONGEST_QUESTION + 1))).toBe(
    'the question is 1 character too long. The most is 500.',
  );
});
