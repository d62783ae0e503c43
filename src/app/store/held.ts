/** Something read from the store, with the version that a conditional write must name. */
export interface Held<T> {
  readonly value: T;
  readonly etag: string;
}

/** What became of a conditional write. `conflict`: somebody else was first; read again and decide again. */
export type Written = 'done' | 'conflict';
