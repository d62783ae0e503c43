/** By what a file of ours is known in any format: marks beside its words, which are no part of a plan. */

/** The hidden sheet of a workbook that holds the data, and only that. */
export const DATA_SHEET = 'Quarterdeck';

/** The first cell of the row of a csv that holds what a reader needs beside the words. */
export const DATA_LABEL = 'Quarterdeck data';

/** Whether a line of one of our documents is its seal, which is no part of the published plan. */
export function isSealLine(text: string): boolean {
  return /^((?:[^\n]{1,80}\. )?Draft \d+ — not for publication|Revision \d+ of \d)/.test(text.trim());
}
