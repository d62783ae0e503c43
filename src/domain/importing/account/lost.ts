import { inkOf } from '../words/words.js';
import { byPlace } from './ledger.js';
import { placed } from './places.js';
import type { Question, ReadPlan, SourceDocument, SourceWords } from './reading.js';

/** Words to know a text by. */
const FIRST_WORDS = 60;
const MOST_NAMED = 6;

/** Letters of texts, white space apart. */
export function lettersOf(words: readonly SourceWords[]): number {
  return words.reduce((sum, { text }) => sum + inkOf(text).length, 0);
}

/** A plan with what no rule gave a place among what was left out, and a question that names it. */
export function withLost(plan: ReadPlan, lost: readonly SourceWords[], source: SourceDocument): ReadPlan {
  const [first] = lost;
  if (first === undefined) return plan;
  const named = lost.slice(0, MOST_NAMED).map(({ text }) => {
    const line = text.replace(/\s+/g, ' ');
    return `"${line.length > FIRST_WORDS ? `${line.slice(0, FIRST_WORDS).trim()}…` : line}"`;
  });
  const list = lost.length > MOST_NAMED ? `${named.join(', ')} and others` : named.join(', ');
  const question: Question = {
    line: first.place.line,
    ref: null,
    what:
      lost.length === 1
        ? `The words ${list} found no place in any row. They were left out. Where do they belong?`
        : `${lost.length} texts found no place in any row: ${list}. They were left out. Where do they belong?`,
  };
  return {
    ...plan,
    questions: [...plan.questions, ...placed([question], source)].sort((a, b) => a.line - b.line),
    leftOut: [...plan.leftOut, ...lost].sort((a, b) => byPlace(a.place, b.place)),
    lostCharacters: lettersOf(lost),
  };
}
