import type { CivilDate } from '../calendar/civil-date.js';
import { typedDay } from '../text/dates/typed-day.js';
import type { DeadlineMove, Discharge } from './plan.js';

/** What was typed to change something of a row; `missing` says what is not there or cannot be read, in words that follow "Please say". */
export type TypedAmendment<T> =
  | { readonly kind: 'read'; readonly ref: string; readonly said: T }
  | { readonly kind: 'missing'; readonly missing: string };

/** "10.2 30 June 2027 agreed by the Inspectorate because the works begin in May". */
export function readDeadlineMove(typed: string, today: CivilDate): TypedAmendment<Omit<DeadlineMove, 'from' | 'on'>> {
  const { ref, parts } = partsOf(typed, { '': 'to', 'agreed by': 'agreedBy', because: 'reason', reason: 'reason' });
  if (ref === '') return missing('which recommendation or requirement');
  const to = typedDay(parts.to ?? '', today);
  if (to === null) return missing(`the new date${notRead(parts.to)}`);
  if (!parts.agreedBy) return missing('who agreed to it: "agreed by …"');
  if (!parts.reason) return missing('why: "because …"');
  return { kind: 'read', ref, said: { to, agreedBy: parts.agreedBy, reason: parts.reason } };
}

/** "10.2 by the Inspectorate on 12 May 2027 reference letter 31/44". */
export function readDischarge(typed: string, today: CivilDate): TypedAmendment<Discharge> {
  const { ref, parts } = partsOf(typed, { by: 'by', on: 'on', reference: 'reference', ref: 'reference' });
  if (ref === '') return missing('which recommendation or requirement');
  if (!parts.by) return missing('which body discharged it: "by …"');
  const on = typedDay(parts.on ?? '', today);
  if (on === null) return missing(`the day on which it did: "on …"${notRead(parts.on)}`);
  if (!parts.reference) return missing('under which reference it is recorded: "reference …"');
  return { kind: 'read', ref, said: { by: parts.by, on, reference: parts.reference } };
}

/** "10.2 agreed by the Chief Superintendent". */
export function readCompletion(typed: string): TypedAmendment<{ readonly agreedBy: string }> {
  const { ref, parts } = partsOf(typed, { 'agreed by': 'agreedBy', by: 'agreedBy' });
  if (ref === '') return missing('which requirement');
  if (!parts.agreedBy) return missing('who agrees that it is complete: "agreed by …"');
  return { kind: 'read', ref, said: { agreedBy: parts.agreedBy } };
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
    const name = names[lead.toLowerCase()];
    // a reason is the last thing that is said: the same words in it begin nothing
    const begins = name !== undefined && parts[name] === undefined && last !== 'reason';
    const text = begins ? words : `${last === undefined ? '' : (parts[last] ?? '')} ${lead} ${words}`;
    if (begins) last = name;
    if (last !== undefined && text.trim() !== '') parts[last] = text.trim().replace(/[,;:]$/, '');
  }
  return { ref: ref.replace(/[:,]$/, ''), parts };
}

function notRead(words: string | undefined): string {
  return words === undefined ? '' : ` ("${words}" is none that I can read)`;
}

function missing<T>(what: string): TypedAmendment<T> {
  return { kind: 'missing', missing: what };
}
