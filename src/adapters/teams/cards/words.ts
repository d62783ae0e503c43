/** One paragraph of a card: bound to a RichTextBlock, which reads no markdown. */
export interface Paragraph {
  readonly text: string;
}

/** How much of a text a card shows. */
export interface Room {
  /** UTF-16 units. */
  readonly characters: number;
  readonly paragraphs: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
// Marks that would turn the direction of the words after them, ours included (UAX #9).
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
// Card clients turn {{DATE(…)}} and {{TIME(…)}} into a local date in every text element; a word joiner prevents it.
const DATE_FUNCTION = /\{(?=\{)/g;

/**
 * A person's words as they can go back into an input: line breaks as "\n", nothing that is no character of a
 * text or cannot be written as UTF-8. Otherwise as they were typed.
 */
export function typedWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '').replace(LONE_SURROGATE, '\ufffd');
}

/** Words as a text run shows them: as `typedWords`, unable to change how other words look. */
function shownWords(text: string): string {
  return typedWords(text).replace(DIRECTION_OVERRIDES, '').replace(DATE_FUNCTION, '{\u2060');
}

// Only so much of a huge text is looked at; white space beyond this share counts as words left out.
const WHITE_SPACE_ALLOWED = 4;

/** Words on one line, at most `characters` UTF-16 units, "…" where they were cut. */
export function oneLine(text: string, characters: number): string {
  const enough = characters * WHITE_SPACE_ALLOWED;
  const line = shownWords(text.slice(0, enough)).replace(/\s+/g, ' ').trim();
  return cut(text.length > enough ? `${line} …` : line, characters);
}

/** As `oneLine`, cut between words where there are any. */
export function firstWords(text: string, characters: number): string {
  const cutAnywhere = oneLine(text, characters);
  const whole = cutAnywhere.replace(/[,;:]? \S*…$/, '');
  return whole === cutAnywhere ? cutAnywhere : `${whole} …`;
}

/** The paragraphs of a text (blank lines apart or not), as many as there is room for. */
export function paragraphsOf(text: string, room: Room): { paragraphs: Paragraph[]; shortened: boolean } {
  const enough = room.characters * WHITE_SPACE_ALLOWED;
  const all = shownWords(text.slice(0, enough))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const kept: Paragraph[] = [];
  let left = room.characters;
  for (const line of all) {
    if (kept.length === room.paragraphs || left < 2) return { paragraphs: kept, shortened: true };
    const text = cut(line, left);
    kept.push({ text });
    left -= text.length;
    if (text !== line) return { paragraphs: kept, shortened: true };
  }
  return { paragraphs: kept, shortened: text.length > enough };
}

/** A text whole, and its beginning where it is long enough to be folded. */
export interface Folded {
  readonly short: readonly Paragraph[];
  /** Empty where the short one is all of it. */
  readonly whole: readonly Paragraph[];
}

/** Folds a text that is longer than a phone has room for: `lines` of about `LINE` characters each. */
export function folded(whole: readonly Paragraph[], lines: number): Folded {
  const lengths = whole.map(({ text }) => Math.ceil(text.length / LINE));
  if (lengths.reduce((sum, length) => sum + length, 0) <= lines) return { short: whole, whole: [] };
  const { paragraphs } = paragraphsOf(whole.map(({ text }) => text).join('\n'), {
    // one line is left for the button that unfolds it
    characters: (lines - 1) * LINE,
    paragraphs: lines - 1,
  });
  return { short: paragraphs.map((each, at) => (at < paragraphs.length - 1 ? each : betweenWords(each))), whole };
}
/** Characters of a line of a card on a phone. */
const LINE = 45;

function betweenWords({ text }: Paragraph): Paragraph {
  const bare = text.replace(/…$/, '');
  return { text: `${bare === text ? bare : bare.replace(/[,;:]? \S*$/, '')} …` };
}

/** At most `characters` units, never half a surrogate pair; "…" is the last one when something was cut. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, Math.max(0, characters - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}

// One line of letters, digits and the punctuation of prose.
const PROSE = /^[\p{L}\p{M}\p{N} .,;:!?'"‘’“”()/%£€+=&…–—·-]*$/u;
const READ_AS_MARKUP = /^(?:[-+]|\d+[.)])\s|:\/\/|www\.|&#?\w+;/i;

/**
 * Whether every client shows this text as it is. Message texts are read as markdown and HTML by some, whatever
 * `textFormat` says (seen in the Agents Playground 0.2.28); cards' text runs are not.
 */
export function isProse(text: string): boolean {
  return PROSE.test(text) && !READ_AS_MARKUP.test(text);
}

/** The sentences at the top of a card: the first line, what must be done, apart from the others. */
export function leadInOf(text: string): { leadInFirst: Paragraph[]; leadInRest: Paragraph[] } {
  const { paragraphs } = paragraphsOf(text, { characters: 700, paragraphs: 6 });
  return { leadInFirst: paragraphs.slice(0, 1), leadInRest: paragraphs.slice(1) };
}
