/** Where an engine proves that it can write: a partition of its own, so that no store ever reads it. */
export const PROOF = { partition: 'proof', key: 'row', values: {} } as const;
