const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Raised figures as raised characters, so that the mark of a note is no figure of the word before it; other raised text as it is. */
export function raised(text: string): string {
  return /^\s*\d{1,3}\s*$/.test(text) ? text.replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? digit) : text;
}
