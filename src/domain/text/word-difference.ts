import { diffArrays } from 'diff';

/** A stretch of words that stayed, went or came. */
export interface WordChange {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** A word with what holds it together ("isn't", "14.5", "24/7", "well-kept"), a run of white space, or one other sign. */
const PIECE = /[\p{L}\p{N}\p{M}]+(?:['’.,:/-][\p{L}\p{N}\p{M}]+)*|\n|[^\S\n]+|./gsu;
/** With less in common than this share of the longer text, two texts are shown one after the other. */
const LEAST_IN_COMMON = 0.25;
/** More edits than this are a text written anew: nobody reads such a difference, and finding it takes long. */
const MOST_EDITS = 1_000;

/**
 * What changed from one text to another, word by word. `same` and `gone` together give the text before, `same` and
 * `new` the text after, to the character. Lone words that stayed between changes go with them, so that it can be read.
 */
export function wordDifference(before: string, after: string): readonly WordChange[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const found = diffArrays(piecesOf(before), piecesOf(after), { maxEditLength: MOST_EDITS });
  if (found === undefined) return rewritten(before, after);
  const changes = found.map(
    (part): WordChange => ({
      kind: part.added ? 'new' : part.removed ? 'gone' : 'same',
      text: part.value.join(''),
    }),
  );
  const stayed = wordsIn(textOf(changes, ['same']));
  const longer = Math.max(wordsIn(before), wordsIn(after));
  if (longer > 6 && stayed < longer * LEAST_IN_COMMON) return rewritten(before, after);
  return joined(changes);
}

/** The words of the side before (`same` and `gone`) or after (`same` and `new`). */
export function textOf(changes: readonly WordChange[], kinds: readonly WordChange['kind'][]): string {
  return changes
    .filter((change) => kinds.includes(change.kind))
    .map((change) => change.text)
    .join('');
}

function piecesOf(text: string): string[] {
  return text.match(PIECE) ?? [];
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function rewritten(before: string, after: string): readonly WordChange[] {
  const both: readonly WordChange[] = [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
  return both.filter((change) => change.text !== '');
}

/** Changes with only a word between them become one; of each change what went stands before what came. */
function joined(changes: readonly WordChange[]): readonly WordChange[] {
  const result: WordChange[] = [];
  let gone = '';
  let come = '';
  const close = () => {
    result.push(...rewritten(gone, come));
    gone = '';
    come = '';
  };
  for (const [index, { kind, text }] of changes.entries()) {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') come += text;
    else if (gone + come !== '' && index < changes.length - 1 && isIsland(text)) {
      gone += text;
      come += text;
    } else {
      close();
      result.push({ kind, text });
    }
  }
  close();
  return result;
}

/** One short word or less, on one line. */
function isIsland(text: string): boolean {
  return !text.includes('\n') && wordsIn(text) <= 1 && text.trim().length <= 4;
}
