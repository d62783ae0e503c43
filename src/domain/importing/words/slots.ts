import type { CivilDate } from '../../calendar/civil-date.js';

/** What one cell of a row is for. */
export type Slot =
  | {
      readonly kind:
        | 'recommendationNumber'
        | 'recommendation'
        | 'ownNumber'
        | 'requirement'
        | 'owner'
        | 'deadline'
        | 'originalDeadline'
        | 'deadlineMoves'
        | 'status'
        /** A column without heading and without meaning. */
        | 'blank';
    }
  | { readonly kind: 'update'; readonly column: CivilDate }
  /** A column of updates whose heading names no date; `at` is its place, from 0. */
  | { readonly kind: 'undated'; readonly heading: string; readonly at: number }
  /** A column that the plan has no place for; `heading` as printed. */
  | { readonly kind: 'other'; readonly heading: string };

/** What the cells of a row are for, from the left. */
export interface Layout {
  readonly slots: readonly Slot[];
  /** How unlikely it is before any cell is looked at: 0 for the headings' own order, else negative. */
  readonly prior: number;
  /** The same for layouts that give every cell the same meaning. */
  readonly key: string;
}

/** Two slots that mean the same. */
export function sameSlot(a: Slot | undefined, b: Slot | undefined): boolean {
  return slotKey(a) === slotKey(b);
}

/** A text that tells slots apart. */
export function slotKey(slot: Slot | undefined): string {
  if (slot === undefined) return '-';
  switch (slot.kind) {
    case 'update':
      return slot.column;
    case 'undated':
      return `undated ${slot.at}`;
    case 'other':
      return `other ${slot.heading}`;
    default:
      return slot.kind;
  }
}

const position = (slots: readonly Slot[], ...kinds: readonly Slot['kind'][]) =>
  slots.findIndex((slot) => kinds.includes(slot.kind));

const without = (slots: readonly Slot[], ...kinds: readonly Slot['kind'][]) =>
  slots.filter((slot) => !kinds.includes(slot.kind));

const inserted = (slots: readonly Slot[], at: number, slot: Slot) => [...slots.slice(0, at), slot, ...slots.slice(at)];

/**
 * The ways in which a page's rows can stand against the headings: with a number of their own before the requirement's
 * text, without that text, without status, without the two cells of the recommendation, without an owner, or with an
 * empty cell too many.
 */
export function layoutsOf(header: readonly Slot[]): Layout[] {
  let layouts: Candidate[] = [{ slots: header, prior: 0 }];
  const vary = (cost: number, change: (slots: readonly Slot[]) => readonly Slot[] | null) => {
    const varied = layouts.flatMap(({ slots, prior }) => {
      const changed = change(slots);
      return changed === null ? [] : [{ slots: changed, prior: prior - cost }];
    });
    layouts = [...layouts, ...varied];
  };
  const drop =
    (...kinds: readonly Slot['kind'][]) =>
    (slots: readonly Slot[]) =>
      position(slots, ...kinds) < 0 ? null : without(slots, ...kinds);
  vary(0.6, (slots) => withOwnNumber(slots));
  vary(0.6, drop('requirement'));
  vary(0.6, drop('status'));
  vary(1.2, drop('recommendationNumber', 'recommendation'));
  vary(2, drop('owner'));
  layouts = [...layouts, ...layouts.flatMap(withBlank)];
  return distinct(layouts);
}

/** For one row only: the requirement's text stands in the first update's cell, and the updates after it or not moved. */
export function rowLayoutsOf(block: Layout): Layout[] {
  const first = position(block.slots, 'update', 'undated');
  if (first < 0) return [];
  const rest = without(block.slots, 'requirement');
  const at = position(rest, 'update', 'undated');
  const moved = inserted(rest, at, { kind: 'requirement' });
  // A row has as many cells as its page: the last column gives way, and its cell is the last update's.
  const cut = moved.length > block.slots.length ? without(moved, 'status') : moved;
  const inPlace = block.slots.map((slot, index): Slot => (index === first ? { kind: 'requirement' } : slot));
  const hasText = position(block.slots, 'requirement') >= 0;
  return distinct([
    { slots: cut, prior: 0 },
    { slots: moved, prior: 0 },
    ...(hasText ? [] : [{ slots: inPlace, prior: 0 }]),
  ]);
}

function withOwnNumber(slots: readonly Slot[]): readonly Slot[] | null {
  if (position(slots, 'ownNumber') >= 0) return without(slots, 'ownNumber');
  const requirement = position(slots, 'requirement');
  const after = Math.max(position(slots, 'recommendation'), position(slots, 'recommendationNumber')) + 1;
  return inserted(slots, requirement >= 0 ? requirement : after, { kind: 'ownNumber' });
}

function withBlank({ slots, prior }: Candidate): Candidate[] {
  return Array.from({ length: slots.length }, (_, at) => ({
    slots: inserted(slots, at, { kind: 'blank' }),
    prior: prior - 1.2,
  }));
}

type Candidate = Omit<Layout, 'key'>;

function distinct(candidates: readonly Candidate[]): Layout[] {
  const best = new Map<string, Layout>();
  for (const candidate of candidates) {
    const key = candidate.slots.map(slotKey).join('|');
    const known = best.get(key);
    if (known === undefined || known.prior < candidate.prior) best.set(key, { ...candidate, key });
  }
  return [...best.values()];
}
