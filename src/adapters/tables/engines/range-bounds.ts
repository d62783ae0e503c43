import type { RangeQuery } from '../../../app/store/ports.js';
import { checkKey, MAX_KEY_LENGTH } from './limits.js';
import { TableLimitError } from './table-errors.js';

/** The most rows that Azure Table storage gives in one page. */
const MAX_PAGE_ROWS = 1_000;

/** A `RangeQuery` as one stretch of keys: `from` is included, `before` is not. */
export interface RangeBounds {
  readonly from: string;
  /** Absent: to the end of the partition. */
  readonly before?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** Checks a range query (throws `TableLimitError`) and joins its prefix, from and before into one stretch. */
export function rangeBounds(query: RangeQuery): RangeBounds {
  checkKey('partition', query.partition);
  const { prefix = '', from = '', before, limit = MAX_PAGE_ROWS } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_ROWS) {
    throw new TableLimitError(
      'pageSize',
      `A page has 1 to ${MAX_PAGE_ROWS} rows, not ${limit}. Ask for several pages.`,
    );
  }
  for (const bound of [prefix, from, before ?? '']) checkBound(bound);
  const end = lesser(before, firstAfterPrefix(prefix));
  return { from: greater(prefix, from), limit, ...(end === undefined ? {} : { before: end }) };
}

/** True if no key can lie between the bounds. */
export function isEmpty(bounds: RangeBounds): boolean {
  return bounds.before !== undefined && bounds.from >= bounds.before;
}

/** The continuation of a page that ended with `lastKey`, for the engines that keep keys themselves. */
export function continuationAfter(lastKey: string): string {
  return Buffer.from(lastKey, 'ascii').toString('base64url');
}

/** The bounds of the page that follows: what `continuationAfter` gave moves the beginning past that key. */
export function continued(bounds: RangeBounds, continuation: string | undefined): RangeBounds {
  if (continuation === undefined) return bounds;
  const lastKey = Buffer.from(continuation, 'base64url').toString('latin1');
  const ours = lastKey !== '' && continuationAfter(lastKey) === continuation && lastKey >= bounds.from;
  if (!ours || (bounds.before !== undefined && lastKey >= bounds.before)) throw foreignContinuation();
  // No key holds a NUL, so this is the least text after the key.
  return { ...bounds, from: `${lastKey}\0` };
}

export function foreignContinuation(cause?: unknown): TableLimitError {
  const message = 'The continuation is not from a page of this query. Begin again without it.';
  return new TableLimitError('continuation', message, { cause });
}

/** A bound is only compared, so it may hold what a key may not, for instance `/` as the end of all that begins with `.`. */
function checkBound(bound: string): void {
  if (bound.length > MAX_KEY_LENGTH || !/^[ -~]*$/.test(bound)) {
    const message = `The bound ${JSON.stringify(bound.slice(0, 60))} is too long or not ASCII. Use at most ${MAX_KEY_LENGTH} ASCII characters.`;
    throw new TableLimitError(bound.length > MAX_KEY_LENGTH ? 'keyTooLong' : 'keyCharacters', message);
  }
}

/** The least text after all keys that begin with `prefix`; none if the prefix is empty or only `~`, the last of ASCII. */
function firstAfterPrefix(prefix: string): string | undefined {
  const stem = prefix.replace(/~+$/, '');
  if (stem === '') return undefined;
  return stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1);
}

function lesser(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function greater(one: string, other: string): string {
  if (one > other) return one;
  return other;
}
