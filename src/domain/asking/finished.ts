import type { Amendment } from '../plan/amend.js';
import { type EndingWords, endingOf } from '../plan/ending.js';
import type { PublishedPlan, PublishedUpdate, Status } from '../plan/plan.js';

/** A row whose newest words only say that it has ended, while no status does. */
export interface FinishedRow extends EndingWords {
  readonly requirement: string;
  readonly ref: string;
}

/** The rows about which the lead is asked once: their words say that they have ended, and nobody has decided it. */
export function finishedRows(published: PublishedPlan): readonly FinishedRow[] {
  return saidToHaveEnded(published).flatMap(({ row, ending }) =>
    row.finished === undefined ? [{ requirement: row.id, ref: row.ref, ...ending }] : [],
  );
}

/**
 * The lead's answer about rows that only say that they have ended. `close`: their status becomes what their words say,
 * printed from the next revision on. `ask`: they are asked about like all others, and a status that came from closing
 * them goes. `refs` are as typed; "all" means every row that nobody has decided about.
 */
export function finishedAnswered(
  published: PublishedPlan,
  refs: readonly string[],
  answer: 'close' | 'ask',
): Amendment {
  const wanted = refs.map((each) => each.trim().toLowerCase()).filter((each) => each !== '');
  const ended = saidToHaveEnded(published);
  const isAll = wanted.length === 1 && wanted[0] === 'all';
  const chosen = ended.filter(({ row }) =>
    isAll ? row.finished === undefined : wanted.includes(row.ref.toLowerCase()),
  );
  const unknown = isAll ? [] : wanted.filter((each) => !chosen.some(({ row }) => row.ref.toLowerCase() === each));
  if (unknown.length > 0) {
    const problem = `Of ${unknown.map((each) => `"${each}"`).join(', ')} the newest text does not only say that the work has ended, or there is no such row. Nothing was changed.`;
    return { kind: 'invalid', problem };
  }
  if (chosen.length === 0) {
    return { kind: 'invalid', problem: 'No row of this plan is waiting for that answer. Nothing was changed.' };
  }
  const statuses: Record<string, Status> = { ...published.statuses };
  for (const { row, ending } of chosen) statuses[row.id] = answer === 'close' ? ending.ending : 'notStated';
  const finished = answer === 'close' ? ('closed' as const) : ('asked' as const);
  const ids = new Set(chosen.map(({ row }) => row.id));
  const requirements = published.requirements.map((each) => (ids.has(each.id) ? { ...each, finished } : each));
  const about = chosen.map(({ row }) => row.ref).join(', ');
  return {
    kind: 'amended',
    published: { ...published, requirements, statuses },
    about,
    requirements: chosen.map(({ row }) => row),
  };
}

/** Rows whose words alone say that they have ended: no status says anything, or only the lead's answer does. */
function saidToHaveEnded(published: PublishedPlan) {
  const updates = new Map<string, PublishedUpdate[]>();
  for (const each of published.updates) {
    const own = updates.get(each.requirement);
    if (own === undefined) updates.set(each.requirement, [each]);
    else own.push(each);
  }
  return published.requirements.flatMap((row) => {
    const status = published.statuses[row.id] ?? 'notStated';
    if (row.withdrawn || (status !== 'notStated' && row.finished !== 'closed')) return [];
    const ending = endingOf(updates.get(row.id) ?? []);
    return ending === null ? [] : [{ row, ending }];
  });
}
