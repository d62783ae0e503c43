import type { TypedWords } from '../../domain/asking/kept-words.js';
import { NO_WORDS, type Typing } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { STATUSES, type Status } from '../../domain/plan/plan.js';
import type { DeckItem, Message } from '../messages.js';
import { type Click, notice } from '../turn.js';

/** Most of a person's words in one message: a card takes some more, and few lines are as long. */
const MOST_CHARACTERS = 12_000;
const MOST_LINES = 40;

/** The reply that a press of Submit or "No change" amounts to, before it is judged. */
export function replyOf(click: Click): Reply {
  if (click.verb !== 'submit') return { kind: 'noChange' };
  const { text, evidence } = click.inputs;
  return { kind: 'text', text: text ?? '', status: statusOf(click.inputs.status), evidence: evidence ?? null };
}

/** What stood in the inputs when a button was pressed. An input that the client left out was not emptied. */
export function typingOf(click: Click): Typing {
  const { status, text, evidence, note } = click.inputs;
  const words: TypedWords = {
    status: statusOf(status) ?? '',
    text: text ?? '',
    evidence: evidence ?? '',
    note: note ?? '',
    promises: click.promises ?? [],
  };
  return { words, shown: text === undefined ? '' : (click.shown ?? '') };
}

/** The same press without what it was about: for words that are to be kept once they have been used. */
export function withoutNote({ words, shown }: Typing): Typing {
  return { words: { ...words, note: NO_WORDS.note }, shown };
}

/** Whether everything in the inputs is just as the card brought it. */
export function isUntouched({ values, commitments }: DeckItem, { words }: Typing): boolean {
  const isSame = (entered: string, brought: string) =>
    entered.replace(/\s+/g, ' ').trim() === brought.replace(/\s+/g, ' ').trim();
  const promises = words.promises.every((entered) => {
    const { became, until, why } = commitments.find(({ id }) => id === entered.id)?.values ?? NO_PROMISE;
    return entered.became === became && entered.until === until && isSame(entered.why, why);
  });
  return (
    promises &&
    words.status === values.status &&
    isSame(words.text, values.text) &&
    isSame(words.evidence, values.evidence)
  );
}
const NO_PROMISE = { became: '', until: '', why: '' } as const;

/** Everything that was typed with a press, a text each; empty where nothing was. */
export function textsOf({ words }: Typing): readonly string[] {
  const promises = words.promises.flatMap(({ until, why }) => [until, why]);
  return [words.text, words.evidence, words.note, ...promises].filter((text) => text.trim() !== '');
}

/**
 * Gives words back that could not be kept where they were typed: as many messages as they need, after `said`. Nothing
 * typed is one message without them.
 */
export function givenBack(
  heading: string,
  said: readonly string[],
  texts: readonly string[],
  before = 'You had written:',
): readonly Message[] {
  const parts = texts.length === 0 ? [] : partsOf(texts.join('\n'));
  const [first = [], ...others] = parts;
  const words = parts.length === 0 ? [] : [before, ...first];
  return [notice(heading, [...said, ...words]), ...others.map((lines) => notice(`${heading}, continued`, lines))];
}

function partsOf(text: string): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const line of text.split(/\r\n?|\n/).flatMap(pieces)) {
    const last = parts.at(-1);
    if (last === undefined || last.length === MOST_LINES || line.length > left) {
      parts.push([line]);
      left = MOST_CHARACTERS - line.length;
    } else {
      last.push(line);
      left -= line.length;
    }
  }
  return parts;
}

/** A line in parts that fit, parted between words where there are any; a character is never cut in two. */
function pieces(line: string): readonly string[] {
  return line.match(/.{1,6000}(?=\s|$)|.{1,6000}/gsu) ?? [''];
}

function statusOf(text: string | undefined): Status | null {
  return STATUSES.find((status) => status === text) ?? null;
}
