import { readFileSync } from 'node:fs';
import { AdaptiveCard, type IValidationError } from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import { CARD_KINDS, type RenderedMessage, renderMessage } from '../../../../src/adapters/teams/cards/cards.js';
import type { Message } from '../../../../src/chat/messages.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import { aContext, aDeck, aDeckItem, aListRow, aPromise, aStatus } from '../builders.js';

const CARDS = new URL('../../../../cards/', import.meta.url);
const LONG = 'The slipway was lit from end to end, and the harbour trust has it in writing. '.repeat(8).trim();

/** Every kind with its sample, and the cards with most on them. */
const MESSAGES: readonly (readonly [string, Message])[] = [
  ...CARD_KINDS.map((kind): [string, Message] => [
    kind,
    JSON.parse(readFileSync(new URL(`${kind}.sample.json`, CARDS), 'utf8')) as Message,
  ]),
  ['deck with all that a deck can have', { kind: 'deck', deck: fullDeck() }],
  ['deck with a question', { kind: 'deck', deck: aDeck({ followUp: { question: LONG, context: aContext() } }) }],
  [
    'status with inputs and buttons',
    {
      kind: 'status',
      status: aStatus({
        bar: [{ label: 'answered', count: 3, tone: 'good' }],
        dates: [{ input: 'due', label: 'Due', value: civilDate('2026-12-18') }],
        texts: [{ input: 'note', label: 'Reason', value: LONG }],
        buttons: [{ kind: 'link', title: 'Open the page', url: 'https://northmoor.example/page' }],
        hints: ['/status late'],
      }),
    },
  ],
];

function fullDeck() {
  const way = aContext();
  const said = { name: 'Asha Lind', on: civilDate('2026-11-30'), text: LONG };
  return aDeck({
    ways: { rows: [aListRow(), aListRow({ isHere: true })], list: way, back: way, skip: way, several: way },
    result: 'Saved for 4.1.',
    item: aDeckItem({
      recommendationText: LONG,
      text: LONG,
      previous: { column: civilDate('2026-09-18'), text: LONG },
      given: { by: 'Marian Holt', on: civilDate('2026-11-20'), reason: LONG },
      others: said,
      words: [said],
      commitments: [aPromise({ words: LONG })],
      moreCommitments: 2,
      asksWhy: 'Two quarters have passed. Why?',
      problem: 'the link is not one.',
      keptNote: 'It is not submitted yet.',
    }),
  });
}

function cardOf(message: Message): RenderedMessage & { readonly card: Record<string, unknown> } {
  const rendered = renderMessage(message);
  if (rendered.card === undefined) throw new Error('no card');
  return { ...rendered, card: rendered.card as Record<string, unknown> };
}

/** What a client of version 1.2 does not read of a card, as a path without numbers. */
function lost(sent: unknown, read: unknown, path = ''): string[] {
  if (Array.isArray(sent)) {
    const all = Array.isArray(read) ? read : [];
    return sent.flatMap((each, at) => lost(each, all[at], path));
  }
  if (typeof sent !== 'object' || sent === null) return [];
  if (typeof read !== 'object' || read === null) return [path];
  return Object.entries(sent).flatMap(([name, value]) => {
    if (name === 'data' || name === '$schema') return [];
    const there = (read as Record<string, unknown>)[name];
    if (there === undefined && isDefault(name, value)) return [];
    return there === undefined ? [name] : lost(value, there, name);
  });
}

// what the parser leaves out when it writes a card down again, because it is so anyway
function isDefault(name: string, value: unknown): boolean {
  return (
    // of a card within a card; and of a choice that lists all it has
    name === 'version' ||
    name === 'placeholder' ||
    value === '' ||
    value === false ||
    (name === 'style' && value === 'compact') ||
    value === 'default' ||
    (Array.isArray(value) && value.length === 0)
  );
}

describe.each(MESSAGES)('a %s', (_name, message) => {
  it('has nothing to complain of for Microsoft’s own parser of version 1.2, which reads all but the label', () => {
    const { card } = cardOf(message);
    const errors: IValidationError[] = [];
    const parsed = new AdaptiveCard();
    parsed.parse(card, errors);
    expect(errors.map((each) => each.message)).toEqual([]);
    expect([...new Set(lost(card, parsed.toJSON()))].filter((name) => name !== 'label')).toEqual([]);
  });

  it('says in words alone what it is and what to do', () => {
    const { card, summary } = cardOf(message);
    const fallback = String(card.fallbackText);
    expect(fallback).toMatch(/^[^$*_<>]{20,}\.$/);
    if (message.kind !== 'folded') expect(fallback).toMatch(/another device|Please write/);
    expect(summary).toMatch(/\w/);
  });
});
