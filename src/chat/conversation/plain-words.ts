import type { Command } from '../turn.js';

type Pattern = readonly [RegExp, Command['name'], (found: RegExpExecArray) => string];

const NOBODY_NAMED = () => '';
const EVERYBODY = /^(?:all|every(?:body|one)|them(?: all)?|the (?:others|rest))$/i;

/** What is asked for in plain words, and the command that does it. The first that fits counts. */
const PATTERNS: readonly Pattern[] = [
  [/^(?:who|which|what)(?:'s|’s| is| are)?(?: still)? (?:late|overdue)$/, 'status', () => 'late'],
  [
    /^(?:who|which rows?)(?: has| have|'s|’s)?(?: still)? (?:not|n't|never) (?:answered|replied)(?: yet)?$/,
    'status',
    () => 'silent',
  ],
  [/^who(?:'s|’s| is| are)?(?: still)? (?:silent|missing|outstanding|open)$/, 'status', () => 'silent'],
  [/^(?:who|whom) can(?:not|'t|’t) be reached$/, 'status', () => 'unreachable'],
  [/^(?:what|who) (?:are|is) (?:we|they|it) waiting for$/, 'status', () => 'waiting'],
  [
    /^(?:where do we stand|how do we stand|how are we doing|how is it going|what is the status)$/,
    'status',
    NOBODY_NAMED,
  ],
  [/^(?:show me )?(?:the )?(?:status|standing) of (.{1,60})$/, 'status', ([, what = '']) => what],
  [/^what (?:has been|was) promised$/, 'promises', NOBODY_NAMED],
  [/^(?:please )?(?:remind|chase|nudge) (.{1,60})$/, 'nudge', ([, whom = '']) => (EVERYBODY.test(whom) ? '' : whom)],
  [/^(?:please )?(?:assign|give) (.{1,60}?) to (.{1,60})$/, 'assign', ([, what = '', whom = '']) => `${what} ${whom}`],
  [/^(?:please )?open (?:the )?(?:next |new )?quarter$/, 'open', NOBODY_NAMED],
  [/^(?:please )?close (?:the )?quarter$/, 'close', NOBODY_NAMED],
  [/^(?:please )?(?:make|compile|show me) (?:a|the) (?:new )?draft$/, 'compile', NOBODY_NAMED],
  [/^(?:please )?review(?: (?:the|a) draft)?$/, 'review', NOBODY_NAMED],
  [/^(?:what can i (?:do|say|write)(?: here)?|what do you understand|how does this work)$/, 'help', NOBODY_NAMED],
];

/** The command that plain words stand for; null where they stand for none. Names keep their letters. */
export function plainCommand(text: string): Command | null {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?]+$/, '');
  for (const [pattern, name, argumentOf] of PATTERNS) {
    const found = new RegExp(pattern.source, 'i').exec(line);
    if (found !== null) return { name, argument: argumentOf(found) };
  }
  return null;
}
