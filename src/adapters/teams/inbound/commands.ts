import { COMMANDS, type Command, WITH_SLASH } from '../../../chat/turn.js';

/** What somebody typed, with or without a slash before a command. */
export type TypedText = ({ readonly kind: 'command' } & Command) | { readonly kind: 'text'; readonly text: string };

// Teams puts a mention into the text as <at>Name</at>. At the beginning it is how the bot is spoken to.
const MENTION = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi;
const SPOKEN_TO = /^(?:\s*<at(?:\s[^<>]*)?>[^<]*<\/at>)+/i;
// Besides white space: zero-width characters and the byte order mark, which phones and copied text bring along.
const BLANKS = /[\s\u200b-\u200d\u2060\ufeff]+/g;
// Without a slash only what can be nothing else is a command: "status on track" and "close to completion" are answers.
const WITHOUT_SLASH: Partial<Record<Command['name'], RegExp>> = {
  status: /^late$/i,
  compile: /^final$/i,
  nudge: /^\S+( \S+)?$/,
};

/** Reads typed text as a command or leaves it as free text (trimmed; of a mention the name stays). Never fails. */
export function parseCommand(typed: string): TypedText {
  const text = typed.replace(SPOKEN_TO, '').replace(MENTION, '$1').trim();
  const line = text.replace(BLANKS, ' ').trim();
  const match = /^(\/ ?)?([a-z]+)[.!?]?(?: (.*))?$/i.exec(line);
  const name = COMMANDS.find((each) => each === match?.[2]?.toLowerCase());
  const argument = match?.[3] ?? '';
  if (name === undefined) return { kind: 'text', text };
  const slash = match?.[1] !== undefined;
  return slash || reads(name, argument) ? { kind: 'command', name, argument } : { kind: 'text', text };
}

// Any number of refs ("13.1, 13.2"), or what the command itself knows.
function reads(name: Command['name'], argument: string): boolean {
  if (WITH_SLASH.has(name)) return false;
  if (argument === '' || WITHOUT_SLASH[name]?.test(argument) === true) return true;
  return argument.split(' ').every((word) => /\d/.test(word));
}
