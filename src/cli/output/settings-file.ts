import { parse } from 'csv-parse/sync';
import { readGivenText, WrongUsage } from './command.js';

/** The settings that a file may hold: those of the command line, but for where it works, who asks and what is confirmed. */
const NAMES: readonly string[] = [
  ...['region', 'days-off', 'days-worked', 'zone', 'hours', 'ladder', 'sign-off', 'sign-off-checks'],
  ...['protective-marking', 'approved-spellings', 'print-statuses', 'print-moves', 'print-promises'],
  'unanswered-status',
];

/** Options with what a settings sheet says; what is given on the command line stands over the sheet. */
export async function withFile<Options extends object>(options: Options, path: string): Promise<Options> {
  const text = (await readGivenText(path)).replace(/^\uFEFF/, '');
  const rows = parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  const [first, ...rest] = rows;
  const lines = first?.[0]?.toLowerCase() === 'setting' ? rest : rows;
  const given = lines.map(([name = '', value = '']) => {
    const called = name.toLowerCase().replace(/^--/, '').replaceAll(' ', '-');
    if (NAMES.includes(called)) return [optionOf(called), value] as const;
    throw new WrongUsage(`${path} has a setting "${name}", which there is not. There are ${NAMES.join(', ')}.`);
  });
  // a box that was left empty says nothing
  return { ...Object.fromEntries(given.filter(([, value]) => value !== '')), ...options };
}

/** As commander names an option: "days-off" is `daysOff`. */
function optionOf(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
