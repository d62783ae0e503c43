import type { CivilDate } from '../calendar/civil-date.js';
import { updateKindOf } from '../importing/words/update-kind.js';
import type { UpdateKind } from '../plan/plan.js';

/** What an update says, and in which column it stands; null for one that is not published yet. */
export interface SaidInColumn {
  readonly column: CivilDate | null;
  readonly kind: UpdateKind;
  readonly text: string;
}

/** Whether an update only says that nothing changed: by its kind, or in words that the importer knows too. */
export function saysNoChange({ column, kind, text }: SaidInColumn): boolean {
  if (kind !== 'text' || column === null) return kind === 'noChange';
  return updateKindOf(text, column) === 'noChange';
}
