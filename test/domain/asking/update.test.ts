import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, type AskedItem, withAnswer } from '../../../src/domain/asking/ask.js';
import { acceptUpdate, LONGEST_UPDATE, type Reply } from '../../../src/domain/asking/update.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { STATUSES } from '../../../src/domain/plan/plan.js';
import { noChangeSentence } from '../../../src/domain/plan/printed.js';
import { anItem, at } from '../builders.js';

const now = at('2026-12-01T10:00:00Z');
const words = (text: string): Reply => ({ kind: 'text', text, status: null, evidence: null });

function say(item: AskedItem, reply: Reply, basedOn: string, id: string) {
  return acceptUpdate(item, reply, { id, cycle: 'c1', by: 'who', door: 'card', at: now, timing: 'onTime', basedOn });
}

/** The item after one more reply, accepted or not. */
function heard(item: AskedItem, reply: Reply, basedOn: string, id: string): AskedItem {
  const acceptance = say(item, reply, basedOn, id);
  if (acceptance.kind !== 'accepted') return item;
  const { update, seen } = acceptance;
  const answer: Answer = { update: update.id, reply: update.reply, at: update.at, timing: update.timing };
  return withAnswer(item, answer, seen);
}

const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.constant<Reply>({ kind: 'noChange' }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.constantFrom('Begun.', 'Done.', 'Stopped.'),
    status: fc.constantFrom(null, ...STATUSES),
    evidence: fc.constantFrom(null, 'https://harbour.example/log'),
  }),
);

describe('a reply that arrives more than once', () => {
  it('is one update, however often and in whatever order the copies of several replies arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(reply, fc.constantFrom('', 'u-old')), { maxLength: 12 }), (clicks) => {
        const different = new Set(clicks.map((click) => JSON.stringify(click)));
        const once = clicks.reduce((item, [said, basedOn], n) => heard(item, said, basedOn, `u${n}`), anItem());
        const twice = clicks.reduce((item, [said, basedOn], n) => heard(item, said, basedOn, `v${n}`), once);
        expect(once.replies).toHaveLength(different.size);
        expect(twice).toEqual(once);
      }),
    );
  });

  it('changes nothing when it comes late, after a correction', () => {
    const first = heard(anItem(), words('Begun.'), '', 'u1');
    const corrected = heard(first, words('Done.'), 'u1', 'u2');
    expect(say(corrected, words('Begun.'), '', 'u3')).toEqual({ kind: 'already', update: 'u1' });
    expect(corrected.answer?.update).toBe('u2');
  });

  it('is the same reply when only spaces around it, line ends or an empty link differ', () => {
    const first = heard(anItem(), words('Begun.\nMore to come.'), '', 'u1');
    const again: Reply = { kind: 'text', text: '  Begun. \r\nMore to come.\n', status: null, evidence: ' ' };
    expect(say(first, again, '', 'u2')).toEqual({ kind: 'already', update: 'u1' });
  });

  it('is a correction when its words, its status or what it is based on are others', () => {
    const first = heard(anItem(), words('Begun.'), '', 'u1');
    for (const [said, basedOn] of [
      [words('Done.'), ''],
      [{ ...words('Begun.'), status: 'complete' } as Reply, ''],
      [words('Begun.'), 'u1'],
    ] as const) {
      expect(say(first, said, basedOn, 'u2')).toMatchObject({ kind: 'accepted', correction: true });
    }
    expect(say(anItem(), words('Begun.'), '', 'u1')).toMatchObject({ kind: 'accepted', correction: false });
  });
});

describe('a reply that cannot be taken', () => {
  it.each([
    [words('  \n '), 'Please write your update'],
    [words('x'.repeat(LONGEST_UPDATE + 1)), '1 character too long'],
    [words('Half a \ud83d character'), 'broken character'],
    [{ ...words('Begun.'), evidence: 'The log book\nPublic:  ' } as Reply, 'behind "Public:"'],
    [{ ...words('Begun.'), evidence: 'x'.repeat(1_001) } as Reply, '1 character too long'],
    [{ ...words('Begun.'), evidence: 'log\n'.repeat(13) } as Reply, 'at most 12 items'],
    [{ ...words('Begun.'), evidence: 'log \ud800' } as Reply, 'broken character'],
  ])('is to be mended: %#', (said, problem) => {
    expect(say(anItem(), said, '', 'u1')).toMatchObject({ kind: 'invalid', problem: expect.stringContaining(problem) });
  });

  it('is taken up to the last character that fits', () => {
    expect(say(anItem(), words('x'.repeat(LONGEST_UPDATE)), '', 'u1').kind).toBe('accepted');
  });

  it('is "no change" where there is no earlier text to point to', () => {
    const bare = anItem({ previousText: null });
    expect(say(bare, { kind: 'noChange' }, '', 'u1')).toMatchObject({ kind: 'invalid' });
    expect(say(anItem(), { kind: 'noChange' }, '', 'u1')).toMatchObject({ kind: 'accepted' });
  });
});

it('"no change" is printed with the date that it points to', () => {
  expect(noChangeSentence(civilDate('2026-06-19'))).toBe('As per previous update (19 June 2026).');
});
