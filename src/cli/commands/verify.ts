import { longDate } from '../../domain/calendar/civil-date.js';
import type { Deviation } from '../../domain/publishing/published-match.js';
import { CommandFailed, type CommonOptions, print, readGivenFile, withStore } from '../output/command.js';
import { numberOf } from '../output/numbers.js';
import { readGivenPlan } from './import.js';

/** `quarterdeck verify FILE --plan ID [--revision N]`: exit code 0 when it says word for word what was signed, else 1. */
export async function verifyCommand(
  file: string,
  options: CommonOptions & { readonly plan: string; readonly revision?: string },
): Promise<void> {
  const number = options.revision === undefined ? null : numberOf('--revision', options.revision);
  const read = await readGivenPlan(await readGivenFile(file));
  await withStore(options, async ({ useCases, tenant }) => {
    const outcome = await useCases.verifyDocument(tenant, options.plan, read, number);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { revision, deviations } = outcome;
    const name = `revision ${revision.number}`;
    const identical = deviations.length === 0;
    const removed = (revision.redacted ?? []).map(
      ({ on, hash }) =>
        `Words were removed from ${name} on ${longDate(on)}. A copy from before that has SHA-256 ${hash}, still holds them and must be replaced wherever it stands.`,
    );
    const says = `${file} says word for word what ${name} published (SHA-256 ${revision.hash}).`;
    print(
      options,
      {
        ...{ file, revision: revision.number, hash: revision.hash, identical, differences: deviations },
        ...(revision.redacted === undefined ? {} : { removed: revision.redacted }),
      },
      [...(identical ? [says] : deviations.map(lineOf)), ...removed],
    );
    if (!identical) {
      const count = deviations.length === 1 ? '1 place' : `${deviations.length} places`;
      if (outcome.earlierIssue !== undefined) {
        throw new CommandFailed(
          `${file} says word for word what issue ${outcome.earlierIssue} of ${name} published. Issue ${revision.issue ?? 1} stands in its place: replace it.`,
        );
      }
      throw new CommandFailed(`${file} differs from ${name} in ${count}.`);
    }
  });
}

/** "7.1, update of 2027-01-11: the log is [-kept-] {+lost+}": only the words around a change are shown. */
function lineOf({ ref, field, column, difference }: Deviation): string {
  const place = [ref, `${field.toLowerCase()}${column === null ? '' : ` of ${column}`}`].filter(
    (part) => part !== null,
  );
  const words = difference.map(({ kind, text }, index) => {
    if (kind === 'gone') return `[-${text}-]`;
    if (kind === 'new') return `{+${text}+}`;
    return around(text, index > 0, index < difference.length - 1);
  });
  return `  ${place.join(', ')}: ${words.join('')}`;
}

const WORDS_AROUND = 40;

function around(text: string, hasBefore: boolean, hasAfter: boolean): string {
  if (text.length <= 2 * WORDS_AROUND) return text;
  const start = hasBefore ? text.slice(0, WORDS_AROUND) : '';
  const end = hasAfter ? text.slice(-WORDS_AROUND) : '';
  return `${start} … ${end}`;
}
