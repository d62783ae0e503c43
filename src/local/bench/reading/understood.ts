/** What a reader made of a document: the shape of `--understood`, of which the places (`at`) are not compared. */
export interface Understood {
  readonly plan: {
    readonly title: string | null;
    readonly organisation: string | null;
    readonly executiveLead?: string | null;
    readonly operationalLead?: string | null;
    readonly introduction?: readonly string[];
  } | null;
  /** ISO dates. */
  readonly columns: readonly string[];
  readonly recommendations: readonly UnderstoodRecommendation[];
  readonly requirements: readonly UnderstoodRequirement[];
  readonly updates: readonly UnderstoodUpdate[];
  readonly undated: readonly { readonly heading: string; readonly texts: readonly string[] }[];
  readonly leftOut: readonly { readonly text: string }[];
  readonly standing: 'sure' | 'check' | 'notUnderstood';
}

export interface UnderstoodRecommendation {
  readonly key: string;
  readonly group: string | null;
  readonly number: string | null;
  readonly text: string | null;
  /** ISO date. */
  readonly deadline: string | null;
}

export interface UnderstoodRequirement {
  readonly ref?: string | null;
  /** A recommendation's key. */
  readonly recommendation: string;
  readonly text: string | null;
  readonly owner: string | null;
  /** ISO date. */
  readonly deadline: string | null;
  readonly status: string | null;
  readonly statusWords: string | null;
}

export interface UnderstoodUpdate {
  /** The index of its requirement, or the ref of it where that is unique. */
  readonly requirement: number | string;
  /** ISO date. */
  readonly column: string;
  readonly kind: string;
  readonly text: string;
}
