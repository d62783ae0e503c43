/** One line of the page: what it is about, and what happened. */
export interface PageLine {
  readonly refs: readonly string[];
  /** The beginning of the requirement's words, where the line is about one. */
  readonly title: string | null;
  readonly words: string;
}
