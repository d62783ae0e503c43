import { type AskedItem, newestAnswer } from './ask.js';
import type { AnswerOf, Author, Reply } from './update.js';

/** "Priya Shah", or "Priya Shah, from a return sheet,". */
export function authorWords({ name, door }: Author): string {
  const called = name === '' ? 'The portfolio lead' : name;
  return door === 'returnSheet' ? `${called}, from a return sheet,` : called;
}

/** The answer that a reply of `author` takes the place of, where somebody else gave it; null where nobody did. `owner`: whose deck it stands in. */
export function anothersAnswer(item: AskedItem, author: Author, owner: Author): AnswerOf | null {
  const newest = newestAnswer(item);
  if (newest === null) return null;
  // in rows from before it was kept who answered, that is whoever was asked
  const from = newest.from ?? owner;
  return isSame(from, author) ? null : { from, reply: newest.reply };
}

/** A return sheet was filled in by somebody else than whoever brings it. */
function isSame(one: Author, other: Author): boolean {
  const isSheet = ({ door }: Author) => door === 'returnSheet';
  return one.person === other.person && isSheet(one) === isSheet(other);
}

/** Nobody replaces what another has said, in other words, before they have seen it: the card pressed must be based on it. */
export function isUnseen(item: AskedItem, { reply }: AnswerOf, by: Reply, basedOn: string): boolean {
  return basedOn !== item.current && JSON.stringify(saidIn(reply)) !== JSON.stringify(saidIn(by));
}

function saidIn(reply: Reply): readonly (string | null)[] {
  return reply.kind === 'noChange' ? [] : [reply.text.trim(), reply.status, reply.evidence];
}
