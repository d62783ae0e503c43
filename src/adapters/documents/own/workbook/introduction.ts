import type { Row } from 'write-excel-file/node';
import type { ReadPlan } from '../../../../domain/importing/account/reading.js';
import type { IntroductionPart } from '../../../../domain/plan/plan.js';
import { headerCell, textCell } from '../../formats/xlsx/write-cells.js';
import { type SheetRow, tableOf } from './read-sheets.js';
import { signed } from './words.js';

/** The sheet of what presents the plan: a row for each heading, paragraph and point of a list. */
const TITLES = { kind: 'What it is', text: 'Text of the introduction' } as const;
const KINDS = { heading: 'Heading', paragraph: 'Paragraph', item: 'Point of a list' } as const;

export function introductionRows({ introduction = [] }: ReadPlan): Row[] {
  return [
    Object.values(TITLES).map((title) => headerCell(title)),
    ...introduction.map((part): Row => {
      const kind = part.kind === 'heading' ? `${KINDS.heading} ${part.level}` : KINDS[part.kind];
      return [textCell(kind), textCell(signed(part.text, false))];
    }),
  ];
}

/** What presents the plan, as the sheet says it now; a row that does not say what it is, is a paragraph. */
export function introductionOf(rows: readonly SheetRow[]): readonly IntroductionPart[] {
  return (tableOf(rows, TITLES.text)?.lines ?? []).flatMap((line): IntroductionPart[] => {
    const [kind, text] = [line.text(TITLES.kind), line.text(TITLES.text)];
    if (text === '') return [];
    const level = new RegExp(`^${KINDS.heading} ?([1-3])?$`).exec(kind);
    if (level !== null) return [{ kind: 'heading', text, level: Number(level[1] ?? 1) }];
    return [{ kind: kind === KINDS.item ? 'item' : 'paragraph', text }];
  });
}
