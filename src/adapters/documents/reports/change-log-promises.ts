import { longDate } from '../../../domain/calendar/civil-date.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import type { PromiseChanges } from '../../../domain/commitments/commitment-changes.js';
import { INTRODUCTION, isIntroduction } from '../../../domain/plan/introduction.js';
import type { ChangeLog } from '../../../domain/publishing/change-log.js';
import type { ReportBlock } from './report.js';

/** What its owners said of earlier promises, and those of which nobody said anything. */
export function promiseBlocks(
  log: ChangeLog,
  { kept, moved, withdrawn, goneBy }: PromiseChanges,
): readonly ReportBlock[] {
  const rows = (list: readonly Commitment[], became: (each: Commitment) => string) =>
    list.map((each) => [refOf(log, each), each.words, longDate(each.promised), became(each)]);
  const all = [
    ...rows(goneBy, (each) => `Gone by without an answer${each.moves.length === 0 ? '' : `; ${movedTo(each)}`}`),
    ...rows(moved, (each) => `Not yet done; ${movedTo(each)}`),
    ...rows(withdrawn, (each) => `Will not happen: ${each.reason ?? 'no reason was given'}`),
    ...rows(kept, (each) => `Done${each.moves.length === 0 ? '' : `, after it was ${movedTo(each)}`}`),
  ];
  if (all.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Promises' },
    {
      kind: 'note',
      text: 'Promises with a date in earlier updates. The date first promised stays beside any later one.',
    },
    {
      kind: 'table',
      caption: 'What became of earlier promises since the plan before',
      titles: ['Requirement', 'Promised', 'First promised for', 'What became of it'],
      shares: [15, 41, 18, 26],
      rows: all,
    },
  ];
}

function movedTo({ moves, due }: Commitment): string {
  return `moved ${moves.length === 1 ? 'once' : `${moves.length} times`}, last to ${longDate(due)}`;
}

/** What people call the requirement of a promise. */
export function refOf({ rows }: ChangeLog, { requirement }: Commitment): string {
  if (isIntroduction({ requirement })) return INTRODUCTION.ref;
  return rows.find((row) => row.requirement === requirement)?.ref ?? 'No longer in the plan';
}
