import { type DataText, shownParagraphs } from '../write/text-data.js';

/** Marks around the number of a text in a document that was written to be compared with (private use area). */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const SLOT = /\uE000(\d+)\.(\d+)\uE001/g;

/** The paragraphs of text number `index` as places to be filled: what is written instead of it. */
export function slotsOf(index: number, data: DataText): string {
  if (typeof data === 'string') return data;
  return data.lengths
    .map((_, paragraph) => `${data.marks?.[paragraph] ?? ''}${OPEN}${index}.${paragraph}${CLOSE}`)
    .join(data.inLine ? ' ' : '\n');
}

/** What was found in the places; `differs` names a piece of the document that is not as it was written. */
export type FilledSlots =
  | { readonly kind: 'filled'; readonly texts: ReadonlyMap<number, readonly string[]> }
  | { readonly kind: 'differs'; readonly words: string };

/**
 * Finds the texts of a document: `places` are the pieces (cells, paragraphs) of the same document written with places
 * instead of texts, `pieces` those of the document. What stood before and after it, as on a page of a website, is
 * passed over; everything else that is not a text must be as it was written.
 */
export function fillSlots(
  places: readonly string[],
  pieces: readonly string[],
  data: readonly DataText[],
): FilledSlots {
  const wanted = places.map((place) => pieceOf(place, data));
  const shown = pieces.map(normal);
  let first: FilledSlots | null = null;
  for (let from = 0; from + wanted.length <= shown.length; from += 1) {
    const found = filledFrom(wanted, shown.slice(from, from + wanted.length), data);
    if (found.kind === 'filled') return found;
    first ??= found;
  }
  return first ?? { kind: 'differs', words: shown.at(-1) ?? '' };
}

interface Piece {
  readonly text: string;
  readonly slots: readonly { readonly index: number; readonly paragraph: number }[];
  /** It shows a text in one line, so its line ends are spaces. */
  readonly inLine: boolean;
  /** Each of its places is alone in its line, so what it holds is certain. */
  readonly sure: boolean;
  /** A place was cut off, as in a link that shows only how a text begins. */
  readonly cut: boolean;
}

function pieceOf(place: string, data: readonly DataText[]): Piece {
  const words = normal(place);
  const slots = [...words.matchAll(SLOT)].map(([, index, paragraph]) => ({
    index: Number(index),
    paragraph: Number(paragraph),
  }));
  const inLine = slots.some(({ index }) => {
    const shape = data[index];
    return typeof shape === 'object' && shape.inLine === true;
  });
  const text = inLine ? words.replaceAll('\n', ' ') : words;
  const rest = text.replace(SLOT, '');
  return {
    text,
    slots,
    inLine,
    sure: text.split('\n').every((line) => (line.match(SLOT)?.length ?? 0) <= 1),
    cut: rest.includes(OPEN) || rest.includes(CLOSE),
  };
}

function filledFrom(wanted: readonly Piece[], shown: readonly string[], data: readonly DataText[]): FilledSlots {
  // A quick look first: a page around the document makes many beginnings that are none.
  const fixed = wanted.findIndex((piece, at) => piece.slots.length === 0 && !piece.cut && piece.text !== shown[at]);
  if (fixed >= 0) return { kind: 'differs', words: shown[fixed] ?? '' };
  const texts = new Map<number, string[]>();
  for (const sure of [true, false]) {
    for (const [at, piece] of wanted.entries()) {
      if (piece.slots.length === 0 || piece.cut || piece.sure !== sure) continue;
      const words = piece.inLine ? (shown[at] ?? '').replaceAll('\n', ' ') : (shown[at] ?? '');
      if (!sure && piece.slots.every(({ index, paragraph }) => texts.get(index)?.[paragraph] !== undefined)) {
        // Shown a second time, perhaps shortened: the first is the text.
        continue;
      }
      const found = exactly(piece, words, data) ?? loosely(piece, words);
      if (found === null) return { kind: 'differs', words };
      for (const [order, { index, paragraph }] of piece.slots.entries()) {
        const own = texts.get(index) ?? [];
        texts.set(index, own);
        const text = longer(own[paragraph], found[order] ?? '');
        if (text === null) return { kind: 'differs', words };
        own[paragraph] = text;
      }
    }
  }
  return { kind: 'filled', texts };
}

/** Of two findings of one text the one that is not shortened; null where they contradict each other. */
function longer(before: string | undefined, now: string): string | null {
  if (before === undefined || before === now) return now;
  // Shortened texts have plain spaces only.
  const [first, second] = [before, now].map((text) => text.replace(/\s+/g, ' ').trim()) as [string, string];
  if (first === second) return first === before ? now : before;
  if (first.endsWith('…') && second.startsWith(first.slice(0, -1))) return now;
  return second.endsWith('…') && first.startsWith(second.slice(0, -1)) ? before : null;
}

/** The words in the places when all are as long as they were written. */
function exactly(piece: Piece, words: string, data: readonly DataText[]): string[] | null {
  const fixed = piece.text.split(SLOT).filter((_, index) => index % 3 === 0);
  let at = 0;
  const found: string[] = [];
  for (const [order, part] of fixed.entries()) {
    if (!words.startsWith(part, at)) return null;
    at += part.length;
    const slot = piece.slots[order];
    if (slot === undefined) continue;
    const shape = data[slot.index];
    const length = typeof shape === 'object' ? (shape.lengths[slot.paragraph] ?? 0) : 0;
    found.push(words.slice(at, at + length));
    at += length;
  }
  return at === words.length ? found : null;
}

/** The words in the places when some were changed. */
function loosely(piece: Piece, words: string): string[] | null {
  const single = piece.slots.length === 1 ? '([\\s\\S]*)' : '([^\\n]*)';
  const fixed = piece.text.split(SLOT).filter((_, index) => index % 3 === 0);
  const pattern = fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(single);
  const match = new RegExp(`^${pattern}$`).exec(words);
  return match === null ? null : match.slice(1);
}

/** Words as every format shows them alike. */
function normal(text: string): string {
  return shownParagraphs(text).join('\n');
}
