/**
 * Why a file cannot be read, thrown deep inside a reader and turned into an outcome by `readSourceDocument`: parsers
 * are driven by events, where an outcome has no way back. `message` is told to people: what is wrong, what to do.
 */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
}
