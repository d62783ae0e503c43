declare const givenByTheWatch: unique symbol;

/**
 * Leave to message people who did not write just now. The watch alone gives it, after it has looked at the clock; what
 * has no leave can look at what is due, and cannot send it.
 */
export interface Leave {
  readonly [givenByTheWatch]: true;
}
