import { inkOf } from '../words/words.js';
import type {
  LeftOut,
  Places,
  Question,
  Repair,
  SourceCell,
  SourceDocument,
  SourcePlace,
  SourceWords,
} from './reading.js';
import { sourceWords } from './source-words.js';
import { placeKey, unplaced } from './unplaced.js';

/**
 * A note before refs are known: `key` is a requirement's key, or "=…" for a ref that is already one, or null for the
 * whole document.
 */
interface Note {
  readonly line: number;
  readonly key: string | null;
  readonly what: string;
  /** Keys of the other rows that it is about. */
  readonly also?: readonly string[];
}

/** Where a part of a cell is said to have gone. `place` names a text of the finished plan. */
interface Claim {
  readonly cell: SourceCell;
  readonly part: string;
  readonly place: string;
  /** The words themselves stand there, or only what they mean (a date, a status). */
  readonly as: 'words' | 'meaning';
}

/** Keeps account while a plan is read: what was mended, asked, left out, and where each cell's characters went. */
export interface Ledger {
  repair(line: number, key: string | null, what: string): void;
  /** What is asked in the same words about several rows is one question. `also`: further rows that it is about. */
  ask(line: number, key: string | null, what: string, also?: readonly string[]): void;
  /** Says that `part` of the cell stands in the plan's text called `place`; checked at the end. */
  place(cell: SourceCell, part: string, place: string): void;
  /** Says that what `part` means is the plan's value called `place`, which must exist at the end. */
  mean(cell: SourceCell, part: string, place: string): void;
  leaveOut(cell: SourceCell, part?: string): void;
  repairs(refs: ReadonlyMap<string, string>): Repair[];
  questions(refs: ReadonlyMap<string, string>): Question[];
  leftOut(): LeftOut[];
  /** The words of the source by what they say. */
  places(): Places;
  /**
   * The words of the source that stand neither in `texts` (the finished plan's texts by place) nor in what was left out.
   * Every claim is checked against the text that it names, and each letter counts once.
   */
  lost(source: SourceDocument, texts: ReadonlyMap<string, string>): readonly SourceWords[];
}

export function openLedger(): Ledger {
  const repairs: Note[] = [];
  const questions: Note[] = [];
  const claims: Claim[] = [];
  const left: { readonly cell: SourceCell; readonly part: string }[] = [];
  return {
    repair: (line, key, what) => void repairs.push({ line, key, what }),
    ask: (line, key, what, also = []) => void questions.push({ line, key, what, also }),
    place: (cell, part, place) => void claims.push({ cell, part, place, as: 'words' }),
    mean: (cell, part, place) => void claims.push({ cell, part, place, as: 'meaning' }),
    leaveOut: (cell, part = cell.text) => {
      left.push({ cell, part });
    },
    repairs: (refs) => told(repairs, refs),
    questions: (refs) => told(together(questions), refs),
    leftOut: () => left.flatMap(({ cell, part }) => sourceWords(cell, part)).sort((a, b) => byPlace(a.place, b.place)),
    places: () => {
      const places = new Map<string, Map<string, SourceWords>>();
      for (const { cell, part, place } of claims) {
        const said = places.get(place) ?? new Map<string, SourceWords>();
        for (const each of sourceWords(cell, part)) said.set(`${placeKey(each.place)} ${each.text}`, each);
        places.set(place, said);
      }
      return new Map([...places].map(([place, said]) => [place, [...said.values()]]));
    },
    lost: (source, texts) => {
      const held = claims.flatMap(({ cell, part, place, as }) => {
        const text = texts.get(place);
        const holds = text !== undefined && (as === 'meaning' || inkOf(text).includes(inkOf(part)));
        return holds ? sourceWords(cell, part) : [];
      });
      return unplaced(cellsOf(source), [...held, ...left.flatMap(({ cell, part }) => sourceWords(cell, part))]);
    },
  };
}

/** In the order of the source. */
export function byPlace(a: SourcePlace, b: SourcePlace): number {
  return a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}

/** Every cell and paragraph of a document, in order. */
export function cellsOf(document: SourceDocument): SourceCell[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'text' ? [...block.paragraphs] : block.rows.flatMap((row) => [...row.cells]),
  );
}

/** Notes in the same words about several rows as one. */
function together(notes: readonly Note[]): readonly Note[] {
  const found = new Map<string, Note>();
  for (const note of notes) {
    const id = note.key === null ? `${note.line} ${note.what}` : note.what;
    const before = found.get(id);
    const also = [...(before?.also ?? []), ...(before === undefined || note.key === null ? [] : [note.key])];
    found.set(id, before === undefined ? note : { ...before, also: [...also, ...(note.also ?? [])] });
  }
  return [...found.values()];
}

function told(
  notes: readonly Note[],
  refs: ReadonlyMap<string, string>,
): { line: number; ref: string | null; what: string; also?: readonly string[] }[] {
  const called = (key: string) => refs.get(key) ?? key.replace(/^=/, '');
  return notes
    .map(({ line, key, what, also = [] }) => ({
      line,
      ref: key === null ? null : called(key),
      what,
      ...(also.length === 0 ? {} : { also: also.map(called) }),
    }))
    .sort((a, b) => a.line - b.line);
}
