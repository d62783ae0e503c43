/**
 * The store cannot be used at the moment: a folder that cannot be written, a full disk, a service that does not answer.
 * The message is plain English and says what to do. After a batch it means that the outcome is unknown:
 * read again and look for your operation id.
 */
export class TableUnavailableError extends Error {
  override readonly name = 'TableUnavailableError';
  /** The reason in a few words, fit for anybody to read: without a path, an address or a name. */
  readonly why: string;

  constructor(message: string, cause?: unknown, why = 'the store cannot be used') {
    super(message, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}
