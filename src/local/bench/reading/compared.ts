import type { Understood } from '../../../domain/importing/understood.js';

type Row<T> = Omit<T, 'at'>;

/** What is compared with the truth: what was understood, without its places. */
export interface Compared extends Pick<Understood, 'columns' | 'undated' | 'standing'> {
  readonly plan: Row<NonNullable<Understood['plan']>> | null;
  readonly recommendations: readonly Row<Understood['recommendations'][number]>[];
  readonly requirements: readonly Row<Understood['requirements'][number]>[];
  readonly updates: readonly Row<Understood['updates'][number]>[];
  readonly leftOut: readonly Row<Understood['leftOut'][number]>[];
}
