import { inkOf } from '../words/words.js';
import type { SourceCell, SourceWords } from './reading.js';

/** The cells of the source in which `words` of a cell stand, each with its own part of them. */
export function sourceWords(cell: SourceCell, words: string): readonly SourceWords[] {
  if (inkOf(words) === '') return [];
  // what was never in the source has nothing raw
  if (cell.of === undefined) return cell.raw === '' ? [] : [wordsAt(cell, words)];
  const whole = inkOf(cell.of.map(({ text }) => text).join(''));
  const from = whole.indexOf(inkOf(words));
  // words that stand apart in it are told by the parts in which they stand whole
  if (from < 0)
    return cell.of
      .filter(({ text }) => inkOf(words).includes(inkOf(text)))
      .flatMap((part) => sourceWords(part, part.text));
  const to = from + inkOf(words).length;
  let passed = 0;
  return cell.of.flatMap((part) => {
    const begins = passed;
    passed += inkOf(part.text).length;
    const text = inkBetween(part.text, from - begins, to - begins);
    return text === '' ? [] : sourceWords(part, text);
  });
}

function wordsAt({ place, aside }: SourceCell, text: string): SourceWords {
  return aside === true ? { place, text, aside } : { place, text };
}

/** The stretch of a text from one of its letters to before another, white space not counted. */
function inkBetween(text: string, from: number, to: number): string {
  let passed = 0;
  let stretch = '';
  for (const letter of text) {
    const isInk = inkOf(letter) !== '';
    if (passed < to && passed + (isInk ? letter.length : 0) > from) stretch += letter;
    if (isInk) passed += letter.length;
  }
  return stretch.trim();
}
