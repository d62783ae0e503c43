import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../src/adapters/teams/cards/cards.js';
import { parseClick } from '../../../../src/adapters/teams/inbound/click.js';
import type { PromiseView } from '../../../../src/chat/messages.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { aContext, aDeck, aDeckItem, aPromise, aSummary, aSummaryLine } from '../builders.js';

interface Element {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly value?: unknown;
  readonly text?: unknown;
  readonly title?: unknown;
  readonly data?: unknown;
  readonly label?: unknown;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

function elementsOf(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Element, ...Object.values(node).flatMap(elementsOf)];
}

function cardWith(promises: readonly PromiseView[], moreCommitments = 0): Element[] {
  const item = aDeckItem({ commitments: promises, moreCommitments });
  const { card } = renderMessage({ kind: 'deck', deck: aDeck({ item }) });
  return elementsOf(card);
}

const ID = aPromise().id;
const OTHER = '00000000000000aa';
const inputs = (card: Element[]) =>
  card.filter((each) => String(each.type).startsWith('Input.') && String(each.id).startsWith('input_promise_'));
const textOf = (card: Element[]) => card.flatMap((each) => (each.type === 'TextRun' ? [String(each.text)] : []));
const submitOf = (card: Element[]) => card.find((each) => each.title === 'Submit')?.data as Record<string, unknown>;

describe('a promise on the card', () => {
  it('is asked about with one choice, a day and a reason, under labels of their own', () => {
    const found = inputs(cardWith([aPromise()]));
    expect(found.map(({ type, id, label }) => [type, id, label])).toEqual([
      ['Input.ChoiceSet', `input_promise_${ID}`, 'What became of it?'],
      ['Input.Date', `input_promise_${ID}_until`, 'New date'],
      ['Input.Text', `input_promise_${ID}_why`, 'Why not'],
    ]);
    expect(found[0]?.choices?.map((each) => each.value)).toEqual(['done', 'late', 'withdrawn']);
    // a client that will not send what is out of range says nothing of why
    expect(found[1]).not.toHaveProperty('min');
  });

  it('has labels that differ from those of the next one', () => {
    const labels = inputs(cardWith([aPromise(), aPromise({ id: OTHER })])).map((each) => each.label);
    expect(new Set(labels).size).toBe(6);
    expect(labels[3]).toBe('2. What became of it?');
  });

  it('says the day in force and the one first promised', () => {
    const moved = aPromise({ due: civilDate('2027-01-29') });
    expect(textOf(cardWith([moved]))).toContain(
      `${moved.words} (now promised for 29 January 2027, first for 31 October 2026)`,
    );
  });

  it('shows what was entered or answered again, and only then offers to take it back', () => {
    const values = { became: 'late', until: '2027-01-29', why: 'Frost {{DATE(1)}}' } as const;
    const found = inputs(cardWith([aPromise({ answered: true, values })]));
    expect(found.map((each) => each.value)).toEqual([
      'late',
      '2027-01-29',
      'Frost {\u2060{DATE(1)}}'.replace('\u2060', ''),
    ]);
    expect(found[0]?.choices?.map((each) => each.value)).toContain('open');
  });

  it('counts those for which there is no room', () => {
    expect(textOf(cardWith([aPromise()], 1))).toContain('1 more promise is asked about next.');
    const five = Array.from({ length: 7 }, (_, n) => aPromise({ id: `${n}`.padStart(16, '0') }));
    expect(textOf(cardWith(five, 2))).toContain('4 more promises are asked about next.');
    expect(textOf(cardWith([aPromise()])).join(' ')).not.toContain('asked about next');
  });

  it('is in the data of every button that sends its boxes, with the version that is shown, and of no other', () => {
    const card = cardWith([aPromise({ version: 3 })]);
    const withPromises = card.filter(
      (each) => (each.data as { promises?: unknown } | undefined)?.promises !== undefined,
    );
    expect(withPromises.map((each) => each.title)).toEqual(['Submit', 'No change', 'Ask me then', 'Hand it over']);
    expect(submitOf(card)).toEqual({ ...aContext(), verb: 'submit', promises: { [ID]: 3 } });
    expect(submitOf(cardWith([]))).toEqual({ ...aContext(), verb: 'submit' });
  });

  it('is shown as it is, whatever its words are', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be evaluated
    const words = '**Done** ${1+1} <at>Ada</at> [by May](http://x.example)';
    expect(textOf(cardWith([aPromise({ words })]))).toContain(`${words} (promised for 31 October 2026)`);
  });

  it('comes back from a client as it was filled in, whatever was typed', () => {
    const typed = fc.record({
      became: fc.constantFrom('', 'done', 'late', 'withdrawn', 'open', 'sold'),
      until: fc.constantFrom('', '2027-01-29', '31/12/2026'),
      why: fc.string({ maxLength: 60 }),
      version: fc.nat(20),
    });
    fc.assert(
      fc.property(typed, typed, (one, two) => {
        const data = submitOf(
          cardWith([aPromise({ version: one.version }), aPromise({ id: OTHER, version: two.version })]),
        );
        const filled = Object.fromEntries(
          [[ID, one] as const, [OTHER, two] as const].flatMap(([id, { became, until, why }]) => [
            [`input_promise_${id}`, became],
            [`input_promise_${id}_until`, until],
            [`input_promise_${id}_why`, why],
          ]),
        );
        expect(parseClick({ ...filled, ...data })).toMatchObject({
          kind: 'click',
          verb: 'submit',
          promises: [
            { id: ID, ...one, why: one.why.trim() },
            { id: OTHER, ...two, why: two.why.trim() },
          ],
        });
      }),
    );
  });
});

describe('a click with promises', () => {
  const click = { ...aContext(), verb: 'submit' };

  it('that names none has none', () => {
    expect(parseClick(click)).not.toHaveProperty('promises');
    expect(parseClick({ ...click, promises: {} })).not.toHaveProperty('promises');
  });

  it('is read where a client leaves untouched inputs out or empty', () => {
    const blank = { id: ID, version: 2, became: '', until: '', why: '' };
    expect(parseClick({ ...click, promises: { [ID]: 2 } })).toMatchObject({ promises: [blank] });
    const nulls = { [`input_promise_${ID}`]: null, [`input_promise_${ID}_why`]: '  ' };
    expect(parseClick({ ...click, ...nulls, promises: { [ID]: 2 } })).toMatchObject({ promises: [blank] });
  });

  it.each<[string, object]>([
    ['an id that is none', { promises: { 'x y': 0 } }],
    ['a version that is none', { promises: { [ID]: -1 } }],
    ['a version of another kind', { promises: { [ID]: '0' } }],
    ['an input of no promise', { input_promise_x: 'done' }],
    ['an input for a part that there is not', { [`input_promise_${ID}_state`]: 'done' }],
    ['an object for an input', { [`input_promise_${ID}`]: { $ne: 1 } }],
    ['an endless reason', { [`input_promise_${ID}_why`]: 'x'.repeat(2_001) }],
    [
      'more promises than any card has',
      { promises: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}`.padStart(16, '0'), 0])) },
    ],
  ])('with %s is malformed', (_, forged) => {
    const parsed = parseClick({ ...click, ...forged });
    expect(parsed.kind).toBe('malformed');
    expect(JSON.stringify(parsed)).not.toContain('xxx');
  });
});

describe('a summary', () => {
  it('says beside each answer what became of its promises', () => {
    const line = aSummaryLine({
      promises: ['Promise “The ramp opens.”: done', '1 promise has come due without an answer'],
    });
    const { card } = renderMessage({ kind: 'summary', summary: aSummary({ lines: [line, aSummaryLine()] }) });
    expect(textOf(elementsOf(card)).filter((each) => /promise/i.test(each))).toEqual(line.promises);
  });
});
