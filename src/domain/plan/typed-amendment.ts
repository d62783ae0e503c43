import type { CivilDate } from '../calendar/civil-date.js';
import { typedDay } from '../text/dates/typed-day.js';
import type { DeadlineMove, Discharge } from './plan.js';
import type { TransferSaid } from './transfer.js';

/** What was typed to change something of a row; `missing` says what is not there or cannot be read, in words that follow "Please say". */
export type TypedAmendment<T> =
  | { readonly kind: 'read'; readonly ref: string; readonly said: T }
  | { readonly kind: 'missing'; readonly missing: string };

/** "10.2 30 June 2027 agreed by the Inspectorate because the works begin in May". */
export function readDeadlineMove(typed: string, today: CivilDate): TypedAmendment<Omit<DeadlineMove, 'from' | 'on'>> {
  const { ref, parts } = partsOf(typed, { '': 'to', 'agreed by': 'agreedBy', because: 'reason', reason: 'reason' });
  const to = typedDay(parts.to ?? '', today);
  const { agreedBy = '', reason = '' } = parts;
  return readUnless(
    [
      [ref === '', 'which recommendation or requirement'],
      [to === null, `the new date${notRead(parts.to)}`],
      [agreedBy === '', 'who agreed to it: "agreed by …"'],
      [reason === '', 'why: "because …"'],
    ],
    () => ({ ref, said: { to: to as CivilDate, agreedBy, reason } }),
  );
}

/** "10.2 by the Inspectorate on 12 May 2027 reference letter 31/44". */
export function readDischarge(typed: string, today: CivilDate): TypedAmendment<Discharge> {
  const { ref, parts } = partsOf(typed, { by: 'by', on: 'on', reference: 'reference', ref: 'reference' });
  const on = typedDay(parts.on ?? '', today);
  const { by = '', reference = '' } = parts;
  return readUnless(
    [
      [ref === '', 'which recommendation or requirement'],
      [by === '', 'which body discharged it: "by …"'],
      [on === null, `the day on which it did: "on …"${notRead(parts.on)}`],
      [reference === '', 'under which reference it is recorded: "reference …"'],
    ],
    () => ({ ref, said: { by, on: on as CivilDate, reference } }),
  );
}

/** "10.2 agreed by the Chief Superintendent". */
export function readCompletion(typed: string): TypedAmendment<{ readonly agreedBy: string }> {
  const { ref, parts } = partsOf(typed, { 'agreed by': 'agreedBy', by: 'agreedBy' });
  const { agreedBy = '' } = parts;
  return readUnless(
    [
      [ref === '', 'which requirement'],
      [agreedBy === '', 'who agrees that it is complete: "agreed by …"'],
    ],
    () => ({ ref, said: { agreedBy } }),
  );
}

/** "22 to the Fire Authority watched by its Harbour Board look again 1 June 2027", or "22 back": `said` is null then. */
export function readTransfer(typed: string, today: CivilDate): TypedAmendment<TransferSaid | null> {
  const back = /^(\S+) (?:taken? )?back$/i.exec(typed.trim());
  if (back !== null) return { kind: 'read', ref: back[1] ?? '', said: null };
  const { ref, parts } = partsOf(typed, {
    '(?:to be )?look(?:ed)?(?: at)? again(?: on)?': 'lookAgain',
    'watched(?: there)? by': 'watchedBy',
    to: 'to',
  });
  const lookAgain = typedDay(parts.lookAgain ?? '', today);
  const { to = '', watchedBy = '' } = parts;
  return readUnless(
    [
      [ref === '', 'which recommendation or requirement'],
      [to === '', 'where the work goes: "to …"'],
      [watchedBy === '', 'who watches it there: "watched by …"'],
      [lookAgain === null, `the day to look again: "look again on …"${notRead(parts.lookAgain)}`],
    ],
    () => ({ ref, said: { to, watchedBy, lookAgain: lookAgain as CivilDate } }),
  );
}

/** What was typed, or all that is missing of it at once. */
function readUnless<T>(
  problems: readonly (readonly [boolean, string])[],
  read: () => { readonly ref: string; readonly said: T },
): TypedAmendment<T> {
  const missing = problems.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
  if (missing.length === 0) return { kind: 'read', ...read() };
  const last = missing.at(-1) ?? '';
  return { kind: 'missing', missing: missing.length === 1 ? last : `${missing.slice(0, -1).join(', ')}, and ${last}` };
}

/** The ref at the beginning, and what stands behind each leading word; behind the ref itself under the name of "". */
function partsOf<Name extends string>(
  typed: string,
  names: Readonly<Record<string, Name>>,
): { readonly ref: string; readonly parts: { readonly [name in Name]?: string } } {
  const [, ref = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
  const leads = Object.keys(names).filter((lead) => lead !== '');
  const pieces = ['', ...rest.split(new RegExp(`(?:^|[\\s,;.])(${leads.join('|')})\\b:?\\s`, 'i'))];
  const parts: { [name in Name]?: string } = {};
  let last: Name | undefined;
  for (let index = 0; index < pieces.length; index += 2) {
    const [lead = '', words = ''] = [pieces[index], pieces[index + 1]];
    const name = nameOf(names, lead);
    // a reason is the last thing that is said: the same words in it begin nothing
    const begins = name !== undefined && parts[name] === undefined && last !== 'reason';
    const text = begins ? words : `${last === undefined ? '' : (parts[last] ?? '')} ${lead} ${words}`;
    if (begins) last = name;
    if (last !== undefined && text.trim() !== '') parts[last] = text.trim().replace(/[,;:]$/, '');
  }
  return { ref: ref.replace(/[:,]$/, ''), parts };
}

/** What a leading word is called: whole, or by a pattern of which it is one form. */
function nameOf<Name extends string>(names: Readonly<Record<string, Name>>, lead: string): Name | undefined {
  return names[Object.keys(names).find((each) => new RegExp(`^(?:${each})$`, 'i').test(lead)) ?? 'nothing'];
}

function notRead(words: string | undefined): string {
  return words === undefined ? '' : ` ("${words}" is none that I can read)`;
}
