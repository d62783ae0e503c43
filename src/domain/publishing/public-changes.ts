import { type ChangeLog, movementOf, type RowChange } from './change-log.js';

/**
 * The change log as the public may read it: of two plans, only what each of them prints. A status that was not printed
 * before is stated for the first time, whatever was known of it inside.
 */
export function publicChanges(log: ChangeLog): ChangeLog {
  const { before, after } = log.printed;
  return {
    ...log,
    rows: log.rows.map((row) => withMoves(withStatus(row, before.statuses, after.statuses), after.moves)),
  };
}

/** "Past the deadline and not complete" is a status too: it is told only where statuses are. */
function withStatus(row: RowChange, wasPrinted: boolean, isPrinted: boolean): RowChange {
  const [before, after] = [wasPrinted ? row.before : 'notStated', isPrinted ? row.after : 'notStated'] as const;
  const { overdue, newlyOverdue } = isPrinted ? row : { overdue: false, newlyOverdue: false };
  return { ...row, before, after, movement: isPrinted ? movementOf(before, after) : 'same', overdue, newlyOverdue };
}

function withMoves(row: RowChange, isPrinted: boolean): RowChange {
  if (isPrinted || row.deadline === null) return row;
  return { ...row, moves: [], deadline: { date: row.deadline.date, original: row.deadline.date, moves: [] } };
}
