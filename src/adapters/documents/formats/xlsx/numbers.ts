import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';

/** How the numbers of a cell style are shown. */
export type NumberStyle =
  | { readonly kind: 'plain' }
  /** `day` false: the format shows only month and year. */
  | { readonly kind: 'date'; readonly day: boolean }
  | { readonly kind: 'fixed'; readonly decimals: number }
  | { readonly kind: 'percent'; readonly decimals: number };

/** Built-in formats that are not plain numbers (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  2: '0.00',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'd/m/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'd/m/yyyy h:mm',
  30: 'd/m/yy',
};
const EAST_ASIAN_DATES = /^(?:2[7-9]|3[0-6]|5\d)$/;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The number styles of a workbook by the index that cells name. */
export function numberStyles(parts: ZipParts, part: string | null): readonly NumberStyle[] {
  const bytes = part === null ? null : parts.read(part);
  if (bytes === null || part === null) return [];
  const formats = new Map<number, string>();
  const styles: number[] = [];
  let inCellFormats = false;
  readXml(bytes, part, {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) styles.push(Number(attributes.numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles.map((id) => {
    if (!formats.has(id) && EAST_ASIAN_DATES.test(String(id))) return { kind: 'date', day: true };
    return styleOf(formats.get(id) ?? BUILT_IN[id] ?? 'General');
  });
}

function styleOf(format: string): NumberStyle {
  // Literal words, colours and conditions, escaped and padding characters are no part of the pattern.
  const [pattern = ''] = format.replace(/"[^"]*"|\[(?!h|m|s)[^\]]*\]|\\.|_.|\*./gi, '').split(';');
  if (/[yd]/i.test(pattern) || /mmm/i.test(pattern)) return { kind: 'date', day: /d/i.test(pattern) };
  const decimals = /\.(0+)/.exec(pattern)?.[1]?.length ?? 0;
  if (pattern.includes('%')) return { kind: 'percent', decimals };
  return decimals > 0 && !/[e#?]/i.test(pattern.replace(/#,##/, '')) ? { kind: 'fixed', decimals } : { kind: 'plain' };
}

/**
 * The words of a number as a reader of the sheet sees them; a date as "27 March 2031", a date shown without its day as
 * "March 2031". `epoch1904`: days count from 1904 (ECMA-376 part 1, 18.17.4.1).
 */
export function numberWords(value: string, style: NumberStyle, epoch1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  switch (style.kind) {
    case 'date':
      return dateWords(number, style.day, epoch1904) ?? plainWords(number);
    case 'fixed':
      return number.toFixed(Math.min(15, style.decimals));
    case 'percent':
      return `${(number * 100).toFixed(Math.min(15, style.decimals))}%`;
    case 'plain':
      return plainWords(number);
  }
}

/** Excel shows 15 digits, so 7.1 stays 7.1 although it is stored as 7.0999999999999996. */
function plainWords(number: number): string {
  return String(Number(number.toPrecision(15)));
}

function dateWords(serial: number, day: boolean, epoch1904: boolean): string | null {
  if (serial < 1 || serial > 2_958_465) return null;
  const whole = Math.floor(serial);
  // In the 1900 system day 60 is a 29 February that never was, so days before it count from one day later.
  const first = epoch1904 ? Date.UTC(1904, 0, 1) : whole < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const date = new Date(first + whole * 86_400_000);
  const month = `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return day ? `${date.getUTCDate()} ${month}` : month;
}
