import type { IntroductionPart } from '../../plan/plan.js';
import { byPlace, cellsOf } from '../account/ledger.js';
import type { SourceCell, SourceDocument } from '../account/reading.js';

/** A part of what presents a plan, with the cell that says it and the words of the cell that are its text. */
export interface SaidIntroduction {
  readonly cell: SourceCell;
  readonly part: IntroductionPart;
}

const BULLET = /^[•▪◦‣·*–-]\s+/;
/** "We will:" */
const OPENS_LIST = /^(?:\S+\s+)+\S+:$/;
/** Deeper headings look like these. */
const DEEPEST = 3;

/**
 * What presents a plan, of the cells around it: sentences, the lists that follow them, and the headings right above
 * them. Short lines that are none of these say something about the page or the file. In the order of the source.
 */
export function introductionIn(cells: readonly SourceCell[]): readonly SaidIntroduction[] {
  const said: SaidIntroduction[] = [];
  let headings: SourceCell[] = [];
  // above a list, and what it says is only known with it
  let opening: SourceCell[] = [];
  let follows = false;
  for (const cell of cells.filter((each) => each.aside !== true).toSorted((a, b) => byPlace(a.place, b.place))) {
    const isItem = cell.listed === true || BULLET.test(cell.text);
    if (cell.level !== undefined) {
      headings.push(cell);
      follows = false;
    } else if (!isItem && !isSentence(cell.text) && OPENS_LIST.test(cell.text)) {
      opening.push(...headings, cell);
      headings = [];
      follows = true;
    } else if (isSentence(cell.text) || (follows && isItem)) {
      said.push(...[...opening, ...headings].map((each): SaidIntroduction => ({ cell: each, part: partOf(each) })));
      const part: IntroductionPart = isItem
        ? { kind: 'item', text: cell.text.replace(BULLET, '') }
        : { kind: 'paragraph', text: cell.text };
      said.push({ cell, part });
      headings = [];
      opening = [];
      follows = true;
    } else {
      headings = [];
      opening = [];
      follows = false;
    }
  }
  return ranked(said);
}

/** Words of a website or a file around what a page says. */
const AROUND =
  /\bcookies?\b|\b(?:leave|exit) this site\b|^this site is (?:a |in )?beta\b|^sorry, there was a technical problem|^skip to\b|\bquickly exit\b/i;

/** The whole of a page that presents a plan; what a website puts around its content stands in `leftOut`. */
export function presentingPage(document: SourceDocument): {
  readonly introduction: readonly IntroductionPart[];
  readonly leftOut: readonly SourceCell[];
} {
  const cells = cellsOf(document).filter(({ text }) => text !== '');
  const said = introductionIn(cells.filter(({ text }) => !AROUND.test(text)));
  const taken = new Set(said.map(({ cell }) => cell));
  return { introduction: said.map(({ part }) => part), leftOut: cells.filter((cell) => !taken.has(cell)) };
}

/** What presents a plan is said in sentences, or in long lines of one. */
function isSentence(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (words > 3 && /[.!?]$/.test(text)) || words > 12;
}

function partOf({ text, level }: SourceCell): IntroductionPart {
  return level === undefined ? { kind: 'paragraph', text } : { kind: 'heading', text, level };
}

/** The levels of headings counted from the topmost that there is. */
function ranked(said: readonly SaidIntroduction[]): readonly SaidIntroduction[] {
  const levels = [...new Set(said.flatMap(({ part }) => (part.kind === 'heading' ? [part.level] : [])))].sort(
    (a, b) => a - b,
  );
  return said.map(({ cell, part }) =>
    part.kind === 'heading'
      ? { cell, part: { ...part, level: Math.min(DEEPEST, levels.indexOf(part.level) + 1) } }
      : { cell, part },
  );
}
