import type { Ledger } from '../account/ledger.js';
import type { SourceCell } from '../account/reading.js';
import type { PlanLine } from '../layout/lines.js';
import { inkOf, sameWords } from '../words/words.js';

export interface ReadRecommendation {
  readonly number: string;
  readonly text: SourceCell | null;
  readonly lines: readonly PlanLine[];
}

/**
 * The recommendations in the order in which their first rows stand. A text stands beside the number of its own row,
 * or else belongs to the recommendation of the row.
 */
export function readRecommendations(lines: readonly PlanLine[], ledger: Ledger): ReadRecommendation[] {
  const texts = new Map<string, SourceCell>();
  for (const line of lines) {
    const cell = line.cells.recommendation;
    if (cell === undefined) continue;
    const number = line.printed ?? line.recommendation;
    const known = texts.get(number);
    if (known === undefined) {
      texts.set(number, cell);
      ledger.place(cell, cell.text, `recommendation:${number}`);
    } else if (inkOf(known.text) === inkOf(cell.text)) {
      ledger.place(cell, cell.text, `recommendation:${number}`);
    } else if (sameWords(known.text, cell.text)) {
      ledger.leaveOut(cell);
    } else {
      ledger.leaveOut(cell);
      ledger.ask(
        line.line,
        `=${number}`,
        `Recommendation ${number} has another text here than in line ${known.place.line}. The first one was kept. Which is right?`,
      );
    }
  }
  const numbers = [
    ...new Set(lines.flatMap((line) => [line.recommendation, ...(line.printed === null ? [] : [line.printed])])),
  ];
  const belonging = new Map(numbers.map((number): [string, PlanLine[]] => [number, []]));
  for (const line of lines) belonging.get(line.recommendation)?.push(line);
  // Where a plan prints none at all, and says in each row what is to be done, its rows are the recommendations.
  const untitled = texts.size === 0 && lines.every(({ cells }) => cells.requirement !== undefined);
  return numbers.map((number) => {
    const own = belonging.get(number) ?? [];
    const first = own[0] ?? lines.find((line) => line.printed === number);
    const text = texts.get(number) ?? null;
    if (text === null && first !== undefined && !untitled) {
      ledger.ask(first.line, `=${number}`, `Recommendation ${number} has no text in the source. What does it say?`);
    }
    if (!own.some((line) => !line.bare) && first !== undefined) {
      ledger.ask(
        first.line,
        `=${number}`,
        `Recommendation ${number} has no row of its own that could be answered. Is there nothing to ask about?`,
      );
    }
    return { number, text, lines: own };
  });
}
