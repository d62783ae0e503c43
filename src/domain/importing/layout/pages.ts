import type { Ledger } from '../account/ledger.js';
import { type Slot, slotKey } from '../words/slots.js';
import type { AlignedRow } from './aligned-row.js';
import type { AlignedBlock } from './alignment.js';

/** Tells the lead where the cells of a page or of a row stood against the headings, and asks where that is doubtful. */
export function reportMoves(blocks: readonly AlignedBlock[], header: readonly Slot[], ledger: Ledger): void {
  for (const block of blocks) {
    const [first] = block.rows;
    if (first === undefined) continue;
    const last = block.rows.at(-1) ?? first;
    const where = first === last ? `Line ${first.row.line}` : `Lines ${first.row.line} to ${last.row.line}`;
    const differences = differencesOf(block, header);
    if (differences.length > 0) {
      ledger.repair(
        first.row.line,
        null,
        `${where} ${first === last ? 'stands' : 'stand'} differently from the headings: ${differences.join('; ')}.`,
      );
    }
    if (block.doubtful) {
      ledger.ask(
        first.row.line,
        null,
        `${where}: the columns could be read in more than one way. Please compare these rows with the source.`,
      );
    }
    for (const row of block.rows) reportRow(row, ledger);
  }
}

function differencesOf(block: AlignedBlock, header: readonly Slot[]): string[] {
  const { slots } = block.layout;
  const has = (list: readonly Slot[], kind: Slot['kind']) => list.some((slot) => slot.kind === kind);
  const gone = (kind: Slot['kind']) => has(header, kind) && !has(slots, kind);
  const differences: string[] = [];
  if (has(slots, 'ownNumber') && !has(header, 'ownNumber')) {
    const at = slots.findIndex((slot) => slot.kind === 'ownNumber') + 1;
    differences.push(`column ${at} holds the requirement's number`);
  }
  if (gone('requirement')) differences.push("there is no cell for the requirement's text");
  if (gone('recommendation')) differences.push("there are no cells for the recommendation's number and text");
  if (gone('owner')) differences.push('there is no cell for the owner');
  if (gone('ownNumber')) differences.push("there is no cell for the requirement's number");
  if (gone('status')) differences.push('there is no cell for the status');
  const blank = slots.findIndex((slot, index) => slot.kind === 'blank' && slotKey(header[index]) !== 'blank');
  if (blank >= 0) differences.push(`column ${blank + 1} is empty`);
  return differences;
}

function reportRow({ row, slots, moved }: AlignedRow, ledger: Ledger): void {
  if (moved === null) return;
  const key = `line-${row.line}`;
  const inUpdate = moved.requirementInUpdate;
  const text = "The requirement's text stood in the cell of the first update";
  const what = inUpdate
    ? updatesMoved(slots)
      ? `${text}, and every update one cell too far right. All were put in place.`
      : `${text}. It was put in place, and the first update is empty.`
    : 'The cells of this row stood one or more cells away from those of its page. They were put in place by the number and the owner.';
  ledger.repair(row.line, key, what);
  if (!moved.certain) {
    ledger.ask(
      row.line,
      key,
      inUpdate
        ? "The text in the cell of the first update was taken for the requirement's text. Is it that, or an update?"
        : 'Are the cells of this row in their right places now? Please compare them with the source.',
    );
  }
}

/** The first update's date is still there, so it must have moved. */
function updatesMoved(slots: AlignedRow['slots']): boolean {
  const at = slots.findIndex((slot) => slot?.kind === 'requirement');
  const dates = slots.flatMap((slot) => (slot?.kind === 'update' ? [slot.column] : []));
  const next = slots[at + 1];
  return next?.kind === 'update' && next.column === [...dates].sort()[0] && slots.at(-1)?.kind === 'update';
}
