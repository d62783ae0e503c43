/** What a table refuses. The same codes on every engine. */
export type TableLimitCode =
  | 'keyEmpty'
  | 'keyTooLong'
  | 'keyCharacters'
  | 'propertyName'
  | 'propertyReserved'
  | 'tooManyProperties'
  | 'valueType'
  | 'numberNotFinite'
  | 'textTooLong'
  | 'textNotUnicode'
  | 'rowTooLarge'
  | 'batchEmpty'
  | 'batchTooManyRows'
  | 'batchTooLarge'
  | 'batchRepeatsKey'
  | 'pageSize'
  | 'continuation'
  | 'refusedByAzure';

/**
 * A call that Azure Table storage would refuse, refused by every engine before anything is written.
 * It is a defect of the caller: nothing about the stored data can make it go away.
 * Source of the limits: Microsoft, "Understanding the Table service data model".
 */
export class TableLimitError extends Error {
  override readonly name = 'TableLimitError';
  readonly code: TableLimitCode;
  /** The row's key, where one row is to blame. */
  readonly key: string | undefined;

  constructor(code: TableLimitCode, message: string, about: { readonly key?: string; readonly cause?: unknown } = {}) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.code = code;
    this.key = about.key;
  }
}
