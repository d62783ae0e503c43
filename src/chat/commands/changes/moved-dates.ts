import { parseCivilDate } from '../../../domain/calendar/civil-date.js';
import type { CycleDates } from '../../../domain/plan/cycle.js';
import type { DateInputName } from '../../messages.js';
import type { Asked } from './change.js';

/** The dates that were changed on the card, of those that it showed; one that is no date is left as it was. */
export function movedDates<Name extends DateInputName>(
  inputs: Asked['inputs'],
  shown: CycleDates,
  names: readonly Name[],
): Partial<Pick<CycleDates, Name>> {
  const moved: Partial<Pick<CycleDates, Name>> = {};
  for (const name of names) {
    const day = parseCivilDate(inputs[name] ?? '');
    if (day !== undefined && day !== shown[name]) moved[name] = day;
  }
  return moved;
}
