import type { SourceRow } from '../account/reading.js';
import type { Slot } from '../words/slots.js';

/** A row whose cells have found their meaning. */
export interface AlignedRow {
  readonly row: SourceRow;
  readonly block: number;
  /** One per cell; undefined for a cell beyond the layout. */
  readonly slots: readonly (Slot | undefined)[];
  /** How this row differs from the others of its page; null when it does not. */
  readonly moved: { readonly certain: boolean; readonly requirementInUpdate: boolean } | null;
}
