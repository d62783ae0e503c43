import { listMarks } from '../../../../domain/text/list-marks.js';
import { paragraphsOf, printable } from '../../formats/text/printable.js';

/** One difference between a text and how it is shown: at that place, so many characters stand for these. */
export type TextEdit = readonly [at: number, shown: number, meant: string];

/**
 * What is kept of a text beside a document that shows it: the lengths of its paragraphs as shown, and where the text
 * differs from them (white space, characters that no document can carry). `marks` are typed before paragraphs that are
 * shown as items of a list. A string: a text that nothing is shown of.
 */
export type DataText =
  | string
  | {
      readonly lengths: readonly number[];
      readonly inLine?: true;
      readonly edits?: readonly TextEdit[];
      readonly marks?: readonly string[];
    };

/** White space and marks as every format shows them alike: the paragraphs of a text, runs of space as one. */
export function shownParagraphs(text: string): string[] {
  return paragraphsOf(text.replaceAll('□', '\uFFFD'))
    .map((paragraph) => paragraph.replace(/[ \t]+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** The shape of a text that is printed as paragraphs; `withLists` where lists in it are printed as such. */
export function textData(text: string, withLists: boolean): DataText {
  const paragraphs = shownParagraphs(text);
  if (paragraphs.length === 0) return text;
  const edits = editsBetween(paragraphs.join('\n'), text);
  if (edits === null) return text;
  const marks = withLists ? listMarks(paragraphs) : [];
  return {
    lengths: paragraphs.map((each, at) => each.length - (marks[at]?.length ?? 0)),
    ...(edits.length === 0 ? {} : { edits }),
    ...(marks.some((mark) => mark !== '') ? { marks } : {}),
  };
}

/** The shape of a text that is printed in one line. */
export function lineData(text: string): DataText {
  const shown = shownParagraphs(text).join(' ');
  const edits = shown === '' ? null : editsBetween(shown, text);
  if (edits === null) return text;
  return { lengths: [shown.length], inLine: true, ...(edits.length === 0 ? {} : { edits }) };
}

/** The text that is meant by what is shown. Where the shown words were changed, they are taken as they are. */
export function meantText(shown: string, data: DataText): string {
  if (typeof data === 'string') return data;
  const { edits = [], marks = [] } = data;
  const paragraphs = shown.split('\n');
  const isWhole = paragraphs.length === data.lengths.length;
  const marked = isWhole ? paragraphs.map((each, at) => `${marks[at] ?? ''}${each}`).join('\n') : shown;
  const length = data.lengths.reduce((sum, each) => sum + each, 0) + data.lengths.length - 1;
  return shown.length === length ? applied(marked, edits) : marked;
}

function applied(shown: string, edits: readonly TextEdit[]): string {
  let text = '';
  let from = 0;
  for (const [at, length, meant] of edits) {
    text += shown.slice(from, at) + meant;
    from = at + length;
  }
  return text + shown.slice(from);
}

/** Only white space and unprintable characters can differ, so one walk finds all; null where it does not. */
function editsBetween(shown: string, text: string): TextEdit[] | null {
  if (shown === text) return [];
  const edits: TextEdit[] = [];
  const note = (at: number, length: number, meant: string) => {
    const last = edits.at(-1);
    if (last !== undefined && last[0] + last[1] === at) {
      edits[edits.length - 1] = [last[0], last[1] + length, last[2] + meant];
    } else edits.push([at, length, meant]);
  };
  let at = 0;
  for (const character of text) {
    if (character !== '\uFFFD' && shown.startsWith(character, at)) {
      at += character.length;
      continue;
    }
    const there = shown[at];
    const space = /\s/.test(printable(character));
    if (there === '\uFFFD' || (space && (there === ' ' || there === '\n'))) {
      note(at, 1, character);
      at += 1;
    } else if (space) note(at, 0, character);
    else return null;
  }
  return at === shown.length && applied(shown, edits) === text ? edits : null;
}
