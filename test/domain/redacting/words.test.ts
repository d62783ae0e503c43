import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  plainWords,
  problemWithWords,
  removalOf,
  soughtBy,
  soughtWords,
} from '../../../src/domain/redacting/removal.js';
import { rewritten } from '../../../src/domain/redacting/rewritten.js';
import { withoutWords } from '../../../src/domain/redacting/without-words.js';
import { withoutWordsIn } from '../../../src/domain/redacting/without-words-in.js';
import { datesIn } from '../../../src/domain/text/dates/dates-in-text.js';

const ON = civilDate('2027-01-12');
const MARK = '[Removed on 12 January 2027]';
const without = (text: string, words: string) => withoutWords(text, [soughtWords(words, ON)]);

describe('words are found', () => {
  it.each([
    ['in any case', 'Told by ANNA KOWALSKA.', `Told by ${MARK}.`],
    ['with accents or without', 'Told by Ánna Kowálska.', `Told by ${MARK}.`],
    ['written apart by other letters', 'Anna\u00a0Kowalska said so.', `${MARK} said so.`],
    ['over a line break', 'Told by Anna\nKowalska twice.', `Told by ${MARK} twice.`],
    [
      'over a line that ends in the middle of a word',
      'Anna Kowal\nska said so, Anna Ko  \r\n walska too.',
      `${MARK} said so, ${MARK} too.`,
    ],
    ['over a hyphen at the end of a line', 'Anna Kowal-\nska said so.', `${MARK} said so.`],
    [
      'with a soft hyphen or a letter that nobody sees',
      'Anna Kowal\u00adska and An\u200bna Kowalska',
      `${MARK} and ${MARK}`,
    ],
    ['through markup', 'Anna **Kow**al*ska* and <b>Anna</b> <i>Kowalska</i>', `${MARK}* and <b>${MARK}</i>`],
    ['before an apostrophe', 'Anna Kowalska’s statement', `${MARK}’s statement`],
    [
      'in an address',
      'See https://x.example/anna-kowalska or anna.kowalska@x.example',
      `See https://x.example/${MARK} or ${MARK}@x.example`,
    ],
    ['more than once', 'Anna Kowalska, Anna Kowalska', `${MARK}, ${MARK}`],
    ['with other Unicode forms', 'Anna Ｋowalska', MARK],
  ])('%s', (_how, text, left) => expect(without(text, 'Anna Kowalska')).toBe(left));

  it.each([
    ['a part of a longer word', 'The annual plan of Annapolis', 'Ann'],
    ['a longer name', 'Anna Kowalskaya said so', 'Anna Kowalska'],
    ['half of the words', 'Anna said that Kowalska knew', 'Anna Kowalska'],
  ])('but not in %s', (_how, text, words) => expect(without(text, words)).toBe(text));

  it('in a long list of single words, each of which may be broken at the end of its line', () => {
    const list = Array.from({ length: 20_000 }, (_, at) => `w${at % 7}`).join('\n');
    expect(without(list, 'anna maria von kowalska')).toBe(list);
    expect(without(`${list}\nanna maria von kowal\nska`, 'anna maria von kowalska')).toBe(`${list}\n${MARK}`);
  });

  it('though they are known by their hash alone', () => {
    const removal = removalOf('Łukasz Müller', {
      id: 'r',
      plan: 'p',
      on: ON,
      at: '' as never,
      by: 'k',
      ref: '7',
      salt: 's',
    });
    expect(JSON.stringify(removal)).not.toMatch(/lukasz|müller|muller/i);
    expect(withoutWords('Seen by LUKASZ muller.', [soughtBy(removal)])).toBe(`Seen by ${MARK}.`);
  });

  it('whatever stands around them, and once only', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '-', '*', '.', 'é', '\u00ad', '<b>', '’') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const whole = `${before} Zyx Kowalska ${after}`;
        const left = without(whole, 'zyx kowalska');
        expect(left).toContain(MARK);
        expect(plainWords(left)).not.toContain('zyx kowalska');
        expect(without(left, 'zyx kowalska')).toBe(left);
      }),
    );
  });
});

it('words that would be found everywhere, or none, are refused', () => {
  expect(problemWithWords(' - ')).toContain('Please write');
  expect(problemWithWords('A')).toContain('One letter');
  expect(problemWithWords('word '.repeat(21))).toContain('At most 20');
  expect(problemWithWords('Li')).toBeNull();
});

it('a day on which words were removed is no date of the plan', () => {
  expect(datesIn(`Will be led by ${MARK} until spring.`, ON)).toEqual([]);
});

describe('a stored thing', () => {
  const thing = {
    id: 'complete',
    kind: 'complete',
    status: 'onTrack',
    name: 'Ice London',
    settings: { zone: 'Europe/London' },
    text: 'complete',
    list: [{ requirement: 'ice', words: 'ice, complete on track' }],
    on: '2026-12-12',
  };

  it('keeps what the program reads, and the names of people who have a part', () => {
    const sought = ['complete', 'ice', 'london', 'on track', 'onTrack', '2026 12 12'].map((each) =>
      soughtWords(each, ON),
    );
    expect(withoutWordsIn(thing, sought)).toEqual({
      ...thing,
      text: MARK,
      list: [{ requirement: 'ice', words: `${MARK}, ${MARK} ${MARK}` }],
    });
  });

  it('is itself where the words do not stand in it', () => {
    expect(withoutWordsIn(thing, [soughtWords('granite', ON)])).toBe(thing);
  });

  it('of the history says that its words are not those of its hash', () => {
    const entry = { chain: 'r1', payloadHash: 'h', payload: { old: null, new: 'Anna knew' } };
    const sought = [soughtWords('anna', ON)];
    expect(rewritten(entry, sought, new Map())).toEqual({
      ...entry,
      payload: { old: null, new: `${MARK} knew` },
      redacted: true,
    });
  });
});
