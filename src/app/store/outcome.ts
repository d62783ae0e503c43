/** A use case that was not carried out, with the reason in plain English: what is wrong, where, and what to do. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Makes a refusal. */
export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}
