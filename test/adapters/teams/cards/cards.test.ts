import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  CARD_KINDS,
  MOST_BYTES_OF_A_CARD,
  renderMessage,
} from '../../../../src/adapters/teams/cards/cards.js';
import { MOST_TYPED } from '../../../../src/adapters/teams/inbound/click.js';
import type { Message } from '../../../../src/chat/messages.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { aContext, aDeck, aDeckItem, aListRow, aPromise, aStatus, aSummary, aSummaryLine } from '../builders.js';

const CARDS = new URL('../../../../cards/', import.meta.url);
const NOT_READ = 'Your last press was not taken: this card had only just changed. Please read it, then press again.';
const KINDS = CARD_KINDS;

interface Element {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly value?: unknown;
  readonly text?: unknown;
  readonly title?: unknown;
  readonly data?: unknown;
  readonly columns?: unknown;
  readonly label?: unknown;
  readonly placeholder?: unknown;
  readonly actions?: unknown;
  readonly isVisible?: unknown;
  readonly targetElements?: unknown;
  readonly fallbackText?: unknown;
}

/** Every object of a card, the card itself first. */
function elementsOf(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node, ...Object.values(node).flatMap(elementsOf)];
}

function cardOf(message: Message): Element {
  const { card } = renderMessage(message);
  if (card === undefined) throw new Error('no card');
  return card as Element;
}

const ofType = (card: unknown, type: string) => elementsOf(card).filter((each) => each.type === type);
const runsOf = (card: unknown) => ofType(card, 'TextRun').map((each) => String(each.text));
const actionsOf = (card: Element) => (card.actions as Element[]).map((each) => each.title);
const sample = (kind: string) => JSON.parse(readFileSync(new URL(`${kind}.sample.json`, CARDS), 'utf8')) as Message;

describe('every card', () => {
  it('has a template with sample data beside it', () => {
    const files = readdirSync(CARDS).sort();
    expect(files).toEqual(KINDS.flatMap((kind) => [`${kind}.json`, `${kind}.sample.json`]).sort());
  });

  it.each(KINDS)('%s renders its sample as an Adaptive Card 1.2 that phones can show', (kind) => {
    const card = cardOf(sample(kind));
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.2' });
    expect(card.fallbackText).toMatch(/\w/);
    expect(JSON.stringify(card)).not.toContain('${');
    for (const element of elementsOf(card)) {
      expect(element.type, 'RichTextBlock reads no markdown; TextBlock does').not.toBe('TextBlock');
      expect(element.type).not.toBe('FactSet');
      if (Array.isArray(element.columns)) expect(element.columns.length).toBeLessThanOrEqual(3);
      if (typeof element.type === 'string' && element.type.startsWith('Action.'))
        expect(['Action.Submit', 'Action.ShowCard', 'Action.OpenUrl', 'Action.ToggleVisibility']).toContain(
          element.type,
        );
      if (typeof element.type === 'string' && element.type.startsWith('Input.')) {
        expect(element.label).toBe(element.placeholder);
        expect(element.id).toMatch(/^input_/);
        expect(element, 'a client cuts what is pasted past it without a word').not.toHaveProperty('maxLength');
      }
    }
  });
});

describe('the deck', () => {
  it('shows what is asked, by when, and what was said last time', () => {
    const words = runsOf(cardOf(sample('deck')));
    expect(words).toContain('1 of 3 answered');
    expect(words).toContain('4.2 · Recommendation 4');
    expect(words).toContain('Deadline 30 September 2026: this date has passed');
    expect(words).toContain('Published on 18 September 2026');
    expect(words).toContain('The contractor will start work by the end of October. (promised for 31 October 2026)');
  });

  it('gives every button the context and its verb, and no input that would overwrite them', () => {
    const card = cardOf({ kind: 'deck', deck: aDeck() });
    const submits = ofType(card, 'Action.Submit');
    expect(submits.map((each) => each.data)).toEqual(
      ['submit', 'noChange', 'later', 'handOver'].map((verb) => ({ ...aContext(), verb })),
    );
    const ids = elementsOf(card).filter((each) => String(each.type).startsWith('Input.'));
    for (const id of ids.map((each) => String(each.id))) expect({ ...aContext(), verb: '' }).not.toHaveProperty(id);
  });

  it('folds long texts, never an input, and unfolds all of them with one button that costs no press', () => {
    const long = 'The slipway was lit from end to end, and the harbour trust has it in writing. '.repeat(6).trim();
    const item = aDeckItem({
      recommendationText: long,
      text: long,
      previous: { column: civilDate('2026-09-18'), text: long },
      commitments: [aPromise({ words: long })],
    });
    const card = cardOf({ kind: 'deck', deck: aDeck({ item }) });
    const hidden = elementsOf(card).filter((each) => each.isVisible === false);
    expect(hidden).toHaveLength(4);
    expect(hidden.flatMap((each) => elementsOf(each)).filter((each) => String(each.type).startsWith('Input.'))).toEqual(
      [],
    );
    for (const whole of hidden.slice(0, 3)) expect(runsOf(whole)).toEqual([long]);
    const [toggle] = ofType(card, 'Action.ToggleVisibility');
    const ids = hidden.map((each) => String(each.id));
    expect(toggle?.targetElements).toEqual(
      expect.arrayContaining([...ids, ...ids.map((id) => id.replace('whole', 'short'))]),
    );
    const seen = runsOf(card).filter((words) => words.endsWith(' …'));
    for (const short of seen)
      expect(long.startsWith(short.slice(0, -2)) || short.startsWith('The slipway'), short).toBe(true);
    // a short text has nothing to unfold
    expect(ofType(cardOf({ kind: 'deck', deck: aDeck() }), 'Action.ToggleVisibility')).toEqual([]);
  });

  it('has Submit first and primary, and a status that takes one press', () => {
    const card = cardOf({ kind: 'deck', deck: aDeck() });
    expect((card.actions as Element[])[0]).toMatchObject({ title: 'Submit', style: 'positive' });
    expect(ofType(card, 'Input.ChoiceSet')[0]).toMatchObject({ id: 'input_status', style: 'expanded' });
  });

  it('has a folded list of the other rows, and the ways back and on, each with what is typed on this one', () => {
    const [here, other] = [
      aListRow({ ref: '4.2', isHere: true }),
      aListRow({ ref: '5', context: aContext({ ref: '5' }) }),
    ];
    const ways = {
      rows: [here, other],
      list: null,
      back: aContext({ ref: '4.1' }),
      skip: aContext({ ref: '5' }),
      several: null,
    };
    const card = cardOf({ kind: 'deck', deck: aDeck({ ways, item: aDeckItem({ shown: 'k1' }) }) });
    const [toggle] = ofType(card, 'Action.ToggleVisibility');
    expect(toggle).toMatchObject({ title: 'All 7 rows', targetElements: ['rows'] });
    expect(elementsOf(card).find((each) => each.id === 'rows')).toMatchObject({ isVisible: false });
    const data = (ref: string) => ({ ...aContext({ ref }), shown: 'k1', row: '4.2', verb: 'open' });
    const ways_ = ofType(card, 'Action.Submit').filter(({ title }) =>
      ['Back', 'Skip', 'Open 5'].includes(String(title)),
    );
    expect(ways_.map((each) => [each.title, each.data])).toEqual([
      ['Back', data('4.1')],
      ['Skip', data('5')],
      ['Open 5', data('5')],
    ]);
  });

  it('offers only what is possible', () => {
    expect(actionsOf(cardOf({ kind: 'deck', deck: aDeck() }))).toEqual(['Submit', 'No change', 'Later', 'Hand over']);
    const bare = aDeck({ item: aDeckItem({ noChangeOffered: false }), laterUntil: null, colleagues: [] });
    expect(actionsOf(cardOf({ kind: 'deck', deck: bare }))).toEqual(['Submit']);
  });

  it('lets Later name no day after the last one', () => {
    const [date] = ofType(cardOf({ kind: 'deck', deck: aDeck() }), 'Input.Date');
    expect(date).toMatchObject({ id: 'input_until', min: '2026-11-27', max: '2026-12-16' });
  });

  it('asks whether a promise is still to come, with the context of the answer just saved', () => {
    const context = { ...aDeck().context, ref: '9.9' };
    const card = cardOf({ kind: 'deck', deck: aDeck({ followUp: { question: 'Still to come?', context } }) });
    expect(JSON.stringify(card)).toContain('Still to come?');
    const asked = ofType(card, 'Action.Submit').filter((action) => (action.data as { ref?: string }).ref === '9.9');
    expect(asked.map((action) => (action.data as { verb: string }).verb)).toEqual(['stillToCome']);
    expect(JSON.stringify(cardOf({ kind: 'deck', deck: aDeck() }))).not.toContain('still to come');
  });

  it('asks about the recommendation where a row has no text of its own, and says it once', () => {
    const item = aDeckItem({ text: null, recommendationText: 'Make the slipway safe after dark.' });
    const runs = ofType(cardOf({ kind: 'deck', deck: aDeck({ item }) }), 'TextRun');
    const said = runs.filter((each) => each.text === 'Make the slipway safe after dark.');
    expect(said).toEqual([{ type: 'TextRun', text: 'Make the slipway safe after dark.' }]);
  });

  it('says what to mend and gives back what was typed', () => {
    const values = { status: 'atRisk', text: 'Two of five\ndone', evidence: 'https://example.org/a' } as const;
    const card = cardOf({
      kind: 'deck',
      deck: aDeck({ item: aDeckItem({ values, problem: 'the link is not one.' }) }),
    });
    expect(runsOf(card)).toContain('Please check: the link is not one.');
    const shown = Object.fromEntries(
      elementsOf(card).flatMap((each) => ('id' in each && 'value' in each ? [[each.id, each.value]] : [])),
    );
    expect(shown).toEqual({
      input_status: 'atRisk',
      input_text: 'Two of five\ndone',
      input_evidence: 'https://example.org/a',
      input_note: '',
      input_till: '2027-01-04',
    });
  });

  it('says the result of a press at the top and again beside the buttons', () => {
    const { body } = cardOf({
      kind: 'deck',
      deck: aDeck({
        leadIn: 'Saved for 4.1.',
        result: 'Saved for 4.1.',
        item: aDeckItem({ problem: 'the link is not one.', keptNote: 'Not submitted yet.' }),
      }),
    }) as { body?: unknown };
    const words = runsOf(body);
    expect(words.slice(0, 2)).toEqual(['Please check: the link is not one.', 'Saved for 4.1.']);
    expect(words.slice(-4)).toEqual([
      '3 of 7 answered',
      'Not submitted yet.',
      'Please check: the link is not one.',
      'Saved for 4.1.',
    ]);
    const summary = runsOf(
      cardOf({ kind: 'summary', summary: aSummary({ leadIn: 'All in.', result: 'Saved for 4.1.' }) }),
    );
    expect(summary.at(-1)).toBe('Saved for 4.1.');
  });

  it('asks which was meant by two buttons alone', () => {
    const item = aDeckItem({ problem: 'Which did you mean?', asksWhich: true, shown: 'k1' });
    const card = cardOf({ kind: 'deck', deck: aDeck({ item }) });
    expect(runsOf(card)).not.toContain('Please check: Which did you mean?');
    expect(ofType(card, 'Action.Submit').map(({ title, data }) => [title, data])).toEqual([
      ['Submit what I wrote', { ...aContext(), shown: 'k1', which: true, verb: 'submit' }],
      ['No change, leave my words out', { ...aContext(), shown: 'k1', which: true, verb: 'leaveOut' }],
    ]);
    expect(actionsOf(card)).toHaveLength(2);
  });

  it('leaves out what the plan does not have', () => {
    const item = aDeckItem({ recommendationText: null, text: null, deadline: null, previous: null });
    const words = runsOf(cardOf({ kind: 'deck', deck: aDeck({ item }) })).join('\n');
    expect(words).not.toMatch(/null|undefined|Deadline|Published|Promised|Please check/);
    expect(words).toContain('Nothing has been published about this yet');
  });

  it('shortens what was published last time, and says so', () => {
    const text = 'A long paragraph about the harbour wall. '.repeat(3_000);
    const previous = { column: civilDate('2026-09-18'), text };
    const words = runsOf(cardOf({ kind: 'deck', deck: aDeck({ item: aDeckItem({ previous }) }) }));
    expect(words).toContain('… (shortened; the full text is in the published plan)');
    expect(words.some((each) => each.length > 2_000 && text.startsWith(each.slice(0, -1)))).toBe(true);
  });
});

describe('a colour', () => {
  const stylesOf = (message: Message) =>
    ofType(cardOf(message), 'Container').flatMap((each) => {
      const { style } = each as { style?: string };
      return style === undefined || style === 'default' || style === 'emphasis' ? [] : [[style, runsOf(each)[0]]];
    });

  it('stands behind the words that say the same, and nowhere else', () => {
    const deck = aDeck({ leadIn: 'We still need 2 updates from you.\nThey were due on Friday 18 December.' });
    expect(stylesOf({ kind: 'deck', deck })).toEqual([]);
    expect(stylesOf({ kind: 'deck', deck: { ...deck, late: true } })).toEqual([
      ['attention', 'We still need 2 updates from you.'],
    ]);
    const saved = aDeck({ leadIn: 'Saved for 4.1.', result: 'Saved for 4.1.', late: true });
    expect(stylesOf({ kind: 'deck', deck: saved })).toEqual([['good', 'Saved for 4.1.']]);
    const asked = aDeck({ followUp: { question: 'Still to come?', context: aContext() } });
    expect(stylesOf({ kind: 'deck', deck: asked })).toEqual([['warning', 'Still to come?']]);
    const held = { ...saved, item: aDeckItem({ problem: 'the link is not one.' }) };
    expect(new Set(stylesOf({ kind: 'deck', deck: held }).map(([style]) => style))).toEqual(new Set(['attention']));
    const summary = aSummary({ leadIn: 'Saved for 4.1.', result: 'Saved for 4.1.' });
    expect(stylesOf({ kind: 'summary', summary })).toEqual([['good', 'Saved for 4.1.']]);
  });

  it('of a deadline that has passed goes with the words', () => {
    const colours = (passed: boolean) => {
      const deadline = { date: civilDate('2026-09-30'), passed };
      const runs = ofType(cardOf({ kind: 'deck', deck: aDeck({ item: aDeckItem({ deadline }) }) }), 'TextRun');
      return runs.flatMap((each) => ('color' in each ? [[each.color, each.text]] : []));
    };
    expect(colours(true)).toEqual([['attention', 'Deadline 30 September 2026: this date has passed']]);
    expect(colours(false)).toEqual([['default', 'Deadline 30 September 2026']]);
  });
});

describe('quiet words', () => {
  it('are small on every card that says more than them', () => {
    const others = KINDS.filter((kind) => kind !== 'folded');
    const templates = others.map((kind) => JSON.parse(readFileSync(new URL(`${kind}.json`, CARDS), 'utf8')));
    const quiet = elementsOf(templates).filter((element) => 'isSubtle' in element);
    expect(quiet.length).toBeGreaterThan(10);
    expect(quiet.filter((element) => !('size' in element) || element.size !== 'Small')).toEqual([]);
  });
});

describe('what a person typed', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be evaluated
  const hostile = '${context.sig} ${1+1} **bold** [link](https://evil.example) <at>Everybody</at> <id> 1. - > # ~ `x`';

  it('is shown as it is: no template, no markdown, no mention', () => {
    const previous = { column: civilDate('2026-09-18'), text: hostile };
    const card = cardOf({
      kind: 'deck',
      deck: aDeck({ leadIn: hostile, item: aDeckItem({ previous, text: hostile }) }),
    });
    expect(runsOf(card).filter((each) => each === hostile)).toHaveLength(3);
  });

  it('cannot make a client compute a date', () => {
    const words = runsOf(cardOf({ kind: 'folded', text: '{{DATE(2026-01-01T00:00:00Z, SHORT)}}' }));
    expect(words.join('')).not.toMatch(/\{\{/);
    expect(words.join('').replaceAll('\u2060', '')).toBe('{{DATE(2026-01-01T00:00:00Z, SHORT)}}');
  });

  it('cannot turn the direction of other words, nor break the encoding', () => {
    expect(runsOf(cardOf({ kind: 'folded', text: 'a\u202eb\ud800c\u0007d' }))).toEqual(['ab\ufffdcd']);
  });
});

describe('a plain text', () => {
  it.each([
    'Saved for 25.3: “No change since 27 June 2025.” Thank you, Asha!',
    'Q&A on 4/5 (80 %), £3.50 – done…',
    '13.1 and 13.2 are late.',
    'Ευχαριστώ, 谢谢',
  ])('%j is sent as it is', (text) => expect(renderMessage({ kind: 'text', text })).toEqual({ text }));

  it.each([
    '*a*',
    'a_b_',
    '[a](b)',
    '<at>All</at>',
    '1. one',
    '- a',
    '# a',
    '`a`',
    '~a~',
    'https://a',
    'www.a',
    '&lt;',
    'a\nb',
    '{{DATE(a)}}',
    'a|b',
    'x\u202e',
  ])('%j would be read as more than words, so it goes as a card', (text) => {
    expect(renderMessage({ kind: 'text', text }).text).toBeUndefined();
    expect(
      runsOf(cardOf({ kind: 'text', text }))
        .join('\n')
        .replaceAll('\u2060', ''),
    ).toBe(text.replace('\u202e', ''));
  });
});

describe('lists', () => {
  it('of a summary give each line a button while it is open, and none after', () => {
    const lines = [
      aSummaryLine(),
      aSummaryLine({ ref: '9', answer: null, status: null, context: aContext({ ref: '9' }) }),
    ];
    const card = cardOf({ kind: 'summary', summary: aSummary({ lines }) });
    expect(ofType(card, 'Action.Submit').map(({ title, data }) => [title, data])).toEqual([
      ['Correct 4.1', { ...aContext({ ref: '4.1' }), verb: 'correct' }],
      ['Answer 9', { ...aContext({ ref: '9' }), verb: 'open' }],
    ]);
    expect(ofType(cardOf({ kind: 'summary', summary: aSummary({ lines, open: false }) }), 'Action.Submit')).toEqual([]);
  });

  it('of a deck show forty rows, each with a way to it', () => {
    const rows = Array.from({ length: 40 }, (_, n) =>
      aListRow({ ref: `${n}`, title: 'w'.repeat(2_000), state: 'w'.repeat(300) }),
    );
    const card = cardOf({
      kind: 'list',
      list: { leadIn: '', planTitle: 'Harbour', answered: 0, rows, several: aContext() },
    });
    expect(ofType(card, 'Action.Submit')).toHaveLength(41);
  });

  it('of a summary show forty lines and count the rest', () => {
    const lines = Array.from({ length: 52 }, (_, n) => aSummaryLine({ ref: `${n}` }));
    const card = cardOf({ kind: 'summary', summary: aSummary({ lines }) });
    expect(ofType(card, 'ActionSet')).toHaveLength(40);
    expect(runsOf(card)).toContain('and 12 more: type /status');
  });

  it('of a status say how many more there are and how to see them', () => {
    const lines = Array.from({ length: 72 }, (_, n) => ({ ref: `${n}`, text: 'Lighting', detail: '' }));
    const words = runsOf(cardOf({ kind: 'status', status: aStatus({ groups: [{ heading: 'Late', lines }] }) }));
    expect(words).toContain('and 12 more: type /status late, or /status and a number');
  });

  it('send a command as data that reads like typed text', () => {
    const notice = { heading: 'Help', paragraphs: [], commands: [{ title: 'My updates', text: '/status' }], links: [] };
    expect(cardOf({ kind: 'notice', notice }).actions).toEqual([
      { type: 'Action.Submit', title: 'My updates', data: { command: '/status' } },
    ]);
  });
});

describe('a link', () => {
  it('is a button, and only leads to a web page', () => {
    const links = [
      { title: 'The draft', url: 'https://example.org/draft.docx' },
      { title: 'Harm', url: 'javascript:alert(1)' },
    ];
    const card = cardOf({ kind: 'notice', notice: { heading: 'Ready', paragraphs: [], commands: [], links } });
    expect(card.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'The draft', url: 'https://example.org/draft.docx' },
    ]);
  });
});

describe('a card that is to be confirmed', () => {
  const context = aContext({ ask: 'finalise', ref: '', basedOn: 'shown' });
  const confirm = { kind: 'confirm', title: 'Make it final: 6 January 2027', verb: 'finalise', context } as const;
  const command = { kind: 'command', title: 'Close the quarter now', text: '/close harbour' } as const;

  it('has its own buttons first, however many hints there are, and carries what it confirms', () => {
    const hints = Array.from({ length: 9 }, (_, index) => `/status ${index}`);
    const card = cardOf({ kind: 'status', status: aStatus({ buttons: [confirm, command], hints }) });
    const actions = ofType(card, 'Action.Submit');
    expect(actions).toHaveLength(6);
    expect(actions.slice(0, 3)).toEqual([
      { type: 'Action.Submit', title: confirm.title, data: { ...context, verb: 'finalise' } },
      { type: 'Action.Submit', title: command.title, data: { command: '/close harbour' } },
      { type: 'Action.Submit', title: '/status 0', data: { command: '/status 0' } },
    ]);
  });

  it('shows every sentence that is to be read first', () => {
    const sentences = Array.from({ length: 8 }, (_, index) => `${index}: ${'read this first '.repeat(10)}`.trim());
    const card = cardOf({ kind: 'status', status: aStatus({ summary: sentences.join('\n'), buttons: [confirm] }) });
    expect(runsOf(card)).toEqual(expect.arrayContaining(sentences));
  });
});

describe('any content', () => {
  const unit = fc.constantFrom(
    '\n',
    '"',
    '\\',
    '\u0001',
    '\ud83d',
    '漢',
    '🚢',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be evaluated
    '${x}',
    '{{',
    'word ',
    '\r\n\r\n',
    '<at>',
  );
  /** More than the roomiest card shows of any text. */
  const LONGEST = 40_000;
  const text = fc
    .tuple(fc.array(unit, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 20_000 }))
    .map(([units, times]) => units.join('').repeat(times).slice(0, LONGEST));

  /** Nothing takes more room: two units each, and Teams counts two bytes a unit. */
  const QUOTES = '"'.repeat(20_000);

  it('of a deck fits Teams', () => {
    fc.assert(
      fc.property(text, text, text, text, (leadIn, previous, requirement, typed) => {
        const item = aDeckItem({
          recommendationText: requirement,
          text: requirement,
          previous: { column: civilDate('2026-09-18'), text: previous },
          others: { name: leadIn, on: civilDate('2026-11-30'), text: typed },
          words: Array.from({ length: 30 }, () => ({ name: leadIn, on: civilDate('2026-11-30'), text: previous })),
          commitments: Array.from({ length: 30 }, (_, n) =>
            aPromise({
              id: `${n}`.padStart(16, '0'),
              words: previous,
              answered: true,
              values: { became: 'withdrawn', until: '', why: typed },
            }),
          ),
          values: { status: '', text: typed, evidence: typed },
          note: typed,
          keptNote: typed,
          problem: leadIn,
        });
        const rows = Array.from({ length: 12 }, (_, n) => aListRow({ ref: `${n}`.repeat(9), title: previous }));
        const way = aContext({ shownAt: 1_800_000_000_000 });
        const ways = { rows, list: way, back: way, skip: way, several: way, contribute: way };
        const colleagues = Array.from({ length: 300 }, (_, n) => ({ id: `${n}`, name: leadIn }));
        const followUp = { question: previous, context: way, isCheck: true } as const;
        const deck = aDeck({
          leadIn,
          result: leadIn,
          planTitle: leadIn,
          item,
          colleagues,
          followUp,
          ways,
          undo: way,
          context: way,
        });
        const card = cardOf({ kind: 'deck', deck });
        expect(bytesOf(card)).toBeLessThanOrEqual(MOST_BYTES_OF_A_CARD);
      }),
      { numRuns: 40, examples: [[QUOTES, QUOTES, QUOTES, QUOTES]] },
    );
  }, 240_000);

  it('of a list fits Teams', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(text, count, count, (words, groups, lines) => {
        const many = <T>(n: number, make: (n: number) => T) => Array.from({ length: n }, (_, index) => make(index));
        const messages: Message[] = [
          { kind: 'folded', text: words },
          {
            kind: 'summary',
            summary: aSummary({
              leadIn: words,
              lines: many(lines, () => aSummaryLine({ title: words, answer: words })),
            }),
          },
          {
            kind: 'list',
            list: {
              leadIn: words,
              planTitle: words,
              answered: 0,
              several: aContext(),
              rows: many(lines, (n) => aListRow({ ref: `${n}`.repeat(9), title: words, state: words })),
            },
          },
          {
            kind: 'several',
            several: {
              planTitle: words,
              problem: words,
              leftOut: lines,
              context: aContext(),
              rows: many(lines, (n) => ({
                ref: `${n}`.repeat(9),
                prints: 'As per previous update (18 September 2026).',
                previous: words,
                isTicked: true,
                seen: 'u'.repeat(32),
              })),
            },
          },
          {
            kind: 'digest',
            digest: { leadIn: words, plans: many(lines, () => ({ title: words, line: words, context: aContext() })) },
          },
          {
            kind: 'status',
            status: aStatus({
              summary: words,
              replies: many(20, () => ({ label: words, value: words })),
              groups: many(groups, () => ({
                heading: words,
                lines: many(lines, (n) => ({ ref: `${n}`, text: words, detail: words })),
              })),
              hints: many(9, () => words),
            }),
          },
          {
            kind: 'typed',
            typed: {
              planTitle: words,
              problem: NOT_READ,
              context: aContext(),
              rows: many(Math.min(lines, MOST_TYPED), (n) => ({
                ref: `${n}`,
                title: words,
                reply: { kind: 'text', text: words, status: 'complete' },
                replaces: words,
                shown: 'w'.repeat(64),
                question: words,
                isLate: false,
                seen: 'u'.repeat(64),
                context: aContext(),
              })),
            },
          },
          ...[true, false].map((isOpen): Message => {
            const way = aContext();
            const mine = { name: words, on: civilDate('2026-11-30'), text: words };
            const previous = { column: civilDate('2026-09-18'), text: words };
            const item = {
              ref: 'r'.repeat(40),
              recommendationNumber: words,
              text: words,
              question: words,
              previous,
              mine,
            };
            return {
              kind: 'contribute',
              contribute: {
                ...{
                  leadIn: words,
                  result: words,
                  planTitle: words,
                  given: 0,
                  asked: 9,
                  back: way,
                  skip: way,
                  own: way,
                },
                item: isOpen
                  ? { ...item, value: words, shown: 'k1', isTyped: false, problem: words, context: way }
                  : null,
                rows: isOpen ? [] : many(lines, (n) => aListRow({ ref: `${n}`.repeat(9), title: words, state: words })),
                context: way,
              },
            };
          }),
          {
            kind: 'whichRow',
            whichRow: {
              words,
              context: aContext(),
              rows: many(lines, (n) => ({ plan: 'p', ref: `${n}`, title: words })),
            },
          },
          {
            kind: 'notice',
            notice: {
              heading: words,
              paragraphs: many(lines, () => words),
              commands: many(9, () => ({ title: words, text: words })),
              links: [],
            },
          },
        ];
        for (const message of messages) expect(bytesOf(cardOf(message))).toBeLessThanOrEqual(MOST_BYTES_OF_A_CARD);
      }),
      {
        numRuns: 25,
        examples: [0, 12, 40, 60, 200].map((many): [string, number, number] => ['\\'.repeat(20_000), many, many]),
      },
    );
  }, 240_000);
});
