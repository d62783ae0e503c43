/** "28.7.31", and no number of four levels; the year is one of these. */
const SHORT_DAY = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{2})(?![\d.]*\d)/g;

/** Days with dots and a year of two figures, which may be numbers elsewhere, as what they are where a day is expected. */
export function withShortDays(text: string): string {
  return text.replace(SHORT_DAY, (_, day: string, month: string, year: string) =>
    [day.padStart(2, '0'), month.padStart(2, '0'), year].join('/'),
  );
}
