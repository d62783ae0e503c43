import type { StoredRow, TableRow, TableWrite } from '../../../app/store/ports.js';

/** The values of a row as kept: a copy of its own, with -0 as 0 since JSON does not tell them apart. */
export function keptValues(values: TableRow['values']): TableRow['values'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === 0 ? 0 : value]));
}

/** Why a write must be refused, given the version that is stored now; `undefined` if it may go ahead. */
export function refusal(
  write: TableWrite,
  stored: Pick<StoredRow, 'etag'> | undefined,
): 'exists' | 'changed' | undefined {
  switch (write.kind) {
    case 'insert':
      return stored === undefined ? undefined : 'exists';
    case 'replace':
    case 'remove':
      return stored?.etag === write.etag ? undefined : 'changed';
    case 'put':
      return undefined;
  }
}
